"""Questions that ask several things are answered part by part; what is missing is named, nothing is passed over."""

import pytest

from assistant.question.pairs import split_nouns, split_questions
from tests.handmade import ask, computed_of, facts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Wie viel bekommt Fulda und wer hat unterschrieben?", ("Wie viel bekommt Fulda", "wer hat unterschrieben?")),
        ("How much does Fulda get, and who signed for it?", ("How much does Fulda get", "who signed for it?")),
        ("Wie hoch ist A, wie hoch ist B, und was zahlt C?", ("Wie hoch ist A, wie hoch ist B", "was zahlt C?")),
        ("Um wie viel übertrifft Fulda das, was Gießen bekam?", ("Um wie viel übertrifft Fulda das, was Gießen bekam?",)),
        ("In Fulda gibt es AzubiPlus. Was ist das?", ("In Fulda gibt es AzubiPlus. Was ist das?",)),
        ("Welche Projekte gibt es zu Ausbildung und Arbeit?", ("Welche Projekte gibt es zu Ausbildung und Arbeit?",)),
        ("Und wer noch?", ("Und wer noch?",)),
    ],
)  # fmt: skip
def test_where_the_next_question_begins(question: str, parts: tuple[str, ...]) -> None:
    assert split_questions(question) == parts


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Budget und Teilnehmerzahl Fulda 2024?", ("Budget Fulda 2024?", "Teilnehmerzahl")),
        ("Tell me Fulda's allocation and its crime rate.", ("Tell me Fulda's allocation.", "crime rate")),
        ("Wie viel bekommt Fulda?", None),
    ],
)
def test_a_second_thing_may_be_named_by_a_noun(question: str, named: tuple[str, str] | None) -> None:
    assert split_nouns(question) == named


@pytest.mark.parametrize(
    ("question", "outcome", "sums", "said"),
    [
        ("Wie viel bekommt Fulda 2024 und wer hat unterschrieben?", "answered", {"845150"}, "Eva Drossel"),
        ("How much does Fulda get in 2024, and who signed?", "answered", {"845150"}, "Eva Drossel"),
        ("Welche Projekte hat der Vogelsbergkreis und wie viel Geld bekommt er?", "answered", {"640900"}, "Basislager"),
        ("Wie viel bekommt Fulda 2024 und wie wird das Wetter?", "partial", {"845150"}, "„wie wird das Wetter“"),
        ("Wie viel bekommt Fulda 2024 und wann endet die Antragsfrist?", "partial", {"845150"}, "nichts in den Dokumenten"),
        ("Budget und Teilnehmerzahl des Vogelsbergkreises 2023?", "partial", {"640900"}, "Zahl von Teilnehmenden"),
        ("What is Fulda's 2024 budget and its crime rate?", "partial", {"845150"}, "“crime rate”"),
        ("Wer hat 2023 für Fulda unterschrieben, und wie alt ist die Person?", "partial", set(), "Eva Drossel"),
    ],
)  # fmt: skip
def test_each_part_is_answered_or_named_as_missing(question: str, outcome: str, sums: set[str], said: str) -> None:
    answer = ask(question)

    assert (answer.outcome, facts_of(answer)) == (outcome, sums)
    assert said in answer.text
    assert answer.removed == 0


def test_what_the_state_gives_and_what_the_body_adds() -> None:
    answer = ask("Wie viel bekommt der Landkreis Gießen 2024 vom Land, und wie viel legt er selbst drauf?")

    assert facts_of(answer) == {"879800", "120000"}


@pytest.mark.parametrize(
    "question", ["Welche Projekte richten sich an Frauen und Alleinerziehende?", "Was ist neu und was bleibt gleich?"]
)
def test_one_question_stays_one(question: str) -> None:
    assert "steht nichts in den Dokumenten" not in ask(question).text


@pytest.mark.parametrize(
    ("question", "sums", "gaps"),
    [
        ("Wie viel bekam der Vogelsbergkreis 2023 und 2024?", {"640900"}, ["Vogelsbergkreis liegt aus dem Jahr 2024"]),
        ("Was bekommt Fulda 2024, und was ist für 2025 geplant?", {"845150"}, ["2025 kein"]),
        ("How much did Fulda get in 2023 and in 2022?", {"812300"}, ["No document from 2022"]),
    ],
)
def test_a_year_without_a_document_is_named(question: str, sums: set[str], gaps: list[str]) -> None:
    answer = ask(question)

    assert (answer.outcome, facts_of(answer)) == ("partial", sums)
    assert all(gap in answer.text for gap in gaps)


def test_two_bodies_with_a_year_each_lack_nothing() -> None:
    answer = ask("Was bekam der Vogelsbergkreis 2023 und die Stadt Kassel 2024?")

    assert (answer.outcome, facts_of(answer)) == ("answered", {"640900", "1104020"})


def test_a_body_with_documents_is_silent_not_absent() -> None:
    answer = ask("Wie viele Teilnehmerplätze hat der Landkreis Fulda?")

    assert answer.outcome == "not_found"
    assert "Die Dokumente des Landkreises Fulda sagen dazu nichts." in answer.text
    assert "kein Dokument" not in answer.text


@pytest.mark.parametrize(
    ("turns", "outcome"),
    [
        (["Wie viel bekommt Fulda 2024?", "Und die Einwohnerzahl?"], "not_found"),
        (["Wie viel bekommt Fulda 2024?", "Welche Träger führen sie durch?"], "not_found"),
        (["How much does Fulda get in 2024?", "And its unemployment rate?"], "not_found"),
    ],
)
def test_a_follow_up_with_words_of_its_own_does_not_repeat_the_answer(turns: list[str], outcome: str) -> None:
    answer = ask(*turns)

    assert answer.outcome in {outcome, "refused"}
    assert facts_of(answer) == set()


def test_after_a_term_one_may_ask_who_has_it() -> None:
    answer = ask("Was ist DigiFit 4.0?", "Und wo gibt es das?")

    assert answer.outcome == "answered"
    assert "Stadt Kassel" in answer.text


@pytest.mark.parametrize(
    ("question", "computed"),
    [
        ("Wie viel liegt 2024 zwischen dem höchsten und dem niedrigsten Betrag?", "258870"),
        ("What is the gap between the highest and the lowest amount in 2024?", "258870"),
        ("Addiere die beiden niedrigsten Beträge von 2024.", "1809860"),
        ("Zuschuss des Landes plus Eigenanteil in Gießen 2024, was macht das zusammen?", "999800"),
        ("Was kosten die Vereinbarungen von 2024 das Land zusammen?", "3925360"),
    ],
)
def test_sums_and_differences_of_a_choice(question: str, computed: str) -> None:
    answer = ask(question)

    assert computed in computed_of(answer)
    assert answer.removed == 0


@pytest.mark.parametrize(
    ("question", "body", "euros"),
    [
        ("Wer steht 2024 an zweiter Stelle bei den Beträgen?", "Offenbach", "1011480"),
        ("Who has the third highest amount in 2024?", "Kassel", "964710"),
        ("Welcher Kreis hat 2024 die zweitniedrigste Summe?", "Kassel", "964710"),
    ],
)
def test_a_place_in_the_ranking(question: str, body: str, euros: str) -> None:
    answer = ask(question)

    assert (answer.outcome, facts_of(answer)) == ("answered", {euros})
    assert body in answer.text.splitlines()[0]


@pytest.mark.parametrize(
    ("question", "sums"),
    [
        ("Nenne die zwei höchsten Beträge 2024.", ["1104020", "1011480"]),
        ("Sort the 2024 amounts from lowest to highest.", ["845150", "964710", "1011480", "1104020"]),
    ],
)
def test_rankings_are_cut_and_turned_as_asked(question: str, sums: list[str]) -> None:
    assert [f"{a.euros:f}" for a in ask(question).amounts if a.role == "fact"] == sums


def test_by_how_many_projects_one_has_more() -> None:
    answer = ask("Wie viele Projekte hat die Stadt Kassel 2024 mehr als der Landkreis Kassel?")

    assert "führt **4 Projekte mehr** auf" in answer.text
    assert "6 gegenüber 2" in answer.text


@pytest.mark.parametrize(
    ("question", "percent"),
    [
        ("Welchen Anteil hat Fulda 2024 an der Summe der Vereinbarungen?", "21,5 Prozent"),
        ("Wie viel Prozent der Summe aller Vereinbarungen entfallen auf den Vogelsbergkreis?", "11,9 Prozent"),
        ("Wie viel Prozent trägt der Landkreis Gießen selbst?", "12,0 Prozent"),
        ("Wie viel Prozent der Vereinbarungen von 2024 haben Projekte in Teilzeit?", "75,0 Prozent"),
    ],
)
def test_shares_of_what_was_asked_for(question: str, percent: str) -> None:
    answer = ask(question)

    assert percent in answer.text
    assert answer.removed == 0


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("Zeig mir den Abschnitt zu Menschen mit Behinderungen in der Vereinbarung mit Fulda 2024.", "§ 3"),
        ("Show me the section on people with disabilities for Fulda 2024.", "§ 3"),
        ("Was steht im siebten Paragrafen bei Fulda 2024?", "§ 7"),
        ("Ich hätte gern den Passus über die Haushaltsmittel für Fulda 2024.", "§ 4"),
    ],
)
def test_a_section_by_what_it_is_about(question: str, label: str) -> None:
    answer = ask(question)

    assert answer.outcome == "answered"
    assert {c.section for c in answer.citations} == {label}


def test_who_is_quoted_in_press_texts() -> None:
    everybody = ask("Wer wird in den Pressemitteilungen zitiert?")
    minister = ask("Welcher Minister äußert sich 2023 in der Presse?")

    assert "Lena Kranich" in everybody.text
    assert "Tilo Amsel" in everybody.text
    assert "Tilo Amsel" in minister.text
    assert "Kranich" not in minister.text


def test_signatures_by_the_place_where_they_were_given() -> None:
    answer = ask("Wer hat in Dietzenbach unterschrieben?")

    assert "Mara Elster" in answer.text
    assert "Zeisig" not in answer.text


def test_the_bodies_signatures_without_the_ministrys() -> None:
    answer = ask("Wer hat 2024 für die Kommunen unterschrieben?")

    assert "Karl Zeisig" in answer.text
    assert "Renate Specht" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Wie kommt ein Kreis nach der Unterschrift an den Bescheid?",
        "Woran orientiert sich das Ministerium bei den Maßnahmen?",
        "Why are deviations from the budget during the year taken into account?",
    ],
)
def test_reasons_and_rules_come_from_the_texts(question: str) -> None:
    answer = ask(question)

    assert answer.rows == ()
    assert answer.citations
