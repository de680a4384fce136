"""Rules for questions about records: signatures, categories, places, details, named things."""

import re

from assistant.question.choices import (
    GOES_TO,
    NUMBER_OF_PEOPLE,
    WHICH_BODY,
    WHO,
    Choice,
    absent_attribute,
    is_noun,
    told_operation,
)
from assistant.question.read import Reading
from assistant.question.text_rules import STRONG_DEFINE


def categories(r: Reading) -> Choice | None:
    """The kinds of measures themselves."""
    counted = "measures" in r.attributes and (r.category_number is not None or r.categories)
    spread = "per_category" in r.absent and "measures" in r.attributes
    if not counted and (spread or (_BY_CATEGORY.search(r.folded) and "count" in r.operations)):
        return None if r.attributes & {"amount"} else Choice("categories", "count", "measures")
    if "categories" not in r.attributes or r.things or counted or not _asks_for_categories(r):
        return None
    told = told_operation(r, "list")
    ranked = told in {"maximum", "minimum", "rank"}
    return Choice("categories", told, "measures" if ranked else "")


_BY_CATEGORY = re.compile(
    r"\b(?:je|pro|per|nach|by|in each|for each|in every|in jede[rm]|in den einzelnen|je nach|auf die)\s+(?:\w+\s){0,2}?(?:massnahmen?art|\w*kategorie|foerderfeld|handlungsfeld|categor|kinds? of measure)"
)
"""Something counted for each category of measures."""


def _asks_for_categories(r: Reading) -> bool:
    return bool(
        re.search(
            r"(?:welche[nr]?|wie ?viele?|which|what|how many|alle|nenn\w*|list\w*|was sind|what are|anzahl|zahl|number|wie heissen|wofuer|fuer was)\s+(?:\w+\s+){0,3}?(?:die )?(?:\w*massnahmen?art|\w*kategorie|foerderart|foerderbereich|foerderfeld|schwerpunkt|handlungsfeld|categor|art(?:en)? (?:von|der) (?:\w+ )?(?:massnahme|projekt|foerderung|angebot)|types? of|kinds? of|fields? of|focus)"
            r"|\b(?:massnahmen?art|\w*kategorie|foerderfeld|handlungsfeld|categor)\w*\b.*\b(?:wie heissen|heissen (?:die|sie)|wie lauten|lauten (?:die|sie)|called|named)\b",
            r.folded,
        )
    )


def signing(r: Reading) -> Choice | None:
    """Who signed, when, where, in which function."""
    person = any(t.kind == "person" for t in r.things)
    if person and re.search(
        r"\b(?:gesagt|sagt|sagte|erklaert\w*|meint\w*|betont\w*|begruendet\w*|aeussert\w*|zitiert|zitat\w*|wort|said|says?|quoted?|explain\w*|stress\w*|justif\w*|argue[sd]?)\b",
        r.folded,
    ):
        return Choice("thing", "look_up")
    if (
        "quoted" in r.attributes
        and not r.things
        and (r.operations & {"who", "list", "count"} or "official" in r.attributes or len(r.words) < 2)
        and "signatory" not in r.attributes
    ):
        return Choice("thing", "list", "people")
    if "agreements" in r.corpus and _WHO_HAS_ONE.search(r.folded) and not (person or r.dates):
        return Choice("corpus", "count" if "count" in r.operations else "list", "bodies")
    told = r.operations & {
        "who",
        "when",
        "where",
        "list",
        "count",
        "yes_no",
        "maximum",
        "minimum",
        "why",
        "how_many_amount",
    }
    if (
        "signatory" in r.attributes
        and len(r.words) > 2
        and not (person or r.dates)
        and not (told & {"who", "when", "where"})
    ):
        return None
    if r.attributes & {"signatory", "sign_date", "sign_place"} and (
        "signatory" in r.attributes or "agreements" in r.corpus or person
    ):
        return Choice("signing", told_operation(r, "look_up"), "bodies" if WHICH_BODY.search(r.folded) else "people")
    if "official" in r.attributes and (
        r.mentions.bodies or person or "who" in r.operations or "list" in r.operations or "agreements" in r.corpus
    ):
        return Choice("signing", told_operation(r, "look_up"), "people")
    return Choice("thing", "look_up") if person else None


_WHO_HAS_ONE = re.compile(
    r"\b(?:which|what|how many|welche|wie ?viele?n?) (?!place|ort|date|day)(?:\w+ )?(?:district|cit|bod|count|kreis|landkreis|staedt|stadt|kommun|gebietsk)\w*(?: \w+){0,4}? (?:signed|concluded|unterschrieb\w*|unterzeichn\w*|abgeschlossen|geschlossen|haben|have|has|with|mit)\b"
)
"""Bodies with an agreement at all: who signed it is not asked."""


def places(r: Reading) -> Choice | None:
    """Numbers of places."""
    if (
        "places" in r.attributes
        and "signatory" not in r.attributes
        and (r.operations & {"count", "how_many_amount", "list", "sum"} or r.mentions.bodies)
    ):
        summed = "sum" in r.operations
        return Choice("places", "sum" if summed else told_operation(r, "look_up"))
    return None


def absent(r: Reading) -> Choice | None:
    """Details that documents seldom state."""
    name = absent_attribute(r)
    counted_thing = "count" in r.operations and "measures" not in r.attributes
    if ("places" in r.attributes or counted_thing) and any(t.kind == "measure" for t in r.things):
        return Choice("absent", "look_up")
    if name == "provider" and ("part_time" in r.topics or ("list" in r.operations and "measures" in r.attributes)):
        return None
    if not name or r.sections or r.attributes & {"places", "signatory"} - _free(name) or STRONG_DEFINE.search(r.folded):
        return None
    if name == "provider" and r.things and _WHICH_AUTHORITY.search(r.folded):
        return None
    if name == "cost" and "own_share" in r.attributes:
        # "Was kostet das den Landkreis selbst?" asks for its own money.
        return None
    if name == "cost" and "agreements" in r.corpus and not _PER_HEAD.search(r.folded):
        return None
    if name == "success" and "share" in r.operations and "measures" in r.attributes:
        return None
    counted = name == "participants" and (
        r.operations & {"count", "how_many_amount"} or NUMBER_OF_PEOPLE.search(r.folded)
    )
    about = r.things or r.mentions.bodies or "measures" in r.attributes or "agreements" in r.corpus
    always = name not in {"participants", "provider", "deadline", "duration", "contact", "legal_basis"}
    if counted or (name != "participants" and (about or always)):
        return Choice("absent", "look_up")
    return None


def _free(name: str) -> frozenset[str]:
    """Attributes that a detail may be named with: what a signatory earns is no question about signatures."""
    return (
        frozenset({"places", "signatory"}) if name in {"wage", "party", "average_age", "free_places"} else frozenset()
    )


_PER_HEAD = re.compile(r"\b(?:pro|je|per) \w+|platz|teilnehm|kopf|place|head|person")
_WHICH_AUTHORITY = re.compile(
    r"\b(?:which|welche[rs]?|in welche[mr]) (?:authority|district|city|body|county|municipality|kreis|landkreis|stadt|gebietsk\w*|kommune|behoerde)\b"
)


_EXPLAINED = re.compile(
    r"\bwofuer steh(?:t|en)\b|\bwas bedeutet\b|\bbedeutung\b|\b(?:bitte|kurz|mal) (?:\w+ )?erklaer\w*|\berklaer\w* (?:mir|uns|bitte|kurz)\b|\bstands? for\b|\b(?:please|briefly) explain\b|\bwhat does\b.*\bmean\b"
)
"""A name that is to be explained, not found."""


def thing(r: Reading) -> Choice | None:
    """A project or list item by its name."""
    named = [t for t in r.things if t.kind in {"measure", "offer"}]
    if named and _EXPLAINED.search(r.folded) and not WHICH_BODY.search(r.folded):
        return Choice("define", "look_up")
    if named and _asks_detail(r):
        return Choice("absent", "look_up")
    money = r.attributes & {"amount", "own_share"} or GOES_TO.search(r.folded)
    if named and not (money and _asks_amount(r)):
        if "yes_no" in r.operations and r.mentions.bodies and not r.absent:
            return Choice("thing", "yes_no", "bodies")
        return Choice(
            "thing", "look_up", "bodies" if WHICH_BODY.search(r.folded) or WHO.search(r.folded) else "measures"
        )
    if named:
        return Choice("absent", "look_up")
    return None


PLAIN_VERBS = frozenset(
    [
        "angeboten",
        "anbieten",
        "bietet",
        "laeuft",
        "laufen",
        "findet",
        "finden",
        "gefunden",
        "gefoerdert",
        "finanziert",
        "enthalten",
        "vorhanden",
        "aufgefuehrt",
        "genannt",
        "heisst",
        "zustaendig",
        "gehoert",
        "gehoeren",
        "existiert",
        "offered",
        "offers",
        "offer",
        "located",
        "found",
        "find",
        "listed",
        "belong",
        "belongs",
        "called",
        "exist",
        "exists",
        "appear",
        "appears",
        "part",
        "still",
        "have",
        "available",
        "funded",
    ]
)
"""Verbs that say no more than that something is there."""


def _asks_detail(r: Reading) -> bool:
    """Whether something is asked of a named project that no record holds ("Sprachniveau", "Anmeldeschluss", companies)."""
    if "categories" in r.attributes or (r.attributes & {"measures", "signatory", "function"} and r.language == "en"):
        return False
    if (
        "why" in r.operations
        or r.operations & {"yes_no", "define", "list"} - ({"list"} if r.language == "de" else set())
        or r.sections
    ):
        return False
    nouns = [w for w in r.words if is_noun(w, r) and w not in PLAIN_VERBS]
    return bool(nouns) and not r.mentions.groups and "reverse" not in r.operations


def _asks_amount(r: Reading) -> bool:
    strong = {"how_many_amount", "maximum", "minimum"} & r.operations
    return bool(strong) or bool(
        re.search(
            r"euro|€|betrag|summe|budget|wie hoch|how much|amount|geld|kosten|kostet|cost|anteil der mittel|share of the",
            r.folded,
        )
    )
