"""Writes the list of § 5: categories, projects, part-time marks, in all layouts."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from evals.world.names import mark_part_time, name_project
from evals.world.printing import tear, wrap
from evals.world.records import CategoryTruth, MeasureTruth

FIELDS = ("preparation", "training", "qualification", "staff")
_ROMAN = ("I.", "II.", "III.", "IV.", "V.")


@dataclass(frozen=True, slots=True)
class MeasureList:
    """The text of the list and what stands in it."""

    text: str
    categories: tuple[CategoryTruth, ...]
    measures: tuple[MeasureTruth, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A category with its projects, before it is printed."""

    key: str
    title: str
    measures: tuple[MeasureTruth, ...]


def settle_axes(axes: Mapping[str, str]) -> dict[str, str]:
    """Axes without the combinations that not even a person could read.

    Lines without bullets are neither wrapped nor unnumbered; bullets "1.1" need numbered categories.
    """
    settled = dict(axes)
    if settled["bullets"] == "none":
        settled |= {"name_wrap": "no", "title_wrap": "no"}
        if settled["numbering"] == "none":
            settled["numbering"] = "1."
    if settled["bullets"] == "1.1 " and settled["numbering"] not in {"1.", "1)"}:
        settled["bullets"] = "- "
    if settled["empty_text"] == "- keine" and settled["bullets"] == "1.1 ":
        settled["empty_text"] = "entfällt"
    return settled


def choose_groups(
    rng: random.Random,
    axes: Mapping[str, str],
    titles: Mapping[str, Sequence[str]],
    year: int,
    place: str,
    known: Sequence[MeasureTruth],
) -> tuple[Group, ...]:
    """Categories with their projects; about half of the projects come from `known`, the body's earlier ones."""
    keys = list(FIELDS)
    if axes["categories"] == "three":
        keys.remove("staff")
    if axes["categories"] == "two":
        keys = sorted(rng.sample(FIELDS[:3], 2), key=FIELDS.index)
    if axes["order"] == "categories_swapped":
        rng.shuffle(keys)
    empty = (
        rng.choices(keys, weights=[3 if k == "staff" else 1 for k in keys])[0]
        if axes["categories"] == "empty_one"
        else ""
    )
    taken: set[str] = set()
    groups = []
    part_time_here = rng.random() < 0.75
    for key in keys:
        title = titles[key][0] if axes["titles"] == "usual" else rng.choice(titles[key])
        count = 0 if key == empty else rng.choices((1, 2, 3, 4, 5, 7), weights=(4, 4, 3, 2, 1, 0.5))[0]
        measures: list[MeasureTruth] = []
        earlier = [m for m in known if m.category == key]
        while len(measures) < count:
            again = earlier and rng.random() < 0.5
            measure = rng.choice(earlier) if again else name_project(rng, key, year, place, title)
            if axes["bullets"] == "none" and not _reads_without_bullet(measure.name, title):
                continue
            if measure.name not in taken:
                taken.add(measure.name)
                marked = part_time_here and key != "staff" and rng.random() < 0.25 and "VZ" not in measure.name
                measures.append(mark_part_time(measure, axes["part_time"]) if marked else measure)
        groups.append(Group(key, title, tuple(measures)))
    return tuple(groups)


def _reads_without_bullet(name: str, title: str) -> bool:
    return name[0].isalpha() and name != title and " - " not in name


def print_list(rng: random.Random, axes: Mapping[str, str], groups: Sequence[Group]) -> MeasureList:
    """Print categories and projects as the axes say."""
    if axes["torn_words"] == "title":
        groups = [replace(group, title=tear(group.title, rng)) for group in groups]
    if axes["torn_words"] == "name":
        groups = [replace(g, measures=tuple(_tear_name(m, rng) for m in g.measures)) for g in groups]
    blank = {"category": ("\n\n", "\n", "\n\n"), "none": ("\n", "\n", "\n"), "all": ("\n\n", "\n\n", "\n\n")}
    after_title, between, after_group = blank[axes["spacing"]]
    blocks, categories = [], []
    for index, group in enumerate(groups):
        mark = _number(axes["numbering"], index)
        lines = [_print_measure(m, axes, index, place) for place, m in enumerate(group.measures)]
        if not lines:
            lines = _print_empty(axes)
        heading = _print_title(group.title, mark, axes)
        blocks.append(heading + (after_title + between.join(lines) if lines else ""))
        number = index + 1 if axes["numbering"] in {"1.", "1)", "5.1"} else None
        categories.append(CategoryTruth(group.key, mark, number, group.title, len(group.measures)))
    measures = tuple(measure for group in groups for measure in group.measures)
    return MeasureList(after_group.join(blocks), tuple(categories), measures)


def _tear_name(measure: MeasureTruth, rng: random.Random) -> MeasureTruth:
    if rng.random() > 0.25 or measure.mark == "Teilzeit":
        return measure
    groups = measure.groups if not measure.groups else None
    return replace(measure, name=tear(measure.name, rng), groups=groups)


def _number(style: str, index: int) -> str:
    forms = {"1.": f"{index + 1}.", "1)": f"{index + 1})", "a)": f"{'abcde'[index]})", "I.": _ROMAN[index]}
    return forms.get(style, f"5.{index + 1}" if style == "5.1" else "")


def _print_title(title: str, mark: str, axes: Mapping[str, str]) -> str:
    line = f"{mark} {title}".strip()
    if axes["title_wrap"] == "yes":
        line = wrap(line, 60, "")
    if axes["title_marks"] == "bold":
        return f"**{line}**"
    return f"{line}:" if axes["title_marks"] == "colon" else line


def _print_measure(measure: MeasureTruth, axes: Mapping[str, str], category: int, place: int) -> str:
    bullet = axes["bullets"]
    if bullet == "none":
        bullet = ""
    if bullet == "1.1 ":
        bullet = f"{category + 1}.{place + 1} "
    if axes["name_wrap"] == "no":
        return bullet + measure.name
    indent = "" if axes["name_wrap"] == "flush" else " " * max(2, len(bullet))
    return bullet + wrap(measure.name, 45, indent)


def _print_empty(axes: Mapping[str, str]) -> list[str]:
    if axes["empty_text"] == "nothing":
        return []
    bullet = "" if axes["bullets"] == "none" or axes["empty_text"] == "entfällt" else axes["bullets"]
    return [bullet + axes["empty_text"].removeprefix("- ")]
