"""The passages of a store as search needs them: numbered, maskable by filters, grouped by wording."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from assistant.documents import Document, DocumentKind, Passage, Place, Span

Mask: TypeAlias = npt.NDArray[np.bool_]

# Not `assistant.money`, which reads amounts exactly: here each of 20,000 passages is glanced at once.
_MONEY = re.compile(r"\d(?:,?[-–]{1,2})?\s{0,3}(?:€|Euro\b|EUR\b|T€|Mio\b|Millionen\b)|(?:€|\bEUR)\s*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages may be found; None for any. An empty collection leaves none.

    None among bodies or years means documents of no body or of no year.
    """

    bodies: Collection[str | None] | None = None
    years: Collection[int | None] | None = None
    kinds: Collection[DocumentKind] | None = None
    sections: Collection[str] | None = None

    def allow(self, document: Document, section: str) -> bool:
        """Whether a passage in this section of a document may be found."""
        return (
            (self.bodies is None or document.body in self.bodies)
            and (self.years is None or document.year in self.years)
            and (self.kinds is None or document.kind in self.kinds)
            and (self.sections is None or section in self.sections)
        )


ANY = Filters()
"""Any passage."""


class Catalog:
    """Passages by number and by mark.

    Attributes:
        passages: In the order of the store.
        documents: By id.
        numbers: Passage id to its number.
        templates: 1.0 for passages that say the same in other documents too, else 0.0. Shared wording around an
            amount of money is not among them: the amount is what people look for.
        wordings: For each passage the number of the first one with its wording; its own where that is no template.
    """

    def __init__(self, documents: Sequence[Document], passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        self.documents: Mapping[str, Document] = {document.id: document for document in documents}
        self.numbers = {passage.id: number for number, passage in enumerate(self.passages)}
        self.templates = np.array([_says_the_same(passage) for passage in self.passages], dtype=np.float64)
        self.wordings = np.array(_number_wordings(self.passages, self.templates.tolist()), dtype=np.intp)
        self._bodies = np.array([passage.body or "" for passage in self.passages], dtype=np.str_)
        self._years = np.array([passage.year or 0 for passage in self.passages], dtype=np.int32)
        self._kinds = np.array([passage.kind for passage in self.passages], dtype=np.str_)
        self._sections = np.array([passage.section for passage in self.passages], dtype=np.str_)
        self._elsewhere = _places_without_passage(self.passages)

    def allowed(self, filters: Filters) -> Mask:
        """Which passages the filters leave.

        A wording that is indexed once stands for all the documents that it stands in.
        """
        mask = np.ones(len(self.passages), dtype=np.bool_)
        if filters.bodies is not None:
            mask &= np.isin(self._bodies, [body or "" for body in filters.bodies])
        if filters.years is not None:
            mask &= np.isin(self._years, [year or 0 for year in filters.years])
        if filters.kinds is not None:
            mask &= np.isin(self._kinds, list(filters.kinds))
        if filters.sections is not None:
            mask &= np.isin(self._sections, list(filters.sections))
        for number, places in self._elsewhere.items():
            mask[number] = mask[number] or any(self._allows(filters, place) for place in places)
        return mask

    def is_template(self, passage: Passage) -> bool:
        """Whether a passage says the same in other documents too."""
        return bool(self.templates[self.numbers[passage.id]])

    def choose_place(self, places: Sequence[Place], filters: Filters, aim: Filters) -> Place:
        """Where a wording is shown: of the places that the filters leave the first that the question names, if any."""
        left = [place for place in places if self._allows(filters, place)] or places[:1]
        return next((place for place in left if self._allows(aim, place)), left[0])

    def _allows(self, filters: Filters, place: Place) -> bool:
        document = self.documents.get(place.span.document_id)
        return document is not None and filters.allow(document, place.section)


def _says_the_same(passage: Passage) -> bool:
    return passage.template and not _MONEY.search(passage.text)


def _number_wordings(passages: Sequence[Passage], templates: Sequence[float]) -> list[int]:
    first: dict[Span, int] = {}
    numbers = []
    for number, (passage, template) in enumerate(zip(passages, templates, strict=True)):
        name = min((passage.span, *(place.span for place in passage.also_in))) if template else passage.span
        numbers.append(first.setdefault(name, number))
    return numbers


def _places_without_passage(passages: Sequence[Passage]) -> dict[int, tuple[Place, ...]]:
    """By passage number: further places of its wording that are not passages themselves."""
    own = {(passage.span.document_id, passage.span.start) for passage in passages}
    found = {}
    for number, passage in enumerate(passages):
        places = (p for p in passage.also_in if (p.span.document_id, p.span.start) not in own)
        if elsewhere := tuple(places):
            found[number] = elsewhere
    return found
