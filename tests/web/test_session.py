import threading

import pytest

from assistant.ask import LONGEST_QUESTION
from assistant.web.current import CurrentAssistant
from assistant.web.examples import make_examples
from assistant.web.session import (
    PANEL_TURNS,
    Session,
    answer_question,
    find_complaint,
    list_sources,
    make_messages,
    read_question,
)
from assistant.web.words import ENGLISH, GERMAN

from .conftest import DOCUMENTS, FakeAssistant


def test_a_conversation_remembers_and_two_never_mix(current):
    first = answer_question(Session(), "Wie viel bekommt Fulda?", current, GERMAN)
    second = answer_question(Session(), "Und Darmstadt?", current, GERMAN)
    first = answer_question(first, "Und Darmstadt?", current, GERMAN)
    assert "Frühere Fragen: 1." in first.turns[-1].message
    assert "Frühere Fragen: 0." in second.turns[-1].message
    assert first.conversation is not second.conversation


def test_marks_of_each_turn_have_names_of_their_own(current):
    session = Session()
    for _ in range(2):
        session = answer_question(session, "Wie viel bekommt Fulda?", current, GERMAN)
    assert "q1-c1" in session.turns[0].message
    assert 'id="q1-c1"' in session.turns[0].sources
    assert "q2-c1" in session.turns[1].message
    assert "q1-c1" not in session.turns[1].message


def test_suggestions_hang_on_the_last_answer_only(current):
    session = Session()
    for _ in range(2):
        session = answer_question(session, "Wie viel bekommt Fulda?", current, GERMAN)
    options = [m.get("options") for m in make_messages(session) if m["role"] == "assistant"]
    assert options == [[], [{"value": "Und Darmstadt?", "label": "Und Darmstadt?"}]]
    assert all(not m.get("options") for m in make_messages(session, "Neue Frage"))


def test_a_newer_index_is_opened_and_follow_ups_keep_their_sense():
    old, new = FakeAssistant(), FakeAssistant()
    waiting = [old, new]
    current = CurrentAssistant(lambda: waiting.pop(0))
    session = answer_question(Session(), "Wie viel bekommt Fulda?", current, GERMAN)
    old.current = False
    session = answer_question(session, "Und Darmstadt?", current, GERMAN)
    assert session.assistant is new
    assert new.started[0].asked == ["Wie viel bekommt Fulda?", "Und Darmstadt?"]
    assert "Frühere Fragen: 1." in session.turns[-1].message


def test_without_an_index_the_answer_is_the_command_that_makes_one(no_index):
    session = answer_question(Session(), "Wie viel?", no_index, GERMAN)
    assert "<code>python -m ingest</code>" in session.turns[0].message
    assert session.conversation is None


def test_an_index_made_later_is_found_without_a_restart(fake):
    answers = iter([None, fake])

    def open_later():
        found = next(answers)
        if found is None:
            from assistant.errors import IndexMissing

            raise IndexMissing("kein Index")
        return found

    current = CurrentAssistant(open_later)
    current.open_in_background().join()
    assert current.get() is fake


@pytest.mark.parametrize("given", [None, 3, ["x"], {"text": "x"}, "  \n "])
def test_what_is_no_question_is_an_empty_one(given):
    assert read_question(given) == ""


def test_long_questions_get_the_limit_in_the_pages_language():
    assert find_complaint("x" * LONGEST_QUESTION, GERMAN) == ""
    assert "höchstens 2.000 Zeichen lang sein, diese hat 2.001." in find_complaint("x" * 2_001, GERMAN)
    assert "at most 2,000 characters" in find_complaint("x" * 2_001, ENGLISH)


def test_the_panel_keeps_a_bounded_number_of_answers(current):
    session = Session()
    for _ in range(PANEL_TURNS + 3):
        session = answer_question(session, "Wie viel bekommt Fulda?", current, GERMAN)
    kept = list_sources(session)
    assert len(kept) == PANEL_TURNS
    assert f'id="q{PANEL_TURNS + 3}"' in kept[-1]


def test_examples_ask_for_what_is_there():
    assert make_examples(DOCUMENTS, GERMAN, limit=20) == (
        "Wie viel Geld bekommt der Landkreis Fulda 2031?",
        "Welche Landkreise und Städte fördern Teilzeitausbildung?",
        "Welche Projekte fördert die Stadt Darmstadt 2031?",
        "Wer bekommt 2031 mehr: der Landkreis Fulda oder die Stadt Darmstadt?",
        "Was gilt bei Abweichungen während des Jahres?",
        "Wer hat für die Stadt Darmstadt 2031 unterschrieben?",
        "Wie viel Geld stellte Hessen 2031 für das Ausbildungs- und Qualifizierungsbudget bereit?",
        "Welche Dokumente liegen vor?",
    )
    assert make_examples(DOCUMENTS[2:], GERMAN)[0].startswith("Wie viel Geld stellte Hessen 2031")
    assert make_examples((), GERMAN) == ()
    assert make_examples(DOCUMENTS, ENGLISH)[0] == "How much money does Landkreis Fulda get in 2031?"


def test_the_first_search_is_made_once_before_anyone_asks(fake, current):
    searched = threading.Event()
    calls = []

    def search(query, k):
        calls.append(query)
        searched.set()
        return ()

    fake.search = search
    for _ in range(3):
        current.warm_up(current.get())
    assert searched.wait(5)
    assert len(calls) == 1
