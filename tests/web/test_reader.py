"""The reading view: facts, problems and quoted places marked in the text, sections to walk through, every word kept."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.web.marking import Element, Marker
from assistant.web.reader import read_document
from assistant.web.views.facts import find_facts
from assistant.web.views.site import Site
from tests.handmade import handmade

DOCUMENTS = {document.file: document for document in handmade().documents}
FULDA = DOCUMENTS["fulda-2023.txt"]
GERMAN = Site("/", "de", "de")
ENGLISH = Site("/", "en", "de")


class Reading(HTMLParser):
    """The text inside each element with an id, and the printed text as a whole."""

    def __init__(self, html):
        super().__init__()
        self.inside = {}
        self.printed = ""
        self._open = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag not in ("meta", "link", "input", "br"):
            self._open.append((tag, given.get("id", ""), given.get("class", "")))

    def handle_endtag(self, tag):
        if tag not in ("meta", "link", "input", "br"):
            assert self._open.pop()[0] == tag

    def handle_data(self, data):
        for _, identity, _ in self._open:
            if identity:
                self.inside[identity] = self.inside.get(identity, "") + data
        if any("printed" in css for _, _, css in self._open):
            self.printed += data


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_fact_is_marked_where_it_is_printed_and_listed(name):
    document = DOCUMENTS[name]
    html = read_document(document, (), "", GERMAN)
    read = Reading(html)
    facts = find_facts(document)
    assert facts
    for number, fact in enumerate(facts, 1):
        assert read.inside[f"angabe-{number}"] == document.text[fact.span.start : fact.span.end]
        assert f'href="#angabe-{number}"' in html
    assert "".join(read.printed.split()) == "".join(document.text.split())


def test_facts_of_an_agreement_by_kind():
    kinds = [fact.kind for fact in find_facts(FULDA)]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "amount": 1,
        "project": 7,
        "part_time": 2,
        "signature": 2,
        "date": 2,
        "abbreviation": 2,
    }


def test_a_quoted_fact_keeps_both_marks():
    span = FULDA.amounts[0].span
    html = read_document(FULDA, [f"{span.start}-{span.end}"], FULDA.sha256[:12], GERMAN)
    assert re.search(
        r'<span id="angabe-\d+" class="fact amount" title="Betrag"><mark id="stelle"[^>]*>812.300 Euro<', html
    )
    assert 'href="#stelle"' in html


def test_problems_lead_to_where_they_stand():
    document = DOCUMENTS["fulda-2024.txt"]
    empty = next(n for n, p in enumerate(document.problems, 1) if p.code == "category_empty")
    html = read_document(document, (), "", GERMAN)
    assert "Weiterbildungsmaßnahmen" in Reading(html).inside[f"auffaelligkeit-{empty}"]
    assert f'href="#auffaelligkeit-{empty}"' in html
    assert FULDA.problems == ()
    assert "Keine Auffälligkeiten." in read_document(FULDA, (), "", GERMAN)


def test_sections_can_be_walked_through():
    html = read_document(FULDA, (), "", ENGLISH)
    last = len(FULDA.sections)
    assert html.count('aria-label="Previous section: ') == html.count('aria-label="Next section: ') == last - 1
    for number in range(1, last + 1):
        assert f'id="abschnitt-{number}"' in html
        assert 'class="self" title="Address of this section"' in html


def test_the_switch_of_language_keeps_the_place():
    span = FULDA.amounts[0].span
    html = read_document(FULDA, [f"{span.start}-{span.end}"], FULDA.sha256[:12], GERMAN)
    assert re.search(
        rf'class="sprache" href="/dokument/fulda-2023.txt\?stelle={span.start}-{span.end}&amp;(?:[^"]*&amp;)?lang=en"',
        html,
    )


def test_asterisks_of_a_conversion_are_kept_but_not_shown():
    html = read_document(FULDA, (), "", GERMAN)
    hidden = '<span class="asterisks">**</span>'
    assert f"{hidden}<strong>Ausbildungs- und Qualifizierungsbudgets 2023</strong>{hidden}" in html


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8)


@given(SPANS, st.integers(0, 5))
def test_elements_may_overlap_in_any_way(spans, cut):
    """Printed in two stretches: balanced, every letter kept, every id at most once, each element around its own words."""
    text = "Ein <Text> & noch „mehr“ davon."
    elements = [
        Element(a, b, "span" if n % 2 else "mark", n % 3, f"e{n}", (("class", f"k{n}"),))
        for n, (a, b) in enumerate(spans)
    ]
    marker = Marker(elements)
    html = marker.mark(text[: cut * 6], 0) + marker.mark(text[cut * 6 :], cut * 6)
    read = Classes(html)
    assert read.text == text
    assert len(read.ids) == len(set(read.ids))
    for n, (a, b) in enumerate(spans):
        assert read.inside.get(f"k{n}", "") == text[a:b]


class Classes(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.text, self.ids, self.inside, self._open = "", [], {}, []
        self.feed(str(html))
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.ids += [given["id"]] if "id" in given else []
        self._open.append((tag, given["class"]))

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        self.text += data
        for _, name in self._open:
            self.inside[name] = self.inside.get(name, "") + data
