"""Shares: of one body, of each, of a kind, of one in another, of what the state pays, of projects, of places; and limits on them."""

import pytest

from tests.handmade import ask, facts_of


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Welcher Anteil der Mittel 2024 geht an die Städte?", "**28,1 Prozent**: 1.104.020 Euro von 3.925.360 Euro"),
        ("What proportion of the money for 2024 goes to cities?", "**28.1 per cent**"),
        ("Wie verteilt sich das Geld 2024 prozentual auf die Gebietskörperschaften?", "Der Landkreis Fulda: **21,5 Prozent**"),
        ("Wie viel Prozent der Mittel von Fulda 2024 erhält die Stadt Kassel 2024?", "**130,6 Prozent**: 1.104.020 Euro von 845.150 Euro"),
        ("Wie verteilt sich das Geld von 2024 prozentual?", "Die Stadt Kassel: **28,1 Prozent**"),
        ("Welchen Anteil am Geld von 2024 bekommt Fulda, welchen die Stadt Kassel?", "Die Stadt Kassel: **28,1 Prozent**"),
        ("Zu wie viel Prozent finanziert das Land das Programm des Landkreises Gießen?", "**88,0 Prozent**: 879.800 Euro von 999.800 Euro"),
        ("Anteil der Eigenmittel am gesamten Programm des Landkreises Gießen?", "**12,0 Prozent**: 120.000 Euro von 999.800 Euro"),
        ("Um wie viel liegen die Landesmittel des Landkreises Gießen über seinen eigenen Mitteln?", "Das Land gibt **759.800 Euro** mehr"),
        ("State plus district: how much is that in Gießen in all?", "**999,800 euros**"),
        ("Wenn man das Geld des Landes 2023 gleichmäßig auf alle Kreise und Städte verteilt: was bekäme jeder?", "geteilt durch 26"),
    ],
)  # fmt: skip
def test_shares_of_money(question: str, said: str) -> None:
    answer = ask(question)

    assert said in answer.text
    assert answer.removed == 0


@pytest.mark.parametrize(
    ("question", "word", "percent"),
    [
        ("Bekommt Fulda 2024 mehr als die Hälfte der Mittel 2024?", "Nein.", "21,5 Prozent"),
        ("Bekommt die Stadt Kassel 2024 mehr als ein Viertel der Mittel 2024?", "Ja.", "28,1 Prozent"),
        ("Sind mehr als die Hälfte der Projekte von Fulda 2023 in Teilzeit?", "Nein.", "28,6 Prozent"),
        ("Are fewer than 40 per cent of Fulda's 2023 projects part-time?", "Yes.", "28.6 per cent"),
    ],
)
def test_a_share_is_set_against_a_portion(question: str, word: str, percent: str) -> None:
    text = ask(question).text

    assert text.startswith(word)
    assert percent in text


def test_the_whole_is_narrowed_where_it_is_named_so() -> None:
    of_such, of_all = (
        ask(question).text
        for question in (
            "Welcher Anteil der Teilzeitprojekte entfällt auf Fulda?",
            "Welcher Anteil aller Projekte von Fulda ist in Teilzeit?",
        )
    )

    assert "3 von 5 solchen Projekten in allen Vereinbarungen" in of_such
    assert "solchen" not in of_all


def test_a_total_of_the_whole_state_is_not_made_up_from_what_is_held() -> None:
    answer = ask("Wie viel Prozent des landesweiten Budgets 2024 bekommt Fulda?")

    assert answer.outcome == "partial"
    assert "Prozent" not in answer.text
    assert facts_of(answer) == {"845150"}
