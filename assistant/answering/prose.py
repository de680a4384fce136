"""Answers from the documents' own sentences: found, judged, quoted; template wording once, with where it stands."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.candidates import (
    SUFFICIENT,
    Candidate,
    Sources,
    choose,
    find_candidates,
    fits_type,
    is_heading,
)
from assistant.answering.draft import Desk, Draft, Fact, Statement, bind
from assistant.answering.frame_words import FRAME_WORDS
from assistant.answering.relevance import INSIDE, LIKE, Asked
from assistant.answering.scope import Scope, name_words, resolve_bodies, say_assumptions, say_missing
from assistant.answering.shown import quote_fact
from assistant.answering.things import state_project
from assistant.documents import Place, Span
from assistant.library import Project
from assistant.phrases import phrase
from assistant.plan import QueryPlan
from assistant.project_names import same_project
from assistant.question.cues import cue_names, cue_pattern, fold_question
from assistant.sentences import split_sentences

ENOUGH, NEAR, SOME = 0.52, 0.46, 0.4
"""Share of a question's weight that must stand in the quoted sentences: for an answer, to be shown beside "not in the
documents", and for a part of an answer."""

EASE = 0.82
"""Factor on these shares for English questions, whose words are found by translation only."""

SURELY_TOLD = 0.58
"""What a sentence has for being about the matter, from which it need not name what is asked for by its usual words."""

LEAST_TOLD = 0.2
"""What a sentence must have for being about the matter, for the matter to be told of at all."""

DATED = 0.35
"""The share from which a sentence with a date answers "wann", where it names the very subject."""

ALONE_TOLD, AHEAD = 0.15, 0.1
"""How surely a sentence must tell of the matter, and by how much it must lead, to answer with fewer of the words."""

ALONE = 0.72
"""How well the only content word of a question must be found: a mere likeness is no answer."""

_MENTIONS = re.compile(r"\b(?:kommt|kommen)\b.*\bvor\b|\berwaehn\w*|\bdie rede\b|\bmention\w*\b|\bspeak of\b")
_ABBREVIATED = re.compile(r"^[A-ZÄÖÜ][\w-]*[A-ZÄÖÜ][\w-]*$")


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
    if not asked.words:
        # "Arbeitsförderung" frames most questions and is the subject of this one.
        asked = Asked(plan.mended or plan.question, plan.language, sources.vocabulary, _SMALL_TALK)
    years = [y for y in desk.library.years if plan.allows_year(y)] if plan.has_year_filter() else []
    apart = plan.each or plan.sections or 1 < len(plan.years) <= _YEARS_APART
    groups = [[y] for y in years] if len(years) > 1 and apart else [years]
    chosen: list[Candidate] = []
    told = clear = False
    for group in groups:
        found = find_candidates(desk, plan, sources, asked, scope, group)
        told = told or any(c.relevance.told >= LEAST_TOLD for c in found)
        clear = clear or _stands_out(found)
        best = with_reason(desk, choose(plan, asked, found), found)
        chosen += [c for c in best if all(c.span != other.span for other in chosen)]
    matter = sources.matters(plan.mended or plan.question, plan.language).matter
    # Surely about a matter that no sentence found tells of: then only words that nearly all stand there answer.
    sure = matter is not None and matter.is_sure
    needed = (SUFFICIENT, ENOUGH) if sure and not told else (SOME, SOME) if clear else (ENOUGH, SOME)
    return _write_chosen(desk, plan, draft, asked, chosen, scope, needed)


_SMALL_TALK = ("stadt", "landkreis", "kreis", "überhaupt", "genau", "eigentlich", "denn")

_YEARS_APART = 3
"""Years named one by one ("2024 und 2025") up to which the texts of each are searched for themselves."""


def _stands_out(found: Sequence[Candidate]) -> bool:
    """Whether one sentence alone tells of the matter that is asked about, well ahead of all others."""
    if len(found) < 2:
        return False
    best, second = found[:2]
    others = max(c.relevance.told for c in found[1:])
    return best.relevance.told >= max(ALONE_TOLD, 2 * others) and best.score - second.score >= AHEAD


def _left_out(plan: QueryPlan) -> list[str]:
    """Words of the question that filters stand for already: bodies, years, sections."""
    words = [*name_words(plan), *(str(y) for y in plan.years)]
    for section in plan.sections:
        words += [section.replace(" ", ""), section.removeprefix("§ ")]
    asked = set(re.findall(r"\b(?:welche[nrsm]?|which|what) ([a-z]+)", plan.folded))
    return [*words, *(word for word in FRAME_WORDS if fold_question(word) not in asked)]


def _write_chosen(
    desk: Desk,
    plan: QueryPlan,
    draft: Draft,
    asked: Asked,
    chosen: Sequence[Candidate],
    scope: Scope,
    needed: tuple[float, float],
) -> Draft:
    """The chosen sentences as an answer or, from the second of the needed shares on, as what comes nearest."""
    enough, some = needed
    share = _judge(plan, asked, chosen)
    chosen = [with_neighbours(desk, with_connected(desk, c)) for c in chosen]
    fits = (
        bool(chosen) and fits_type(plan, chosen[0]) and (_is_dated(plan, asked, chosen) or _holds_subject(plan, chosen))
    )
    # The name of a project answers by its own words alone: a pilot is no "Lotse".
    fits = fits and not (is_heading(chosen[0].text) and max(chosen[0].relevance.found, default=0) < INSIDE)
    ease = EASE if plan.language == "en" else 1.0
    entries = _find_entries(desk, plan, chosen[0]) if chosen and fits else []
    if share >= SOME * ease and entries:
        for project in entries[:_MOST_ENTRIES]:
            state_project(desk, draft, project)
    elif share >= enough * ease and fits:
        draft.statements += [quote_line(desk, c, bullet=len(chosen) > 1) for c in chosen]
    elif share >= some * ease and fits and plan.kind != "absent":
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


def _judge(plan: QueryPlan, asked: Asked, chosen: Sequence[Candidate]) -> float:
    """The share of the question that the chosen sentences hold together, lower where a likeness is all there is."""
    if not chosen:
        return 0.0
    share = asked.judge_together([c.relevance for c in chosen])
    # What is only related to a word is no mention of it.
    likely = max(chosen[0].relevance.found, default=0) >= LIKE
    mentioned = likely and _MENTIONS.search(plan.folded) is not None
    if len(asked.words) == 1 and share < ALONE and not mentioned:
        share = min(share, NEAR)
    return max(share, ENOUGH) if (plan.sections and share > 0.2) or _is_dated(plan, asked, chosen) else share


def _is_dated(plan: QueryPlan, asked: Asked, chosen: Sequence[Candidate]) -> bool:
    """Whether "wann" is asked of a subject that the best sentence names, with a date, and hardly any word besides."""
    if "when" not in plan.asks or not fits_type(plan, chosen[0]):
        return False
    return chosen[0].relevance.share >= DATED and asked.holds_subject(chosen[0].relevance)


_MOST_ENTRIES = 6
"""Projects of one name that are stated where the text search comes upon them."""


def _find_entries(desk: Desk, plan: QueryPlan, candidate: Candidate) -> list[Project]:
    """The projects that a found line of a list names, so that the answer says whose they are; none for a sentence."""
    if plan.kind != "prose" or plan.absent or not is_heading(candidate.text):
        return []
    span = candidate.span
    found = [
        project.measure.name
        for project in desk.library.projects
        if project.measure.span.document_id == span.document_id
        and project.measure.span.start < span.end
        and span.start < project.measure.span.end
    ]
    bodies, listed = set(plan.bodies), desk.library.projects
    named = [p for p in listed if (not bodies or p.body in bodies) and plan.allows_year(p.document.year)]
    return [p for p in named if any(same_project(p.measure.name, name) for name in found)]


_COUNTED_PEOPLE = re.compile(
    r"\d+\s+(?:[\w-]+\s+){0,3}?(?:Teilnehm|Person|Mensch|Jugendlich|Auszubildend|Frauen|Leute)"
)
_CONNECTED = re.compile(
    r"(?:Daher|Deshalb|Dazu|Dafür|Damit|Hierzu|Hierfür|Zudem|Zusätzlich|Dies(?:e[rs]?)?|Dabei|Dadurch|Darüber hinaus|Gleichzeitig)\b"
)


_THEREFORE = re.compile(r"(?:Daher|Deshalb|Deswegen|Aus diesem Grund|Darum|Somit)\b")


def with_reason(desk: Desk, chosen: list[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """The chosen sentences, with the one before where the best begins with "Daher": it holds the reason."""
    if not chosen or not _THEREFORE.match(chosen[0].text):
        return chosen
    start, document = chosen[0].span.start, desk.library.document(chosen[0].span.document_id)
    before = [
        c
        for c in found
        if c.span.document_id == document.id and c.span.end <= start and not document.text[c.span.end : start].strip()
    ]
    return [*before[:1], *(c for c in chosen if c not in before)][: len(chosen) + 1]


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
    if not plan.absent or plan.absent == "deadline" or chosen[0].relevance.told >= SURELY_TOLD:
        return True
    if plan.absent == "participants":
        return any(_COUNTED_PEOPLE.search(c.text) for c in chosen)
    cue = cue_pattern("absent" if plan.absent in cue_names("absent") else "attribute", plan.absent)
    return any(cue.search(fold_question(c.text)) for c in chosen)


SHORT_LINE = 45
"""Characters up to which a line says little without the lines beside it (a name under a photo, a function below)."""


def with_neighbours(desk: Desk, candidate: Candidate) -> Candidate:
    """A short line of a contact block with the short lines before and after it."""
    if len(candidate.text) > SHORT_LINE or not is_heading(candidate.text):
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
