"""Rules for questions about texts: limits, sections, wording, terms, documents and fact sheets."""

import re

from assistant.question.choices import NUMERIC, WHICH_BODY, Choice, asked_years
from assistant.question.read import Reading


def limits(r: Reading) -> Choice | None:
    """Orders, role play, greetings and calls for help."""
    if "order" in r.limits or _asks_for_work(r):
        return Choice("refused", "look_up")
    if "change" in r.limits and "rank" not in r.operations and _begins_as_order(r.folded):
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


_FOR_ME = re.compile(
    r"^(?:bitte |please )?(?!(?:bei|von|mit|an|in|zu|aus|unter|nach|vor|fuer|ohne|um|gegen|ueber|auf|for|with|from|to|of|about|between|like)\b)(\w+) (?:mir|uns|me|us)\b"
)


_INFORMS = re.compile(
    r"zeig|nenn|gib|gebt|lies|lese|zitier|read|quote|list|sag|erklaer|erlaeuter|such|find|stell|fass|zaehl|erzaehl|bericht|beschreib|skizzier|describe|report|outline|schick|beantwort|hilf|verrat|teil|berechne|rechne|vergleich|"
    r"show|tell|give|name|explain|help|find|list|sum|was|wie|wer|wo|welche|what|who|how|let|do|does|can|could|kannst|koennen|koennt"
)


def _asks_for_work(r: Reading) -> bool:
    """Whether a sentence begins with an order that is none for information ("programmier mir ...")."""
    match = _FOR_ME.search(r.folded)
    return match is not None and not (_INFORMS.match(match.group(1)) or r.operations & {"factsheet", "list"})


def _begins_as_order(folded: str) -> bool:
    """Whether any sentence begins with an order."""
    return any(_ORDER_START.search(sentence) for sentence in re.split(r"[.!?]\s+", folded))


_COMPARES = re.compile(
    r"aender|anders|unterschied|unterscheid|gleich|identi|ueberein|verschied|\bneu|vergleich|differ|\bsame\b|chang|compar|abweich|versus|gegenueber|word for word"
)


_ONE_QUOTE = re.compile(
    r"\b(?:zitier\w*|quote|welche[rmn]? satz|den satz|the sentence|which sentence|what sentence|o.?ton)\b"
)
"""A sentence that is to be quoted, not compared."""

_COMPARES_TWO = re.compile(
    r"\bunterschied|\bunterscheid|\bvergl|\bvergleich|\bdiffer|\bcompar|\bversus\b|\bgegenueber\b|\bboth\b|\bbeide|\bidenti|\bgleich\b|\bsame\b"
)


_WHOLE_TEXT = re.compile(
    r"\bvolltext\w*|\bvollen wortlaut|\bganze[nr]? (?:text|wortlaut)|\b(?:full|whole|complete) (?:text|wording)|\bvorles\w*|\bread out\b|\babdruck\w*"
)
_SETS_SIDE_BY_SIDE = re.compile(r"unterschied|unterscheid|vergl|differ|compar|abweich|gegenueber")


def wording(r: Reading) -> Choice | None:
    """Differences of wording between sections, years or bodies."""
    texts = re.search(r"\btext|\bwort|wording|formulier|fassung", r.folded)
    if "difference" in r.operations and texts and not r.attributes & {"amount", "measures"}:
        return Choice("wording", "compare")
    if _ONE_QUOTE.search(r.folded) and not _COMPARES_TWO.search(r.folded):
        return None
    if "factsheet" in r.operations and not r.sections and len(asked_years(r)) < 2:
        return None
    if len(r.sections) == 1 and _WHOLE_TEXT.search(r.folded) and not _SETS_SIDE_BY_SIDE.search(r.folded):
        return None
    if "wording" not in r.operations or r.attributes & {"amount", "signatory", "measures"} - {"measures"}:
        return None
    if "measures" in r.attributes and len(asked_years(r)) == 2 and r.mentions.bodies and not texts and not r.sections:
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
        or bool(
            re.search(
                r"wort|text|wording|formulier|praeambel|vorlage|template|fassung|abschnitte|paragraphen|paragrafen|sections",
                r.folded,
            )
        )
    )
    if not about_text or (
        "show" in r.operations and re.search(r"wortlaut (?:von|des|der)", r.folded) and len(r.sections) == 1
    ):
        return None
    return Choice("wording", "compare")


_OUTLINE = re.compile(
    r"\b(?:welche|wie ?viele|alle|die|which|what|how many|all the|list)\b.{0,20}\b(?:paragra(?:ph|f)en?|abschnitte|sections|paragraphs|gliederung|aufbau|structure)\b"
    r"|\baufgebaut\b|\bgegliedert\b|\bgliederung\b|\baufbau der\b|\bstructured?\b|\btable of contents\b|\binhaltsverzeichnis\b"
)
"""The sections themselves and not what one of them says."""


def show(r: Reading) -> Choice | None:
    """A section itself."""
    told = {
        w
        for w in r.words
        if w not in {"text", "wortlaut", "inhalt", "abschnitt", "section", "vereinbarung", "agreement"}
    }
    bare = not told and not r.operations - {"list", "show"} and not r.attributes - {"sections"} and not r.topics
    if not r.sections and "sections" in r.attributes and _OUTLINE.search(r.folded) and not _COMPARES.search(r.folded):
        return Choice("show", "list")
    of_list = r.categories or r.category_number is not None or "measures" in r.attributes
    topic = _SECTION_TOPIC.search(r.folded)
    if topic and not r.sections and "signatory" not in r.attributes and not (of_list and topic.group(1)):
        return Choice("show", "look_up")
    if not r.sections or not (r.operations & {"show", "factsheet"} or bare):
        return None
    if r.sections == ("§ 5",) and _PROJECTS_IN.search(r.folded):
        return None
    if r.operations & {"wording", "compare"} and len(asked_years(r)) > 1:
        return None
    return Choice("show", "look_up")


_PROJECTS_IN = re.compile(r"\b(?:an|welche|which|what) (?:projekt|massnahm|vorhab|angebot|project|measure)\w*")
"""The projects of the list and not the text around them."""

_SECTION_TOPIC = re.compile(
    r"\b(?:steht|stehen|stand|sagt|geregelt|says?|stands?|written)\b.{0,60}?\b(?:unter|under)(?: (?:der|dem|the))?(?: (?:ueberschrift|titel|punkt|stichwort|heading|title))? (?=\w)(.+)|"
    r"\b(?:abschnitt\w*|paragra(?:ph|f)(?:en|s)?|passus|passage|kapitel|section|clause)\b.{0,25}?\b(?:zu[mr]?|ueber|about|on|regarding|dealing with|covering)\s+(.+)"
)
"""A section asked for by what it is about ("der Abschnitt zur Öffentlichkeitsarbeit")."""


_BEHIND_TOPIC = re.compile(
    r"\s(?:aus|im|in|bei|von|der vereinbarung|des vertrags|steht|stehen|\w*kopier\w*|\w*zeig\w*|\w*les\w*|bitte|from|of the|please)\b|[?!.,;]"
)


def find_section_topic(folded: str) -> str:
    """What a section is asked for by, empty where none is."""
    match = _SECTION_TOPIC.search(folded)
    if match is None:
        return ""
    return _BEHIND_TOPIC.split(next(g for g in match.groups() if g))[0]


def ministry(r: Reading) -> Choice | None:
    """The ministry that concluded an agreement."""
    if "ministry" in r.attributes and "signatory" not in r.attributes:
        return Choice("ministry", "look_up")
    return None


def comparison(r: Reading) -> Choice | None:
    """Two bodies side by side and nothing else asked ("Vergleiche Kassel und Offenbach")."""
    several = len(r.mentions.bodies) > 1
    bare = not (r.attributes or r.topics or r.sections or r.themes or r.words)
    return Choice("comparison", "compare") if several and bare and r.operations & {"compare", "difference"} else None


_SHEET = re.compile(
    r"\b(?:steckbrief\w*|datenblatt\w*|fact ?sheet|profile sheet|profile of|(?:overview|summary) of the .{0,40}\bagreement|(?:ueberblick|uebersicht|zusammenfassung) (?:ueber|zu|zur|der) .{0,40}vereinbarung|kurzprofil\w*|profil (?:von|vom|der|des|zu|zum|zur))\b"
)
"""A fact sheet by its name, whatever else is listed as wanted on it."""


def sheet(r: Reading) -> Choice | None:
    """A fact sheet that is asked for as such ("Steckbrief mit Betrag und Unterschriften")."""
    return Choice("factsheet", "look_up") if _SHEET.search(r.folded) and r.mentions.bodies else None


def factsheet(r: Reading) -> Choice | None:
    """All that is held on a body, or a document summed up."""
    named = bool(r.mentions.bodies) or bool(r.corpus & {"press", "agreements"})
    if "factsheet" in r.operations and named and not r.operations & (NUMERIC - {"sum"}):
        return Choice("factsheet", "look_up")
    if (
        r.mentions.bodies
        and not (r.attributes | r.topics | r.absent | r.corpus or r.categories)
        and not r.words
        and not r.operations - {"list", "show"}
        and not r.themes
    ):
        return Choice("factsheet", "look_up")
    return None


STRONG_DEFINE = re.compile(
    r"in voller laenge|spelled out|spelt out|wofuer stehen|buchstaben\b|steckt (?:da)?hinter|\bhinter\b.{1,30}\bsteckt|short for|verbirgt sich|sagt mir nichts|nichts vorstellen|auf sich\b|wofuer steht|bedeutet|heisst|gemeint|(?:wen|was) meint\b|abkuerz|kuerzel|stands? for|(?<!\bi )(?<!\bwe )mean(?! (?:of|amount|value|sum|funding|budget|grant|allocation|money|number))(?!t (?:for|to)\b)|acronym|abbreviat|begriff|defin|versteht man|ausgeschrieben|bedeutung|fuer was steht|^\S+ *= *\?"
)


_SOFT_DEFINE = re.compile(
    r"^what.?s\b|\bwas (?:das |der |die |ein |eine )?[\w-]+ (?:\w+ )?(?:ist|sind|heisst|bedeutet)\b|\bwhat (?:the |an? )?[\w-]+ (?:is|are|means)\b|\b(?:was (?:ist(?! mit\b)|sind|meint)|what (?:is|are)|wer (?:ist|sind))\b"
)


_SUBORDINATE = re.compile(
    r"\b(?:sagen|erklaer\w*|wissen|verraten|tell|explain|know)\b.{0,30}\b(?:was (?:das |der |die |ein |eine )?[\w-]+ (?:\w+ )?(?:ist|sind|bedeutet)|what (?:the |an? )?[\w-]+ (?:is|are|means))\b"
)
"""The question for a term inside another sentence: "Können Sie mir sagen, was das AQB ist?"."""


_HAPPENED = re.compile(
    r"\bwas (?:ist|sind|war|waren)\b.*\b(?:\w*ge\w{3,}(?:t|en)|be\w{4,}(?:t|en)|ver\w{4,}(?:t|en))\W*$|\bwhat (?:is|are|was|were) (?:being )?\w+ed\b|\bwhat (?:is|are) on offer\b"
)
"""What was done rather than what something is ("Was ist bei X angekommen?", "What is being offered in X?")."""


_HOW_CALLED = re.compile(r"\bwie heiss(?:t|en)\b(?:.*\b(?:projekt|massnahme|angebot))")
"""The names of projects, not what a word means."""


_SHORT_FORM = re.compile(r"\b(?:[Kk]ürzel|[Aa]bkürzung|[Aa]cronym|[Aa]bbreviation|[Ss]hort form)\b|\b[A-ZÄÖÜ]{2,6}\b")


def define(r: Reading) -> Choice | None:
    """What a term or short form means."""
    strong = STRONG_DEFINE.search(r.folded)
    if not strong and "define" not in r.operations and not _SUBORDINATE.search(r.folded):
        return None
    if (r.operations & NUMERIC and not (strong and _SHORT_FORM.search(r.question))) or "factsheet" in r.operations:
        return None
    named = r.mentions.bodies or r.things
    spent = re.search(
        r"\bsp(?:ent|ends?|ending)\b.*\bon\b|\b(?:wofuer|wozu)\b.*\b(?:ausgegeben|verwendet|eingesetzt)\b", r.folded
    )
    if "official" in r.attributes and re.search(r"\bwie heiss|\bname\b", r.folded):
        return None
    if any(t.kind == "measure" for t in r.things) and WHICH_BODY.search(r.folded):
        # "Das Werkstattprojekt, welcher Kreis steckt dahinter?"
        return None
    if _HOW_CALLED.search(r.folded) and "measures" in r.attributes and (r.categories or r.themes or r.mentions.bodies):
        return None
    if not strong and r.mentions.bodies and _HAPPENED.search(r.folded):
        return None
    if not strong and r.attributes & {"amount", "measures"} and not r.words:
        return None
    if not strong and (spent or (r.categories and (r.mentions.bodies or r.years))):
        return None
    if not strong and (r.attributes & {"signatory", "official", "places"} or (named and r.attributes)):
        return None
    return Choice("define", "look_up") if strong or _SOFT_DEFINE.search(r.folded) else None
