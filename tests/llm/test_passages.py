"""Sentences about a passage: what may be said of it, and what may not, one by one."""

from functools import cache

import pytest

from assistant.answering.draft import Ledger
from assistant.documents import Span
from assistant.llm.passages import Passage
from tests.handmade import open_handmade

TEXT = """Pressemitteilung vom 3.5.2022

Geld für Ausbildung im Odenwaldkreis

Das Land Hessen stellt dem Odenwaldkreis 2022 aus dem Ausbildungs- und Qualifizierungsbudget (AQB) rund 512.300 Euro zur
Verfügung; der Odenwaldkreis beteiligt sich mit 64.000 Euro eigenen Mitteln an dem Programm.

Die Förderung der aufgeführten Maßnahmen erfolgt auf Basis des nach Antragstellung durch den Odenwaldkreis vom
Regierungspräsidium Darmstadt erlassenen Bescheides.

Unterjährige Abweichungen von den in § 4 genannten Haushaltsmitteln werden bei der Beurteilung der Zielerreichung berücksichtigt.

Die Mittel dürfen nicht für Verwaltungskosten verwendet werden.

Geschaffen werden bis zu 13 Ausbildungsplätze für junge Menschen und bis zu 105 Plätze in der Werkstatt."""


@cache
def assistant():
    return open_handmade(
        {
            "odenwald.txt": TEXT,
            "mehr.txt": TEXT.replace("Odenwaldkreis", "Vogelsbergkreis").replace("512.300", "611.900"),
        }
    )


def passage(word: str) -> Passage:
    """The paragraph of the first document that holds a word."""
    document = next(d for d in assistant().documents if "Odenwald" in d.text)
    start = document.text.rfind("\n\n", 0, document.text.index(word)) + 2
    end = document.text.find("\n\n", start)
    span = Span(document.id, start, len(document.text) if end < 0 else end)
    ledger = Ledger(assistant().library)
    (citation,) = ledger.citations([ledger.cite(span)])
    return Passage(citation, document, assistant()._lexical, ())


MAY = [
    ("Antragstellung", "Nach Antragstellung durch den Odenwaldkreis erlässt das Regierungspräsidium Darmstadt den Bescheid."),
    ("Antragstellung", "Den Antrag stellt der Odenwaldkreis."),
    ("Antragstellung", "Der Bescheid wird vom Regierungspräsidium Darmstadt erlassen."),
    ("Antragstellung", "Die Förderung der Maßnahmen erfolgt auf Basis des Bescheides."),
    ("Unterjährige", "Unterjährige Abweichungen werden bei der Beurteilung der Zielerreichung berücksichtigt."),
    ("Unterjährige", "Bei der Beurteilung der Zielerreichung werden Abweichungen von den Haushaltsmitteln berücksichtigt."),
    ("Unterjährige", "Dort heißt es: „Unterjährige Abweichungen von den in § 4 genannten Haushaltsmitteln werden bei der Beurteilung der Zielerreichung berücksichtigt.“"),
    ("Verwaltungskosten", "Die Mittel dürfen nicht für Verwaltungskosten verwendet werden."),
    ("13 Ausbildung", "Geschaffen werden bis zu 13 Ausbildungsplätze für junge Menschen."),
    ("512.300", "Das Land Hessen stellt dem Odenwaldkreis 2022 rund 512.300 Euro zur Verfügung."),
]  # fmt: skip
MAY_NOT = [
    ("Antragstellung", "Den Antrag stellt das Regierungspräsidium Darmstadt."),
    ("Antragstellung", "Nach Antragstellung durch das Regierungspräsidium Darmstadt erlässt der Odenwaldkreis den Bescheid."),
    ("Antragstellung", "Das Regierungspräsidium Darmstadt stellt den Antrag und der Odenwaldkreis erlässt den Bescheid."),
    ("Antragstellung", "Der Bescheid wird vom Odenwaldkreis erlassen."),
    ("Antragstellung", "Der Bescheid wird vom Regierungspräsidium Kassel erlassen."),
    ("Antragstellung", "Der Bescheid wird vom Minister erlassen."),
    ("Antragstellung", "Den Antrag stellt der Vogelsbergkreis."),
    ("Antragstellung", "Den Antrag stellt nur der Odenwaldkreis."),
    ("Antragstellung", "Den Antrag muss der Odenwaldkreis stellen."),
    ("Antragstellung", "Die Förderung der Maßnahmen erfolgt freiwillig auf Basis des Bescheides."),
    ("Antragstellung", "Die Förderung der Maßnahmen erfolgt auf Basis des SGB III."),
    ("Unterjährige", "Unterjährige Abweichungen werden nicht berücksichtigt."),
    ("Unterjährige", "Alle Abweichungen werden bei der Beurteilung der Zielerreichung berücksichtigt."),
    ("Unterjährige", "In § 4 heißt es: „Unterjährige Abweichungen von den in § 4 genannten Haushaltsmitteln werden“."),
    ("Unterjährige", "Dort heißt es: „Unterjährige Abweichungen werden berücksichtigt.“"),
    ("Unterjährige", "Abweichungen von den in § 5 genannten Haushaltsmitteln werden berücksichtigt."),
    ("Unterjährige", "Abweichungen werden im Jahr 2019 bei der Beurteilung der Zielerreichung berücksichtigt."),
    ("Verwaltungskosten", "Die Mittel dürfen für Verwaltungskosten verwendet werden."),
    ("Verwaltungskosten", "Dort heißt es: „für Verwaltungskosten verwendet werden“."),
    ("13 Ausbildung", "Geschaffen werden 13 Ausbildungsplätze für junge Menschen."),
    ("13 Ausbildung", "Geschaffen werden bis zu 105 Ausbildungsplätze für junge Menschen."),
    ("13 Ausbildung", "Geschaffen werden bis zu 13 Plätze in der Werkstatt."),
    ("13 Ausbildung", "Geschaffen werden dreizehn Ausbildungsplätze für junge Menschen."),
    ("512.300", "Der Odenwaldkreis beteiligt sich mit rund 512.300 Euro an dem Programm."),
    ("512.300", "Mit rund 512.300 Euro beteiligt sich der Odenwaldkreis an dem Programm."),
    ("512.300", "Das Land Hessen stellt dem Odenwaldkreis 2022 64.000 Euro zur Verfügung."),
    ("512.300", "Das Land Hessen stellt dem Odenwaldkreis 2022 512.300 Euro zur Verfügung."),
    ("512.300", "Das Land Hessen stellt dem Odenwaldkreis 2023 rund 512.300 Euro zur Verfügung."),
    ("512.300", "The state provides the Odenwaldkreis with about 512,300 euros."),
]  # fmt: skip


@pytest.mark.parametrize(("word", "sentence"), MAY)
def test_what_the_passage_says_may_be_said(word: str, sentence: str) -> None:
    assert passage(word).find_fault(sentence, "de") == ""


@pytest.mark.parametrize(("word", "sentence"), MAY_NOT)
def test_what_the_passage_does_not_say_may_not(word: str, sentence: str) -> None:
    assert passage(word).find_fault(sentence, "de")


def test_a_part_of_a_passage_does_not_stand_for_it() -> None:
    held = passage("Antragstellung")

    assert not held.said(["Den Antrag stellt der Odenwaldkreis."], "de")
    assert held.said(
        [
            "Den Antrag stellt der Odenwaldkreis.",
            "Der Bescheid zur Förderung der Maßnahmen wird vom Regierungspräsidium Darmstadt erlassen.",
        ],
        "de",
    )


@pytest.mark.parametrize(
    ("word", "sentence", "holds"),
    [
        ("Unterjährige", "Deviations during the year are taken into account.", None),
        ("Unterjährige", "Deviations are not taken into account.", False),
        ("Antragstellung", "The Odenwaldkreis applies and the Regierungspräsidium Darmstadt decides.", False),
        ("Antragstellung", "The minister issues the decision.", False),
        ("Verwaltungskosten", "The money may be used for administration.", False),
        ("13 Ausbildung", "There are 13 training places.", False),
    ],
)
def test_translations_claim_no_figure_and_no_relation(word: str, sentence: str, holds: bool | None) -> None:
    fault = passage(word).find_fault(sentence, "en")
    if holds is not None:
        assert (fault == "") == holds
