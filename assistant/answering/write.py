"""From a plan to a draft: which writer answers which kind of question."""

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answering.arithmetic import find_limits
from assistant.answering.candidates import Sources
from assistant.answering.catalogue import write_ministry, write_places
from assistant.answering.contacts import asks_contact, write_contacts
from assistant.answering.define import find_term, write_define
from assistant.answering.draft import Desk, Draft, join_drafts
from assistant.answering.factsheet import write_factsheet
from assistant.answering.fields import write_categories
from assistant.answering.figures import write_funds
from assistant.answering.holdings import write_corpus
from assistant.answering.limits import is_off_topic, write_empty, write_help, write_refused
from assistant.answering.measures import write_measures
from assistant.answering.numbers import write_number
from assistant.answering.phrase_search import write_phrase
from assistant.answering.premise import write_premise
from assistant.answering.prose import is_abbreviation, write_prose
from assistant.answering.relevance import Asked
from assistant.answering.scope import all_readings, name_words, resolve_bodies
from assistant.answering.sections import say_places, write_outline, write_show, write_wording
from assistant.answering.shown import given_fact
from assistant.answering.signing import write_signing
from assistant.answering.things import (
    write_absent,
    write_absent_amount,
    write_amount_owner,
    write_officials,
    write_thing,
)
from assistant.plan import QueryPlan
from assistant.question.choices import GOES_TO
from assistant.question.recall import PLACE_ASKED
from assistant.question.text_rules import find_section_topic


def write_draft(desk: Desk, plan: QueryPlan, sources: Sources) -> Draft:
    """The draft of an answer to a plan."""
    if not any(c.isalnum() for c in plan.question):
        return write_empty(desk)
    if plan.kind == "refused":
        return write_refused(desk)
    if plan.kind == "help":
        return write_help(desk, plan)
    premise = write_premise(desk, plan)
    if premise is not None:
        return premise
    draft = _write_kind(desk, plan, sources)
    if PLACE_ASKED in plan.cues:
        draft.statements += say_places(desk, draft)
    silent = draft.outcome in {"not_found", "partial"} and plan.kind in {"prose", "define"}
    short_form = plan.kind == "define" and is_abbreviation(find_term(plan.question))
    # What asks about a matter of the field is not found, and no other topic.
    nothing = silent and sources.matters(plan.question, plan.language).matter is not None
    of_field = plan.absent or nothing
    if silent and not short_form and not of_field and is_off_topic(plan, sources.vocabulary):
        return write_refused(desk)
    return draft


def write_part(desk: Desk, plan: QueryPlan, sources: Sources) -> Draft:
    """The draft of a further thing that a question asks for; what is not found is named, and nothing is refused."""
    draft = write_draft(desk, plan, sources)
    silent = draft.outcome == "refused" or (draft.outcome == "not_found" and plan.kind == "prose")
    if not silent:
        # What comes nearest stands with the other parts already.
        missing = draft.outcome == "not_found" and plan.kind == "funds"
        return Draft("not_found", draft.statements[:1], searched=draft.searched) if missing else draft
    asked = given_fact(plan.question.strip(" ?.!,;"))
    return Draft("not_found", [desk.say("part_unanswered", basis="said", name=asked)], searched=draft.searched)


def _write_kind(desk: Desk, plan: QueryPlan, sources: Sources) -> Draft:
    beside = _write_beside_records(desk, plan, sources)
    if beside is not None:
        return beside
    plain = _OF_RECORDS.get(plan.kind)
    if plain is not None:
        if plan.kind == "signing" and _is_only_quoted(desk, plan):
            return write_thing(desk, replace(plan, kind="thing", operation="look_up"))
        draft = plain(desk, plan)
        quoted = write_officials(desk, plan) if plan.kind == "signing" and draft.outcome == "not_found" else None
        return quoted or draft
    match plan.kind:
        case "measures" if _asks_also_text(plan):
            return _beside_prose(desk, plan, sources)
        case "funds":
            draft = _write_funds(desk, plan)
            return _or_prose(desk, plan, sources, draft) if plan.themes or plan.part_time is not None else draft
        case "measures" if _asks_rather_text(plan):
            draft = write_prose(desk, replace(plan, kind="prose"), sources)
            return draft if draft.outcome == "answered" else _or_prose(desk, plan, sources, write_measures(desk, plan))
        case "measures":
            return _or_prose(desk, plan, sources, write_measures(desk, plan))
        case "places":
            return _or_prose(desk, plan, sources, write_places(desk, plan))
        case "define":
            return write_define(desk, plan, sources)
        case "show":
            listed = plan.operation == "list" and not plan.sections
            return write_outline(desk, plan) if listed else _write_show(desk, plan, sources)
        case "absent":
            return _write_absent(desk, plan, sources)
        case _:
            draft = write_prose(desk, plan, sources)
            # A section that is named and in which no sentence answers is shown itself.
            return write_show(desk, plan) if plan.sections and draft.outcome == "not_found" else draft


def _write_beside_records(desk: Desk, plan: QueryPlan, sources: Sources) -> Draft | None:
    """What no record answers, whatever records a question names: a number, a contact, an explanation."""
    number = write_number(desk, plan) if plan.kind in _MAY_ASK_NUMBER else None
    if number is not None:
        return number
    phrase = write_phrase(desk, plan) if plan.kind in _MAY_ASK_WORDS else None
    if phrase is not None:
        return phrase
    contacts = write_contacts(desk, plan) if plan.kind in _MAY_NAME_CONTACTS and asks_contact(plan) else None
    if contacts is not None:
        return contacts
    explains = asks_explanation(plan) or (
        plan.kind == "funds" and plan.operation == "look_up" and not plan.bodies and _USED_FOR.search(plan.folded)
    )
    if plan.kind in {"measures", "funds", "signing"} and explains:
        prose = write_prose(desk, replace(plan, kind="prose"), sources)
        # A list of signatures answers no question for a rule, however near the nearest sentence is.
        unnamed = plan.kind == "signing" and not (plan.bodies or plan.doubts or plan.things)
        if prose.outcome == "answered" or (unnamed and prose.outcome == "partial"):
            return prose
    return None


def _is_only_quoted(desk: Desk, plan: QueryPlan) -> bool:
    """Whether the persons named in a question about an office sign nothing and speak in press texts alone."""
    people = {span for t in plan.things if t.kind == "person" for span in t.spans}
    signed = any(s.signature.name_span in people for s in desk.library.signings)
    return bool(people) and not signed and "signatory" not in plan.cues and not (plan.bodies or plan.doubts)


def _write_show(desk: Desk, plan: QueryPlan, sources: Sources) -> Draft:
    """A section by its label, or by what it is about; else what the texts say of that."""
    labels = plan.sections or _sections_about(desk, plan, sources)
    if labels:
        return write_show(desk, replace(plan, sections=labels))
    return write_prose(desk, replace(plan, kind="prose"), sources)


def write_comparison(desk: Desk, plan: QueryPlan) -> Draft:
    """Two or more bodies side by side: their amounts, then how many projects each lists."""
    draft = write_funds(desk, plan)
    if draft.outcome == "not_found":
        return draft
    projects = write_measures(desk, replace(plan, operation="count", each=True))
    draft.statements += [s for s in projects.statements if s.bullet]
    draft.rows += projects.rows
    return draft


def _write_funds(desk: Desk, plan: QueryPlan) -> Draft:
    limited = find_limits(plan) is not None
    if (
        plan.amounts
        and not limited
        and not (plan.bodies or plan.doubts)
        and plan.operation in {"look_up", "yes_no", "list"}
    ):
        owner = write_amount_owner(desk, plan)
        if owner is not None:
            return owner
        if plan.wanted == "bodies" or "who" in plan.asks:
            draft = Draft(outcome="not_found", searched=list(desk.library.documents))
            draft.statements.append(desk.say("amount_unknown", basis="said"))
            return draft
    return write_funds(desk, plan)


LEAST_LIKE_TITLE = 0.6
"""How much of a topic must stand in a section: the share in its title, and half the share in its text."""

_MOST_TITLES = 12
"""Agreements whose sections are looked at: they are built alike."""


def _sections_about(desk: Desk, plan: QueryPlan, sources: Sources) -> tuple[str, ...]:
    """The label of the section whose title is most like the topic that is asked for; none where no title is."""
    asked = Asked(find_section_topic(plan.folded), plan.language, sources.vocabulary, name_words(plan))
    scope = resolve_bodies(plan, lambda b: any(a.body == b for a in desk.library.agreements))
    bodies = all_readings(scope)
    agreements = [a for a in desk.library.agreements if (not bodies or a.body in bodies) and plan.allows_year(a.year)]
    found: dict[str, float] = {}
    for agreement in agreements[:_MOST_TITLES]:
        for section in (s for s in agreement.sections if s.label.startswith("§")):
            text = agreement.text[section.span.start : section.span.end]
            likeness = asked.judge(section.title).share + 0.5 * asked.judge(text).share
            found[section.label] = max(found.get(section.label, 0.0), likeness)
    best = max(found, key=lambda label: found[label], default="")
    return (best,) if best and found[best] >= LEAST_LIKE_TITLE else ()


def _asks_rather_text(plan: QueryPlan) -> bool:
    """Whether "Maßnahmen" or "Projekte" is only the subject of a question about what the texts say of them."""
    narrowed = plan.bodies or plan.doubts or plan.every or plan.themes or plan.category or plan.category_number
    marked = plan.part_time is not None or plan.unknown or plan.things
    return not narrowed and not marked and len(plan.words) > 1 and plan.operation in {"list", "yes_no", "look_up"}


_USED_FOR = re.compile(r"\b(?:wofuer|for what|what .* for)\b")
_EXPLAINS = re.compile(
    r"\b(?:(?:an|nach|auf) welche[nmr] (?!(?:\w+ ){0,2}(?:tag|ort|projekt|massnahm|\w*kreis|stadt|staedt|kommun|gebietsk|betrag|summe|seite|platz|stelle|paragra))|woran|worauf|wozu|womit|wodurch|wonach|worin|warum|weshalb|wieso|inwiefern|inwieweit|wie (?!viel|hoch|gross|heiss|lautet|stark|ist der betrag|(?:ist|war|sieht|sah|verhaelt|steht|schaut) (?:es|das)|(?:sie|er|es|die) (?:dort|da|hier|dasteht|dortsteht))|"
    r"begruend\w*|verpflicht\w*|haltung|nach (?:der )?unterschrift|nach dem unterschreiben|why|how (?!many|much|high|big|large|about|(?:is|was|does) (?:it|that))|"
    r"(?:what|which|for what) reasons?|once .* signed|after .* signed|obliged?|commit\w*|need to)\b"
)
"""Openings of questions that ask for an explanation or a rule, whatever records they name beside."""


def asks_explanation(plan: QueryPlan) -> bool:
    """Whether a question that names projects, money or signatures asks how or why something is."""
    computed = plan.operation not in {"look_up", "list", "yes_no", "compare"}
    return not computed and not plan.things and _EXPLAINS.search(plan.folded) is not None


def _asks_also_text(plan: QueryPlan) -> bool:
    """Whether a theme is asked for at large ("Was tut das Land für ...?"): rules may speak of it beside projects."""
    narrowed = plan.bodies or plan.doubts or plan.every or plan.category or plan.part_time is not None or plan.things
    told = "measures" in plan.cues or plan.wanted == "bodies" or plan.operation not in {"list", "look_up", "yes_no"}
    return bool(plan.themes) and not narrowed and not told


def _beside_prose(desk: Desk, plan: QueryPlan, sources: Sources) -> Draft:
    """What the texts say of a theme, then the projects whose names speak of it."""
    prose = write_prose(desk, replace(plan, kind="prose"), sources)
    projects = write_measures(desk, plan)
    if prose.outcome != "answered":
        return projects
    return join_drafts(prose, projects) if projects.outcome != "not_found" else prose


def _or_prose(desk: Desk, plan: QueryPlan, sources: Sources, draft: Draft) -> Draft:
    """Where no record fits, the documents' sentences may still answer; the record's `not_found` stands otherwise."""
    if draft.outcome != "not_found" or plan.operation == "count" or _is_of_uncovered_years(desk, plan):
        return draft
    prose = write_prose(desk, replace(plan, kind="prose"), sources)
    return prose if prose.outcome == "answered" and not plan.bodies and not plan.doubts else draft


def _is_of_uncovered_years(desk: Desk, plan: QueryPlan) -> bool:
    """Whether years were asked for of which no document is: sentences of other years are no answer."""
    return bool(plan.years) and not any(desk.library.covers(year) for year in plan.years)


def _write_absent(desk: Desk, plan: QueryPlan, sources: Sources) -> Draft:
    """An attribute that documents seldom state: looked for in prose, else the record without it."""
    money = "amount" in plan.cues or GOES_TO.search(plan.folded)
    if plan.things and money and not plan.absent:
        return write_absent_amount(desk, plan)
    prose = write_prose(desk, plan, sources)
    if prose.outcome == "answered" and (not plan.things or _names_things(prose, plan)):
        return prose
    return write_absent(desk, plan)


def _names_things(prose: Draft, plan: QueryPlan) -> bool:
    """Whether what was quoted speaks of the named project itself."""
    quotes = [c.fact.shown for s in prose.statements for c in s.claims if c.fact.kind == "quote"]
    # The line of the list that names the project tells nothing else of it.
    text = " ".join(quote for quote in quotes if not quote.startswith(("- ", "* ", "• ", "– "))).casefold()
    return any(thing.written.casefold() in text for thing in plan.things)


_MAY_ASK_WORDS = frozenset({"prose", "define", "wording", "corpus", "show", "absent"})
_MAY_ASK_NUMBER = frozenset({"prose", "define", "places", "refused", "thing", "funds"})
_MAY_NAME_CONTACTS = frozenset({"prose", "define", "absent", "signing", "thing", "ministry", "corpus"})

_OF_RECORDS: dict[str, Callable[[Desk, QueryPlan], Draft]] = {
    "signing": write_signing,
    "categories": write_categories,
    "factsheet": write_factsheet,
    "comparison": write_comparison,
    "wording": write_wording,
    "corpus": write_corpus,
    "ministry": write_ministry,
    "thing": write_thing,
}
"""Kinds that are answered from records alone."""
