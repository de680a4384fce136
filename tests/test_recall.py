"""Turns that ask on about the answer before: where it stands, what lies beside it, the other payer, the total, the whole."""

import pytest

from tests.handmade import ask


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (("Wann ist die Umsetzungsbesprechung?", "In welchem Paragrafen steht das?"), "**§ 6**, Zielsteuerung"),
        (("Where are the agreements published?", "Which section says so?"), "**§ 7**"),
        (("Was steht bei Fulda 2024 in § 6?", "Und in dem davor?"), "**§ 5"),
        (("Show me § 6 of Fulda 2024.", "And the next one?"), "**§ 7"),
        (("Wie viel steuert der Landkreis Gießen selbst bei?", "Und was kommt vom Land dazu?"), "**879.800 Euro**"),
        (("Was kostet ein Platz in Fulda?", "Und insgesamt?"), "**845.150 Euro**"),
        (("Welche Projekte von Fulda 2023 sind in Teilzeit?", "Von wie vielen insgesamt?"), "**7 Projekte**"),
        (("Wer hat 2024 für Fulda unterschrieben?", "Und auf der anderen Seite?"), "Staatsminister"),
        (("Welche Projekte von Fulda 2023 sind in Teilzeit?", "Hat die Stadt Kassel so etwas auch?"), "Coaching in der TZ-Ausbildung"),
    ],
)  # fmt: skip
def test_a_turn_asks_on(turns: tuple[str, ...], said: str) -> None:
    assert said in ask(*turns).text


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Uns wurde gesagt, ältere Leute dürften nicht mitmachen. Was sagen die Vereinbarungen dazu?", "ältere Leute"),
        ("Wir beraten Alleinerziehende. Welche Projekte sind in Teilzeit?", "Welche Projekte sind in Teilzeit?"),
        ("Fulda hat 2024 Geld bekommen. Prozent?", "Prozent?"),
    ],
)
def test_a_sentence_stays_where_the_next_one_leans_on_it(question: str, kept: str) -> None:
    from assistant.question.frames import strip_frames

    assert kept in strip_frames(question)


def test_who_asks_narrows_nothing() -> None:
    from assistant.question.frames import strip_frames

    assert "Alleinerziehende" not in strip_frames("Wir beraten Alleinerziehende. Welche Projekte sind in Teilzeit?")
    assert "alleinerziehend" in strip_frames("Ich bin alleinerziehend. Gibt es da was für mich?")


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (("Wie viel bekommt Fulda 2024?", "Sorry, ich meinte die Stadt Kassel."), "1.104.020 Euro"),
        (("Who signed for Fulda in 2024?", "What post did she hold?"), "Landrätin"),
        (("Mit welchem Geld ist der Landkreis Gießen 2024 dabei?", "Wie viel steuert der Landkreis selbst dazu bei?"), "120.000 Euro"),
        (("Was ist AzubiPlus?", "Welcher Landkreis macht das?"), "Landkreises Fulda"),
        (("Welche Projekte hat Fulda 2024?", "Nur die für Geflüchtete."), "Sprachbrücke für Geflüchtete"),
        (("Wer hat das Projekt AzubiPlus, und wer hat dort 2024 unterschrieben?",), "Eva Drossel"),
    ],
)  # fmt: skip
def test_turns_lean_on_what_was_talked_about(turns: tuple[str, ...], said: str) -> None:
    answer = ask(*turns)

    assert said in answer.text
    assert answer.removed == 0


def test_another_term_is_not_the_one_before() -> None:
    assert "AzubiPlus" not in ask("Was bedeutet AzubiPlus?", "Und OloV?").text
