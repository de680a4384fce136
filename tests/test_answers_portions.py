"""Shares of documents and bodies, multiples, each agreement's own share of projects, and how far an amount lies from a sum."""

import pytest

from tests.handmade import ask


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Welcher Anteil deiner Dokumente sind Pressemitteilungen?", "**25,0 Prozent** der Dokumente im Bestand: 2 von 8"),
        ("Wie viel Prozent der Vereinbarungen sind von 2024?", "**66,7 Prozent** der Vereinbarungen im Bestand: 4 von 6"),
        ("Of your agreements, what share are with cities?", "**16.7 per cent** of the agreements held: 1 of 6"),
        ("Wie groß ist der Anteil der Landkreise an deinen Vereinbarungen?", "**83,3 Prozent** der Vereinbarungen im Bestand: 5 von 6"),
        ("Für wie viel Prozent der Gebietskörperschaften liegt dir eine Vereinbarung vor?", "**19,2 Prozent** der Gebietskörperschaften"),
        ("Für welchen Anteil der Landkreise hast du eine Vereinbarung von 2023?", "**9,5 Prozent** der Landkreise liegt eine Zielvereinbarung vor: 2 von 21"),
    ],
)  # fmt: skip
def test_shares_of_what_is_held(question: str, said: str) -> None:
    answer = ask(question)

    assert said in answer.text
    assert answer.removed == 0


def test_a_majority_of_the_documents_is_confirmed() -> None:
    assert ask("Is the majority of your documents agreements?").text.startswith("Yes.")


@pytest.mark.parametrize(
    ("question", "begins", "said"),
    [
        ("Wievielmal so viel bekommt die Stadt Kassel 2024 wie Fulda 2024?", "1.104.020", "das **1,3-Fache** von 845.150 Euro"),
        ("Bekommt Fulda 2024 doppelt so viel wie die Stadt Kassel 2024?", "Nein.", "das **1,3-Fache**"),
        ("Das Land gibt dem Landkreis Gießen das Wievielfache von dem, was der Kreis selbst beisteuert?", "879.800", "**7,3-Fache** von 120.000 Euro"),
        ("Hat die Stadt Kassel 2024 doppelt so viele Projekte wie Fulda 2024?", "Ja.", "6 Projekte sind das **2,0-Fache** von 3"),
        ("Hat Fulda 2024 doppelt so viele Projekte wie die Stadt Kassel 2024?", "Nein.", "6 Projekte sind das **2,0-Fache** von 3"),
    ],
)  # fmt: skip
def test_multiples(question: str, begins: str, said: str) -> None:
    answer = ask(question)

    assert answer.text.startswith(begins)
    assert said in answer.text
    assert answer.removed == 0


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Wo ist der Anteil der Teilzeitprojekte 2024 am höchsten?", "Den höchsten Anteil hat der Landkreis Fulda (2024): **33,3 Prozent** der Projekte, 1 von 3"),
        ("Which agreement of 2024 has the lowest share of part-time projects?", "The lowest share is that of the Landkreis Kassel (2024): **0.0 per cent** of its projects, 0 of 2"),
    ],
)  # fmt: skip
def test_the_share_within_each_agreement_is_ranked_and_not_the_number(question: str, first: str) -> None:
    answer = ask(question)

    assert answer.text.startswith(first)
    assert answer.removed == 0


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Wie weit ist Fulda 2024 von der Millionengrenze entfernt?", "**154.850 Euro** weniger als 1.000.000 Euro"),
        ("How far is the city of Kassel in 2024 from 1 million euros?", "**104,020 euros** more than 1 million euros"),
    ],
)
def test_how_far_an_amount_lies_from_a_sum(question: str, said: str) -> None:
    answer = ask(question)

    assert said in answer.text
    assert answer.outcome == "answered"


def test_projects_are_spread_over_the_kinds_of_measures() -> None:
    text = ask("Wie verteilen sich die Projekte von Fulda 2023 auf die Maßnahmenarten?").text

    assert text.startswith("Projekte je Maßnahmenart:")
    assert "„Ausbildungsvorbereitung“: 2 Projekte" in text


@pytest.mark.parametrize(
    ("question", "held", "missing"),
    [
        ("Which documents are the oldest you hold?", "Zielvereinbarung 2023, Landkreis Fulda", "2024"),
        ("Welche Vereinbarung ist die neueste?", "Zielvereinbarung 2024, Stadt Kassel", "2023"),
    ],
)
def test_the_oldest_and_the_newest(question: str, held: str, missing: str) -> None:
    listed = [line for line in ask(question).text.splitlines() if line.startswith("- ")]

    assert any(held in line for line in listed)
    assert not any(missing in line for line in listed)


def test_a_number_is_looked_up_where_it_is_printed() -> None:
    assert "bis zu 40 Teilnehmerplätze" in ask("Worauf bezieht sich die Zahl 40?").text
    assert ask("Worauf bezieht sich die Zahl 4711?").outcome == "not_found"


def test_words_between_quotation_marks_are_looked_up_as_they_are_printed() -> None:
    answer = ask("In welcher Vereinbarung von Fulda steht „regionale Entscheidungsspielräume“?")
    lines = [line for line in answer.text.splitlines() if line.startswith("- **Zielvereinbarung")]

    assert len(lines) == 2
    assert all("Landkreis Fulda" in line and "Entscheidungsspielräume eröffnen" in line for line in lines)
    assert answer.removed == 0
    assert ask("In welchem Dokument steht „Einhorn im Park“?").outcome == "not_found"


def test_which_of_two_of_one_name_is_told_by_what_is_held() -> None:
    text = ask("Ist Kassel ein Landkreis oder eine Stadt?").text

    assert "Landkreis Kassel" in text
    assert "Stadt Kassel" in text


def test_what_it_costs_the_body_itself_is_its_own_money() -> None:
    assert "**120.000 Euro** eigenen Mitteln" in ask("Was kostet das den Landkreis Gießen selbst?").text
