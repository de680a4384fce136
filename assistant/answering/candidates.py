"""Sentences that may answer a question: found by search, judged one by one, the same wording once."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.analyze import strike
from assistant.answering.draft import Desk
from assistant.answering.relevance import Asked, Relevance, Vocabulary
from assistant.answering.scope import Scope, all_readings
from assistant.answering.template import mask_wording
from assistant.answers import Hit, Language
from assistant.documents import Place, Span, find_section
from assistant.matters import Matter
from assistant.plan import QueryPlan
from assistant.question.cues import cue_pattern, fold_question
from assistant.question.matters import AskedMatters
from assistant.quoted import find_quoted
from assistant.sentences import split_sentences
from assistant.telling import MARKED, find_marked, find_told

SUFFICIENT = 0.72
"""Share from which no further sentence is quoted."""

TOLD = 0.65
"""What a sentence that surely tells of the question's matter has of its weight, whatever its words, times the square of
how likely the matter is: a mere guess is worth less than a word that stands there."""

COUNTED = 0.4
"""What a sentence that gives a number of bodies has where such a number is asked for."""

NAMED = 0.6
"""What a sentence has that holds the very words which the question puts between quotation marks."""

OF_FIELD = 0.3
"""What a sentence has that names the field of measures (Maßnahmenart) that is asked about."""

_EVENNESS = 0.5
"""Power of the likelihood that a sentence tells of a matter: one that tells of two is half of each."""

WORTHWHILE = 0.2
"""Share that a further sentence must add to be quoted too."""

_DATE = re.compile(
    r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\b(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    r"Frühjahr|Frühling|Sommer|Herbst|Winter|Anfang|Mitte|Ende|Quartal|jährlich|20\d\d)\b"
)
_YEAR_NUMBER = re.compile(r"\b20\d\d\b|§ ?\d+|\bSGB [IVX]+\b")
_NUMBER = re.compile(r"\d|\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|einer? Million)\b")
_NUMBER_OF_BODIES = re.compile(
    r"(?<![\d.,])\d{1,3}\s+(?:hessischen?\s+)?(?:Land)?(?:[Kk]reise|Gebietskörperschaft|Kommune|kreisfreie|Städte)"
)
_PERCENTAGE = re.compile(r"\bprozent\w*|\bpercent\w*|\bper cent\b|%|\bquote\b")
_PER_CENT = re.compile(r"\d\s?(?:%|Prozent|v\. ?H\.)")
_AGE_OF_SOMEBODY = re.compile(r"\bwie alt (?:ist|sind|war|waren)\b|\bhow old (?:is|are|was|were)\b")


class Search(Protocol):
    """The search of an open index."""

    def __call__(
        self,
        query: str,
        k: int,
        *,
        language: Language | None = None,
        bodies: Collection[str | None] | None = None,
        years: Collection[int | None] | None = None,
        sections: Collection[str] | None = None,
        rules: bool = False,
    ) -> tuple[Hit, ...]:
        """The best passages, best first."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where prose answers come from: search, the vocabulary of the index, and which matters a question asks about."""

    search: Search
    vocabulary: Vocabulary
    matters: Callable[[str, Language], AskedMatters] = lambda _question, _language: AskedMatters()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with the places of the same wording and how well it answers."""

    span: Span
    text: str
    also_in: tuple[Place, ...]
    relevance: Relevance
    score: float


def find_candidates(
    desk: Desk, plan: QueryPlan, sources: Sources, asked: Asked, scope: Scope, years: Sequence[int]
) -> list[Candidate]:
    """Sentences of the best passages within the plan's filters, best first."""
    bodies = all_readings(scope)
    hits = sources.search(
        strike(plan.mended or plan.question, plan.struck),
        24,
        language=plan.language,
        bodies=tuple(bodies) or None,
        years=tuple(years) or None,
        sections=plan.sections or None,
        rules=True,
    )
    if not hits and years:
        hits = sources.search(
            strike(plan.question, plan.struck),
            24,
            language=plan.language,
            bodies=tuple(bodies) or None,
            sections=plan.sections or None,
            rules=True,
        )
    matters = sources.matters(plan.mended or plan.question, plan.language).all
    found = [c for rank, hit in enumerate(hits) for c in _sentences(desk, plan, asked, hit, rank, matters)]
    merged = _merge_wording(found)
    return sorted(merged, key=lambda c: -c.score)


def _sentences(
    desk: Desk, plan: QueryPlan, asked: Asked, hit: Hit, rank: int, matters: Sequence[tuple[Matter, float]]
) -> list[Candidate]:
    document = desk.library.document(hit.document)
    passage = document.text[hit.span.start : hit.span.end]
    section = find_section(document, hit.span.start)
    title = section.title if section else ""
    headings = {title, *title.split(" / "), f"{hit.section} {title}"}
    # The line that lists a project tells nothing else of it.
    marked = () if plan.absent or plan.things or plan.kind == "absent" else find_quoted(plan.question)
    quoted = [fold_question(phrase) for phrase in marked]
    found = []
    for start, end in split_sentences(passage, hit.span.start):
        text = " ".join(document.text[start:end].split())
        if len(text) < 12 or (hit.section.startswith("§") and text.replace("**", "") in headings):
            continue
        relevance = asked.judge(text, title)
        if matters:
            relevance = replace(relevance, told=TOLD * _tells(text, matters))
        if any(phrase in fold_question(text) for phrase in quoted):
            relevance = replace(relevance, told=max(relevance.told, NAMED))
        if plan.category and cue_pattern("category", plan.category).search(fold_question(text)):
            relevance = replace(relevance, told=max(relevance.told, OF_FIELD))
        if _asks_bodies(plan) and _NUMBER_OF_BODIES.search(text):
            relevance = replace(relevance, told=max(relevance.told, COUNTED))
        # Who somebody is stands in contact lines, which are no sentences.
        bare = (0.1 if "who" in plan.asks else 0.3) if is_heading(text) else 0.0
        score = relevance.share + relevance.told + _type_bonus(plan, text) - 0.008 * rank - bare
        places = tuple(_shifted(desk, hit, place, start, end) for place in hit.also_in)
        found.append(
            Candidate(Span(document.id, start, end), text, tuple(p for p in places if p is not None), relevance, score)
        )
    return found


def _tells(text: str, matters: Sequence[tuple[Matter, float]]) -> float:
    """How likely a sentence tells of what the question is about, from 0 to 1."""
    told, marked = find_told(text), find_marked(text)
    return float(
        sum(
            likely**2 * max(told.get(matter.key, 0.0) ** _EVENNESS, MARKED if matter.key in marked else 0.0)
            for matter, likely in matters
        )
    )


def _shifted(desk: Desk, hit: Hit, place: Place, start: int, end: int) -> Place | None:
    """The same sentence, names and years aside, inside another place of the same wording."""
    wanted = mask_wording(desk.library.document(hit.document).text[start:end])
    other = desk.library.document(place.span.document_id)
    for low, high in split_sentences(other.text[place.span.start : place.span.end], place.span.start):
        if mask_wording(other.text[low:high]) == wanted:
            return Place(place.section, Span(other.id, low, high))
    return None


def is_heading(text: str) -> bool:
    """Whether a piece of text is an entry of a list or a heading, and no sentence."""
    return text.startswith(("- ", "• ", "* ", "– ")) or not text.rstrip().endswith((".", "!", "?", ":", ";", "“", "”"))


def _asks_bodies(plan: QueryPlan) -> bool:
    """Whether the texts are asked for a number of bodies ("Mit wie vielen Kreisen wurde verhandelt?")."""
    return "how_many" in plan.asks and bool(plan.group)


def _type_bonus(plan: QueryPlan, text: str) -> float:
    """A date for "wann", a number for "wie viele": without it the sentence cannot be the answer."""
    if "when" in plan.asks or plan.absent == "deadline":
        # A year that the question names itself is no answer to "wann".
        told = re.sub(r"\b20\d\d\b", " ", text) if plan.years else text
        if not _DATE.search(told):
            return -0.3
        # A mere year tells no month, season or day.
        return 0.12 if _DATE.search(re.sub(r"\b20\d\d\b", " ", told)) else 0.02
    if "op:share" in plan.cues and _PERCENTAGE.search(plan.folded):
        return 0.05 if _PER_CENT.search(text) else -0.3
    if _AGE_OF_SOMEBODY.search(plan.folded):
        return 0.05 if _NUMBER.search(text) else -0.4
    if _asks_bodies(plan):
        return 0.1 if _NUMBER_OF_BODIES.search(text) else -0.3
    if "how_many" in plan.asks or "how_much" in plan.asks:
        return 0.05 if _NUMBER.search(_YEAR_NUMBER.sub(" ", text)) else -0.3
    return 0.0


def _merge_wording(found: Sequence[Candidate]) -> list[Candidate]:
    """Sentences of the same words, names and years aside, once; the others as further places."""
    merged: dict[str, Candidate] = {}
    for candidate in found:
        key = mask_wording(candidate.text)
        known = merged.get(key)
        if known is None:
            merged[key] = candidate
        elif all(p.span != candidate.span for p in known.also_in) and known.span != candidate.span:
            places = (
                *known.also_in,
                Place("", candidate.span),
                *(p for p in candidate.also_in if p.span != known.span),
            )
            unique = {p.span: p for p in places}
            merged[key] = replace(known, also_in=tuple(unique.values()), score=max(known.score, candidate.score))
    return list(merged.values())


def choose(plan: QueryPlan, asked: Asked, found: Sequence[Candidate]) -> list[Candidate]:
    """The shortest sufficient choice: the best sentence, then each that adds what the others lack, three at most."""
    chosen: list[Candidate] = []
    for candidate in found[:12]:
        if not chosen:
            chosen.append(candidate)
            continue
        gain = asked.judge_together([c.relevance for c in (*chosen, candidate)]) - asked.judge_together(
            [c.relevance for c in chosen]
        )
        sufficient = asked.judge_together([c.relevance for c in chosen]) >= SUFFICIENT
        if not sufficient and gain > WORTHWHILE and candidate.relevance.share > 0.3 and fits_type(plan, candidate):
            chosen.append(candidate)
        if len(chosen) == 3:
            break
    if plan.sections and len(plan.sections) == 1 and len(chosen) < 3:
        chosen += [c for c in found[:4] if c not in chosen and c.relevance.share > 0.25][: 3 - len(chosen)]
    return chosen


def fits_type(plan: QueryPlan, candidate: Candidate) -> bool:
    """Whether a sentence holds the date or number that a question asks for."""
    return _type_bonus(plan, candidate.text) >= 0
