"""Comparing wording: real differences only, each with its place; what is filled in and how it is laid out is none."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.bodies import match_body
from assistant.documents import Agreement, Category, Measure, PressRelease, Section, Span, YearRange
from assistant.wording import compare_documents, compare_section
from ingest.categories import sort_title
from ingest.sections import split_agreement

CORPUS = Path(__file__).parent.parent / "corpus" / "agreements"
LIST_LINE = re.compile(r"^[ \t]*(?:(?P<number>\d)\. |(?P<bullet>- ))?(?P<words>\S.*)$", re.MULTILINE)


def make_agreement(document_id, text):
    """An agreement with what comparing needs: body, year, alliance, sections, the list of § 5."""
    body = re.search(r"und de[rm] (.+)", text)
    year = re.search(r"^(20\d\d)$", text, re.MULTILINE)
    alliance = re.search(r"Bündnis\D+?(20\d\d) bis (20\d\d)", text)
    categories, measures = read_list(document_id, text)
    return Agreement(
        id=document_id, file=document_id, title=document_id, text=text, sha256="",
        body=match_body(body[1]), body_written=body[1], body_span=None,
        year=int(year[1]), year_span=None, ministry="", ministry_short="", ministry_span=None,
        alliance=YearRange(int(alliance[1]), int(alliance[2])) if alliance else None,
        alliance_span=Span(document_id, *alliance.span()) if alliance else None,
        sections=tuple(part.section for part in split_agreement(document_id, text)),
        amounts=(), categories=tuple(categories), measures=tuple(measures), signatures=(), abbreviations=(), problems=(),
    )  # fmt: skip


def read_list(document_id, text):
    categories, measures = [], []
    start = text.find("folgende Projekte:")
    if start < 0:
        return categories, measures
    for line in LIST_LINE.finditer(text, text.index("\n", start), text.index("Die Förderung der auf", start)):
        span = Span(document_id, *line.span("words"))
        title = line["words"]
        if line["bullet"]:
            key = categories[-1].key
            measures.append(Measure(title, key, categories[-1].title, None, (), "§ 5", span))
        else:
            number = int(line["number"]) if line["number"] else None
            categories.append(Category(sort_title(title), number, title, span))
    return categories, measures


TEMPLATE = """Zielvereinbarung

{year}

zwischen

dem Hessischen Ministerium für Arbeit

und {dative}

Präambel

Das Land orientiert sich am „Bündnis für Ausbildung {alliance}“ und an der Strategie {genitive}.

§ 1

Ziele des Landes

{aims}

§ 2

Haushaltsmittel

Das Land stellt {dative} im Jahr {year} insgesamt

{amount}

zur Verfügung.

§ 3

Verfahren

{rules}

§ 4

Schluss

Die Vereinbarung wird veröffentlicht.

Wiesbaden, den 1.7.{year}

Anna Berg
Ministerin"""
KREIS = {"dative": "dem Landkreis Gießen", "genitive": "des Landkreises Gießen", "amount": "915.600 Euro"}
STADT = {"dative": "der Stadt Darmstadt", "genitive": "der Stadt Darmstadt", "amount": "rund 1,3 Mio. €"}
AIMS = "Das Land will Menschen fördern. Sie sollen eine Ausbildung beginnen und abschließen können."
RULES = "Alle Beteiligten bleiben im engen Austausch. Dazu dient eine Besprechung im Herbst."


def fill(document_id, *, template=TEMPLATE, **values):
    defaults = {"year": "2024", "alliance": "2020 bis 2024", "aims": AIMS, "rules": RULES} | KREIS
    return make_agreement(document_id, template.format(**defaults | values))


def words(parts):
    return [" ".join(part.words.split()) for part in parts]


def changes(comparison):
    return [(d.section, d.kind, words(d.before), words(d.after)) for d in comparison.differences]


def compare(before, after):
    """The differences between two texts of § 1 in one agreement."""
    return [change[1:] for change in changes(compare_documents([fill("a", aims=before)], [fill("b", aims=after)]))]


def is_exact(comparison, *documents):
    texts = {document.id: document.text for document in documents}
    return all(
        texts[p.document_id][p.span.start : p.span.end] == p.words
        and p.context.start <= p.span.start <= p.span.end <= p.context.end
        for d in comparison.differences
        for p in (*d.before, *d.after)
    )


# The real agreements


@pytest.fixture(scope="module")
def agreements():
    names = {"mr24": "000", "lk25": "001", "of25": "002"}
    return {
        name: make_agreement(name, next(CORPUS.glob(f"{prefix}_*")).read_text(encoding="utf-8"))
        for name, prefix in names.items()
    }


STAFF = (
    "4. Weiterbildungsmaßnahmen für Personal der Landkreise und kreisfreien Städte in der fachlichen Verantwortung für "
    "Benachteiligte im Kontext der Arbeitsmarktförderung"
)
TEMPLATE_CHANGES = [
    ("Präambel", "replaced", "2020 bis 2024", "2025 bis 2029"),
    (
        "§ 1",
        "replaced",
        (
            "Querschnittsorientierte Handlungsansätze des Budgets bieten den regional interagierenden Akteuren des "
            "Arbeitsmarktes die Vielfalt"
        ),
        (
            "Der flexible und ganzheitliche Handlungsansatz des Budgets bietet den Kreisen und kreisfreien Städten die "
            "Möglichkeit, bedarfsorientierte"
        ),
    ),
    (
        "§ 1",
        "replaced",
        "möglichst individuelle Bedarfslagen von verschiedensten Zielgruppen anzubieten",
        (
            "unterschiedliche Zielgruppen auf Basis der regional entwickelten Arbeitsmarkt- und Ausbildungsstrategie "
            "umzusetzen"
        ),
    ),
    ("§ 1", "replaced", "erfolgsversprechende", "erfolgversprechende"),
    (
        "§ 1",
        "replaced",
        "des Fachpersonals der Gebietskörperschaften mit Teilnehmendenbezug",
        "für Fachpersonal der Gebietskörperschaften mit Bezug zu Teilnehmenden des AQB",
    ),
    (
        "§ 2",
        "replaced",
        "spezifische Sprachförderangebote und Qualifizierungen",
        "spezifische Angebote zur Integration von Menschen mit Migrationshintergrund",
    ),
    ("§ 2", "replaced", "im Rahmen des AQB", "im Rahmen des AQB"),
    ("§ 5", "list", "Ausbildungsvorbereitung", "1. Ausbildungsvorbereitung"),
    ("§ 5", "list", None, STAFF),
]


def test_a_new_template_year(agreements):
    mr24, lk25, of25 = agreements.values()

    comparison = compare_documents([mr24], [lk25, of25])

    shared = [
        (d.section, d.kind, next(iter(words(d.before)), None), words(d.after)[0])
        for d in comparison.differences
        if d.shared and len(set(words(d.after))) == 1
    ]
    assert shared == TEMPLATE_CHANGES
    single = [d for d in comparison.differences if not d.shared]
    assert [(d.section, words(d.before), words(d.after)) for d in single] == [
        ("§ 1", ["benachteiligten"], ["beteiligten"])
    ]
    assert [part.document_id for part in single[0].after] == ["lk25"]
    assert len(comparison.differences) == len(TEMPLATE_CHANGES) + 1
    assert comparison.identical_sections == ("§ 3",)
    assert comparison.masked_sections == ("Kopf", "§ 4", "§ 6", "§ 7")
    assert comparison.masked == ("bodies", "years", "amounts", "projects")
    assert is_exact(comparison, mr24, lk25, of25)


def test_the_other_way_round_is_the_same_comparison(agreements):
    mr24, lk25, _ = agreements.values()

    there = {(s, k, *b, *a) for s, k, b, a in changes(compare_documents([mr24], [lk25]))}
    back = {(s, k, *a, *b) for s, k, b, a in changes(compare_documents([lk25], [mr24]))}

    assert there == back


def test_two_bodies_of_one_year(agreements):
    """Names and amounts in each inflection, the torn word and the indented list are no differences."""
    _, lk25, of25 = agreements.values()

    comparison = compare_documents([lk25], [of25])

    assert changes(comparison) == [("§ 1", "replaced", ["beteiligten"], ["benachteiligten"])]
    assert comparison.masked == ("bodies", "amounts", "projects")


def test_a_moved_phrase_is_called_moved(agreements):
    comparison = compare_documents([agreements["mr24"]], [agreements["lk25"]], ["§ 2"])

    assert [(words(d.before), d.detail) for d in comparison.differences] == [
        (["spezifische Sprachförderangebote und Qualifizierungen"], ""),
        (["im Rahmen des AQB"], "moved"),
    ]


@pytest.mark.parametrize(
    ("section", "verdict", "masked"),
    [
        ("§ 3", "same", ()),
        ("§4", "masked", ("bodies", "years", "amounts")),
        ("§ 5", "different", ("bodies", "years", "projects")),
        ("§ 6", "masked", ("bodies", "years")),
        ("präambel", "different", ("bodies",)),
    ],
)
def test_one_section_of_all(agreements, section, verdict, masked):
    comparison = compare_section(list(agreements.values()), section)

    assert (comparison.verdict, comparison.masked) == (verdict, masked)
    assert comparison.missing == ()
    assert comparison.groups == ((("mr24", "lk25", "of25"),) if verdict != "different" else comparison.groups)
    assert bool(comparison.differences) == (verdict == "different")


def test_groups_of_one_wording(agreements):
    comparison = compare_section(list(agreements.values()), "Präambel")

    assert comparison.groups == (("lk25", "of25"), ("mr24",))
    assert [words(d.before) for d in comparison.differences] == [["2025 bis 2029"] * 2]


def test_speed(agreements):
    compare_documents([agreements["mr24"]], [agreements["lk25"]])
    begin = time.process_time()
    for _ in range(5):
        compare_documents([agreements["mr24"]], [agreements["lk25"]])

    assert (time.process_time() - begin) / 5 < 0.06


@settings(max_examples=25, deadline=None)
@given(index=st.integers(0, 10_000))
def test_one_changed_word_is_the_one_difference(index):
    text = next(CORPUS.glob("002_*")).read_text(encoding="utf-8")
    start = text.index("Erfolgreiche")
    body = [m for m in re.finditer(r"(?<![\w-])[a-zäöüß]{5,}(?![\w-])", text[: text.index("§ 3")]) if m.start() > start]
    changed = body[index % len(body)]
    other = make_agreement("b", text[: changed.start()] + "zitronengelb" + text[changed.end() :])

    comparison = compare_documents([make_agreement("a", text)], [other])

    assert [(words(d.before), words(d.after)) for d in comparison.differences] == [
        ([changed.group()], ["zitronengelb"])
    ]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 10_000), st.sampled_from(["", "zitronengelb", "und", "die Menschen"])), max_size=6
    )
)
def test_the_differences_are_complete(edits):
    """Whoever puts the words of the after side in the place of those before gets the wording of the after side."""
    text = next(CORPUS.glob("002_*")).read_text(encoding="utf-8")
    words_before = list(re.finditer(r"(?<![\w-])[a-zäöüß]{5,}(?![\w-])", text[: text.index("§ 4\n")]))
    changed = text
    for index, word in sorted({i % (len(words_before) - 50) + 50: word for i, word in edits}.items(), reverse=True):
        changed = changed[: words_before[index].start()] + word + changed[words_before[index].end() :]
    after = make_agreement("b", changed)

    patched = text
    differences = compare_documents([make_agreement("a", text)], [after]).differences
    for old, new in sorted(((d.before[0], d.after[0]) for d in differences), key=lambda p: -p[0].span.start):
        patched = f"{patched[: old.span.start]} {new.words} {patched[old.span.end :]}"

    assert compare_documents([make_agreement("a", patched)], [after]).differences == ()


# What is filled in is no difference


@pytest.mark.parametrize(
    "values",
    [
        {},
        STADT,
        {"year": "2025"},
        {"amount": "1.011.410 Euro"},
        {"amount": "EUR 401.500,--"},
        {"amount": "**915.600 €**"},
        STADT | {"dative": "der Wissenschaftsstadt Darmstadt", "genitive": "der Wissenschaftsstadt\nDarmstadt"},
        {"dative": "dem Main - Kinzig - Kreis", "genitive": "des Main-Kinzig-Kreises"},
        {"dative": "dem Landkreis Entenhausen", "genitive": "des Landkreises Entenhausen"},
    ],
)
def test_filled_in(values):
    comparison = compare_documents([fill("a")], [fill("b", **values)])

    assert comparison.differences == ()
    assert {"§ 1", "§ 3", "§ 4"} <= set(comparison.identical_sections)
    assert "§ 2" in (comparison.masked_sections if values else comparison.identical_sections)


@pytest.mark.parametrize(
    ("kreis", "stadt"),
    [
        ("Der Landkreis Gießen setzt seine Mittel ein.", "Die Stadt Darmstadt setzt ihre Mittel ein."),
        ("Das gilt vom Landkreis Gießen an.", "Das gilt von der Stadt Darmstadt an."),
        ("Im Landkreis Gießen ist es so.", "In der Stadt Darmstadt ist es so."),
        ("Der Landkreis Gießen, der zahlt, ist frei.", "Die Stadt Darmstadt, die zahlt, ist frei."),
        ("Der Landkreis zahlt dem Landkreis nichts.", "Die Stadt zahlt der Stadt nichts."),
        ("Die Messe in Gießen war gut.", "Die Messe in Darmstadt war gut."),
    ],
)
def test_names_inflect_and_take_words_along(kreis, stadt):
    assert compare_documents([fill("a", aims=kreis)], [fill("b", aims=stadt, **STADT)]).differences == ()


def test_another_body_is_a_difference():
    before = "Das Land fördert mit der Stadt Kassel zusammen."

    assert compare(before, "Das Land fördert mit dem Landkreis Kassel zusammen.") == [
        ("replaced", ["der Stadt Kassel"], ["dem Landkreis Kassel"])
    ]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("Seit 2023 wird dies gefördert.", "Seit 2024 wird dies gefördert.", []),
        ("Es gilt das Gesetz von 2011.", "Es gilt das Gesetz von 2011.", []),
        ("Es gilt die Regel von 2024.", "Es gilt die Regel von 2024.", []),
        ("Das Schuljahr 2024/25 beginnt.", "Das Schuljahr 2025/26 beginnt.", []),
        ("Mittel für 2024 bis 2028 sind da.", "Mittel für 2025 bis 2029 sind da.", []),
        ("Es gilt das Gesetz von 2011.", "Es gilt das Gesetz von 2019.", [("replaced", ["2011"], ["2019"])]),
        ("Frist ist der 31.3.2024.", "Frist ist der 30.4.2025.", [("replaced", ["31.3."], ["30.4."])]),
        (
            "Das Bündnis Ausbildung 2020 bis 2024 gilt.",
            "Das Bündnis Ausbildung 2021 bis 2025 gilt.",
            [("replaced", ["2020 bis 2024"], ["2021 bis 2025"])],
        ),
    ],
)
def test_years(before, after, found):
    comparison = compare_documents([fill("a", aims=before)], [fill("b", aims=after, year="2025")])

    assert [change[1:] for change in changes(comparison)] == found


# Layout is no difference


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Die Fachkräftesicherung bleibt.", "Die Fachkräfte sicherung bleibt."),
        ("Die Förderung ist gut.", "Die **Förderung**\nist gut."),
        ("Der Arbeitsmarkt wächst.", "Der Arbeits-\nmarkt wächst."),
        ("Die Teilzeitausbildung zählt.", "Die Teilzeit-Ausbildung zählt."),
        ("Das Konzept „Arbeitswelt“ gilt.", 'Das Konzept "Arbeitswelt" gilt.'),
        ("Projekte zur Integration sind gut.", "Projekte zur\n\nIntegration sind gut."),
        ("Es gilt – so das Land – immer.", "Es gilt - so das Land - immer."),
    ],
)
def test_layout(before, after):
    assert compare(before, after) == []


def test_headings_on_their_own_lines():
    inline = TEMPLATE.replace("§ 4\n\nSchluss", "§ 4 **Schluss**")

    assert compare_documents([fill("a")], [fill("b", template=inline)]).differences == ()


def test_a_logo_is_no_wording():
    logo = "**ARBEITSWELT\nHESSEN**\ninnovativ · sozial\n\n\n" + TEMPLATE

    assert compare_documents([fill("a")], [fill("b", template=logo)]).differences == ()


# What differs


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (
            "Das Land fördert Menschen mit Mut.",
            "Das Land fördert alle Menschen mit Mut.",
            [("added", [""], ["alle"])],
        ),
        ("Das Land will gerne fördern.", "Das Land will fördern.", [("removed", ["gerne"], [""])]),
        (
            "Das Land will Frauen überall und sehr gerne in Arbeit fördern.",
            "Das Land will Männer überall und sehr gerne in Ausbildung fördern.",
            [("replaced", ["Frauen"], ["Männer"]), ("replaced", ["in Arbeit"], ["in Ausbildung"])],
        ),
        (
            "Das Land will Frauen sehr gut fördern.",
            "Das Land will Männer sehr schlecht fördern.",
            [("replaced", ["Frauen sehr gut"], ["Männer sehr schlecht"])],
        ),
        (
            "Das Land fördert. Die Kreise zahlen.",
            "Das Land fördert. Neue Wege werden erprobt. Die Kreise zahlen.",
            [("added", [""], ["Neue Wege werden erprobt"])],
        ),
        (
            "Das Land fördert Menschen in Ausbildung und es unterstützt Kreise bei neuen Wegen.",
            "Das Land fördert Menschen in Ausbildung. Es unterstützt Kreise bei neuen Wegen.",
            [("removed", ["und"], [""])],
        ),
    ],
)
def test_differing_words(before, after, found):
    assert compare(before, after) == found


def test_a_sentence_that_is_gone_from_one_of_several_texts():
    short = AIMS.split(". ", maxsplit=1)[0] + "."
    documents = [fill("a"), fill("b", year="2025"), fill("c", year="2025", aims=short)]

    comparison = compare_documents(documents[:1], documents[1:])

    (difference,) = comparison.differences
    assert (difference.kind, difference.shared) == ("removed", False)
    assert [(part.document_id, part.words) for part in difference.after] == [("c", "")]
    assert is_exact(comparison, *documents)


def test_a_peculiarity_of_the_before_side_is_found_too():
    odd = AIMS.replace("Menschen", "Leute")

    comparison = compare_documents([fill("a", aims=odd), fill("b")], [fill("c"), fill("d")])

    (difference,) = comparison.differences
    assert ([p.document_id for p in difference.before], words(difference.before)) == (["a"], ["Leute"])
    assert (words(difference.after), difference.shared) == (["Menschen", "Menschen"], False)


def test_each_wording_of_the_after_side_is_its_own_difference():
    texts = [AIMS.replace("Menschen", word) for word in ("Menschen", "Leute", "Frauen")]
    documents = [fill(name, aims=text) for name, text in zip("abc", texts, strict=True)]

    comparison = compare_documents(documents[:1], documents[1:])

    assert [(words(d.after), d.shared) for d in comparison.differences] == [(["Leute"], False), (["Frauen"], False)]


def test_an_inserted_section_moves_the_numbers():
    longer = TEMPLATE.replace("§ 4\n\nSchluss", "§ 4\n\nDatenschutz\n\nDaten werden geschützt.\n\n§ 5\n\nSchluss")

    comparison = compare_documents([fill("a")], [fill("b", template=longer)])

    assert [(d.section, d.kind, d.detail, words(d.before), words(d.after)) for d in comparison.differences] == [
        ("§ 4", "added", "section", [], ["§ 4 Datenschutz Daten werden geschützt."]),
        ("§ 4", "heading", "", ["§ 4"], ["§ 5"]),
    ]


def test_a_new_title():
    retitled = TEMPLATE.replace("Verfahren", "Steuerung der Ziele")

    comparison = compare_documents([fill("a")], [fill("b", template=retitled)])

    assert changes(comparison) == [("§ 3", "heading", ["Verfahren"], ["Steuerung der Ziele"])]


LIST = """§ 3

Ziele für die Umsetzung

Das Land finanziert folgende Projekte:

{list}

Die Förderung der aufgeführten Maßnahmen erfolgt."""


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("Ausbildungsvorbereitung\n\n- Kurs A", "Ausbildungsvorbereitung\n - Kurs B\n - Kurs C", []),
        (
            "Ausbildungsvorbereitung\n\n- Kurs A",
            "1. Ausbildungsvorbereitung\n\n- Kurs A",
            [("numbering", ["Ausbildungsvorbereitung"], ["1. Ausbildungsvorbereitung"])],
        ),
        (
            "1. Ausbildungsvorbereitung\n2. Qualifizierungsprojekte",
            "1. Ausbildungsvorbereitung\n- Kurs A",
            [("category", ["2. Qualifizierungsprojekte"], [])],
        ),
        (
            "1. Qualifizierungsprojekte\n- Kurs A",
            "1. Qualifizierungsprojekte zur Arbeitsmarktintegration\n- Kurs A",
            [("category", ["1. Qualifizierungsprojekte"], ["1. Qualifizierungsprojekte zur Arbeitsmarktintegration"])],
        ),
    ],
)
def test_categories(before, after, found):
    template = TEMPLATE.replace("§ 3\n\nVerfahren\n\n{rules}", LIST)
    documents = [fill(name, template=template, list=text) for name, text in (("a", before), ("b", after))]

    comparison = compare_documents(documents[:1], documents[1:])

    assert [(d.detail, words(d.before), words(d.after)) for d in comparison.differences] == found
    assert all(d.kind == "list" for d in comparison.differences)
    assert is_exact(comparison, *documents)


# The doors


def test_only_the_sections_asked_for():
    other = fill("b", aims=AIMS.replace("Menschen", "Leute"), rules=RULES.replace("Herbst", "Winter"))

    assert [d.section for d in compare_documents([fill("a")], [other], ["§3"]).differences] == ["§ 3"]


def test_a_side_without_documents():
    with pytest.raises(ValueError, match="at least one agreement on each side"):
        compare_documents([], [fill("a")])


def test_a_section_that_no_document_has():
    with pytest.raises(ValueError, match="§ 9"):
        compare_section([fill("a")], "§ 9")


def test_a_section_that_one_document_lacks():
    short = TEMPLATE.replace("§ 4\n\nSchluss\n\nDie Vereinbarung wird veröffentlicht.\n\n", "")

    comparison = compare_section([fill("a"), fill("b", template=short), fill("c")], "§ 4")

    assert (comparison.verdict, comparison.groups, comparison.missing) == ("same", (("a", "c"),), ("b",))


def test_press_releases_compare_by_paragraph():
    def release(name, text):
        sections = (Section("Absatz 1", "", Span(name, 0, len(text))),)
        return PressRelease(name, name, name, text, "", None, None, 2023, None, None, sections, (), (), (), (), (), ())

    comparison = compare_section([release("a", "Mittel von 5 Euro."), release("b", "Geld von 7 Euro.")], "Absatz 1")

    assert [(words(d.before), words(d.after)) for d in comparison.differences] == [(["Mittel"], ["Geld"])]


PIECES = st.lists(
    st.sampled_from(
        ["Das", "Land", "fördert", "Menschen", "und", "die", "Stadt", ".", "2024", "5 Euro", "\n\n", "§ 1", "- a", "**"]
    ),
    max_size=25,
).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(PIECES, PIECES, PIECES)
def test_any_texts(one, two, three):
    documents = [fill("a", aims=one), fill("b", aims=two), fill("c", aims=three)]

    comparison = compare_documents(documents[:1], documents[1:])

    assert is_exact(comparison, *documents)
    assert compare_documents(documents[:1], documents[:1]).differences == ()
    assert all(any(words(d.before)) or any(words(d.after)) for d in comparison.differences)
