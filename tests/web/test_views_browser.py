"""The views in a real Chromium, by mouse and keyboard: no foreign request, no error, nothing that axe-core objects to."""

import re

import pytest

from assistant.web.current import CurrentAssistant
from assistant.web.guard import Guard
from assistant.web.server import create_interface
from assistant.web.words import GERMAN
from tests.handmade import handmade

from .chromium import CHROMIUM, find_violations, serve, start_chromium

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is missing (Debian package chromium)"),
]
SETTINGS = {
    "desktop-de": (1280, 800, "", "light"),
    "phone-de": (390, 844, "", "light"),
    "desktop-en-dark": (1280, 800, "?lang=en", "dark"),
    "phone-en": (390, 844, "?lang=en", "light"),
}


@pytest.fixture(scope="module")
def address():
    app = Guard(create_interface(CurrentAssistant(handmade), GERMAN))
    with serve(app) as url:
        yield url


@pytest.fixture(scope="module")
def browser():
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    with start_chromium() as started:
        yield started


@pytest.fixture(params=SETTINGS)
def page(request, browser, address):
    """An empty page of a browser; afterwards: nothing but the server was asked, and the console is empty."""
    width, height, language, scheme = SETTINGS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    opened = context.new_page()
    opened.set_default_timeout(5_000)
    requests, errors = [], []
    context.on("request", lambda r: requests.append(r.url))
    context.on("console", lambda m: errors.append(m.text) if m.type in ("error", "warning") else None)
    opened.on("pageerror", lambda e: errors.append(str(e)))
    opened.language = language
    yield opened
    context.close()
    assert [url for url in requests if not url.startswith((address, "data:"))] == []
    assert errors == []


def is_narrow_enough(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def rows_of(page):
    return page.locator("table >> nth=0 >> tbody tr")


def check(page):
    assert is_narrow_enough(page)
    assert find_violations(page) == []


def test_overview_filters_sorts_and_leads_to_the_passage(page, address):
    page.goto(f"{address}uebersicht{page.language}")
    rows = rows_of(page)
    assert rows.count() == 6
    check(page)
    page.locator("select[name=jahr]").select_option("2024")
    expect(rows_of(page)).to_have_count(4)
    assert page.locator("[role=status]").inner_text().startswith("4 ")
    assert "jahr=2024" in page.url
    amount = page.locator("thead th a").nth(2)
    amount.focus()
    page.keyboard.press("Enter")
    page.locator("th[aria-sort]").wait_for()
    assert "sortierung=betrag" in page.url
    assert rows.first.locator("th").inner_text() == "Stadt Kassel"
    assert page.evaluate("document.activeElement.closest('th').cellIndex") == 2
    page.locator("input[name=name]").fill("gibtesnicht")
    page.locator("#ergebnis .notice").wait_for()
    check(page)
    page.locator("[data-status] a").first.click()
    expect(rows_of(page)).to_have_count(6)
    assert page.locator("input[name=name]").input_value() == ""
    page.locator("tbody a", has_text=re.compile("1[.,]104[.,]020")).first.click()
    page.locator("mark#stelle").wait_for()
    assert page.locator("mark#stelle").inner_text() == "1.104.020 Euro"
    assert page.locator("mark#stelle").evaluate(
        "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }"
    )


def test_a_tile_opens_the_agreement_or_asks(page, address):
    page.goto(f"{address}uebersicht{page.language}")
    missing = page.locator(".tile.missing a").first.get_attribute("href")
    assert missing.startswith("/?q=")
    page.locator(".tile.covered a", has_text="Vogelsbergkreis").click()
    page.locator("h1", has_text="Vogelsbergkreis").wait_for()


def test_reading_a_document(page, address):
    page.goto(f"{address}dokument/fulda-2024.txt{page.language}")
    check(page)
    style = "e => getComputedStyle(e).textDecorationLine"
    fact = page.locator(".printed .fact.amount")
    assert fact.evaluate(style) == "underline"
    page.locator("#angaben-zeigen").uncheck()
    assert fact.evaluate(style) == "none"
    check(page)
    page.locator(".part:has(#abschnitt-5) .section-ways a").last.click()
    assert page.url.endswith("#abschnitt-6")
    page.locator("details.facts summary").first.click()
    page.locator("details.facts a").first.click()
    assert re.search(r"#angabe-\d+$", page.url)
    page.locator("a[href^='#auffaelligkeit-']").first.click()
    assert page.locator(".problem:target").count() == 1


def test_comparing_two_agreements(page, address):
    page.goto(f"{address}vergleich{page.language}")
    check(page)
    page.locator("select[name=a]").select_option("fulda-2023.txt")
    page.locator("select[name=b]").select_option("fulda-2024.txt")
    page.locator("form button").click()
    page.locator("#wortlaut").wait_for()
    assert page.locator("html").get_attribute("lang") == ("en" if page.language else "de")
    assert page.locator("ins", has_text="Im Jahr 2024 werden erneut").is_visible()
    page.locator("details.synopsis").evaluate_all("all => all.forEach(section => (section.open = true))")
    check(page)


def test_documents_and_basics(page, address):
    page.goto(f"{address}dokumente{page.language}")
    check(page)
    page.locator("select[name=art]").select_option("press_release")
    expect(rows_of(page)).to_have_count(2)
    page.goto(f"{address}lernen{page.language}")
    for summary in page.locator("details.build > summary").all():
        summary.click()
    check(page)
    page.locator("a.sentence").first.click()
    page.locator("mark#stelle").wait_for()


def test_without_script_the_form_and_the_links_do_the_same(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}uebersicht")
    page.locator("select[name=jahr]").select_option("2023")
    page.locator("form button").click()
    assert rows_of(page).count() == 2
    page.locator("thead th a").nth(2).click()
    assert "jahr=2023" in page.url
    assert page.locator("th[aria-sort=descending]").count() == 1
    context.close()


def test_without_an_index(browser, no_index):
    with serve(Guard(create_interface(no_index, GERMAN))) as url:
        page = browser.new_page()
        for path in ("uebersicht", "lernen", "dokument/x"):
            page.goto(f"{url}{path}")
            assert page.locator("code").inner_text() == "python -m ingest"
            assert find_violations(page) == []
        page.close()
