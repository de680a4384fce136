"""The page in a real Chromium: every function by hand, in German, at two sizes. Nothing but the server is asked."""

from pathlib import Path

import pytest

from assistant.feedback import read_feedback
from assistant.settings import Settings
from assistant.web.current import CurrentAssistant
from assistant.web.words import ENGLISH, GERMAN

from .browsing import SIZES, ask, browsing, make_app, visible_card
from .chromium import CHROMIUM, find_violations, serve, start_chromium
from .conftest import DOCUMENTS, FakeAssistant

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is missing (Debian package chromium)"),
]
TALK = GERMAN.talk


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Where feedback goes."""
    return tmp_path_factory.mktemp("feedback")


@pytest.fixture(scope="module")
def address(kept):
    fake = FakeAssistant()
    with serve(make_app(CurrentAssistant(lambda: fake), Settings(feedback=kept))) as url:
        yield url


@pytest.fixture(scope="module")
def browser():
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    with start_chromium() as started:
        yield started


@pytest.fixture(params=SIZES)
def opened(request, browser, address):
    """The page, freshly loaded."""
    with browsing(browser, address, SIZES[request.param]) as page:
        page.goto(address)
        page.locator("#chat .starter").first.wait_for()
        yield page


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
    opened.locator("#eingabe textarea").fill("x" * 10_000)
    opened.locator("#fragen").click()
    opened.get_by_text("höchstens 2.000 Zeichen lang sein, diese hat 10.000").wait_for()
    assert len(opened.locator("#eingabe textarea").input_value()) == 10_000
    assert opened.locator("#chat .answer").count() == 0
    ask(opened, "Wie viel?")
    assert opened.locator(".complaint").count() == 0


def test_a_new_conversation_forgets_the_old_one(opened):
    ask(opened, "Wie viel bekommt Fulda?")
    opened.get_by_role("button", name=GERMAN.new_chat).click()
    opened.locator("#chat .starter").first.wait_for()
    assert opened.locator("#belege-tafel .turn").count() == 0
    ask(opened, "Und Darmstadt?")
    assert "Frühere Fragen: 0." in opened.locator("#chat .answer").inner_text()


def test_two_pages_keep_conversations_of_their_own(opened):
    ask(opened, "Wie viel bekommt Fulda?")
    other = opened.context.new_page()
    other.goto(opened.url)
    other.locator("#chat .starter").first.wait_for()
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


def test_the_plan_is_changed_by_its_chips(opened):
    ask(opened, "Wie viel bekommt Fulda?")
    opened.locator(".chip-menu summary").first.click()
    opened.locator(".menu-item", has_text="Stadt Darmstadt").click()
    changed = opened.locator("#chat .answer").nth(1)
    changed.get_by_text("700.200 Euro").wait_for()
    assert opened.locator(".question .note").inner_text() == "Geändert: Stadt Darmstadt statt Landkreis Fulda"
    assert "700.200 Euro" in visible_card(opened).inner_text()

    off = changed.locator(".chip-off").last
    assert off.get_attribute("aria-label") == "Jahr weglassen: 2031"
    off.focus()
    opened.keyboard.press("Enter")
    opened.locator("#chat .answer").nth(2).wait_for()
    assert opened.locator(".question .note").nth(1).inner_text() == "Geändert: ohne 2031"
    assert opened.locator("#chat .answer").nth(2).locator(".chip").count() == 2


def test_a_menu_of_a_chip_closes_with_escape_and_lies_in_view(opened):
    ask(opened, "Wie viel bekommt Fulda?")
    opened.locator(".chip-menu summary").first.focus()
    opened.keyboard.press("Enter")
    menu = opened.locator(".menu-item").first
    menu.wait_for()
    box = menu.bounding_box()
    assert 0 <= box["y"] <= opened.viewport_size["height"] - 20
    assert box["x"] + box["width"] <= opened.viewport_size["width"]
    opened.keyboard.press("Escape")
    assert opened.evaluate("document.activeElement.matches('.chip-menu > summary')")
    assert opened.locator(".chip-menu[open]").count() == 0


def test_the_question_box_stays_in_reach(opened):
    for _ in range(3):
        ask(opened, "Welche Projekte fördert Fulda?")
    opened.evaluate("scrollTo(0, 0)")
    box = opened.locator("#eingabe textarea").bounding_box()
    assert box["y"] + box["height"] <= opened.viewport_size["height"]


def test_a_question_back_is_answered_by_a_button(opened):
    answer = ask(opened, "Wie viel bekommt Doppelstadt?")
    assert answer.locator(".outcome").inner_text() == "Rückfrage"
    answer.get_by_role("button", name="Stadt Darmstadt").first.click()
    opened.locator("#chat .answer").nth(1).get_by_text("700.200 Euro").wait_for()


def test_how_the_answer_came_about(opened):
    answer = ask(opened, "Wie viel bekommt Fulda?")
    answer.get_by_text(TALK.how).click()
    said = answer.locator(".how ul").inner_text()
    assert "Eingegrenzt auf: Landkreis Fulda, 2031." in said
    assert "2 von 2 Zielvereinbarungen" in said
    assert "keiner fiel weg" in said


def test_a_table_is_sorted_with_the_keyboard_and_saved(opened):
    answer = ask(opened, "Welche Projekte fördert Fulda?")
    answer.get_by_text("Als Tabelle (2 Zeilen)").click()
    head = answer.get_by_role("button", name="Projekt", exact=True)
    head.focus()
    opened.keyboard.press("Enter")
    assert answer.locator("tbody tr td:nth-child(3)").all_inner_texts()[0] == "Nähen <b>& mehr</b>"
    assert answer.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    opened.keyboard.press("Enter")
    assert answer.locator("tbody tr td:nth-child(3)").all_inner_texts()[0] == "Werkstatt Süd (TZ)"
    answer.locator("tbody a.cite").first.click()
    assert opened.locator("mark.now").all_inner_texts() == ["Werkstatt Süd (TZ)"]

    with opened.expect_download() as saved:
        answer.get_by_role("button", name=TALK.csv).click()
    assert saved.value.suggested_filename == "Welche-Projekte-fördert-Fulda.csv"
    raw = Path(saved.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfKreis oder Stadt;")
    with opened.expect_download() as saved:
        answer.get_by_role("button", name=TALK.markdown).click()
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert f"<{opened.url}dokument/agreements/landkreis-fulda%202031.txt?stelle=" in text


def test_answers_questions_and_passages_have_addresses(opened):
    answer = ask(opened, "Wie viel bekommt Fulda?")
    second = ask(opened, "Und Darmstadt?")
    answer.get_by_role("button", name=GERMAN.copy, exact=True).click()
    copied = opened.evaluate("navigator.clipboard.readText()")
    assert "800.100 Euro" in copied
    assert "Beleg 1: Zielvereinbarung 2031, Landkreis Fulda, § 4" in copied
    assert TALK.how not in copied
    second.get_by_role("button", name=TALK.link).click()
    asked = opened.evaluate("navigator.clipboard.readText()")
    other = opened.context.new_page()
    other.goto(asked)
    other.get_by_text("Frühere Fragen: 1.").wait_for()
    assert other.locator("#chat .question").all_inner_texts() == ["Wie viel bekommt Fulda?", "Und Darmstadt?"]
    visible_card(opened).get_by_role("button", name=TALK.address).click()
    other.goto(opened.evaluate("navigator.clipboard.readText()"))
    assert other.locator("mark#stelle").inner_text() == "700.200 Euro"
    other.close()


def test_the_sections_before_and_after_a_passage(opened):
    ask(opened, "Wie viel bekommt Fulda?")
    opened.locator("#chat a.cite").first.click()
    card = visible_card(opened).first
    card.get_by_text(TALK.next).click()
    card.get_by_text("Werkstatt Süd").wait_for()
    assert "800.100" not in card.locator(".source-text").inner_text()
    card.get_by_text(TALK.previous).click()
    card.locator("mark", has_text="800.100 Euro").wait_for()
    for section in ("§ 1", "2031"):
        card.get_by_text(TALK.previous).click()
        card.locator(".source-text", has_text=section).wait_for()
    card.get_by_text(TALK.previous).wait_for(state="hidden")
    opened.locator("#chat a.cite").first.click()
    assert opened.locator("mark.now").all_inner_texts() == ["800.100 Euro"]


def test_feedback_is_given_with_a_comment_or_without(opened, kept):
    before = len(read_feedback(kept))
    answer = ask(opened, "Wie viel bekommt Fulda?")
    answer.get_by_role("button", name=TALK.right, exact=True).click()
    opened.get_by_text(TALK.thanks).wait_for()
    answer.get_by_role("button", name=TALK.wrong).click()
    opened.locator("#kommentar").fill("Der Betrag ist älter.")
    opened.keyboard.press("Escape")
    assert len(read_feedback(kept)) == before + 1
    assert answer.get_by_role("button", name=TALK.wrong).evaluate("e => document.activeElement === e")
    answer.get_by_role("button", name=TALK.wrong).click()
    opened.locator("#kommentar").fill("Der Betrag ist älter.")
    opened.get_by_role("button", name=TALK.send).click()
    opened.wait_for_function("document.activeElement.classList.contains('do-wrong')")
    opened.wait_for_timeout(300)
    assert [f.comment for f in read_feedback(kept)[before:]] == ["", "Der Betrag ist älter."]


def test_a_slow_answer_can_be_stopped_and_asked_again(opened):
    opened.locator("#eingabe textarea").fill("Eine langsame Frage")
    opened.keyboard.press("Enter")
    opened.get_by_text("Ein erster Satz. Ein <b>zweiter</b> Satz.").wait_for()
    opened.get_by_role("button", name=TALK.stop).click()
    opened.get_by_text(TALK.stopped).wait_for()
    assert opened.locator("#chat .question").count() == 1
    assert "bekommt" not in opened.locator("#chat .answer").inner_text()
    opened.get_by_role("button", name=TALK.again).click()
    opened.get_by_text("800.100 Euro").first.wait_for()
    assert opened.locator("#chat .question").count() == 1


def test_english_at_a_click_takes_the_conversation_along(opened):
    ask(opened, "Wie viel bekommt Fulda?")
    opened.get_by_role("link", name=TALK.other_language).click()
    opened.get_by_role("button", name=ENGLISH.ask, exact=True).wait_for()
    opened.locator("#chat .answer").wait_for()
    assert opened.locator("html").get_attribute("lang") == "en"
    assert opened.locator("#eingabe textarea").get_attribute("placeholder") == ENGLISH.question_hint
    assert ENGLISH.sources in opened.locator("#belege-tafel h2").inner_text()
    opened.goto(opened.url.partition("?")[0])
    opened.get_by_text(ENGLISH.talk.newcomers).wait_for()
    opened.locator("#chat .starter").first.click()
    opened.locator("#chat a.cite").first.click()
    assert opened.locator("mark.now").count() == 1
    opened.get_by_role("button", name=ENGLISH.new_chat).click()
    opened.locator("#chat .starter").first.wait_for()
    assert find_violations(opened) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility_by_axe(opened, scheme):
    """No violation of WCAG 2.2 A and AA in any state of the page, light and dark."""
    opened.emulate_media(color_scheme=scheme)
    opened.reload()
    opened.locator("#chat .starter").first.wait_for()
    assert find_violations(opened) == []
    answer = ask(opened, "Welche Projekte fördert Fulda?")
    answer.get_by_text("Als Tabelle (2 Zeilen)").click()
    answer.get_by_text(TALK.how).click()
    opened.locator("#chat a.cite").first.click()
    assert find_violations(opened) == []
    ask(opened, "Wie viel bekommt Doppelstadt?")
    opened.locator(".chip-menu summary").last.click()
    assert find_violations(opened) == []
    opened.locator("#eingabe textarea").fill("x" * 3000)
    opened.locator("#fragen").click()
    opened.locator(".complaint").wait_for()
    assert find_violations(opened) == []
    ask(opened, "Wie wird das Wetter?")
    opened.locator(".do-wrong").last.click()
    assert find_violations(opened) == []


def test_without_an_index_the_page_names_the_command(browser, no_index):
    with serve(make_app(no_index, Settings())) as url, browsing(browser, url, SIZES["desktop"]) as page:
        page.goto(url)
        page.locator(".missing code").wait_for()
        assert page.locator(".missing code").inner_text() == "python -m ingest"
        assert page.locator("#chat .starter").count() == 0
        assert find_violations(page) == []
        ask(page, "Wie viel?")
        assert "python -m ingest" in page.locator("#chat .answer").inner_text()
        assert find_violations(page) == []


def test_behind_a_proxy_under_a_path_of_its_own(browser, current):
    app = make_app(current, Settings(root_path="/aqb"))
    with serve(app) as url, browsing(browser, url, SIZES["desktop"]) as page:
        page.goto(f"{url}aqb/?q=Wie+viel+bekommt+Fulda%3F")
        page.locator("#chat a.cite").first.click()
        assert page.locator("mark.now").all_inner_texts() == ["800.100 Euro"]
        with page.context.expect_page() as found:
            visible_card(page).get_by_text(GERMAN.whole_document).first.click()
        found.value.wait_for_load_state()
        assert found.value.url.startswith(f"{url}aqb/dokument/")
        found.value.locator("nav.wege a").first.click()
        found.value.locator("#chat .starter").first.wait_for()
