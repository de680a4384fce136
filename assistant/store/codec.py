"""Documents and passages as JSON and as Chroma metadata, and back, without loss.

The JSON follows the dataclasses of `assistant.documents` field by field; money is a string ("959620.00"), so that no
float ever stands between the text and a sum.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from assistant.documents import Document, Passage, Place, Span
from assistant.store.stamp import Stamp

Scalar = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything of a generation but the vectors."""

    stamp: Stamp
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]


class Undecodable(ValueError):
    """Stored bytes are not what this version of the program wrote."""


@cache
def _documents() -> TypeAdapter[Document]:
    return TypeAdapter(Annotated[Document, Field(discriminator="kind")])


@cache
def _snapshots() -> TypeAdapter[Snapshot]:
    return TypeAdapter(Snapshot)


@cache
def _stamps() -> TypeAdapter[Stamp]:
    return TypeAdapter(Stamp)


@cache
def _places() -> TypeAdapter[tuple[Place, ...]]:
    return TypeAdapter(tuple[Place, ...])


def encode_document(document: Document) -> str:
    """A document's facts as JSON. Its text is left out: it is stored once, as the record's own text."""
    return _documents().dump_json(document, exclude={"text"}).decode()


def decode_document(facts: str, text: str) -> Document:
    """The document behind its facts and its text.

    Raises:
        Undecodable: The facts are not those of a document.
    """
    try:
        return _documents().validate_python(json.loads(facts) | {"text": text})
    except (ValueError, TypeError) as error:
        raise Undecodable(str(error)) from error


def encode_passage(passage: Passage) -> dict[str, Scalar]:
    """A passage's fields as filterable metadata; its text is stored as the record's own text.

    No body is "" and no year is 0: Chroma drops keys without a value, and what is not there cannot be filtered for.
    """
    return {
        "document_id": passage.span.document_id,
        "start": passage.span.start,
        "end": passage.span.end,
        "section": passage.section,
        "search_text": passage.search_text,
        "body": passage.body or "",
        "year": passage.year or 0,
        "kind": passage.kind,
        "template": passage.template,
        "also_in": _places().dump_json(passage.also_in).decode(),
    }


def decode_passage(passage_id: str, text: str, fields: Mapping[str, Any]) -> Passage:
    """The passage behind a record.

    Raises:
        Undecodable: A field is missing or of another type.
    """
    try:
        return Passage(
            id=passage_id,
            span=Span(str(fields["document_id"]), int(fields["start"]), int(fields["end"])),
            section=fields["section"],
            text=text,
            search_text=fields["search_text"],
            body=fields["body"] or None,
            year=int(fields["year"]) or None,
            kind=fields["kind"],
            template=bool(fields["template"]),
            also_in=_places().validate_json(fields["also_in"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Undecodable(f"Textstelle '{passage_id}': {error}") from error


def encode_stamp(stamp: Stamp) -> str:
    """A stamp as JSON."""
    return _stamps().dump_json(stamp).decode()


def decode_stamp(written: str) -> Stamp:
    """The stamp behind its JSON.

    Raises:
        Undecodable: It is not a stamp of this version.
    """
    try:
        return _stamps().validate_json(written)
    except ValidationError as error:
        raise Undecodable(str(error)) from error


def encode_snapshot(stamp: Stamp, documents: Sequence[Document], passages: Sequence[Passage]) -> bytes:
    """Everything but the vectors as one JSON object; the same content always gives the same bytes."""
    return _snapshots().dump_json(Snapshot(stamp, tuple(documents), tuple(passages)))


def decode_snapshot(written: bytes) -> Snapshot:
    """What `encode_snapshot` wrote.

    Raises:
        Undecodable: It is not a snapshot of this version.
    """
    try:
        return _snapshots().validate_json(written)
    except ValidationError as error:
        raise Undecodable(str(error)) from error
