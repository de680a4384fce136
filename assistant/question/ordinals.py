"""Ordinals and places in a row, as questions write them in either language ("an dritter Stelle", "fourth", "Platz 5")."""

import re

GERMAN = ("erst", "zweit", "dritt", "viert", "fuenft", "sechst", "siebt", "acht", "neunt", "zehnt")
"""The folded roots, the first of a row first."""

ENGLISH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

_CARDINALS = (
    *("eins", "zwei", "drei", "vier", "fuenf", "sechs", "sieben", "acht", "neun", "zehn"),
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
)
_OUTDONE = r"(?:hoechst|groesst|meist|niedrigst|kleinst|geringst|wenigst)\w*"
_OUTDONE_ENGLISH = r"(?:most|highest|largest|biggest|lowest|smallest|least|place|position)"
_PLACE = re.compile(
    rf"\b(?:platz|rang|nummer|nr\.?|place|rank|number|position) ({'|'.join(_CARDINALS)}|[2-9]|10)\b(?![.,]?\d)"
    rf"|\b({'|'.join(GERMAN[1:])})(?:e[rnms]? (?:stelle|platz|rang)|{_OUTDONE})"
    rf"|\b({'|'.join(ENGLISH[1:])})[- ](?:in\b|by\b|{_OUTDONE_ENGLISH}\b)|\b(?:came|comes|come|is|was|ranks|ranked) ({'|'.join(ENGLISH[1:])})\b"
    r"|\b(runner)-?up\b"
)


def find_place(folded: str) -> int | None:
    """The place in a row that a folded question asks for, from 2 to 10; None where it asks for none.

    Example:
        >>> find_place("wer steht an dritter stelle"), find_place("the fourth highest"), find_place("der erste")
        (3, 4, None)
    """
    match = _PLACE.search(folded)
    if match is None:
        return None
    word = next(group for group in match.groups() if group)
    if word.isdigit():
        return int(word)
    if word == "runner":
        return 2
    row = next(row for row in (GERMAN, ENGLISH, _CARDINALS[:10], _CARDINALS[10:]) if word in row)
    return row.index(word) + 1
