"""Compound words fall into the parts that a word list knows."""

import pytest

from assistant.compounds import CompoundSplitter, fold

LIST = """
Haushalt Mittel Teilzeit Ausbildung Vorbereitung Fachkräfte Fach Kräfte Sicherung Ziel Vereinbarung
Gebiet Körperschaft Kinder Betreuung Straße Bahn Recht Kreis Land
"""
WORDS = frozenset(fold(LIST).split())


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Förderung", "forderung"),
        ("Foerderung", "forderung"),
        ("FÖRDERUNG", "forderung"),
        ("Fo\u0308rderung", "forderung"),
        ("Größe", "grosse"),
        ("Groesse", "grosse"),
        ("GRÖẞE", "grosse"),
        ("Café", "cafe"),
        ("neue Steuer, Quelle, bauen", "neue steuer, quelle, bauen"),
    ],
)
def test_spellings_meet(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Haushaltsmittel", ("haushalt", "mittel")),
        ("Teilzeitausbildung", ("teilzeit", "ausbildung")),
        ("Ausbildungsvorbereitung", ("ausbildung", "vorbereitung")),
        ("Fachkraeftesicherung", ("fach", "krafte", "sicherung")),
        ("Gebietskörperschaft", ("gebiet", "korperschaft")),
        ("Kinderbetreuung", ("kinder", "betreuung")),
        ("Straßenbahn", ("strasse", "bahn")),
        ("Landkreis", ("land", "kreis")),
        ("Rechtskreis", ("recht", "kreis")),
    ],
)
def test_parts_without_their_links(word: str, parts: tuple[str, ...]) -> None:
    assert CompoundSplitter(WORDS).split(fold(word)) == parts


@pytest.mark.parametrize("word", ["", "a", "Ausbildung", "Marburg", "Haushaltsxyz", "xyzhaushalt", "Personal"])
def test_no_parts(word: str) -> None:
    assert CompoundSplitter(WORDS).split(fold(word)) == ()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Förderbescheid", ("forderung", "bescheid")),
        ("Lernförderung", ("lernen", "forderung")),
        ("Schulabschlüsse", ("schule", "abschluss")),
        ("Bescheidvorlagen", ("bescheid", "vorlage")),
        ("Förderung", ()),
    ],
)
def test_stems_before_a_head_and_inflected_heads(word: str, parts: tuple[str, ...]) -> None:
    words = frozenset(fold("Förderung Bescheid lernen Schule Abschluss Vorlage").split())
    assert CompoundSplitter(words).split(fold(word)) == parts


def test_a_long_run_of_letters_does_not_take_long() -> None:
    assert CompoundSplitter(WORDS).split("landkreis" * 6 + "q") == ()
