import pytest

from assistant.answers import PlanView, Row
from assistant.web.messages import render_answer, render_error, render_question
from assistant.web.rows import format_euros
from assistant.web.words import ENGLISH, GERMAN

from .conftest import DOCUMENTS, cite, make_answer

BY_ID = {document.id: document for document in DOCUMENTS}
FULDA, _, RELEASE = DOCUMENTS


def test_bold_lists_and_citation_marks():
    answer = make_answer(
        "**Zwei** Projekte:\n\n- eins [1]\n- zwei [9]\n\nEnde.", [cite("1", FULDA, "Werkstatt Süd (TZ)")]
    )
    html = render_answer(4, answer, BY_ID, GERMAN)
    assert "<p><strong>Zwei</strong> Projekte:</p><ul><li>eins <a href=" in html
    assert 'class="cite q4-c1" title="Beleg 1: Zielvereinbarung 2031, Landkreis Fulda, § 5">[1]</a></li>' in html
    assert "<li>zwei [9]</li></ul><p>Ende.</p>" in html


@pytest.mark.parametrize(
    "nasty",
    [
        "<img src=x onerror=alert(1)>",
        "![Bild](http://evil.example/y.png)",
        "[Klick](javascript:alert(1))",
        "<form action=http://evil.example><input name=a></form>",
        "<style>body{display:none}</style>",
        '"><svg onload=alert(1)>',
        "\n\n# Überschrift\n\n![Bild](http://evil.example)",
    ],
)
def test_answers_questions_and_errors_are_one_html_block_with_everything_escaped(nasty):
    rows = (Row("measure", (("measure", nasty), ("year", nasty)), ()),) * 2
    messages = (
        render_answer(1, make_answer(nasty, rows=rows), BY_ID, GERMAN),
        render_question(nasty),
        render_error(1, nasty, GERMAN),
    )
    for html in messages:
        assert "\n" not in html
        assert html.startswith("<div ")
        for tag in ("<img", "<form", "<input", "<style", "<svg", "<a "):
            assert tag not in html


def test_rows_become_a_table_with_the_columns_that_have_a_name():
    first = Row(
        "amount",
        (
            ("body", "landkreis-fulda"),
            ("body_name", "Landkreis Fulda"),
            ("year", "2031-2035"),
            ("amount", "1011410"),
            ("exactness", "exact"),
        ),
        ("1",),
    )
    second = Row(
        "amount",
        (
            ("body_name", "Stadt Darmstadt"),
            ("amount", "1300000"),
            ("exactness", "about"),
            ("written", "rund 1,3 Mio. Euro"),
        ),
        (),
    )
    third = Row("measure", (("measure", "Werkstatt"), ("category", "training"), ("part_time", "true")), ())
    fourth = Row("signature", (("date", "2031-07-01"), ("date_written", "1.7.2031")), ())
    html = render_answer(
        1, make_answer("x", [cite("1", FULDA, "Werkstatt")], rows=(first, second, third, fourth)), BY_ID, GERMAN
    )
    for cell in (
        "<td>Landkreis Fulda</td>",
        "<td>2031–2035</td>",
        '<td class="number k-1011410">1.011.410 Euro</td>',
        '<td class="number k-1300000">rund 1,3 Mio. Euro</td>',
        "<td>Ausbildung und Ausbildungscoaching</td>",
        "<td>ja</td>",
        '<td class="text k-2031-07-01">1.7.2031</td>',
    ):
        assert cell in html
    assert "landkreis-fulda</td>" not in html
    assert html.count("<table>") == 3
    assert "Als Tabelle (4 Zeilen)" in html


def test_a_single_row_needs_no_table():
    assert "<table" not in render_answer(
        1, make_answer("x", rows=(Row("amount", (("year", "2031"),), ()),)), BY_ID, GERMAN
    )


def test_lists_in_two_levels():
    html = render_answer(1, make_answer("- a\n  - b\n  - c\n- d"), BY_ID, GERMAN)
    assert "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>" in html


@pytest.mark.parametrize(
    ("number", "german", "english"),
    [
        ("959620", "959.620 Euro", "959,620 euros"),
        ("1011410.00", "1.011.410 Euro", "1,011,410 euros"),
        ("12.5", "12,50 Euro", "12.50 euros"),
        ("-51790", "-51.790 Euro", "-51,790 euros"),
    ],
)
def test_money_is_printed_as_people_print_it(number, german, english):
    assert format_euros(number, GERMAN) == german
    assert format_euros(number, ENGLISH) == english


def test_outcome_plan_and_coverage_are_said():
    html = render_answer(1, make_answer("x", outcome="not_found"), BY_ID, GERMAN)
    assert '<p class="outcome">Nicht in den Dokumenten</p>' in html
    assert "Betrag, Landkreis Fulda, 2031" in html
    assert "2 von 2 Zielvereinbarungen" in html
    assert "jeder Satz mit seinen Belegen abgeglichen; keiner fiel weg" in html
    lost = render_answer(1, make_answer("x", removed=2), BY_ID, GERMAN)
    assert "weggelassen wurden: 2." in lost


def test_a_greeting_has_no_plan_to_change():
    plan = PlanView("help", (), "Hilfe")
    html = render_answer(1, make_answer("Guten Tag.", outcome="help", plan=plan), BY_ID, GERMAN)
    assert "chip" not in html
    assert "do-wrong" not in html


def test_an_answer_in_another_language_says_so():
    html = render_answer(1, make_answer("The district gets 1.", language="en"), BY_ID, GERMAN)
    assert ' lang="en"' in html
