"""Agreements in the ways in which they are printed: each test is one part of a document, written by hand."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents import STATE, Agreement, OtherDocument, YearRange, text_at
from ingest.parse import parse_document

HEAD = """Zielvereinbarung

2023

zwischen

dem Hessischen Ministerium für Soziales und Integration

und dem Landkreis Fulda

zur Umsetzung des hessischen Ausbildungs- und Qualifizierungsbudgets
"""
PREAMBLE = """Präambel

Erfolgreiche Arbeitsmarktpolitik bindet die Akteure ein. Dafür will das Hessische Ministerium für Soziales und
Integration (HMSI) Spielräume eröffnen."""
BUDGET = """§ 4

Haushaltsmittel und Eckdaten

Das HMSI stellt dem Landkreis Fulda im Jahr 2023 Haushaltsmittel in Höhe von insgesamt

812.300 Euro

aus dem Ausbildungs- und Qualifizierungsbudget 2023 zur Verfügung."""
GOALS = """§ 5

Ziele für die Umsetzung des Landkreises Fulda

Der Landkreis Fulda finanziert mit den Mitteln des **Ausbildungs- und Qualifizierungsbudgets 2023** in den jeweiligen
Maßnahmenarten folgende Projekte:

{list}

Die Förderung der aufgeführten Maßnahmen erfolgt auf Basis und nach Maßgabe des – nach Antragstellung durch den
Landkreis Fulda vom Regierungspräsidium Kassel erlassenen – Bescheides."""
END = """§ 7 **Kontinuierlicher Verbesserungsprozess**

Der Landkreis Fulda beteiligt sich an Umfragen. Die Zielvereinbarungen werden veröffentlicht."""
SIGNED = """Wiesbaden, den 3.7.2023

Kai Klose
Staatsminister

Fulda, den 12.7.2023

Eva Muster
Landrätin
des Landkreises Fulda"""
ONE_PROJECT = "1. Ausbildungsvorbereitung\n\n- Werkstatt"


def agreement(
    head: str = HEAD, budget: str = BUDGET, projects: str = ONE_PROJECT, end: str = END, signed: str = SIGNED
) -> Agreement:
    """An agreement of these parts, with the ordinary ones elsewhere."""
    text = "\n\n".join((head, PREAMBLE, budget, GOALS.format(list=projects), end, signed))
    document = parse_document("zv", "zv.txt", text, "")
    assert isinstance(document, Agreement)
    return document


def _head(party: str, year: str = "2023", ministry: str = "Hessischen Ministerium für Soziales und Integration") -> str:
    return f"Zielvereinbarung\n\n{year}\n\nzwischen\n\ndem {ministry}\n\nund {party}\n\nzur Umsetzung des hessischen Ausbildungs- und Qualifizierungsbudgets"


@pytest.mark.parametrize(
    ("party", "body"),
    [
        ("dem Kreis Bergstraße", "landkreis-bergstrasse"),
        ("dem Main - Kinzig - Kreis", "main-kinzig-kreis"),
        ("dem Main-\nKinzig-Kreis", "main-kinzig-kreis"),
        ("dem Wetteraukreis", "wetteraukreis"),
        ("dem Wetterau kreis", "wetteraukreis"),
        ("dem Land kreis Gießen", "landkreis-giessen"),
        ("dem Kreis Groß-Gerau", "landkreis-gross-gerau"),
        ("der Landeshauptstadt Wiesbaden", "stadt-wiesbaden"),
        ("der Wissenschaftsstadt Darmstadt", "stadt-darmstadt"),
        ("dem Landkreis Darmstadt-Dieburg", "landkreis-darmstadt-dieburg"),
        ("der Stadt Offenbach am Main", "stadt-offenbach"),
        ("dem Kreis Offenbach", "landkreis-offenbach"),
        ("der Stadt Frankfurt am Main", "stadt-frankfurt"),
        ("der Stadt Frankfurt a. M.", "stadt-frankfurt"),
        ("dem Magistrat der Stadt Kassel", "stadt-kassel"),
        ("dem Landkreis Kassel, vertreten durch den Kreisausschuss,", "landkreis-kassel"),
        ("dem Landkreis\nMarburg-Biedenkopf", "landkreis-marburg-biedenkopf"),
        ("dem **Vogelsbergkreis**", "vogelsbergkreis"),
        ("dem Landkreis Nirgendwo", None),
    ],
)
def test_the_party_is_found_however_it_is_written(party: str, body: str | None) -> None:
    document = agreement(head=_head(party))

    assert document.body == body
    assert ("body_unknown" in {problem.code for problem in document.problems}) == (body is None)


@pytest.mark.parametrize(
    "head",
    [
        "Zielvereinbarung 2023\nzwischen\ndem Hessischen Sozialministerium\nund\ndem Landkreis Fulda\nzur Umsetzung des hessischen Ausbildungs- und\nQualifizierungsbudgets",
        "ZIELVEREINBARUNG 2023 zwischen dem Hessischen Ministerium für Soziales und Integration und dem Landkreis Fulda zur Umsetzung des Hessischen Ausbildungs- und Qualifizierungsbudgets (AQB)",
        "**ARBEITSWELT\nHESSEN**\ninnovativ · sozial · nachhaltig\n\n# Ziel vereinbarung\n\n2023\n\nzwischen dem Hessischen Ministerium für Soziales und Integration\nund dem Landkreis Fulda\nzur Um setzung des hessischen Ausbildungs - und Qualifi zierungsbudgets",
        "Z i e l v e r e i n b a r u n g\n\n2 0 2 3\n\nzwischen\n\ndem Hessischen Ministerium für Soziales und Integration\n\nund dem Landkreis Fulda\n\nzur Umsetzung des hessischen Ausbildungs- und Qualifizierungsbudgets und des Arbeitsmarktbudgets",
        "Ziel-\nvereinbarung\n2023\nzwischen\ndem Hessischen Ministerium für Soziales und Integration\nund dem Landkreis Fulda\nzur Umsetzung des hessischen Ausbildungs- und Qualifizierungsbudgets",
        "Zielvereinbarung für das Jahr 2023 zwischen dem Hessischen Ministerium für Soziales und Integration – im Folgenden HMSI – und dem Landkreis Fulda – im Folgenden Landkreis – zum Ausbildungs- und Qualifizierungsbudget",
    ],
)
def test_heads_in_many_settings_say_the_same(head: str) -> None:
    document = agreement(head=head)

    assert (document.body, document.year) == ("landkreis-fulda", 2023)
    assert document.ministry.startswith("Hessisches ")


@pytest.mark.parametrize(
    ("sentence", "euros"),
    [
        ("in Höhe von insgesamt 812.300 Euro aus", 812_300),
        ("in Höhe von insgesamt\n\n**812.300,00 €**\n\naus", 812_300),
        ("in Höhe von insgesamt 1.011.\n410 Euro aus", 1_011_410),
        ("in Höhe von insgesamt 1\u00a0011\u00a0410 Euro aus", 1_011_410),
        ("in Höhe von EUR 401.500,-- aus", 401_500),
        ("in Höhe von € 950.000 aus", 950_000),
        ("in Höhe von insgesamt 401.500,--€ aus", 401_500),
        ("in Höhe von einer Million Euro aus", 1_000_000),
        ("in Höhe von insgesamt\n\n- 3 -\n\n812.300 Euro\n\naus", 812_300),
    ],
)
def test_the_amount_is_read_in_every_notation(sentence: str, euros: int) -> None:
    budget = f"§ 4 Haushaltsmittel und Eckdaten\nDas HMSI stellt dem Landkreis Fulda im Jahr 2023 Haushaltsmittel {sentence} dem Ausbildungs- und Qualifizierungsbudget 2023 zur Verfügung."
    document = agreement(budget=budget)
    (amount,) = document.amounts

    assert (amount.euros, amount.years, amount.scope, amount.payer) == (
        Decimal(euros), YearRange(2023, 2023), "landkreis-fulda", STATE,
    )  # fmt: skip
    assert (amount.section, amount.written) == ("§ 4", text_at(document, amount.span))


def test_two_budgets_give_two_amounts_that_say_what_for() -> None:
    budget = "§ 4\nHaushaltsmittel\n\nDas HMSI stellt dem Landkreis Fulda im Jahr 2018 aus dem Ausbildungs- und Qualifizierungsbudget 700.000 Euro und aus dem Arbeitsmarktbudget 300.000 Euro zur Verfügung."
    document = agreement(budget=budget)

    assert [(str(a.euros), a.purpose) for a in document.amounts] == [
        ("700000", "Ausbildungs- und Qualifizierungsbudget"), ("300000", "Arbeitsmarktbudget"),
    ]  # fmt: skip
    assert "amount_ambiguous" in {problem.code for problem in document.problems}
    assert "year_conflict" in {problem.code for problem in document.problems}


def test_a_part_of_the_budget_does_not_hide_the_whole() -> None:
    document = agreement(budget=BUDGET + " Davon sind 50.000 Euro für Teilzeitausbildung vorgesehen.")

    assert [(str(a.euros), a.purpose) for a in document.amounts] == [("812300", ""), ("50000", "Teilzeitausbildung")]
    assert not any(problem.code.startswith("amount") for problem in document.problems)


def test_a_missing_amount_is_a_problem_and_no_amount() -> None:
    document = agreement(budget="§ 4\n\nHaushaltsmittel und Eckdaten\n\nDie Mittel werden gesondert mitgeteilt.")

    assert document.amounts == ()
    assert "amount_missing" in {problem.code for problem in document.problems}


P, T, Q, S = "preparation", "training", "qualification", "staff"
LISTS = [
    ("1. Ausbildungsvorbereitung\n - Holz\n - Metall\n2. Ausbildung und Ausbildungscoaching\n - Azubi-Coaching", [(P, "Holz"), (P, "Metall"), (T, "Azubi-Coaching")]),
    ("**I. Ausbildungsvorbereitung**\n• Holz\n\n**II. Qualifizierungsprojekte**\n• Pflege", [(P, "Holz"), (Q, "Pflege")]),
    ("(1) Qualifizierungsprojekte zur Arbeitsmarktintegration,\nFachkräftesicherung\n– Pflege\n(2) Ausbildungsvorbereitung\n– Holz", [(Q, "Pflege"), (P, "Holz")]),
    ("1) Ausbildungsvorbereitung\n\na) Holz\nb) Metall\n\n2) Ausbildung und Ausbildungscoaching in anerkannten\nAusbildungsberufen\n\na) Koch/Köchin", [(P, "Holz"), (P, "Metall"), (T, "Koch/Köchin")]),
    ("Ausbildungsvorbereitung\nHolz\nstart.klar - Metall\n\nAusbildung und Ausbildungscoaching in anerkannten Ausbildungsberufen\nBaE", [(P, "Holz"), (P, "start.klar - Metall"), (T, "BaE")]),
    ("1. Ausbildungsvorbereitung\n\n- Ausbildungsvorbereitung\n- Holz", [(P, "Ausbildungsvorbereitung"), (P, "Holz")]),
    ("Ausbildungsvorbereitung\n\nAusbildungsvorbereitung\n\nHolz", [(P, "Ausbildungsvorbereitung"), (P, "Holz")]),
    ("1. Ausbildungs vorbereitung\n▪ Werk-\nstatt Holz\n▪ Stütz- und\nFörderunterricht", [(P, "Werk- statt Holz"), (P, "Stütz- und Förderunterricht")]),
    ("1. Ausbildungsvorbereitung\n* Coaching von Menschen mit gesundheitlichen und psychosozialen\n  Einschränkungen (TZ)\n* WiN - Einstieg", [(P, "Coaching von Menschen mit gesundheitlichen und psychosozialen Einschränkungen (TZ)"), (P, "WiN - Einstieg")]),
    ("1. Ausbildungsvorbereitung\no Holz;\no Metall;\no Farbe", [(P, "Holz"), (P, "Metall"), (P, "Farbe")]),
    ("- Holz\n- Metall", [("other", "Holz"), ("other", "Metall")]),
    ("1. Ausbildungsvorbereitung\n- Holz\n2. Weiterbildungsmaßnahmen für Personal der Landkreise und kreisfreien Städte in der fachlichen\nVerantwortung für Benachteiligte im Kontext der Arbeitsmarktförderung\n- Fachtag", [(P, "Holz"), (S, "Fachtag")]),
    ("1. Ausbildungsvorbereitung\n- Holz\n5. Digitalisierung\n- Lernplattform", [(P, "Holz"), ("other", "Lernplattform")]),
    ("a) Ausbildungsvorbereitung\n- Holz\nb) Qualifizierungsprojekte\n- 2. Anlauf", [(P, "Holz"), (Q, "2. Anlauf")]),
]  # fmt: skip


@pytest.mark.parametrize(("projects", "expected"), LISTS)
def test_lists_of_projects_in_many_settings(projects: str, expected: list[tuple[str, str]]) -> None:
    document = agreement(projects=projects)

    assert [(m.category, m.name) for m in document.measures] == expected
    for measure in document.measures:
        assert " ".join(text_at(document, measure.span).split()) == measure.name


@pytest.mark.parametrize("nothing", ["", "- keine", "entfällt", "- derzeit nicht geplant", "–", "- 4 -"])
def test_an_empty_category_is_a_problem(nothing: str) -> None:
    document = agreement(projects=f"1. Ausbildungsvorbereitung\n\n{nothing}\n\n2. Qualifizierungsprojekte\n\n- Pflege")

    assert [measure.name for measure in document.measures] == ["Pflege"]
    assert [p.span and text_at(document, p.span) for p in document.problems if p.code == "category_empty"] == [
        "1. Ausbildungsvorbereitung"
    ]


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("Holz (TZ)", "(TZ)"), ("Ausbildung in Teilzeit", "in Teilzeit"), ("Holz (Teilzeit)", "(Teilzeit)"), ("BaE TZ", "TZ"),
        ("BaE teilzeit", "teilzeit"), ("BaE TZ-Ausbildung", "TZ-Ausbildung"), ("Teilzeitausbildung Pflege", "Teilzeitausbildung"),
        ("Coaching (auch in Teilzeit)", "(auch in Teilzeit)"), ("Teilzeit-Coaching", "Teilzeit"), ("MINTZ", None), ("Vollzeit", None),
    ],
)  # fmt: skip
def test_part_time_marks_are_literal(name: str, mark: str | None) -> None:
    (measure,) = agreement(projects=f"1. Ausbildungsvorbereitung\n- {name}").measures

    assert (measure.part_time and measure.part_time.written) == mark


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("Einstieg für Frauen in Nordhessen", ("Frauen",)),
        ("Coaching von jungen Wohnungssuchenden", ("jungen Wohnungssuchenden",)),
        ("Hilfe für Personen mit gesundheitlichen Einschränkungen", ("Personen mit gesundheitlichen Einschränkungen",)),
        ("Kurs für Alleinerziehende und Pflegende", ("Alleinerziehende und Pflegende",)),
        ("Fit für den Beruf", ()),
        ("Werkstatt für Orientierung", ()),
        ("Aufsuchende Beratung", ()),
    ],
)
def test_target_groups_are_printed_words(name: str, groups: tuple[str, ...]) -> None:
    (measure,) = agreement(projects=f"1. Ausbildungsvorbereitung\n- {name}").measures

    assert measure.target_groups == groups


KLOSE = ("Kai Klose", "Staatsminister", STATE, "Wiesbaden", (2023, 7, 3))
MUSTER = ("Eva Muster", "Landrätin", "landkreis-fulda", "Fulda", (2023, 7, 12))
BLOCKS = [
    (SIGNED, [KLOSE, MUSTER]),
    ("Wiesbaden, den 3. Juli 2023\n\nKai Klose\n\nKai Klose\nStaatsminister\nHessisches Ministerium\nfür Soziales und Integration\n\nFulda, den\n\n12.07.2023\n\nEM\n\nEva Muster\n\nLandrätin\ndes Landkreises\nFulda", [KLOSE, MUSTER]),
    ("Fulda, 12.7.2023\n\nEva Muster\nLandrätin\n\nWiesbaden, 3.7.2023\n\nKai Klose\nStaatsminister", [MUSTER, KLOSE]),
    ("Wiesbaden, den 3.7.2023 Kai Klose Kai Klose Staatsminister Hessisches Ministerium für Soziales und Integration Fulda, den 12.7.2023 Eva Muster Landrätin des Landkreises Fulda", [KLOSE, MUSTER]),
    ("Wiesbaden, den 3.7.2023            Fulda, den 12.7.2023\n\nKai Klose                          Eva Muster\nStaatsminister                     Landrätin\nHessisches Ministerium             des Landkreises\nfür Soziales und Integration       Fulda", [KLOSE, MUSTER]),
    ("Wiesbaden, den 3.7.2023\n\nFulda, den 12.7.2023\n\nKai Klose\n\nEva Muster\n\nStaatsminister\n\nLandrätin", [KLOSE, MUSTER]),
    ("Für das Land Hessen:\n\nWiesbaden, den 3.7.2023\n\ngez. Kai Klose\nStaatsminister\n\nFür den Landkreis Fulda:\n\nFulda, den 12.7.2023\n\ngez. Eva Muster\nLandrätin", [KLOSE, MUSTER]),
    ("Wiesbaden, den 3.7.2023\n\nStaatsminister Kai Klose\n\nFulda, den 12.7.2023\n\nLandrätin Eva Muster", [KLOSE, MUSTER]),
    ("Wiesbaden, den 3.7.2023\n\nKai Klose\nStaatsminister\n\nEva Muster\nLandrätin des Landkreises Fulda", [KLOSE, ("Eva Muster", "Landrätin", "landkreis-fulda", None, None)]),
    ("Wiesbaden, den 3.7.2023\n\nKai Klose\nStaatsminister\n\nFulda, den 12.7.2023\n\nDr. Anna-Lena Graf von Berg\nErste Kreisbeigeordnete\n\nProf. Dr. Otto Mayer-Groß\nKreisbeigeordneter", [KLOSE, ("Dr. Anna-Lena Graf von Berg", "Erste Kreisbeigeordnete", "landkreis-fulda", "Fulda", (2023, 7, 12)), ("Prof. Dr. Otto Mayer-Groß", "Kreisbeigeordneter", "landkreis-fulda", "Fulda", (2023, 7, 12))]),
    ("Kai Klose\nStaatsminister\nWiesbaden, den 3.7.2023\n\nEva Muster\nLandrätin\nFulda, den 12.7.2023", [KLOSE, MUSTER]),
]  # fmt: skip


@pytest.mark.parametrize(("block", "expected"), BLOCKS)
def test_signatures_in_many_settings(block: str, expected: list[tuple[object, ...]]) -> None:
    document = agreement(signed=block)
    found = [
        (s.name, s.function, s.body, s.place, s.date and (s.date.year, s.date.month, s.date.day))
        for s in document.signatures
    ]

    assert found == expected
    assert document.sections[-1].label == "Unterschriften"
    for signature in document.signatures:
        assert text_at(document, signature.name_span) == signature.name


def test_an_unsigned_agreement_says_so() -> None:
    document = agreement(signed="")

    assert document.signatures == ()
    assert "signature_missing" in {problem.code for problem in document.problems}


def test_a_reference_at_a_line_start_is_no_heading() -> None:
    end = "§ 6\nZielsteuerung\nDer Landkreis und das HMSI tauschen sich aus, damit die in\n§ 5 vereinbarten Ziele erreicht werden. Näheres regelt\n§ 4 Abs. 2 der Vereinbarung."
    labels = [section.label for section in agreement(end=end).sections]

    assert labels == ["Kopf", "Präambel", "§ 4", "§ 5", "§ 6", "Unterschriften"]


@pytest.mark.parametrize(
    "heading", ["§4\nHaushaltsmittel und Eckdaten", "**§ 4**\n\n**Haushaltsmittel\nund Eckdaten**", "§ 4 Haushaltsmittel und Eckdaten", "## § 4 – Haushaltsmittel und Eckdaten", "$ 4\nHaushaltsmittel und Eckdaten"],
)  # fmt: skip
def test_headings_in_many_settings(heading: str) -> None:
    body = BUDGET.split("Eckdaten", 1)[1]
    section = next(s for s in agreement(budget=heading + body).sections if s.label == "§ 4")

    assert section.title.strip("– ") == "Haushaltsmittel und Eckdaten"


def test_an_agreement_of_a_neighbouring_programme_is_other_prose() -> None:
    text = """Zielvereinbarung 2016

zwischen dem Hessischen Ministerium für Soziales und Integration und dem Odenwaldkreis
nach § 48b SGB II und dem OFFENSIV-Gesetz

Präambel

Neben dem Ausbildungs- und Qualifizierungsbudget (AQB) dient diese Vereinbarung der Umsetzung des SGB II.

§ 1
Ziele

Die Integrationsquote steigt.

§ 2
Mittel

Der Bund stellt 5.000.000 Euro zur Verfügung."""
    document = parse_document("x", "x.txt", text, "")

    assert isinstance(document, OtherDocument)
    assert [section.label for section in document.sections] == ["Kopf", "Präambel", "§ 1", "§ 2"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="§ 1234567890.,-–()*\nABab€Zielvrngu:", max_size=300), st.integers(0, 6))
def test_no_text_in_an_agreement_breaks_the_parser(junk: str, place: int) -> None:
    parts = [HEAD, PREAMBLE, BUDGET, GOALS.format(list=ONE_PROJECT), END, SIGNED]
    parts.insert(place, junk)
    document = parse_document("zv", "zv.txt", "\n".join(parts), "")

    ends = [section.span for section in document.sections]
    assert all(a.end <= b.start for a, b in pairwise(ends))
    if isinstance(document, Agreement):
        assert all(text_at(document, amount.span) == amount.written for amount in document.amounts)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_no_text_at_all_breaks_the_parser(text: str) -> None:
    document = parse_document("x", "x.txt", text, "")

    assert all(
        text_at(document, section.span) == text_at(document, section.span).strip() for section in document.sections
    )


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("- Teilqualifizierung Mitte (TZ)\n- Werkstatt (TZ)", {}),
        ("- Aufbauqualifizierung (TZ)\n- Jobcoaching • Training\n- Zukunft für alle (TZ)", {}),
        ("- Tandem (Teilzeit)\n- Zentrum Arbeit\n- Ausbildung in Teilzeit (TZ)", {"TZ": "Teilzeit"}),
        ("- Lernhilfe (neu) 2)\n- Assistenz beim Lernen (AbL)", {"AbL": "Assistenz beim Lernen"}),
    ],
)
def test_a_mark_of_part_time_is_no_abbreviation_of_the_name_before_it(entries: str, expected: dict[str, str]) -> None:
    goals = f"§ 5\n\nZiele für die Umsetzung des Landkreises Fulda\n\nDer Landkreis Fulda finanziert:\n\n{entries}\n"
    text = f"{HEAD}\n\n{PREAMBLE}\n\n{BUDGET}\n\n{goals}"
    document = parse_document("probe", "probe.txt", text, "0" * 64)
    found = {a.short: a.long for a in document.abbreviations if a.short != "HMSI"}
    assert found == expected
