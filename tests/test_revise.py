"""A changed slot asks again: the answer is that of the question that names the new value, and is checked like any other."""

import pytest

from assistant.answers import Answer
from assistant.revise import EditError, PlanEdit, list_choices, list_slots, may_remove
from tests.handmade import facts_of, handmade


def change(question: str, *edits: tuple[str, str, str]) -> Answer:
    """The answer after the edits, one after the other."""
    conversation = handmade().start()
    answer = conversation.ask(question)
    for name, old, new in edits:
        answer = conversation.revise(conversation.plans, PlanEdit(name, old, new))  # type: ignore[arg-type]
    return answer


@pytest.mark.parametrize(
    ("question", "edits", "same_as"),
    [
        ("Wie viel bekommt der Landkreis Fulda 2024?", [("year", "2024", "2023")], "Wie viel bekommt der Landkreis Fulda 2023?"),
        ("Wie viel bekommt der Landkreis Fulda 2024?", [("body", "landkreis-fulda", "stadt-kassel")], "Wie viel bekommt die Stadt Kassel 2024?"),
        ("Wie viel bekommt Kassel 2024?", [("doubt", "Kassel", "landkreis-kassel")], "Wie viel bekommt der Landkreis Kassel 2024?"),
        ("Welche Projekte hat der Landkreis Fulda 2024 in Teilzeit?", [("part_time", "true", "")], "Welche Projekte hat der Landkreis Fulda 2024?"),
        ("How much does Landkreis Fulda receive in 2024?", [("year", "2024", "2023")], "How much does Landkreis Fulda receive in 2023?"),
        ("Zeig § 5 vom Landkreis Fulda 2024", [("section", "§ 5", "§ 4")], "Zeig § 4 vom Landkreis Fulda 2024"),
        (
            "Wie viel bekommt der Landkreis Fulda 2024?",
            [("year", "2024", "2023"), ("year", "2023", "2024")],
            "Wie viel bekommt der Landkreis Fulda 2024?",
        ),
    ],
)  # fmt: skip
def test_a_changed_slot_answers_like_the_question_that_says_it(question, edits, same_as):
    changed, asked = change(question, *edits), change(same_as)
    assert (changed.outcome, changed.text, changed.rows) == (asked.outcome, asked.text, asked.rows)
    assert changed.removed == 0


def test_without_a_body_the_question_is_about_all_of_them():
    answer = change("Wie viel bekommt der Landkreis Fulda 2024?", ("body", "landkreis-fulda", ""))
    assert facts_of(change("Wie viel bekommt der Landkreis Fulda 2024?")) < facts_of(answer)
    assert "1104020" in facts_of(answer)


def test_the_search_forgets_a_name_that_was_taken_out():
    asked = "Was gilt bei unterjährigen Abweichungen im Landkreis Fulda?"
    changed = change(asked, ("body", "landkreis-fulda", "stadt-kassel"))
    assert {c.document for c in changed.citations} == {
        c.document for c in change("Was gilt bei unterjährigen Abweichungen in der Stadt Kassel?").citations
    }


def test_both_questions_of_a_pair_are_changed():
    conversation = handmade().start()
    conversation.ask("Welche Projekte hat der Landkreis Fulda 2024 und wie viel Geld bekommt er?")
    assert len(conversation.plans) == 2
    changed = conversation.revise(conversation.plans, PlanEdit("body", "landkreis-fulda", "stadt-kassel"))
    assert "1104020" in facts_of(changed)
    assert {row.cell("body") for row in changed.rows} == {"stadt-kassel"}


def test_a_conversation_goes_on_from_the_changed_plan():
    conversation = handmade().start()
    conversation.ask("Wie viel bekommt der Landkreis Fulda 2024?")
    conversation.revise(conversation.plans, PlanEdit("year", "2024", "2023"))
    assert facts_of(conversation.ask("Und Offenbach 2024?")) == {"1011480"}


def test_every_choice_that_is_offered_can_be_taken():
    """Each slot of many questions, each choice: an answer, nothing lost in the check."""
    assistant = handmade()
    for question in (
        "Wie viel bekommt Kassel 2024?",
        "Welche Landkreise fördern Teilzeitausbildung?",
        "Zeig § 5 vom Landkreis Fulda 2024",
        "Welche Projekte für Frauen gibt es im Landkreis Fulda?",
        "Wer hat für den Landkreis Fulda 2024 unterschrieben?",
    ):
        conversation = assistant.start()
        conversation.ask(question)
        plans = conversation.plans
        for slot in list_slots(plans[0]):
            choices = [
                PlanEdit(slot.name, slot.value, c.value) for c in list_choices(slot, plans[0], assistant.library)
            ]
            for edit in choices + [PlanEdit(slot.name, slot.value)] * may_remove(slot, plans[0]):
                answer = assistant.start().revise(plans, edit)
                assert answer.text, (question, edit)
                assert (answer.removed, answer.outcome in {"refused", "help"}) == (0, False), (question, edit)


@pytest.mark.parametrize(
    "edit",
    [("year", "1999", ""), ("body", "landkreis-fulda", "atlantis"), ("year", "2024", "bald"), ("kind", "funds", "")],
)
def test_what_does_not_fit_is_refused(edit):
    with pytest.raises(EditError):
        change("Wie viel bekommt der Landkreis Fulda 2024?", edit)
