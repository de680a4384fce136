"""Likeness of words over a table of five pieces whose cosines one can compute by hand."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.embed import open_shipped
from assistant.likeness import FARTHEST, WordIndex, content_words

PIECES = {"rat": 0, "haus": 1, "meeting": 2, "treffen": 3, "fern": 4}
TABLE = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0.6, 0.8], [-1, 0, 0]], dtype=np.float16)


class Model:
    """Words are cut where a known piece ends."""

    def piece_vectors(self, numbers: np.ndarray) -> np.ndarray:
        return TABLE[numbers].astype(np.float32)

    def read_pieces(self, texts: Sequence[str]) -> list[list[int]]:
        return [[number for piece, number in PIECES.items() if piece in text] for text in texts]

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        sums = np.array([self.piece_vectors(np.array(own, int)).sum(axis=0) for own in self.read_pieces(texts)])
        return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)


TEXTS = ("Das Treffen", "Ein Meeting", "Das Haus", "Fern der", "", "€ 5")


@pytest.fixture(scope="module")
def index() -> WordIndex:
    return WordIndex.build(TEXTS, Model())


def score(index: WordIndex, *words: str, passages: Sequence[int] = range(len(TEXTS))) -> list[float]:
    return [float(value) for value in index.scores(words, np.array(passages, dtype=np.int32), Model())]


def test_the_nearest_word_counts(index: WordIndex) -> None:
    """Cosines of "meeting": 0.8 to "treffen", 1 to itself, 0 to the rest; rarity among the five that hold words."""
    rarity = np.log1p((5 - 1.8 + 0.5) / (1.8 + 0.5))
    assert score(index, "meeting") == pytest.approx([0.8 * rarity, rarity, 0, 0, 0, 0], abs=1e-3)


def test_words_add_up_and_a_compound_is_its_pieces(index: WordIndex) -> None:
    both = score(index, "haus", "meeting")
    assert both[0] == pytest.approx(score(index, "haus")[0] + score(index, "meeting")[0])
    assert 0 < score(index, "rathaus")[2] < score(index, "haus")[2]


def test_what_is_far_or_opposite_counts_nothing(index: WordIndex) -> None:
    assert FARTHEST < 0.6
    assert score(index, "rat") == [0.0] * len(TEXTS)


def test_only_the_passages_asked_for_in_their_order(index: WordIndex) -> None:
    assert score(index, "meeting", passages=[2, 1]) == pytest.approx([0, np.log1p(1.5 / 1.5)])


@pytest.mark.parametrize("words", [(), ("unbekannt",)])
def test_nothing_known_scores_nothing(index: WordIndex, words: tuple[str, ...]) -> None:
    assert score(index, *words) == [0.0] * len(TEXTS)


@pytest.mark.parametrize("texts", [(), ("",), ("", "€")])
def test_passages_without_words(texts: tuple[str, ...]) -> None:
    assert score(WordIndex.build(texts, Model()), "haus", passages=range(len(texts))) == [0.0] * len(texts)


def test_the_shipped_model_knows_synonyms_and_translations() -> None:
    texts = ("Im Herbst gibt es eine Besprechung.", "Im Herbst fällt Regen.", "Das Wetter im Winter ist kalt.")
    index = WordIndex.build(texts, open_shipped())
    for question, language in (("Wann ist das Treffen?", "de"), ("When is the meeting?", "en")):
        scores = index.scores(content_words(question, language), np.arange(3), open_shipped())
        assert scores.argmax() == 0, question


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Das Treffen, das TREFFEN im Herbst", ("treffen", "herbst")),
        ("Teilzeit-Ausbildung", ("teilzeit-ausbildung",)),
        ("Wer oder was", ("wer", "oder", "was")),
        ("😀 §", ()),
    ],
)
def test_content_words(text: str, words: tuple[str, ...]) -> None:
    assert content_words(text, "de") == words


def test_saved_and_loaded_it_scores_the_same(index: WordIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    assert score(WordIndex.load(tmp_path), "meeting", "haus") == score(index, "meeting", "haus")


def test_arrays_that_do_not_belong_together(index: WordIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    np.save(tmp_path / "likeness.words.npy", np.zeros(1, dtype=np.int32))
    with pytest.raises(ValueError, match="belong together"):
        WordIndex.load(tmp_path)
