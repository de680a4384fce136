"""Set operations over projects: in one field and not in another, in both, in none; in both years, new, gone; limits."""

import pytest

from assistant.project_names import same_project
from tests.handmade import ask, cells


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Werkhof 2031", "Werkhof 2032 (TZ)", True),
        ("Lern werkstatt Rhön", "Lernwerkstatt Rhön", True),
        ("AzubiPlus", "azubiplus in Teilzeit", True),
        ("Werkhof", "Werkstatt", False),
    ],
)
def test_one_project_in_two_spellings(one: str, other: str, same: bool) -> None:
    assert same_project(one, other) is same


@pytest.mark.parametrize(
    ("question", "bodies"),
    [
        ("Welche Vereinbarungen 2024 haben keine Projekte im Bereich Ausbildungscoaching?", {"landkreis-kassel"}),
        ("Which bodies have no projects in the category training coaching in 2024?", {"landkreis-kassel"}),
        ("Wer hat 2024 Projekte unter Ausbildungsvorbereitung, aber keine unter Ausbildungscoaching?", {"landkreis-kassel"}),
        ("Wer hat 2023 Projekte unter Ausbildungsvorbereitung und auch unter Weiterbildung für Personal?", {"landkreis-fulda"}),
    ],
)  # fmt: skip
def test_fields_with_and_without_projects(question: str, bodies: set[str]) -> None:
    answer = ask(question)

    assert set(cells(answer, "body")) == bodies
    assert answer.removed == 0


def test_projects_of_both_years_new_and_gone() -> None:
    both = ask("Welche Projekte hat Fulda sowohl 2023 als auch 2024?")
    new = ask("Welche Projekte von Fulda sind 2024 neu gegenüber 2023?")
    gone = ask("Welche Projekte von Fulda gab es 2023, 2024 aber nicht mehr?")

    assert set(cells(both, "measure")) == {
        "Lernwerkstatt Rhön",
        "AzubiPlus (TZ)",
        "Sprachbrücke für Geflüchtete",
    } & set(cells(ask("Welche Projekte hat Fulda 2023?"), "measure"))
    assert not set(cells(new, "measure")) & set(cells(both, "measure"))
    assert not set(cells(gone, "measure")) & set(cells(ask("Welche Projekte hat Fulda 2024?"), "measure"))
    assert both.removed == new.removed == gone.removed == 0


@pytest.mark.parametrize(
    ("question", "bodies"),
    [
        ("Wer bekommt 2024 zwischen 900.000 und 1.050.000 Euro?", {"landkreis-kassel", "landkreis-offenbach"}),
        ("Which 2024 agreements have an amount from 1,000,000 to 1,200,000 euros?", {"landkreis-offenbach", "stadt-kassel"}),
        ("Wer hat 2024 Teilzeitprojekte und mehr als 1.000.000 Euro?", {"landkreis-offenbach", "stadt-kassel"}),
        ("Mehr als 1.000.000 Euro 2024: wer?", {"landkreis-offenbach", "stadt-kassel"}),
    ],
)  # fmt: skip
def test_limits_between_two_sums_and_with_marks(question: str, bodies: set[str]) -> None:
    answer = ask(question)

    assert set(cells(answer, "body", "amount")) == bodies
    assert answer.removed == 0


@pytest.mark.parametrize(
    "question",
    [
        "Welches Sprachniveau braucht man für AzubiPlus?",
        "Anmeldeschluss „DigiFit 4.0“, Kassel?",
        "Auf welches Konto werden die Mittel von Fulda 2024 überwiesen?",
        "In wie vielen Raten bekommt Fulda 2024 das Geld?",
        "Wie hoch war 2024 die Arbeitslosenquote in Fulda?",
        "How old were the participants on average in 2024?",
        "Welcher Betrag ist 2024 in Fulda für Qualifizierungsprojekte eingeplant?",
        "Wo gibt es 2011 Teilzeitprojekte?",
    ],
)
def test_what_no_document_states_is_not_answered(question: str) -> None:
    answer = ask(question)

    assert answer.outcome == "not_found"
    assert [a for a in answer.amounts if a.role != "context"] == []


@pytest.mark.parametrize(
    ("question", "outcome", "first"),
    [
        ("Trifft es zu, dass Eva Drossel 2024 für Fulda unterschrieben hat?", "answered", "Ja"),
        ("Jürgen Fink hat 2024 für die Stadt Kassel als Bürgermeister unterschrieben – korrekt?", "corrected", "Oberbürgermeister"),
        ("Mir wurde gesagt, dass die Vereinbarung 2024 von Fulda in Hanau unterzeichnet wurde. Ist das so?", "corrected", "Fulda"),
    ],
)  # fmt: skip
def test_premises_on_signatures(question: str, outcome: str, first: str) -> None:
    answer = ask(question)

    assert answer.outcome == outcome
    assert first in answer.text
    assert outcome == "answered" or not answer.text.startswith("Ja")
