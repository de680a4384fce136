"""The five documents of the corpus, fact by fact; the figures stand in their texts and were checked by hand."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.documents import STATE, Agreement, Document, PressRelease, YearRange, text_at
from ingest.parse import parse_document
from ingest.readers import read_source
from ingest.sources import discover_sources

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    sources = discover_sources([CORPUS])
    read = {source.id: (source, read_source(source)) for source in sources}
    return {id_: parse_document(id_, s.path.name, t.text, t.sha256) for id_, (s, t) in read.items()}


def _agreement(documents: dict[str, Document], id_: str) -> Agreement:
    document = documents[id_]
    assert isinstance(document, Agreement)
    return document


def _press(documents: dict[str, Document], id_: str) -> PressRelease:
    document = documents[id_]
    assert isinstance(document, PressRelease)
    return document


MARBURG, KASSEL, OFFENBACH = (
    "zv-2024-landkreis-marburg-biedenkopf",
    "zv-2025-landkreis-kassel",
    "zv-2025-stadt-offenbach",
)
STATE_RELEASE, CITY_RELEASE = "pm-2023-land-hessen", "pm-2020-stadt-kassel"


def test_the_manifest_names_what_is_there() -> None:
    for source in discover_sources([CORPUS]):
        assert source.manifest is not None
        assert read_source(source).sha256 == source.manifest.sha256


@pytest.mark.parametrize(
    ("id_", "body", "year", "euros", "written"),
    [
        (MARBURG, "landkreis-marburg-biedenkopf", 2024, 915_600, "915.600 Euro"),
        (KASSEL, "landkreis-kassel", 2025, 959_620, "959.620 Euro"),
        (OFFENBACH, "stadt-offenbach", 2025, 1_011_410, "1.011.410 Euro"),
    ],
)
def test_each_agreement_names_one_amount(
    documents: dict[str, Document], id_: str, body: str, year: int, euros: int, written: str
) -> None:
    agreement = _agreement(documents, id_)
    (amount,) = agreement.amounts

    assert (agreement.body, agreement.year) == (body, year)
    assert (amount.euros, amount.written, amount.kind) == (Decimal(euros), written, "exact")
    assert (amount.scope, amount.payer, amount.years) == (body, STATE, YearRange(year, year))
    assert (amount.section, amount.purpose, amount.repeats) == ("§ 4", "", ())
    assert text_at(agreement, amount.sentence).startswith("Das HMSI stellt")
    assert text_at(agreement, amount.sentence).endswith("zur Verfügung.")


LABELS = ["Kopf", "Präambel", "§ 1", "§ 2", "§ 3", "§ 4", "§ 5", "§ 6", "§ 7", "Unterschriften"]


@pytest.mark.parametrize("id_", [MARBURG, KASSEL, OFFENBACH])
def test_agreements_have_their_sections(documents: dict[str, Document], id_: str) -> None:
    sections = documents[id_].sections

    assert [section.label for section in sections] == LABELS
    assert sections[2].title == "Ausbildungs- und Qualifizierungsbudget / Ziele des Landes"
    assert [section.title for section in sections[7:9]] == ["Zielsteuerung", "Kontinuierlicher Verbesserungsprozess"]


def test_measures_stand_in_their_categories(documents: dict[str, Document]) -> None:
    counts = {}
    for id_ in (MARBURG, KASSEL, OFFENBACH):
        agreement = _agreement(documents, id_)
        keys = [category.key for category in agreement.categories]
        counts[id_] = [sum(m.category == key for m in agreement.measures) for key in keys]

    assert counts == {MARBURG: [1, 1, 1], KASSEL: [5, 3, 1, 0], OFFENBACH: [1, 2, 5, 1]}


def test_five_measures_are_marked_part_time(documents: dict[str, Document]) -> None:
    marked = [
        (measure.name, measure.part_time.written)
        for document in documents.values()
        if isinstance(document, Agreement)
        for measure in document.measures
        if measure.part_time
    ]

    assert sorted(marked) == [
        ("Ausbildung in eigenen Strukturen (TZ)", "(TZ)"),
        ("BaE Teilzeit", "Teilzeit"),
        ("Berufsausbildung in außerbetrieblichen Einrichtungen (BaE) TZ-Ausbildung", "TZ-Ausbildung"),
        ("HAPE - Sprachl. Und berufl. Qualif. Neuzugewanderter Menschen (TZ)", "(TZ)"),
        ("WiN - beruflicher Wiedereinstieg für Frauen in Nordhessen (TZ)", "(TZ)"),
    ]


@pytest.mark.parametrize(
    ("id_", "signed"),
    [
        (
            MARBURG,
            [
                ("Heike Hofmann", "Staatsministerin", STATE, "Wiesbaden", "1.7.2024"),
                (
                    "Marian Zachow",
                    "Erster Kreisbeigeordneter",
                    "landkreis-marburg-biedenkopf",
                    "Marburg-Cappel",
                    "9.7.2024",
                ),
            ],
        ),
        (
            KASSEL,
            [
                ("Heike Hofmann", "Staatsministerin", STATE, "Wiesbaden", "2.8.2025"),
                ("Andreas Siebert", "Landrat", "landkreis-kassel", "Kassel", "18.8.2025"),
            ],
        ),
        (
            OFFENBACH,
            [
                ("Heike Hofmann", "Staatsministerin", STATE, "Wiesbaden", "6.8.2025"),
                ("Martin Wilhelm", "Stadtrat/Stadtkämmerer", "stadt-offenbach", "Offenbach am Main", "11.8.2025"),
            ],
        ),
    ],
)
def test_each_signatory_is_one_person(
    documents: dict[str, Document], id_: str, signed: list[tuple[str, str, str, str, str]]
) -> None:
    signatures = _agreement(documents, id_).signatures

    assert [(s.name, s.function, s.body, s.place, s.date and s.date.written) for s in signatures] == signed


def test_a_category_printed_but_empty_is_not_a_missing_one(documents: dict[str, Document]) -> None:
    codes = {id_: sorted(problem.code for problem in documents[id_].problems) for id_ in documents}

    assert codes == {
        MARBURG: ["category_missing"],
        KASSEL: ["category_empty", "torn_word"],
        OFFENBACH: [],
        STATE_RELEASE: [],
        CITY_RELEASE: [],
    }


def test_the_state_release_names_two_amounts(documents: dict[str, Document]) -> None:
    release = _press(documents, STATE_RELEASE)
    total, part_time = release.amounts

    assert (release.body, release.year, release.date) == (None, 2023, None)
    assert (total.euros, total.kind, total.years) == (Decimal(27_700_000), "exact", YearRange(2023, 2023))
    assert (total.scope, total.payer, len(total.repeats)) == (STATE, STATE, 2)
    assert (part_time.euros, part_time.purpose) == (Decimal(1_000_000), "Teilzeitausbildung")
    assert (part_time.scope, part_time.years) == (STATE, YearRange(2023, 2023))
    assert [(q.function, q.name) for q in release.quotes] == [("Sozial- und Integrationsminister", "Kai Klose")]


def test_the_city_release_tells_state_money_from_its_own(documents: dict[str, Document]) -> None:
    release = _press(documents, CITY_RELEASE)
    state, own = release.amounts

    assert (release.body, release.year, release.date and release.date.month) == ("stadt-kassel", 2020, 7)
    assert (state.written, state.kind, state.years) == ("rund 1,3 Mio. Euro", "about", YearRange(2020, 2024))
    assert (state.scope, state.payer) == ("stadt-kassel", STATE)
    assert (own.written, own.kind, own.scope, own.payer) == (
        "etwa 150.000 Euro",
        "about",
        "stadt-kassel",
        "stadt-kassel",
    )


def test_places_are_counts_and_no_amounts(documents: dict[str, Document]) -> None:
    places = _press(documents, CITY_RELEASE).places

    assert [(p.count, p.kind, p.written) for p in places] == [
        (13, "up_to", "bis zu 13"), (105, "up_to", "bis zu 105"), (235, "up_to", "bis zu 235"),
    ]  # fmt: skip
    assert places[1].what == "Ausbildungs- und Berufsvorbereitungsplätze"


def test_a_list_without_bullets_gives_five_offers(documents: dict[str, Document]) -> None:
    release = _press(documents, CITY_RELEASE)

    assert [offer.section for offer in release.offers] == [f"Absatz {n}" for n in range(7, 12)]
    assert [offer.part_time and offer.part_time.written for offer in release.offers] == [
        None, "Teilzeitausbildung", None, None, None,
    ]  # fmt: skip


def test_abbreviations_are_known_where_they_are_spelled_out(documents: dict[str, Document]) -> None:
    found = {id_: {a.short: a.long for a in documents[id_].abbreviations} for id_ in documents}

    assert found[MARBURG]["BaE"] == "Berufsausbildung in außerbetrieblichen Einrichtungen"
    assert "BaE" not in found[OFFENBACH]
    assert found[CITY_RELEASE] == {
        "AQB": "Ausbildungs- und Qualifizierungsbudgets",
        "InMigra": "Interessiert und motiviert in gute und realistische Anschlüsse",
        "ÜSB": "Übergangsmanagement Schule – Beruf",
        "FfA": "Fit für Ausbildung",
        "InteA": "Integration und Abschluss",
    }


def test_the_alliance_years_are_read(documents: dict[str, Document]) -> None:
    alliances = [_agreement(documents, id_).alliance for id_ in (MARBURG, KASSEL, OFFENBACH)]

    assert alliances == [YearRange(2020, 2024), YearRange(2025, 2029), YearRange(2025, 2029)]
