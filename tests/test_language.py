"""The language of questions, most of them of one to five words."""

import pytest

from assistant.language import detect_language

GERMAN = (
    # question words and verbs
    "Wer unterschrieb?",
    "Wer hat unterschrieben?",
    "Wann?",
    "Wie viel?",
    "wieviel kohle kriegt fulda 26",
    "Wie hoch?",
    "Was war in Kassel?",
    "Was ist AQB?",
    "Was heißt TZ?",
    "was heisst bae",
    "Und 2024?",
    "Und in Offenbach?",
    "und warum",
    "Wozu?",
    "Bitte auf Deutsch.",
    "Danke!",
    "Hallo",
    # noun phrases
    "Kassel budget 2025?",
    "Budget Kassel",
    "Haushaltsmittel Odenwaldkreis",
    "offenbach azubi teilzeit projekt??",
    "Teilzeitausbildung",
    "teilzeitausbildung wetterau",
    "Unterzeichner Landkreis Gießen 2024",
    "Landkreis Hersfeld-Rotenburg",
    "Steckbrief Main-Taunus-Kreis",
    "Präambel Fulda",
    "§ 4 Offenbach",
    "§ 5",
    "2025",
    "SGB II",
    "AQB",
    "Zielvereinbarung",
    "foerderung",
    "forderung wiesbaden",
    "Fördersumme?",
    "Summe aller Beträge",
    "Projekte für Frauen",
    "Coaching Projekte Darmstadt",
    "Training Jobcenter Fulda",
    "Ausbildung TZ Hanau",
    "Regierungspräsidium",
    "Mittel 2024 Frankfurt",
    "höchster Betrag",
    # typos, colloquial, without umlauts
    "wievil geld krigt ofenbach",
    "welche projekte laufn in marburg",
    "zeig mal kassel",
    "gib mir alle massnahmen",
    "liste projekte",
    "kohle fuer kassel",
    # English words inside
    "Was kostet das Coaching?",
    'Welche Skills vermittelt "Fit for Future"?',
    'Wofür steht "How to apply"?',
    "Wer schrieb The Art of War?",
    "Was ist ein Welcome Center?",
    "Gibt es ein Update zum Budget?",
    "Wer leitet das Projekt Work and Travel?",
    "Definiere Empowerment",
    "Vergleiche Kassel und Offenbach",
    # nothing to tell by
    "",
    "   ",
    "?",
    "😀",
    "x",
    "12.345",
    "Kassel",
    "xyzzy",
)

ENGLISH = (
    # question words and verbs
    "Who signed?",
    "Who signed for Offenbach?",
    "How much for Kassel?",
    "How much?",
    "how many projects",
    "When?",
    "Why not?",
    "What was in it?",
    "What is AQB?",
    "whats bae",
    "What's the budget of Kassel?",
    "And in 2024?",
    "And Offenbach?",
    "in english please",
    "Which districts?",
    "Is there staff training?",
    "Does Fulda fund part-time training?",
    "Thanks!",
    "Hello",
    # noun phrases and orders
    "part-time projects Offenbach",
    "Kassel funding 2025",
    "funding Landkreis Kassel",
    "total amount 2025",
    "signatories Landkreis Gießen",
    "districts",
    "apprenticeship for women",
    "disadvantaged people",
    "target agreement",
    "show me § 5 of Offenbach",
    "summary Landkreis Kassel",
    "Compare Kassel with Offenbach",
    "Define Zielvereinbarung",
    "Explain Regierungspräsidium",
    "list all measures",
    "treasurer Offenbach",
    "grant notice deadline",
    # German terms inside
    "What does 'Stille Reserve' mean?",
    "What does Stille Reserve mean?",
    "What is a Gebietskörperschaft?",
    "Who issues the Bescheid?",
    "How high is the Eigenanteil of the Stadt Kassel?",
    "How much does the Landkreis Marburg-Biedenkopf get?",
    "Meaning of „Querschnittsorientierte Handlungsansätze“",
    "Is the Regierungspräsidium Kassel the granting authority?",
    "What do the Kreise und kreisfreie Städte have to do?",
    "Which Landkreise offer Teilzeitausbildung?",
    "Does the Zielvereinbarung mention die Servicestelle Teilzeit-Ausbildung?",
    # typos, colloquial
    "how mutch money does kassel get",
    "wich projects are part time",
    "wat is the budget",
    "gimme the amount for fulda",
    "kassel money 2025 pls",
)


@pytest.mark.parametrize("question", GERMAN)
def test_german(question: str) -> None:
    assert detect_language(question) == "de"


@pytest.mark.parametrize("question", ENGLISH)
def test_english(question: str) -> None:
    assert detect_language(question) == "en"


def test_a_long_text_is_judged_by_its_beginning() -> None:
    assert detect_language("Who pays for this? " * 40 + "und der die das wird nicht " * 2_000) == "en"
