"""The page in a real Chromium: ask, see the passage, read the document, ask on. Nothing but the server is asked."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.web.words import GERMAN

from .conftest import DOCUMENTS

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is missing (Debian package chromium)"),
]


@contextlib.contextmanager
def serving(app: object) -> Iterator[str]:
    """The app on a free port of this machine."""
    import uvicorn

    listen = socket.socket()
    listen.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listen]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listen.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join(10)
        listen.close()


@pytest.fixture(scope="module")
def address(gradio_app):
    with serving(gradio_app) as url:
        yield url


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(params=SIZES)
def opened(request, browser, address):
    """The page, freshly loaded in an English browser; afterwards: no foreign request, no error in the console."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-US")
    page = context.new_page()
    requests: list[str] = []
    errors: list[str] = []
    context.on("request", lambda r: requests.append(r.url))
    context.on("console", lambda m: errors.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.goto(address)
    page.locator("#chat .example").first.wait_for()
    yield page
    context.close()
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []
    assert errors == []


def ask(page, question):
    answers = page.locator("#chat .answer").count()
    page.locator("textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator("#chat .answer").nth(answers).wait_for()


def visible_card(page):
    return page.locator(".turn:not([hidden]) details[open]")


def test_ask_an_example_open_its_passage_read_the_document_ask_on(opened):
    opened.get_by_text("Wie viel Geld bekommt der Landkreis Fulda 2031?").click()
    opened.locator("#chat a.cite").nth(1).wait_for()
    assert "800.100 Euro" in opened.locator("#chat .answer").inner_text()

    opened.locator("#chat a.cite").nth(1).click()
    mark = opened.locator("#q1-c2")
    assert mark.inner_text() == "Unterjährige Abweichungen"
    assert mark.evaluate("e => document.activeElement === e && e.classList.contains('now')")
    assert mark.evaluate("e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight; }")
    assert "Zielsteuerung" in visible_card(opened).nth(1).inner_text()

    opened.locator("#chat a.cite").nth(0).click()
    assert opened.locator("mark.now").all_inner_texts() == ["800.100 Euro"]

    with opened.context.expect_page() as found:
        visible_card(opened).get_by_text(GERMAN.whole_document).first.click()
    document = found.value
    document.wait_for_load_state()
    assert document.locator("mark").all_inner_texts() == ["800.100 Euro"]
    assert "Zielvereinbarung 2031, Landkreis Fulda" in document.locator("h1").inner_text()
    assert " ".join(document.locator(".printed").all_inner_texts()).split() == DOCUMENTS[0].text.split()
    document.close()

    opened.locator("#chat .options button").get_by_text("Und Darmstadt?").click()
    opened.get_by_text("Frühere Fragen: 1.").wait_for()
    assert "700.200 Euro" in visible_card(opened).inner_text()

    opened.locator("#chat .answer").nth(0).locator("a.cite").nth(1).click()
    assert opened.locator("mark.now").all_inner_texts() == ["Unterjährige Abweichungen"]
    assert opened.locator(".turn:not([hidden])").get_attribute("id") == "q1"


def test_the_page_speaks_german_in_an_english_browser(opened):
    assert opened.locator("html").get_attribute("lang") == "de"
    assert opened.title() == "AQB-Assistent"
    ask(opened, "Wie viel?")
    labels = opened.eval_on_selector_all("[aria-label]", "all => all.map(e => e.getAttribute('aria-label'))")
    titles = opened.eval_on_selector_all("[title]", "all => all.map(e => e.title)")
    english = ("message", "Scroll", "conversation", "Clear", "Copy", "Loading", "Textbox", "Select example")
    assert [label for label in labels + titles if any(word in label for word in english)] == []


def test_nothing_that_stands_in_a_document_or_question_is_executed(opened):
    ask(opened, "böse <img src=x onerror=window.hacked=9> ![x](http://evil.example/q.png)")
    opened.wait_for_timeout(500)
    assert opened.evaluate("window.hacked") is None
    assert opened.locator("#chat img, #belege-tafel img, #chat form, #chat iframe").count() == 0
    assert "<img src=x" in opened.locator("#chat .question").inner_text()
    text = visible_card(opened).inner_text()
    assert "{{constructor}}" in text
    assert "${window.hacked=2}" in text


def test_rows_stand_in_a_table_with_their_passages(opened):
    ask(opened, "Welche Projekte fördert Fulda?")
    opened.get_by_text("Als Tabelle (2 Zeilen)").click()
    assert opened.locator("#chat td").nth(2).inner_text() == "Werkstatt Süd (TZ)"
    opened.locator("#chat table a.cite").nth(1).click()
    assert opened.locator("mark.now").all_inner_texts() == ["Nähen <b>& mehr</b>"]


def test_a_question_that_is_too_long_stays_in_the_box_with_a_friendly_sentence(opened):
    opened.locator("textarea").fill("x" * 10_000)
    opened.locator("#fragen").click()
    opened.get_by_text("höchstens 2.000 Zeichen lang sein, diese hat 10.000").wait_for()
    assert len(opened.locator("textarea").input_value()) == 10_000
    assert opened.locator("#chat .answer").count() == 0
    ask(opened, "Wie viel?")
    assert opened.locator(".complaint").count() == 0


def test_a_new_conversation_forgets_the_old_one(opened):
    ask(opened, "Wie viel bekommt Fulda?")
    opened.get_by_role("button", name=GERMAN.new_chat).click()
    opened.locator("#chat .example").first.wait_for()
    assert opened.locator("#belege-tafel .turn").count() == 0
    ask(opened, "Und Darmstadt?")
    assert "Frühere Fragen: 0." in opened.locator("#chat .answer").inner_text()


def test_two_pages_keep_conversations_of_their_own(opened):
    ask(opened, "Wie viel bekommt Fulda?")
    other = opened.context.new_page()
    other.goto(opened.url)
    other.locator("#chat .example").first.wait_for()
    ask(other, "Und Darmstadt?")
    assert "Frühere Fragen: 0." in other.locator("#chat .answer").inner_text()
    ask(opened, "Und Darmstadt?")
    assert "Frühere Fragen: 1." in opened.locator("#chat .answer").nth(1).inner_text()


def test_passages_can_be_opened_with_the_keyboard_alone(opened):
    ask(opened, "Wie viel bekommt Fulda?")
    link = opened.locator("#chat a.cite").nth(1)
    link.focus()
    assert link.get_attribute("aria-label").startswith("Beleg 2: Zielvereinbarung 2031")
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "q1-c2"
    opened.keyboard.press("Escape")
    assert link.evaluate("e => document.activeElement === e")


def test_the_page_is_no_wider_than_its_window(opened):
    ask(opened, "Welche Projekte fördert Fulda?")
    opened.get_by_text("Als Tabelle (2 Zeilen)").click()
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_accessibility_by_axe(opened):
    """No violation of WCAG 2.2 A and AA: empty page, answer with an open passage, table, document."""
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    source = (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    assert find_violations(opened, source) == []
    ask(opened, "Welche Projekte fördert Fulda?")
    opened.get_by_text("Als Tabelle (2 Zeilen)").click()
    opened.locator("#chat a.cite").first.click()
    assert find_violations(opened, source) == []
    ask(opened, "Wie wird das Wetter?")
    assert find_violations(opened, source) == []


def find_violations(page, source):
    page.evaluate(f"{source}; void 0")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run(document, { runOnly: tags })", tags)["violations"]
    return [(v["id"], v["impact"], [n["html"][:200] for n in v["nodes"]]) for v in found]


def test_without_an_index_the_page_names_the_command(browser, no_index):
    import gc
    import warnings

    from assistant.settings import Settings
    from assistant.web.server import create_app

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        app = create_app(no_index, Settings())
        gc.collect()
    with serving(app) as url:
        page = browser.new_page()
        page.goto(url)
        page.locator(".missing code").wait_for()
        assert page.locator(".missing code").inner_text() == "python -m ingest"
        ask(page, "Wie viel?")
        assert "python -m ingest" in page.locator("#chat .answer").inner_text()
        page.close()
