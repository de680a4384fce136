"""The terms that passages and questions are compared by."""

import pytest

from assistant.analyze import gram_terms, split_tokens, stem, stem_terms, stop_words
from assistant.compounds import CompoundSplitter


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("§ 4", ["§4"]),
        ("§4 und §§ 12a", ["§4", "und", "§12a"]),
        ("959.620 Euro", ["959620", "euro"]),
        ("959.620,00 €", ["959620"]),
        ("959,620 euros", ["959620", "euros"]),
        ("1.011.410,50", ["1011410,50"]),
        ("959\u00a0620", ["959620"]),
        ("27,7 Mio.", ["27,7", "mio"]),
        ("27.7 million", ["27,7", "million"]),
        ("am 9.7.2024", ["am", "9.7.2024", "2024"]),
        ("2020 bis 2024", ["2020", "bis", "2024"]),
        ("SGB II", ["sgb", "sgb ii", "ii"]),
        ("sgb viii", ["sgb", "sgb viii", "viii"]),
        ("UN-BRK", ["unbrk", "un", "brk"]),
        ("Teilzeit-Ausbildung", ["teilzeitausbildung", "teilzeit", "ausbildung"]),
        ("Stütz- und Förderunterricht", ["stutz", "und", "forderunterricht"]),
        ("Teilnehmer:innen und Bürger*innen", ["teilnehmerinnen", "und", "burgerinnen"]),
        ("stütz2learn", ["stutz2learn"]),
        ("Fo\u0308rderung", ["forderung"]),
        ("(TZ)", ["tz"]),
        ("", []),
        ("😀 ... §", []),
        ("x", ["x"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert list(split_tokens(text)) == tokens


def test_a_word_without_end_is_cut() -> None:
    assert list(split_tokens("a" * 50_000)) == ["a" * 60]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("forderung", "forderungen"),
        ("haushalt", "haushalts"),
        ("frau", "frauen"),
        ("vereinbarung", "vereinbarungen"),
    ],
)
def test_inflections_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_numbers_and_references_are_no_words() -> None:
    assert [stem(token) for token in ("2024", "§4", "sgb ii")] == ["2024", "§4", "sgb ii"]


def test_a_compound_is_found_by_its_parts() -> None:
    splitter = CompoundSplitter({"teilzeit", "ausbildungen"})
    assert set(stem_terms("ausbildung", splitter)) < set(stem_terms("teilzeitausbildungen", splitter))


def test_a_typo_shares_most_character_runs() -> None:
    shared = set(gram_terms("zielvereinbarung")) & set(gram_terms("zielvereinbahrung"))
    assert len(shared) > len(gram_terms("zielvereinbarung")) / 2


@pytest.mark.parametrize("token", ["§4", "959620", "ab", "sgb ii"])
def test_short_words_and_numbers_are_one_run(token: str) -> None:
    assert gram_terms(token) == (token,)


def test_stop_words_are_function_words() -> None:
    assert {"der", "fur", "welche"} <= stop_words("de")
    assert not {"geld", "kassel", "ausbildung"} & stop_words("de")
    assert {"the", "which"} <= stop_words("en")
    assert not {"money", "training"} & stop_words("en")
