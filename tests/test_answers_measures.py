"""Answers about the projects of § 5: complete, by the printed list, never by the template's words on part-time."""

import pytest

from tests.handmade import PREPARATION, QUALIFICATION, TRAINING, agreement_text, ask, cells, handmade, open_handmade


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("Welche Projekte finanziert Fulda 2024?", {"Lernwerkstatt Rhön", "AzubiPlus (TZ)", "Sprachbrücke für Geflüchtete"}),
        ("Which projects does the Vogelsbergkreis fund?", {"Basislager", "Verbundausbildung Vogelsberg"}),
        ("Welche Projekte zur Ausbildungsvorbereitung hat die Stadt Kassel?", {"Startklar Nord", "Werkhof", "FrauenWege"}),
        ("Welche Qualifizierungsprojekte hat der Landkreis Offenbach?", {"Alleinerziehende in Arbeit", "Lotsen im Quartier"}),
        ("Welche Projekte stehen in Fulda 2023 unter Punkt 1?", {"Lernwerkstatt Rhön", "SprungBrett 23"}),
        ("Welche Projekte hat Fulda 2023 in Teilzeit?", {"AzubiPlus (TZ)", "Pflegehelfer werden (Teilzeit)"}),
        ("Welche Projekte gibt es für Geflüchtete?", {"Sprachbrücke für Geflüchtete"}),
        ("Which projects are there for single parents?", {"Alleinerziehende in Arbeit"}),
        ("Which projects are about digitalisation?", {"DigiFit 4.0"}),
        ("Gibt es Projekte zur Logistik?", {"Qualifizierung Lager und Logistik"}),
    ],
)  # fmt: skip
def test_a_list_is_complete_and_nothing_else(question: str, measures: set[str]) -> None:
    answer = ask(question)

    assert answer.outcome == "answered"
    assert set(cells(answer, "measure", "measure")) == measures
    assert all(row.citations for row in answer.rows)


@pytest.mark.parametrize(
    ("question", "training", "beside"),
    [
        (
            "Welche Gebietskörperschaften fördern Teilzeitausbildung?",
            {"landkreis-fulda", "stadt-kassel", "landkreis-offenbach"},
            {"Pflegehelfer werden (Teilzeit)"},
        ),
        ("Welche Städte fördern Teilzeitausbildung?", {"stadt-kassel"}, set()),
        (
            "Which districts funded part-time training in 2023?",
            {"landkreis-fulda"},
            {"Pflegehelfer werden (Teilzeit)"},
        ),
    ],
)
def test_part_time_training_is_what_the_training_list_marks(
    question: str, training: set[str], beside: set[str]
) -> None:
    answer = ask(question)
    marked = [r for r in answer.rows if r.kind == "measure" and r.cell("note") is None]
    others = [r for r in answer.rows if r.cell("note") == "part_time_other_category"]

    assert {r.cell("body") for r in marked} == training
    assert all(r.cell("part_time") and r.cell("category") == "training" for r in marked)
    assert {r.cell("measure") for r in others} == beside


def test_press_offers_are_named_apart() -> None:
    answer = ask("Welche Landkreise fördern Teilzeitausbildung?")

    assert "In Pressemitteilungen genannt:" in answer.text
    assert cells(answer, "measure", "offer") == ["Coaching für Mütter (TZ)"]


@pytest.mark.parametrize(
    ("question", "outcome", "begins"),
    [
        ("Fördert die Stadt Kassel Teilzeitausbildung?", "answered", "Ja."),
        ("Does the district of Fulda fund part-time training?", "answered", "Yes."),
        ("Fördert der Vogelsbergkreis Teilzeitausbildung?", "not_found", "In der Zielvereinbarung 2023 des Vogelsbergkreises"),
        ("Gibt es Projekte für Frauen?", "answered", "Ja."),
    ],
)  # fmt: skip
def test_yes_comes_first_and_silence_is_no_no(question: str, outcome: str, begins: str) -> None:
    answer = ask(question)

    assert answer.outcome == outcome
    assert answer.text.startswith(begins)
    assert ("Das ist kein Nein" in answer.text) == (outcome == "not_found")


def test_a_negated_question_is_not_answered_with_yes() -> None:
    assert not ask("Fördert der Landkreis Fulda keine Teilzeitausbildung?").text.startswith("Ja")


def test_bodies_without_part_time_training_are_those_with_no_marked_project() -> None:
    answer = ask("Welche Landkreise fördern keine Teilzeitausbildung?")

    assert set(cells(answer, "body")) == {"landkreis-kassel", "vogelsbergkreis"}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Wie viele Projekte hat Fulda 2023?", "**7 Projekte**"),
        ("How many projects does Offenbach list?", "**4 projects**"),
        ("Wie viele Projekte gibt es insgesamt?", "**24 Projekte** in 6 Vereinbarungen"),
        ("Wie viele Projekte gibt es 2023?", "**9 Projekte** in 2 Vereinbarungen"),
        ("Wie viele Landkreise fördern Teilzeitausbildung?", "**2** Gebietskörperschaften"),
        ("Wie viele Vereinbarungen haben ein Teilzeitprojekt?", "**4** Vereinbarungen"),
        (
            "Wie viele Projekte hat eine Vereinbarung im Durchschnitt?",
            "**4** Projekte: 24 Projekte in 6 Vereinbarungen",
        ),
        ("What percentage of the projects are part-time?", "**20.8 per cent** of the projects: 5 of 24"),
        ("Wer hat die meisten Projekte?", "der Landkreis Fulda auf: **7** (2023)"),
    ],
)
def test_projects_are_counted(question: str, said: str) -> None:
    answer = ask(question)

    assert said in answer.text
    assert answer.removed == 0


def test_two_bodies_with_the_fewest_projects_are_both_named() -> None:
    text = ask("Wer hat die wenigsten Projekte?").text

    assert text.count("Die wenigsten Projekte führt") == 2


def test_an_empty_category_is_not_a_missing_one() -> None:
    empty = ask("Welche Weiterbildungsmaßnahmen für Personal hat Fulda 2024?")
    missing = ask("Welche Weiterbildungsmaßnahmen für Personal hat Offenbach?")

    assert "gedruckt, darunter steht aber kein Projekt" in empty.text
    assert missing.outcome == "corrected"
    assert "gibt es in der Zielvereinbarung 2024 des Landkreises Offenbach nicht" in missing.text


def test_a_name_that_only_hints_at_a_theme_is_called_an_interpretation() -> None:
    texts = {"a.txt": agreement_text("odenwaldkreis", 2022, "500.000 Euro", {PREPARATION: ["Vielfalt leben"]})}

    answer = ask("Welche Projekte gibt es für Geflüchtete?", assistant=open_handmade(texts))

    assert answer.outcome == "partial"
    assert "(Deutung)" in answer.text
    assert cells(answer, "note") == ["interpretation"]


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("Kochen lernen (TZ)", True),
        ("TZ-Ausbildung Pflege", True),
        ("BaE Teilzeit", True),
        ("Ausbildung in Teilzeitform", True),
        ("Altenpflege Vollzeit", False),
        ("Netzwerk ARTZ", False),
    ],
)
def test_every_spelling_of_part_time_is_found(written: str, marked: bool) -> None:
    texts = {
        "a.txt": agreement_text("wetteraukreis", 2022, "500.000 Euro", {TRAINING: [written], QUALIFICATION: ["Büro"]})
    }

    answer = ask("Welche Landkreise fördern Teilzeitausbildung?", assistant=open_handmade(texts))

    assert (cells(answer, "measure") == [written]) == marked


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Wer hat das Projekt SprungBrett 23?", "„SprungBrett 23“ steht in der Zielvereinbarung 2023 des Landkreises Fulda in § 5"),
        ("Which district funds SprungBrett 23?", "“SprungBrett 23” stands in § 5 of the 2023 agreement of the Landkreis Fulda"),
        ("Hat die Stadt Kassel das Projekt DigiFit 4.0?", "Ja."),
        ("Hat der Landkreis Offenbach das Projekt DigiFit 4.0?", "Das trifft nach den Dokumenten nicht zu:"),
    ],
)  # fmt: skip
def test_a_project_leads_to_its_agreement(question: str, said: str) -> None:
    assert ask(question).text.startswith(said)


@pytest.mark.parametrize(
    ("question", "titles"),
    [("Welche Maßnahmenarten gibt es?", 4), ("Which categories does the agreement of the Vogelsbergkreis name?", 2)],
)
def test_categories_are_those_printed(question: str, titles: int) -> None:
    answer = ask(question)

    assert len(cells(answer, "title", "category")) == titles


def test_the_coverage_is_said_where_no_body_is_named() -> None:
    assert "alle 6 Vereinbarungen und 2 Pressemitteilungen" in ask("Welche Projekte sind in Teilzeit?").text
    assert "Ausgewertet" not in ask("Welche Projekte hat die Stadt Kassel in Teilzeit?").text


def test_a_subject_with_an_umlaut_is_repeated_as_written() -> None:
    answer = ask("Welche Projekte gibt es für Einhörner?")

    assert answer.removed == 0
    assert "Einhörner" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Gibt es Kreise ohne ein einziges Teilzeitprojekt?",
        "Are there any districts without part-time projects?",
        "Haben alle Landkreise ein Teilzeitprojekt?",
        "Does every district have a part-time project?",
    ],
)
def test_whether_any_lacks_part_time_or_all_have_it_is_answered_by_those_without(question: str) -> None:
    answer = ask(question)
    marked = {a.id for a in handmade().library.agreements if any(m.part_time for m in a.measures)}

    assert answer.rows
    assert not set(cells(answer, "document")) & marked
    assert not answer.text.startswith(("Ja", "Yes", "Doch"))
