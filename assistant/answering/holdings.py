"""Questions about the documents held: which, how many, what share of them, and for which bodies there is none."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.draft import Desk, Draft, Fact, Statement
from assistant.answering.measures import say_coverage
from assistant.answering.portions import say_fraction
from assistant.answering.scope import (
    all_readings,
    mark_incomplete,
    nothing_named_is_held,
    of_kind,
    resolve_bodies,
    say_assumptions,
    say_missing,
)
from assistant.answering.shown import count_fact, covered_fact, plain_body_fact, show_percent
from assistant.answers import Row
from assistant.bodies import BodyKind, all_bodies
from assistant.documents import Agreement, Document, Span
from assistant.library import name_of
from assistant.plan import QueryPlan
from assistant.question.holding_rules import DOCUMENT_SHARE, KIND_SHARE


def write_corpus(desk: Desk, plan: QueryPlan) -> Draft:
    """Which documents are held, of which bodies and years; or for which bodies none is."""
    library = desk.library
    scope = resolve_bodies(plan, lambda b: any(getattr(d, "body", None) == b for d in library.documents))
    draft = Draft(searched=list(library.documents))
    if nothing_named_is_held(plan, scope):
        draft.outcome = "not_found"
        draft.statements += say_missing(desk, plan, scope)
        return draft
    if plan.negated and plan.wanted == "bodies":
        return _write_uncovered(desk, plan, draft)
    if plan.operation == "share" and plan.wanted == "bodies":
        return _write_covered(desk, plan, draft)
    bodies = all_readings(scope)
    ordered: tuple[Document, ...] = (*library.agreements, *library.press_releases, *library.others)
    held = [d for d in ordered if _is_asked(d, plan, bodies)]
    if not held:
        draft.outcome = "not_found"
        draft.statements.append(desk.say("no_document", basis="said"))
        draft.statements.append(say_coverage(desk))
        return draft
    dated = [d.year for d in held if d.year]
    if plan.operation in {"minimum", "maximum"} and dated:
        end = (min if plan.operation == "minimum" else max)(dated)
        held = [d for d in held if d.year == end]
    if plan.operation == "share":
        held = _of_named_kind(plan, held)
        draft.statements += _say_share(desk, plan, held, ordered)
    else:
        draft.statements.append(_count_documents(desk, held))
    for document in held[:60]:
        draft.statements.append(_document_line(desk, document))
        draft.rows.append(_document_row(desk, document))
    draft.statements += say_assumptions(desk, scope)
    draft.statements += say_missing(desk, plan, scope)
    rest = len(library.documents) - len(held)
    if rest:
        draft.statements.append(say_coverage(desk))
    mark_incomplete(draft, plan, scope)
    return draft


def _is_asked(document: Document, plan: QueryPlan, bodies: Sequence[str]) -> bool:
    if plan.document_kind is not None and document.kind != plan.document_kind:
        return False
    if bodies and document.body not in bodies:
        return False
    return plan.allows_year(document.year) and (plan.body_kind is None or of_kind(plan, document.body))


def _say_share(desk: Desk, plan: QueryPlan, held: Sequence[Document], every: Sequence[Document]) -> list[Statement]:
    """What share of all documents, or of those of the kind that is named as the whole, fits."""
    match = DOCUMENT_SHARE.search(plan.folded)
    of_agreements = match is None and KIND_SHARE.search(plan.folded)
    kind = (
        "agreement"
        if of_agreements
        else next((kind for kind, word in _KINDS.items() if match and word.search(match.group("whole"))), None)
    )
    whole = [d for d in every if kind is None or d.kind == kind]
    part = [d for d in held if d in whole]
    share = Decimal(len(part)) / len(whole)
    spans = [anchor(d) for d in part]
    facts = {
        "percent": Fact(
            show_percent(share, desk.language),
            "computed",
            f"documents:{len(part)}",
            formula="percent",
            inputs=(*spans, *(anchor(d) for d in whole)),
        ),
        "count": count_fact(len(part), spans),
        "total": count_fact(len(whole), [anchor(d) for d in whole]),
    }
    key = {"agreement": "share_agreements_held", "press_release": "share_press_held"}.get(kind or "", "share_documents")
    return [*say_fraction(desk, plan, share), desk.say(key, cites=spans, basis="computed", facts=facts)]


def _of_named_kind(plan: QueryPlan, held: list[Document]) -> list[Document]:
    """The documents of the kind of body that is named in the singular ("mit einer Stadt"), else all."""
    folded = plan.folded
    kind = next((kind for kind, word in _BODY_WORDS.items() if word.search(folded)), None)
    if plan.body_kind is not None or plan.bodies or plan.doubts or kind is None:
        return held
    return [d for d in held if of_kind(replace(plan, body_kind=kind), d.body)]


_BODY_WORDS: dict[BodyKind, re.Pattern[str]] = {
    "stadt": re.compile(r"\bstadt\b|\bstaedte\w*\b|\bcit(?:y|ies)\b"),
    "landkreis": re.compile(r"\b(?:land)?kreis\w*|\b(?:rural )?districts?\b|\bcount(?:y|ies)\b"),
}

_KINDS = {"agreement": re.compile(r"vereinbarung|vertraeg|agreement|contract"), "press_release": re.compile("press")}
"""The kinds of documents as the words of a folded question name them."""


def _count_documents(desk: Desk, held: Sequence[Document]) -> Statement:
    kinds = {d.kind for d in held}
    spans = [anchor(d) for d in held]
    count = count_fact(len(held), spans)
    if kinds == {"agreement"}:
        return desk.say("held_agreements" if len(held) != 1 else "held_agreement", basis="computed", count=count)
    if kinds == {"press_release"}:
        return desk.say("held_press" if len(held) != 1 else "held_press_one", basis="computed", count=count)
    return desk.say("held_documents", basis="computed", count=count)


def anchor(document: Document) -> Span:
    """The place that shows what a document is: body and year in an agreement's head, else its first section."""
    if isinstance(document, Agreement) and document.year_span and document.body_span:
        start = min(document.year_span.start, document.body_span.start)
        return Span(document.id, start, max(document.year_span.end, document.body_span.end))
    if document.sections:
        return document.sections[0].span
    return Span(document.id, 0, min(len(document.text), 200))


def _document_line(desk: Desk, document: Document) -> Statement:
    title = Fact(document.title, "title", document.title, document.id)
    return desk.say("document_line", cites=(anchor(document),), bullet=True, title=title)


def _document_row(desk: Desk, document: Document) -> Row:
    return desk.row(
        "document",
        (anchor(document),),
        document=document.id,
        file=document.file,
        document_kind=document.kind,
        title=document.title,
        body=document.body,
        body_name=name_of(document) if document.kind != "other" or document.body else None,
        year=str(document.year) if document.year else None,
    )


def _write_covered(desk: Desk, plan: QueryPlan, draft: Draft) -> Draft:
    """What share of the bodies of the table has an agreement (of the years asked for)."""
    agreements = [a for a in desk.library.agreements if plan.allows_year(a.year) and of_kind(plan, a.body)]
    first = {a.body: a for a in reversed(agreements) if a.body}
    year = max(plan.years) if plan.years else max(desk.library.years, default=2025)
    total = sum(b.exists_in(year) and (plan.body_kind is None or b.kind == plan.body_kind) for b in all_bodies())
    spans = [anchor(a) for a in first.values()]
    share = Decimal(len(first)) / total
    terms = f"bodies:{year}:{plan.body_kind or ''}:{','.join(map(str, plan.years))}"
    facts = {
        "percent": Fact(
            show_percent(share, desk.language), "computed", "bodies", formula="percent", inputs=tuple(spans)
        ),
        "count": count_fact(len(first), spans),
        "total": covered_fact(total, terms),
    }
    draft.statements += say_fraction(desk, plan, share)
    key = f"share_bodies_{plan.body_kind}" if plan.body_kind else "share_bodies"
    draft.statements.append(desk.say(key, cites=spans, basis="computed", facts=facts))
    for agreement in first.values():
        draft.statements.append(_document_line(desk, agreement))
        draft.rows.append(_document_row(desk, agreement))
    draft.statements.append(say_coverage(desk))
    return draft


def _write_uncovered(desk: Desk, plan: QueryPlan, draft: Draft) -> Draft:
    """The bodies of the table for which no agreement is held (in the years asked for)."""
    agreements = [a for a in desk.library.agreements if plan.allows_year(a.year)]
    covered = {a.body for a in agreements}
    year = max(plan.years) if plan.years else max(desk.library.years, default=2025)
    missing = [
        b
        for b in all_bodies()
        if b.id not in covered and b.exists_in(year) and (plan.body_kind is None or b.kind == plan.body_kind)
    ]
    draft.statements.append(
        desk.say(
            "uncovered",
            basis="said",
            count=covered_fact(
                len(missing), f"uncovered:{year}:{plan.body_kind or ''}:{','.join(map(str, plan.years))}"
            ),
        )
    )
    for body in missing:
        draft.statements.append(desk.say("item", basis="said", bullet=True, item=plain_body_fact(body.id)))
        draft.rows.append(desk.row("body", (), body=body.id, body_name=body.full))
    return draft
