"""The rule for questions about sums of money: stated, computed, compared, shared."""

import re
from typing import TYPE_CHECKING

from assistant.question.choices import (
    NUMERIC,
    PER_PROJECT,
    SHARED_OUT,
    STATE_PAYS,
    WHICH_BODY,
    WHO,
    YEAR_ASKED,
    Choice,
    is_noun,
    is_statewide,
    told_operation,
)
from assistant.question.read import Reading

if TYPE_CHECKING:
    from assistant.plan import Wanted

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
    if "share" in r.operations:
        # "What percentage of participants get a job?" shares no money out.
        return _MONEY_NOUNS.search(r.folded) is None
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


_SPENDS = re.compile(
    r"\bwas (?:gibt|gab|zahlt|zahlte|stellt|stellte|investiert)\b|\bwas (?:hat|haben)\b.*\b(?:gestellt|gegeben|gezahlt|bereitgestellt|investiert|ausgegeben|springen lassen)\b|\bwhat (?:does|did) .* (?:spend|pay|invest|provide)\b"
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
    given = is_statewide(r) and _SPENDS.search(r.folded) is not None
    return numeric or received or given or "own_share" in r.attributes


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
    if r.mentions.groups and "count" in r.operations and _TALKS.search(r.folded):
        # "Mit wie vielen Kreisen wurde über das Budget verhandelt?": the texts tell the number.
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
    if measures and _SUM_OF_PROJECTS.search(r.folded) and not _MONEY.search(r.folded):
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


_TALKS = re.compile(
    r"\b(?:\w*verhandel\w*|\w*gespraech\w*|eroerter\w*|besprech\w*|besprochen|redet|reden|negotiat\w*|talks?|talked|discuss\w*)\b"
)
"""What is talked over, whatever it is about."""

_SUM_OF_PROJECTS = re.compile(
    r"\b(?:summe|gesamtzahl|anzahl|zahl|total|sum|number) (?:der|aller|von|of)(?: the| all)? (?:\w+ )?(?:projekte|massnahmen|vorhaben|projects|measures)"
)

_WHERE_TO = re.compile(
    r"\bwofuer\b|\bwozu\b|\bwie werden\b|\bwoher\b|\bwo\b|\bwer entscheidet\b|what for\b|\bwarum\b(?!.*\d)|\bwelche zusaetzlich\w*"
)
"""What money is for, or why it is given: no sum."""


_LATELY = re.compile(r"\bzuletzt\b|\blast time\b|\bmost recently\b|\blatest\b")
"""The last in time, which of a sum of money is no superlative."""

_MOST = re.compile(r"hoechst|groesst|meist|staerkst|\bmost\b(?! recently)|highest|largest|biggest|\btop\b")
