"""Slips of the pen: as people type in a hurry, or exactly one in each name of a body."""

import random
import re

_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_UNDOTTED = {"ä": "a", "ö": "o", "ü": "u", "ß": "s"}
_ROWS = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")
_NOT_DISTINCT = frozenset(
    {"stadt", "landkreis", "landkreises", "kreis", "kreises", "gemeinde", "beim", "main", "city", "district"}
)


def make_slips(text: str, rng: random.Random) -> str:
    """The text as somebody in a hurry types it: lower case, umlauts spelled out, two letters swapped; digits stay.

    What stands in quotation marks is left alone.
    """
    words = re.split(r"(„[^“]*“|\s+)", text)
    long = [i for i, word in enumerate(words) if len(word) > 6 and word.isalpha()]
    if long:
        at = rng.choice(long)
        swap = rng.randint(2, len(words[at]) - 3)
        word = words[at]
        words[at] = word[:swap] + word[swap + 1] + word[swap] + word[swap + 2 :]
    style = rng.choice(["lower", "umlauts", "swap"])
    if style == "lower":
        words = [word if word.startswith("„") else word.lower() for word in words]
    if style == "umlauts":
        words = [word if word.startswith("„") else word.translate(_SPELLED) for word in words]
    return "".join(words)


def slip_name(name: str, rng: random.Random) -> str:
    """The name of a body with exactly one slip in the word that tells it from others.

    Two letters swapped, a letter dropped, doubled or hit beside its key, an umlaut without dots (ß as s), or a hyphen
    missing. The first letter stays. Names of fewer than four letters ("MKK") have no such word and stay.

    Example:
        >>> slip_name("der Landkreis Fulda", random.Random(1))
        'der Landkreis Flda'
    """
    words = [m for m in re.finditer(r"[^\W\d_]{4,}", name) if m.group().casefold() not in _NOT_DISTINCT]
    if not words:
        return name
    hyphens = [m.start() for m in re.finditer(r"(?<=\w)-(?=\w)", name)]
    word = rng.choice(words)
    umlauts = [i for i in range(word.start() + 1, word.end()) if name[i] in _UNDOTTED]
    swaps = [i for i in range(word.start() + 1, word.end() - 1) if name[i] != name[i + 1]]
    kinds = ["drop", "double", "neighbour"] + ["swap"] * bool(swaps) + ["dots"] * bool(umlauts)
    kind = rng.choice(kinds + ["hyphen"] * bool(hyphens))
    if kind == "hyphen":
        at = rng.choice(hyphens)
        return name[:at] + rng.choice([" ", ""]) + name[at + 1 :]
    if kind == "swap":
        at = rng.choice(swaps)
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    at = rng.choice(umlauts) if kind == "dots" else rng.randrange(word.start() + 1, word.end())
    return name[:at] + _change_letter(name[at], kind, rng) + name[at + 1 :]


def _change_letter(letter: str, kind: str, rng: random.Random) -> str:
    if kind == "dots":
        return _UNDOTTED[letter]
    if kind == "double":
        return letter * 2
    row = next((row for row in _ROWS if letter in row), "")
    if kind == "drop" or not row:
        return ""
    at = row.index(letter)
    return rng.choice([row[i] for i in (at - 1, at + 1) if 0 <= i < len(row)])
