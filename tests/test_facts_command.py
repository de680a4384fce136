"""`facts`: every typed fact as a table, CSV or JSON, each with the place where it stands."""

import csv
import io
import json

import pytest

from assistant.documents import text_at
from assistant.fact_tables import COLUMNS, fact_lines, print_facts
from tests.handmade import handmade


def printed(output: str) -> str:
    """What `facts` prints over the documents made by hand."""
    lines: list[str] = []
    print_facts(handmade().library, output, lines.append)
    return "\n".join(lines)


def test_the_csv_holds_each_fact_once() -> None:
    rows = list(csv.DictReader(io.StringIO(printed("csv"))))
    library = handmade().library
    kinds = [row["fact"] for row in rows]

    assert tuple(rows[0]) == COLUMNS
    assert kinds.count("amount") == len(library.funds)
    assert kinds.count("measure") == len(library.projects)
    assert kinds.count("signature") == len(library.signings)
    assert kinds.count("places") == len(library.places)


def test_a_line_of_the_csv_points_at_its_words() -> None:
    library = handmade().library
    for line in csv.DictReader(io.StringIO(printed("csv"))):
        if line["fact"] in {"amount", "places", "measure"}:
            text = library.document(line["document"]).text[int(line["start"]) : int(line["end"])]
            words = line["value"] if line["fact"] == "measure" else line["written"]
            assert " ".join(text.split()) == words


@pytest.mark.parametrize(
    ("fact", "value", "detail"),
    [
        ("amount", "845150", "exact; 2024-2024; payer land-hessen"),
        ("amount", "50000", "exact; 2024-2024; Teilzeitausbildung"),
        ("measure", "AzubiPlus (TZ)", "training"),
        ("signature", "Mara Elster", "Kreisbeigeordnete; Dietzenbach"),
        ("places", "40", "Teilnehmerplätze"),
    ],
)
def test_a_fact_is_one_line(fact: str, value: str, detail: str) -> None:
    lines = [dict(zip(COLUMNS, line, strict=True)) for line in fact_lines(handmade().library)]

    assert detail in {line["detail"] for line in lines if (line["fact"], line["value"]) == (fact, value)}


def test_the_json_holds_every_document_with_its_facts() -> None:
    facts = json.loads(printed("json"))
    fulda = next(a for a in facts["agreements"] if a["document"] == "fulda-2023.txt")

    assert {name: len(held) for name, held in facts.items()} == {"agreements": 6, "press_releases": 2, "others": 0}
    assert [m["name"] for m in fulda["measures"]][:2] == ["Lernwerkstatt Rhön", "SprungBrett 23"]
    assert [(a["euros"], a["written"], a["years"]) for a in fulda["amounts"]] == [
        ("812300", "812.300 Euro", [2023, 2023])
    ]
    assert [(s["name"], s["date"]["day"]) for s in fulda["signatures"]] == [("Tilo Amsel", 3), ("Eva Drossel", 12)]


def test_spans_of_the_json_hold_what_they_say() -> None:
    library = handmade().library
    for held in json.loads(printed("json"))["agreements"]:
        text = library.document(held["document"]).text
        for amount in held["amounts"]:
            assert text[amount["span"]["start"] : amount["span"]["end"]] == amount["written"]
        for section in held["sections"]:
            assert section["label"].split()[-1] in text[section["span"]["start"] :][:80] or section["label"] in {
                "Kopf",
                "Unterschriften",
            }


def test_the_table_is_for_reading() -> None:
    table = printed("table")

    assert "Zielvereinbarung 2024, Stadt Kassel  [kassel-stadt-2024.txt]" in table
    assert "1.104.020 Euro (Stadt Kassel 2024)" in table
    assert "- AzubiPlus (TZ)   [Teilzeit: (TZ)]" in table
    assert "(kein Projekt)" in table
    assert "Unterschrift    Jürgen Fink, Oberbürgermeister; Kassel, 14.8.2024" in table
    assert "- Coaching für Mütter (TZ)" in table


def test_every_fact_of_the_corpus_stands_at_its_place(assistant) -> None:
    for line in fact_lines(assistant.library):
        fact = dict(zip(COLUMNS, line, strict=True))
        document = assistant.library.document(fact["document"])
        if fact["fact"] == "amount":
            assert document.text[int(fact["start"]) : int(fact["end"])].split() == fact["written"].split()
    assert all(text_at(f.document, f.amount.span) for f in assistant.library.funds)


@pytest.mark.parametrize("output", ["table", "csv", "json"])
def test_the_command_prints_what_the_index_holds(run, corpus_index, output: str) -> None:
    ended = run("assistant", "facts", "--format", output, "--index", corpus_index)

    assert (ended.code, ended.err) == (0, "")
    assert "959620" in ended.out.replace(".", "")
