"""Rules for questions about the documents held: which, how many, how old, what share of them, and of which bodies."""

import re

from assistant.question.choices import WHICH_BODY, Choice
from assistant.question.read import Reading

_SHARE_OF = r"\b(?:anteil|prozent|prozentsatz|teil|bruchteil|haelfte|drittel|viertel|mehrheit|share|per ?cent|percentage|fraction|proportion|half|third|quarter|majority)\b"

BODY_SHARE = re.compile(
    _SHARE_OF
    + r".{0,30}\b(?:\w*gebietskoerperschaften|kommunen|(?:land)?kreise\w*|(?:kreisfreien? )?staedte\w*|districts|cities|counties|local authorities|municipalities|bodies)\b"
    r".{0,80}\b(?:\w*vereinbarung\w*|dokument\w*|vorlieg\w*|liegt|liegen|abgedeckt|erfasst|vertreten|hinterlegt|hast|habt|bestand|covered?|covers|hold|held|agreements?|files?|documents?|represented)\b"
)
"""How large a part of the bodies is covered by the documents held."""

_ONE_KIND = r"(?:(?:land)?kreise\w*|(?:kreisfreien? )?staedten?|(?:rural )?districts|(?:independent )?cities|counties)"

KIND_SHARE = re.compile(
    rf"\b(?:ziel)?(?:vereinbarung|vertr)\w*\b.*{_SHARE_OF}.{{0,12}}\b(?:der|von|of|are|sind)\b.{{0,12}}\b{_ONE_KIND}\b|\bagreements?\b.*{_SHARE_OF}.{{0,12}}\b(?:of|are)\b.{{0,12}}\b{_ONE_KIND}\b"
    rf"|{_SHARE_OF} (?:der|von|of)(?: the)? {_ONE_KIND} (?:an|unter|bei|in|among)\b.{{0,20}}\b(?:\w*vereinbarung\w*|agreements?)\b"
)
"""How large a part of the agreements is of one kind of bodies."""

DOCUMENT_SHARE = re.compile(
    _SHARE_OF
    + r"(?: (?:an|von|of|aller?|all|saemtlich\w*|der|die|den|deine\w*|ihre\w*|eure\w*|the|these|those|your|dieser?|held|vorliegenden?|hinterlegten?)){0,4} "
    r"(?P<whole>dokument\w*|unterlagen|quellen|texte|dateien|zielvereinbarung(?:en)?|vereinbarung(?:en)?|vertraege|pressemitteilung\w*|pressetext\w*|documents|texts|files|sources|agreements|contracts|press (?:releases|texts))\b"
)
"""A share of the documents themselves; group "whole" names those it is taken of."""


def document_age(r: Reading) -> Choice | None:
    """Which of the documents is the oldest or the newest."""
    oldest, newest = _OLDEST.search(r.folded), _NEWEST.search(r.folded)
    if not (oldest or newest) or r.mentions.bodies or r.attributes or r.topics or r.themes or r.things:
        return None
    return Choice("corpus", "minimum" if oldest else "maximum", "documents")


def document_share(r: Reading) -> Choice | None:
    """What share of the documents themselves is of a kind, a year or of some bodies."""
    of_content = r.attributes or r.topics or r.themes or r.categories or r.things or r.absent
    if r.attributes - {"measures"} or r.topics or r.themes or r.categories or r.amounts:
        return None
    if not r.mentions.bodies and "measures" not in r.attributes:
        if KIND_SHARE.search(r.folded):
            return Choice("corpus", "share", "documents")
        if BODY_SHARE.search(r.folded):
            return Choice("corpus", "share", "bodies")
    if of_content or _unexplained(r) or not DOCUMENT_SHARE.search(r.folded):
        return None
    return Choice("corpus", "share", "documents")


def corpus(r: Reading) -> Choice | None:
    """Which documents are held."""
    asked = r.corpus & {"documents", "agreements", "press"}
    twins = any(len(m.candidates) > 1 for m in r.mentions.bodies)
    if twins and _CITY_OR_DISTRICT.search(r.folded) and not (r.attributes or r.topics or r.themes or r.categories):
        return Choice("corpus", "list", "documents")
    if _ANYTHING_HELD.search(r.folded) and r.mentions.bodies and not (r.attributes or r.topics or r.themes):
        return Choice("corpus", "list", "documents")
    if _HOW_CURRENT.search(r.folded) and not (r.mentions.bodies or r.attributes or r.topics or r.themes):
        return Choice("corpus", "list", "documents")
    if (
        r.mentions.groups
        and r.corpus & {"held"}
        and not (r.attributes or r.topics or r.themes or r.absent)
        and len(r.words) < 2
    ):
        return Choice("corpus", "count" if "count" in r.operations else "list", "bodies")
    if (
        not asked
        or r.attributes & {"signatory", "measures", "places", "own_share", "authority", "sign_date"}
        or r.operations & {"where", "why"}
    ):
        return None
    if (
        "amount" in r.attributes
        or r.absent & {"deadline", "provider"}
        or r.things
        or r.topics
        or r.themes
        or r.categories
    ):
        return None
    strong = "held" in r.corpus or r.operations & {"count", "list"} or ("only" in r.operations and r.mentions.groups)
    loose = "held" in r.corpus and not r.words
    if "count" in r.operations and not loose and not _COUNTS_DOCUMENTS.search(r.folded):
        return None
    return (
        Choice(
            "corpus",
            "count" if "count" in r.operations else "list",
            "bodies" if WHICH_BODY.search(r.folded) else "documents",
        )
        if strong and not _unexplained(r)
        else None
    )


_HELD_THING = r"(?:\w+ ){0,2}(?:dokument|text|vereinbarung|zielvereinbarung|vertrag|unterlage|pressemitteilung|papier|document|agreement|contract|press|paper|file|source)\w*"
_OLDEST = re.compile(
    rf"\b(?:aelteste[nrs]?|frueheste[nrs]?|oldest|earliest) {_HELD_THING}|\b{_HELD_THING}\b.{{0,30}}\b(?:am aeltesten|the oldest|die aelteste|das aelteste)\b"
)
_NEWEST = re.compile(
    rf"\b(?:neue?ste[nrs]?|juengste[nrs]?|aktuellste[nrs]?|newest|latest|most recent) {_HELD_THING}|\b{_HELD_THING}\b.{{0,30}}\b(?:am neue?sten|am aktuellsten|the newest|die neue?ste|das neue?ste|die juengste)\b"
)

_CITY_OR_DISTRICT = re.compile(
    r"\b(?:stadt|city)\b.{0,30}\b(?:oder|or)\b.{0,20}\b(?:land)?(?:kreis|district|county)\b|\b(?:land)?(?:kreis|district|county)\b.{0,30}\b(?:oder|or)\b.{0,20}\b(?:stadt|city)\b"
)
"""Which of two bodies of one name is meant: what is held of each tells it."""

_ANYTHING_HELD = re.compile(
    r"\b(?:do you|you) (?:hold|have|keep) (?:anything|something|any documents?|any agreements?)\b"
    r"|\b(?:hast du|habt ihr|haben sie|gibt es bei dir|liegt dir) (?:\w+ )?(?:etwas|irgendetwas|irgendwas|was|dokumente|unterlagen)\b"
)

_HOW_CURRENT = re.compile(
    r"\bwie aktuell (?:ist|sind)\b|\bwie (?:neu|alt) (?:ist|sind) (?:die|deine|ihre|der|dein|ihr) (?:daten|stand|bestand|unterlagen|dokument|wissen|quelle|material)\w*"
    r"|\b(?:daten|wissens)stand\b|\bstand (?:der|deiner|ihrer|dieser) (?:daten|dokument|unterlagen|informationen)\w*|\bauf welchem stand\b"
    r"|\bhow (?:current|recent|up[- ]to[- ]date|fresh) (?:is|are)\b|\bhow old (?:is|are) (?:your|the) (?:data|documents?|sources?|information)\b"
    r"|\b(?:das neueste|die neueste[ns]? (?:dokument|quelle|unterlage|datei)\w*|(?:most recent|newest|latest) (?:document|source|file|text)s?)\b"
)
"""How recent what is held is."""


_COUNTS_DOCUMENTS = re.compile(
    r"(?:wie ?vielen?|how many|(?:an)?zahl(?: der| von)?|number of|zaehl\w*|count)\s+(?:(?!hat|haben|list|enth|steh|gibt|does|do\b|has|have|are)\w+\s+){0,3}?"
    r"(?:\w*vereinbarung|zv\b|vertr|dokument|unterlage|presse|agreement|document|press|quelle|source|landkreis|kreis|stadt|staedt|gebietsk|kommune|bod|district|cit)"
)


def _unexplained(r: Reading) -> bool:
    return len(r.words) > 1
