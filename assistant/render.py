"""Answers, hits and facts for people and programs: the JSON of the contract, the text of the console."""

import re
from decimal import Decimal
from typing import Any

from assistant.answers import Answer, AnswerAmount, Citation, Hit, Language, PlanView, Row
from assistant.bodies import get_body
from assistant.documents import (
    STATE,
    Agreement,
    Amount,
    CategoryKey,
    Document,
    OtherDocument,
    Place,
    PressRelease,
    Problem,
    Span,
)
from assistant.library import Library, title_of
from assistant.plan import QueryPlan
from assistant.question.cues import themes

Json = dict[str, Any]

_FIELD_NAMES: dict[Language, dict[str, str]] = {
    "de": {
        "bodies": "Gebietskörperschaft", "doubts": "mehrdeutig", "group": "Gruppe", "years": "Jahr", "sections": "Abschnitt",
        "category": "Maßnahmenart", "part_time": "Teilzeit", "themes": "Thema", "things": "genannt", "amounts": "Betrag",
        "operation": "Operation", "carried": "übernommen", "state": "Ebene", "read_as": "verstanden als",
    },
    "en": {
        "bodies": "body", "doubts": "ambiguous", "group": "group", "years": "year", "sections": "section",
        "category": "category", "part_time": "part-time", "themes": "theme", "things": "named", "amounts": "amount",
        "operation": "operation", "carried": "carried over", "state": "level", "read_as": "understood as",
    },
}  # fmt: skip
_KIND_NAMES: dict[Language, dict[str, str]] = {
    "de": {
        "funds": "Beträge", "measures": "Projekte", "signing": "Unterschriften", "categories": "Maßnahmenarten", "places": "Plätze",
        "define": "Begriff", "show": "Abschnitt zeigen", "factsheet": "Steckbrief", "comparison": "Vergleich", "wording": "Wortlaut vergleichen",
        "corpus": "Dokumente im Bestand", "thing": "Projekt, Person oder Betrag suchen", "ministry": "Ministerium", "prose": "Textsuche",
        "absent": "Angabe suchen", "refused": "keine Auskunft", "help": "Hilfe",
    },
    "en": {
        "funds": "amounts", "measures": "projects", "signing": "signatures", "categories": "categories", "places": "places",
        "define": "term", "show": "show a section", "factsheet": "fact sheet", "comparison": "comparison", "wording": "compare wording",
        "corpus": "documents held", "thing": "find a project, person or amount", "ministry": "ministry", "prose": "text search",
        "absent": "find a detail", "refused": "no answer", "help": "help",
    },
}  # fmt: skip


CATEGORY_NAMES: dict[Language, dict[CategoryKey, str]] = {
    "de": {
        "preparation": "Ausbildungsvorbereitung",
        "training": "Ausbildung und Ausbildungscoaching",
        "qualification": "Qualifizierungsprojekte",
        "staff": "Weiterbildung für Personal",
        "other": "andere",
    },
    "en": {
        "preparation": "preparation for training",
        "training": "training and training coaching",
        "qualification": "qualification projects",
        "staff": "staff training",
        "other": "other",
    },
}
YES_NO: dict[Language, dict[bool, str]] = {"de": {True: "ja", False: "nein"}, "en": {True: "yes", False: "no"}}


def view_plan(plan: QueryPlan) -> PlanView:
    """A plan for people and programs: only the slots that are filled."""
    fields: list[tuple[str, str]] = [("operation", plan.operation)]
    if plan.bodies:
        fields.append(("bodies", ", ".join(get_body(b).full for b in plan.bodies)))
    fields += [("doubts", d.written) for d in plan.doubts]
    if plan.group:
        fields.append(("group", plan.group))
    if plan.state:
        fields.append(("state", "Land Hessen"))
    if plan.has_year_filter():
        fields.append(("years", _show_years(plan)))
    if plan.sections:
        fields.append(("sections", ", ".join(plan.sections)))
    if plan.category:
        fields.append(("category", CATEGORY_NAMES[plan.language][plan.category]))
    if plan.part_time is not None:
        fields.append(("part_time", YES_NO[plan.language][plan.part_time]))
    if plan.themes:
        fields.append(("themes", ", ".join(t.name(plan.language) for t in themes() if t.key in plan.themes)))
    fields += [("things", t.written) for t in plan.things]
    fields += [("amounts", str(a)) for a in plan.amounts]
    if plan.read_as:
        fields.append(("read_as", plan.read_as))
    if plan.carried:
        fields.append(("carried", ", ".join(plan.carried)))
    names = _FIELD_NAMES[plan.language]
    shown = [f"{names[name]}: {value}" for name, value in fields if name not in {"operation", "carried"}]
    return PlanView(plan.kind, tuple(fields), "; ".join([_KIND_NAMES[plan.language][plan.kind], *shown]))


def _show_years(plan: QueryPlan) -> str:
    if plan.years:
        return ", ".join(map(str, plan.years))
    return f"{plan.year_first or ''}–{plan.year_last or ''}"


def answer_json(answer: Answer) -> Json:
    """An answer as the contract has it (`data/contract.schema.json`)."""
    return {
        "outcome": answer.outcome,
        "text": answer.text,
        "language": answer.language,
        "citations": [_citation_json(c) for c in answer.citations],
        "amounts": [_amount_json(a) for a in answer.amounts],
        "rows": [_row_json(r) for r in answer.rows],
        "plan": {"kind": answer.plan.kind, "text": answer.plan.text, **_fields_json(answer.plan)},
        "coverage": {
            "agreements": answer.coverage.agreements,
            "agreements_held": answer.coverage.agreements_held,
            "press_releases": answer.coverage.press_releases,
            "press_releases_held": answer.coverage.press_releases_held,
            "others": answer.coverage.others,
            "others_held": answer.coverage.others_held,
            "text": answer.coverage.text,
        },
        "suggestions": list(answer.suggestions),
        "removed": answer.removed,
        "seconds": round(answer.seconds, 4),
    }


def _fields_json(plan: PlanView) -> Json:
    fields: Json = {}
    for name, value in plan.fields:
        fields[name] = f"{fields[name]}, {value}" if name in fields else value
    return fields


def _citation_json(citation: Citation) -> Json:
    found: Json = {
        "key": citation.key,
        "document": citation.document,
        "file": citation.file,
        "label": citation.label,
        "section": citation.section,
        "quote": citation.quote,
        "start": citation.span.start,
        "end": citation.span.end,
    }
    if citation.also_in:
        found["also_in"] = [_place_json(p) for p in citation.also_in]
    return found


def _place_json(place: Place) -> Json:
    return {
        "document": place.span.document_id,
        "file": place.file,
        "section": place.section,
        "start": place.span.start,
        "end": place.span.end,
    }


def _amount_json(amount: AnswerAmount) -> Json:
    found: Json = {"euros": plain_number(amount.euros), "role": amount.role, "citation": amount.citation}
    if amount.from_:
        found["from"] = list(amount.from_)
    return found


def plain_number(euros: Decimal) -> str:
    """A sum as a plain decimal string: "812340", "1064615.38"."""
    return f"{euros.to_integral_value():f}" if euros == euros.to_integral_value() else f"{euros:f}"


def _row_json(row: Row) -> Json:
    return {"kind": row.kind, **dict(row.cells), "citations": list(row.citations)}


def hit_json(hit: Hit) -> Json:
    """A passage of a search as the contract has it."""
    found: Json = {
        "document": hit.document,
        "file": hit.file,
        "label": hit.label,
        "section": hit.section,
        "start": hit.span.start,
        "end": hit.span.end,
        "score": round(hit.score, 4),
        "text": hit.text,
    }
    if hit.also_in:
        found["also_in"] = [_place_json(p) for p in hit.also_in]
    return found


def facts_json(library: Library) -> Json:
    """All typed facts with their places."""
    return {
        "agreements": [_agreement_json(a) for a in library.agreements],
        "press_releases": [_press_json(p) for p in library.press_releases],
        "others": [_other_json(o) for o in library.others],
    }


def _span_json(span: Span | None) -> Json | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _head_json(document: Document) -> Json:
    return {
        "document": document.id,
        "file": document.file,
        "title": document.title,
        "body": document.body,
        "body_name": get_body(document.body).full if document.body else None,
        "year": document.year,
        "sha256": document.sha256,
        "origin": document.origin,
        "sections": [{"label": s.label, "title": s.title, "span": _span_json(s.span)} for s in document.sections],
        "abbreviations": [
            {"short": a.short, "long": a.long, "section": a.section, "span": _span_json(a.span)}
            for a in document.abbreviations
        ],
        "problems": [_problem_json(p) for p in document.problems],
    }


def _problem_json(problem: Problem) -> Json:
    return {"code": problem.code, "message": problem.message, "span": _span_json(problem.span)}


def _fact_amount_json(amount: Amount) -> Json:
    return {
        "euros": plain_number(amount.euros),
        "written": amount.written,
        "kind": amount.kind,
        "years": [amount.years.first, amount.years.last] if amount.years else None,
        "scope": amount.scope,
        "scope_name": "Land Hessen" if amount.scope == STATE else title_of(amount.scope),
        "payer": amount.payer,
        "purpose": amount.purpose,
        "section": amount.section,
        "span": _span_json(amount.span),
        "sentence": _span_json(amount.sentence),
        "repeats": [_span_json(r) for r in amount.repeats],
    }


def _agreement_json(document: Agreement) -> Json:
    return _head_json(document) | {
        "kind": "agreement",
        "body_written": document.body_written,
        "ministry": document.ministry,
        "ministry_short": document.ministry_short,
        "alliance": [document.alliance.first, document.alliance.last] if document.alliance else None,
        "amounts": [_fact_amount_json(a) for a in document.amounts],
        "categories": [
            {"key": c.key, "number": c.number, "title": c.title, "span": _span_json(c.span)}
            for c in document.categories
        ],
        "measures": [
            {
                "name": m.name,
                "category": m.category,
                "category_title": m.category_title,
                "part_time": m.part_time.written if m.part_time else None,
                "target_groups": list(m.target_groups),
                "section": m.section,
                "span": _span_json(m.span),
            }
            for m in document.measures
        ],
        "signatures": [
            {
                "name": s.name,
                "function": s.function,
                "organisation": s.organisation,
                "body": s.body,
                "place": s.place,
                "date": _date_json(s.date),
                "span": _span_json(s.span),
            }
            for s in document.signatures
        ],
    }


def _date_json(date: Any) -> Json | None:
    if date is None:
        return None
    return {
        "year": date.year,
        "month": date.month,
        "day": date.day,
        "written": date.written,
        "span": _span_json(date.span),
    }


def _press_json(document: PressRelease) -> Json:
    return _head_json(document) | {
        "kind": "press_release",
        "date": _date_json(document.date),
        "amounts": [_fact_amount_json(a) for a in document.amounts],
        "places": [
            {
                "count": p.count,
                "written": p.written,
                "kind": p.kind,
                "what": p.what,
                "section": p.section,
                "span": _span_json(p.span),
            }
            for p in document.places
        ],
        "offers": [
            {
                "name": o.name,
                "part_time": o.part_time.written if o.part_time else None,
                "section": o.section,
                "span": _span_json(o.span),
            }
            for o in document.offers
        ],
        "quotes": [
            {"name": q.name, "function": q.function, "section": q.section, "span": _span_json(q.span)}
            for q in document.quotes
        ],
    }


def _other_json(document: OtherDocument) -> Json:
    return _head_json(document) | {"kind": "other"}


def answer_text(answer: Answer) -> str:
    """An answer for the console: the text without Markdown marks, then its sources and how it was understood."""
    lines = [re.sub(r"\*\*", "", answer.text)]
    if answer.citations:
        lines.append("")
        lines += [
            f"[{c.key}] {c.label}: „{_short(c.quote)}“" + (f" (auch in {len(c.also_in)} weiteren)" if c.also_in else "")
            for c in answer.citations
        ]
    understood = "Verstanden als" if answer.language == "de" else "Understood as"
    lines += ["", f"{understood}: {answer.plan.text}.", answer.coverage.text]
    return "\n".join(lines)


def _short(quote: str, longest: int = 220) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= longest else flat[: longest - 1].rsplit(" ", 1)[0] + " …"
