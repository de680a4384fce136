"""Who gives and who gets, who signed for whom: the part that the words around a fact give it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.draft import Statement
from assistant.answers import Language
from assistant.bodies import get_body
from assistant.checking.records import Records
from assistant.documents import STATE
from assistant.llm.pieces import FILLER, Piece, Pieces

_GIVING = {
    "de": re.compile(r"(?<![\w-])(?:stell(?:t|en|ten?)|gestellt|bereit\w*|gewährt|fließ\w*|floss\w*|geh(?:t|en)|ging(?:en)?|zugeteilt|zugewiesen\w*)(?!\w)"),
    "en": re.compile(r"\b(?:provide[sd]?|allocate[sd]?|grant(?:s|ed)?|giv(?:es?|en)|award(?:s|ed)?|goes|go|made|makes|set|come|comes)\b"),
}  # fmt: skip
_RANGE = frozenset({"bis", "von", "from", "to"})
_SHIFTING: dict[Language, dict[str, frozenset[str]]] = {
    "de": {
        "year": frozenset(["nach", "bis", "bei", "an", "durch", "aus", "gemäß", "zu", "zum", "auf", "mit", "von"]),
        "date": frozenset(["nach", "bis", "durch", "bei", "zum", "auf", "von"]),
        "euros": frozenset(["nach", "durch", "aus", "zu", "zum", "an", "im", "bis", "unter"]),
        "number": frozenset(["nach", "durch", "bis", "zu", "unter"]),
    },
    "en": {
        "year": frozenset(["by", "under", "from", "to", "with", "per", "on", "at"]),
        "date": frozenset(["by", "under", "from", "to", "with", "per"]),
        "euros": frozenset(["under", "by", "from", "per"]),
        "number": frozenset(["under", "by", "from", "per", "to"]),
    },
}
_TAKING = {
    "de": re.compile(r"\b(?:erhält|erhalten|erhielt\w*|bekommt|bekommen|bekam\w*|entfällt|entfallen)\b"),
    "en": re.compile(r"\b(?:receives?|received|gets?|got)\b"),
}
_THE_STATE = {
    "de": re.compile(r"\bdas land\b|\bdem land\b"),
    "en": re.compile(r"(?<!from )(?<!by )(?<!of )\bthe state\b(?! (?:money|funds|funding|budget))"),
}
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been)\b")
_TO = {
    "de": re.compile(r"(?:\bdem|\bder|\ban den|\ban die|\bfür den|\bfür die|\bin den|\bin die|\bim|\bin der)\s*$"),
    "en": re.compile(r"(?:\bto|\bfor|\bto the|\bfor the)\s*$"),
}
_BY = {
    "de": re.compile(r"(?:\bvom|\bvon|\bvon der|\bvon dem|\bdurch|\bdurch den|\bdurch die|\baus dem|\baus der|\baus|\bseitens\s+\w+)\s*$"),
    "en": re.compile(r"(?:\bfrom|\bby|\bfrom the|\bby the)\s*$"),
}  # fmt: skip
_ON_BEHALF = {
    "de": re.compile(
        r"(?:\bfür|\bfür den|\bfür die|\bfür das|\bnamens\s+\w+|\bseitens\s+\w+|\bvon|\bvom|\bvon der)\s*$"
    ),
    "en": re.compile(r"(?:\bfor|\bfor the|\bon behalf of|\bby|\bby the|\bfrom|\bfrom the)\s*$"),
}
_OF_AGREEMENT = re.compile(
    rf"(?:vereinbarung|agreement|angaben)\s+(?:{FILLER}+\s*|\d{{4}}\s*)?(?:mit\s+(?:dem|der)|des|der|of|with|of the|with the|für das jahr)?"
    rf"\s*(?:the\s+|{FILLER}+\s*)?$"
)
_BEFORE_AGREEMENT = re.compile(r"\bthe\s*(?:\ue000+\s*)?$")


def find_wrong_role(
    group: str, read: Pieces, statements: Sequence[Statement], records: Records, language: Language
) -> str:
    """What part a sentence gives a body that its record does not; empty where all is right."""
    bodies = [p for p in read.pieces if p.kind == "body"]
    odd = _find_odd_time(read, language)
    if odd:
        return odd
    if group == "funds" and _takes_as_state(read, language):
        return "the state is made a receiver"
    if group == "funds":
        return next((fault for p in bodies if (fault := _receives(p, read, language))), "")
    if group in {"state", "own"}:
        return next((f"'{p.shown}' is made a receiver" for p in bodies if not _acts(p, read, language)), "")
    if group == "signed":
        return next((fault for p in bodies if (fault := _signs(p, read, statements, records, language))), "")
    return ""


def _find_odd_time(read: Pieces, language: Language) -> str:
    """A word before a year, a day or a sum that makes it another: "nach 2025", "under 900,000 euros"."""
    several = sum(p.kind == "year" for p in read.pieces) > 1
    for first, second in pairwise(read.pieces):
        between = read.rest[first.end : second.start].strip().lower()
        if first.kind == second.kind == "year" and between not in {"bis", "to", "-", "–", "through"}:
            return f"'{first.shown} {between} {second.shown}' is no range of years"
    for piece in read.pieces:
        word = re.search(r"([^\W\d_]+)\s*$", read.before(piece))
        range_word = several and piece.kind == "year" and word is not None and word[1] in _RANGE
        if word is not None and word[1] in _SHIFTING[language].get(piece.kind, frozenset()) and not range_word:
            return f"'{word[1]} {piece.shown}' is another time or sum"
    return ""


def _takes_as_state(read: Pieces, language: Language) -> bool:
    """Whether "das Land", as a word, is the subject of anything but giving."""
    words = read.rest.lower()
    if not _THE_STATE[language].search(words):
        return False
    return _GIVING[language].search(words) is None or _TAKING[language].search(words) is not None


def _receives(body: Piece, read: Pieces, language: Language) -> str:
    """A body that gets money: no giver, and with a verb of giving in the case of the one who is given."""
    before = read.before(body)
    if body.value == STATE:
        words = read.rest.lower()
        gives = _GIVING[language].search(words) and not _TAKING[language].search(words)
        giver = gives or _BY[language].search(before) or re.search(r"\b(?:des|of|of the) $", before)
        to_state = re.search(r"(?:\bdem|\ban das|\bfür das|\bto|\bfor|\bto the|\bfor the)\s*$", before)
        return "" if giver and not to_state else "the state is made a receiver"
    if _BY[language].search(before):
        return f"'{body.shown}' is made the giver"
    if not _GIVING[language].search(read.rest.lower()):
        return ""
    if language == "en" and _PASSIVE.search(read.rest.lower()):
        return ""
    to = _TO[language].search(before)
    # "der" is the dative of a city and the nominative of a district.
    nominative = language == "de" and re.search(r"(?<!in )\bder\s*$", before) and get_body(body.value).kind != "stadt"
    return "" if to and not nominative else f"'{body.shown}' is not the one who is given"


def _acts(body: Piece, read: Pieces, language: Language) -> bool:
    """Whether a body that pays is not named as the one that is paid."""
    before = read.before(body)
    if language == "en":
        return not re.search(r"\b(?:to|for|to the|for the)\s*$", before)
    return not re.search(r"(?:\bdem|\ban den|\ban die|\ban das|\bfür den|\bfür die|\bfür das)\s*$", before)


def _signs(body: Piece, read: Pieces, statements: Sequence[Statement], records: Records, language: Language) -> str:
    """A body stands as that of the agreement; as the one that was signed for only where the record says so."""
    before = read.before(body)
    if _OF_AGREEMENT.search(before) and not _ON_BEHALF[language].search(before):
        return ""
    signatures = [records.signature(c.fact.span) for s in statements for c in s.claims if c.fact.kind == "person"]
    owners = {s.body for s in signatures if s is not None}
    if owners == {body.value}:
        return ""
    if (
        language == "en"
        and _BEFORE_AGREEMENT.search(before)
        and re.match(r"\s*(?:target )?agreement", read.rest[body.end :])
    ):
        return ""
    return f"'{body.shown}' is not the one that was signed for"
