"""Misspelled words of a question are mended against the words the assistant knows."""

import pytest

from assistant.question.spelling import correct_words, fold_text

_WORDS = (
    "foerderung foerdermittel bekommt bekommen vereinbarung zielvereinbarung projekt projekte haushaltsmittel "
    "unterschrieben teilzeit teilzeitausbildung ausbildung massnahme massnahmen geld agreement signed funding amount "
    "signatory durchschnitt average budget sprachkurse"
)
VOCABULARY = frozenset(_WORDS.split())
KNOWN = frozenset({"kassel", "bekannt", "wie", "viel", "wieviel", "kriegt", "landkreis", "amounts"})


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("wieviel foerderun bekomt kassel", "wieviel foerderung bekommt kassel"),
        ("bekmomt kassel", "bekommt kassel"),
        ("welche projekt", "welche projekt"),
        ("die zielvereinbahrung", "die zielvereinbarung"),
        ("haushalsmitel", "haushaltsmittel"),
        ("forderung", "foerderung"),
        ("masnahmen", "massnahmen"),
        ("unterschriben von", "unterschrieben von"),
        ("teilzeitausbidlung?", "teilzeitausbildung?"),
        ("agrement sigend", "agreement signed"),
        ("fundig avarage", "funding average"),
        ("durchschnit", "durchschnitt"),
        ("sprach-kurse teilzeit-projkte", "sprach-kurse teilzeit-projekte"),
        ("bekannt ist kassel", "bekannt ist kassel"),
        ("gelt hat", "gelt hat"),
        ("amounts", "amounts"),
        ("", ""),
        ("2025 § 4, 959.620 euro!", "2025 § 4, 959.620 euro!"),
        ("xyzzyqwertz", "xyzzyqwertz"),
        ("projekten", "projekte"),
    ],
)
def test_mends_words(written: str, mended: str) -> None:
    assert correct_words(written, VOCABULARY, KNOWN.__contains__) == mended


def test_keeps_number_and_order_of_words() -> None:
    written = "wieviel foerderun bekomt der landkries kassel fuer masnahmen - und wann?"

    assert len(correct_words(written, VOCABULARY, KNOWN.__contains__).split()) == len(written.split())


def test_two_equally_near_words_stay() -> None:
    assert correct_words("bauer", frozenset({"mauer", "dauer"}), KNOWN.__contains__) == "bauer"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Fördermittel  für\nGroß–Gerau?", "foerdermittel fuer gross-gerau?"),
        ("Kassel’s Förder\u00admittel", "kassel's foerdermittel"),
        ("§ 4: 959.620 €", "§ 4: 959.620 €"),
    ],
)
def test_folds_text(written: str, folded: str) -> None:
    assert fold_text(written) == folded
