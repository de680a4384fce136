"""What a rule chooses, and what all rules ask of a reading."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.bodies import get_body
from assistant.plan import Doubt, Kind, Operation, Wanted
from assistant.question.cues import fold_question
from assistant.question.read import Reading


@dataclass(frozen=True, slots=True)
class Choice:
    """The kind, operation and rows that a rule chose."""

    kind: Kind
    operation: Operation
    wanted: Wanted = ""


Rule = Callable[[Reading], Choice | None]


NUMERIC = frozenset({"sum", "average", "maximum", "minimum", "difference", "share", "rank", "development"})


WHICH_BODY = re.compile(
    r"\b(?:welche[nrsm]?|wie ?vielen?|which|what|how many|in welche[mrn]|alle|all|nenn\w*|list\w*|every|jede[rs]?|anzahl|zahl|zaehl\w*|number of|count|suche|suchen|looking for)\s+"
    r"(?:(?:der|die|das|dieser|diese|den|hessischen?|anderen?|weiteren?|sonstigen?|kreisfreien?|\d+|of|the|hessian|other|these|all|alle[nr]?|mir)\s+){0,3}"
    r"(?:landkreis|kreis|stadt|staedt|gebietskoerperschaft|koerperschaft|kommune|bod(?:y|ies)|district|cit(?:y|ies)|count(?:y|ies)|municipalit)"
)


ANY_BODY = re.compile(
    r"\b(?:gibt es|gab es|are there|were there|is there|existier\w*|do|does|did|have|has|haben|hat)\s+(?:(?:auch|denn|noch|etwa|any|some|a|one|irgend\w*|einen?|eine|hessische\w*|kreisfreie\w*|hessian|rural|urban|independent)\s+){0,3}"
    r"(?:land)?(?:kreis(?:e|en)?|stadt|staedte|gebietskoerperschaft(?:en)?|koerperschaft(?:en)?|kommunen?|bod(?:y|ies)|districts?|cit(?:y|ies)|count(?:y|ies)|municipalit(?:y|ies))\b"
)
"""A question whether there is any body of a kind ("gibt es Kreise, die", "are there any cities that")."""


PER_PROJECT = re.compile(
    r"\b(?:pro|je|per|auf (?:ein|jedes|alle|die|sein\w*|ihre\w*)|fuer (?:ein|jedes)|across all|over all|among the|over the)"
    r" (?:\w+ )?(?:projekt|massnahme|vorhaben|angebot|project|measure)"
    r"|\b(?:jede[srnm]?|einzelne[srnm]?|ein(?:em)?|each|every|individual|single|one) (?:einzelne[srnm]? |single |individual )?(?:projekt|massnahme|vorhaben|project|measure)"
)
"""A share of each project in a sum: arithmetic that no document does."""


NUMBER_ASKED = re.compile(
    r"\b(?:zahl|ziffer|nummer|number|figure) (\d[\d.,]*\d|\d+)\b.{0,60}\b(?:wofuer|worauf|wozu|wovon|was|bezieh\w*|bezog\w*|steht|stand|gemeint|bedeut\w*|what|refers?|stands?|mean\w*|from)\b"
    r"|\b(?:wofuer|worauf|wozu|was|what)\b.{0,40}\b(?:zahl|ziffer|number|figure) (\d[\d.,]*\d|\d+)\b"
)
"""A number whose meaning is asked for."""

TIMES = re.compile(
    r"\b(?:wie ?viel ?mal|wievielfach\w*|wie ?viel ?fach\w*|das \w*fache|um welchen faktor|faktor|multiple of)\b"
    r"|\bhow (?:many|often) times\b.{0,40}\b(?:as (?:much|many|high|large|big)|the|larger|bigger|higher|more)\b"
    r"|\b(?:doppelt|dreimal|viermal|fuenfmal|zehnmal|\w+fach) so (?:viel\w*|hoch|gross)\b|\b(?:twice|(?:two|three|four|five|ten) times) (?:as|the|what)\b|\bdouble (?:the|what)\b"
)
"""How many times one figure is another."""


SHARED_OUT = re.compile(
    r"\b(?:gleichmaessig|gleich(?:e[nr]?)? (?:teile|verteilt)|evenly|equally|split|durch (?:die |alle )?\d+)\b.{0,80}\b(?:kreis|staedt|stadt|gebietsk|kommun|count|cit|district|bod|authorit|each|jede)"
    r"|\b(?:kreis|staedt|gebietsk|kommun|count|cit|district|bod|authorit)\w*\b.{0,60}\b(?:gleichmaessig|evenly|equally)\b"
)
"""A total that is shared out evenly among all bodies."""


WHO = re.compile(
    r"^(?:und |and )?(?:(?:bei|von|mit|fuer|by|for|with) )?(?:wer|who|wem|whom)\b|[:,] (?:(?:auf|bei|von|fuer|by|for) )?(?:wer|wen|wem|whom?|welche bod\w*|which bod\w*)\b|\b(?:wer|who) (?:alles|hat|has|verzichtet|gibt)\b"
    r"|^(?:wo|where) (?:gibt|steht|ist|is|are|there)\b"
)


YEAR_ASKED = re.compile(r"\b(?:in )?welche[mns]? jahr\w*|\bwhich years?\b|\bwhat year\b")


def asked_years(r: Reading) -> tuple[int, ...]:
    """The single years and closed ranges of years that a question names."""
    years: list[int] = []
    for mention in r.years:
        if mention.first is not None and mention.last is not None:
            years += range(mention.first, mention.last + 1)
    return tuple(dict.fromkeys(years))


def named_bodies(r: Reading) -> tuple[str, ...]:
    """The bodies that a question names beyond doubt, and those of a named Regierungsbezirk."""
    meant = [_of_kind(r, m.candidates) for m in r.mentions.bodies]
    sure = [bodies[0] for bodies in meant if len(bodies) == 1]
    grouped = [b for g in r.mentions.groups if g.district for b in g.bodies]
    return tuple(dict.fromkeys([*sure, *grouped]))


def _of_kind(r: Reading, candidates: tuple[str, ...]) -> tuple[str, ...]:
    """The bodies that a name may mean, of the one kind in which several are told of ("beide Landkreise, X und Y")."""
    told = _BOTH_OF_KIND.search(r.folded)
    if told is None or len(candidates) < 2 or len(r.mentions.bodies) < 2:
        return candidates
    kind = "stadt" if told.group("kind").startswith(("st", "cit", "kreisfreie")) else "landkreis"
    return tuple(body for body in candidates if get_body(body).kind == kind) or candidates


_BOTH_OF_KIND = re.compile(
    r"\b(?:beiden?|beider|die|der|den|zwei|both|the two|the) (?P<kind>(?:land)?kreisen?|kreisfreien staedten?|staedten?|(?:rural )?districts|cities)\b"
)


def open_doubts(r: Reading) -> tuple[Doubt, ...]:
    """Ambiguous names; one that a sure mention of the same name settles elsewhere in the question is none."""
    sure = set(named_bodies(r))
    found = [Doubt(m.written, m.candidates) for m in r.mentions.bodies if len(_of_kind(r, m.candidates)) > 1]
    return tuple(d for d in dict.fromkeys(found) if not sure & set(d.bodies))


def is_noun(word: str, r: Reading) -> bool:
    """Whether a folded word stands with a capital inside the question; any word of an English one may be a noun."""
    if r.language == "en":
        return True
    return any(fold_question(w) == word and w[0].isupper() for w in re.findall(r"(?<=\s)[^\W\d_]\w*", r.question))


NUMBER_OF_PEOPLE = re.compile(
    r"\bteilnehm\w*zahl\w*|\b(?:an)?zahl der (?:teilnehm|personen|menschen)\w*|\bnumber of (?:participants|people)\b"
)


_VALID = re.compile(r"\b(?:valid\w*|gueltig\w*|gilt|in force|in effect|laufzeit)\b")

_UNTIL_WHEN = re.compile(
    r"\bbis (?:wann|zu welche[mnr]|welche[mnr]|spaetestens)\b|\bby (?:when|what|which)\b|\buntil when\b"
)


_SUM_OF_FIELD = re.compile(
    r"\b(?:welche[rs]? (?:betrag|summe)|wie ?viel (?:geld|euro|mittel)|wie hoch|how much|what (?:amount|sum))\b.*\b(?:fuer|in|auf|for|on|to)\b"
)


def absent_attribute(r: Reading) -> str:
    """The attribute that documents usually do not state, empty where none is asked for."""
    if (
        r.categories
        and "amount" in r.attributes
        and "part_time" not in r.topics
        and not r.amounts
        and _SUM_OF_FIELD.search(r.folded)
    ):
        return "per_category"
    counting = bool(r.operations & {"count", "how_many_amount"}) or NUMBER_OF_PEOPLE.search(r.folded) is not None
    needs_count = {"participants"}
    found = [name for name in r.absent if counting or name not in needs_count]
    if (
        "payout" in found
        and "amount" in r.attributes
        and re.search(r"\b(?:welche[nrs]? (?:summe|betrag)|wie ?viel|how much|what (?:sum|amount))\b", r.folded)
    ):
        # "Welche Summe überweist das Land?" asks for the sum and not for the way it is paid.
        found = [name for name in found if name != "payout"]
    if "measures" in r.attributes and "amount" not in r.attributes:
        # Projects are counted for each category; only sums of money never are.
        found = [name for name in found if name != "per_category"]
    if _UNTIL_WHEN.search(r.folded) and not _VALID.search(r.folded):
        # "Bis wann dauern die Gespräche?" asks for a date.
        found = [name for name in found if name != "duration"]
    return "duration" if "duration" in found else min(found, default="")


GOES_TO = re.compile(
    r"\b(?:wie ?viel|how much)\b.*\b(?:davon|geht|gehen|fliess\w*|steckt|entfaell\w*|kostet|goes?|spent|flows?)\b"
)
"""Money that goes to a project, without a word for it."""

_ADDS = re.compile(
    r"\badd\b|\badds? up\b|addier|\bplus\b|zusammenrechn|zusammengezaehl|zusammengerechn|\bsumme\b|in einen topf"
)


_LARGER = re.compile(
    r"\b(?:groessere|hoehere|kleinere|niedrigere|larger|higher|bigger|smaller|lower)\w* (?:summe|betrag|sum|amount)"
)


def told_operation(r: Reading, default: Operation) -> Operation:
    """The operation that the cue words name, strongest first."""
    ops = r.operations
    if "compare" in ops and "sum" in ops and _LARGER.search(r.folded):
        return "compare"
    if {"count", "compare"} <= ops and len(r.mentions.bodies) == 2:
        # "Wie viele Projekte hat X mehr als Y?"
        return "difference"
    if {"maximum", "minimum"} <= ops and "rank" not in ops and not r.mentions.bodies:
        return "difference"
    order: tuple[Operation, ...] = ("rank", "maximum", "minimum", "difference", "share", "average", "count")
    measured = "share" in ops and ("own_share" not in r.attributes or _MEASURED.search(r.folded))
    if "sum" in ops and not measured and _ADDS.search(r.folded):
        return "sum"
    chosen = next((name for name in order if name in ops), None)
    if chosen == "share" and "own_share" in r.attributes and not (_MEASURED.search(r.folded) or TIMES.search(r.folded)):
        return "look_up"
    if chosen is not None:
        return chosen
    if "sum" in ops and not _is_total_of_one(r):
        return "sum"
    if "development" in ops:
        return "development"
    if "compare" in ops:
        return "compare"
    return "yes_no" if "yes_no" in ops else default


_MEASURED = re.compile(
    r"prozent|percent|per cent|%|\banteil\b.*\b(?:am|an)\b|\bshare (?:of|in) (?:the )?(?:total|whole|overall|program|budget|cost|sum)|\bteil\b.*\bvo[mn]\b"
)
"""The own money measured against a whole, not the sum itself."""


_STATE = re.compile(
    r"\bstate (?:money|funds|funding)\b|\blandesmittel\b|\b(?:das|vom|des|dem) land(?:es)?\b|\bthe state\b|\bstate of hesse\b|\blandesweit\w*|\bstatewide\b"
)


STATE_PAYS = re.compile(
    r"\b(?:traegt|traegst|tragen|zahl\w*|finanzier\w*|uebernimm\w*|uebernehm\w*|steuer\w*|stamm\w*|kommt|kommen|pays?|paid|cover\w*|bears?|financ\w*|fund\w*|com(?:e|es))\b.{0,60}\b(?:das land|vom land|hessen|the state|from the state|land hessen)\b"
    r"|\b(?:das land|vom land|land hessen|the state|hessen|hesse)\b.{0,60}\b(?:traegt|tragen|zahl\w*|finanzier\w*|uebernimm\w*|steuer\w*|pays?|paid|cover\w*|bears?|financ\w*|fund\w*)\b"
    r"|\banteil des landes\b|\blandesanteil\b|\bstate'?s share\b"
)
"""The state as the one who bears a part of the cost."""


_EVERYWHERE = re.compile(r"\b(?:landesweit|hessenweit|statewide|state-wide|landessumme|landesmittel|ganz hessen)\w*\b")


_GIVES = re.compile(
    r"stell|bereit|gibt|gab|zahl|verfueg|insgesamt|vergib|vergab|sieht|sah|provid|spend|allocat|provid|give|in total|ma(?:k|d)e available"
)


def is_statewide(r: Reading) -> bool:
    """Whether the money of the whole state is meant: the Land as the giver, and no body as the receiver."""
    if "agreements" in r.corpus and not _EVERYWHERE.search(r.folded):
        # "Was kosten die Vereinbarungen das Land?": the Land pays what the agreements state.
        return False
    if r.mentions.state:
        return True
    if r.mentions.groups and not r.mentions.bodies and _ALL_TOGETHER.search(r.folded):
        return bool(_STATE.search(r.folded) and _GIVES.search(r.folded))
    if r.mentions.groups and not r.mentions.bodies and _GIVEN_TO_ALL.search(r.folded):
        return True
    return not r.mentions.bodies and not r.mentions.groups and bool(_STATE.search(r.folded) and _GIVES.search(r.folded))


_GIVEN_TO_ALL = re.compile(
    r"\b(?:das land|land hessen|hessen|das ministerium)\b.{0,40}\b(?:den|allen) (?:\w+ )?(?:gebietskoerperschaften|kommunen|kreisen|landkreisen)\b.*\b(?:stellt\w*|gestellt|gibt|gab|gegeben|zahlt\w*|gezahlt|bereit\w*)\b"
    r"|\b(?:stellt\w*|gibt|gab|zahlt\w*)\b.{0,20}\b(?:das land|land hessen|hessen|das ministerium)\b.{0,40}\b(?:den|allen) (?:\w+ )?(?:gebietskoerperschaften|kommunen|kreisen|landkreisen)\b"
    r"|\b(?:the state|hesse)\b.{0,40}\b(?:give|gave|provide|provided|make available|made available|pay|paid)\b.{0,40}\b(?:the|all) (?:\w+ )?(?:districts|local authorities|municipalities|bodies|counties)\b"
)
"""What the state gives to all bodies: the total that it announces."""

_ALL_TOGETHER = re.compile(
    r"\b(?:all|alle[nr]?|saemtliche[nr]?)\b.{0,60}\b(?:together|in total|in all|altogether|combined|zusammen|insgesamt|gemeinsam)\b"
)
"""What all bodies get together: the total that the state announces."""


def _is_total_of_one(r: Reading) -> bool:
    """Whether "insgesamt" only means the one total of one body or of the state."""
    many = (
        len(named_bodies(r)) + len(open_doubts(r)) > 1
        or bool(r.mentions.groups)
        or "zusammen" in r.folded
        or "together" in r.folded
    )
    return not many and (bool(named_bodies(r)) or bool(open_doubts(r)) or is_statewide(r))
