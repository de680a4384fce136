from dataclasses import replace

import pytest

from assistant.ask import LONGEST_QUESTION
from assistant.revise import EditError
from assistant.web.actions import drop_failed
from assistant.web.current import CurrentAssistant
from assistant.web.examples import Starters, make_examples, make_starters
from assistant.web.session import (
    PANEL_TURNS,
    Pending,
    Session,
    answer_change,
    answer_question,
    find_complaint,
    list_sources,
    make_messages,
    read_question,
    stop_answer,
)
from assistant.web.words import ENGLISH, GERMAN

from .conftest import DOCUMENTS, FakeAssistant, FakeConversation, make_answer


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
    options = [m.get("options") for m in make_messages(session, GERMAN) if m["role"] == "assistant"]
    assert options == [[], [{"value": "Und Darmstadt?", "label": "Und Darmstadt?"}]]
    assert all(not m.get("options") for m in make_messages(replace(session, pending=Pending("Neue Frage")), GERMAN))


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


def test_examples_ask_for_what_is_there(fake):
    assert make_examples(DOCUMENTS, GERMAN, limit=20) == (
        "Wie viel Geld bekommt der Landkreis Fulda 2031?",
        "Welche Landkreise und Städte fördern Teilzeitausbildung?",
        "Welche Projekte fördert die Stadt Darmstadt 2031?",
        "Wer bekommt 2031 mehr: der Landkreis Fulda oder die Stadt Darmstadt?",
        "Wer hat für die Stadt Darmstadt 2031 unterschrieben?",
        "Wie viel Geld stellte Hessen 2031 für das Ausbildungs- und Qualifizierungsbudget bereit?",
    )
    assert make_examples(DOCUMENTS[2:], GERMAN)[0].startswith("Wie viel Geld stellte Hessen 2031")
    assert make_examples((), GERMAN) == ()
    assert make_examples(DOCUMENTS, ENGLISH)[0] == "How much money does Landkreis Fulda get in 2031?"


def test_newcomers_are_offered_only_what_is_answered(fake, monkeypatch):
    asked = make_starters(fake, GERMAN).newcomers
    assert "Wer stellt den Antrag und wer bewilligt?" in asked
    monkeypatch.setattr(FakeConversation, "ask", lambda *_: make_answer("Nein.", outcome="not_found"))
    assert make_starters(fake, GERMAN).newcomers == ()
    assert make_starters(FakeAssistant(()), GERMAN) == Starters()


def test_what_is_derived_is_made_once_for_each_generation():
    old, new = FakeAssistant(), FakeAssistant()
    waiting = [old, new]
    current = CurrentAssistant(lambda: waiting.pop(0))
    made = []

    def make(assistant):
        made.append(assistant)
        return len(made)

    current.prepare("x", make).join()
    assert [current.derive(current.get(), "x", make) for _ in range(3)] == [1, 1, 1]
    old.current = False
    assert current.derive(current.get(), "x", make) == 2
    assert made == [old, new]


def test_a_change_of_the_plan_is_answered_as_a_turn_of_its_own(current):
    session = answer_question(Session(), "Wie viel bekommt Fulda?", current, GERMAN)
    notes = [change.note for change in session.turns[0].changes]
    assert notes == [
        "Geändert: Stadt Darmstadt statt Landkreis Fulda",
        "Geändert: ohne Landkreis Fulda",
        "Geändert: ohne 2031",
    ]
    changed = answer_change(session, session.turns[0], 0, current, GERMAN)
    assert "700.200 Euro" in changed.turns[1].message
    assert (changed.turns[1].question, changed.turns[1].change) == ("Wie viel bekommt Fulda?", notes[0])
    assert [c.label for c in changed.turns[1].changes][:2] == ["Landkreis Fulda", "×"]
    for number in (-1, 3):
        with pytest.raises(EditError):
            answer_change(session, session.turns[0], number, current, GERMAN)


def test_a_name_with_two_readings_is_settled_by_a_button(current):
    session = answer_question(Session(), "Wie viel bekommt Doppelstadt?", current, GERMAN)
    message = session.turns[0].message
    for number, reading in enumerate(("Landkreis Fulda", "Stadt Darmstadt")):
        assert f'<button type="button" class="act do-edit n-{number} reading">{reading}</button>' in message
    settled = answer_change(session, session.turns[0], 1, current, GERMAN)
    assert "700.200 Euro" in settled.turns[1].message


def test_a_stopped_question_can_be_asked_again(current):
    pending = Pending("Wie viel?")
    session = stop_answer(Session(pending=pending), GERMAN)
    assert pending.stopped.is_set()
    assert GERMAN.talk.stopped in session.turns[0].message
    assert session.pending is None
    assert stop_answer(session, GERMAN) is session
    again = answer_question(drop_failed(session, session.turns[0]), "Wie viel?", current, GERMAN)
    assert [turn.question for turn in again.turns] == ["Wie viel?"]
    assert again.turns[0].answer is not None


def test_an_answer_speaks_its_own_language_the_panel_the_pages(current, monkeypatch):
    monkeypatch.setattr(FakeConversation, "ask", lambda *_: make_answer("It gets 1.", language="en"))
    session = answer_question(Session(), "How much?", current, GERMAN)
    assert ENGLISH.talk.how in session.turns[0].message
    assert GERMAN.sources_none in session.turns[0].sources
