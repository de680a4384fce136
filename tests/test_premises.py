"""Questions that assert something: right is confirmed, wrong is corrected with the record."""

import pytest

from tests.handmade import ask, facts_of


@pytest.mark.parametrize(
    ("question", "sums"),
    [
        ("Stimmt es, dass der Landkreis Fulda 2024 900.000 Euro bekommt?", {"845150"}),
        ("Bekommt der Landkreis Fulda 2023 845.150 Euro?", {"812300"}),
        ("Is it true that the city of Kassel receives 2 million euros?", {"1104020"}),
        ("Warum bekommt der Landkreis Offenbach 2024 zwei Millionen Euro?", {"1011480"}),
        ("Der Vogelsbergkreis bekommt 700.000 Euro, richtig?", {"640900"}),
    ],
)
def test_a_wrong_sum_is_corrected(question: str, sums: set[str]) -> None:
    answer = ask(question)

    assert answer.outcome == "corrected"
    assert facts_of(answer) >= sums
    assert "nach den Dokumenten nicht zu" in answer.text or "by the documents that is not so" in answer.text.lower()


@pytest.mark.parametrize(
    "question",
    [
        "Stimmt es, dass der Landkreis Fulda 2024 845.150 Euro bekommt?",
        "Bekommt Kassel 964.710 Euro?",
        "Is it true that the Landkreis Offenbach receives 1,011,480 euros?",
    ],
)
def test_a_right_sum_is_confirmed(question: str) -> None:
    answer = ask(question)

    assert answer.outcome == "answered"
    assert answer.text.startswith(("Ja,", "Yes,"))


def test_the_sum_that_was_named_is_shown_where_it_stands() -> None:
    answer = ask("Bekommt der Landkreis Fulda 2024 964.710 Euro?")

    assert answer.outcome == "corrected"
    assert "steht an anderer Stelle" in answer.text
    assert [f"{a.euros:f}" for a in answer.amounts] == ["845150", "964710"]
    assert "Der Landkreis Kassel erhält 2024 **964.710 Euro**" in answer.text


@pytest.mark.parametrize(
    "question", ["Bekam jede Gebietskörperschaft 2023 26,4 Millionen Euro?", "Did every district receive 26.4 million euros in 2023?"]
)  # fmt: skip
def test_the_total_of_the_state_is_not_for_each(question: str) -> None:
    answer = ask(question)

    assert answer.outcome == "corrected"
    assert facts_of(answer) == {"26400000"}


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Hat Fulda 2023 7 Projekte?", "answered"),
        ("Hat Fulda 2023 8 Projekte?", "corrected"),
        ("Does the city of Kassel have 5 projects?", "corrected"),
    ],
)
def test_a_number_of_projects_is_checked(question: str, outcome: str) -> None:
    assert ask(question).outcome == outcome


@pytest.mark.parametrize("question", ["Hat Fulda 2023 zwölf Projekte?", "Does Fulda have twelve projects in 2023?"])
def test_a_number_of_projects_in_words_is_checked(question: str) -> None:
    answer = ask(question)

    assert answer.outcome == "corrected"
    assert not answer.text.startswith(("Ja", "Yes"))


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Warum bekommt der Landkreis Kassel weniger als die Stadt Kassel?", "partial"),
        ("Warum bekommt die Stadt Kassel weniger als der Landkreis Kassel?", "corrected"),
        ("Why does the Landkreis Fulda receive more than the city of Kassel in 2024?", "corrected"),
    ],
)
def test_an_order_of_two_is_checked_before_a_reason_is_sought(question: str, outcome: str) -> None:
    answer = ask(question)

    assert answer.outcome == outcome
    assert len(facts_of(answer)) == 2


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Bekommt die Stadt Kassel mehr als der Landkreis Kassel?", "Ja"),
        (
            "Bekommt der Landkreis Kassel mehr als die Stadt Kassel?",
            ("Nein", "Das trifft nach den Dokumenten nicht zu"),
        ),
    ],
)
def test_yes_or_no_comes_before_the_difference(question: str, begins: str | tuple[str, ...]) -> None:
    assert ask(question).text.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "Hat das Regierungspräsidium Darmstadt den Bescheid für Fulda erlassen?",
        "Warum bewilligt das Regierungspräsidium Gießen die Mittel von Fulda?",
    ],
)
def test_another_authority_is_corrected(question: str) -> None:
    answer = ask(question)

    assert answer.outcome == "corrected"
    assert "Regierungspräsidium Kassel" in answer.text


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Hat der Landkreis Offenbach das Projekt DigiFit 4.0?", "corrected"),
        ("Hat die Stadt Kassel das Projekt DigiFit 4.0?", "answered"),
        ("Does the district of Fulda have the project AzubiPlus?", "answered"),
    ],
)
def test_a_project_is_looked_for_where_it_is_said_to_be(question: str, outcome: str) -> None:
    assert ask(question).outcome == outcome


def test_a_project_that_runs_elsewhere_is_corrected() -> None:
    assert ask("Läuft AzubiPlus in Offenbach?").outcome == "corrected"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Warum schließt das Wirtschaftsministerium die Vereinbarungen ab?", "Arbeit und Soziales"),
        ("Why is it the Ministry of Finance that signs?", "Arbeit und Soziales"),
        ("Wieso hat Fulda 2023 kein einziges Projekt in Teilzeit?", "AzubiPlus (TZ)"),
        ("Hat Fulda 2023 fünf Teilzeitprojekte?", "**2 Projekte**"),
        ("Sind die 845.150 Euro die Mittel von 2023?", "Fulda erhält 2024 **845.150 Euro**"),
        ("Was macht die Stadt Offenbach 2024 mit ihren 845.150 Euro?", "Fulda erhält 2024 **845.150 Euro**"),
        ("Stimmt es, dass der Landrat von Fulda Uwe Sommer ist?", "Eva Drossel"),
    ],
)
def test_what_is_asserted_wrongly_is_corrected(question: str, said: str) -> None:
    answer = ask(question)

    assert answer.outcome == "corrected"
    assert said in answer.text
    assert answer.removed == 0


@pytest.mark.parametrize(
    "question",
    [
        "Hat das Sozialministerium die Vereinbarung mit Fulda geschlossen?",
        "Hat Fulda 2023 zwei Teilzeitprojekte?",
        "In der Zielvereinbarung des Landkreises Gießen steht ein Eigenanteil. Wie hoch ist der?",
    ],
)
def test_what_is_asserted_rightly_is_not_corrected(question: str) -> None:
    assert ask(question).outcome == "answered"


def test_two_bodies_above_a_sum_are_no_order_of_two() -> None:
    text = ask("Bekommen beide Landkreise, Fulda und Kassel, 2024 zusammen mehr als eine Million?").text

    assert "mehr als der Landkreis" not in text
