"""What a click or an address leads to, without a browser: plain functions over the small assistant."""

import csv
import io
import json

import pytest

from assistant.feedback import FILE
from assistant.settings import Settings
from assistant.web.actions import Action, read_action
from assistant.web.export import read_base, write_markdown
from assistant.web.handlers import act, ask_question, greet, start_again, stop
from assistant.web.rows import write_csv
from assistant.web.session import Session
from assistant.web.words import ENGLISH, GERMAN

from .conftest import DOCUMENTS, Row, cite, make_answer


@pytest.fixture
def settings(tmp_path):
    return Settings(feedback=tmp_path / "kept")


def last(steps):
    return list(steps)[-1]


def asked(current, *questions):
    session = None
    for question in questions:
        session = last(ask_question(question, session, current, GERMAN)).session
    return session


def test_the_question_appears_before_its_answer(current):
    first, second = ask_question("Wie viel bekommt Fulda?", None, current, GERMAN)
    assert [m["role"] for m in first.messages] == ["user", "assistant"]
    assert GERMAN.talk.waiting in first.messages[1]["content"]
    assert first.box == ""
    assert "800.100 Euro" in second.messages[1]["content"]


def test_an_address_asks_its_questions_one_after_the_other(current):
    steps = list(greet("de", "?q=Wie+viel+bekommt+Fulda%3F&q=Und+Darmstadt%3F", current, GERMAN))
    assert "3 Dokumente" in steps[0][0] or "2 Zielvereinbarungen" in steps[0][0]
    assert "do-ask" in steps[0][2].starters
    assert "Frühere Fragen: 1." in steps[-1][2].messages[-1]["content"]
    assert [t.question for t in steps[-1][2].session.turns] == ["Wie viel bekommt Fulda?", "Und Darmstadt?"]


@pytest.mark.parametrize("address", ["", "?", "?q=", "?lang=de", None, 3, "?q=" + "&q=x" * 200])
def test_an_address_without_a_question_greets(current, address):
    steps = list(greet("de", address, current, GERMAN))
    assert len(steps[-1][2].session.turns) <= 10


def test_the_page_greets_in_its_language(current, no_index):
    header, notice, shown = next(greet("en", "", current, GERMAN))
    assert "AQB Assistant" in header
    assert ENGLISH.notice in notice
    assert ENGLISH.talk.newcomers in shown.starters
    assert shown.session.language == "en"
    header, _, shown = next(greet("de", "", no_index, GERMAN))
    assert "<code>python -m ingest</code>" in header
    assert "do-ask" not in shown.starters
    assert start_again(shown.session, no_index, GERMAN).session.language == "de"


@pytest.mark.parametrize(
    "sent",
    [None, "edit", {}, {"act": "drop"}, {"act": "edit", "turn": "1"}, {"act": "edit", "turn": -1}, {"act": "edit", "n": True},
     {"act": "ask", "text": 3}, {"act": ["edit"]}, {"act": "edit", "turn": 10**9}],
)  # fmt: skip
def test_what_is_no_click_is_none(sent, current, settings):
    assert read_action(sent) is None
    shown = last(act(sent, Session(), current, settings, GERMAN))
    assert shown.messages is None
    assert shown.file is None


def test_a_click_of_a_session_that_is_gone_says_so(current, settings):
    for session in (None, Session()):
        shown = last(act({"act": "edit", "turn": 1, "n": 0}, session, current, settings, GERMAN))
        assert GERMAN.talk.gone in shown.complaint


def test_a_change_that_is_not_offered_is_refused(current, settings):
    session = asked(current, "Wie viel bekommt Fulda?")
    shown = last(act({"act": "edit", "turn": 1, "n": 99}, session, current, settings, GERMAN))
    assert "complaint" in shown.complaint
    assert len(shown.session.turns) == 1


def test_asking_again_adds_a_turn(current, settings):
    session = asked(current, "Wie viel bekommt Fulda?")
    again = last(act({"act": "again", "turn": 1}, session, current, settings, GERMAN)).session
    assert [t.question for t in again.turns] == ["Wie viel bekommt Fulda?"] * 2


def test_stopping_leaves_a_way_to_ask_again(current):
    running = ask_question("Wie viel?", None, current, GERMAN)
    waiting = next(running).session
    shown = stop(waiting, GERMAN)
    assert GERMAN.talk.stopped in shown.messages[-1]["content"]
    assert "do-again" in shown.messages[-1]["content"]
    assert list(running) == []
    on = last(ask_question("Und Darmstadt?", shown.session, current, GERMAN))
    assert "Frühere Fragen: 0." in on.messages[-1]["content"]


def test_a_slow_answer_is_shown_as_it_grows(current):
    steps = list(ask_question("Eine langsame Frage", None, current, GERMAN))
    assert [step.session is None for step in steps] == [False, True, True, False]
    assert "Ein erster Satz." in steps[1].messages[-1]["content"]
    assert "Ein &lt;b&gt;zweiter&lt;/b&gt; Satz." in steps[2].messages[-1]["content"]
    assert "do-stop" in steps[2].messages[-1]["content"]
    assert "800.100 Euro" in steps[3].messages[-1]["content"]


def test_feedback_is_kept_and_nothing_else(current, settings):
    session = asked(current, "Wie viel bekommt Fulda?", "Und Darmstadt?")
    file = settings.feedback_folder() / FILE
    assert not file.exists()
    sent = {"act": "wrong", "turn": 1, "text": " zu wenig "}
    shown = last(act(sent, session, current, settings, GERMAN))
    assert GERMAN.talk.thanks in shown.complaint
    row = json.loads(file.read_text(encoding="utf-8"))
    assert (row["verdict"], row["comment"], row["turns"]) == ("wrong", "zu wenig", ["Wie viel bekommt Fulda?"])
    assert row["answer"]["outcome"] == "answered"
    last(act({"act": "right", "turn": 2}, session, current, settings, GERMAN))
    assert len(file.read_text(encoding="utf-8").splitlines()) == 2


def test_feedback_that_cannot_be_kept_is_said(current, tmp_path):
    (tmp_path / "kept").write_text("keine Mappe", encoding="utf-8")
    session = asked(current, "Wie viel bekommt Fulda?")
    shown = last(act({"act": "right", "turn": 1}, session, current, Settings(feedback=tmp_path / "kept"), GERMAN))
    assert "ließ sich nicht speichern" in shown.complaint


def test_files(current, settings):
    session = asked(current, "Welche Projekte fördert Fulda?")
    table = last(act({"act": "csv", "turn": 1}, session, current, settings, GERMAN)).file
    assert table["name"] == "Welche-Projekte-fördert-Fulda.csv"
    sent = {"act": "markdown", "turn": 1, "text": "https://amt.example/aqb/"}
    text = last(act(sent, session, current, settings, GERMAN)).file
    assert text["name"].endswith(".md")
    assert "| Landkreis Fulda | 2031 | Werkstatt Süd (TZ) |" in text["text"]
    assert "<https://amt.example/aqb/dokument/agreements/landkreis-fulda%202031.txt?stelle=" in text["text"]


def test_csv_opens_in_a_german_spreadsheet():
    rows = (
        Row("amount", (("body_name", "Landkreis Fulda"), ("amount", "800100.50"), ("exactness", "exact")), ("1",)),
        Row("amount", (("body_name", '=HYPERLINK("x")'), ("amount", "-5"), ("exactness", "exact")), ()),
        Row("amount", (("body_name", "@a;b\nc"), ("amount", "13"), ("exactness", "about"), ("written", "rund 13")), ()),
    )
    answer = make_answer("x", [cite("1", DOCUMENTS[0], "800.100 Euro")], rows=rows)
    text = write_csv(answer, GERMAN)
    assert text.startswith("\ufeffKreis oder Stadt;Betrag;Beleg;Wortlaut\r\n")
    table = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
    assert table[1] == ["Landkreis Fulda", "800100,50", "Zielvereinbarung 2031, Landkreis Fulda, § 4", "800.100 Euro"]
    assert table[2][:2] == ['\'=HYPERLINK("x")', "-5"]
    assert table[3][:2] == ["'@a;b c", "rund 13"]
    assert write_csv(answer, ENGLISH).splitlines()[1].startswith("Landkreis Fulda,800100.50,")


def test_markdown_holds_no_foreign_markup():
    quote = "Mehr Geld <img src="
    answer = make_answer("Text [1].", [cite("1", DOCUMENTS[2], quote)])
    text = write_markdown("<script> | *a*", answer, {d.id: d for d in DOCUMENTS}, "", GERMAN)
    assert "\\<script\\> \\| \\*a\\*" in text
    assert "\\<img" in text
    assert "<http" not in text


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("http://127.0.0.1:7860/", "http://127.0.0.1:7860/"),
        ("https://a.example/aqb/", "https://a.example/aqb/"),
        ("javascript:alert(1)", ""),
        ("http://a.example/<b>", ""),
        ("", ""),
    ],
)
def test_the_address_of_the_page(given, base):
    assert read_base(given) == base


def test_an_action_is_read():
    assert read_action({"act": "edit", "turn": 2, "n": 3, "text": ""}) == Action("edit", 2, 3, "")
