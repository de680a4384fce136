"""The documents of an index as one collection: what is asked of them again and again, computed once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.bodies import all_bodies, get_body
from assistant.documents import (
    STATE,
    Agreement,
    Amount,
    Category,
    Document,
    Measure,
    Offer,
    OtherDocument,
    PlaceCount,
    PressRelease,
    Section,
    Signature,
    Span,
    find_section,
)


@dataclass(frozen=True, slots=True)
class Funds:
    """An amount with the document that states it."""

    document: Agreement | PressRelease
    amount: Amount

    @property
    def body(self) -> str:
        """For whom: a body's id, `STATE`, or the printed name of a body that the table does not know."""
        return self.amount.scope or getattr(self.document, "body_written", "")

    @property
    def receiver(self) -> str:
        """The name of whom it is for, without an article."""
        return "Land Hessen" if self.body == STATE else title_of(self.body)


@dataclass(frozen=True, slots=True)
class Project:
    """A measure with the agreement that lists it."""

    document: Agreement
    measure: Measure

    @property
    def body(self) -> str | None:
        """Whose agreement."""
        return self.document.body


@dataclass(frozen=True, slots=True)
class PressOffer:
    """An item of a press text's list with its document."""

    document: PressRelease
    offer: Offer


@dataclass(frozen=True, slots=True)
class PressPlaces:
    """A number of places with its document."""

    document: PressRelease
    places: PlaceCount


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature with its agreement."""

    document: Agreement
    signature: Signature


class Library:
    """All documents of one generation, with the look-ups that plans and answers need. Read-only."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents: tuple[Document, ...] = tuple(documents)
        self._by_id = {document.id: document for document in self.documents}

    def document(self, document_id: str) -> Document:
        """The document with this id.

        Raises:
            KeyError: No such document.
        """
        return self._by_id[document_id]

    def __contains__(self, document_id: str) -> bool:
        return document_id in self._by_id

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """All agreements, newest year first, then by body."""
        held = [d for d in self.documents if isinstance(d, Agreement)]
        return tuple(sorted(held, key=lambda d: (-(d.year or 0), d.body_written, d.id)))

    @cached_property
    def copies(self) -> frozenset[str]:
        """Ids of agreements that are a second one of the same body and year: shown, but never added up."""
        seen: set[tuple[str, int | None]] = set()
        found = []
        for agreement in self.agreements:
            key = (agreement.body or agreement.body_written, agreement.year)
            found += [agreement.id] if key in seen else []
            seen.add(key)
        return frozenset(found)

    @cached_property
    def press_releases(self) -> tuple[PressRelease, ...]:
        """All press releases, newest first."""
        held = [d for d in self.documents if isinstance(d, PressRelease)]
        return tuple(sorted(held, key=lambda d: (-(d.year or 0), d.title, d.id)))

    @cached_property
    def others(self) -> tuple[OtherDocument, ...]:
        """All other documents."""
        return tuple(d for d in self.documents if isinstance(d, OtherDocument))

    @cached_property
    def funds(self) -> tuple[Funds, ...]:
        """Every amount: those of agreements first."""
        stating: tuple[Agreement | PressRelease, ...] = (*self.agreements, *self.press_releases)
        return tuple(Funds(document, amount) for document in stating for amount in document.amounts)

    @cached_property
    def projects(self) -> tuple[Project, ...]:
        """Every measure of every agreement, in the order of print."""
        return tuple(Project(a, m) for a in self.agreements for m in a.measures)

    @cached_property
    def offers(self) -> tuple[PressOffer, ...]:
        """Every list item of every press text."""
        return tuple(PressOffer(p, o) for p in self.press_releases for o in p.offers)

    @cached_property
    def places(self) -> tuple[PressPlaces, ...]:
        """Every count of places."""
        return tuple(PressPlaces(p, c) for p in self.press_releases for c in p.places)

    @cached_property
    def signings(self) -> tuple[Signing, ...]:
        """Every signature of every agreement."""
        return tuple(Signing(a, s) for a in self.agreements for s in a.signatures)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The budget years of agreements and press texts, ascending."""
        dated: tuple[Agreement | PressRelease, ...] = (*self.agreements, *self.press_releases)
        return tuple(sorted({d.year for d in dated if d.year}))

    @cached_property
    def agreement_bodies(self) -> frozenset[str]:
        """Bodies with an agreement."""
        return frozenset(a.body for a in self.agreements if a.body)

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Bodies with any record: an agreement or a press text."""
        press = {p.body for p in self.press_releases if p.body}
        return self.agreement_bodies | press | {f.body for f in self.funds if f.body != STATE}

    def find_agreements(
        self, bodies: Collection[str] = (), years: Collection[int] = (), documents: Collection[str] = ()
    ) -> tuple[Agreement, ...]:
        """Agreements of any of these bodies, years and ids; an empty filter lets all pass."""
        return tuple(
            a
            for a in self.agreements
            if (not bodies or a.body in bodies)
            and (not years or a.year in years)
            and (not documents or a.id in documents)
        )

    def find_press(self, bodies: Collection[str] = (), years: Collection[int] = ()) -> tuple[PressRelease, ...]:
        """Press releases of any of these bodies and years; an empty filter lets all pass."""
        return tuple(
            p for p in self.press_releases if (not bodies or p.body in bodies) and (not years or p.year in years)
        )

    def covers(self, year: int, body: str | None = None) -> bool:
        """Whether any document, or one of a body, is of that year or states an amount for it."""
        stating: tuple[Agreement | PressRelease, ...] = (*self.agreements, *self.press_releases)
        if any(d.year == year and body in {None, d.body} for d in stating):
            return True
        funds = (f for f in self.funds if f.amount.years is not None and body in {None, f.body})
        return any(f.amount.years.first <= year <= f.amount.years.last for f in funds if f.amount.years)

    def section_at(self, document: Document, span: Span) -> str:
        """The label of the section in which a span begins; "Kopf" before the first."""
        section = find_section(document, span.start)
        return section.label if section else "Kopf"


def title_of(body: str) -> str:
    """A body's full name by its id; a body that the table does not know is its own name."""
    return get_body(body).full if is_listed(body) else body


def is_listed(body: str) -> bool:
    """Whether the table knows the body."""
    return any(known.id == body for known in all_bodies())


def name_of(document: Document) -> str:
    """The body of a document as people say it: as printed in an agreement, else by the table, else the state."""
    if isinstance(document, Agreement):
        return document.body_written
    return get_body(document.body).full if document.body else "Land Hessen"


def find_labelled(document: Document, label: str) -> Section | None:
    """The section with this label."""
    return next((s for s in document.sections if s.label == label), None)


def find_category(agreement: Agreement, key: str) -> Category | None:
    """The agreement's heading for one of the four fields, None where it is not printed."""
    return next((c for c in agreement.categories if c.key == key), None)


def count_sentence(documents: Sequence[Document]) -> tuple[int, int, int]:
    """How many agreements, press releases and others are among the documents."""
    kinds = [d.kind for d in documents]
    return kinds.count("agreement"), kinds.count("press_release"), kinds.count("other")
