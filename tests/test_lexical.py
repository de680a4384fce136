"""BM25 over passages, by stems and by character runs."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.documents import Passage, Place, Span
from assistant.errors import IndexForeign
from assistant.lexical import LexicalIndex, open_lexical
from assistant.postings import Postings
from assistant.translate import read_words

TEXTS = (
    "Das Ministerium stellt Haushaltsmittel in Höhe von 959.620 Euro zur Verfügung, siehe § 4.",
    "Der Landkreis fördert die Teilzeitausbildung junger Mütter.",
    "Leistungen nach SGB II und SGB VIII werden abgestimmt.",
    "Die UN-BRK gilt für alle Vereinbarungspartner.",
    "Der Bescheid wird vom Regierungspräsidium erlassen.",
    "",
)


class Words(dict[str, tuple[tuple[str, float], ...]]):
    def translate(self, word: str) -> tuple[tuple[str, float], ...]:
        return self.get(word.lower(), ())


def make_passages(*texts: str) -> tuple[Passage, ...]:
    return tuple(
        Passage(f"p{i}", Span("d", i, i + 1), "§ 1", text, text, None, None, "other", template=False)
        for i, text in enumerate(texts)
    )


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    return LexicalIndex.build(make_passages(*TEXTS))


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Wie hoch sind die Mittel?", 0),  # a part of a compound
        ("959620", 0),
        ("959,620 Euro", 0),
        ("Was steht in §4?", 0),
        ("Ausbildung in Teilzeit", 1),
        ("foerdert der landkreis muetter", 1),
        ("Fordert der Kreis Mutter?", 1),
        ("SGB VIII", 2),
        ("un brk", 3),
        ("UNBRK", 3),
        ("Wer erläßt Bescheide?", 4),
        ("Regirungspräsidum", 4),  # a typo: character runs
    ],
)
def test_finds(index: LexicalIndex, question: str, best: int) -> None:
    scores = index.scores(read_words(question, "de"))
    assert (scores.stems + scores.grams).argmax() == best


def test_the_best_meaning_of_a_word_counts_once() -> None:
    index = LexicalIndex.build(make_passages("Lehre Lehre Ausbildung", "Lehre", "Ausbildung", "Wetter", "Regen"))
    one = index.scores(read_words("apprenticeship", "en", Words(apprenticeship=(("Lehre", 1.0),))))
    two = index.scores(read_words("apprenticeship", "en", Words(apprenticeship=(("Lehre", 1.0), ("Ausbildung", 0.5)))))

    assert two.stems[0] == one.stems[0]
    assert two.stems[1] == one.stems[1]
    assert two.stems[2] == pytest.approx(two.stems[1] / 2)
    assert two.stems[3] == 0


def test_names_in_english_questions_stand_for_themselves(index: LexicalIndex) -> None:
    words = read_words("Who is the Regierungspräsidium, § 4?", "en", Words())
    scores = index.scores(words).stems
    assert scores[4] > 0
    assert scores[0] > 0


def test_an_english_phrase_is_translated_as_one() -> None:
    lexicon = Words({"part time": (("Teilzeit", 1.0),), "part": (("Teil", 1.0),), "time": (("Uhr", 1.0),)})
    index = LexicalIndex.build(make_passages("Teilzeit", "Teil", "Uhr", "anderes", "mehr"))
    assert index.scores(read_words("the part time", "en", lexicon)).stems.argmax() == 0


class Alike(dict[str, tuple[str, ...]]):
    def of(self, word: str) -> tuple[str, ...]:
        return self.get(word, ())


def test_a_paragraph_in_many_documents_does_not_make_its_words_common() -> None:
    """ "Umfragen" stands in one wording of eight documents, "Tagung" in three passages of their own."""
    texts = (*["Umfragen allerorten"] * 8, "Tagung heute", "Tagung morgen", "Tagung gestern", *"ABCDEFGH")
    places = [Place("§ 1", Span(f"d{i}", 0, 1)) for i in range(8)]
    passages = tuple(
        replace(passage, template=i < 8, also_in=tuple(places[:i] + places[i + 1 :]) if i < 8 else ())
        for i, passage in enumerate(make_passages(*texts))
    )
    scores = LexicalIndex.build(passages).scores(read_words("Umfragen und Tagung", "de")).stems
    assert scores[0] > scores[8] > 0


def test_without_shared_wording_the_weights_are_those_of_bm25s() -> None:
    vocabulary, passages = {"a": 0, "b": 1}, [[0, 0, 1], [1], [1, 0]]
    plain, shared = Postings.build(vocabulary, passages), Postings.build(vocabulary, passages, [1.0, 1.0, 1.0])
    np.testing.assert_allclose(plain.weights, shared.weights, rtol=1e-6)


def test_a_synonym_counts_less_than_the_word() -> None:
    index = LexicalIndex.build(make_passages("Lehre", "Ausbildung", "Wetter", "Regen", "Sonne"))
    scores = index.scores(read_words("Welche Lehre?", "de", None, Alike(Lehre=("Ausbildung", "der")))).stems
    assert scores[0] > scores[1] > 0
    assert scores[2] == 0


def test_saved_and_loaded_it_scores_the_same(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "lexical")
    again = LexicalIndex.load(tmp_path / "lexical")
    words = read_words("Teilzeitausbildung im Landkreis nach SGB II", "de")

    assert again.size == len(TEXTS)
    np.testing.assert_array_equal(index.scores(words).stems, again.scores(words).stems)
    np.testing.assert_array_equal(index.scores(words).grams, again.scores(words).grams)


@pytest.mark.parametrize("texts", [(), ("",), ("", "und der die"), ("😀",), ("x" * 50_000,)])
def test_passages_of_nothing(texts: tuple[str, ...], tmp_path: Path) -> None:
    LexicalIndex.build(make_passages(*texts)).save(tmp_path)
    scores = LexicalIndex.load(tmp_path).scores(read_words("Teilzeit", "de"))
    assert scores.stems.tolist() == [0.0] * len(texts)


@pytest.mark.parametrize("question", ["", "?", "😀", "der die das", "a", "wort " * 5_000, "\u0000", "ß"])
def test_questions_of_nothing(index: LexicalIndex, question: str) -> None:
    scores = index.scores(read_words(question, "de"))
    assert np.isfinite(scores.stems).all()
    assert np.isfinite(scores.grams).all()


def test_function_words_are_kept_where_there_is_nothing_else() -> None:
    assert len(read_words("Wer oder was?", "de")) == 3
    assert len(read_words("Wer oder was bewilligt?", "de")) == 1
    assert len(read_words("who or what", "en", Words())) == 3


@pytest.mark.parametrize("damage", ["missing", "empty", "truncated", "version", "foreign", "likeness", "model"])
def test_a_damaged_index_is_refused_with_the_command_that_helps(
    index: LexicalIndex, tmp_path: Path, damage: str
) -> None:
    index.save(tmp_path)
    match damage:
        case "missing":
            (tmp_path / "stems.weights.npy").unlink()
        case "empty":
            (tmp_path / "grams.digests.npy").write_bytes(b"")
        case "truncated":
            path = tmp_path / "grams.passages.npy"
            path.write_bytes(path.read_bytes()[:-40])
        case "version":
            (tmp_path / "lexical.json").write_text('{"version": 0, "passages": 6}')
        case "foreign":
            (tmp_path / "lexical.json").write_text("[]")
        case "likeness":
            (tmp_path / "likeness.words.npy").unlink()
        case "model":
            head = json.loads((tmp_path / "lexical.json").read_text())
            (tmp_path / "lexical.json").write_text(json.dumps(head | {"model": "another"}))

    with pytest.raises(IndexForeign, match="python -m ingest --rebuild"):
        LexicalIndex.load(tmp_path)


def test_without_compounds_their_parts_are_not_found() -> None:
    passages = make_passages("Der Landkreis fördert die Teilzeitausbildung.", "Wetter", "Regen")
    words = read_words("Ausbildung", "de")
    assert LexicalIndex.build(passages).scores(words).stems[0] > 0
    assert LexicalIndex.build(passages, compounds=False).scores(words).stems[0] == 0


def test_an_index_of_other_passages_is_refused(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    with pytest.raises(IndexForeign, match="6 Textstellen statt 2"):
        open_lexical(tmp_path, make_passages("a", "b"))


def test_without_a_folder_it_is_built(index: LexicalIndex) -> None:
    assert open_lexical(None, make_passages(*TEXTS)).size == index.size
