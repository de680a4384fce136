"""The nouns of the domain: documents, their sections and the facts typed in them.

Everything points into the *fixed text* of a file through a `Span`; nothing here reads, writes or guesses.
Facts are made by `ingest` and never changed afterwards.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

AmountKind = Literal["exact", "about", "up_to", "at_least"]
CategoryKey = Literal["preparation", "training", "qualification", "staff", "other"]
DocumentKind = Literal["agreement", "press_release", "other"]

STATE = "land-hessen"
"""Scope or payer "the whole state" (Land Hessen), beside the ids of the bodies."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a document (Fundstelle): 0-based code points into the fixed text, `end` exclusive."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document that a citation can name.

    `label` is "Kopf", "Präambel", "§ 4" (ordinary space), "Unterschriften" in agreements and "Absatz 2" elsewhere.
    `title` is the heading behind the label ("Haushaltsmittel und Eckdaten"), two printed lines joined by " / ",
    marks like `**` left out; empty where there is none. The span holds the heading lines and the body, without
    outer blank lines. Sections are in order and do not overlap.
    """

    label: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class YearRange:
    """The years that an amount or an alliance is for, both inclusive ("2020 bis 2024"; one year: both the same)."""

    first: int
    last: int

    def __contains__(self, year: int) -> bool:
        return self.first <= year <= self.last


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money (Betrag).

    `written` is the printed form ("rund 1,3 Mio. Euro": with the word that makes it inexact) and equals the text at
    `span`. `scope` says for whom it is: `STATE` or a body's id; `payer` who gives it: `STATE`, a body's id, or None
    where the text does not say. `purpose` is "" for the whole budget, else the words that narrow it
    ("Teilzeitausbildung"). `years` is None where the text ties it to no year. `repeats` are further places that
    state the very same figure (title, teaser and body of one press release are one fact).
    `sentence` is the span of the whole statement (several paragraphs where the print tears it apart).
    """

    euros: Decimal
    written: str
    kind: AmountKind
    years: YearRange | None
    scope: str
    payer: str | None
    purpose: str
    section: str
    span: Span
    sentence: Span
    repeats: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A number of training or coaching places ("bis zu 105 Ausbildungs- und Berufsvorbereitungsplätze").

    `written` ("bis zu 105") equals the text at `span`; `what` is the counted thing with its description up to the
    next item; `sentence` the clause.
    """

    count: int
    written: str
    kind: AmountKind
    what: str
    section: str
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of measure (Maßnahmenart) as a heading of § 5.

    `number` is the printed number, None where none is printed. `key` says which of the four fields it is, by its
    title and never by its number; `other` for a title that is none of the four.
    """

    key: CategoryKey
    number: int | None
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class PartTimeMark:
    """A literal mark of part-time ("(TZ)", "TZ-Ausbildung", "Teilzeit"), equal to the text at `span`."""

    written: str
    span: Span


@dataclass(frozen=True, slots=True)
class Measure:
    """A project listed in § 5 (Projekt, Maßnahme).

    `name` is the whole entry as printed (marks included, bullet left out), equal to the text at `span` but for line
    breaks inside a wrapped entry, which are single spaces in `name`. `target_groups` are the printed words in the
    name that say for whom it is ("Frauen", "junge Menschen in Ausbildung"); empty where the name says nothing.
    """

    name: str
    category: CategoryKey
    category_title: str
    part_time: PartTimeMark | None
    target_groups: tuple[str, ...]
    section: str
    span: Span


@dataclass(frozen=True, slots=True)
class Offer:
    """An item of a list of measures in a press text (Angebot); like a `Measure`, but without a category."""

    name: str
    part_time: PartTimeMark | None
    section: str
    span: Span


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it is printed: day and month may be missing ("Frühjahr 2019", "2020-07")."""

    year: int
    month: int | None
    day: int | None
    written: str
    span: Span


@dataclass(frozen=True, slots=True)
class Signature:
    """A signatory (Unterschrift): one person, however often the name is printed (signature and print).

    `body` is `STATE` for the ministry, else the body's id. `place` and `date` are None where they are not printed.
    `name_span` and `function_span` point at the printed name and function; `span` is the whole block.
    """

    name: str
    function: str
    organisation: str
    body: str
    place: str | None
    date: Date | None
    name_span: Span
    function_span: Span | None
    place_span: Span | None
    span: Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody speaking in a press text: name and function as printed ("Bürgermeisterin", "Erika Beispiel")."""

    name: str
    function: str
    section: str
    span: Span


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form spelled out in the text: "Berufsausbildung in ... (BaE)" or "BaE (Berufsausbildung ...)".

    `span` covers both, `long` and `short` are as printed.
    """

    short: str
    long: str
    section: str
    span: Span


@dataclass(frozen=True, slots=True)
class Problem:
    """Something odd in a document (Auffälligkeit): a value, not an exception.

    `code` is a stable word for programs (`category_empty`, `category_missing`, `section_missing`, `amount_missing`,
    `amount_ambiguous`, `signature_missing`, `body_unknown`, `year_conflict`, `torn_word`, `manifest_mismatch`,
    `duplicate_agreement`, ...); `message` a German sentence for people.
    """

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A Zielvereinbarung between the ministry and one body for one budget year.

    `body` is the body's id (see `assistant.bodies`), None where the table does not know it; `body_written` the name
    as printed in the head ("Landkreis Kassel", in the nominative). `title` is composed for people
    ("Zielvereinbarung 2025, Landkreis Kassel").
    """

    id: str
    file: str
    title: str
    text: str
    sha256: str
    body: str | None
    body_written: str
    body_span: Span | None
    year: int | None
    year_span: Span | None
    ministry: str
    ministry_short: str
    ministry_span: Span | None
    alliance: YearRange | None
    alliance_span: Span | None
    sections: tuple[Section, ...]
    amounts: tuple[Amount, ...]
    categories: tuple[Category, ...]
    measures: tuple[Measure, ...]
    signatures: tuple[Signature, ...]
    abbreviations: tuple[Abbreviation, ...]
    problems: tuple[Problem, ...]
    origin: str = ""
    collected: str = ""
    kind: Literal["agreement"] = "agreement"


@dataclass(frozen=True, slots=True)
class PressRelease:
    """A Pressemitteilung: prose about the budget of the state (`body` None) or of one body.

    `year` is the budget year it speaks about, `date` its own date where one is printed. `title` is its headline, or
    one composed from body and year where it has none.
    """

    id: str
    file: str
    title: str
    text: str
    sha256: str
    body: str | None
    body_span: Span | None
    year: int | None
    year_span: Span | None
    date: Date | None
    sections: tuple[Section, ...]
    amounts: tuple[Amount, ...]
    places: tuple[PlaceCount, ...]
    offers: tuple[Offer, ...]
    quotes: tuple[Quote, ...]
    abbreviations: tuple[Abbreviation, ...]
    problems: tuple[Problem, ...]
    origin: str = ""
    collected: str = ""
    kind: Literal["press_release"] = "press_release"


@dataclass(frozen=True, slots=True)
class OtherDocument:
    """Any other text (funding guideline, leaflet, an agreement of a neighbouring programme): prose with sections."""

    id: str
    file: str
    title: str
    text: str
    sha256: str
    body: str | None
    year: int | None
    sections: tuple[Section, ...]
    abbreviations: tuple[Abbreviation, ...]
    problems: tuple[Problem, ...]
    origin: str = ""
    collected: str = ""
    kind: Literal["other"] = "other"


Document = Agreement | PressRelease | OtherDocument


@dataclass(frozen=True, slots=True)
class Place:
    """A span with the section it lies in, for wording that stands in several documents.

    `file` is the document's file where the place is shown to users, else empty.
    """

    section: str
    span: Span
    file: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a section within the token limit, the unit of search (Textstelle).

    `id` is made from content and place, so that the same document always gives the same ids. `text` equals the fixed
    text at `span`; `search_text` is what is embedded and ranked: torn words mended, marks dropped, context (kind,
    body, year, section) put before it. `body`, `year`, `kind` are those of the document. `template` is true where
    the same wording (names, years and amounts masked) stands in other documents too; `also_in` lists those places.
    """

    id: str
    span: Span
    section: str
    text: str
    search_text: str
    body: str | None
    year: int | None
    kind: DocumentKind
    template: bool
    also_in: tuple[Place, ...] = ()


def text_at(document: Document, span: Span) -> str:
    """The words of a document at a span.

    Raises:
        ValueError: The span belongs to another document or lies outside the text.
    """
    if span.document_id != document.id or not 0 <= span.start <= span.end <= len(document.text):
        raise ValueError(f"Span {span} does not lie in document '{document.id}' of {len(document.text)} characters.")
    return document.text[span.start : span.end]


def find_section(document: Document, position: int) -> Section | None:
    """The section in which a character position lies, None between sections."""
    return next((s for s in document.sections if s.span.start <= position < s.span.end), None)
