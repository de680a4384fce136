"""The rule for questions about projects (Maßnahmen): listed, counted, compared, by body, category, mark or theme."""

import re
from typing import TYPE_CHECKING

from assistant.question.choices import ANY_BODY, WHICH_BODY, WHO, Choice, told_operation
from assistant.question.read import Reading

if TYPE_CHECKING:
    from assistant.plan import Wanted

_LISTING = frozenset(
    ["list", "count", "yes_no", "maximum", "minimum", "average", "compare", "rank", "share", "only", "who", "sum"]
)


_HOW_MANY_PROJECTS = re.compile(
    r"\b(?:wie ?viele?|how many|anzahl der|zahl der|number of) (?:\w+ )?(?:\w*projekt|massnahm|vorhaben|angebot|project|measure)"
)
_NUMBERED = re.compile(
    r"\b(?:summe|insgesamt|gesamt\w*|wie ?viele?|anzahl|zahl|total|sum|in all|altogether|how many|number)\b"
)
_WHICH_AGREEMENT = re.compile(
    r"(?:welche[nrs]?|wie ?vielen?|which|how many|anzahl(?: der| von)?|zahl der|number of|nenne|list|alle[nr]?) (?:\w+ ){0,2}?(?:ziel)?(?:vereinbarung|agreement)"
)


def measures(r: Reading) -> Choice | None:
    """Projects by body, year, category, mark or theme."""
    if not _is_about_measures(r) or "authority" in r.attributes or (r.sections and "§ 5" not in r.sections):
        return None
    if _SAYS.search(r.folded) and "measures" not in r.attributes:
        return None
    named = r.mentions.bodies or r.mentions.groups
    if not r.operations & (_LISTING | {"where"}) and not named and not r.topics and not r.themes:
        return None
    terse = len(r.folded.split()) < 4 and "part_time" in r.topics
    if not named and _is_rule_question(r) and not terse:
        return None
    bodies = WHICH_BODY.search(r.folded) or WHO.search(r.folded) or terse or "where" in r.operations
    exists = not r.mentions.bodies and ANY_BODY.search(r.folded)
    wanted: Wanted = "bodies" if bodies or exists else "measures"
    if wanted == "measures" and _WHICH_AGREEMENT.search(r.folded) and not _HOW_MANY_PROJECTS.search(r.folded):
        wanted = "agreements"
    told = told_operation(r, "list")
    if told == "sum":
        # "Die Summe der Projekte" is their number; "welche haben sie gemeinsam?" asks for the list.
        told = "count" if _NUMBERED.search(r.folded) else "list"
    if told == "compare" and _SETS_OUT.search(r.folded) and len(r.mentions.bodies) < 2:
        told = "list"
    return Choice("measures", told, wanted)


_SETS_OUT = re.compile(
    r"\b(?:fuer (?:eine|die|den|einen)|for (?:a|the)) (?:\w+ )?(?:gegenueberstellung|vergleich|comparison)\b"
)
"""A comparison that somebody else will make: the list is asked for."""


def _is_about_measures(r: Reading) -> bool:
    """Whether projects are meant: by the word, a mark, a category, or a theme with a body or "für"."""
    aimed = re.search(r"\b(?:fuer|an|zum|zur|for|wo|where)\b", r.folded)
    themed = bool(r.themes) and bool(r.mentions.bodies or (aimed and not r.sections))
    categorised = bool(r.categories) or r.category_number is not None
    return "measures" in r.attributes or "part_time" in r.topics or categorised or bool(themed)


_SAYS = re.compile(
    r"\b(?:was|what) (?:sag|steh|besag|schreib|do|does)\w*\b.*\b(?:ueber|zu|zum|zur|about|on|regarding|say)\b"
)


_RULE_WORDS = re.compile(
    r"\b(?:muss|muessen|darf|duerfen|soll|sollen|gilt|gelten|regel\w*|voraussetz\w*|grundlage\w*|bedingung\w*|massgabe|antrag\w*|beantrag\w*|kriteri\w*|grundsaetz\w*|verpflicht\w*|"
    r"wie (?:wird|werden|funktioniert|laeuft)|warum|weshalb|wann|wo|must|may|should|rules?|requirements?|criteria|apply|application|why|when|where|how (?:is|are|does|do))\b"
)


_PLACE_ONLY = re.compile(r"\b(?:wo|where)\b")


def _is_rule_question(r: Reading) -> bool:
    if (
        _PLACE_ONLY.search(r.folded)
        and (not r.words or (r.themes and "measures" in r.attributes))
        and (r.topics or r.themes or "measures" in r.attributes)
    ):
        return False
    return _RULE_WORDS.search(r.folded) is not None
