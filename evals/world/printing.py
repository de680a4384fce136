"""How amounts and dates are printed, and how a text becomes the bytes of a file."""

import random
import re
import unicodedata
from decimal import Decimal

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip


def print_amount(euros: Decimal, form: str) -> str:
    """A sum of money in one of the forms of the axis `amount_format`.

    Example:
        >>> print_amount(Decimal(915600), "1.234.560,-- €")
        '915.600,-- €'
    """
    dotted = group_thousands(euros)
    if form == "nbsp":
        return f"{dotted}\N{NO-BREAK SPACE}Euro"
    if form.startswith("1 234"):
        return form.replace("1 234 560", dotted.replace(".", " "))
    if form.startswith("1234"):
        return form.replace("1234560", str(int(euros)))
    return form.replace("1.234.560", dotted)


def group_thousands(euros: Decimal) -> str:
    """Whole euros with dots."""
    return f"{int(euros):,}".replace(",", ".")


def print_millions(euros: Decimal, places: int, unit: str) -> str:
    """Millions with a decimal comma: 1.3 -> "1,3 Mio. Euro"."""
    number = f"{euros / 1_000_000:.{places}f}".replace(".", ",")
    return f"{number} {unit}"


def print_date(day: tuple[int, int, int], form: str) -> str:
    """A date; `form` is a value of the axis `date_format`."""
    year, month, number = day
    if form in {"02.08.2025", "no_den"}:
        return f"{number:02}.{month:02}.{year}"
    if form == "2. August 2025":
        return f"{number}. {MONTHS[month - 1]} {year}"
    return f"{number}.{month}.{year}"


def encode(text: str, axes: dict[str, str], rng: random.Random) -> bytes:
    """The bytes of a file whose fixed text is `text`, odd in the ways of the axes.

    Where Windows-1252 lacks a character the file is UTF-8.
    """
    if axes["invisible"] != "none":
        text = _sprinkle(text, "\N{SOFT HYPHEN}" if axes["invisible"] == "soft_hyphen" else "\N{ZERO WIDTH SPACE}", rng)
    if axes["encoding"] == "nfd":
        text = unicodedata.normalize("NFD", text)
    text = text.replace("\n", {"lf": "\n", "crlf": "\r\n", "cr": "\r"}[axes["line_ends"]])
    codec = {"nfd": "utf-8"}.get(axes["encoding"], axes["encoding"])
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return text.encode("utf-8")


def _sprinkle(text: str, mark: str, rng: random.Random) -> str:
    """Put an invisible mark into some of the long words."""

    def inside(match: re.Match[str]) -> str:
        word = match.group()
        if rng.random() > 0.3:
            return word
        at = rng.randint(4, len(word) - 4)
        return word[:at] + mark + word[at:]

    return re.sub(r"[^\W\d_]{11,}", inside, text)


def wrap(text: str, width: int, indent: str) -> str:
    """Break a line at spaces; a continuation never begins like a bullet or a number."""
    lines, line = [], ""
    for word in text.split(" "):
        begins_oddly = not word[:1].isalpha() and word[:1] not in "„("
        if line and len(line) + 1 + len(word) > width and not begins_oddly:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return f"\n{indent}".join([*lines, line])


def tear(text: str, rng: random.Random) -> str:
    """The text with one of its long words torn by a space, unchanged where it has none."""
    words = list(re.finditer(r"[^\W\d_]{13,}", text))
    if not words:
        return text
    match = rng.choice(words)
    at = match.start() + rng.randint(5, len(match.group()) - 5)
    return f"{text[:at]} {text[at:]}"
