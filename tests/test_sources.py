"""Finding and reading source files."""

import json
from pathlib import Path

import pytest

from assistant.errors import SourceUnreadable
from ingest.readers import LARGEST, fix_text, read_source
from ingest.sources import discover_sources


def _write(path: Path, content: bytes = b"Text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_files_below_a_folder_are_found_and_asides_left_out(tmp_path: Path) -> None:
    for name in ("b/x.txt", "a.md", "ohne", "README.md", "LICENSE", ".hidden", "b/.git/config", "scan.pdf"):
        _write(tmp_path / name)

    assert [source.id for source in discover_sources([tmp_path])] == ["a.md", "b/x.txt", "ohne", "scan.pdf"]


def test_a_manifest_gives_the_id(tmp_path: Path) -> None:
    _write(tmp_path / "press/x.txt")
    entry = {"id": "pm-1", "file": "press/x.txt", "kind": "press_release", "origin": "https://example.org"}
    _write(tmp_path / "manifest.json", json.dumps({"documents": [entry]}).encode())

    (source,) = discover_sources([tmp_path])

    assert (source.id, source.manifest and source.manifest.origin) == ("pm-1", "https://example.org")


def test_a_manifest_above_the_given_folder_is_not_read(tmp_path: Path) -> None:
    _write(tmp_path / "press/x.txt")
    _write(tmp_path / "manifest.json", json.dumps({"documents": [{"id": "pm-1", "file": "press/x.txt"}]}).encode())

    assert discover_sources([tmp_path / "press"])[0].id == "x.txt"


def test_equal_names_of_two_folders_are_parted_by_the_folder(tmp_path: Path) -> None:
    roots = [tmp_path / "one", tmp_path / "two"]
    for root in roots:
        _write(root / "x.txt")

    assert [source.id for source in discover_sources(roots)] == ["one/x.txt", "two/x.txt"]


def test_a_file_given_twice_is_one_source(tmp_path: Path) -> None:
    file = _write(tmp_path / "x.txt")

    assert len(discover_sources([tmp_path, file])) == 1


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="gibt es nicht"):
        discover_sources([tmp_path / "nirgends"])


def test_a_broken_manifest_is_named(tmp_path: Path) -> None:
    _write(tmp_path / "x.txt")
    _write(tmp_path / "manifest.json", b"{")

    with pytest.raises(SourceUnreadable, match="Manifest"):
        discover_sources([tmp_path])


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Förderung über 5 €".encode(), "utf-8"),
        (b"\xef\xbb\xbf" + "Förderung über 5 €".encode(), "utf-8-sig"),
        ("Förderung über 5 €".encode("cp1252"), "cp1252"),
        (b"\xff\xfe" + "Förderung über 5 €".encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + "Förderung über 5 €".encode("utf-16-be"), "utf-16"),
        ("Fo\u0308rderung u\u0308ber\u200b 5\u00ad €".encode(), "utf-8"),
    ],
)
def test_every_encoding_gives_the_same_fixed_text(tmp_path: Path, data: bytes, encoding: str) -> None:
    _write(tmp_path / "x.txt", data)

    read = read_source(discover_sources([tmp_path])[0])

    assert (read.text, read.encoding) == ("Förderung über 5 €", encoding)


def test_only_line_ends_and_invisible_characters_change() -> None:
    assert fix_text("\ufeffA\r\nB\rC\n\n**D**  \u00a0E ") == "A\nB\nC\n\n**D**  \u00a0E "


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("leer.txt", b" \n", "ist leer"),
        ("bild.txt", b"PNG\x00\x01\x02", "Binärdatei"),
        ("scan.pdf", b"%PDF", "nur .txt"),
        ("kaputt.txt", "Förderung für Städte".encode() + b"\xff", "UTF-8"),
        ("unbekannt.txt", b"ab\x81cd", "weder UTF-8"),
        ("zeichen.txt", b"--- ... ---", "keinen Text"),
        ("steuer.txt", b"a\x01\x02\x03\x04" * 20, "Binärdatei"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    _write(tmp_path / name, data)

    with pytest.raises(SourceUnreadable, match=reason) as error:
        read_source(discover_sources([tmp_path])[0])

    assert name in str(error.value)


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "gross.txt").open("wb") as file:
        file.truncate(LARGEST + 1)

    with pytest.raises(SourceUnreadable, match="erlaubt sind 20 MB"):
        read_source(discover_sources([tmp_path])[0])
