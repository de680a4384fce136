"""From ranked passages to hits: one for each wording, so that an agreement's template text stands there once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.analyze import split_tokens, stop_words
from assistant.answers import Hit
from assistant.catalog import ANY, Catalog, Filters
from assistant.documents import Passage, Place, Span, text_at

ALIKE = 0.7
"""Share of common words from which two template passages are one wording but for names, page headers and slips."""


@dataclass(slots=True)
class _Wording:
    """A wording among the ranked passages: the best passage, and all the places found so far."""

    passage: Passage
    score: float
    places: dict[Span, Place] = field(default_factory=dict)

    def add(self, passage: Passage) -> None:
        for place in (Place(passage.section, passage.span), *passage.also_in):
            self.places.setdefault(place.span, place)


def collect_hits(
    catalog: Catalog, ranked: Iterable[tuple[Passage, float]], filters: Filters, k: int, aim: Filters = ANY
) -> tuple[Hit, ...]:
    """The first `k` wordings in the order of rank, each at its best place; its other places are in `also_in`.

    The best place is one that the aim names, else any that the filters leave. Passages that are no template are a wording each, even where the same sentence surrounds their amount.
    """
    variable: list[_Wording] = []
    shared: list[_Wording] = []
    for passage, score in ranked:
        template = catalog.is_template(passage)
        known = _find_wording(shared, passage) if template else None
        if known:
            known.add(passage)
        elif len(variable) + len(shared) == k:
            break
        elif template:
            shared.append(_Wording(passage, score))
            shared[-1].add(passage)
        else:
            variable.append(_Wording(passage, score))
    best = sorted((*variable, *shared), key=lambda wording: -wording.score)
    return tuple(_make_hit(catalog, wording, filters, aim) for wording in best)


def _find_wording(shared: Sequence[_Wording], passage: Passage) -> _Wording | None:
    """The wording that a template passage is an instance of, None where it is a new one."""
    exact = next((wording for wording in shared if passage.span in wording.places), None)
    return exact or next((wording for wording in shared if _is_alike(wording, passage)), None)


def _is_alike(wording: _Wording, passage: Passage) -> bool:
    """Whether the words are the same but for a few, and the document has the wording at no other place."""
    if any(span.document_id == passage.span.document_id for span in wording.places):
        return False
    one, other = _content(wording.passage.text), _content(passage.text)
    return len(one & other) >= ALIKE * len(one | other)


@lru_cache(maxsize=10_000)
def _content(text: str) -> frozenset[str]:
    return frozenset(token for token in split_tokens(text) if not token[0].isdigit()) - stop_words("de")


def _make_hit(catalog: Catalog, wording: _Wording, filters: Filters, aim: Filters) -> Hit:
    own = Place(wording.passage.section, wording.passage.span)
    shown = catalog.choose_place((own, *wording.places.values()), filters, aim)
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
