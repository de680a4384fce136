"""What a term or short form means: from where it is spelled out; an inference is called one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.candidates import Candidate, Sources, choose, find_candidates
from assistant.answering.draft import Desk, Draft, Fact
from assistant.answering.measures import state_offer
from assistant.answering.prose import is_abbreviation, quote_line, write_prose
from assistant.answering.relevance import Asked
from assistant.answering.scope import Scope
from assistant.answering.sections import write_show
from assistant.answering.shown import measure_fact
from assistant.documents import Abbreviation, Document
from assistant.library import Project
from assistant.plan import QueryPlan
from assistant.question.cues import fold_question

_QUOTED = re.compile(r"[„“\"»']\s*([^„“”\"»«']{2,60}?)\s*[“”\"«']")
_ASKED = (
    re.compile(r"(?:kürzel|abkürzung)\s+([^\s?.,!]+)", re.IGNORECASE),
    re.compile(r"^([^\s?.,!]+)\s+(?:in voller länge|is short for)", re.IGNORECASE),
    re.compile(r"^(?:unter|hinter)\s+([^\s?.,!]+)\s+(?:kann|steckt|verbirgt)", re.IGNORECASE),
    re.compile(
        r"(?:wofür|für was|wozu)\s+steht\s+(?:eigentlich\s+|denn\s+)?(?:die\s+|das\s+|der\s+)?(?:abkürzung\s+|kürzel\s+)?(.+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"was\s+(?:bedeutet|heißt|heisst|meint|versteht man unter)\s+(?:eigentlich\s+|denn\s+|hier\s+)?(?:die\s+|das\s+|der\s+)?(?:abkürzung\s+|kürzel\s+|begriff\s+)?(.+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"was\s+(?:das\s+|der\s+|die\s+|ein\s+|eine\s+)?([\w-]+)\s+(?:(?:eigentlich|genau|denn|hier|überhaupt)\s+)*(?:ist|sind|bedeutet|heißt|heisst)\b",
        re.IGNORECASE,
    ),
    re.compile(r"what\s+(?:the\s+|an?\s+)?([\w-]+)\s+(?:actually\s+)?(?:is|are|means)\b(?!\s+\w)", re.IGNORECASE),
    re.compile(
        r"was\s+(?:ist|sind)\s+(?:eigentlich\s+|denn\s+|mit\s+)?(?:die\s+|das\s+|der\s+|den\s+|ein\s+|eine\s+)?(.+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"what\s+(?:does|do)\s+(?:the\s+(?:abbreviation|acronym|term)\s+)?(.+?)\s+(?:stand\s+for|mean)", re.IGNORECASE
    ),
    re.compile(r"^what.?s\s+(?:the\s+|an?\s+)?(.+)", re.IGNORECASE),
    re.compile(r"^(\S+)\s*=\s*\?", re.IGNORECASE),
    re.compile(r"what\s+(?:is|are)\s+(?:meant\s+by\s+)?(?:the\s+|an?\s+)?(.+)", re.IGNORECASE),
    re.compile(
        r"(?:defin\w*|erklär\w*|explain)\s+(?:mir\s+|me\s+)?(?:bitte\s+)?(?:den\s+|die\s+|das\s+|der\s+|the\s+)?(?:begriff\s+|term\s+|abkürzung\s+)?(.+)",
        re.IGNORECASE,
    ),
    re.compile(r"(?:abkürzung|kürzel|begriff|acronym|abbreviation|term)\s+(.+)", re.IGNORECASE),
)
_YEAR = re.compile(r"\b20\d\d\b")
_TAIL = re.compile(
    r"\s+(?:(?:hinter|bei|in|im|für|unter|aus|nach|und|behind|after|for|and|in|on|mean|stand|eigentlich|genau|hier|steht|bedeutet|ausgeschrieben)\b.*)$|[?.!,;:]+$",
    re.IGNORECASE,
)


_LEADING = re.compile(
    r"^(?:(?:eine?|der|die|das|an?|the)\s+)?([^\s,:–-]{2,40})\s*[–:,-]+\s*(?:was|wofür|what)\b", re.IGNORECASE
)


def find_term(question: str) -> str:
    """The term that a question wants explained, as written; empty where none is found."""
    leading = _LEADING.search(question.strip())
    if leading:
        return leading.group(1)
    quoted = _QUOTED.search(question)
    if quoted:
        return quoted.group(1).strip("() ")
    for pattern in _ASKED:
        match = pattern.search(question.strip())
        if match:
            return _TAIL.sub("", _TAIL.sub("", match.group(1).strip())).strip(" ()„“\"'?.!")
    return ""


def write_define(desk: Desk, plan: QueryPlan, sources: Sources) -> Draft:
    """From where it is spelled out; else by inference, from sentences about it, or that no document explains it."""
    draft = Draft(searched=list(desk.library.documents))
    term = find_term(plan.question)
    spelled = _spelled_out(desk, term, plan.question)
    if spelled:
        _write_spelled(desk, draft, spelled)
        if _asks_more(plan):
            _add_sentences(desk, plan, draft, sources)
        return draft
    if term and _write_mark(desk, draft, term):
        return draft
    things = [t for t in plan.things if t.kind in {"measure", "offer"}]
    offers = [o for o in desk.library.offers if o.offer.span in {s for t in things for s in t.spans}]
    if offers:
        for offer in offers[:2]:
            state_offer(desk, draft, offer)
        return draft
    if things or (term and _named_project(desk, term)):
        return _write_name(
            desk,
            draft,
            [p for p in desk.library.projects if p.measure.span in {s for t in things for s in t.spans}]
            or _named_project(desk, term),
        )
    titled = _titled_section(desk, term)
    if titled:
        return write_show(desk, replace(plan, sections=(titled,)))
    if term:
        mentions = _mentions(desk, plan, sources, term)
        if mentions is not None:
            return mentions
    return write_prose(desk, plan, sources)


def _spelled_out(desk: Desk, term: str, question: str) -> list[tuple[Document, Abbreviation]]:
    """Where a short form (or its long form) of the question is spelled out, each long form once."""
    wanted = {fold_question(term)} if term else set()
    words = {w.strip("()„“\"'?.,:") for w in question.split()}
    found: dict[str, tuple[Document, Abbreviation]] = {}
    for document in desk.library.documents:
        for item in document.abbreviations:
            short = fold_question(item.short)
            told = item.short in words and (not wanted or is_abbreviation(item.short))
            hit = short in wanted or fold_question(item.long) in wanted or told
            if hit:
                found.setdefault(_skeleton(item.long), (document, item))
    return list(found.values())


def _skeleton(long: str) -> str:
    """A long form without inflection, so that "budgets" and "budget" are one."""
    return " ".join(w.removesuffix("s") for w in fold_question(long.replace("**", "")).split())


def _write_spelled(desk: Desk, draft: Draft, spelled: Sequence[tuple[Document, Abbreviation]]) -> None:
    for document, item in spelled[:4]:
        draft.statements.append(
            desk.say(
                "stands_for",
                cites=(item.span,),
                bullet=len(spelled) > 1,
                short=Fact(item.short, "quote", item.short, document.id, item.span),
                long=Fact(" ".join(item.long.replace("**", "").split()), "quote", item.long, document.id, item.span),
            )
        )
        draft.rows.append(
            desk.row("abbreviation", (item.span,), short=item.short, long=item.long, document=document.id)
        )


def _asks_more(plan: QueryPlan) -> bool:
    """Whether the question wants more than the long form ("What is the AQB and who is it for?")."""
    strong = re.search(
        r"wofuer steht|abkuerz|kuerzel|stands? for|ausgeschrieben|acronym|abbreviat|heisst|bedeutet|mean",
        plan.folded,
    )
    return strong is None


def _add_sentences(desk: Desk, plan: QueryPlan, draft: Draft, sources: Sources) -> None:
    """Sentences that say what the thing is for: those of the rules that name its aims."""
    long_form = draft.rows[0].cell("long") if draft.rows else ""
    query = f"{long_form or find_term(plan.question)} Ziele Zielgruppen Menschen"
    asked = Asked(query, "de", sources.vocabulary)
    found = find_candidates(desk, _with_question(plan, query), sources, asked, Scope(()), ())
    telling = [c for c in found if len(c.text) > 80 and not any(ch.isdigit() for ch in _YEAR.sub("", c.text))]
    draft.statements += [quote_line(desk, c, bullet=True) for c in choose(plan, asked, telling)[:3]]


def _with_question(plan: QueryPlan, question: str) -> QueryPlan:
    return replace(plan, question=question, language="de" if question != plan.question else plan.language)


def _write_mark(desk: Desk, draft: Draft, term: str) -> bool:
    """A part-time mark that no document explains: what it very probably means, by the other spellings."""
    folded = fold_question(term).strip("() ")
    marked = [p for p in desk.library.projects if p.measure.part_time]
    own = [
        p
        for p in marked
        if p.measure.part_time and re.search(rf"\b{re.escape(folded)}\b", fold_question(p.measure.part_time.written))
    ]
    if not own or folded.startswith("teilzeit"):
        return False
    spelled = [p for p in marked if p.measure.part_time and "teilzeit" in fold_question(p.measure.part_time.written)]
    mixed = [
        p for p in own if p.measure.part_time and fold_question(p.measure.part_time.written).strip("() ") != folded
    ]
    draft.outcome = "partial"
    draft.statements.append(desk.say("mark_inferred", basis="said", term=Fact(term, "given", term)))
    examples = [*own[:1], *[p for p in mixed if p not in own[:1]][:1], *[p for p in spelled if p not in own][:1]]
    for project in examples:
        draft.statements.append(
            desk.say(
                "item", cites=(project.measure.span,), bullet=True, item=measure_fact(project.document, project.measure)
            )
        )
    return True


def _titled_section(desk: Desk, term: str) -> str:
    """The label of the section whose heading is the term ("Zielsteuerung"); empty where none is."""
    folded = fold_question(term)
    for agreement in desk.library.agreements:
        for section in agreement.sections:
            if folded and folded in [fold_question(part) for part in section.title.split(" / ")]:
                return section.label
    return ""


def _named_project(desk: Desk, term: str) -> list[Project]:
    folded = fold_question(term)
    if len(folded) < 3:
        return []
    return [
        p
        for p in desk.library.projects
        if re.search(rf"\b{re.escape(folded)}\b", fold_question(p.measure.name)) and is_abbreviation(term)
    ]


_NAME_ALONE = 2
"""Words up to which an entry of the list is a mere name, and tells nothing of what it stands for."""


def _write_name(desk: Desk, draft: Draft, projects: Sequence[Project]) -> Draft:
    """A project whose name no document explains: where it is listed, as printed; its further words tell what it is."""
    told = any(len(re.findall(r"[^\W\d_]{4,}", p.measure.name)) > _NAME_ALONE for p in projects)
    draft.outcome = "answered" if told else "partial"
    draft.statements.append(desk.say("name_unexplained", basis="said"))
    for project in projects[:4]:
        draft.statements.append(
            desk.say(
                "item", cites=(project.measure.span,), bullet=True, item=measure_fact(project.document, project.measure)
            )
        )
    return draft


def _mentions(desk: Desk, plan: QueryPlan, sources: Sources, term: str) -> Draft | None:
    """Sentences that hold the term itself; a short form that nobody spells out is only mentioned."""
    query = _with_question(plan, term)
    asked = Asked(term, plan.language, sources.vocabulary)
    found = find_candidates(desk, query, sources, asked, Scope(()), ())
    held = [c for c in found if c.relevance.share > 0.75]
    if not held:
        if not is_abbreviation(term):
            return None
        draft = Draft(outcome="not_found", searched=list(desk.library.documents))
        draft.statements.append(desk.say("term_unknown", basis="said", term=Fact(term, "given", term)))
        return draft
    draft = Draft(searched=list(desk.library.documents))
    held.sort(key=lambda c: -_explains(c, term))
    if is_abbreviation(term):
        draft.outcome = "partial"
        draft.statements.append(desk.say("term_unexplained", basis="said", term=Fact(term, "given", term)))
    draft.statements += [quote_line(desk, c, bullet=len(held) > 1) for c in held[:2]]
    return draft


def _explains(candidate: Candidate, term: str) -> float:
    """How far a sentence tells what a term is: long enough, the term early or between quotation marks."""
    text = fold_question(candidate.text)
    position = text.find(fold_question(term))
    early = 1 - min(max(position, 0), 200) / 200
    verb = 0.3 if re.search(r"\b(?:ist|sind|bedeutet|bezeichnet|dient|unterstuetzt|ermoeglicht)\b", text) else 0.0
    return early * 0.3 + verb + (0.4 if len(text) > 80 else 0) + candidate.score
