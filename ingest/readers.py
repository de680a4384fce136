"""Reading a source file into its fixed text, into which every span points."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from assistant.errors import SourceUnreadable
from ingest.sources import Source

LARGEST = 20 * 1024 * 1024
"""Bytes; agreements have about 7,000, the longest guidelines less than a million."""
_SUFFIXES = frozenset({"", ".txt", ".md", ".text"})
_INVISIBLE = dict.fromkeys([0x00AD, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF])
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_UTF8_PAIR = re.compile(rb"[\xc3\xc2][\x80-\xbf]|\xe2\x80[\x80-\xbf]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class SourceText:
    """The fixed text of a file, the hash of its bytes and the encoding in which it was written."""

    text: str
    sha256: str
    encoding: str


def read_source(source: Source) -> SourceText:
    """The fixed text of a file (text formats only).

    Decoded from UTF-8 (with or without mark), UTF-16 with mark or Windows-1252; line ends as LF, characters composed
    (NFC), soft hyphens and characters without width deleted; nothing else is changed.

    Raises:
        SourceUnreadable: Missing, too large, no text format, binary, undecodable or empty.
    """
    data = _read_bytes(source)
    text, encoding = _decode(source, data)
    fixed = fix_text(text)
    if not any(character.isalnum() for character in fixed):
        raise SourceUnreadable(f"'{source.path}' enthält keinen Text; Datei ersetzen oder aus dem Ordner nehmen.")
    if len(_CONTROL.findall(fixed[:100_000])) > len(fixed[:100_000]) // 50:
        raise SourceUnreadable(_binary(source))
    return SourceText(fixed, hashlib.sha256(data).hexdigest(), encoding)


def fix_text(text: str) -> str:
    """The fixed text of a decoded text: BOM dropped, LF, NFC, no soft hyphens and no characters without width."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines).translate(_INVISIBLE)


def _read_bytes(source: Source) -> bytes:
    path = source.path
    if path.suffix.lower() not in _SUFFIXES and not re.fullmatch(r"\.[\w-]*\d[\w-]*", path.suffix):
        raise SourceUnreadable(
            f"'{path}' ist keine Textdatei: gelesen werden nur .txt, .text, .md und Dateien ohne Endung, gefunden '{path.suffix}'; vorher in Text umwandeln."
        )
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise SourceUnreadable(
                f"'{path}' hat {size / 1024 / 1024:.0f} MB, erlaubt sind {LARGEST // 1024 // 1024} MB; Datei teilen oder aus dem Ordner nehmen."
            )
        data = path.read_bytes()
    except OSError as error:
        raise SourceUnreadable(
            f"'{path}' lässt sich nicht lesen: {error.strerror}; Pfad und Leserechte prüfen."
        ) from error
    if not data.strip():
        raise SourceUnreadable(f"'{path}' ist leer; Datei ersetzen oder aus dem Ordner nehmen.")
    return data


def _decode(source: Source, data: bytes) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_as(source, data, encoding), encoding
    if b"\x00" in data:
        raise SourceUnreadable(_binary(source))
    try:
        marked = data.startswith(b"\xef\xbb\xbf")
        return data.decode("utf-8-sig"), "utf-8-sig" if marked else "utf-8"
    except UnicodeDecodeError as error:
        # Windows-1252 would read a damaged UTF-8 file as "FÃ¶rderung" without complaint.
        if len(_UTF8_PAIR.findall(data)) >= 3:
            raise SourceUnreadable(
                f"'{source.path}' ist beschädigtes UTF-8 (Byte {error.start}); Datei neu in UTF-8 speichern."
            ) from error
    return _decode_as(source, data, "cp1252"), "cp1252"


def _decode_as(source: Source, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceUnreadable(
            f"'{source.path}' ist weder UTF-8 noch Windows-1252 noch UTF-16 (Byte {error.start}); Datei in UTF-8 speichern."
        ) from error


def _binary(source: Source) -> str:
    return f"'{source.path}' ist eine Binärdatei, gelesen werden nur Textdateien (.txt, .text, .md); vorher in Text umwandeln."
