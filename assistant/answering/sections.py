"""A section itself, and the wording of sections side by side."""

import re
from collections.abc import Sequence

from assistant.answering.draft import Desk, Draft, Fact, Statement, bind
from assistant.answering.scope import (
    Scope,
    all_readings,
    mark_incomplete,
    nothing_named_is_held,
    resolve_bodies,
    say_assumptions,
    say_missing,
)
from assistant.answering.shown import count_fact, given_fact, quote_fact, year_fact
from assistant.documents import Agreement, Document, Place, Section, Span, find_section
from assistant.library import find_labelled
from assistant.phrases import phrase
from assistant.plan import QueryPlan
from assistant.sentences import split_sentences
from assistant.wording import Comparison, Difference, SectionComparison, WordingPart, compare_documents, compare_section

_LONGEST = 80
"""Sentences of a section that are shown in the answer; the whole section stands beside it."""

_OUTLINED = 3
"""Agreements whose sections are listed in one answer."""

_GIST = re.compile(r"worum geht|was regelt|gist|about|inhalt|fass|summar|zusammenfass|kurz", re.IGNORECASE)


def write_show(desk: Desk, plan: QueryPlan) -> Draft:
    """The sections that were asked for; the same wording in several documents once."""
    scope, held = _find_asked(desk, plan)
    draft = Draft(searched=list(desk.library.agreements))
    if nothing_named_is_held(plan, scope):
        draft.outcome = "not_found"
        draft.statements += say_missing(desk, plan, scope)
        return draft
    for label in plan.sections:
        holding = [(d, s) for d in held if (s := find_labelled(d, label)) is not None]
        if not holding:
            draft.outcome = "not_found"
            draft.statements.append(desk.say("no_section", basis="said", section=given_fact(label)))
            continue
        _show_section(desk, plan, draft, label, holding)
    draft.statements += say_assumptions(desk, scope)
    draft.statements += say_missing(desk, plan, scope)
    mark_incomplete(draft, plan, scope)
    return draft


def _find_asked(desk: Desk, plan: QueryPlan) -> tuple[Scope, list[Agreement]]:
    """The agreements of the bodies and years that a question names, or all where it names none."""
    scope = resolve_bodies(
        plan, lambda b: any(d.body == b and plan.allows_year(d.year) for d in desk.library.agreements)
    )
    bodies = all_readings(scope)
    agreements = desk.library.agreements
    return scope, [a for a in agreements if (not bodies or a.body in bodies) and plan.allows_year(a.year)]


def write_outline(desk: Desk, plan: QueryPlan) -> Draft:
    """The sections of an agreement with their titles: of each that is named, else of the newest one."""
    scope, held = _find_asked(desk, plan)
    draft = Draft(searched=list(desk.library.agreements))
    if nothing_named_is_held(plan, scope) or not held:
        draft.outcome = "not_found"
        draft.statements += say_missing(desk, plan, scope) or [desk.say("no_document", basis="said")]
        return draft
    newest = sorted(held, key=lambda a: -(a.year or 0))
    for agreement in newest[:_OUTLINED] if all_readings(scope) else newest[:1]:
        numbered = [s.span for s in agreement.sections if s.label.startswith("§")]
        if "how_many" in plan.asks and numbered:
            facts = {
                "document": Fact(agreement.title, "title", agreement.title, agreement.id),
                "count": count_fact(len(numbered), numbered),
            }
            draft.statements.append(desk.say("sections_counted", cites=numbered[:1], basis="computed", facts=facts))
        draft.statements += [_section_line(desk, agreement, section) for section in agreement.sections]
    draft.statements += say_assumptions(desk, scope)
    draft.statements += say_missing(desk, plan, scope)
    return draft


def _section_line(desk: Desk, document: Document, section: Section) -> Statement:
    """A section by its label, title and document, as a list item."""
    plain = section.title in {"", section.label}
    facts = {
        "section": Fact(section.label, "section", section.label, document.id),
        "title": Fact(section.title, "title", section.title, document.id, section.span),
        "document": Fact(document.title, "title", document.title, document.id),
    }
    key = desk.ledger.cite(section.span)
    template = phrase(desk.language, "outline_line_plain" if plain else "outline_line")
    return bind(template, facts, citations=(key,), bullet=True)


_MOST_PLACES = 6
"""Sections that an answer names as those it stands in."""


def say_places(desk: Desk, draft: Draft) -> list[Statement]:
    """The sections in which the citations of a draft stand, each once."""
    found: dict[tuple[str, str], Statement] = {}
    for citation in desk.ledger.citations(k for statement in draft.statements for k in statement.citations):
        document = desk.library.document(citation.document)
        section = find_section(document, citation.span.start)
        if section is not None and (document.id, section.label) not in found and len(found) < _MOST_PLACES:
            found[document.id, section.label] = _section_line(desk, document, section)
    return list(found.values())


def _show_section(
    desk: Desk, plan: QueryPlan, draft: Draft, label: str, holding: Sequence[tuple[Agreement, Section]]
) -> None:
    groups = compare_section([d for d, _ in holding], label).groups if len(holding) > 1 else ((holding[0][0].id,),)
    sections = {d.id: (d, s) for d, s in holding}
    for group in groups[:3]:
        document, section = sections[group[0]]
        places = tuple(Place(sections[i][1].label, sections[i][1].span) for i in group[1:])
        key = desk.ledger.cite(section.span, places)
        plain = section.title in {"", section.label}
        heading = "section_heading" + ("_plain" if plain else "") + ("_shared" if places else "")
        facts = {
            "section": Fact(section.label, "section", section.label, document.id),
            "title": Fact(section.title or section.label, "title", section.title, document.id, section.span),
            "document": Fact(document.title, "title", document.title, document.id),
            "count": Fact(str(len(group)), "covered", f"same_wording:{key}"),
        }
        draft.statements.append(bind(phrase(desk.language, heading), facts, citations=(key,)))
        draft.statements += _section_lines(desk, plan, document, section, key)


def _section_lines(desk: Desk, plan: QueryPlan, document: Document, section: Section, key: str) -> list[Statement]:
    text = document.text[section.span.start : section.span.end]
    sentences = [s for s in split_sentences(text, section.span.start) if not _is_head(document, section, s)]
    gist = _GIST.search(plan.question) is not None
    shown = sentences[:2] if gist else sentences[:_LONGEST]
    lines = [
        bind(
            "„{quote}“" if desk.language == "de" else "“{quote}”",
            {"quote": quote_fact(document, Span(document.id, start, end))},
            citations=(key,),
            bullet=True,
        )
        for start, end in shown
    ]
    if len(shown) < len(sentences) and not gist:
        lines.append(desk.say("section_goes_on", basis="said"))
    return lines


def _is_head(document: Document, section: Section, sentence: tuple[int, int]) -> bool:
    text = document.text[sentence[0] : sentence[1]].replace("**", "").strip()
    return (text.startswith("§") and len(text) < 90) or text in section.title.split(" / ") or text == section.label


def write_wording(desk: Desk, plan: QueryPlan) -> Draft:
    """Real differences of wording between years, bodies or all agreements; or that there are none."""
    scope = resolve_bodies(plan, lambda b: any(a.body == b for a in desk.library.agreements))
    draft = Draft(searched=list(desk.library.agreements))
    bodies = all_readings(scope)
    documents = [a for a in desk.library.agreements if (not bodies or a.body in bodies) and plan.allows_year(a.year)]
    if len(plan.years) == 1 and len({a.year for a in documents}) < 2 and len({a.body for a in documents}) < 2:
        # "Was ist neu gegenüber 2024?" sets one year against the others.
        documents = [a for a in desk.library.agreements if not bodies or a.body in bodies]
    if len(documents) < 2:
        draft.outcome = "not_found"
        draft.statements += say_missing(desk, plan, scope)
        draft.statements.append(desk.say("nothing_to_compare", basis="said"))
        return draft
    years = sorted({a.year for a in documents if a.year})
    if plan.sections and (len(years) < 2 or not plan.years or _is_same(documents, plan.sections)):
        for label in plan.sections:
            _write_section_comparison(desk, draft, label, compare_section(documents, label))
    elif len(years) > 1:
        before = [a for a in documents if a.year == years[0]]
        after = [a for a in documents if a.year == years[-1]]
        _write_comparison(desk, draft, compare_documents(before, after, plan.sections), before, after)
    else:
        _write_comparison(
            desk, draft, compare_documents(documents[:1], documents[1:], plan.sections), documents[:1], documents[1:]
        )
    draft.statements += say_assumptions(desk, scope)
    return draft


def _is_same(documents: Sequence[Agreement], labels: Sequence[str]) -> bool:
    """Whether the asked sections have one wording throughout."""
    held = [label for label in labels if any(find_labelled(d, label) for d in documents)]
    return bool(held) and all(compare_section(documents, label).verdict != "different" for label in held)


def _write_section_comparison(desk: Desk, draft: Draft, label: str, comparison: SectionComparison) -> None:
    documents = [desk.library.document(i) for group in comparison.groups for i in group]
    sections = [s for d in documents if (s := find_labelled(d, comparison.section)) is not None]
    if not sections:
        draft.outcome = "not_found"
        draft.statements.append(desk.say("no_section", basis="said", section=given_fact(label)))
        return
    keys = tuple(_cite_group(desk, group, comparison.section) for group in comparison.groups)
    facts = {
        "section": Fact(label, "section", label, documents[0].id),
        "count": count_fact(len(sections), [s.span for s in sections]),
    }
    name = {"same": "section_same", "masked": "section_masked"}.get(comparison.verdict, "section_differs")
    draft.statements.append(bind(phrase(desk.language, name), facts, citations=keys, basis="computed"))
    _write_differences(desk, draft, comparison.differences)


def _cite_group(desk: Desk, group: Sequence[str], label: str) -> str:
    """The citation of a section in documents that word it alike: the first, the others as further places."""
    documents = [desk.library.document(i) for i in group]
    first, *others = [s for d in documents if (s := find_labelled(d, label)) is not None]
    return desk.ledger.cite(first.span, tuple(Place(s.label, s.span) for s in others))


def _write_comparison(
    desk: Desk, draft: Draft, comparison: Comparison, before: Sequence[Agreement], after: Sequence[Agreement]
) -> None:
    draft.statements.append(
        desk.say(
            "wording_heading" if comparison.differences else "wording_same",
            basis="computed",
            before=year_fact(before[0].year, before[0]),
            after=year_fact(after[0].year, after[0]),
            old=count_fact(len(before), [_head(a) for a in before]),
            new=count_fact(len(after), [_head(a) for a in after]),
        )
    )
    _write_differences(desk, draft, comparison.differences)
    if comparison.identical_sections or comparison.masked_sections:
        labels = (*comparison.identical_sections, *comparison.masked_sections)
        documents = (*before, *after)
        places = {n: [s.span for d in documents if (s := find_labelled(d, n)) is not None] for n in labels}
        named = {
            f"s{i}": Fact(label, "section", label, before[0].id, inputs=tuple(places[label]))
            for i, label in enumerate(labels)
        }
        template = phrase(desk.language, "wording_unchanged").replace(
            "{sections}", ", ".join("{" + n + "}" for n in named)
        )
        draft.statements.append(bind(template, named, basis="said"))
    if len(before) == 1 or len(after) == 1:
        draft.statements.append(desk.say("wording_caution", basis="said"))


def _head(agreement: Agreement) -> Span:
    return agreement.sections[0].span


def _write_differences(desk: Desk, draft: Draft, differences: Sequence[Difference]) -> None:
    for difference in differences[:24]:
        parts = [p for p in (*difference.before, *difference.after) if p.words]
        if not parts or difference.detail == "moved":
            continue
        quoted = [side[0].words for side in (difference.before, difference.after) if side and side[0].words]
        # The places of the quoted words, the two that are shown first; other variants have lines of their own.
        parts = [p for p in parts if p.words in quoted]
        parts.sort(key=lambda p: p not in (difference.before[:1] + difference.after[:1]))
        cites = [p.context if p.context.end - p.context.start < 900 else p.span for p in parts]
        draft.statements.append(_difference_line(desk, difference, cites[:4]))
        draft.rows.append(
            desk.row("difference", cites[:4], section=difference.section, change=difference.kind,
                     before=_words(difference.before), after=_words(difference.after), shared="yes" if difference.shared else "no")
        )  # fmt: skip


def _words(parts: Sequence[WordingPart]) -> str:
    return " ".join(parts[0].words.replace("**", "").split()) if parts and parts[0].words else ""


def _difference_line(desk: Desk, difference: Difference, cites: Sequence[Span]) -> Statement:
    old = difference.before[0] if difference.before and difference.before[0].words else None
    new = difference.after[0] if difference.after and difference.after[0].words else None
    key = "difference_replaced" if old and new else "difference_added" if new else "difference_removed"
    anchor = (old or new or difference.before[0]).document_id
    facts = {"section": Fact(difference.section, "section", difference.section, anchor)}
    for name, part in (("old", old), ("new", new)):
        if part is not None:
            facts[name] = quote_fact(desk.library.document(part.document_id), part.span)
    return desk.say(key + ("" if difference.shared else "_single"), cites=cites, bullet=True, facts=facts)
