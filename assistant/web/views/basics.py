"""The budget explained from the documents: aims, roles, the build of an agreement, terms (Grundlagen).

Every sentence about the budget is a quote with its place, or a count; only headings and hints are ours.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from assistant.answering.shown import show_quote
from assistant.documents import STATE, Agreement, Document, Signature, Span
from assistant.library import Library
from assistant.outline import OutlineSection, SharedSentence
from assistant.sentences import split_sentences
from assistant.web.views.holdings import Holdings
from assistant.web.views.site import Site
from assistant.web.views.terms import find_terms, find_unexplained
from assistant.web.views.view import render_view

PAGE = "lernen"

_CUES = {
    "applies": re.compile(r"antrag(?!sgegner)|bewillig|bescheid", re.IGNORECASE),
    "decides": re.compile(r"\b(?:entscheidung(?:en)?|entscheide[nt])\b", re.IGNORECASE),
    "exchange": re.compile(r"austausch|besprechung", re.IGNORECASE),
    "deviations": re.compile(r"abweichung", re.IGNORECASE),
    "publishes": re.compile(r"veröffentlich", re.IGNORECASE),
}
"""Words by which the sentence about a role is found: the plain words for what is done, in any document."""

_AIM = re.compile(r"\bziele?\b", re.IGNORECASE)
_BUDGET = re.compile(r"budget", re.IGNORECASE)
_SHORTEST, _LONGEST = 40, 900
_MOST_QUOTES = 2
_MOST_FUNCTIONS = 8


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document with their place, and in how many agreements the sentence stands (0: not counted)."""

    document: Document
    span: Span
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Role:
    """A question that newcomers ask, by the name of its words, and the sentences that answer it."""

    key: str
    quotes: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A function in which somebody signed, in how many agreements, and one of them."""

    name: str
    count: int
    document: Agreement
    signature: Signature


@dataclass(frozen=True, slots=True)
class BuiltSection:
    """A section of the build with its shared sentences, neighbours of the same count together; `own` are the others."""

    outline: OutlineSection
    groups: tuple[tuple[Quotation, ...], ...]
    own: int


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """One of the fields of § 5: its commonest heading, in how many agreements it stands, how many projects it has."""

    key: str
    title: str
    count: int
    projects: int
    document: Agreement
    span: Span


def render_basics(holdings: Holdings, site: Site) -> str:
    """The page."""
    library = holdings.library
    terms = find_terms(library)
    return render_view(
        "basics.html",
        site,
        PAGE,
        held=len(library.documents),
        total=len(library.agreements),
        aims=_find_aims(holdings),
        roles=_find_roles(holdings),
        functions=[
            (key, _count_functions(library, state=key == "signs_state")) for key in ("signs_state", "signs_body")
        ],
        build=[
            build_section(section, len(library.agreements))
            for section in holdings.outline
            if section.label != "Unterschriften"
        ],
        categories=_count_categories(library),
        terms=terms,
        unexplained=find_unexplained(library, terms),
    )


def _quote(document: Document, span: Span, count: int) -> Quotation:
    return Quotation(document, span, show_quote(document, span), count)


def _list_sentences(holdings: Holdings) -> Iterator[Quotation]:
    """Sentences of the quoted agreements with their counts, then those of every other document, newest first."""
    for shared in holdings.outline:
        for sentence in shared.sentences:
            yield _quote(shared.document, sentence.span, sentence.count)
    library = holdings.library
    documents: tuple[Document, ...] = (*library.agreements, *library.press_releases, *library.others)
    for document in documents:
        for section in document.sections:
            text = document.text[section.span.start : section.span.end]
            for start, end in split_sentences(text, section.span.start):
                yield _quote(document, Span(document.id, start, end), 0)


def _choose(holdings: Holdings, fits: re.Pattern[str], also: re.Pattern[str] | None = None) -> tuple[Quotation, ...]:
    """The first sentences that fit: from the quoted agreements where these have any, else from elsewhere."""
    chosen: list[Quotation] = []
    for quote in _list_sentences(holdings):
        if chosen and (len(chosen) == _MOST_QUOTES or (quote.count == 0) != (chosen[0].count == 0)):
            break
        if (
            _SHORTEST <= len(quote.text) <= _LONGEST
            and fits.search(quote.text)
            and (not also or also.search(quote.text))
        ):
            chosen.append(quote)
    return tuple(chosen)


def _find_aims(holdings: Holdings) -> tuple[Quotation, ...]:
    return _choose(holdings, _AIM, _BUDGET)[:1]


def _find_roles(holdings: Holdings) -> list[Role]:
    return [Role("pays", _find_payment(holdings)), *(Role(key, _choose(holdings, cue)) for key, cue in _CUES.items())]


def _find_payment(holdings: Holdings) -> tuple[Quotation, ...]:
    """The sentence that states the amount, in the quoted agreement; else the first amount of any document."""
    for section in holdings.outline:
        amounts = [amount.span.start for amount in section.document.amounts]
        for sentence in section.sentences:
            if any(sentence.span.start <= start < sentence.span.end for start in amounts):
                return (_quote(section.document, sentence.span, sentence.count),)
    return tuple(_quote(funds.document, funds.amount.sentence, 0) for funds in holdings.library.funds[:1])


def _count_functions(library: Library, *, state: bool) -> tuple[Function, ...]:
    """The functions of those who signed for the state, or for the bodies, the commonest first."""
    found: dict[str, list[tuple[Agreement, Signature]]] = {}
    for signing in library.signings:
        if (signing.signature.body == STATE) == state:
            name = " ".join(signing.signature.function.split())
            found.setdefault(name, []).append((signing.document, signing.signature))
    functions = [
        Function(name, len({document.id for document, _ in places}), *places[0]) for name, places in found.items()
    ]
    return tuple(sorted(functions, key=lambda function: (-function.count, function.name))[:_MOST_FUNCTIONS])


def build_section(section: OutlineSection, total: int) -> BuiltSection:
    """Sentences that at least one other agreement shares; all of them where there is only one agreement."""
    groups = []
    own = 0
    for count, sentences in groupby(section.sentences, key=_count_of):
        quotes = tuple(_quote(section.document, s.span, s.count) for s in sentences)
        if count > 1 or total == 1:
            groups.append(quotes)
        else:
            own += len(quotes)
    return BuiltSection(section, tuple(groups), own)


def _count_of(sentence: SharedSentence) -> int:
    return sentence.count


def _count_categories(library: Library) -> list[CategoryCount]:
    """The fields under which projects are listed, in the order of the four."""
    counted = []
    for key in ("preparation", "training", "qualification", "staff", "other"):
        held = [(a, c) for a in library.agreements for c in a.categories if c.key == key]
        if not held:
            continue
        title, _ = Counter(category.title for _, category in held).most_common(1)[0]
        agreement, category = next(pair for pair in held if pair[1].title == title)
        projects = sum(project.measure.category == key for project in library.projects)
        count = len({a.id for a, _ in held})
        counted.append(CategoryCount(key, title, count, projects, agreement, category.span))
    return counted
