"""Answers from the documents' own sentences: found, judged, quoted; template wording once, with where it stands."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.analyze import strike
from assistant.answering.draft import Desk, Draft, Fact, Statement, bind
from assistant.answering.frame_words import FRAME_WORDS
from assistant.answering.relevance import INSIDE, LIKE, Asked, Relevance, Vocabulary
from assistant.answering.scope import Scope, all_readings, name_words, resolve_bodies, say_assumptions, say_missing
from assistant.answering.shown import quote_fact
from assistant.answering.template import mask_wording
from assistant.answers import Hit, Language
from assistant.documents import Place, Span, find_section
from assistant.phrases import phrase
from assistant.plan import QueryPlan
from assistant.question.cues import cue_names, cue_pattern, fold_question
from assistant.question.matters import AskedMatter
from assistant.sentences import split_sentences

ENOUGH, NEAR, SOME = 0.52, 0.44, 0.34
"""Share of a question's weight that must stand in the quoted sentences: for an answer, to be shown beside "not in the
documents", and for a part of an answer."""

EASE = 0.82
"""Factor on these shares for English questions, whose words are found by translation only."""

SUFFICIENT = 0.72
"""Share from which no further sentence is quoted."""

TOLD = 0.45
"""What a sentence about the question's matter has of its weight, whatever its words, by how likely the matter is."""

WORTHWHILE = 0.2
"""Share that a further sentence must add to be quoted too."""

ALONE = 0.62
"""How well the only content word of a question must be found: a mere likeness is no answer."""

_DATE = re.compile(
    r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\b(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    r"Frühjahr|Frühling|Sommer|Herbst|Winter|Anfang|Mitte|Ende|Quartal|jährlich|20\d\d)\b"
)
_NUMBER = re.compile(r"\d|\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|einer? Million)\b")
_AGE_OF_SOMEBODY = re.compile(r"\bwie alt (?:ist|sind|war|waren)\b|\bhow old (?:is|are|was|were)\b")
_MENTIONS = re.compile(r"\b(?:kommt|kommen)\b.*\bvor\b|\berwaehn\w*|\bdie rede\b|\bmention\w*\b|\bspeak of\b")
_ABBREVIATED = re.compile(r"^[A-ZÄÖÜ][\w-]*[A-ZÄÖÜ][\w-]*$")


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
    """Where prose answers come from: search, the vocabulary of the index, and which matter a question asks about."""

    search: Search
    vocabulary: Vocabulary
    matter: Callable[[str, Language], AskedMatter | None] = lambda _question, _language: None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with the places of the same wording and how well it answers."""

    span: Span
    text: str
    also_in: tuple[Place, ...]
    relevance: Relevance
    score: float


def write_prose(desk: Desk, plan: QueryPlan, sources: Sources) -> Draft:
    """The sentences that answer, quoted; else `partial` or `not_found` with the nearest sentence."""
    scope = resolve_bodies(plan, lambda b: any(d.body == b for d in desk.library.documents))
    draft = Draft(searched=list(desk.library.documents))
    if (
        (plan.bodies or plan.doubts or plan.unknown or plan.towns)
        and not scope.bodies
        and not scope.open
        and not plan.sections
    ):
        draft.outcome = "not_found"
        draft.statements += say_missing(desk, plan, scope)
        return draft
    asked = Asked(plan.mended or plan.question, plan.language, sources.vocabulary, _left_out(plan))
    years = [y for y in desk.library.years if plan.allows_year(y)] if plan.has_year_filter() else []
    groups = [[y] for y in years] if len(years) > 1 and (plan.each or plan.sections) else [years]
    chosen: list[Candidate] = []
    for group in groups:
        found = find_candidates(desk, plan, sources, asked, scope, group)
        chosen += [c for c in choose(plan, asked, found) if all(c.span != other.span for other in chosen)]
    return _write_chosen(desk, plan, draft, asked, chosen, scope)


def _left_out(plan: QueryPlan) -> list[str]:
    """Words of the question that filters stand for already: bodies, years, sections."""
    words = [*name_words(plan), *(str(y) for y in plan.years)]
    for section in plan.sections:
        words += [section.replace(" ", ""), section.removeprefix("§ ")]
    return [*words, *FRAME_WORDS]


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
    matter = sources.matter(plan.mended or plan.question, plan.language)
    found = [c for rank, hit in enumerate(hits) for c in _sentences(desk, plan, asked, hit, rank, matter)]
    merged = _merge_wording(found)
    return sorted(merged, key=lambda c: -c.score)


def _sentences(
    desk: Desk, plan: QueryPlan, asked: Asked, hit: Hit, rank: int, matter: AskedMatter | None
) -> list[Candidate]:
    document = desk.library.document(hit.document)
    passage = document.text[hit.span.start : hit.span.end]
    section = find_section(document, hit.span.start)
    title = section.title if section else ""
    headings = {title, *title.split(" / "), f"{hit.section} {title}"}
    found = []
    for start, end in split_sentences(passage, hit.span.start):
        text = " ".join(document.text[start:end].split())
        if len(text) < 12 or (hit.section.startswith("§") and text.replace("**", "") in headings):
            continue
        relevance = asked.judge(text, title)
        if matter is not None and matter.matter.is_told_by(text):
            relevance = replace(relevance, told=TOLD * matter.likely * (1 - matter.none))
        score = (
            relevance.share
            + relevance.told
            + _type_bonus(plan, text)
            - 0.008 * rank
            - (0.3 if _is_heading(text) else 0)
        )
        places = tuple(_shifted(desk, hit, place, start, end) for place in hit.also_in)
        found.append(
            Candidate(Span(document.id, start, end), text, tuple(p for p in places if p is not None), relevance, score)
        )
    return found


def _shifted(desk: Desk, hit: Hit, place: Place, start: int, end: int) -> Place | None:
    """The same sentence, names and years aside, inside another place of the same wording."""
    wanted = mask_wording(desk.library.document(hit.document).text[start:end])
    other = desk.library.document(place.span.document_id)
    for low, high in split_sentences(other.text[place.span.start : place.span.end], place.span.start):
        if mask_wording(other.text[low:high]) == wanted:
            return Place(place.section, Span(other.id, low, high))
    return None


def _is_heading(text: str) -> bool:
    return text.startswith(("- ", "• ", "* ", "– ")) or not text.rstrip().endswith((".", "!", "?", ":", ";", "“", "”"))


def _type_bonus(plan: QueryPlan, text: str) -> float:
    """A date for "wann", a number for "wie viele": without it the sentence cannot be the answer."""
    if "when" in plan.asks or plan.absent == "deadline":
        return 0.08 if _DATE.search(text) else -0.3
    if _AGE_OF_SOMEBODY.search(fold_question(plan.question)):
        return 0.05 if _NUMBER.search(text) else -0.4
    if "how_many" in plan.asks or "how_much" in plan.asks:
        return 0.05 if _NUMBER.search(text) else -0.3
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
        if not sufficient and gain > WORTHWHILE and candidate.relevance.share > 0.3 and _fits_type(plan, candidate):
            chosen.append(candidate)
        if len(chosen) == 3:
            break
    if plan.sections and len(plan.sections) == 1 and len(chosen) < 3:
        chosen += [c for c in found[:4] if c not in chosen and c.relevance.share > 0.25][: 3 - len(chosen)]
    return chosen


def _fits_type(plan: QueryPlan, candidate: Candidate) -> bool:
    return _type_bonus(plan, candidate.text) >= 0


def _write_chosen(
    desk: Desk, plan: QueryPlan, draft: Draft, asked: Asked, chosen: Sequence[Candidate], scope: Scope
) -> Draft:
    share = asked.judge_together([c.relevance for c in chosen]) if chosen else 0.0
    chosen = [with_neighbours(desk, with_connected(desk, c)) for c in chosen]
    fits = bool(chosen) and _fits_type(plan, chosen[0]) and _holds_subject(plan, chosen)
    # The name of a project answers by its own words alone: a pilot is no "Lotse".
    fits = fits and not (_is_heading(chosen[0].text) and max(chosen[0].relevance.found, default=0) < INSIDE)
    # What is only related to a word is no mention of it.
    likely = bool(chosen) and max(chosen[0].relevance.found, default=0) >= LIKE
    mentioned = likely and _MENTIONS.search(fold_question(plan.question)) is not None
    if len(asked.words) == 1 and share < ALONE and not mentioned:
        share = min(share, NEAR)
    if plan.sections and chosen:
        share = max(share, ENOUGH) if share > 0.2 else share
    ease = EASE if plan.language == "en" else 1.0
    if share >= ENOUGH * ease and fits:
        draft.statements += [quote_line(desk, c, bullet=len(chosen) > 1) for c in chosen]
    elif share >= SOME * ease and fits and plan.kind != "absent":
        draft.outcome = "partial"
        draft.statements.append(desk.say("nearest_text", basis="said"))
        draft.statements += [quote_line(desk, c, bullet=True) for c in chosen[:2]]
    else:
        draft.outcome = "not_found"
        draft.statements.append(desk.say("not_in_documents", basis="said"))
        if chosen and chosen[0].relevance.share >= NEAR:
            draft.statements.append(desk.say("nearest_only", basis="said"))
            draft.statements.append(quote_line(desk, chosen[0], bullet=True))
    draft.statements += say_assumptions(desk, scope) if draft.outcome != "not_found" else []
    draft.statements += say_missing(desk, plan, scope)
    return draft


_COUNTED_PEOPLE = re.compile(
    r"\d+\s+(?:[\w-]+\s+){0,3}?(?:Teilnehm|Person|Mensch|Jugendlich|Auszubildend|Frauen|Leute)"
)
_CONNECTED = re.compile(
    r"(?:Daher|Deshalb|Dazu|Dafür|Damit|Hierzu|Hierfür|Zudem|Zusätzlich|Dies(?:e[rs]?)?|Dabei|Dadurch|Darüber hinaus|Gleichzeitig)\b"
)


def with_connected(desk: Desk, candidate: Candidate) -> Candidate:
    """A sentence together with the next one of its paragraph where that leans on it ("Daher ...")."""
    document = desk.library.document(candidate.span.document_id)
    rest = document.text[candidate.span.end :].split("\n\n", 1)[0]
    following = rest.lstrip()
    if "\n" in rest[: len(rest) - len(following)] or not _CONNECTED.match(following) or candidate.also_in:
        return candidate
    start = candidate.span.end + len(rest) - len(following)
    low, high = split_sentences(following, start)[0]
    span = Span(document.id, candidate.span.start, high)
    return (
        replace(candidate, span=span, text=" ".join(document.text[span.start : high].split()))
        if low == start
        else candidate
    )


def _holds_subject(plan: QueryPlan, chosen: Sequence[Candidate]) -> bool:
    """Whether an attribute that documents seldom state is really named in what was found."""
    if not plan.absent or plan.absent == "deadline":
        return True
    if plan.absent == "participants":
        return any(_COUNTED_PEOPLE.search(c.text) for c in chosen)
    cue = cue_pattern("absent" if plan.absent in cue_names("absent") else "attribute", plan.absent)
    return any(cue.search(fold_question(c.text)) for c in chosen)


SHORT_LINE = 45
"""Characters up to which a line says little without the lines beside it (a name under a photo, a function below)."""


def with_neighbours(desk: Desk, candidate: Candidate) -> Candidate:
    """A short line of a contact block with the short lines before and after it."""
    if len(candidate.text) > SHORT_LINE or not _is_heading(candidate.text):
        return candidate
    document = desk.library.document(candidate.span.document_id)
    before = re.search(r"([^\n]{2,60})\n\s*\n\s*$", document.text[: candidate.span.start])
    after = re.match(r"\s*\n\s*\n\s*([^\n]{2,60})(?=\n|$)", document.text[candidate.span.end :])
    start = before.start(1) if before and not _ends_sentence(before.group(1)) else candidate.span.start
    end = candidate.span.end + after.end(1) if after and not _ends_sentence(after.group(1)) else candidate.span.end
    return replace(candidate, span=Span(document.id, start, end), also_in=())


def _ends_sentence(line: str) -> bool:
    return line.rstrip().endswith((".", "!", "?", ":", ";"))


def quote_line(desk: Desk, candidate: Candidate, *, bullet: bool = False) -> Statement:
    """A sentence between quotation marks with its citation, and in how many documents it stands."""
    document = desk.library.document(candidate.span.document_id)
    places = tuple(_labelled(desk, place) for place in candidate.also_in)
    key = desk.ledger.cite(candidate.span, places)
    number = len({p.span.document_id for p in places} | {document.id})
    same = all(
        " ".join(desk.library.document(p.span.document_id).text[p.span.start : p.span.end].split()) == candidate.text
        for p in places
    )
    template = phrase(desk.language, "quoted" if number == 1 else "quoted_in_all" if same else "quoted_in_all_masked")
    facts = {
        "quote": quote_fact(document, candidate.span),
        "count": Fact(str(number), "covered", f"same_wording:{key}"),
    }
    return bind(template, facts, citations=(key,), bullet=bullet)


def _labelled(desk: Desk, place: Place) -> Place:
    if place.section:
        return place
    document = desk.library.document(place.span.document_id)
    return Place(desk.library.section_at(document, place.span), place.span)


def is_abbreviation(term: str) -> bool:
    """Whether a term looks like a short form ("OloV", "ESF", "UN-BRK")."""
    return _ABBREVIATED.match(term) is not None
