"""The rules by which a question is given its kind of answer: the first that fits wins."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.plan import Doubt, Kind, Operation, Wanted
from assistant.question.read import Reading


@dataclass(frozen=True, slots=True)
class Choice:
    """The kind, operation and rows that a rule chose."""

    kind: Kind
    operation: Operation
    wanted: Wanted = ""


Rule = Callable[[Reading], Choice | None]

_NUMERIC = frozenset({"sum", "average", "maximum", "minimum", "difference", "share", "rank", "development"})
_WHICH_BODY = re.compile(
    r"\b(?:welche[nrsm]?|wie viele|which|what|how many|in welche[mrn]|alle|all|nenn\w*|list\w*|every|jede[rs]?)\s+"
    r"(?:(?:der|die|das|dieser|diese|den|hessischen?|anderen?|weiteren?|sonstigen?|kreisfreien?|\d+|of|the|hessian|other|these|all|alle[nr]?|mir)\s+){0,3}"
    r"(?:landkreis|kreis|stadt|staedt|gebietskoerperschaft|kommune|bod(?:y|ies)|district|cit(?:y|ies)|count(?:y|ies)|municipalit)"
)
_WHO = re.compile(r"^(?:und |and )?(?:wer|who|wem|whom)\b")
_YEAR_ASKED = re.compile(r"\b(?:in )?welche[mns]? jahr\w*|\bwhich years?\b|\bwhat year\b")


def asked_years(r: Reading) -> tuple[int, ...]:
    """The single years and closed ranges of years that a question names."""
    years: list[int] = []
    for mention in r.years:
        if mention.first is not None and mention.last is not None:
            years += range(mention.first, mention.last + 1)
    return tuple(dict.fromkeys(years))


def named_bodies(r: Reading) -> tuple[str, ...]:
    """The bodies that a question names beyond doubt, and those of a named Regierungsbezirk."""
    sure = [m.candidates[0] for m in r.mentions.bodies if len(m.candidates) == 1]
    grouped = [b for g in r.mentions.groups if g.district for b in g.bodies]
    return tuple(dict.fromkeys([*sure, *grouped]))


def open_doubts(r: Reading) -> tuple[Doubt, ...]:
    """Ambiguous names; one that a sure mention of the same name settles elsewhere in the question is none."""
    sure = set(named_bodies(r))
    found = [Doubt(m.written, m.candidates) for m in r.mentions.bodies if len(m.candidates) > 1]
    return tuple(d for d in dict.fromkeys(found) if not sure & set(d.bodies))


def absent_attribute(r: Reading) -> str:
    """The attribute that documents usually do not state, empty where none is asked for."""
    counting = bool(r.operations & {"count", "how_many_amount"})
    needs_count = {"participants"}
    found = [name for name in r.absent if counting or name not in needs_count]
    return "duration" if "duration" in found else min(found, default="")


def _operation(r: Reading, default: Operation) -> Operation:
    """The operation that the cue words name, strongest first."""
    ops = r.operations
    order: tuple[Operation, ...] = ("rank", "maximum", "minimum", "difference", "share", "average", "count")
    chosen = next((name for name in order if name in ops), None)
    if chosen is not None:
        return chosen
    if "sum" in ops and not _is_total_of_one(r):
        return "sum"
    if "development" in ops:
        return "development"
    if "compare" in ops:
        return "compare"
    return "yes_no" if "yes_no" in ops else default


_STATE = re.compile(
    r"\bstate (?:money|funds|funding)\b|\blandesmittel\b|\b(?:das|vom|des|dem) land(?:es)?\b|\bthe state\b|\bstate of hesse\b|\blandesweit\w*|\bstatewide\b"
)
_GIVES = re.compile(
    r"stell|bereit|gibt|gab|zahl|verfueg|insgesamt|vergib|vergab|sieht|sah|provid|spend|allocat|provid|give|in total|make available"
)


def is_statewide(r: Reading) -> bool:
    """Whether the money of the whole state is meant: the Land as the giver, and no body as the receiver."""
    if r.mentions.state:
        return True
    return not r.mentions.bodies and not r.mentions.groups and bool(_STATE.search(r.folded) and _GIVES.search(r.folded))


def _is_total_of_one(r: Reading) -> bool:
    """Whether "insgesamt" only means the one total of one body or of the state."""
    many = (
        len(named_bodies(r)) + len(open_doubts(r)) > 1
        or bool(r.mentions.groups)
        or "zusammen" in r.folded
        or "together" in r.folded
    )
    return not many and (bool(named_bodies(r)) or bool(open_doubts(r)) or is_statewide(r))


def _limits(r: Reading) -> Choice | None:
    if "order" in r.limits or _asks_for_work(r.folded):
        return Choice("refused", "look_up")
    if "change" in r.limits and _begins_as_order(r.folded):
        return Choice("refused", "look_up")
    if r.limits & {"greeting", "thanks"} or (
        "help" in r.limits and not r.mentions.bodies and not r.attributes & {"amount", "measures"}
    ):
        return Choice("help", "look_up")
    return None


_ORDER_START = re.compile(
    r"^(?:bitte |please |und |jetzt |mal )*(?:trag\w*|speicher\w*|loesch\w*|aender\w*|ueberschreib\w*|merk dir|notier\w*|fueg\w*|setze?|ersetz\w*|"
    r"schick\w*|uebersetz\w*|translate|dichte|sende?|mail\w*|ueberweis\w*|buch\w*|bestell\w*|schreib\w*|delete|remove|overwrite|insert|send|transfer|save|store|write|book|order|change|email)\b"
)


_FOR_ME = re.compile(r"^(?:bitte |please )?(\w+) (?:mir|uns|me|us)\b")
_INFORMS = re.compile(
    r"zeig|nenn|gib|gebt|lies|lese|zitier|read|quote|list|sag|erklaer|erlaeuter|such|find|stell|fass|zaehl|schick|beantwort|hilf|verrat|teil|berechne|rechne|vergleich|"
    r"show|tell|give|name|explain|help|find|list|sum|was|wie|wer|wo|welche|what|who|how|let|do|does|can|could|kannst|koennen|koennt"
)


def _asks_for_work(folded: str) -> bool:
    """Whether a sentence begins with an order that is none for information ("programmier mir ...")."""
    match = _FOR_ME.search(folded)
    return match is not None and not _INFORMS.match(match.group(1))


def _begins_as_order(folded: str) -> bool:
    return _ORDER_START.search(folded) is not None


_COMPARES = re.compile(
    r"aender|unterschied|unterscheid|gleich|identi|ueberein|verschied|\bneu|vergleich|differ|\bsame\b|chang|compar|abweich|versus|gegenueber|word for word"
)


def _wording(r: Reading) -> Choice | None:
    texts = re.search(r"\btext|\bwort|wording|formulier|fassung", r.folded)
    if "difference" in r.operations and texts and not r.attributes & {"amount", "measures"}:
        return Choice("wording", "compare")
    if "wording" not in r.operations or r.attributes & {"amount", "signatory", "measures"} - {"measures"}:
        return None
    newer = re.search(r"\bneu\w*\b.*\b(?:gegenueber|als|seit)\b|\bnew\b.*\b(?:compared|against|since)\b", r.folded)
    several = len(asked_years(r)) > 1 and r.operations & {"wording", "compare", "difference", "development"}
    if r.sections and (several or (newer and asked_years(r))):
        return Choice("wording", "compare")
    if not _COMPARES.search(r.folded):
        return None
    about_text = (
        bool(r.sections)
        or "agreements" in r.corpus
        or len(asked_years(r)) > 1
        or bool(re.search(r"wort|text|wording|formulier|praeambel|vorlage|template|fassung", r.folded))
    )
    if not about_text or (
        "show" in r.operations and re.search(r"wortlaut (?:von|des|der)", r.folded) and len(r.sections) == 1
    ):
        return None
    return Choice("wording", "compare")


def _show(r: Reading) -> Choice | None:
    told = {
        w
        for w in r.words
        if w not in {"text", "wortlaut", "inhalt", "abschnitt", "section", "vereinbarung", "agreement"}
    }
    bare = not told and not r.operations - {"list", "show"} and not r.attributes - {"sections"} and not r.topics
    if not r.sections or not (r.operations & {"show", "factsheet"} or bare):
        return None
    if r.operations & {"wording", "compare"} and len(asked_years(r)) > 1:
        return None
    return Choice("show", "look_up")


def _ministry(r: Reading) -> Choice | None:
    if "ministry" in r.attributes and "signatory" not in r.attributes:
        return Choice("ministry", "look_up")
    return None


def _comparison(r: Reading) -> Choice | None:
    """Two bodies side by side and nothing else asked ("Vergleiche Kassel und Offenbach")."""
    several = len(r.mentions.bodies) > 1
    bare = not (r.attributes or r.topics or r.sections or r.themes or r.words)
    return Choice("comparison", "compare") if several and bare and r.operations & {"compare", "difference"} else None


def _factsheet(r: Reading) -> Choice | None:
    named = bool(r.mentions.bodies) or bool(r.corpus & {"press", "agreements"})
    if "factsheet" in r.operations and named and not r.operations & (_NUMERIC - {"sum"}):
        return Choice("factsheet", "look_up")
    if (
        r.mentions.bodies
        and not (r.attributes | r.topics | r.absent)
        and not r.words
        and not r.operations
        and not r.themes
    ):
        return Choice("factsheet", "look_up")
    return None


def _categories(r: Reading) -> Choice | None:
    counted = "measures" in r.attributes and (r.category_number is not None or r.categories)
    if "categories" not in r.attributes or r.things or counted or not _asks_for_categories(r):
        return None
    return Choice("categories", _operation(r, "list"))


def _asks_for_categories(r: Reading) -> bool:
    return bool(
        re.search(
            r"(?:welche[nr]?|wie ?viele?|which|what|how many|alle|nenn\w*|list\w*|was sind|what are)\s+(?:\w+\s+){0,3}?(?:die )?(?:\w*massnahmen?art|\w*kategorie|foerderart|foerderbereich|foerderfeld|schwerpunkt|handlungsfeld|categor|types? of|kinds? of|fields? of|focus)",
            r.folded,
        )
    )


_STRONG_DEFINE = re.compile(
    r"wofuer steht|bedeutet|heisst|gemeint|abkuerz|kuerzel|stands? for|mean|acronym|abbreviat|begriff|defin|versteht man|ausgeschrieben|bedeutung|fuer was steht|^\S+ *= *\?"
)


_SOFT_DEFINE = re.compile(r"^what.?s\b|\b(?:was (?:ist|sind|meint)|what (?:is|are)|wer (?:ist|sind))\b")


def _define(r: Reading) -> Choice | None:
    strong = _STRONG_DEFINE.search(r.folded)
    if not strong and "define" not in r.operations:
        return None
    if r.operations & _NUMERIC or "factsheet" in r.operations:
        return None
    named = r.mentions.bodies or r.things
    if not strong and (r.attributes & {"signatory", "official", "places"} or (named and r.attributes)):
        return None
    return Choice("define", "look_up") if strong or _SOFT_DEFINE.search(r.folded) else None


def _corpus(r: Reading) -> Choice | None:
    asked = r.corpus & {"documents", "agreements", "press"}
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
    strong = "held" in r.corpus or r.operations & {"count", "list"}
    if "count" in r.operations and not _COUNTS_DOCUMENTS.search(r.folded):
        return None
    return (
        Choice(
            "corpus",
            "count" if "count" in r.operations else "list",
            "bodies" if _WHICH_BODY.search(r.folded) else "documents",
        )
        if strong and not _unexplained(r)
        else None
    )


_COUNTS_DOCUMENTS = re.compile(
    r"(?:wie ?vielen?|how many|anzahl(?: der)?|number of)\s+(?:(?!hat|haben|list|enth|steh|gibt|does|do\b|has|have|are)\w+\s+){0,3}?"
    r"(?:\w*vereinbarung|vertr|dokument|unterlage|presse|agreement|document|press|quelle|source|landkreis|kreis|stadt|staedt|gebietsk|kommune|bod|district|cit)"
)


def _unexplained(r: Reading) -> bool:
    return len(r.words) > 1


def _signing(r: Reading) -> Choice | None:
    person = any(t.kind == "person" for t in r.things)
    if person and re.search(
        r"\b(?:gesagt|sagt|sagte|erklaert|erklaerte|meint|zitiert|zitat|said|says?|quoted?)\b", r.folded
    ):
        return Choice("thing", "look_up")
    if r.attributes & {"signatory", "sign_date", "sign_place"} and (
        "signatory" in r.attributes or "agreements" in r.corpus or person
    ):
        return Choice("signing", _operation(r, "look_up"), "bodies" if _WHICH_BODY.search(r.folded) else "people")
    if "official" in r.attributes and (
        r.mentions.bodies or person or "who" in r.operations or "list" in r.operations or "agreements" in r.corpus
    ):
        return Choice("signing", _operation(r, "look_up"), "people")
    return Choice("thing", "look_up") if person else None


def _places(r: Reading) -> Choice | None:
    if "places" in r.attributes and (r.operations & {"count", "how_many_amount", "list", "sum"} or r.mentions.bodies):
        return Choice("places", _operation(r, "look_up"))
    return None


def _absent_choice(r: Reading) -> Choice | None:
    name = absent_attribute(r)
    counted_thing = "count" in r.operations and "measures" not in r.attributes
    if ("places" in r.attributes or counted_thing) and any(t.kind == "measure" for t in r.things):
        return Choice("absent", "look_up")
    if not name or r.sections or r.attributes & {"places", "signatory"} or _STRONG_DEFINE.search(r.folded):
        return None
    if name == "provider" and r.things and _WHICH_AUTHORITY.search(r.folded):
        return None
    counted = name == "participants" and r.operations & {"count", "how_many_amount"}
    about = r.things or r.mentions.bodies or "measures" in r.attributes or "agreements" in r.corpus
    always = name in {"cost", "hours", "wage", "success", "gender_split", "staff_size"}
    if counted or (name != "participants" and (about or always)):
        return Choice("absent", "look_up")
    return None


_WHICH_AUTHORITY = re.compile(
    r"\b(?:which|welche[rs]?|in welche[mr]) (?:authority|district|city|body|county|municipality|kreis|landkreis|stadt|gebietsk\w*|kommune|behoerde)\b"
)


def _thing(r: Reading) -> Choice | None:
    named = [t for t in r.things if t.kind in {"measure", "offer"}]
    if named and not (r.attributes & {"amount", "own_share"} and _asks_amount(r)):
        if "yes_no" in r.operations and r.mentions.bodies and not r.absent:
            return Choice("thing", "yes_no", "bodies")
        return Choice(
            "thing", "look_up", "bodies" if _WHICH_BODY.search(r.folded) or _WHO.search(r.folded) else "measures"
        )
    if named:
        return Choice("absent", "look_up")
    return None


_MONEY = re.compile(
    r"haushaltsmittel|haushaltsansatz|hh-mittel|\bmittel|geld|zuwendung|allocation|funding|grant|money|ansatz"
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


def _asks_amount(r: Reading) -> bool:
    strong = {"how_many_amount", "maximum", "minimum"} & r.operations
    return bool(strong) or bool(
        re.search(r"euro|€|betrag|summe|budget|wie hoch|how much|amount|geld|kosten|kostet|cost", r.folded)
    )


def _funds(r: Reading) -> Choice | None:
    if _computes_bare(r):
        return Choice("funds", _operation(r, "look_up"), "amounts")
    asked = r.attributes & {"amount", "own_share"}
    if not asked and not r.amounts:
        return None
    listing = "measures" in r.attributes and r.operations & {"list", "count"} and "how_many_amount" not in r.operations
    if listing and not r.amounts and not r.operations & {"maximum", "minimum", "difference", "average"}:
        return None
    numeric = (
        bool(r.operations & (_NUMERIC | {"compare", "how_many_amount"}))
        or bool(r.amounts)
        or bool(
            re.search(
                r"betrag|betraege|summe|hoehe|wie ?viel|amounts?\b|how much|wie hoch|budget|eigenanteil|euro|bekomm|bekam|kriegt|erhaelt|erhielt|erhalten|geld|kohle|receive|provid|allocat|\bgets?\b",
                r.folded,
            )
        )
    )
    plain = not r.operations & {"who", "why", "how", "when", "where"}
    received = _MONEY.search(r.folded) and (r.mentions.bodies or is_statewide(r)) and plain
    numeric = numeric or bool(received) or "own_share" in r.attributes
    if "why" in r.operations and r.operations & {"compare"} and len(r.mentions.bodies) == 2:
        return Choice("funds", "compare")
    where_to = re.search(
        r"\bwofuer\b|\bwozu\b|\bwie werden\b|\bwoher\b|\bwo\b|\bwer entscheidet\b|what for\b|\bwarum\b(?!.*\d)|\bwelche zusaetzlich\w*",
        r.folded,
    )
    if not numeric or (where_to and not r.amounts):
        return None
    wanted: Wanted = "bodies" if _WHICH_BODY.search(r.folded) or _WHO.search(r.folded) else "amounts"
    return Choice("funds", _operation(r, "look_up"), "years" if _YEAR_ASKED.search(r.folded) else wanted)


_LISTING = frozenset(
    ["list", "count", "yes_no", "maximum", "minimum", "average", "compare", "rank", "share", "only", "who", "sum"]
)
_WHICH_AGREEMENT = re.compile(
    r"(?:welche[rs]?|wie ?viele?|which|how many) (?:\w+ ){0,2}?(?:ziel)?(?:vereinbarung|agreement)"
)


def _measures(r: Reading) -> Choice | None:
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
    bodies = _WHICH_BODY.search(r.folded) or _WHO.search(r.folded) or terse or "where" in r.operations
    wanted: Wanted = "bodies" if bodies else "measures"
    if wanted == "measures" and _WHICH_AGREEMENT.search(r.folded):
        wanted = "agreements"
    return Choice("measures", _operation(r, "list"), wanted)


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
    if _PLACE_ONLY.search(r.folded) and not r.words and (r.topics or r.themes or "measures" in r.attributes):
        return False
    return _RULE_WORDS.search(r.folded) is not None


RULES: tuple[Rule, ...] = (
    _limits,
    _wording,
    _show,
    _ministry,
    _absent_choice,
    _define,
    _categories,
    _signing,
    _thing,
    _places,
    _comparison,
    _factsheet,
    _funds,
    _corpus,
    _measures,
)
