"""Reads what a question names: bodies, years, sections, categories, themes, records, amounts. Decides nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.answers import Language
from assistant.documents import CategoryKey
from assistant.money import find_euros
from assistant.plan import NamedThing
from assistant.question.cues import (
    common_slips,
    cue_names,
    cue_pattern,
    find_cues,
    find_themes,
    fold_question,
)
from assistant.question.grammar import GENERIC, stop_words
from assistant.question.names import Mentions, find_mentions
from assistant.question.ordinals import ENGLISH, GERMAN
from assistant.question.spelling import correct_words
from assistant.question.strangers import find_strangers, find_unknown_names
from assistant.question.things import ThingIndex
from assistant.question.years import DateMention, YearMention, find_dates, find_years

_SECTION = re.compile(
    r"(?:§+|\bparagra(?:f|ph)(?:en|s)?|\bpar\.|\bsection|\bsec\.)\s*(\d{1,2})(?![a-z]?\s*(?:abs\w*\.?\s*\d+\s*)?(?:sgb|bbig|bgb|gg|lho|asylblg|hgo|hwo|\w*gesetz\w*)\b)(?!\d)(?:\s*(?:,|und|and|bis|-)\s*(?:§+\s*)?(\d{1,2})\b)?"
)
"""A section of an agreement; that of a law ("§ 48b SGB II") is none."""
_NAMED_SECTIONS = {
    "Präambel": r"\bpraeambel\w*|\bpreamble\b|\bvorspann\w*|\bvorwort\w*|\bforeword\b|\b(?:teil|abschnitt|text|part)\b.{0,12}\b(?:vor dem ersten|before the first)\b",
    "Unterschriften": r"\bunterschrift(?:en|s)?(?:block|teil|seite|zeile|feld)\w*|\bsignature (?:block|part|page|section|lines?)\b",
}
_NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        [
            "zwei two",
            "drei three",
            "vier four",
            "fuenf five",
            "sechs six",
            "sieben seven",
            "acht eight",
            "neun nine",
            "zehn ten",
            "elf eleven",
            "zwoelf twelve",
        ],
        start=2,
    )
    for word in words.split()
}
_CATEGORY_NUMBER = re.compile(
    r"\b(?:punkt|nummer|nr\.?|ziffer|kategorie|massnahmen?(?:art|kategorie)|category|no\.|number|point|item)\s*(\d|i{1,3}v?|iv)\b"
)
_BARE_SUM = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+|(?:\d+(?:[.,]\d+)?|eine[rn]?|ein|one|zwei|drei|two|three)\s+(?:Mio\b\.?|Million(?:en|s)?))"
    r"(?![\w,.]*\d)(?!\s*(?:Euro|EUR|€))",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MILLION = re.compile(
    r"\b(?<!halbe )(?:knackt?|schafft?|erreicht?|reißt|übersteigt|überschreitet)\b.{0,60}\bdie Million\b(?!en)|\b(?:über|unter|an) (?:die|der) Million\b(?!en)|\b(?:bis )?(?:zur|von der|von einer) (?:einen )?Million\b(?!en)|\bdie Million\b.{0,30}\b(?:geknackt|überschritten|erreicht|gerissen|geschafft|übersprungen|überstiegen)\b|\b(?:Millionen?-?(?:grenze|marke|schwelle|hürde|huerde)|million(?:[- ]euro)? (?:mark|threshold|barrier))\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?<!half )(?<!of )\ba million\b(?! and)", re.IGNORECASE)
_HALF = re.compile(r"\bhalf a million\b|(?<!und )\b(?:eine|einer) halbe[nr]? Million\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,§])(\d{1,4})(?![\w.,]*\d)(?!\s*(?:euro|€|mio|million|prozent|%))")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one question names. `folded` is the mended, folded question; `rest` the same without names and years."""

    question: str
    language: Language
    folded: str
    rest: str
    mentions: Mentions
    years: tuple[YearMention, ...]
    dates: tuple[DateMention, ...]
    sections: tuple[str, ...]
    categories: tuple[CategoryKey, ...]
    category_number: int | None
    themes: tuple[str, ...]
    things: tuple[NamedThing, ...]
    amounts: tuple[Decimal, ...]
    numbers: tuple[int, ...]
    attributes: frozenset[str]
    absent: frozenset[str]
    operations: frozenset[str]
    topics: frozenset[str]
    corpus: frozenset[str]
    limits: frozenset[str]
    words: tuple[str, ...]
    strangers: tuple[str, ...]
    nowhere: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


def read_question(
    question: str, language: Language, things: ThingIndex, today: date, known: Callable[[str], bool]
) -> Reading:
    """Everything that a question names.

    Args:
        question: As typed, at most some thousand characters.
        language: The language it is in.
        things: The records of the index.
        today: For "letztes Jahr".
        known: Whether a folded word is an ordinary word, so that it is not mended to a cue.
    """
    known = _known_in(language, known)
    # "im laufenden Jahr" speaks of any budget year, not of today's.
    years = tuple(y for y in find_years(question, today) if "laufend" not in y.written.lower())
    dates = find_dates(question)
    single = {y.first for y in years if y.first is not None and y.first == y.last}
    mentions = find_mentions(question, year=min(single) if single else None)
    named, mentions = _settle_names(things.find(question, fold_question(question)), mentions)
    blanked = _blank(question, mentions, years, dates)
    rest = correct_words(fold_question(blanked), things.vocabulary, known, common_slips())
    bare = _without_things(rest, named)
    nowhere = find_unknown_names(blanked, known) if not mentions.bodies and not named else ()
    names = _Names(
        mentions,
        years,
        dates,
        named,
        find_strangers(blanked, named),
        nowhere,
        things.find_terms(fold_question(question)),
    )
    folded = correct_words(fold_question(question), things.vocabulary, known, common_slips())
    return _assemble(question, language, names, folded, rest, bare)


def _known_in(language: Language, known: Callable[[str], bool]) -> Callable[[str], bool]:
    """An English word is no misspelled cue either ("Mount" is no "amount")."""
    if language == "de":
        return known
    from assistant.lexicon import open_lexicon

    return lambda word: known(word) or bool(open_lexicon().translate(word))


@dataclass(frozen=True, slots=True)
class _Names:
    """The names, years and dates of a question."""

    mentions: Mentions
    years: tuple[YearMention, ...]
    dates: tuple[DateMention, ...]
    things: tuple[NamedThing, ...]
    strangers: tuple[str, ...]
    nowhere: tuple[str, ...]
    terms: tuple[str, ...]


def _assemble(question: str, language: Language, names: _Names, folded: str, rest: str, bare: str) -> Reading:
    return Reading(
        question=question,
        language=language,
        folded=folded,
        rest=rest,
        mentions=names.mentions,
        years=names.years,
        dates=names.dates,
        sections=_find_sections(folded),
        categories=tuple(c for c in cue_names("category") if cue_pattern("category", c).search(bare)),  # type: ignore[misc]
        category_number=_find_category_number(rest),
        themes=tuple(theme.key for theme in find_themes(_without_categories(bare))),
        things=names.things,
        amounts=_find_amounts(question),
        numbers=(
            *(int(n) for n in _NUMBER.findall(rest)),
            *(_NUMBER_WORDS[w] for w in rest.split() if w in _NUMBER_WORDS),
        ),
        attributes=find_cues("attribute", bare),
        absent=find_cues("absent", bare),
        operations=find_cues("operation", bare),
        topics=find_cues("topic", bare),
        corpus=find_cues("corpus", bare),
        limits=find_cues("limits", folded),
        words=_content_words(_without_groups(bare, names.mentions)),
        strangers=names.strangers,
        nowhere=names.nowhere,
        terms=names.terms,
    )


def _find_amounts(question: str) -> tuple[Decimal, ...]:
    """Sums of money, also without a currency where they can be nothing else ("eine Million", "812.340")."""
    found = [item.euros for item in find_euros(question)]
    for match in _BARE_SUM.finditer(question):
        found += [item.euros for item in find_euros(f"{match.group()} Euro")]
    if _MILLION.search(question) or _ONE.search(question):
        found.append(Decimal(1_000_000))
    if _HALF.search(question):
        found.append(Decimal(500_000))
    # "1.450.000 Euro 2025": the year behind a sum is none.
    years = [f for f in found if f == f.to_integral_value() and 1990 <= f <= 2100]
    loose = [
        f for f in years if len(found) > 1 and re.search(rf"(?:Euro|€|EUR)\s*{int(f)}\b(?!\s*(?:Euro|€|EUR))", question)
    ]
    return tuple(f for f in dict.fromkeys(found) if f not in loose)


def _blank(question: str, mentions: Mentions, years: tuple[YearMention, ...], dates: tuple[DateMention, ...]) -> str:
    """The question without the names of bodies and years, so that "Kassel" is no subject and "2025" no number."""
    chars = list(question)
    spans = [(m.start, m.end) for m in mentions.bodies] + [(a.start, a.end) for a in mentions.authorities]
    spans += [(y.start, y.end) for y in years] + [(d.start, d.end) for d in dates]
    for start, end in spans:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def _without_things(rest: str, things: tuple[NamedThing, ...]) -> str:
    for thing in things:
        rest = rest.replace(fold_question(thing.written), " ", 1)
    return " ".join(rest.split())


def _without_groups(bare: str, mentions: Mentions) -> str:
    """The question without the names of groups, whose words are no subject ("rural districts")."""
    for group in mentions.groups:
        bare = bare.replace(fold_question(group.written), " ", 1)
    return bare


def _settle_names(things: tuple[NamedThing, ...], mentions: Mentions) -> tuple[tuple[NamedThing, ...], Mentions]:
    """A body's name is no person ("Kassel"), a place inside a project's name is no body ("Fulda startet")."""
    places = {fold_question(m.written) for m in mentions.bodies}
    kept = tuple(t for t in things if t.kind != "person" or not any(fold_question(t.written) in p for p in places))
    names = [fold_question(t.written) for t in kept if t.kind != "person" or " " in t.written]
    bodies = tuple(
        m
        for m in mentions.bodies
        if not any(fold_question(m.written) in name and fold_question(m.written) != name for name in names)
    )
    return kept, replace(mentions, bodies=bodies)


def _without_categories(bare: str) -> str:
    """The question without the names of categories, whose words are no themes ("Ausbildungscoaching")."""
    for name in cue_names("category"):
        bare = cue_pattern("category", name).sub(" ", bare)
    return bare


_SECTION_WORD = re.compile(r"\bparagra(?:ph|f)(?:en)?\s+(\w+)\b|\bsection\s+(\w+)\b")


_NTH_SECTION = re.compile(
    rf"\b(?<!vor dem )({'|'.join(GERMAN)})e[nrs]? paragra(?:ph|f)|\b({'|'.join(ENGLISH)}) (?:section|paragraph)\b"
)


def _nth_sections(folded: str) -> list[str]:
    """The ordinals of sections named so ("im vierten Paragrafen"), by their German roots."""
    return [german or GERMAN[ENGLISH.index(english)] for german, english in _NTH_SECTION.findall(folded)]


def _find_sections(folded: str) -> tuple[str, ...]:
    words = [a or b for a, b in _SECTION_WORD.findall(folded)]
    found = [f"§ {({'eins': 1, 'one': 1} | _NUMBER_WORDS)[w]}" for w in words if w in {"eins", "one", *_NUMBER_WORDS}]
    found += [f"§ {GERMAN.index(w) + 1}" for w in _nth_sections(folded)]
    for match in _SECTION.finditer(folded):
        found += [f"§ {int(number)}" for number in match.groups() if number]
    found += [label for label, pattern in _NAMED_SECTIONS.items() if re.search(pattern, folded)]
    return tuple(dict.fromkeys(found))


def _find_category_number(folded: str) -> int | None:
    match = _CATEGORY_NUMBER.search(folded)
    if match is None:
        return None
    return int(match.group(1)) if match.group(1).isdigit() else _ROMAN.get(match.group(1))


_NAMED_PROJECT = re.compile(
    r"^(?!(?:teilzeit|tz|qualifizierungs?|ausbildungs?|foerder|einzel|gesamt|arbeitsmarkt|weiterbildungs?|aqb|budget|bildungs|vorbereitungs|berufsvorbereitungs|ausbildungsvorbereitungs|qualifikations|personal|bestands|mehr|landes|pilot)-?)\w{3,}(?:projekt(?:e?s)?|kurs(?:es)?)$"
)
"""A compound that may be the name of one project, unlike the words for projects of a kind."""


def _content_words(rest: str) -> tuple[str, ...]:
    """The words of a question that no cue, number or function word explains."""
    explained = set()
    for group in ("attribute", "operation", "corpus", "topic", "category"):
        for name in cue_names(group):
            for match in cue_pattern(group, name).finditer(rest):
                explained |= {w for w in _WORD.findall(match.group()) if not _NAMED_PROJECT.search(w)}
    words = [w for w in _WORD.findall(rest) if len(w) > 2 and not w.isdigit()]
    kept = [w for w in words if w not in explained and w not in stop_words() and w not in GENERIC]
    return tuple(dict.fromkeys(kept))
