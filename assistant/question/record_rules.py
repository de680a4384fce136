"""Rules for questions about records: amounts, signatures, categories, places, named things."""

import re
from typing import TYPE_CHECKING

from assistant.question.choices import (
    NUMBER_OF_PEOPLE,
    NUMERIC,
    PER_PROJECT,
    SHARED_OUT,
    STATE_PAYS,
    WHICH_BODY,
    WHO,
    YEAR_ASKED,
    Choice,
    absent_attribute,
    is_noun,
    is_statewide,
    told_operation,
)
from assistant.question.read import Reading
from assistant.question.text_rules import STRONG_DEFINE

if TYPE_CHECKING:
    from assistant.plan import Wanted


def categories(r: Reading) -> Choice | None:
    """The kinds of measures themselves."""
    counted = "measures" in r.attributes and (r.category_number is not None or r.categories)
    if _BY_CATEGORY.search(r.folded) and not counted and "count" in r.operations:
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
            r"(?:welche[nr]?|wie ?viele?|which|what|how many|alle|nenn\w*|list\w*|was sind|what are)\s+(?:\w+\s+){0,3}?(?:die )?(?:\w*massnahmen?art|\w*kategorie|foerderart|foerderbereich|foerderfeld|schwerpunkt|handlungsfeld|categor|types? of|kinds? of|fields? of|focus)"
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


def thing(r: Reading) -> Choice | None:
    """A project or list item by its name."""
    named = [t for t in r.things if t.kind in {"measure", "offer"}]
    if named and _asks_detail(r):
        return Choice("absent", "look_up")
    if named and not (r.attributes & {"amount", "own_share"} and _asks_amount(r)):
        if "yes_no" in r.operations and r.mentions.bodies and not r.absent:
            return Choice("thing", "yes_no", "bodies")
        return Choice(
            "thing", "look_up", "bodies" if WHICH_BODY.search(r.folded) or WHO.search(r.folded) else "measures"
        )
    if named:
        return Choice("absent", "look_up")
    return None


_PLAIN_VERBS = frozenset(
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
    nouns = [w for w in r.words if is_noun(w, r) and w not in _PLAIN_VERBS]
    return bool(nouns) and not r.mentions.groups and "reverse" not in r.operations


_MONEY = re.compile(
    r"haushaltsmittel|haushaltsansatz|hh-mittel|\bmittel|geld|zuwendung|allocation|funding|grant|money|ansatz|zusch(?:uss|uess)|subsid"
)


def _computes_bare(r: Reading) -> bool:
    """A computation over bodies or agreements with nothing else named is one over their amounts."""
    over = len(r.mentions.bodies) > 1 or "agreements" in r.corpus or is_statewide(r)
    over = over or (bool(r.mentions.bodies) and "share" in r.operations)
    if "count" in r.operations and "how_many_amount" not in r.operations:
        return False
    other = (
        r.attributes - {"amount", "sections", "function"}
        or r.topics
        or r.themes
        or r.sections
        or r.things
        or r.categories
    )
    return bool(
        over and not other and r.operations & {"sum", "average", "difference", "share"} and "count" not in r.operations
    )


_SUM_WORDS = re.compile(
    r"betrag|betraege|summe|hoehe|wie ?viel|wie hoch|amounts?\b|how much|how high|euro|€|eigenanteil|eigen|bekomm|bekam|kriegt|erhaelt|erhielt|"
    r"erhalten|receive|allocat|\bgets?\b|\bgot\b|meist|most|hoechst|highest|lowest|wenigst|least|zusammen|together|total"
)


SUM_NOUNS = re.compile(
    r"betrag|betraege|summe|\bhoehe|wie ?viel|wie hoch|amounts?\b|how (?:much|high|large|big)|euro|€|eigenanteil|meist|most|hoechst|highest|lowest|wenigst|least|zusammen|together|total|insgesamt|figure|eigen"
)
"""Words that ask for a sum of money, not only for money."""


_MONEY_NOUNS = re.compile(
    r"betrag|betraege|summe|mittel|budget|\bgeld|zuwend|zuschuss|zuschuess|foerder|wie ?viel|\bamounts?\b|how much|euro|€|eigen|insgesamt|zusammen|together|total|funding|money|grant|allocat"
)


def _is_about_money_in_general(r: Reading) -> bool:
    """Whether "Budget" or "Geld" only names the subject of a question about rules ("Wie flexibel ist das Budget?")."""
    named = r.mentions.bodies or r.mentions.groups or is_statewide(r) or r.amounts
    if named or "rank" in r.operations or not r.words:
        return False
    # "Kriegt man das Fahrgeld ersetzt?": who gets something gets no sum of ours where another thing is named.
    strange = not r.years and any(is_noun(word, r) for word in r.words)
    return (_MONEY_NOUNS if strange else _SUM_WORDS).search(r.folded) is None


def _asks_only_how_much(r: Reading) -> bool:
    """Whether "wie viel" goes with nothing that is counted: a body and a verb ("Wie viel fließt nach Fulda?")."""
    nouns = [w for w in r.words if is_noun(w, r)]
    other = r.attributes or r.absent or r.topics or r.themes or r.things or r.sections or r.categories
    return (
        bool(r.mentions.bodies or r.mentions.groups or r.years)
        and not nouns
        and not other
        and _HOW_MUCH.search(r.folded) is not None
    )


_HOW_MUCH = re.compile(r"\b(?:wie ?viel|how much)\b")


def _asks_amount(r: Reading) -> bool:
    strong = {"how_many_amount", "maximum", "minimum"} & r.operations
    return bool(strong) or bool(
        re.search(
            r"euro|€|betrag|summe|budget|wie hoch|how much|amount|geld|kosten|kostet|cost|anteil der mittel|share of the",
            r.folded,
        )
    )


_SPENDS = re.compile(
    r"\bwas (?:gibt|gab|zahlt|zahlte|stellt|stellte|investiert)\b|\bwhat (?:does|did) .* (?:spend|pay|invest|provide)\b"
)
_NUMBER_OF = re.compile(r"\b\w*zahl (?:der|von)\b|\bnumber of\b")


def _asks_number(r: Reading) -> bool:
    """Whether a sum of money is wanted: by an operation, a sum, a word for one, or by who receives money."""
    numeric = (
        bool(r.operations & (NUMERIC | {"compare", "how_many_amount"}))
        or bool(r.amounts)
        or bool(
            re.search(
                r"betrag|betraege|summe|hoehe|wie ?viel|amounts?\b|how much|wie hoch|budget|eigenanteil|euro|zugesagt|zugeteilt|zusteh|figure|recipient|gefoerdert|dotiert|bekomm|bekam|kriegt|erhaelt|erhielt|erhalten|geld|kohle|receive|provid|allocat|\bgets?\b(?! \w+ed\b)",
                r.folded,
            )
        )
    )
    plain = not r.operations & {"who", "why", "how", "when", "where"}
    holder = bool(r.mentions.bodies) or is_statewide(r)
    spoken = _MONEY.search(r.folded) or (is_statewide(r) and re.search(r"\bfunds\b", r.folded))
    received = bool(spoken) and holder and plain
    return numeric or received or "own_share" in r.attributes


_SHARES_OUT = re.compile(
    r"\b(?:geld|mittel|betrag|summe|euro|budget|money|funds|amounts?|euros)\b.*\b(?:verteil|aufgeteilt|aufteil|entfaell|entfall|bekommt|erhaelt|kriegt|anteil|distribut|divided|split|gets?|receives?|goes to|shares?)"
    r"|\b(?:anteil|verteil|aufteil|aufgeteilt|betraeg|betrag|shares?|how much|wie viel|split|breakdown|amounts?)\w*\b.*\b(?:einzelne|individual|single|each|every|jede)"
)
"""Money shared out among something."""


def funds(r: Reading) -> Choice | None:
    """Amounts and computations over them."""
    if SHARED_OUT.search(r.folded) and not r.mentions.bodies:
        return Choice("funds", "average", "amounts")
    if _computes_bare(r):
        return Choice("funds", told_operation(r, "look_up"), "amounts")
    each = "average" in r.operations or _SHARES_OUT.search(r.folded)
    if each and PER_PROJECT.search(r.folded) and "count" not in r.operations and not r.things:
        return Choice("funds", "average", "amounts")
    if not _names_money(r) or _is_of_projects(r) or _is_about_money_in_general(r):
        return None
    if "when" in r.operations and not r.amounts and not SUM_NOUNS.search(r.folded):
        return None
    if "why" in r.operations and r.operations & {"compare"} and len(r.mentions.bodies) == 2:
        return Choice("funds", "compare")
    if not _asks_number(r) or (_WHERE_TO.search(r.folded) and not r.amounts):
        return None
    wanted: Wanted = "bodies" if WHICH_BODY.search(r.folded) or WHO.search(r.folded) else "amounts"
    told = told_operation(r, "look_up")
    if told == "maximum" and _LATELY.search(r.folded) and not _MOST.search(r.folded):
        told = "look_up"
    return Choice("funds", told, "years" if YEAR_ASKED.search(r.folded) else wanted)


def _names_money(r: Reading) -> bool:
    """Whether money is named, or told of without a word for it."""
    if r.attributes & {"amount", "own_share"} or r.amounts:
        return True
    given = "how_many_amount" in r.operations and (is_statewide(r) or _asks_only_how_much(r))
    given = given or (is_statewide(r) and _SPENDS.search(r.folded) is not None)
    given = given or ("cost" in r.absent and "agreements" in r.corpus)
    return given or ("share" in r.operations and STATE_PAYS.search(r.folded) is not None)


def _is_of_projects(r: Reading) -> bool:
    """Whether money is only the subject of a question about projects: listed, counted, shared, or whether there are any."""
    measures = "measures" in r.attributes
    if measures and "share" in r.operations and (r.topics or r.categories or r.themes):
        return True
    listing = measures and r.operations & {"list", "count"} and "how_many_amount" not in r.operations
    computed = r.operations & {"maximum", "minimum", "difference", "average"}
    if listing and "own_share" not in r.attributes and not r.amounts and not computed:
        return True
    if r.amounts:
        return False
    if "count" in r.operations and _NUMBER_OF.search(r.folded) and not _MONEY.search(r.folded):
        return True
    own = r.attributes & {"amount", "own_share"} == {"own_share"}
    return bool(r.categories) and "yes_no" in r.operations and not _HOW_MUCH.search(r.folded) and not own


_WHERE_TO = re.compile(
    r"\bwofuer\b|\bwozu\b|\bwie werden\b|\bwoher\b|\bwo\b|\bwer entscheidet\b|what for\b|\bwarum\b(?!.*\d)|\bwelche zusaetzlich\w*"
)
"""What money is for, or why it is given: no sum."""


_LATELY = re.compile(r"\bzuletzt\b|\blast time\b|\bmost recently\b|\blatest\b")
"""The last in time, which of a sum of money is no superlative."""

_MOST = re.compile(r"hoechst|groesst|meist|staerkst|\bmost\b(?! recently)|highest|largest|biggest|\btop\b")
