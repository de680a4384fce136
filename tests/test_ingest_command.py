"""The command `python -m ingest`: what it prints, where, and how it ends."""

import json
import os
from importlib.resources import files

import jsonschema
import pytest
from typer.testing import CliRunner

from assistant.settings import Settings
from assistant.store import open_store
from ingest.__main__ import app

LEAFLET = (
    "Merkblatt zur Förderung\n\nWer einen Antrag stellt, fügt einen Finanzplan bei.\n\nFristen stehen im Bescheid.\n"
)


@pytest.fixture
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("AQB_INDEX", "AQB_CHROMA_URL", "AQB_EMBED_MODEL"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "texte").mkdir()
    (tmp_path / "texte" / "merkblatt.txt").write_text(LEAFLET)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def served(index):
    store = open_store(Settings(index=index))
    store.close()
    return [document.id for document in store.documents]


def test_the_closing_report(room):
    result = run("texte")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "1 Dokument im Index 'index': 1 anderes Dokument."
    assert "1 ausgewertet" in lines[2]
    assert lines[3] == "  Gegenüber vorher: 1 neu, 0 geändert, 0 unverändert, 0 entfernt."
    assert served(room / "index") == ["merkblatt.txt"]


def test_the_report_names_what_changed(room):
    run("texte")
    (room / "texte" / "neu.txt").write_text("Ein neues Blatt.\n")
    (room / "texte" / "leer.txt").write_text("")
    result = run("texte")
    assert result.exit_code == 0
    assert "  Gegenüber vorher: 1 neu, 0 geändert, 1 unverändert, 0 entfernt.\n    neu: neu.txt\n" in result.stdout
    assert "1 Datei übersprungen:\n  'texte/leer.txt' ist leer" in result.stdout
    (room / "texte" / "merkblatt.txt").unlink()
    (room / "texte" / "neu.txt").write_text("Ein anderes Blatt.\n")
    assert "    geändert: neu.txt\n    entfernt: merkblatt.txt\n" in run("texte").stdout
    assert served(room / "index") == ["neu.txt"]


def test_json_is_the_contract_and_nothing_else(room):
    (room / "texte" / "bild.txt").write_bytes(b"\x00\x01\x02" * 50)
    schema = json.loads(files("assistant").joinpath("data/contract.schema.json").read_text(encoding="utf-8"))
    schema = {"$ref": "#/$defs/ingest_report", "$defs": schema["$defs"]}
    for expected in ({"new": ["merkblatt.txt"], "unchanged": []}, {"new": [], "unchanged": ["merkblatt.txt"]}):
        result = run("texte", "--json", "--index", room / "hier")
        assert (result.exit_code, result.stderr) == (0, "")
        report = json.loads(result.stdout)
        jsonschema.validate(report, schema)
        assert report["changes"] | expected == report["changes"]
        assert [file["file"] for file in report["skipped"]] == ["texte/bild.txt"]
    assert report["is_new"] is False
    assert (room / "hier" / "CURRENT").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["leer"], "liegt kein lesbares Dokument"),
        (["gibtesnicht"], "gibtesnicht"),
        ([], "corpus"),
        (["texte", "--index", "texte"], "hält keinen Index, sondern anderes"),
        (["texte", "--index", "texte/merkblatt.txt"], "ist kein Ordner"),
        (["kaputt", "--strict"], "--strict"),
        (["kaputt"], "liegt kein lesbares Dokument"),
    ],
)
def test_failures_are_one_sentence_and_exit_1(room, arguments, words):
    (room / "leer").mkdir()
    (room / "kaputt").mkdir()
    (room / "kaputt" / "a.txt").write_bytes(b"\x00\x01\x02" * 50)
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_file_name_in_another_encoding_is_reported(room):
    (room / "texte" / os.fsdecode(b"f\xf6rderung.txt")).write_text("Ein Blatt.\n")
    result = run("texte", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [file["reason"] for file in json.loads(result.stdout)["skipped"]] == [
        r"Der Dateiname 'texte/f\udcf6rderung.txt' ist kein UTF-8; die Datei umbenennen."
    ]


def test_wrong_usage_is_2(room):
    assert run("texte", "--gibtesnicht").exit_code == 2


def test_strict_keeps_the_old_index(room):
    run("texte")
    (room / "texte" / "kaputt.txt").write_bytes(b"\x00\x01\x02" * 50)
    (room / "texte" / "neu.txt").write_text("Ein neues Blatt.\n")
    assert run("texte", "--strict").exit_code == 1
    assert served(room / "index") == ["merkblatt.txt"]
    assert run("texte").exit_code == 0
    assert served(room / "index") == ["merkblatt.txt", "neu.txt"]


def test_the_same_words_from_windows_give_the_same_facts(room):
    """UTF-8, Windows-1252 and UTF-16 with a mark, LF and CRLF: one fixed text."""
    (room / "texte" / "a.txt").write_bytes(LEAFLET.replace("\n", "\r\n").encode("cp1252"))
    (room / "texte" / "b.txt").write_bytes(b"\xef\xbb\xbf" + LEAFLET.encode())
    (room / "texte" / "c.txt").write_bytes(LEAFLET.encode("utf-16"))
    assert run("texte").exit_code == 0
    store = open_store(Settings(index=room / "index"))
    store.close()
    assert {document.text for document in store.documents} == {LEAFLET}
    assert len(store.documents) == 4
