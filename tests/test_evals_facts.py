"""The comparison of parsed documents with their truth: what is changed in the truth must be found wrong."""

from dataclasses import replace
from decimal import Decimal

import pytest

from evals.parse_check import check_documents, parse_world, tabulate_facts
from evals.world import World

PLAIN = {
    "body_form": ("plain",), "head": ("lines",), "logo": ("none",), "furniture": ("none",), "heading": ("own_line",),
    "order": ("usual",), "amount_layout": ("torn",), "amount_format": ("1.234.560 Euro",), "budgets": ("one",),
    "earmark": ("none",), "categories": ("four",), "titles": ("usual",), "title_marks": ("none",), "title_wrap": ("no",),
    "numbering": ("1.",), "bullets": ("- ",), "spacing": ("category",), "name_wrap": ("no",), "part_time": ("(TZ)",),
    "torn_words": ("none",), "signatures": ("twice",), "date_format": ("2.8.2025",), "organisation": ("lines",),
    "encoding": ("utf-8",), "line_ends": ("lf",), "invisible": ("none",),
}  # fmt: skip


@pytest.fixture(scope="module")
def plain():
    return World(4, 6, axes=PLAIN).make()


@pytest.fixture(scope="module")
def parsed(plain):
    return parse_world(plain)


def wrong_facts(made, documents):
    return {check.fact for check in check_documents(made, documents) if not check.right}


def test_what_looks_like_the_real_documents_is_read(plain, parsed):
    assert wrong_facts(plain, parsed) - {"target groups"} == set()


@pytest.mark.parametrize(
    ("fact", "change"),
    [
        ("year", lambda t: {"year": t.year + 1}),
        ("body", lambda t: {"body": "stadt-kassel"}),
        ("amounts", lambda t: {"amounts": (replace(t.amounts[0], euros=Decimal(1)),)}),
        ("amounts as printed", lambda t: {"amounts": (replace(t.amounts[0], written="1 Euro"),)}),
        ("measures", lambda t: {"measures": t.measures[1:]}),
        ("part-time", lambda t: {"measures": tuple(replace(m, mark=None if m.mark else "TZ") for m in t.measures)}),
        ("measures' categories", lambda t: {"measures": (replace(t.measures[0], category="staff"), *t.measures[1:])}),
        ("category numbers", lambda t: {"categories": tuple(replace(c, number=9) for c in t.categories)}),
        ("signatories", lambda t: {"signatures": t.signatures[:1]}),
        ("functions", lambda t: {"signatures": tuple(replace(s, function="König") for s in t.signatures)}),
        ("dates of signature", lambda t: {"signatures": tuple(replace(s, date=(1, 1, 1)) for s in t.signatures)}),
    ],
)
def test_each_fact_is_compared(plain, parsed, fact, change):
    changed = replace(plain[0], truth=replace(plain[0].truth, **change(plain[0].truth)))

    assert fact in wrong_facts([changed], parsed)


def test_a_file_that_was_not_read_is_wrong(plain, parsed):
    assert wrong_facts(plain, {}) == {"kind"}


def test_facts_are_counted(plain, parsed):
    broken = replace(plain[0], truth=replace(plain[0].truth, year=1))
    made = [broken, *plain[1:]]

    table = tabulate_facts(made, check_documents(made, parsed))

    assert ("year", len(plain) - 1, len(plain)) in table.facts
    assert table.right_documents < table.documents == len(plain)
    assert any(check.fact == "year" and check.expected == "1" for check in table.wrong)
