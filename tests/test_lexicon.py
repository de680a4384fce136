"""The shipped lexicon, synonyms and word list."""

import zipfile
from pathlib import Path

import pytest

from assistant.errors import ModelError
from assistant.lexicon import (
    DATA,
    Lexicon,
    Phrase,
    Synonyms,
    Table,
    base_forms,
    german_bases,
    german_words,
    normalise,
    open_lexicon,
    open_synonyms,
    shard_of,
)


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("training", "Ausbildung"),
        ("agreement", "Vereinbarung"),
        ("agreements", "Vereinbarung"),
        ("amount", "Betrag"),
        ("amounts", "Betrag"),
        ("money", "Geld"),
        ("application", "Antrag"),
        ("county", "Kreis"),
        ("districts", "Bezirk"),
        ("women", "Frauen"),
        ("refugees", "Flüchtlinge"),
        ("signed", "unterzeichnet"),
        ("financed", "finanziert"),
        ("young people", "Jugendliche"),
        ("single parents", "Alleinerziehende"),
        ("Part-time", "teilzeit"),
        ("WOMEN", "Frauen"),
        ("colour", "Farbe"),
        ("color", "Farbe"),
    ],
)
def test_english_words_reach_german_ones(english: str, german: str) -> None:
    assert german in [word for word, _ in open_lexicon().translate(english)]


@pytest.mark.parametrize("word", ["", " ", "...", "qzxwv", "2025", "😀", "x" * 50_000, "Żółć", "\x00"])
def test_unknown_words_have_no_translation(word: str) -> None:
    assert open_lexicon().translate(word) == ()


@pytest.mark.parametrize("word", ["training", "funded", "state", "held", "year"])
def test_weights_fall_and_the_best_is_one(word: str) -> None:
    weights = [weight for _, weight in open_lexicon().translate(word)]

    assert weights[0] == 1.0
    assert weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 for weight in weights)


def test_usual_meaning_comes_first() -> None:
    first = {word: open_lexicon().translate(word)[0][0] for word in ("training", "money", "year", "city", "care")}

    assert first == {"training": "Ausbildung", "money": "Geld", "year": "Jahr", "city": "Stadt", "care": "Pflege"}


def test_phrases_come_before_their_single_words() -> None:
    tokens = ["Which", "young", "people", "live", "in", "Qzxburg"]

    phrases = open_lexicon().phrases(tokens)

    assert (phrases[0].start, phrases[0].end) == (1, 3)
    assert "Jugendliche" in dict(phrases[0].translations)
    assert [(phrase.start, phrase.end) for phrase in phrases[-6:]] == [(i, i + 1) for i in range(6)]
    assert phrases[-1] == Phrase(5, 6, ())


def test_phrases_of_no_words() -> None:
    assert open_lexicon().phrases([]) == ()


@pytest.mark.parametrize(
    ("word", "synonym"),
    [
        ("Geflüchtete", "Flüchtling"),
        ("Geflüchteten", "Flüchtling"),
        ("Flüchtlingen", "Geflüchteter"),
        ("Azubis", "Auszubildender"),
        ("Landkreis", "Kreis"),
        ("budget", "Etat"),
    ],
)
def test_german_synonyms(word: str, synonym: str) -> None:
    assert synonym in open_synonyms().of(word)


@pytest.mark.parametrize("word", ["", "qzxwv", "2025", "😀"])
def test_no_synonyms(word: str) -> None:
    assert open_synonyms().of(word) == ()


def test_no_slur_is_a_synonym() -> None:
    # The sources mark them; a search that widens a question must not.
    assert not {"Kanake", "Tschusch", "Asylant"} & set(
        open_synonyms().of("Migranten") + open_synonyms().of("Flüchtling")
    )


def test_words_are_german_and_lower_cased() -> None:
    words = german_words()

    assert {"ausbildung", "teilzeit", "kreis", "förderung", "maßnahme", "pflegen"} - words <= {"teilzeit"}
    assert len(words) > 100_000
    assert all(word == word.lower() and len(word) >= 3 for word in words)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Part-time", "part time"),
        ("  Young   PEOPLE! ", "young people"),
        ("women’s", "women"),
        ("don't", "dont"),
        ("A\u0308nderung", "änderung"),
        ("snake_case", "snake case"),
        ("§ 5", "5"),
        ("", ""),
    ],
)
def test_keys(written: str, expected: str) -> None:
    assert normalise(written) == expected


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("studies", "study"),
        ("boxes", "box"),
        ("cats", "cat"),
        ("tried", "try"),
        ("running", "run"),
        ("making", "make"),
        ("calling", "call"),
        ("funded", "fund"),
    ],
)
def test_base_forms_of_english_words(word: str, base: str) -> None:
    assert base in base_forms(word)


@pytest.mark.parametrize("word", ["bus", "class", "this", "red", "king", "is", "s", ""])
def test_words_that_only_look_inflected(word: str) -> None:
    assert base_forms(word) == ()


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("flüchtlingen", "flüchtling"),
        ("geflüchtete", "geflüchteter"),
        ("geflüchteten", "geflüchteter"),
        ("kreises", "kreis"),
    ],
)
def test_base_forms_of_german_words(word: str, base: str) -> None:
    assert base in german_bases(word)


@pytest.mark.parametrize(
    ("key", "name"), [("training", "tr"), ("a", "a_"), ("20 years", "other"), ("éclair", "other"), ("", "__")]
)
def test_shards(key: str, name: str) -> None:
    assert shard_of(key) in {name, "other"}


@pytest.mark.parametrize("content", [None, b"", b"kein Archiv"])
@pytest.mark.parametrize("kind", [Lexicon, Synonyms, Table])
def test_a_damaged_table_names_the_command(tmp_path: Path, content: bytes | None, kind: type) -> None:
    path = tmp_path / "table.zip"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(ModelError, match=r"python -m ingest\.training lexicon"):
        kind(path)


def test_a_table_whose_member_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "table.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tr", "training\tAusbildung|Lehre:40")
    path.write_bytes(path.read_bytes().replace(b"Ausbildung", b"Ausbildunk"))

    with pytest.raises(ModelError, match=r"python -m ingest\.training lexicon"):
        Table(path).find("training")


def test_a_word_list_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.lexicon.DATA", tmp_path)
    german_words.cache_clear()
    try:
        with pytest.raises(ModelError, match=r"words\.txt\.gz"):
            german_words()
    finally:
        german_words.cache_clear()


def test_data_files_are_small_readable_and_licensed() -> None:
    sizes = {name: (DATA / name).stat().st_size for name in ("lexicon.zip", "synonyms.zip", "words.txt.gz")}

    assert sizes["lexicon.zip"] < 4_500_000
    assert sizes["synonyms.zip"] < 2_200_000
    assert sizes["words.txt.gz"] < 1_200_000
    for name in (*sizes, "DICTIONARIES.md"):
        assert (DATA / name).stat().st_mode & 0o044 == 0o044
