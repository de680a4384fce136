"""From ranked passages to hits: one for each wording, so that an agreement's template text stands there once."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from assistant.analyze import split_tokens, stop_words
from assistant.answers import Hit
from assistant.catalog import Catalog, Filters
from assistant.documents import Passage, Place, Span, text_at

ALIKE = 0.7
"""Share of common words from which two template passages are one wording but for names, page headers and slips."""


@dataclass(slots=True)
class _Wording:
    """A wording among the ranked passages: the best passage, its words, and all the places found so far."""

    passage: Passage
    score: float
    words: frozenset[str]
    places: dict[Span, Place] = field(default_factory=dict)

    def add(self, passage: Passage) -> None:
        for place in (Place(passage.section, passage.span), *passage.also_in):
            self.places.setdefault(place.span, place)


def collect_hits(
    catalog: Catalog, ranked: Iterable[tuple[Passage, float]], filters: Filters, k: int
) -> tuple[Hit, ...]:
    """The first `k` wordings in the order of rank, each at its best place; its other places are in `also_in`.

    Passages that are no template are a wording each, even where the same sentence surrounds their amount.
    """
    variable: list[_Wording] = []
    shared: list[_Wording] = []
    for passage, score in ranked:
        template = catalog.is_template(passage)
        words = _words(passage.text) if template else frozenset[str]()
        known = _find_wording(shared, passage, words) if template else None
        if known:
            known.add(passage)
            continue
        if len(variable) + len(shared) == k:
            break
        wording = _Wording(passage, score, words)
        if template:
            wording.add(passage)
        (shared if template else variable).append(wording)
    best = sorted((*variable, *shared), key=lambda wording: -wording.score)
    return tuple(_make_hit(catalog, wording, filters) for wording in best)


def _words(text: str) -> frozenset[str]:
    return frozenset(token for token in split_tokens(text) if not token[0].isdigit()) - stop_words("de")


def _find_wording(shared: Iterable[_Wording], passage: Passage, words: frozenset[str]) -> _Wording | None:
    """The wording that a template passage is an instance of, None where it is a new one."""
    document = passage.span.document_id
    for wording in shared:
        if passage.span in wording.places:
            return wording
        common = len(words & wording.words)
        elsewhere = all(span.document_id != document for span in wording.places)
        if elsewhere and common >= ALIKE * len(words | wording.words):
            return wording
    return None


def _make_hit(catalog: Catalog, wording: _Wording, filters: Filters) -> Hit:
    own = Place(wording.passage.section, wording.passage.span)
    shown = catalog.choose_place((own, *wording.places.values()), filters)
    document = catalog.documents[shown.span.document_id]
    return Hit(
        document=document.id,
        file=document.file,
        label=f"{document.title}, {shown.section}" if shown.section else document.title,
        section=shown.section,
        span=shown.span,
        text=text_at(document, shown.span),
        score=wording.score,
        also_in=tuple(
            replace(place, file=catalog.documents[place.span.document_id].file)
            for place in wording.places.values()
            if place.span != shown.span and place.span.document_id in catalog.documents
        ),
    )
