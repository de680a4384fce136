"""What narrows a sum to a part of the budget: "davon ... für Teilzeitausbildung", "aus dem Arbeitsmarktbudget"."""

import re

from ingest.lines import squeeze

_STOP = (
    r"(?=\s(?:in\s(?:einer\s)?Höhe|zur\sVerfügung|erhalten|erhält|bereit\w*|vorgesehen|aus|im\s(?:Haushaltsj|J)ahr|für|werden|wird|an|stellt|stellen|sind|ist|soll|sollen"
    r"|geplant|verwendet|eingesetzt|fließen|zu\s|enthalten|gewährt|finanziert)(?!\w)|[,;.:()]|$)"
)
_FRAME = (
    r"(?:den\sBereich\s|(?:(?:die|das|den|der)\s)?(?:Maßnahmen|Projekte|Angebote|Vorhaben)\s(?:der|des|zur|zum|für|von|im\sBereich(?:\sder)?)\s(?:die\s)?"
    r"|(?:die\s)?(?:Förderung|Ermöglichung|Durchführung|Finanzierung|Umsetzung|Unterstützung|Stärkung)\s(?:von|der|des)\s|das\s|die\s|den\s|der\s)"
)
_TOPIC = rf"(?:{_FRAME}){{0,2}}(?P<topic>[„\"]?[A-Za-zÄÖÜäöüß][\w„“\"/-]*(?:\s[\w„“\"/-]+){{0,7}}?)"
_BEFORE = re.compile(
    rf"(?<!\w)(?:für|zur)\s(?P<area>den\sBereich\s)?{_TOPIC}\s(?:in\sHöhe\svon|von|insgesamt|:)\s*(?:insgesamt\s|bis\szu\s)?$"
)
_LEADING = re.compile(
    rf"(?:^|\W)[Ff]ür\s(?P<area>den\sBereich\s|Maßnahmen\s(?:der|zur)\s)?{_TOPIC}\s(?:sind|werden|stehen|stellt|gibt|fließen|kommen|ist|steht)(?!\w)[^.]{{0,60}}$"
)
_AFTER = re.compile(
    rf"^\W{{0,3}}(?:(?:Landes|Förder)?[Mm]ittel\s)?(?:sind\s|werden\s)?(?:für|zur)\s(?P<area>den\sBereich\s)?{_TOPIC}{_STOP}"
)
_BUDGET_BEFORE = re.compile(
    r"(?:aus\sdem|für\sdas|im|vom|des)\s(?:hessischen\s)?(?P<topic>[A-ZÄÖÜ][\w-]*(?:\sund\s[A-ZÄÖÜ]\w+)?budgets?|AQB)(?:\s20\d\d)?\W[^.]*$"
)
_BUDGET_AFTER = re.compile(
    r"^\W{0,3}(?:aus\sdem|für\sdas|im|vom|des|\()\s?(?:hessischen\s)?(?P<topic>[A-ZÄÖÜ][\w-]*(?:\sund\s[A-ZÄÖÜ]\w+)?budgets?|AQB)(?!\w)"
)
_NARROWS = re.compile(
    r"(?<!\w)(?:davon|darunter|hiervon|zusätzlich|darüber\shinaus|allein|weitere[nr]?|zudem|außerdem|extra)(?!\w)",
    re.IGNORECASE,
)
_PER_HEAD = re.compile(r"^\s?(?P<topic>(?:je|pro)\s[A-ZÄÖÜ][\w/-]*(?:\sund\s[A-ZÄÖÜ]\w+)?)")
_KNOWN = re.compile(
    r"teilzeit|digital|sprach|migration|geflüchtet|zugewandert|coaching|weiterbildung|personal|arbeitsmarktbudget|inklusion",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"jahr|20\d\d|arbeitsmarkt(?:förder|plan|polit)|ausbildungsundqualifizierung|ausbildungsundarbeitsmarkt|landkreis|(?<!arbeits)stadt|gebietskörperschaft"
    r"|hessen|kreis|^(?:die)?(?:umsetzung|maßnahmen|projekte|angebote|förderung|region|ausbildungundqualifizierung)|aqb"
)


def find_purpose(before: str, after: str, *, several: bool) -> str:
    """The words that narrow a sum, empty where it is the whole budget's.

    Args:
        before: The words in front of the sum that belong to it.
        after: The words behind it.
        several: Whether its section names several sums, so that the budget's name tells them apart.
    """
    per_head = _PER_HEAD.match(after)
    if per_head is not None:
        return per_head["topic"]
    narrowed = _NARROWS.search(before) is not None
    for match in (_BEFORE.search(before), _LEADING.search(before), _AFTER.match(after)):
        if match is not None:
            topic = match["topic"].strip(' „“"')
            whole = _WHOLE.search(squeeze(topic)) is not None
            if not whole and (narrowed or match["area"] or _KNOWN.search(topic)):
                return topic
    if several:
        budget = _BUDGET_AFTER.match(after) or _BUDGET_BEFORE.search(before)
        if budget is not None:
            return re.sub(r"(?<=budget)s$", "", budget["topic"])
    return ""
