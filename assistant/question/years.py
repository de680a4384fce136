"""Which years a question names: 2025, '25, "letztes Jahr", "davor", "seit 2023", "2020 bis 2024"; never § 25 or 25 Euro."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise

from assistant.question.days import DateMention, find_dates
from assistant.question.names import find_mentions
from assistant.question.places import gazetteer

__all__ = ["DateMention", "YearMention", "find_dates", "find_years"]

_I = re.IGNORECASE
_FIRST_SHORT, _LAST_SHORT = 10, 39
_ONES = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_TENS_WORDS = {"zwanzig": 20, "dreißig": 30, "dreissig": 30}
_TEENS = ("zehn", "elf", "zwölf", *(f"{one}zehn" for one in ("drei", "vier", "fünf", "sech", "sieb", "acht", "neun")))
_ENGLISH_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_COUNT = {
    **dict(zip(_ONES, range(1, 10), strict=True)), **dict(zip(_ENGLISH_ONES, range(1, 10), strict=True)),
    "einem": 1, "einer": 1, "einen": 1, "a": 1, "zehn": 10, "ten": 10, "zwo": 2, "fuenf": 5, "couple of": 2,
}  # fmt: skip
_N = r"(?P<n>\d{1,2}|" + "|".join(sorted(_COUNT, key=len, reverse=True)) + ")"
_YEAR_WORD = r"(?:haushalts|förder|foerder|kalender|programm)?jahre?(?:s|n)?\b"

_ATOM = re.compile(
    r"(?:(?<![\w.,§/])|(?<=\baqb)|(?<=\bAQB))(?P<tick>['’‘`´])?(?P<number>(?:19[5-9]|20\d)\d|\d\d)(?P<er>-?er\b)?(?![\w])(?![.,:]\d)"
)
_AFTER_SLASH = re.compile(r"(?<=\d)\s?/\s?(?P<number>(?:20\d\d)|\d\d)(?![\w.,]*\d)(?!\w)")
_ON_PLATE = re.compile(r"(?<![^\W_])(?P<letters>(?:LK|S|SK)?[A-ZÄÖÜ]{1,4})[- ]?(?P<number>(?:20)?\d\d)(?!\w)")
_UNIT = re.compile(
    r"\s*(?:€|%|‰|\$|t€|k€|(?:euros?|eur|cents?|prozent|percent|mio|mrd|millionen?|millions?|milliarden?|tausend|tsd|"
    r"teur|km|qm|uhr|stunden?|std|tagen?|wochen?|monaten?|minuten?|hours?|days?|weeks?|months?|dollars?|usd|grad|"
    r"jahre alt|years old)\b)",
    _I,
)
_COUNTED = re.compile(
    r"[\s-]*(?:[a-zäöü]+(?:e|en|er)\s)?(?:pl[aä]e?tze?n?|personen|menschen|leute|teilnehm\w*|jugendliche\w*|azubis?|auszubildende\w*|"
    r"(?:land)?kreise?n?|st[aä]e?dt?en?|stadt|kommunen?|gebietsk\w*|projekte?n?|ma(?:ß|ss)nahmen?|f[aä]e?llen?|frauen|männer|"
    r"alleinerziehende\w*|vereinbarungen|dokumenten?|seiten|mal|jahren?|j[aä]e?hrig\w*|places?|people|participants?|persons?|"
    r"districts?|cities|counties|bodies|projects?|measures?|agreements?|documents?|pages?|times|years?|women|men|"
    r"points?|punkte?n?|kurse?n?|gruppen?|zeichen|wörtern?)\b",
    _I,
)
_NOT_A_YEAR = re.compile(
    r"(?:§+|€|\$|\b(?:abs|absatz|nr|nummer|ziffer|punkt|art|artikel|seite|page|section|sec|kapitel|tabelle|sgb|no|number|"
    r"top|platz|rang|zeile|agenda|din|kw|paragra[fp]h?en?|ü|u))\.?\s*$",
    _I,
)
_ROUGHLY = re.compile(
    r"\b(?:rund|etwa|ca|circa|genau|about|around|exactly|als|than|mindestens|höchstens|knapp|über|unter|ueber|over|under|"
    r"insgesamt|nearly|least|most|age|aged|alter|mit)\.?\s*$",
    _I,
)
_LEADS_SHORT = re.compile(
    r"(?:\b(?:in|aus|jahre?|jahren|jahrgang|years?|für|fuer|for|seit|since|anno|haushaltsjahr|vor|before|nach|after|während|during))\s*$",
    _I,
)
_LEADS_AGE = re.compile(r"\b(?:ab|bis|until)\s*$", _I)
_ABOUT_AGE = re.compile(
    r"\b(?:jahren?|alt|alter|menschen|jugendliche\w*|personen|junge\w*|young|people|aged?|years old|u25)\b", _I
)
_LINK = r"(?:\s*(?:,|;|&|/|\+)\s*(?:und\s|and\s)?|\s+(?:und|oder|and|or|sowie|bzw\.?|vs\.?|versus|gegen|gegenüber|mit|als|than|im vergleich zu|compared (?:to|with))\s+(?:in\s+|im\s+jahr\s+|für\s+|for\s+|in\s+dem\s+jahr\s+)?)"
_LINKED = re.compile(rf"^{_LINK}$", _I)
_THE_YEAR = r"(?:\s+(?:dem|den|der|das|the|zum|in|im|einschlie(?:ß|ss)lich|including|anfang|ende|mitte|beginn|(?:haushalts|förder)?jahre?n?|years?))*\s*"
_RANGE = re.compile(
    rf"^(?:\s*(?:-|–|—|→|->|=>)\s*|\s+(?:bis|to|through|until|till|auf|zu)(?:\s+hin\s+zu)?{_THE_YEAR})$", _I
)
_AND = re.compile(rf"^\s+(?:und|and){_THE_YEAR}$", _I)
_BETWEEN = re.compile(rf"\b(?:zwischen|between){_THE_YEAR}$", _I)
_OUT_OF = re.compile(rf"\b(?:von|vom|from){_THE_YEAR}$", _I)
_BOUNDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "from",
        re.compile(
            rf"\b(?:seit|ab|since|as of|starting(?: in| with)?|beginnend(?: mit)?|frühestens|fruehestens){_THE_YEAR}$",
            _I,
        ),
    ),
    ("until", re.compile(rf"\b(?:bis|until|till|up to|through|spätestens|spaetestens|no later than){_THE_YEAR}$", _I)),
    ("before", re.compile(rf"\b(?:vor|before|prior to|früher als|frueher als|earlier than){_THE_YEAR}$", _I)),
    ("after", re.compile(rf"\b(?:nach|after|later than|später als|spaeter als){_THE_YEAR}$", _I)),
)
_ONWARDS = re.compile(r"^\s+(?:an|on|onwards?)\b", _I)
_TO_NOW = re.compile(r"^\s*(?:-|–|bis|und|to|until|till|and)\s+(?:heute|jetzt|now|today|the present)\b", _I)


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year or a span of years that a question names.

    `first` and `last` are inclusive, None where open ("seit 2023": last None). `relative` is the distance to the year
    talked about before ("im Jahr davor": -1, "im selben Jahr": 0); `first` and `last` are then None.
    All three None means every year ("in allen Jahren").
    """

    written: str
    start: int
    end: int
    first: int | None
    last: int | None
    relative: int | None = None


@dataclass(frozen=True, slots=True)
class _Atom:
    """One year; `is_sure` False for two bare digits, which need a reason to be a year."""

    start: int
    end: int
    year: int
    is_sure: bool


def find_years(question: str, today: date) -> tuple[YearMention, ...]:
    """The years a question names, in order.

    Args:
        question: As typed.
        today: For "letztes Jahr" and the like.

    Example:
        >>> [(found.first, found.last) for found in find_years("seit 2023, auch letztes Jahr", date(2025, 11, 1))]
        [(2023, None), (2024, 2024)]
    """
    text = _without_dates(question)
    phrases, phrase_atoms = _phrases(text, today)
    for span in phrases:
        text = _blank(text, span.start, span.end)
    atoms = sorted([*_sure_ones(text, _atoms(text)), *phrase_atoms], key=lambda atom: atom.start)
    years = _combine(question, text, atoms)
    return tuple(sorted([*years, *(_written(question, phrase) for phrase in phrases)], key=lambda found: found.start))


def _written(question: str, found: YearMention) -> YearMention:
    return replace(found, written=question[found.start : found.end])


def _without_dates(question: str) -> str:
    text = question
    for found in find_dates(question):
        text = _blank(text, found.start, found.end)
    return text


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "\x00" * (end - start) + text[end:]


# --- Years in figures and words -----------------------------------------------------------------------------------


def _atoms(text: str) -> list[_Atom]:
    """Every number and number word that may be a year, leaving out amounts, counts and sections."""
    found: dict[int, _Atom] = {}
    matches = [*_ATOM.finditer(text), *_AFTER_SLASH.finditer(text), *_plate_years(text)]
    for match in matches:
        written = match.group("number")
        sure = len(written) == 4 or bool(match.groupdict().get("tick") or match.groupdict().get("letters"))
        start = match.start() if match.groupdict().get("tick") else match.start("number")
        year = int(written) if len(written) == 4 else 2000 + int(written)
        is_short_year = _FIRST_SHORT <= int(written[-2:]) <= _LAST_SHORT
        if (len(written) == 4 or sure or is_short_year) and not _is_amount(text, match.start(), match.end(), sure=sure):
            found.setdefault(start, _Atom(start, match.end(), year, sure))
    for match in _year_words().finditer(text):
        found.setdefault(match.start(), _Atom(match.start(), match.end(), _number_of(match.group()), is_sure=True))
    return sorted(found.values(), key=lambda atom: atom.start)


def _plate_years(text: str) -> list[re.Match[str]]:
    """The letters of a body and its year run together: "OF25", "MR 24"."""
    plates = gazetteer().plates
    found = []
    for match in _ON_PLATE.finditer(text):
        letters = match.group("letters").lower()
        if letters in plates or letters.removeprefix("lk") in plates or letters.removeprefix("s") in plates:
            found.append(match)
    return found


def _is_amount(text: str, start: int, end: int, *, sure: bool) -> bool:
    before, after = text[:start], text[end:]
    if _UNIT.match(after) or _NOT_A_YEAR.search(before):
        return True
    return _COUNTED.match(after) is not None and (not sure or _ROUGHLY.search(before) is not None)


@cache
def _year_words() -> re.Pattern[str]:
    words = "|".join(sorted(_year_word_table(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", _I)


@cache
def _year_word_table() -> dict[str, int]:
    """Said years of 2010 to 2039: "zweitausendfünfundzwanzig", "zwanzig fünfundzwanzig", "twenty twenty-five" -> 2025."""
    german = dict(zip(_TEENS, range(10, 20), strict=True))
    for tens, value in _TENS_WORDS.items():
        german[tens] = value
        german |= {f"{one}und{tens}": value + number for number, one in enumerate(_ONES, 1)}
    german |= {word.replace("ü", "ue").replace("ö", "oe"): value for word, value in german.items()}
    found: dict[str, int] = {}
    for word, value in german.items():
        found |= {
            f"zweitausend{word}": 2000 + value,
            f"zweitausendund{word}": 2000 + value,
            f"zwanzig {word}": 2000 + value,
        }
    english = {"twenty": 20, "thirty": 30}
    for word, value in english.items():
        for number, one in enumerate(["", *_ENGLISH_ONES]):
            for gap in ("-", " ") if one else ("",):
                found |= {
                    f"{lead} {word}{gap}{one}": 2000 + value + number
                    for lead in ("twenty", "two thousand", "two thousand and")
                }
    return found


def _number_of(written: str) -> int:
    return _year_word_table()[" ".join(written.lower().split())]


def _sure_ones(text: str, atoms: Sequence[_Atom]) -> list[_Atom]:
    """The atoms without bare two-digit numbers that nothing makes a year."""
    if all(atom.is_sure for atom in atoms):
        return list(atoms)
    bodies = find_mentions(text.replace("\x00", " ")).bodies
    ends = {mention.end for mention in bodies}
    kept = {atom.start for atom in atoms if atom.is_sure or _has_reason(text, atom, ends, has_body=bool(bodies))}
    for _ in atoms:
        for left, right in pairwise(atoms):
            between = text[left.end : right.start]
            if not (_LINKED.match(between) or _RANGE.match(between)):
                continue
            led = _RANGE.match(between) and (_OUT_OF.search(text[: left.start]) or _BETWEEN.search(text[: left.start]))
            if left.start in kept or right.start in kept or led or between.strip() == "/":
                kept |= {atom.start for atom in (left, right) if not _goes_on(text, atom)}
    return [atom for atom in atoms if atom.start in kept]


def _goes_on(text: str, atom: _Atom) -> bool:
    """Whether a noun or a hyphenated word follows two bare digits ("25 Plätze", "25-Jährige", "25. Maßnahme")."""
    after = text[atom.end :]
    if atom.is_sure:
        return False
    return bool(re.match(r"-\w|\.\s*\S|\s+[A-ZÄÖÜ][a-zäöüß]", after)) or bool(_COUNTED.match(after))


def _has_reason(text: str, atom: _Atom, body_ends: set[int], *, has_body: bool) -> bool:
    before = text[: atom.start]
    if _goes_on(text, atom) or _ROUGHLY.search(before):
        return False
    if _LEADS_SHORT.search(before):
        return True
    if _LEADS_AGE.search(before):
        return not _ABOUT_AGE.search(text)
    stripped = before.rstrip(" ,(-:")
    if len(stripped) in body_ends or (before.rstrip("(") and len(before.rstrip(" (")) in body_ends):
        return True
    return has_body and not text[atom.end :].strip(" ?!.") and bool(re.search(r"[a-zäöüß]\s+$", before))


def _combine(question: str, text: str, atoms: Sequence[_Atom]) -> list[YearMention]:
    """Single years, bounds ("seit", "vor") and spans ("2020 bis 2024", "von 2024 auf 2025")."""
    found = []
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        if following and _is_span(text, atom, following):
            start = _lead(text, atom.start, (_BETWEEN, _OUT_OF, _BOUNDS[0][1]))
            first, last = sorted((atom.year, following.year))
            found.append(YearMention(question[start : following.end], start, following.end, first, last))
            index += 2
            continue
        found.append(_bounded(question, text, atom))
        index += 1
    return found


def _is_span(text: str, left: _Atom, right: _Atom) -> bool:
    between = text[left.end : right.start]
    if between.strip() == "/":
        return right.year == left.year + 1
    return bool(_RANGE.match(between) or (_AND.match(between) and _BETWEEN.search(text[: left.start])))


def _lead(text: str, start: int, patterns: Sequence[re.Pattern[str]]) -> int:
    before = text[:start]
    return next((match.start() for pattern in patterns if (match := pattern.search(before))), start)


def _bounded(question: str, text: str, atom: _Atom) -> YearMention:
    before = text[: atom.start]
    bound = next(((name, match.start()) for name, pattern in _BOUNDS if (match := pattern.search(before))), None)
    end = atom.end
    if bound is None and (onwards := _ONWARDS.match(text[end:])) and (match := _OUT_OF.search(before)):
        bound, end = ("from", match.start()), end + onwards.end()
    now = _TO_NOW.match(text[end:])
    if now and (bound or _BETWEEN.search(before) or now.group().strip()[:3] not in {"und", "and"}):
        start = _lead(text, atom.start, (_BETWEEN, _OUT_OF))
        bound, end = ("from", bound[1] if bound else start), end + now.end()
    name, start = bound or ("in", atom.start)
    first = {"until": None, "before": None, "after": atom.year + 1}.get(name, atom.year)
    last = {"from": None, "after": None, "before": atom.year - 1}.get(name, atom.year)
    return YearMention(question[start:end], start, end, first, last)


# --- Years in other words -----------------------------------------------------------------------------------------

_LAST = r"(?:letzte|vergangene|verflossene|vorige)[snmr]?"
_THIS = r"(?:diese|aktuelle|laufende|heurige|gegenwärtige|jetzige)[snmr]?"
_NEXT = r"(?:nächste|naechste|kommende|künftige)[snmr]?"
_LATER_YEAR = (
    r"(?=\s+(?:und|oder|and|or|sowie|auf|zu|bis|mit|vs\.?|versus)\s+(?:(?:im|in|das|dem|zum|auf)\s+)?"
    r"(?:letzte|vergangene|vorige|diese|aktuelle|nächste|vorletzte|last|this|next)\w*\s+(?:jahr|year))"
)
"""The word for year stands only once in "letztes und dieses Jahr"."""
_NAMED = r"(?: (?:haushalts|förder|foerder|kalender)?jahr(?:es|s)?\b|" + _LATER_YEAR + ")"
_YEARS = r"(?: year(?:['’]s)?\b|" + _LATER_YEAR + ")"
_ABSOLUTE: tuple[tuple[int, re.Pattern[str]], ...] = (
    (-2, re.compile(rf"\b(?:(?:vorletzte|vorvergangene|vorvorige)[snmr]?{_NAMED}|(?:the )?year before last\b)", _I)),
    (-1, re.compile(rf"\b(?:{_LAST}{_NAMED}|letztjährig\w*|(?:last|past){_YEARS})", _I)),
    (0, re.compile(rf"\b(?:{_THIS}{_NAMED}|heuer\b|diesjährig\w*|(?:this|current){_YEARS})", _I)),
    (1, re.compile(rf"\b(?:{_NEXT}{_NAMED}|(?:next|coming|upcoming){_YEARS})", _I)),
)
_AGO = re.compile(rf"\b(?:vor {_N} jahre?n?\b|{_N.replace('?P<n>', '?P<m>')} years? ago\b)", _I)
_AHEAD = re.compile(rf"\bin {_N} jahren\b", _I)
_RECENT = re.compile(rf"\b(?:letzten?|vergangenen?|last|past|vorigen)\s+{_N}\s+(?:jahren?|years)\b", _I)
_SINCE_YEARS = re.compile(rf"\bseit {_N} jahren?\b", _I)
_EVERY = re.compile(
    r"\b(?:in )?(?:allen? jahren?|aller jahre|sämtlichen? jahren?|all (?:the )?years|(?:über|ueber) die jahre(?: hinweg)?|"
    r"over the years|(?:im laufe|im verlauf) der jahre|across (?:all |the )?years)\b",
    _I,
)
_RELATIVE: tuple[tuple[int, re.Pattern[str]], ...] = (
    (-1, re.compile(rf"\b(?:(?:im |das |ein |dem |des )?{_YEAR_WORD} (?:davor|zuvor|vorher)|(?:im |das |des |dem |zum )?vorjahr(?:e?s|e)?|vorjährig\w*|"
                    rf"(?:vorhergehende|vorherige|vorangegangene|vorausgegangene|davorliegende)[snm]? {_YEAR_WORD}|davor|zuvor|"
                    r"(?:the )?(?:previous|preceding|prior) year|(?:the |a )?year (?:before(?! last)(?! ?\d)|earlier)|before that)\b", _I)),
    (1, re.compile(rf"\b(?:(?:im |das |ein |dem |des )?{_YEAR_WORD} (?:danach|darauf|später|spaeter)|(?:im |das |des |dem |zum )?folgejahr(?:e?s|e)?|"
                   rf"(?:darauf|nach)?folgende[snm]? {_YEAR_WORD}|danach|(?:the )?(?:following|subsequent) year|(?:the |a )?year (?:after|later)|after that)\b", _I)),
    (0, re.compile(r"\b(?:(?:im )?(?:selben|gleichen|demselben) jahr|(?:the )?same year|(?:in )?that year|damals)\b", _I)),
)  # fmt: skip
_RELATIVE_BY = re.compile(
    rf"\b{_N} (?:jahre|years) (?:(?P<back>davor|zuvor|vorher|früher|frueher|earlier|before|prior)|danach|später|spaeter|darauf|later|after)\b",
    _I,
)


def _phrases(text: str, today: date) -> tuple[list[YearMention], list[_Atom]]:
    """Years said without a number: mentions that stand for themselves, and years that "seit" and "bis" may precede."""
    mentions: list[YearMention] = []
    atoms: list[_Atom] = []
    used: list[tuple[int, int]] = []

    def each(pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int, int]]:
        for match in pattern.finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end in used):
                used.append(match.span())
                yield match, *match.span()

    for match, start, end in each(_RECENT):
        mentions.append(YearMention("", start, end, today.year - _count(match) + 1, today.year))
    for match, start, end in each(_SINCE_YEARS):
        mentions.append(YearMention("", start, end, today.year - _count(match), None))
    for match, start, end in each(_RELATIVE_BY):
        distance = -_count(match) if match.group("back") else _count(match)
        mentions.append(YearMention("", start, end, None, None, distance))
    atoms += [_Atom(start, end, today.year - _count(match), is_sure=True) for match, start, end in each(_AGO)]
    atoms += [_Atom(start, end, today.year + _count(match), is_sure=True) for match, start, end in each(_AHEAD)]
    for offset, pattern in _ABSOLUTE:
        atoms += [_Atom(start, end, today.year + offset, is_sure=True) for _, start, end in each(pattern)]
    mentions += [YearMention("", start, end, None, None) for _, start, end in each(_EVERY)]
    for offset, pattern in _RELATIVE:
        mentions += [YearMention("", start, end, None, None, offset) for _, start, end in each(pattern)]
    return mentions, atoms


def _count(match: re.Match[str]) -> int:
    groups = match.groupdict()
    written = (groups.get("n") or groups["m"]).lower()
    return int(written) if written.isdigit() else _COUNT[written]
