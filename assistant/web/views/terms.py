"""Abbreviations: where the documents spell them out, and which ones no document explains."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.bodies import fold
from assistant.documents import Abbreviation, Agreement, Document, Measure, Offer, PressRelease, Span
from assistant.library import Library

_TOKEN = re.compile(r"(?<![\w.@/])[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]{1,8}(?![\w@])")
_SHORT = re.compile(r"[A-ZÄÖÜ][a-zäöüß]*[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]*")
_NO_TERM = re.compile(r"[IVXLC]+|EUR")
"""Roman numbers and the currency."""
_LONGEST_CAPITALS = 6
_UNREAD = frozenset({"Kopf", "Unterschriften"})
MOST_UNEXPLAINED = 24


@dataclass(frozen=True, slots=True)
class Term:
    """A short form with its long form: as the newest document prints it, where, and in how many documents it stands."""

    short: str
    long: str
    document: Document
    span: Span
    count: int


@dataclass(frozen=True, slots=True)
class UnexplainedTerm:
    """A short form that no document spells out: its first place, and in how many documents it occurs.

    `projects` says how many projects carry it as their mark of part-time; 0 for any other short form.
    """

    short: str
    document: Document
    span: Span
    count: int
    projects: int


def find_terms(library: Library) -> tuple[Term, ...]:
    """Every short form that is spelled out, by name; one with several long forms once for each."""
    found: dict[tuple[str, str], list[tuple[Document, Abbreviation]]] = defaultdict(list)
    for document in _newest_first(library):
        for item in document.abbreviations:
            found[(item.short, _skeleton(item.long))].append((document, item))
    terms = []
    for (short, _), places in found.items():
        document, item = places[0]
        long = " ".join(item.long.replace("**", "").split())
        terms.append(Term(short, long, document, item.span, len({d.id for d, _ in places})))
    return tuple(sorted(terms, key=lambda term: (fold(term.short), -term.count, term.long)))


def _newest_first(library: Library) -> tuple[Document, ...]:
    return (*library.agreements, *library.press_releases, *library.others)


def _skeleton(long: str) -> str:
    """A long form without inflection and hyphens, so that "des ... Budgets" and "Budget" are one."""
    return " ".join(word.removesuffix("s") for word in fold(long.replace("**", "")).split())


def find_unexplained(library: Library, terms: Sequence[Term]) -> tuple[UnexplainedTerm, ...]:
    """Short forms in running text or as marks of part-time that no document spells out, the commonest first."""
    known = {fold(term.short) for term in terms}
    first: dict[str, tuple[Document, Span]] = {}
    holders: Counter[str] = Counter()
    for document in _newest_first(library):
        own: set[str] = set()
        for short, span in _list_short_forms(document):
            if fold(short) not in known:
                first.setdefault(short, (document, span))
                own.add(short)
        holders.update(own)
    marked = Counter(
        short
        for project in library.projects
        if project.measure.part_time
        for short in _TOKEN.findall(project.measure.part_time.written)
        if short in first
    )
    common = sorted(first, key=lambda short: (-marked[short], -holders[short], short))
    return tuple(UnexplainedTerm(s, *first[s], holders[s], marked[s]) for s in common[:MOST_UNEXPLAINED])


def _list_short_forms(document: Document) -> Iterator[tuple[str, Span]]:
    """Short forms of the running text with their places: names of projects and persons are left out."""
    named_things = _list_named(document)
    names = [thing.span for thing in named_things]
    marks = [thing.part_time.span for thing in named_things if thing.part_time]
    for section in document.sections:
        if section.label in _UNREAD:
            continue
        for found in _TOKEN.finditer(document.text, section.span.start, section.span.end):
            named = any(span.start <= found.start() < span.end for span in names)
            marking = any(span.start <= found.start() < span.end for span in marks)
            if _is_short_form(found.group()) and (marking or not named):
                yield found.group(), Span(document.id, *found.span())


def _list_named(document: Document) -> tuple[Measure | Offer, ...]:
    if isinstance(document, Agreement):
        return document.measures
    return document.offers if isinstance(document, PressRelease) else ()


def _is_short_form(word: str) -> bool:
    if not _SHORT.fullmatch(word) or _NO_TERM.fullmatch(word):
        return False
    return not word.isupper() or len(word) <= _LONGEST_CAPITALS
