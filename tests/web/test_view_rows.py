"""What the views compute: rows, choices, sums, scales, tiles, terms."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.bodies import all_bodies
from assistant.documents import Span
from assistant.outline import OutlineSection, SharedSentence
from assistant.store.generation import read_time
from assistant.web.views.agreement_rows import Choice, add_up, choose_rows, make_rows, make_series, read_choice
from assistant.web.views.bar_chart import make_bars, make_scale
from assistant.web.views.basics import build_section
from assistant.web.views.holdings import MOST_PAGES, Holdings
from assistant.web.views.terms import find_terms, find_unexplained
from assistant.web.views.tiles import make_tiles, tile_places
from tests.handmade import TEXTS, handmade, open_handmade


@given(st.lists(st.decimals(0, 10**9, places=2), max_size=20))
def test_a_scale_starts_at_zero_and_holds_every_value(values):
    scale = make_scale(values)
    assert (scale[0].value, scale[0].place, scale[-1].place) == (0, 0, 100)
    assert scale[-1].value >= max([*values, Decimal(0)])
    assert 2 <= len(scale) <= 7
    for value, bar in zip(values, make_bars([("a", "b", v) for v in values], scale), strict=True):
        assert bar.length == pytest.approx(float(100 * value / scale[-1].value), abs=0.01)


def test_every_body_has_a_tile_of_its_own():
    places = tile_places()
    assert places.keys() == {body.id for body in all_bodies()}
    assert len(set(places.values())) == len(places)


def test_tiles_are_the_bodies_of_the_year():
    library = handmade().library
    rows = make_rows(library)
    assert len(make_tiles(library, rows, None)) == 26
    assert len(make_tiles(library, rows, 2026)) == 27
    states = {tile.body.id: tile.state for tile in make_tiles(library, rows, 2023)}
    assert states["landkreis-fulda"] == "covered"
    assert states["stadt-kassel"] == "missing"
    assert "stadt-hanau" not in states


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ({}, Choice()),
        ({"jahr": "2024", "art": "stadt", "teilzeit": "ja"}, Choice(kind="stadt", year=2024, part_time=True)),
        ({"jahr": "20244", "art": "burg", "teilzeit": "x", "sortierung": "y", "folge": "ab"}, Choice(descending=True)),
        ({"jahr": "²⁰²⁴", "name": "  Bad \n Orb "}, Choice(name="Bad Orb")),
        ({"sortierung": "betrag", "folge": "ab"}, Choice(column="betrag", descending=True)),
    ],
)
def test_choices_in_an_address(given_, expected):
    assert read_choice(given_) == expected
    assert read_choice(expected.parameters()) == (
        expected if expected.column else Choice(**{**_fields(expected), "descending": False})
    )


def _fields(choice):
    return {name: getattr(choice, name) for name in ("name", "kind", "year", "part_time", "column")}


def test_inexact_and_ambiguous_amounts_are_in_no_sum():
    about = TEXTS["vogelsberg-2023.txt"].replace("640.900 Euro", "rund 640.900 Euro")
    third = TEXTS["offenbach-2024.txt"].replace("\n2024\n", "\n2023\n", 1).replace("im Jahr 2024", "im Jahr 2023")
    rows = make_rows(open_handmade({**TEXTS, "vogelsberg-2023.txt": about, "dritte.txt": third}).library)
    total = next(total for total in add_up(rows) if total.year == 2023)
    assert (total.euros, total.count, total.left_out) == (Decimal(812_300 + 1_011_480), 2, 1)


def test_a_series_with_two_agreements_at_its_end_has_no_change():
    rows = make_rows(handmade().library)
    (fulda,) = make_series(rows)
    assert (fulda.years, fulda.change) == ((2023, 2024), Decimal(32_850))
    copy = make_rows(open_handmade({**TEXTS, "zweite.txt": TEXTS["fulda-2024.txt"]}).library)
    assert make_series(copy)[0].change is None


def test_rows_without_the_sorted_value_come_last():
    texts = {**TEXTS, "ohne.txt": TEXTS["vogelsberg-2023.txt"].replace("640.900 Euro", "eine Summe")}
    rows = make_rows(open_handmade(texts).library)
    for descending in (False, True):
        chosen = choose_rows(rows, Choice(column="betrag", descending=descending))
        assert chosen[-1].document.file == "ohne.txt"


def test_terms_are_spelled_out_or_not():
    library = handmade().library
    terms = {(term.short, term.long): term.count for term in find_terms(library)}
    assert terms[("BaE", "Berufsausbildung in außerbetrieblichen Einrichtungen")] == 1
    assert terms[("HMSI", "Hessische Ministerium für Soziales und Integration")] == 2
    unexplained = {term.short: (term.count, term.projects) for term in find_unexplained(library, find_terms(library))}
    assert unexplained["TZ"][1] == 3
    assert unexplained["UN"][0] == 6
    assert "HMSI" not in unexplained
    assert "ÜberGang" not in unexplained


def test_pages_are_kept_by_their_whole_address_and_only_the_last_ones():
    holdings = Holdings((), "by hand", None)
    made = []

    def make(name):
        def render():
            made.append(name)
            return name, 200

        return render

    for name in ("a", "b", "a"):
        assert holdings.keep(name, make(name)) == (name, 200)
    assert made == ["a", "b"]
    for number in range(MOST_PAGES - 1):
        holdings.keep(number, make("n"))
    holdings.keep("a", make("a"))
    holdings.keep("b", make("b"))
    assert made.count("a") == 1
    assert made.count("b") == 2


def test_the_time_of_a_generation_is_read_from_its_name():
    read = read_time("gen-20261122T041100123456-1a2b3c4d")
    assert read is not None
    assert read.timestamp() == pytest.approx(1_795_320_660.123456)
    assert read_time("by hand") is None
    assert read_time("") is None


def test_a_sentence_that_is_left_out_parts_the_quotes_around_it():
    outline = handmade().library.agreements[0]
    section = next(s for s in outline.sections if s.label == "§ 6")
    spans = [
        SharedSentence(Span(outline.id, section.span.start + n, section.span.start + n + 1), c)
        for n, c in enumerate((2, 2, 1, 2, 3))
    ]
    built = build_section(OutlineSection("§ 6", "", outline, section, 3, tuple(spans)), 3)
    assert [[quote.count for quote in group] for group in built.groups] == [[2, 2], [2], [3]]
    assert built.own == 1
    alone = build_section(OutlineSection("§ 6", "", outline, section, 1, (SharedSentence(section.span, 1),)), 1)
    assert (len(alone.groups), alone.own) == (1, 0)
