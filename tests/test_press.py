"""Press releases, and what is none."""

from decimal import Decimal

import pytest

from assistant.documents import STATE, OtherDocument, PressRelease, YearRange, text_at
from ingest.kinds import find_kind
from ingest.parse import parse_document

DISTRICT = """Pressemitteilung vom 12.04.2024

Knapp 880.000 Euro für Ausbildung im Landkreis Gießen

Der Landkreis Gießen erhält in diesem Jahr 879.800 Euro vom Land Hessen aus dem Ausbildungs- und
Qualifizierungsbudget (AQB) 2024. Davon sind 50.000 Euro für Teilzeitausbildung vorgesehen. Der Landkreis Gießen
steuert 120.000 Euro aus eigenen Mitteln bei.

„Das Geld ist gut angelegt“, sagte Landrätin Dr. Eva Muster.

Von den landesweit 26 Millionen Euro profitieren alle Kreise und kreisfreien Städte.

Gefördert werden 40 Teilnehmerplätze und rund 25 Plätze in der Werkstatt.

Geplant sind folgende Projekte:

- Holzwerkstatt
- Coaching (TZ)

Kontakt: Pressestelle"""


def _release(text: str) -> PressRelease:
    document = parse_document("pm", "pm.txt", text, "")
    assert isinstance(document, PressRelease)
    return document


def test_a_release_says_for_whom_from_whom_and_when() -> None:
    release = _release(DISTRICT)
    read = {str(a.euros): (a.kind, a.scope, a.payer, a.purpose) for a in release.amounts}

    assert (release.body, release.year) == ("landkreis-giessen", 2024)
    assert release.date is not None
    assert (release.date.day, release.date.month) == (12, 4)
    assert release.title == "Knapp 880.000 Euro für Ausbildung im Landkreis Gießen"
    assert read == {
        "880000": ("about", "landkreis-giessen", STATE, ""),
        "879800": ("exact", "landkreis-giessen", STATE, ""),
        "50000": ("exact", "landkreis-giessen", read["50000"][2], "Teilzeitausbildung"),
        "120000": ("exact", "landkreis-giessen", "landkreis-giessen", ""),
        "26000000": ("exact", STATE, STATE, ""),
    }
    assert all(amount.years == YearRange(2024, 2024) for amount in release.amounts)
    assert all(text_at(release, amount.span) == amount.written for amount in release.amounts)


def test_a_release_lists_places_offers_and_speakers() -> None:
    release = _release(DISTRICT)

    assert [(p.count, p.kind, p.what) for p in release.places] == [
        (40, "exact", "Teilnehmerplätze"), (25, "about", "Plätze in der Werkstatt"),
    ]  # fmt: skip
    assert [(o.name, o.part_time and o.part_time.written) for o in release.offers] == [
        ("Holzwerkstatt", None), ("Coaching (TZ)", "(TZ)"),
    ]  # fmt: skip
    assert [(q.function, q.name) for q in release.quotes] == [("Landrätin", "Dr. Eva Muster")]


@pytest.mark.parametrize(
    ("sentence", "euros", "years", "scope", "payer"),
    [
        ("Das Land stellt dem Wetteraukreis für die Jahre 2017 bis 2021 eine Million Euro zur Verfügung.", 1_000_000, YearRange(2017, 2021), "wetteraukreis", STATE),
        ("Hessen stellt 2019 den Landkreisen und kreisfreien Städten 28 Mio. € aus dem AQB zur Verfügung.", 28_000_000, YearRange(2019, 2019), STATE, STATE),
        ("Die Stadt Hanau erhält im Jahr 2026 aus dem AQB des Landes 640.000 Euro.", 640_000, YearRange(2026, 2026), "stadt-hanau", STATE),
        ("Aus dem ESF kommen 2022 für den Odenwaldkreis 90.000 Euro hinzu.", 90_000, YearRange(2022, 2022), "odenwaldkreis", None),
        ("Der Landkreis Kassel beteiligt sich 2016 mit 30.000 Euro.", 30_000, YearRange(2016, 2016), "landkreis-kassel", "landkreis-kassel"),
    ],
)  # fmt: skip
def test_one_sentence_is_enough(sentence: str, euros: int, years: YearRange, scope: str, payer: str | None) -> None:
    release = _release(
        f"Pressemitteilung\n\nZum Ausbildungs- und Qualifizierungsbudget teilt die Pressestelle mit:\n\n{sentence}"
    )
    (amount,) = release.amounts

    assert (amount.euros, amount.years, amount.scope, amount.payer) == (Decimal(euros), years, scope, payer)


def test_two_bodies_in_one_sentence_keep_their_own_sums() -> None:
    release = _release(
        "Pressemitteilung\n\nAQB 2025: Der Landkreis Fulda erhält 700.000 Euro, die Stadt Kassel 900.000 Euro vom Land."
    )

    assert [(str(a.euros), a.scope) for a in release.amounts] == [
        ("700000", "landkreis-fulda"),
        ("900000", "stadt-kassel"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Niederschrift über die Sitzung\n\nTOP 3: Der Landrat erklärt, das AQB stelle 900.000 Euro zur Verfügung.", "other"),
        ("Merkblatt zum Ausbildungs- und Qualifizierungsbudget\n\nGefördert werden Maßnahmen. Anträge bis 31. März.", "other"),
        ("Fördergrundsätze\n\n§ 1\nZweck\n\nDas Land fördert.\n\n§ 2\nAQB\n\nDas AQB stellt Mittel zur Verfügung.\n\n§ 3\nEnde", "other"),
        ("Pressemitteilung\n\n„Wir bauen die Straße aus“, sagte Landrat Otto Meier. Sie kostet 5 Mio. Euro.", "other"),
        ("Die Verteidigung gab nur 308 Punkte ab und belegte den sechsten Platz in der Liga.", "other"),
        ("Stadt Hanau – Die Stadt startet mit dem AQB 2026. „Das freut uns“, sagte Oberbürgermeister Otto Meier.", "press_release"),
        ("Wetteraukreis erhält 1.140.300 Euro\n\nDas Land stellt das Geld aus dem Ausbildungs- und Qualifizierungsbudget 2024 zur Verfügung.", "press_release"),
        ("Die Zielvereinbarung zwischen Land und Landkreis Fulda zum Ausbildungs- und Qualifizierungsbudget ist da. „Gut so“, sagte Landrat Otto Meier.", "press_release"),
        ("", "other"),
    ],
)  # fmt: skip
def test_the_kind_is_told_by_content(text: str, kind: str) -> None:
    assert find_kind(text) == kind


def test_other_prose_has_blocks_as_sections_and_its_first_line_as_title() -> None:
    document = parse_document("x", "x.txt", "Leitfaden 2021\n\nFür den Landkreis Fulda.\n\nEnde.", "")

    assert isinstance(document, OtherDocument)
    assert (document.title, document.body, document.year) == ("Leitfaden 2021", "landkreis-fulda", 2021)
    assert [section.label for section in document.sections] == ["Absatz 1", "Absatz 2", "Absatz 3"]
