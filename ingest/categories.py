"""The kinds of measures (Maßnahmenarten): four fields, recognised by their titles, never by their numbers."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from assistant.documents import CategoryKey
from ingest.lines import squeeze

STANDARD_TITLES: dict[CategoryKey, str] = {
    "preparation": "Ausbildungsvorbereitung",
    "training": "Ausbildung und Ausbildungscoaching in anerkannten Ausbildungsberufen",
    "qualification": "Qualifizierungsprojekte zur Arbeitsmarktintegration, Fachkräftesicherung",
    "staff": "Weiterbildungsmaßnahmen für Personal",
}
_PRINTED: dict[CategoryKey, tuple[str, ...]] = {
    "preparation": (
        "Ausbildungsvorbereitung", "Ausbildungs- und Qualifizierungsvorbereitung", "Ausbildungsvorbereitende Maßnahmen",
        "Maßnahmen zur Ausbildungsvorbereitung", "Maßnahmen der Ausbildungsvorbereitung",
        "Maßnahmen zur Ausbildungs- und Qualifizierungsvorbereitung", "Ausbildungsvorbereitung und Qualifizierungsvorbereitung",
    ),
    "training": (
        "Ausbildung und Ausbildungscoaching in anerkannten Ausbildungsberufen", "Ausbildung und Ausbildungscoaching",
        "Ausbildung und Coaching in anerkannten Ausbildungsberufen", "Ausbildung in anerkannten Ausbildungsberufen",
        "Ausbildung, Ausbildungscoaching", "Ausbildung/Ausbildungscoaching", "Ausbildungscoaching in anerkannten Ausbildungsberufen",
    ),
    "qualification": (
        "Qualifizierungsprojekte zur Arbeitsmarktintegration, Fachkräftesicherung",
        "Qualifizierungsprojekte zur Arbeitsmarktintegration und Fachkräftesicherung",
        "Qualifizierungsprojekte zur Arbeitsmarktintegration und zur Fachkräftesicherung",
        "Qualifizierungsprojekte zur Arbeitsmarktintegration", "Qualifizierungsprojekte",
        "Qualifizierungsprojekte zur Fachkräftesicherung", "Qualifizierungsmaßnahmen zur Arbeitsmarktintegration",
        "Projekte zur Arbeitsmarktintegration und Fachkräftesicherung",
    ),
    "staff": (
        ("Weiterbildungsmaßnahmen für Personal der Landkreise und kreisfreien Städte in der fachlichen Verantwortung für"
         " Benachteiligte im Kontext der Arbeitsmarktförderung"),
        ("Weiterbildungsmaßnahmen für Personal der Kreise und kreisfreien Städte in der fachlichen Verantwortung für"
         " Benachteiligte im Kontext der Arbeitsmarktförderung"),
        "Weiterbildungsmaßnahmen für Personal", "Weiterbildungsmaßnahmen für das Personal", "Weiterbildung für Personal",
        "Weiterbildungsmaßnahmen für Fachpersonal", "Weiterbildungen für Fachpersonal", "Weiterbildung des Personals",
        "Weiterbildungen für Fachpersonal der Gebietskörperschaften mit Bezug zu Teilnehmenden des AQB",
        "Weiterbildungen des Fachpersonals der Gebietskörperschaften mit Teilnehmendenbezug", "Weiterbildungen für Personal",
        "Weiterbildung des Fachpersonals", "Weiterbildung von Fachpersonal", "Weiterbildungsmaßnahmen",
    ),
}  # fmt: skip
_FORMS: dict[str, CategoryKey] = {squeeze(title): key for key, titles in _PRINTED.items() for title in titles}
# Every word that titles of a field are made of: a title is a row of them, in whatever order, and holds the core.
_WORDS: dict[CategoryKey, str] = {
    "preparation": """ausbildungsvorbereitung ausbildungsvorbereitende ausbildungs qualifizierungsvorbereitung
        berufsvorbereitung berufs vorbereitung maßnahmen projekte angebote zur der und die auf""",
    "training": """ausbildungscoaching ausbildungsbegleitung ausbildungsberufen ausbildung anerkannten coaching
        betriebliche außerbetriebliche und in für zur während der""",
    "qualification": """qualifizierungsprojekte qualifizierungsmaßnahmen qualifizierung arbeitsmarktintegration
        fachkräftesicherung integration den arbeitsmarkt in projekte maßnahmen zur und der für die""",
    "staff": """weiterbildungsmaßnahmen weiterbildungen weiterbildung fortbildungen fortbildung schulungen maßnahmen
        qualifizierung fachpersonals? personals? mitarbeitende beschäftigte gebietskörperschaften landkreise kreise
        kreisfreien städte fachlichen verantwortung benachteiligte kontext arbeitsmarktförderung teilnehmendenbezug
        teilnehmenden bezug aqb der des das für von und in im zu mit""",
}
_CORES: dict[CategoryKey, re.Pattern[str]] = {
    "preparation": re.compile("ausbildungsvorbereit|qualifizierungsvorbereit"),
    "training": re.compile("ausbildungscoaching|coaching|anerkanntenausbildungsberufen"),
    "qualification": re.compile("qualifizierungs(?:projekte|maßnahmen)|arbeitsmarktintegration"),
    "staff": re.compile(r"(?:weiter|fort)bildung\w*(?:personal|mitarbeitend|beschäftigt)|weiterbildungsmaßnahmen"),
}
_ROWS: dict[CategoryKey, re.Pattern[str]] = {
    key: re.compile(f"(?:{'|'.join(words.split())})+") for key, words in _WORDS.items()
}

_KEYWORDS: tuple[tuple[CategoryKey, re.Pattern[str]], ...] = (
    ("staff", re.compile(r"weiterbildung|personal|mitarbeite|schulung|beschäftigte")),
    ("preparation", re.compile(r"(?:ausbildungs|berufs|qualifizierungs)\w*vorbereit|vorbereitung")),
    (
        "qualification",
        re.compile(r"^(?:maßnahmenzur|projektezur)?qualifizierung|arbeitsmarktintegration|fachkräftesicherung"),
    ),
    ("training", re.compile(r"ausbildung")),
)

_NUMBER = re.compile(
    r"(?:\*\*)?\s*\(?(?P<dotted>\d\.(?=\d))?(?P<number>\d{1,2}|[IVX]{1,4})(?:\.\)|[.)]|(?<=\d\.\d)(?=\s))(?:\*\*)?(?=\s|[A-ZÄÖÜ*]|$)\s*"
)
_OPEN_END = re.compile(
    r"(?:,|-|(?<![\w/*:_-])(?:und|in|der|die|des|den|für|zur|im|mit|von|zu|anerkannten|kreisfreien|fachlichen))$"
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number in front of a heading and how many characters it takes."""

    value: int
    length: int
    dotted: bool = False
    """Whether it numbers below another number ("1.2")."""


def find_number(line: str) -> PrintedNumber | None:
    """The printed number that a line begins with ("1.", "(2)", "III)"), None where there is none."""
    match = _NUMBER.match(line)
    if match is None:
        return None
    written = match["number"]
    value = int(written) if written.isdigit() else _ROMAN.get(written)
    return PrintedNumber(value, match.end(), match["dotted"] is not None) if value else None


def match_title(title: str) -> CategoryKey | None:
    """The field whose title this is, in full, shortened or with a slip of the scanner; None for anything else."""
    squeezed = squeeze(title)
    if squeezed in _FORMS:
        return _FORMS[squeezed]
    if len(squeezed) < 16:
        return None
    for key, row in _ROWS.items():
        if len(squeezed) < 260 and _CORES[key].search(squeezed) and row.fullmatch(squeezed):
            return key
    for form, key in _FORMS.items():
        if len(form) > 24 and len(squeezed) > 24 and form.startswith(squeezed):
            return key
        if abs(len(form) - len(squeezed)) <= 3 and fuzz.ratio(form, squeezed) >= 92:
            return key
    return None


def continues_title(title: str, more: str) -> bool:
    """Whether a further line continues a broken title."""
    joined = squeeze(title + more)
    if not squeeze(more):
        return False
    if any(form.startswith(joined) for form in _FORMS):
        return True
    broken = match_title(title) is None or more[0].islower() or _OPEN_END.search(title) is not None
    return broken and match_title(title + more) is not None


def sort_title(title: str) -> CategoryKey:
    """The field that a numbered or bold heading belongs to by its words, `other` for none of the four."""
    matched = match_title(title)
    if matched is not None:
        return matched
    squeezed = squeeze(title)
    return next((key for key, words in _KEYWORDS if words.search(squeezed)), "other")
