"""The ways in which documents differ: named axes, each with its values and how common they are.

A world fixes an axis (`axes={"bullets": ("•",)}`) or holds values out (`without={"bullets": ("•",)}`), so that a
parser can be judged on a form that nobody showed it.
"""

import random
from collections.abc import Mapping, Sequence

AXES: dict[str, dict[str, float]] = {
    # the head
    "body_form": {"plain": 6, "kreis": 2, "honour": 2, "spaced": 1, "kreisfrei": 1, "river_short": 0.5},
    "head": {"lines": 6, "compact": 2, "one_line": 1, "wrapped": 2, "title_year": 2, "bold": 1, "markdown": 0.7},
    "logo": {"none": 5, "bold": 1, "plain": 1, "asterisk": 0.5, "torn": 0.3},
    "furniture": {"none": 6, "page_numbers": 1, "running_head": 0.7, "collector": 0.5},
    # headings
    "heading": {
        "own_line": 4,
        "same_line": 2,
        "bold_title": 2,
        "bold_all": 1,
        "mixed": 3,
        "markdown": 0.7,
        "close": 0.7,
    },
    "order": {"usual": 8, "categories_swapped": 1},
    # § 4
    "amount_layout": {"torn": 5, "inline": 3, "bold": 2, "two_lines": 1},
    "amount_format": {
        "1.234.560 Euro": 6,
        "1.234.560 €": 2,
        "1.234.560,00 Euro": 1.5,
        "1.234.560,00 €": 1.5,
        "EUR 1.234.560": 0.7,
        "1.234.560,-- €": 0.5,
        "1.234.560,- Euro": 0.5,
        "1 234 560 Euro": 0.5,
        "1234560 Euro": 0.4,
        "nbsp": 1,
    },
    "budgets": {"one": 1, "two": 0.05},
    "earmark": {"none": 1, "exact": 0.03, "up_to": 0.03},
    # § 5
    "categories": {"four": 5, "three": 2, "empty_one": 3, "two": 0.7},
    "titles": {"usual": 5, "varied": 3},
    "title_marks": {"none": 5, "bold": 2, "colon": 1},
    "title_wrap": {"no": 4, "yes": 1},
    "numbering": {"1.": 5, "none": 3, "1)": 1, "a)": 0.7, "I.": 0.5, "5.1": 0.4},
    "empty_text": {"nothing": 4, "entfällt": 0.7, "- keine": 0.5},
    "bullets": {
        "- ": 5,
        " - ": 2,
        "• ": 2,
        "* ": 1,
        "– ": 1,
        "· ": 0.5,
        "o ": 0.4,
        "•\t": 0.5,
        "none": 0.7,
        "1.1 ": 0.4,
    },
    "spacing": {"category": 4, "none": 2, "all": 1.5},
    "name_wrap": {"no": 4, "indented": 1, "flush": 1},
    "part_time": {
        "(TZ)": 4,
        " TZ-Ausbildung": 1.5,
        " Teilzeit": 1.5,
        "(Teilzeit)": 1.5,
        " in Teilzeit": 1.5,
        "(in TZ)": 0.7,
        " TZ": 1,
        " - Teilzeit": 0.6,
        "(auch in Teilzeit)": 0.6,
        "Teilzeit-": 0.7,
        " in Teilzeitform": 0.5,
        " [TZ]": 0.4,
        " tz": 0.2,
    },
    # words
    "torn_words": {"none": 4, "aims": 1, "title": 0.6, "name": 0.6},
    # signatures
    "signatures": {
        "twice": 5,
        "once": 3,
        "gez": 1,
        "initials": 1,
        "two_for_body": 1,
        "columns": 0.4,
        "body_first": 0.7,
    },
    "date_format": {"2.8.2025": 5, "02.08.2025": 2, "2. August 2025": 2, "torn": 1, "blank": 0.5, "no_den": 1},
    "organisation": {"lines": 4, "one_line": 2, "with_function": 1.5},
    # the file
    "encoding": {"utf-8": 6, "utf-8-sig": 1, "cp1252": 1, "utf-16": 0.4, "nfd": 0.7},
    "line_ends": {"lf": 5, "crlf": 1.5, "cr": 0.2},
    "invisible": {"none": 5, "soft_hyphen": 1, "zero_width": 0.5},
    "file_name": {"hash": 3, "speaking": 2, "misleading": 0.5, "scan": 1},
    # press releases
    "press_layout": {"web_page": 2, "plain": 2, "dateline": 1, "collector": 1},
    "press_amount": {"exact": 3, "million": 2, "about": 2, "nearly": 1, "more_than": 1, "up_to": 0.7, "word": 0.5},
    "press_list": {"dashes": 1, "semicolons": 1, "none": 2},
    "press_places": {"none": 1, "one": 1, "three": 1},
    "press_own_share": {"none": 3, "about": 1, "exact": 1},
}
"""Axis -> value -> weight."""


def choose(
    rng: random.Random,
    fixed: Mapping[str, Sequence[str]],
    without: Mapping[str, Sequence[str]],
) -> dict[str, str]:
    """One value for every axis.

    Args:
        rng: The source of chance.
        fixed: The only values that an axis may take.
        without: Values that an axis must not take.

    Raises:
        ValueError: No such axis or value, or nothing is left to choose from.
    """
    for name, values in (*fixed.items(), *without.items()):
        unknown = set(values) - AXES.get(name, {}).keys()
        if name not in AXES or unknown:
            known = ", ".join(AXES.get(name, AXES))
            raise ValueError(f"Achse '{name}' mit {sorted(unknown)} gibt es nicht; bekannt: {known}.")
    chosen = {}
    for name, weights in AXES.items():
        left = {v: w for v, w in weights.items() if v in fixed.get(name, weights) and v not in without.get(name, ())}
        if not left:
            raise ValueError(f"Für die Achse '{name}' bleibt kein Wert übrig.")
        chosen[name] = rng.choices(list(left), weights=list(left.values()))[0]
    return chosen


def read_axes(written: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Axes as the command line gives them: ["bullets=• ", "bullets=- "] -> {"bullets": ("• ", "- ")}.

    Raises:
        ValueError: No "=" in one of them.
    """
    axes: dict[str, tuple[str, ...]] = {}
    for one in written:
        name, equals, value = one.partition("=")
        if not equals:
            raise ValueError(f"'{one}' ist keine Achse; erwartet wird 'achse=wert'.")
        axes[name] = (*axes.get(name, ()), value)
    return axes
