"""Answers about amounts: each is the record's exact sum, or computed from cited ones."""

from decimal import Decimal

import pytest

from tests.handmade import FULDA_2023, FULDA_2024, agreement_text, ask, cells, computed_of, facts_of, open_handmade


@pytest.mark.parametrize(
    ("question", "sums"),
    [
        ("Wie viel bekommt der Landkreis Fulda 2024?", {"845150"}),
        ("Wie viel bekommt der Landkreis Fulda 2023?", {"812300"}),
        ("How much does the city of Kassel receive in 2024?", {"1104020"}),
        ("wieviel kohle kriegt vogelsberg 23", {"640900"}),
        ("Wie viel bekam Fulda 2023 und 2024?", {"812300", "845150"}),
        ("Wie viel stellt das Land Hessen 2023 bereit?", {"26400000"}),
        ("Wie viel Geld gibt es vom Land für Teilzeitausbildung?", {"2000000"}),
        ("Wie viel bekommt der Landkreis Gießen 2024 für Teilzeitausbildung?", {"50000"}),
        ("Wie hoch ist der Eigenanteil des Landkreises Gießen?", {"120000"}),
        ("Wer bekommt 964.710 Euro?", {"964710"}),
    ],
)
def test_an_amount_is_looked_up(question: str, sums: set[str]) -> None:
    answer = ask(question)

    assert answer.outcome == "answered"
    assert facts_of(answer) == sums


@pytest.mark.parametrize(
    "question",
    ["Mit wie viel eigenen Mitteln beteiligt sich der Landkreis Gießen?", "What is the own share of Gießen?"],
)
def test_the_own_share_is_never_answered_with_state_money(question: str) -> None:
    answer = ask(question)

    assert {f"{a.euros:f}" for a in answer.amounts} == {"120000"}


def test_what_the_state_gives_for_a_purpose_is_an_amount() -> None:
    assert facts_of(ask("Wie viel gibt das Land für Teilzeitausbildung?")) == {"2000000"}


def test_the_sentence_says_the_record_and_cites_its_section() -> None:
    german = ask("Wie viel bekommt der Landkreis Fulda 2024?")
    english = ask("How much does the district of Fulda receive in 2024?")

    assert (
        german.text
        == "Der Landkreis Fulda erhält 2024 **845.150 Euro** aus dem Ausbildungs- und Qualifizierungsbudget [1]."
    )
    assert "**845,150 euros**" in english.text
    assert [(c.section, c.document) for c in german.citations] == [("§ 4", "fulda-2024.txt")]
    assert "845.150 Euro" in german.citations[0].quote


@pytest.mark.parametrize(
    ("question", "computed", "summands"),
    [
        ("Wie viel bekommen die Stadt und der Landkreis Kassel 2024 zusammen?", "2068730", {"1104020", "964710"}),
        ("Was ist die Summe der Beträge aller Landkreise 2024?", "2821340", {"845150", "964710", "1011480"}),
        ("How much do the districts receive together in 2023?", "1453200", {"812300", "640900"}),
        ("Wie viel bekommen die Gebietskörperschaften 2023 im Durchschnitt?", "726600", {"812300", "640900"}),
        ("Um wie viel mehr bekommt die Stadt Kassel als der Landkreis Kassel?", "139310", {"1104020", "964710"}),
        ("Wie hat sich der Betrag von Fulda entwickelt?", "32850", {"812300", "845150"}),
    ],
)
def test_a_computation_lists_what_it_is_computed_from(question: str, computed: str, summands: set[str]) -> None:
    answer = ask(question)

    assert answer.outcome == "answered"
    assert computed_of(answer) == {computed}
    assert facts_of(answer) == summands
    assert "eigene Berechnung" in answer.text or "own calculation" in answer.text
    assert all(a.from_ for a in answer.amounts if a.role == "computed")


def test_an_average_has_cents_where_it_does_not_come_out_even() -> None:
    texts = {f"{n}.txt": agreement_text(b, 2023, f"{s} Euro") for n, (b, s) in enumerate(
        [("landkreis-fulda", "100.000"), ("vogelsbergkreis", "100.000"), ("odenwaldkreis", "100.001")])}  # fmt: skip

    answer = ask("Wie viel bekommen die Kreise 2023 im Durchschnitt?", assistant=open_handmade(texts))

    assert [a.euros for a in answer.amounts if a.role == "computed"] == [Decimal("100000.33")]
    assert answer.removed == 0


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Wer bekommt 2024 am meisten?", "stadt-kassel"),
        ("Which body receives the most in 2024?", "stadt-kassel"),
        ("Welcher Landkreis bekommt 2024 am meisten?", "landkreis-offenbach"),
        ("Wer bekommt 2024 am wenigsten?", "landkreis-fulda"),
        ("Wer bekommt 2023 den niedrigsten Betrag?", "vogelsbergkreis"),
        ("Rangfolge der Beträge 2024", "stadt-kassel"),
    ],
)
def test_the_first_row_is_the_extreme(question: str, first: str) -> None:
    assert cells(ask(question), "body")[0] == first


def test_a_ranking_is_complete_and_sorted() -> None:
    sums = [Decimal(str(s)) for s in cells(ask("Rangfolge der Beträge 2024"), "amount")]

    assert len(sums) == 4
    assert sums == sorted(sums, reverse=True)


@pytest.mark.parametrize(
    ("question", "bodies"),
    [
        ("Welche Kreise bekommen 2024 mehr als 900.000 Euro?", {"landkreis-kassel", "landkreis-offenbach"}),
        ("Which bodies receive more than 1,000,000 euros?", {"stadt-kassel", "landkreis-offenbach"}),
        ("Wer bekommt weniger als 700.000 Euro?", {"vogelsbergkreis"}),
        ("Wer bekommt mehr als 5 Millionen Euro?", set()),
    ],
)
def test_a_threshold_keeps_those_beyond_it(question: str, bodies: set[str]) -> None:
    assert set(cells(ask(question), "body")) == bodies


def test_amounts_of_different_years_are_said_to_be() -> None:
    answer = ask("Wer bekommt am wenigsten?")

    assert "verschiedene Jahre (2023 bis 2024)" in answer.text


def test_both_readings_of_a_name_stand_side_by_side() -> None:
    answer = ask("Wie viel bekommt Kassel 2024?")

    assert answer.outcome == "clarify"
    assert facts_of(answer) == {"964710", "1104020"}
    assert "Welche ist gemeint?" in answer.text


def test_the_only_reading_with_records_is_assumed_and_said() -> None:
    answer = ask("Wie viel bekommt Offenbach 2024?")

    assert answer.outcome == "answered"
    assert facts_of(answer) == {"1011480"}
    assert "Angenommen ist für „Offenbach“: Landkreis Offenbach" in answer.text


@pytest.mark.parametrize(
    ("question", "percent"),
    [
        ("Welchen Anteil hat Fulda 2024 an der Summe aller Vereinbarungen?", "21,5 Prozent"),
        ("Um wie viel mehr bekommt die Stadt Kassel als der Landkreis Kassel?", "14,4 Prozent"),
        ("How did the amount for Fulda develop?", "4.0 per cent"),
    ],
)
def test_per_cent_have_one_decimal_in_the_reader_s_notation(question: str, percent: str) -> None:
    assert percent in ask(question).text


def test_a_share_is_understood_in_english() -> None:
    assert "per cent" in ask("What share of the total does Offenbach have in 2024?").text


@pytest.mark.parametrize(
    ("question", "context"),
    [
        ("Wie viel bekommt Fulda 2019?", {"845150", "812300"}),
        ("Wie viel bekommt die Stadt Wiesbaden 2024?", set()),
        ("Wie viel bekommt Fulda 2024 für Teilzeitausbildung?", {"845150"}),
        ("Wie viel Geld bekommt das Projekt DigiFit 4.0?", {"1104020"}),
    ],
)
def test_a_missing_amount_is_never_replaced_but_shown_beside(question: str, context: set[str]) -> None:
    answer = ask(question)

    assert answer.outcome == "not_found"
    assert facts_of(answer) == set()
    assert {f"{a.euros:f}" for a in answer.amounts if a.role == "context"} == context


def test_a_sum_that_nobody_gets_is_not_found() -> None:
    answer = ask("Wer bekommt 123.456 Euro?")

    assert (answer.outcome, facts_of(answer)) == ("not_found", set())


def test_an_even_split_is_called_mere_arithmetic() -> None:
    answer = ask("Wie viel sind 26,4 Millionen Euro im Durchschnitt je Gebietskörperschaft?")

    assert computed_of(answer) == {"1015385"}
    assert "Von einer gleichmäßigen Verteilung" in answer.text


def test_no_reason_is_made_up() -> None:
    answer = ask("Warum bekommt der Landkreis Kassel weniger als die Stadt Kassel?")

    assert answer.text.startswith("Einen Grund nennen die Dokumente nicht.")
    assert facts_of(answer) == {"964710", "1104020"}


def test_one_amount_is_no_development() -> None:
    answer = ask("Wie haben sich die Mittel der Stadt Kassel entwickelt?")

    assert answer.outcome == "partial"
    assert "nur ein Betrag" in answer.text


def test_press_figures_stand_back_behind_a_signed_agreement() -> None:
    press = "Pressemitteilung vom 2.2.2023\n\nGeld für den Landkreis Fulda\n\nDer Landkreis Fulda erhält 2023 rund 800.000 Euro vom Land Hessen aus dem Ausbildungs- und Qualifizierungsbudget (AQB)."  # fmt: skip
    texts = {"zv.txt": agreement_text("landkreis-fulda", 2023, "812.300 Euro"), "pm.txt": press}

    answer = ask("Wie viel bekommt der Landkreis Fulda 2023?", assistant=open_handmade(texts))

    assert facts_of(answer) == {"812300"}


def test_two_agreements_of_one_body_and_year_are_shown_and_not_added_up() -> None:
    texts = {
        "a.txt": agreement_text("landkreis-fulda", 2023, "812.300 Euro"),
        "b.txt": agreement_text("landkreis-fulda", 2023, "830.000 Euro"),
        "c.txt": agreement_text("odenwaldkreis", 2023, "500.000 Euro"),
    }

    answer = ask("Wie viel bekommt der Landkreis Fulda 2023?", assistant=open_handmade(texts))

    assert facts_of(answer) == {"812300", "830000"}
    assert computed_of(answer) == set()


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("Was ist die Summe aller Beträge 2023?", "1.624.600"),
        ("Wie viele Projekte hat Fulda 2023?", "14 Projekte"),
        ("Wie hat sich der Betrag von Fulda entwickelt?", "von 2023 auf 2023"),
    ],
)
def test_a_second_copy_is_not_counted(question: str, wrong: str) -> None:
    texts = {"a.txt": FULDA_2023, "copy of a.txt": FULDA_2023, "b.txt": FULDA_2024}

    assert wrong not in ask(question, assistant=open_handmade(texts)).text
