"""Which side signed first, whether both did on one day, and the days between."""

import pytest

from tests.handmade import ask


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Hat die Ministerin 2024 in Fulda vor dem Landrat unterschrieben?", "Ja."),
        ("Hat die Ministerin 2024 in Fulda nach dem Landrat unterschrieben?", "Nein."),
        ("Hat der Landrat von Fulda 2024 nach der Ministerin unterschrieben?", "Ja."),
        ("Haben in Fulda 2024 beide am selben Tag unterschrieben?", "Nein."),
        ("Wie viele Tage lagen 2024 in Fulda zwischen den beiden Unterschriften?", "Zwischen den beiden Unterschriften der Zielvereinbarung 2024 des Landkreises Fulda liegen **8 Tage**"),
        ("How many days apart were the signatures in Fulda in 2024?", "The two signatures of the 2024 agreement of the Landkreis Fulda are **8 days** apart"),
    ],
)  # fmt: skip
def test_order_and_distance(question: str, begins: str) -> None:
    answer = ask(question)

    assert answer.text.startswith(begins)
    assert len([row for row in answer.rows if row.kind == "signature"]) == 2
    assert answer.removed == 0


def test_a_day_that_is_asserted_for_both_is_corrected() -> None:
    answer = ask("Stimmt es, dass Ministerium und Landkreis Fulda beide am 9. August 2024 unterschrieben haben?")

    assert answer.outcome == "corrected"
    assert "1. August 2024" in answer.text


def test_a_day_of_the_other_side_is_no_day_of_the_body() -> None:
    assert ask("Fulda hat die Zielvereinbarung am 1. August 2024 unterschrieben, richtig?").outcome == "corrected"
    assert ask("Fulda hat die Zielvereinbarung am 9. August 2024 unterschrieben, richtig?").outcome == "answered"
