"""Sentences around a question that ask for nothing: greetings, thanks, who one is, what one needs it for."""

import re

from assistant.question.cues import find_cues, find_themes, fold_question
from assistant.question.names import find_mentions

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")
_SALUTATION = re.compile(
    r"^(?:sehr geehrte\w*[^,!]{0,60}[,!]|liebe[rs]? [^,!]{1,40}[,!]|(?:guten (?:tag|morgen|abend)|hallo|hi|moin|servus|dear [^,!]{1,40}|hello|good (?:morning|day))(?: zusammen)?[,!]"
    r"(?: (?:eine kurze frage|kurze frage|a quick question|quick question)\s*:)?)\s*",
    re.IGNORECASE,
)
_AS_SOMEBODY = re.compile(
    r"^(?:as an?|als) [^:,.?!\d]{3,60}?,? (?:I (?:wonder|ask|would like to know)|frage? ich(?: mich)?|wüsste ich gern|möchte ich wissen|interessiert mich)\b[:,]?\s*",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"^(?:für (?:eine?n?|die|den|das|mein\w*|unser\w*) [\wäöüß-]+ (?:brauche|bräuchte|benötige|benötigen|brauchen|suche|suchen|hätte|hätten) (?:ich|wir)(?: gerne?)?(?: bitte)?"
    r"|(?:ich|wir) (?:brauche|bräuchte|benötige|suche|brauchen|bräuchten|suchen|hätten?)(?: gerne?)?(?: bitte)? für (?:eine?n?|die|den|das|mein\w*|unser\w*) [\wäöüß-]+"
    r"|for (?:an?|the|my|our) [\w-]+,? (?:I|we) (?:need|want|would like)|(?:I|we) (?:need|want|would like) for (?:an?|the|my|our) [\w-]+,?)\s+(?P<wanted>\S)",
    re.IGNORECASE,
)
"""What an answer is needed for ("Für meine Rede brauche ich ..."): it narrows nothing."""
_THOUGHT = re.compile(
    r"^(?:(?:(?:bist du |sind sie )?sicher|wirklich|echt|are you sure|sure|really|hm+)\s*[?.,!]+\s*)?"
    r"(?:ich (?:dachte|hatte gedacht|war der meinung|meine mich zu erinnern)|(?P<english>i (?:thought|was told|had thought)(?: that)?))\b,?\s*(?:dass\s+)?",
    re.IGNORECASE,
)
"""Somebody holds something against an answer ("Ich dachte, Landrat ist ..."): it is to be checked."""
_LONGEST_FRAME = 40
"""Words of a sentence that may be left out."""
_CONFIRM = re.compile(
    r"^(?:ist das (?:so|richtig|korrekt|wahr)|stimmt (?:das|es|dies)|trifft das zu|hat (?:sie|er) recht|is (?:she|he) right|richtig|korrekt|is (?:that|it|this) (?:so|true|right|correct)|right|correct|true)\b"
)
_ASKS = re.compile(
    r"^(?:und |and )?(?:(?:von|mit|bei|an|auf|aus|durch|in|nach|zu|fuer|from|with|at|by|in|for|to|on|under) )?(?:w(?:er|as|em|en|ie|o|ann|arum|eshalb|elche\w*|ieso)|who|what|which|how|when|where|why)\b(?! geht| gehts| are you)"
)
_LISTS = re.compile(
    r"^(?:bitte |please |und |and )?(?:zaehl\w*|liste\b|list\b|nenn\w*|enumerate|name\b|auflist\w*|fass\w*|summar\w*|rechne|compute|add)\b"
)
_COMPUTED = frozenset({"share", "average", "sum", "difference", "count", "how_many_amount"})
"""What is to be computed with what another sentence names."""
_OF_ASKER = re.compile(
    r"^(?:ich|wir|i|we|i'm|we're) (?!(?:moecht|wuerd|brauch|such|frag|will|woll|would|need|want|look|wonder|ask))"
)
"""Somebody tells who they are ("Wir beraten Alleinerziehende."): it narrows nothing unless the question leans on it."""
_CHECKS = re.compile(
    r"^(?:sicher|wirklich|echt|was|wie bitte|oder|hm+|ok(?:ay)?|ja|nein|sure|really|what|right|yes|no|bist du sicher|are you sure|hallo|hello|na)\b"
)
_SPELL_OUT = re.compile(r"\b(?:spelled out|spelt out|ausgeschrieben|in voller laenge|erklaer\w*|explain\w*)\b")
_SHORT_ORDER = 6
"""Words of an order that says in what form the answer is wanted ("Zähl mal auf.")."""
_NAME = re.compile(r"[A-ZÄÖÜ]{2,}|(?<=\s)[A-ZÄÖÜ][\w-]+ [A-ZÄÖÜ][\w-]+")
_TELLING = ("attribute", "topic", "category", "absent")


def strip_frames(question: str) -> str:
    """The sentences that ask for something; the whole question where all do, or none.

    Example:
        >>> strip_frames("Guten Tag! Wie viel bekommt Fulda 2024? Vielen Dank.")
        'Wie viel bekommt Fulda 2024?'
    """
    question = _SALUTATION.sub("", question.strip()) or question
    question = _AS_SOMEBODY.sub("", question) or question
    question = _THOUGHT.sub(lambda m: "Is it true that " if m["english"] else "Stimmt es, dass ", question)
    question = _NEEDED.sub(_keep_wanted, question)
    question = _without_opening(question)
    sentences = _SENTENCE.split(question)
    if len(sentences) < 2:
        return question
    kept = [s for i, s in enumerate(sentences) if _tells(s) or _is_leant_on(sentences[i + 1 :])]
    return " ".join(kept) if kept else question


_LEANS = re.compile(
    r"\b(?:dazu|darueber|davon|dabei|dafuer|dagegen|damit|daran|darauf|darin|das|dies\w*|deren|dessen|fuer (?:mich|uns|sie|die)|da was|for (?:me|us|them)|it|that|this|these|those|there|thereof)\b"
)


def _is_leant_on(following: list[str]) -> bool:
    """Whether the next sentence asks about what stands before it ("Was sagen die Vereinbarungen dazu?")."""
    folded = fold_question(following[0]) if following else ""
    return bool(_LEANS.search(folded)) and not any(find_cues(group, folded) for group in _TELLING)


def _keep_wanted(match: re.Match[str]) -> str:
    return match["wanted"].upper()


def _without_opening(question: str) -> str:
    """A question without what stands before a colon and names nothing ("Für die Statistik: ...")."""
    opening, colon, rest = question.partition(": ")
    asks = colon and _ASKS.search(fold_question(rest)) and not re.search(r"[?.!]", opening)
    named = any(find_cues(group, fold_question(rest)) for group in _TELLING) or find_mentions(rest).bodies
    of_asker = _OF_ASKER.search(fold_question(opening)) is not None
    return rest if asks and (named or of_asker) and not _tells(opening) else question


def _tells(sentence: str) -> bool:
    """Whether a sentence names anything that a question can be about, gives an order, or asks for a yes."""
    folded = fold_question(sentence)
    if sentence.endswith("?") and len(folded.split()) < 3 and not _CHECKS.search(folded):
        # "ESF? Was verbirgt sich dahinter?"
        return True
    if re.search(r"[\d§„“»\"]", sentence) or len(folded.split()) > _LONGEST_FRAME or _CONFIRM.search(folded):
        return True
    if _ASKS.search(folded):
        return True
    if _LISTS.search(folded) and len(folded.split()) <= _SHORT_ORDER:
        return True
    if find_cues("operation", folded) & (_COMPUTED | {"define"}) and _SPELL_OUT.search(folded):
        return True
    if find_cues("operation", folded) & _COMPUTED:
        return True
    if find_cues("limits", folded) & {"order", "change"} or any(find_cues(group, folded) for group in _TELLING):
        return True
    if find_cues("corpus", folded):
        return True
    if find_themes(folded) and not _OF_ASKER.search(folded):
        return True
    mentions = find_mentions(sentence)
    return bool(mentions.bodies or mentions.groups or mentions.authorities or _NAME.search(sentence))
