"""The right answers of generated questions, computed a second time from the plain rows of a world made by hand."""

import random
import re
from decimal import Decimal

import pytest

from evals.questions.ask import KINDS
from evals.questions.facts import arrange
from tests.world_by_hand import MINISTER, ROWS, TRUTHS

CITIES = {"stadt-kassel", "stadt-wiesbaden"}


@pytest.fixture(scope="module")
def turns():
    """Every first turn that the makers come up with for the world: (type, slots, expected)."""
    held = arrange(TRUTHS)
    found = {}
    for kind in KINDS.values():
        for maker in kind.makers:
            for seed in range(150):
                question = maker(held, random.Random(seed))
                if question is None:
                    continue
                turn = question.turns[0]
                # Some types serve questions on what is not held, too; those have nothing to compute.
                if turn.expected.names or turn.expected.rows or turn.expected.amounts:
                    found.setdefault(turn.phrasing, []).append((turn.slots, turn.expected))
    return found


def year_of(slots):
    return int(slots["year"])


def rows_of(slots, keep=lambda row: True):
    kind = slots.get("kinds:")
    return [
        row
        for row in ROWS
        if row[1] == year_of(slots) and (kind is None or (row[0] in CITIES) == (kind == "stadt")) and keep(row)
    ]


def bodies(slots, keep=lambda row: True):
    return {row[0] for row in rows_of(slots, keep)}


def has(key, *, part_time=False):
    return lambda row: any(c == key and (mark or not part_time) for _, c, mark in row[8])


def part_time(row):
    return any(mark for *_, mark in row[8])


def own(slots, number="", year="year"):
    """The row that a question is about, found by the body's name as the question says it."""
    ids = {
        "der Odenwaldkreis": "odenwaldkreis",
        "der Landkreis Fulda": "landkreis-fulda",
        "der Landkreis Kassel": "landkreis-kassel",
        "die Stadt Kassel": "stadt-kassel",
        "die Stadt Wiesbaden": "stadt-wiesbaden",
    }
    body = ids[slots[f"nom{number}"]]
    return next(row for row in ROWS if row[0] == body and row[1] == int(slots[year]))


def limit(slots, number=""):
    return Decimal(slots[f"amount{number}:"])


def day(slots, name="date:"):
    return tuple(int(part) for part in slots[name].split("-"))


def days(row):
    return row[3], row[4]


LISTS = {
    "part_time_bodies": lambda s: bodies(s, part_time),
    "category_bodies": lambda s: bodies(s, has(s["category:"])),
    "kind_part_time": lambda s: bodies(s, part_time),
    "kind_category": lambda s: bodies(s, has(s["category:"])),
    "part_time_category": lambda s: bodies(s, has(s["category:"], part_time=True)),
    "more_than": lambda s: bodies(s, lambda r: r[2] > limit(s)),
    "less_than": lambda s: bodies(s, lambda r: r[2] < limit(s)),
    "kind_more_than": lambda s: bodies(s, lambda r: r[2] > limit(s)),
    "part_time_more_than": lambda s: bodies(s, lambda r: r[2] > limit(s) and part_time(r)),
    "between": lambda s: bodies(s, lambda r: limit(s) < r[2] < limit(s, "2")),
    "category_not_category": lambda s: bodies(s, has(s["category:"])) - bodies(s, has(s["category2:"])),
    "category_and_category": lambda s: bodies(s, has(s["category:"])) & bodies(s, has(s["category2:"])),
    "no_part_time_bodies": lambda s: bodies(s) - bodies(s, part_time),
    "no_category_bodies": lambda s: bodies(s) - bodies(s, has(s["category:"])),
    "agreements_year": bodies,
    "agreements_kind": bodies,
    "ranking": bodies,
    "group_bodies": lambda s: bodies(s, lambda r: any(s["group:"] in name for name, *_ in r[8])),
    "signed_before": lambda s: bodies(s, lambda r: all(d < day(s) for d in days(r))),
    "signed_after": lambda s: bodies(s, lambda r: all(d > day(s) for d in days(r))),
    "signed_between": lambda s: bodies(s, lambda r: all(day(s) < d < day(s, "date2:") for d in days(r))),
    "minister_agreements": lambda s: bodies(s) if s["person"] == MINISTER else set(),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_bodies(turns, name):
    for slots, expected in turns[name]:
        assert {row["body"] for row in expected.rows} == LISTS[name](slots), slots


def projects(row, keep=lambda project: True):
    return {project[0] for project in row[8] if keep(project)}


def names_in(row):
    return projects(row)


PROJECTS = {
    "measures": lambda s: projects(own(s)),
    "measures_category": lambda s: projects(own(s), lambda p: p[1] == s["category:"]),
    "measures_part_time": lambda s: projects(own(s), lambda p: p[2]),
    "measures_not_part_time": lambda s: projects(own(s), lambda p: not p[2]),
    "measures_part_time_category": lambda s: projects(own(s), lambda p: p[2] and p[1] == s["category:"]),
    "measures_and_part_time": lambda s: projects(own(s)),
    "amount_measures": lambda s: projects(own(s)),
    "new_measures": lambda s: names_in(own(s, year="year2")) - names_in(own(s)),
    "kept_measures": lambda s: names_in(own(s, year="year2")) & names_in(own(s)),
    "group": lambda s: {n for r in rows_of(s) for n in projects(r) if s["group:"] in n},
}


@pytest.mark.parametrize("name", PROJECTS)
def test_lists_of_projects(turns, name):
    for slots, expected in turns[name]:
        assert {row["measure"] for row in expected.rows} == PROJECTS[name](slots), slots


def total(slots):
    return sum(row[2] for row in rows_of(slots))


AMOUNTS = {
    "amount": lambda s: {own(s)[2]},
    "sum": lambda s: {total(s)},
    "sum_kind": lambda s: {total(s)},
    "sum_two": lambda s: {own(s)[2] + own(s, "2")[2]},
    "difference": lambda s: {abs(own(s)[2] - own(s, "2")[2])},
    "compare_three": lambda s: {max(own(s)[2], own(s, "2")[2], own(s, "3")[2])},
    "highest": lambda s: {max(r[2] for r in rows_of(s))},
    "lowest": lambda s: {min(r[2] for r in rows_of(s))},
    "highest_kind": lambda s: {max(r[2] for r in rows_of(s))},
    "lowest_kind": lambda s: {min(r[2] for r in rows_of(s))},
    "nth_place": lambda s: {sorted((r[2] for r in rows_of(s)), reverse=True)[int(s["rank:"]) - 1]},
    "average": lambda s: {Decimal(total(s)) / len(rows_of(s))},
    "average_kind": lambda s: {Decimal(total(s)) / len(rows_of(s))},
    "three_years": lambda s: {own(s)[2], own(s, year="year2")[2], own(s, year="year3")[2]},
    "amount_two_bodies": lambda s: {own(s)[2], own(s, "2")[2]},
    "amount_two_years": lambda s: {own(s)[2], own(s, year="year2")[2]},
    "amount_signatory": lambda s: {own(s)[2]},
}


@pytest.mark.parametrize("name", AMOUNTS)
def test_amounts(turns, name):
    for slots, expected in turns[name]:
        assert {round(amount, 2) for amount in expected.amounts} == {round(Decimal(a), 2) for a in AMOUNTS[name](slots)}


def test_developments(turns):
    for name in ("development", "development_between"):
        for slots, expected in turns[name]:
            low, high = int(slots.get("year", 0)), int(slots.get("year2", 9999))
            body = {"der Odenwaldkreis": "odenwaldkreis", "der Landkreis Fulda": "landkreis-fulda"}[slots["nom"]]
            assert list(expected.amounts) == [
                Decimal(r[2]) for r in sorted(ROWS, key=lambda r: r[1]) if r[0] == body and low <= r[1] <= high
            ]


def first(rows, place):
    return min(rows, key=lambda r: r[place])


def spelled(date):
    return f"{date[2]}.{date[1]}.{date[0]}"


NAMES = {
    "signatory": lambda s: own(s)[6],
    "minister": lambda s: MINISTER,
    "signing_date": lambda s: spelled(own(s)[3]),
    "signing_place": lambda s: own(s)[5],
    "function": lambda s: own(s)[7],
    "person_function": lambda s: next(r[7] for r in ROWS if r[6] == s["person"]),
    "count_measures": lambda s: str(len(own(s)[8])),
    "count_part_time": lambda s: str(sum(bool(mark) for *_, mark in own(s)[8])),
    "count_not_part_time": lambda s: str(sum(not mark for *_, mark in own(s)[8])),
    "count_category": lambda s: str(sum(c == s["category:"] for _, c, _ in own(s)[8])),
    "count_agreements": lambda s: str(len(rows_of(s))),
    "count_kind": lambda s: str(len(rows_of(s))),
    "count_part_time_bodies": lambda s: str(len(bodies(s, part_time))),
    "count_more_than": lambda s: str(len(bodies(s, lambda r: r[2] > limit(s)))),
    "count_part_time_year": lambda s: str(sum(bool(mark) for r in rows_of(s) for *_, mark in r[8])),
    "share": lambda s: re.sub(r"\.", ",", f"{Decimal(own(s)[2]) / total({'year': s['year']}) * 100:.1f}"),
    "change": lambda s: f"{abs(own(s)[2] - own(s, year='year2')[2]):,}".replace(",", "."),
    "earliest": lambda s: spelled(min(r[3] for r in rows_of(s))),
    "latest": lambda s: spelled(max(r[3] for r in rows_of(s))),
    "first_of_two": lambda s: spelled(min(own(s)[3], own(s, "2")[3])),
    "alliance": lambda s: "2020",
    "right.amount": lambda s: "stimmt",
    "right.count": lambda s: str(len(own(s)[8])),
    "right.date": lambda s: spelled(own(s)[3]),
    "right.place": lambda s: own(s)[5],
    "right.signatory": lambda s: own(s)[6],
    "right.function": lambda s: own(s)[7],
    "wrong.count": lambda s: str(len(own(s)[8])),
    "wrong.date": lambda s: spelled(own(s)[3]),
    "wrong.place": lambda s: own(s)[5],
    "wrong.signatory": lambda s: own(s)[6],
    "wrong.function": lambda s: own(s)[7],
    "wrong.part_time": lambda s: next(name for name, _, mark in own(s)[8] if mark),
    "signatory_day": lambda s: spelled(own(s)[3]),
    "day_place": lambda s: own(s)[5],
}


@pytest.mark.parametrize("name", NAMES)
def test_what_an_answer_must_say(turns, name):
    for slots, expected in turns[name]:
        assert any(NAMES[name](slots) in alternatives for alternatives in expected.names), (slots, expected.names)


def test_claims_are_right_or_wrong_as_they_say(turns):
    for slots, _ in turns["right.amount"]:
        assert Decimal(slots["amount:"]) == own(slots)[2]
    for slots, _ in turns["right.more"]:
        assert own(slots)[2] > own(slots, "2")[2]
    for slots, _ in turns["wrong.more"]:
        assert own(slots)[2] < own(slots, "2")[2]
    for slots, _ in turns["wrong.count"]:
        assert int(slots["count"]) != len(own(slots)[8])
    for slots, _ in turns["wrong.amount"]:
        assert Decimal(slots["amount:"]) != own(slots)[2]
    for slots, _ in turns["wrong.date"]:
        assert day(slots) not in days(own(slots))
    for slots, _ in turns["wrong.place"]:
        assert slots["place"] != own(slots)[5]


def test_reverse_questions(turns):
    for slots, expected in turns["measure_body"]:
        assert {row["body"] for row in expected.rows} == {r[0] for r in ROWS if slots["measure"] in projects(r)}
    for slots, expected in turns["person_body"]:
        assert len(expected.names) == len({r[0] for r in ROWS if r[6] == slots["person"]})
    for slots, expected in turns["date_body"]:
        assert len(expected.names) == sum(r[3] == day(slots) for r in ROWS)
    for slots, expected in turns["place_body"]:
        assert len(expected.names) == sum(r[5] == slots["place"] and r[1] == year_of(slots) for r in ROWS)
    for slots, expected in turns["amount_body"]:
        assert [str(r[1]) for r in ROWS if r[2] == limit(slots)] == [expected.names[1][0]]
