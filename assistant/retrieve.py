"""Search: the passages that answer a question best, by words and by meaning together.

Three rankings are made over the passages that the filters leave: BM25 over stems, BM25 over character runs, and the
cosine of the dense vectors in Chroma. The best of each are the candidates; a fourth ranking compares their words with
the question's, meaning by meaning (`likeness`). Each is put on the scale of its own spread among the candidates
(z-scores), so that they can be added.
"""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from assistant.answers import Hit, Language
from assistant.catalog import ANY, Catalog, Filters, Mask
from assistant.documents import Document, DocumentKind, Passage
from assistant.hits import collect_hits
from assistant.language import detect_language
from assistant.lexical import LexicalIndex, LexicalScores
from assistant.likeness import content_words
from assistant.matters import Matter
from assistant.postings import Scores as Lexical
from assistant.translate import Meaning, QuestionWord, Thesaurus, Translator, read_words

Numbers: TypeAlias = npt.NDArray[np.intp]
Scores: TypeAlias = npt.NDArray[np.float64]

POOL = 300
"""Best passages of each ranking among which the z-scores are taken: the scale stays the same however large the index."""

TEMPLATE_PENALTY = 2.5
"""What a template passage must be better by than variable text, in units of the fused score."""

COMPARED = 50
"""Best candidates whose words are compared with those of the question."""

AIM_BONUS = 3.0
"""What a passage of the body, year or section that the question names is better by, each, in units of the fused score."""


MATTER_BONUS = 6.0
"""What a passage that tells of the question's matter is better by, in units of the fused score."""

MATTER_WORD = 0.5
"""Weight of a word of the question's matter beside the words of the question itself."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each ranking counts."""

    stems: float
    grams: float
    dense: float
    alike: float


WEIGHTS = Weights(1.0, 1.0, 1.0, 1.0)
"""All alike: on the first 16 articles of XQuAD and on the development questions no other choice is better by more than
chance (docs/retrieval.md)."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of search are at work; all of them but in measurements.

    Attributes:
        weights: How much each ranking counts; 0 turns it off.
        translation: English words find German ones.
        synonyms: German words find others of the same meaning.
        names: Passages of the bodies, years and sections that the question names are preferred.
        matters: Passages about the matter that the question asks about are preferred.
        templates: Shared wording comes after other text unless the question is about rules.
    """

    weights: Weights = WEIGHTS
    translation: bool = True
    synonyms: bool = True
    names: bool = True
    matters: bool = True
    templates: bool = True


class SearchStore(Protocol):
    """What is needed of the store."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every document."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage."""

    def query(
        self,
        vector: Any,
        k: int,
        *,
        bodies: Collection[str | None] | None = None,
        years: Collection[int | None] | None = None,
        kinds: Collection[DocumentKind] | None = None,
        sections: Collection[str] | None = None,
    ) -> list[tuple[str, float]]:
        """Passage ids with cosine similarity, nearest first."""


class QueryEmbedder(Protocol):
    """What is needed of the embedder."""

    def embed_query(self, text: str, /) -> Any:
        """The vector of a question."""


def search(
    store: SearchStore,
    lexical: LexicalIndex,
    embedder: QueryEmbedder | None,
    lexicon: Translator | None,
    query: str,
    k: int = 10,
    *,
    language: Language | None = None,
    filters: Filters = ANY,
    aim: Filters = ANY,
    rules: bool = False,
    synonyms: Thesaurus | None = None,
    matters: Sequence[tuple[Matter, float]] = (),
    weights: Weights = WEIGHTS,
) -> tuple[Hit, ...]:
    """The passages that answer a question best, best first, one hit for each wording.

    Args:
        store: The open generation.
        lexical: The lexical index of its passages.
        embedder: The model that embedded them; None to rank by words alone.
        lexicon: Translates the words of English questions; None to take them as they stand.
        query: The question or search words in German or English.
        k: At most so many hits.
        language: Of the question; found out where it is not given.
        filters: Which passages may be found.
        aim: Bodies, years and sections that the question names: their passages are preferred, none left out.
        rules: The question is about the rules that all agreements share: their wording is not ranked after others.
        synonyms: Further German words for those of a German question; None for the words alone.
        matters: What the question may ask about, each with how likely that is: passages about them are preferred.
        weights: How much each ranking counts.

    Returns:
        At most `k` hits; none where the question holds no word, no number and nothing alike.
    """
    catalog = _open_catalog(store)
    allowed = catalog.allowed(filters)
    spoken = language or detect_language(query)
    words = read_words(query, spoken, lexicon, synonyms)
    if k <= 0 or not words or not allowed.any():
        return ()
    words = (*words, *_matter_words(matters))
    pool = max(POOL, 3 * k)
    dense = _dense_scores(store, catalog, embedder, query, min(pool, len(allowed)), filters)
    candidates, scores = fuse(lexical.scores(words), dense, allowed, catalog.wordings, weights, pool)
    told = _find_told(lexical, candidates, matters)
    scores += _prefer(catalog, candidates, allowed, aim, told, rules)
    best = np.argsort(-scores, kind="stable")[:COMPARED]
    alike = lexical.likeness(content_words(query, spoken), candidates[best])
    scores += weights.alike * _spread_likeness(alike, best, len(candidates))
    order = np.argsort(-scores, kind="stable")
    ranked = ((catalog.passages[candidates[i]], float(scores[i])) for i in order)
    return collect_hits(catalog, ranked, filters, k, aim)


def _find_told(lexical: LexicalIndex, candidates: Numbers, matters: Sequence[tuple[Matter, float]]) -> Scores:
    """How likely each candidate tells of what the question is about, from 0 to 1."""
    told = np.zeros(len(candidates))
    for matter, likely in matters:
        told += likely * lexical.tells(matter, candidates)
    return told


def _prefer(
    catalog: Catalog,
    candidates: Numbers,
    allowed: Mask,
    aim: Filters,
    told: Scores,
    rules: bool,
) -> Scores:
    """What each candidate is better by for what the question names and what it is about.

    Shared wording is worse than other text, but not where it tells of the question's matter.
    """
    named = _most_of_wording(_count_aims(catalog, aim) * allowed, catalog.wordings)[candidates]
    shared = np.zeros(len(candidates)) if rules else catalog.templates[candidates] * (1 - told)
    return AIM_BONUS * named + MATTER_BONUS * told - TEMPLATE_PENALTY * shared


def _matter_words(matters: Sequence[tuple[Matter, float]]) -> tuple[QuestionWord, ...]:
    """The words of the likeliest matter; those of further ones cost time and find nothing more."""
    if not matters:
        return ()
    matter, likely = matters[0]
    weight = MATTER_WORD * likely
    read = read_words(matter.words, "de")
    return tuple(QuestionWord(tuple(Meaning(m.tokens, m.weight * weight) for m in word.meanings)) for word in read)


def _spread_likeness(alike: npt.NDArray[np.float32], compared: Numbers, size: int) -> Scores:
    """The standardised likeness of the compared candidates; all others lie level with the least of them."""
    standard = _standardise(alike)
    spread = np.full(size, standard.min(initial=0.0))
    spread[compared] = standard
    return spread


def _count_aims(catalog: Catalog, aim: Filters) -> Scores:
    """For each passage how many of body, year and section are such as the question names."""
    named = (Filters(bodies=aim.bodies), Filters(years=aim.years), Filters(sections=aim.sections))
    masks = [catalog.allowed(one) for one in named if one != ANY]
    return np.sum(masks, axis=0, dtype=np.float64) if masks else np.zeros(len(catalog.passages))


def _most_of_wording(counts: Scores, wordings: Numbers) -> Scores:
    """For each passage the most that any passage of its wording has."""
    most = np.zeros_like(counts)
    np.maximum.at(most, wordings, counts)
    return most[wordings]


_CATALOGS: WeakKeyDictionary[SearchStore, Catalog] = WeakKeyDictionary()


def _open_catalog(store: SearchStore) -> Catalog:
    """The catalog of a store, made at its first search."""
    catalog = _CATALOGS.get(store)
    if catalog is None:
        catalog = _CATALOGS[store] = Catalog(store.documents, store.passages)
    return catalog


def _dense_scores(
    store: SearchStore,
    catalog: Catalog,
    embedder: QueryEmbedder | None,
    query: str,
    k: int,
    filters: Filters,
) -> dict[int, float] | None:
    """Cosine by passage number for the nearest passages; None where the question has no vector."""
    vector = None if embedder is None else embedder.embed_query(unicodedata.normalize("NFC", query))
    if vector is None or not np.isfinite(vector).all() or not np.any(vector):
        return None
    found = store.query(
        vector, k, bodies=filters.bodies, years=filters.years, kinds=filters.kinds, sections=filters.sections
    )
    return {catalog.numbers[key]: cosine for key, cosine in found if key in catalog.numbers}


def fuse(
    lexical: LexicalScores,
    dense: Mapping[int, float] | None,
    allowed: Mask,
    wordings: Numbers,
    weights: Weights,
    pool: int = POOL,
) -> tuple[Numbers, Scores]:
    """Candidates (the best of each ranking among the allowed) and their fused scores.

    Of each wording only the best passage is a candidate, so that a paragraph of hundred agreements crowds out nobody.
    A candidate that the dense ranking does not name gets the lowest cosine that it names: it lies below all of them.
    """
    near: dict[int, tuple[float, int]] = {}
    for number, cosine in (dense or {}).items():
        wording = int(wordings[number])
        near[wording] = max(near.get(wording, (cosine, number)), (cosine, number))
    parts = [_best(scores, allowed, wordings, pool) for scores in (lexical.stems, lexical.grams)]
    candidates = np.unique(np.concatenate([*parts, np.array([n for _, n in near.values()], dtype=np.intp)]))
    candidates = candidates[allowed[candidates]]
    lowest = min(near.values(), default=(0.0, 0))
    cosines = np.array([near.get(wording, lowest)[0] for wording in wordings[candidates].tolist()])
    fused = weights.stems * _standardise(lexical.stems[candidates])
    fused += weights.grams * _standardise(lexical.grams[candidates])
    return candidates, fused + weights.dense * _standardise(cosines)


def _best(scores: Lexical, allowed: Mask, wordings: Numbers, pool: int) -> Numbers:
    """Numbers of the best `pool` passages with any score, among the allowed, one of each wording."""
    masked = np.where(allowed, scores, np.float32(0.0))
    of_wording = np.zeros_like(masked)
    np.maximum.at(of_wording, wordings, masked)
    if len(masked) > pool:
        of_wording[np.argpartition(-of_wording, pool)[pool:]] = 0.0
    numbers = np.flatnonzero((masked > 0.0) & (of_wording[wordings] > 0.0))
    order = numbers[np.argsort(-masked[numbers], kind="stable")]
    _, first = np.unique(wordings[order], return_index=True)
    return order[first]


def _standardise(scores: npt.NDArray[np.floating[Any]]) -> Scores:
    """Deviation from the mean in units of the spread; zeros where all are the same."""
    exact = scores.astype(np.float64)
    spread = exact.std() if len(exact) else 0.0
    return (exact - exact.mean()) / spread if spread > 1e-9 else np.zeros_like(exact)
