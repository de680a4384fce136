from dataclasses import replace

import pytest

from assistant.documents import Place, Span
from assistant.web.reader import parse_places, render_document
from assistant.web.sources import (
    Mark,
    gather_excerpts,
    link_document,
    mark_text,
    name_mark,
    render_panel,
    render_sources,
)
from assistant.web.words import GERMAN

from .conftest import DOCUMENTS, cite

BY_ID = {document.id: document for document in DOCUMENTS}
FULDA, DARMSTADT, RELEASE = DOCUMENTS


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], "ab &lt;cd&gt; ef"),
        ([(0, 2)], '<mark id="m0" class="m0" tabindex="-1">ab</mark> &lt;cd&gt; ef'),
        ([(3, 7)], 'ab <mark id="m0" class="m0" tabindex="-1">&lt;cd&gt;</mark> ef'),
        (
            [(0, 10), (3, 7)],
            '<mark id="m0" class="m0" tabindex="-1">ab <mark id="m1" class="m1" tabindex="-1">&lt;cd&gt;</mark> ef</mark>',
        ),
        (
            [(0, 4), (2, 5)],
            (
                '<mark id="m0" class="m0" tabindex="-1">ab<mark id="m1" class="m1" tabindex="-1"> &lt;</mark></mark>'
                '<mark class="m1" tabindex="-1">c</mark>d&gt; ef'
            ),
        ),
        ([(8, 8), (40, 50)], "ab &lt;cd&gt; ef"),
    ],
)
def test_marks(marks, expected):
    assert mark_text("ab <cd> ef", 100, [Mark(100 + a, 100 + b, f"m{n}") for n, (a, b) in enumerate(marks)]) == expected


def test_a_section_is_shown_once_whatever_number_of_quotes_it_holds():
    citations = [cite(str(n), FULDA, m.name) for n, m in enumerate(FULDA.measures, 1)] + [
        cite("3", FULDA, "800.100 Euro")
    ]
    first, second = gather_excerpts(citations, BY_ID)
    assert [c.key for c in first.citations] == ["1", "2"]
    assert FULDA.text[first.start : first.end].startswith("§ 5")
    assert second.section.label == "§ 4"


def test_sources_hold_the_whole_section_with_exactly_the_quote_marked():
    html = render_sources(3, "Wie <viel>?", [cite("1", FULDA, "800.100 Euro")], BY_ID, GERMAN)
    assert '<mark id="q3-c1" class="q3-c1" tabindex="-1">800.100 Euro</mark>' in html
    assert "Das HMSI stellt dem Landkreis Fulda" in html
    assert "zur Verfügung." in html
    assert "Wie &lt;viel&gt;?" in html
    assert "<viel>" not in html


def test_everything_from_documents_is_escaped():
    html = render_sources(
        1, "?", [cite("1", RELEASE, "Rund 12 Mio. Euro"), cite("2", RELEASE, "Mehr Geld <img")], BY_ID, GERMAN
    )
    html += render_panel((), DOCUMENTS, GERMAN)
    html += render_document(RELEASE, (), "", "/", GERMAN)
    assert "<img" not in html
    assert "<b>" not in html
    assert "&lt;img src=" in html


def test_wording_that_stands_elsewhere_too_is_linked():
    place = Place("§ 6", cite("1", DARMSTADT, "Unterjährige").span)
    html = render_sources(1, "?", [cite("1", FULDA, "Unterjährige", (place,))], BY_ID, GERMAN)
    assert "Zielvereinbarung 2031, Stadt Darmstadt, § 6" in html


def test_citation_of_a_document_no_longer_held_is_left_out():
    gone = replace(cite("1", FULDA, "800.100 Euro"), document="weg", span=Span("weg", 0, 1))
    assert GERMAN.sources_none in render_sources(1, "?", [gone], BY_ID, GERMAN)


def test_panel_shows_the_newest_answer_and_keeps_the_older_ones():
    turns = [render_sources(n, "?", [cite("1", FULDA, "800.100 Euro")], BY_ID, GERMAN) for n in (1, 2)]
    html = render_panel(turns, DOCUMENTS, GERMAN)
    assert '<section hidden class="turn" id="q1">' in html
    assert '<section class="turn" id="q2">' in html


def test_names_of_marks_are_plain_whatever_the_key():
    assert name_mark(2, '3"><x') == "q2-c3x"


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["3-7"], [(3, 7)]),
        (["3-7", "1-2"], [(3, 7), (1, 2)]),
        (["7-3", "-5", "a-b", "3-", "3-99999999", "", "²-³", "1-2-3", "3-3"], []),
    ],
)
def test_places_in_an_address(places, expected):
    assert [(m.start, m.end) for m in parse_places(places, FULDA)] == expected


def test_document_page_marks_the_place_and_has_an_anchor_for_each_section():
    span = FULDA.amounts[0].span
    html = render_document(FULDA, [f"{span.start}-{span.end}"], FULDA.sha256[:12], "/", GERMAN)
    assert '<mark id="stelle" class="stelle" tabindex="-1">800.100 Euro</mark>' in html
    for number in range(1, len(FULDA.sections) + 1):
        assert f'id="abschnitt-{number}"' in html
        assert f'href="#abschnitt-{number}"' in html
    assert "Eine Maßnahmenart &lt;fehlt&gt;." in html


def test_document_page_holds_every_word_of_the_text():
    html = render_document(FULDA, (), "", "/", GERMAN)
    position = 0
    for word in FULDA.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split():
        position = html.index(word, position)


def test_nothing_is_marked_in_a_text_that_has_changed():
    html = render_document(FULDA, ["3-7"], "000000000000", "/", GERMAN)
    assert "<mark" not in html
    assert GERMAN.document_changed in html


def test_link_carries_the_place_and_the_state_of_the_text():
    assert link_document(FULDA) == "dokument/agreements/landkreis-fulda%202031.txt"
    link = link_document(FULDA, [Span(FULDA.id, 3, 7)])
    assert link.endswith(f"?stelle=3-7&stand={FULDA.sha256[:12]}#stelle")
