"""Sentences of German prose: where they end, where they only seem to."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sentences import find_sentence, split_sentences

CORPUS = Path(__file__).parent.parent / "corpus"
FILES = sorted(CORPUS.glob("*/*.txt"))


def sentences(text):
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "first",
    [
        "Die Stadt erhält rund 1,3 Mio. Euro für zwei Jahre.",
        "Das Angebot richtet sich v.a. an Frauen, u.a. in der Pflege.",
        "Das gilt z. B. für Coaching bzw. Beratung, inkl. der sog. Stillen Reserve.",
        "Nach Abs. 2 Nr. 3 gem. Art. 5 erhält Dr. Anna Berg ca. 40 Plätze.",
        "Die Stadt Offenbach a. M. und St. Goar zahlen i. d. R. Mittel aus.",
        "Sie tagte am 2. August und am 9.7.2024 in Kassel.",
        "Am 31. Dezember endet die 26. Förderperiode des Landes.",
        "Es sind 915.600 Euro und 27,7 Prozent.",
        "Förderung nach dem SGB II, III und XII ist möglich.",
        "„Das ist gut“, sagt er.",
        "„Wirklich?“ fragte die Landrätin.",
        "Er lobt: „Das ist gut. Wir machen weiter.“",
        "Die Klassen (Integration und Abschluss!) beginnen bald.",
        "Das betrifft gesetzl. Vorgaben und berufl. Qualif. Erwachsener.",
        "Der Text [...] Hessen lautet anders.",
    ],
)
def test_a_full_stop_inside_is_no_end(first):
    found = sentences(f"{first} Die nächste Zeile folgt.")

    assert found[-1] == "Die nächste Zeile folgt."
    assert " ".join(found[:-1]) == first
    assert len(found) == (3 if "gut. Wir" in first else 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das gilt bis Ende 2024. Weiterbildungen folgen.", ["Das gilt bis Ende 2024.", "Weiterbildungen folgen."]),
        ("Es sind 5 Mio. Die Stadt zahlt.", ["Es sind 5 Mio.", "Die Stadt zahlt."]),
        ("Gemeint ist § 5. Weiterbildung ist möglich.", ["Gemeint ist § 5.", "Weiterbildung ist möglich."]),
        ("Maßnahmen dieser Art. Weitere folgen.", ["Maßnahmen dieser Art.", "Weitere folgen."]),
        ("Er sagt: „Ja.“ Danach ging er.", ["Er sagt: „Ja.“", "Danach ging er."]),
        ("Wann? Am Montag! Gut.", ["Wann?", "Am Montag!", "Gut."]),
        ("Das sind viele usw. Die Stadt zahlt.", ["Das sind viele usw.", "Die Stadt zahlt."]),
        ("Es gibt Mittel. 27,7 Millionen Euro sind es.", ["Es gibt Mittel.", "27,7 Millionen Euro sind es."]),
        ("Sie tragen das **Budget.** Die Stadt zahlt.", ["Sie tragen das **Budget.**", "Die Stadt zahlt."]),
    ],
)
def test_ends(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "torn",
    [
        "Das Land stellt Mittel in Höhe von insgesamt\n\n915.600 Euro\n\naus dem Budget 2024 zur Verfügung.",
        "Das Land stellt insgesamt\n\n**1.200.000,00 EUR**\n\nHaushaltsmittel zur Verfügung.",
        "Schwerpunkte sind Projekte zur\n\nArbeitsmarktintegration und Beratung.",
        "Schwerpunkte sind Projekte zur\n\n3\n\nArbeitsmarktintegration und Beratung.",
        "Gefördert werden Kurse, Praktika,\n\nSprachkurse und mehr.",
        "Es gilt der Grundsatz der Förderung\n\nund der Forderung.",
        "Es sind rund 1,3 Mio.\n\nEuro im Jahr.",
        "Marburg, den\n\n9.7.2024",
        "Eine lange Zeile, die der Umbruch\nzerteilt, geht weiter.",
        "Angebote für Maschinen- und Anlagen-\nführer sind möglich.",
        "Er ist überzeugt:\n„Das wird gut.“",
    ],
)
def test_a_torn_sentence_is_one_span(torn):
    assert sentences(f"Davor steht ein Satz.\n\n{torn}\n\nDanach steht ein Satz.") == [
        "Davor steht ein Satz.",
        torn,
        "Danach steht ein Satz.",
    ]


def test_prose_torn_at_a_page_break_without_a_hint_in_its_last_word():
    first = "Die Maßnahmen sind inklusiv angelegt."
    torn = "Das Land Hessen stellt\n\nMittel für Frauen bereit."

    assert sentences(f"{first} {torn}") == [first, torn]


def test_a_heading_of_two_figures_does_not_swallow_what_follows():
    assert sentences("Zielvereinbarung\n\n2024\n\nDas Land fördert.") == [
        "Zielvereinbarung\n\n2024",
        "Das Land fördert.",
    ]


def test_headings_and_items_stand_alone():
    text = """§ 4

Haushaltsmittel und Eckdaten

27.700 Euro stehen bereit.

§ 5
Ziele für die Umsetzung
Die Stadt finanziert folgende Projekte:

1. Ausbildungsvorbereitung
 - Sprachl. Und berufl. Qualif. Neuzugewanderter
   Menschen (TZ)
 - Jobcoach
2) Weiterbildung

• Kurse für Personal

§ 6 **Zielsteuerung**

Nach § 5 wird gesteuert."""

    assert sentences(text) == [
        "§ 4",
        "Haushaltsmittel und Eckdaten",
        "27.700 Euro stehen bereit.",
        "§ 5",
        "Ziele für die Umsetzung",
        "Die Stadt finanziert folgende Projekte:",
        "1. Ausbildungsvorbereitung",
        "- Sprachl. Und berufl. Qualif. Neuzugewanderter\n   Menschen (TZ)",
        "- Jobcoach",
        "2) Weiterbildung",
        "• Kurse für Personal",
        "§ 6 **Zielsteuerung**",
        "Nach § 5 wird gesteuert.",
    ]


def test_items_that_lost_their_marks_end_in_semicolons():
    text = "Geplant sind Angebote:\n\nPlätze für Frauen;\n\ndas Projekt „Fit“;\n\nDeutschkurse. Sie beginnen bald."

    assert sentences(text) == [
        "Geplant sind Angebote:",
        "Plätze für Frauen;",
        "das Projekt „Fit“;",
        "Deutschkurse.",
        "Sie beginnen bald.",
    ]


def test_a_reference_at_a_line_start_is_no_heading():
    assert sentences("Die Stadt setzt sich für die in\n§ 5 vereinbarten Ziele ein.") == [
        "Die Stadt setzt sich für die in\n§ 5 vereinbarten Ziele ein."
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:3])
def test_real_documents_lose_no_character(path):
    text = path.read_text(encoding="utf-8")
    spans = split_sentences(text)

    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


def test_the_torn_sentence_of_section_4_is_one_span():
    for path in sorted((CORPUS / "agreements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        start, end = find_sentence(text, text.index(" Euro\n"))

        assert text[start:end].startswith("Das HMSI stellt ")
        assert text[start:end].endswith("zur Verfügung.")


def test_start_is_added_to_every_position():
    assert split_sentences("Ja. Nein.", 100) == ((100, 103), (104, 109))


@pytest.mark.parametrize(
    ("position", "expected"),
    [(0, (2, 5)), (2, (2, 5)), (4, (2, 5)), (5, (6, 11)), (10, (6, 11)), (99, (6, 11)), (-3, (2, 5))],
)
def test_find_sentence(position, expected):
    assert find_sentence("  Ja. Nein. ", position) == expected


def test_no_sentence_in_an_empty_text():
    assert (split_sentences(" \n\n "), find_sentence("", 3)) == ((), (0, 0))


PIECES = st.sampled_from(
    [
        "Das Land",
        " ",
        "\n",
        "\n\n",
        ".",
        "!",
        "…",
        "z. B.",
        "§ 5",
        "- ",
        "1. ",
        "**",
        "„",
        "“",
        "915.600 Euro",
        "zur",
        ";",
        "wir",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_spans_cover_all_but_white_space(text):
    spans = split_sentences(text)
    position = 0
    for start, end in spans:
        assert position <= start < end
        assert text[position:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        position = end

    assert text[position:].strip() == ""


@pytest.mark.parametrize(
    "piece", ["a", ". ", "1.", "\n\nzur", "A b. ", " ", "(.", "**", "„", "- a\n", "1.....,", "\n\n3 Euro"]
)
def test_time_is_linear(piece):
    text = piece * (100_000 // len(piece))
    begin = time.process_time()
    split_sentences(text)

    # Seconds of this process alone, on a busy machine too; with the square of the length it would take minutes.
    assert time.process_time() - begin < 10.0
