"""What kind of document a text is, by its content alone: never by its file name or by a manifest."""

import re

from rapidfuzz import fuzz

from assistant.documents import DocumentKind
from ingest.lines import split_lines, squeeze
from ingest.readings import make_reading

_HEAD = 6_000
"""Characters within which an agreement names itself."""
_LONGEST = 200_000
"""Agreements have about 7,000 characters, press releases fewer; a text beyond this is neither."""

_BUDGET = "ausbildungsundqualifizierungsbudget"
_ABOUT = re.compile(
    r"Ausbildungs\s?-?\s?(?:und|u\.|&)\s+Qualifizierungs\s?-?\s?budget|(?<!\w)AQB(?!\w)|Arbeitsmarkt-\s+und\s+Qualifizierungsprogramm",
    re.IGNORECASE,
)
_HEAD_END = re.compile(r"(?:präambel|praeambel|vorbemerkung|§)")
_TITLE_LINE = re.compile(
    r"(?:\d\.|entwurf|(?:erste|zweite)?(?:änderung|ergänzung|nachtrag|anlage)\w*|abschrift|kopie|fassung)*(?:de[rs]|zur)?(?:jährliche)?zielvereinbarung"
)
_CONTRACT = re.compile(
    r"(?:arbeitswelthessen|innovativsozialnachhaltig)*zielvereinbarung(?:fürdasjahr)?(?:\d{4})?zwischen"
)
_OTHER_LAW = re.compile(r"sgbii|48b|offensiv|sozialgesetzbuch|grundsicherungfürarbeitsuchende")

_OTHER_GENRE = re.compile(
    r"(?<!\w)(?:niederschrift|protokoll|ergebnisvermerk|merkblatt|faltblatt|richtlinien?|fördergrundsätze|fördergrundsatz|tagesordnung|beschlussvorlage"
    r"|leitfaden|häufige fragen|faq|förderaufruf|handreichung|antragsformular|rundschreiben|satzung|geschäftsordnung|vermerk)(?!\w)",
    re.IGNORECASE,
)
_NAMED_PRESS = re.compile(
    r"(?<!\w)(?:presse(?:mitteilung|information|meldung|stelle|sprecher(?:in)?|kontakt|text|dienst|amt|notiz)|medieninformation|presse-info)(?!\w)",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"[“”\"»«]\s?,?\s?(?:so|erklärt|erklärte|sagt|sagte|betont|betonte|freut|freute|erläutert|erläuterte|lobt|lobte|unterstreicht|unterstrich|hebt|hob|führt|führte"
    r"|kommentiert|zeigt|ergänzt|ergänzte|dankt|dankte|begrüßt|stellt|stellte|fasst|resümiert|versichert|heißt)(?!\w)"
    r"|(?<!\w)(?:ist überzeugt|sagt|sagte|erklärt|erklärte|betont|betonte|freut sich|so|erläutert|ergänzt|unterstreicht)\s?:\s?[„\"»“]"
)
_GRANT = re.compile(
    r"(?<!\w)(?:stell(?:t|en|te)|erhält|erhalten|bekommt|bekommen|bekam|fließ(?:t|en)|förder(?:t|n|te)|unterstütz(?:t|te)|bewilligt|investier(?:t|en)|gewährt|unterzeichne(?:t|ten|te))(?!\w)"
)
_MONEY = re.compile(r"\d[\d.,\s]*(?:Mio\.?|Millionen|Million|Tsd\.?)?\s?(?:Euro|EUR|€)|Million(?:en)?\s(?:Euro|EUR)")
_DATELINE = re.compile(
    r"^\W{0,3}(?:date\s(?:19|20)\d\d-\d\d\W{0,3})?(?:(?:Stadt|Landkreis|Kreis)\s)?[A-ZÄÖÜ][\w.-]+(?:\s(?:am|an der)?\s?[A-ZÄÖÜ][\w-]+){0,2}(?:\s?[,(/]\s?[^–\n]{0,40})?\s?[.)]?\s?[–—]\s",
)
_COLLECTED = re.compile(r"^\W{0,3}date\s(?:19|20)\d\d-\d\d")


def find_kind(text: str) -> DocumentKind:
    """The kind of a document.

    An agreement is what calls itself a Zielvereinbarung for the Ausbildungs- und Qualifizierungsbudget in its head (torn,
    spaced, inflected or misread words are the same words). A press release speaks about the budget in the manner of the
    press. All else is prose, the agreement of a neighbouring programme too.
    """
    if not text.strip() or len(text) > _LONGEST:
        return "other"
    if is_agreement(text):
        return "agreement"
    return "press_release" if is_press_release(text) else "other"


def is_agreement(text: str) -> bool:
    """Whether the head is that of an AQB agreement: title line, two parties, budget, and §§ or a preamble below."""
    head, rest = _split_head(text[:_HEAD])
    if head is None:
        return False
    squeezed = squeeze(head)
    parties = re.search(r"zwischen.{10,400}?und(?:de[rmn]|die)", squeezed)
    named = _find_budget(squeezed)
    if parties is None or named is None:
        return False
    law = _OTHER_LAW.search(squeezed)
    if law is not None and law.start() < named:
        return False
    return rest


def _split_head(text: str) -> tuple[str | None, bool]:
    """The head from its title line to Präambel or §, and whether such a thing follows at all."""
    lines = split_lines(text)
    first = next((i for i, line in enumerate(lines[:60]) if _is_title(line.text)), None)
    if first is None:
        first = _find_spaced_title(text)
    if first is None:
        return None, False
    stop = next(
        (
            i
            for i in range(first + 1, len(lines))
            if _HEAD_END.match(re.sub(r"^[\W_]*(?=\w|§)", "", _spaceless(lines[i].text)))
        ),
        None,
    )
    if stop is not None:
        return "\n".join(line.text for line in lines[first:stop]), True
    # A head that runs into its preamble on one line.
    joined = "\n".join(line.text for line in lines[first:])
    inline = re.search(r"P\s?r\s?ä\s?a\s?m\s?b\s?e\s?l|(?<=\s)§\s?1(?!\d)", joined, re.IGNORECASE)
    return (joined[: inline.start()], True) if inline else (joined[:1200], False)


def _spaceless(line: str) -> str:
    return re.sub(r"[\s*#_]+", "", line).lower()


def _is_title(line: str) -> bool:
    squeezed = squeeze(line[:120])
    match = _TITLE_LINE.match(squeezed)
    if match is None:
        return 13 <= len(squeezed) <= 22 and fuzz.ratio("zielvereinbarung", re.sub(r"\d+", "", squeezed)) >= 90
    after = squeezed[match.end() :]
    return (
        re.match(
            r"(?:en)?(?:$|\d|zwischen|zur|zum|für|über|nach|gemäß|aqb|imrahmen|i|hessen|ausbildungs|budget|land|nr)",
            after,
        )
        is not None
    )


def _find_spaced_title(text: str) -> int | None:
    """The line of a title that is broken over two lines ("Ziel- / vereinbarung")."""
    lines = split_lines(text)
    for i in range(min(len(lines) - 1, 60)):
        if lines[i].text and squeeze(lines[i].text + lines[i + 1].text).startswith("zielvereinbarung"):
            return i
    return None


def _find_budget(squeezed: str) -> int | None:
    """Where the head names the budget, with a slip of the scanner or as AQB; None where it does not."""
    plain = squeezed.find(_BUDGET)
    if plain >= 0:
        return plain
    short = re.search(
        r"umsetzung(?:des|vom|desprogramms)?(?:hessischen?)?aqb|ausbildungsuqualifizierungsbudget|zielvereinbarung\d*(?:zum|aqb)",
        squeezed,
    )
    if short is not None:
        return short.start()
    alignment = fuzz.partial_ratio_alignment(_BUDGET, squeezed, score_cutoff=91)
    return alignment.dest_start if alignment is not None else None


def is_press_release(text: str) -> bool:
    """Whether a text speaks about the budget as press releases do; traits are weighed, one alone is not enough."""
    if _ABOUT.search(make_reading(text[:60_000]).text) is None:
        return False
    opening = text[:1_500]
    named = _NAMED_PRESS.search(opening) is not None
    formal = len(re.findall(r"^\W{0,4}§\s?\d", text, re.MULTILINE)) >= 2 or _CONTRACT.match(squeeze(opening))
    if not named and (formal or _OTHER_GENRE.search(opening[:600])):
        return False
    return _weigh_press(text, named=named) >= 3


def _weigh_press(text: str, *, named: bool) -> int:
    running = make_reading(text[:60_000]).text
    score = 3 if named else 0
    score += 1 if _NAMED_PRESS.search(text) else 0
    score += 3 if _SPEECH.search(running) else 0
    score += 1 if _MONEY.search(running) else 0
    score += 1 if _GRANT.search(running) else 0
    score += 1 if re.search(r"zur Verfügung", running) else 0
    score += 1 if _DATELINE.match(text.lstrip()[:200]) else 0
    return score + (1 if _COLLECTED.match(text.lstrip("\n")) else 0)
