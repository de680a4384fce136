"""Which words a statement may consist of: those of a phrase, or of a few joined shapes; and what its slots may hold."""

import re
from functools import cache
from string import Formatter

from assistant.answering.draft import ClaimKind, Statement
from assistant.answers import Language
from assistant.phrases import phrase, phrase_keys

BODY_LINE, CATEGORY_LINE, UNCHANGED = "body_line", "category_line", "wording_unchanged"
"""Names of the joined shapes: lists of projects by body or by category, and of sections without a difference."""

_MEASURES = r"\{m0\}(?:; \{m\d+\})*"
_SHAPES = (
    (BODY_LINE, re.compile(r"\*\*\{body\}\*\* \(\{year\}\): " + _MEASURES)),
    (CATEGORY_LINE, re.compile(r"\{title\}: " + _MEASURES)),
)
_SLOTS: dict[str, frozenset[ClaimKind]] = {
    "body": frozenset({"body", "title"}),
    "other": frozenset({"body", "plain"}),
    "more": frozenset({"body", "title"}),
    "less": frozenset({"body", "title"}),
    "year": frozenset({"year", "asked_year", "given"}),
    "first": frozenset({"year"}),
    "last": frozenset({"year"}),
    "before": frozenset({"year"}),
    "after": frozenset({"year"}),
    "difference": frozenset({"computed"}),
    "percent": frozenset({"computed"}),
    **{name: frozenset({"computed"}) for name in ("times", "days")},
    "value": frozenset({"computed"}),
    "part": frozenset({"computed"}),
    "whole": frozenset({"computed"}),
    "count": frozenset({"count"}),
    "total": frozenset({"count"}),
    "agreements": frozenset({"count"}),
    "marked": frozenset({"count"}),
    "press": frozenset({"covered"}),
    "number": frozenset({"quote"}),
    "what": frozenset({"purpose"}),
    "theme": frozenset({"plain", "given"}),
    "title": frozenset({"title"}),
    "document": frozenset({"title"}),
    "function": frozenset({"function", "plain"}),
    "item": frozenset({"measure", "category", "quote", "body"}),
    "sections": frozenset({"section"}),
    "old": frozenset({"quote"}),
    "new": frozenset({"quote"}),
    **{
        name: frozenset({"quote"}) for name in ("quote", "short", "long", "ministry", "mark")
    },
    **{name: frozenset({"given"}) for name in ("name", "town", "written", "term", "limit", "upper")},
}  # fmt: skip
_OWN_SLOTS: dict[tuple[str, str], frozenset[ClaimKind]] = {
    ("sum", "amount"): frozenset({"computed"}),
    ("average", "amount"): frozenset({"computed"}),
    ("sum_places", "count"): frozenset({"computed"}),
    **{("share_places", slot): frozenset({"computed"}) for slot in ("count", "total")},
    ("no_document_for", "body"): frozenset({"body", "given"}),
    ("no_section", "section"): frozenset({"given"}),
    ("press_item", "item"): frozenset({"quote"}),
    ("category_in_all", "item"): frozenset({"category"}),
    ("category_in_some", "item"): frozenset({"category"}),
    ("category_heading", "title"): frozenset({"category"}),
    ("category_without", "title"): frozenset({"category"}),
    ("category_empty", "title"): frozenset({"category"}),
    **{(key, "title"): frozenset({"category"}) for key in (
        "category_count", "category_count_one", "most_in_category", "fewest_in_category")},
    (CATEGORY_LINE, "title"): frozenset({"category"}),
    **{(key, "agreements"): frozenset({"covered"}) for key in ("coverage", "help")},
    **{(key, "total"): frozenset({"covered"}) for key in ("share_bodies", "share_bodies_landkreis", "share_bodies_stadt")},
    **{(key, "count"): frozenset({"covered"}) for key in (
        "uncovered", "quoted_in_all", "quoted_in_all_masked", "section_heading_shared", "section_heading_plain_shared")},
    **{(key, slot): frozenset({"count"}) for key in ("wording_heading", "wording_same") for slot in ("old", "new")},
}  # fmt: skip


@cache
def _keys(language: Language) -> dict[str, str]:
    """The first phrase of each wording."""
    found: dict[str, str] = {}
    for key in phrase_keys():
        found.setdefault(phrase(language, key), key)
    return found


@cache
def _unchanged(language: Language) -> re.Pattern[str]:
    before, after = (re.escape(part) for part in phrase(language, UNCHANGED).split("{sections}"))
    return re.compile(before + r"\{s0\}(?:, \{s\d+\})*" + after)


@cache
def _fields(template: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(template))


def find_key(statement: Statement, language: Language) -> str | None:
    """The phrase or shape that a statement was made from; None where its template is neither."""
    key, template = statement.key, statement.template
    if key:
        return key if key in phrase_keys() and phrase(language, key) == template else None
    if template in _keys(language):
        return _keys(language)[template]
    if _unchanged(language).fullmatch(template):
        return UNCHANGED
    return next((name for name, shape in _SHAPES if shape.fullmatch(template)), None)


def fits_template(statement: Statement) -> bool:
    """Whether the text is its template's words with the shown facts in the slots, one claim for each."""
    text, claims = "", list(statement.claims)
    for literal, name in _fields(statement.template):
        text += literal
        if name is None:
            continue
        if not claims:
            return False
        claim = claims.pop(0)
        if claim.slot != name or claim.start != len(text):
            return False
        text += claim.fact.shown
        if claim.end != len(text):
            return False
    return not claims and text == statement.text


def slot_kinds(key: str, slot: str) -> frozenset[ClaimKind]:
    """The kinds of facts that a slot of a phrase may hold."""
    own = _OWN_SLOTS.get((key, slot))
    if own is not None:
        return own
    if re.fullmatch(r"[ms]\d+", slot):
        return frozenset({"measure"}) if slot[0] == "m" else frozenset({"section"})
    kind: ClaimKind = slot  # type: ignore[assignment]  # "amount", "person", "date" ... hold what they are called.
    return _SLOTS.get(slot, frozenset({kind}))
