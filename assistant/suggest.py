"""Questions that lead on from an answer, made from what the index holds: each can be asked alone and be answered."""

from collections.abc import Iterator, Sequence

from assistant.answers import Answer, Language
from assistant.bodies import Case, get_body
from assistant.documents import Agreement
from assistant.library import Library
from assistant.phrases import phrase
from assistant.plan import QueryPlan

MOST = 3
"""Suggestions behind one answer."""

_LEADS_NOWHERE = frozenset({"clarify", "refused"})
"""Outcomes after which the reader says what was meant, or asks something else altogether."""

_CASES: dict[str, Case] = {
    "suggest_amount": "nominative",
    "suggest_measures": "nominative",
    "suggest_versus": "nominative",
    "suggest_part_time": "accusative",
    "suggest_signing": "accusative",
    "suggest_section": "accusative",
}


def suggest_questions(answer: Answer, plan: QueryPlan, library: Library) -> tuple[str, ...]:
    """At most three questions that lead on, none of them the one just asked; none while something is to be settled."""
    if answer.outcome in _LEADS_NOWHERE:
        return ()
    agreement = _find_subject(answer, plan, library)
    told = _about(agreement, plan, library) if agreement else _about_all(plan, library)
    questions = [*_about_section(answer, plan, library), *told]
    return tuple(dict.fromkeys(q for q in questions if q != plan.question))[:MOST]


def _find_subject(answer: Answer, plan: QueryPlan, library: Library) -> Agreement | None:
    """The agreement that the answer is about: of its only body, of the year that was asked for, else the newest."""
    bodies = set(plan.bodies) or {b for row in answer.rows if (b := row.cell("body"))} or _cited_bodies(answer, library)
    if len(bodies) != 1:
        return None
    own = library.find_agreements(bodies)
    return next((a for a in own if plan.allows_year(a.year)), own[0] if own else None)


def _cited_bodies(answer: Answer, library: Library) -> set[str]:
    """The bodies whose documents are quoted; wording that others share names none."""
    if any(c.also_in for c in answer.citations):
        return set()
    return {library.document(c.document).body or "" for c in answer.citations}


def _about_section(answer: Answer, plan: QueryPlan, library: Library) -> Iterator[str]:
    """The whole section from which a text was quoted."""
    if plan.kind not in {"prose", "define", "wording"}:
        return
    for citation in answer.citations:
        held = library.document(citation.document)
        if isinstance(held, Agreement) and held.body and held.year and citation.section.startswith("§"):
            yield _say("suggest_section", plan.language, held, section=citation.section)
            return


def _about(agreement: Agreement, plan: QueryPlan, library: Library) -> Iterator[str]:
    language, asked = plan.language, plan.kind
    if agreement.body is None or agreement.year is None:
        return
    amounts = [f for f in library.funds if f.document is agreement and f.body == agreement.body]
    if asked not in {"funds", "factsheet"} and amounts:
        yield _say("suggest_amount", language, agreement)
    if asked not in {"measures", "factsheet"} and agreement.measures:
        yield _say("suggest_measures", language, agreement)
    if plan.part_time is None and any(m.part_time for m in agreement.measures):
        yield _say("suggest_part_time", language, agreement)
    if plan.operation not in {"compare", "maximum", "minimum", "difference"} and amounts:
        others = [f.document for f in library.funds if f.document.year == agreement.year and f.body == f.document.body]
        for other in others:
            if isinstance(other, Agreement) and other.body and other.body != agreement.body:
                yield _say("suggest_versus", language, agreement, other)
                break
    if asked not in {"signing", "factsheet"} and any(s.body == agreement.body for s in agreement.signatures):
        yield _say("suggest_signing", language, agreement)
    if asked not in {"factsheet", "funds", "measures"}:
        yield _say("suggest_factsheet", language, agreement)


def _about_all(plan: QueryPlan, library: Library) -> Iterator[str]:
    held = [a for a in library.agreements if a.body and a.year]
    years: Sequence[int] = sorted({a.year for a in held if a.year and a.amounts}, reverse=True)
    if plan.kind != "funds" and years:
        yield phrase(plan.language, "suggest_all_amounts").format(year=years[0])
    if plan.part_time is None and any(m.part_time for a in held for m in a.measures):
        yield phrase(plan.language, "suggest_all_part_time")
    spans = sorted({a.year for a in held if a.year}, reverse=True)
    if plan.kind in {"prose", "define"} and len(spans) > 1:
        yield phrase(plan.language, "suggest_wording").format(year=spans[0], before=spans[1])
    for agreement in held[:1]:
        yield _say("suggest_factsheet", plan.language, agreement)
    if plan.kind != "corpus" and library.documents:
        yield phrase(plan.language, "suggest_documents")


def _say(key: str, language: Language, agreement: Agreement, other: Agreement | None = None, section: str = "") -> str:
    """A question about an agreement's body and year."""
    fields = {"body": _name(agreement.body or "", key, language), "year": str(agreement.year), "section": section}
    if other is not None:
        fields["other"] = _name(other.body or "", key, language)
    return phrase(language, key).format(**fields)


def _name(body_id: str, key: str, language: Language) -> str:
    """A body's name as a question needs it: inflected in German, plain in English and in titles."""
    case = _CASES.get(key)
    body = get_body(body_id)
    return body.inflect(case) if case and language == "de" else body.full
