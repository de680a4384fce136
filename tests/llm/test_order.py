"""Whether a sentence follows the order of a passage: who does what, and which number counts what."""

import pytest

from assistant.llm.order import follow, is_same, read_tokens
from assistant.llm.pieces import read_pieces
from tests.handmade import handmade

HELD = "Nach Antragstellung durch den Landkreis Fulda prüft das Regierungspräsidium Kassel die 12 Anträge und erlässt 9 Bescheide."


def tokens(text: str) -> tuple:
    read = read_pieces(text, (), "de")
    return list(read_tokens(read, handmade()._lexical)), read.rest


def follows(text: str, *, strict: bool) -> bool:
    said, rest = tokens(text)
    return follow(said, tokens(HELD)[0], rest, strict=strict)


@pytest.mark.parametrize(
    ("text", "strict", "holds"),
    [
        ("Den Antrag stellt der Landkreis Fulda.", False, True),
        ("Das Regierungspräsidium Kassel prüft die Anträge.", False, True),
        ("Nach Antragstellung durch den Landkreis Fulda prüft das Regierungspräsidium Kassel.", False, True),
        ("Der Landkreis Fulda erlässt Bescheide.", False, False),
        ("Die Antragstellung ist Sache vom Regierungspräsidium Kassel.", False, False),
        ("Das Regierungspräsidium Kassel und der Landkreis Fulda prüfen.", False, False),
        ("Es prüft das Regierungspräsidium Kassel die 12 Anträge.", True, True),
        ("Das Regierungspräsidium Kassel prüft 9 Anträge.", True, False),
        ("Das Regierungspräsidium Kassel erlässt 12 Bescheide.", True, False),
        ("Das Regierungspräsidium Kassel prüft rasch die 12 Anträge.", True, False),
    ],
)
def test_a_sentence_follows_or_not(text: str, strict: bool, holds: bool) -> None:
    assert follows(text, strict=strict) == holds


@pytest.mark.parametrize(("one", "other", "same"), [("Bescheides", "Bescheid", True), ("erlassenen", "erlässt", True), ("Minister", "Ministerium", False), ("Antrag", "Auftrag", False)])  # fmt: skip
def test_words_are_the_same_in_other_forms(one: str, other: str, same: bool) -> None:
    assert is_same(tokens(one)[0][0], tokens(other)[0][0]) == same
