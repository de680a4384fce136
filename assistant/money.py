"""Reading and printing sums of money, in German and English notation; `Decimal`, never float.

A separator before groups of exactly three digits parts thousands, any other one parts cents: "1.204.350 Euro" is a
million in either language, "812,340 euros" too. Before "Mio." a single separator always parts decimals ("1,125 Mio.").
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.documents import AmountKind

Notation = Literal["de", "en"]

_INEXACT: dict[AmountKind, tuple[str, ...]] = {
    "up_to": (r"bis\s+zu", "maximal", "höchstens", r"max\.", r"up\s+to", r"at\s+most"),
    "at_least": (
        r"(?:weit\s+|deutlich\s+)?über", r"(?:weit\s+|deutlich\s+)?mehr\s+als", "mindestens", "wenigstens",
        r"mind\.", r"more\s+than", r"at\s+least", "over",
    ),
    "about": (
        "rund", "etwa", r"ca\.?", "circa", "zirka", "ungefähr", r"rd\.", "knapp", "fast", "nahezu", "annähernd", "gut",
        r"in\s+etwa", "schätzungsweise", "about", "around", "roughly", "nearly", "almost", "approximately", "some",
    ),
}  # fmt: skip
_INEXACT_WORDS = "|".join(word for words in _INEXACT.values() for word in words)

# "Bescheid über 550.000 Euro" names the sum, "über 550.000 Euro" is more than it.
_SUM_NOUN = re.compile(
    r"(?:bescheide?s?|schecks?|summen?|betrag|beträge|zusagen?|bewilligung(?:en)?|vertrag|verträge|rechnung|förderung"
    r"|zuwendung(?:en)?|vereinbarung(?:en)?|spende)(?:\s+in\s+Höhe)?\s*$",
    re.IGNORECASE,
)

_UNITS = {
    "ein": 1, "eine": 1, "einer": 1, "einem": 1, "einen": 1, "one": 1, "zwei": 2, "two": 2, "drei": 3, "three": 3,
    "vier": 4, "four": 4, "fünf": 5, "five": 5, "sechs": 6, "six": 6, "sieben": 7, "seven": 7, "acht": 8, "eight": 8,
    "neun": 9, "nine": 9, "zehn": 10, "ten": 10, "elf": 11, "zwölf": 12, "zwanzig": 20, "dreißig": 30, "vierzig": 40,
    "fünfzig": 50, "hundert": 100,
}  # fmt: skip
_UNIT_WORDS = "|".join(sorted(_UNITS, key=len, reverse=True))
_HALVES = (
    rf"(?:eine[rn]?\s+)?halbe[nr]?|anderthalb|einund(?:ein)?halb|eineinhalb|half\s+a|(?:{_UNIT_WORDS})(?:und)?einhalb"
)

_DIGITS = (
    r"\d{1,3}(?:\.\s?\d{3})+(?:,\d{1,2})?(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?!\d)"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)"
    r"|\d+(?:[.,]\d+)?"
)
_FACTORS = {
    "mrd": 1_000_000_000, "milliarde": 1_000_000_000, "billion": 1_000_000_000, "bn": 1_000_000_000,
    "mio": 1_000_000, "mill": 1_000_000, "million": 1_000_000, "m": 1_000_000,
    "tsd": 1_000, "tausend": 1_000, "thousand": 1_000, "t": 1_000, "k": 1_000,
}  # fmt: skip
_FACTOR = r"(?:Mio\.?|Mill?\.|Million(?:en|s)?|Mrd\.?|Milliarden?|billions?|bn|Tsd\.?|Tausend|thousand|T(?=\s?€|EUR)|[mk](?!\w))"
_TAIL = r"(?:\s?[,.]\s?(?:--|-|–|—))"
_CURRENCY = r"(?:Eu\s?ros?|EUR|€)(?!\w)"
_HINT = re.compile(r"€|eu\s?r", re.IGNORECASE)
_VALUE = (
    rf"(?:(?<![\w.,])(?P<digits>{_DIGITS})(?P<tail>{_TAIL})?"
    rf"|(?<!\w)(?P<half>{_HALVES})(?=\s+Mil|\s+mil)"
    rf"|(?<!\w)(?P<word>{_UNIT_WORDS})(?=[\s-]*(?:Mil|mil|Tausend|tausend|thousand)))"
)
_SUFFIXED = re.compile(
    rf"(?:(?<!\w)(?P<kind>{_INEXACT_WORDS})\s+(?:insgesamt\s+)?)?{_VALUE}[\s-]*(?P<factor>{_FACTOR})?[\s-]*{_CURRENCY}",
    re.IGNORECASE,
)
_PREFIXED = re.compile(
    rf"(?:(?<!\w)(?P<kind>{_INEXACT_WORDS})\s+)?(?<!\w)(?:EUR|€|Euro)\s?{_VALUE}(?:[\s-]*(?P<factor>{_FACTOR}))?"
    r"(?:(?<=\w)(?!\w)|(?<!\w))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundEuros:
    """A sum of money in a text: `euros`, how exact it is said to be, and its place with the word that says so."""

    euros: Decimal
    kind: AmountKind
    start: int
    end: int


def find_euros(text: str) -> tuple[FoundEuros, ...]:
    """Every sum of money in a text, in order; a number without a currency is none.

    Example:
        >>> [(str(f.euros), f.kind) for f in find_euros("rund 1,3 Mio. Euro, davon 812.340 € und EUR 2.000")]
        [('1300000', 'about'), ('812340', 'exact'), ('2000', 'exact')]
    """
    if _HINT.search(text) is None:
        return ()
    found: list[FoundEuros] = []
    matches = [*_SUFFIXED.finditer(text), *_PREFIXED.finditer(text)]
    for match in sorted(matches, key=lambda m: (_value_start(m), -m.end())):
        euros = _read_value(match)
        if euros is None or (found and _value_start(match) < found[-1].end):
            continue
        kind, start = _read_kind(match, text)
        found.append(FoundEuros(euros, kind, start, match.end()))
    return tuple(found)


def parse_euros(written: str) -> Decimal:
    """The one sum of money that is written, with or without its currency ("812.340", "rund 1,3 Mio. Euro").

    Raises:
        ValueError: It is none, or several.
    """
    found = find_euros(written) or find_euros(f"{written.strip()} Euro")
    if len(found) != 1:
        raise ValueError(f"'{written}' is not one sum of money.")
    return found[0].euros


def format_euros(euros: Decimal, language: Notation = "de") -> str:
    """A sum in a language's notation, cents only where there are any.

    Example:
        >>> format_euros(Decimal(1204350)), format_euros(Decimal("2000.50"), "en")
        ('1.204.350 Euro', '2,000.50 euros')
    """
    whole = euros == euros.to_integral_value()
    printed = f"{euros:,.0f}" if whole else f"{euros:,.2f}"
    if language == "en":
        return f"{printed} {'euro' if euros == 1 else 'euros'}"
    return printed.translate(str.maketrans(",.", ".,")) + " Euro"


def _value_start(match: re.Match[str]) -> int:
    return next(match.start(name) for name in ("digits", "half", "word") if match[name] is not None)


def _read_kind(match: re.Match[str], text: str) -> tuple[AmountKind, int]:
    """The kind that the word before says, and where the written form begins."""
    word = match["kind"]
    if word is None:
        return "exact", match.start()
    if word.lower() in {"über", "over"} and _SUM_NOUN.search(text[max(0, match.start() - 40) : match.start()]):
        after = text[match.end("kind") : match.end()]
        return "exact", match.end("kind") + len(after) - len(after.lstrip())
    for kind, words in _INEXACT.items():
        if re.fullmatch("|".join(words), word, re.IGNORECASE):
            return kind, match.start()
    raise AssertionError(word)


def _read_value(match: re.Match[str]) -> Decimal | None:
    """The sum in euros (whole sums without decimals), None where its notation cannot be meant ("1.011,410")."""
    value = _read_number(match)
    return value.quantize(Decimal(1)) if value is not None and value == value.to_integral_value() else value


def _read_number(match: re.Match[str]) -> Decimal | None:
    factor = Decimal(_factor_value(match["factor"]))
    if match["half"] is not None:
        return _read_half(match["half"].lower()) * factor
    if match["word"] is not None:
        return _UNITS[match["word"].lower()] * factor
    number = _read_digits(match["digits"], with_factor=match["factor"] is not None)
    return None if number is None else number * factor


def _factor_value(written: str | None) -> int:
    if written is None:
        return 1
    name = written.lower().rstrip(".")
    return next(value for key, value in _FACTORS.items() if name == key or (len(key) > 2 and name.startswith(key)))


def _read_half(written: str) -> Decimal:
    if "halbe" in written or written.startswith("half"):
        return Decimal("0.5")
    if written.startswith("anderthalb"):
        return Decimal("1.5")
    unit = re.match(_UNIT_WORDS, written)
    return Decimal(_UNITS[unit.group()] if unit else 1) + Decimal("0.5")


def _read_digits(digits: str, *, with_factor: bool) -> Decimal | None:
    """The number behind printed digits, None where separators contradict each other."""
    if with_factor and re.fullmatch(r"\d+[.,]\d+", digits):
        return Decimal(digits.replace(",", "."))
    plain = re.sub(r"[\s'’]", "", digits)
    for thousands, decimals in ((".", ","), (",", ".")):
        pattern = rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+(?:{re.escape(decimals)}\d{{1,2}})?"
        if re.fullmatch(pattern, plain):
            return Decimal(plain.replace(thousands, "").replace(decimals, "."))
    if re.fullmatch(r"\d+(?:[.,]\d{1,2})?", plain):
        return Decimal(plain.replace(",", "."))
    return None
