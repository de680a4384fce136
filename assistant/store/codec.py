"""Documents and passages as JSON and as Chroma metadata, and back, without loss.

The JSON follows the dataclasses of `assistant.documents` field by field; money is a string ("812340.00"), so that no
float ever stands between the text and a sum.
"""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from assistant.documents import Document, Passage, Place
from assistant.store.records import PassageRecord, make_records, read_passages
from assistant.store.stamp import Stamp

Scalar = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything of a generation but the vectors."""

    stamp: Stamp
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Stored:
    """A snapshot as it is written: the passages' texts are those of the documents at their spans."""

    stamp: Stamp
    documents: tuple[Document, ...]
    passages: tuple[PassageRecord, ...]


class Undecodable(ValueError):
    """Stored bytes are not what this version of the program wrote."""


@cache
def _documents() -> TypeAdapter[Document]:
    return TypeAdapter(Annotated[Document, Field(discriminator="kind")])


@cache
def _snapshots() -> TypeAdapter[_Stored]:
    return TypeAdapter(_Stored)


@cache
def _stamps() -> TypeAdapter[Stamp]:
    return TypeAdapter(Stamp)


@cache
def _records() -> TypeAdapter[PassageRecord]:
    return TypeAdapter(PassageRecord)


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


def encode_record(record: PassageRecord) -> dict[str, Scalar]:
    """A passage's fields as filterable metadata.

    No body is "" and no year is 0: Chroma drops keys without a value, and what is not there cannot be filtered for.
    """
    fields = {field.name: getattr(record, field.name) for field in dataclasses.fields(record) if field.name != "id"}
    odd = {"body": record.body or "", "year": record.year or 0, "also_in": _places().dump_json(record.also_in).decode()}
    return fields | odd


def decode_record(passage_id: str, fields: Mapping[str, Any]) -> PassageRecord:
    """The passage behind a record's id and metadata.

    Raises:
        Undecodable: A field is missing or of another type.
    """
    try:
        odd = {
            "id": passage_id,
            "body": fields["body"] or None,
            "year": fields["year"] or None,
            "also_in": json.loads(fields["also_in"]),
        }
        return _records().validate_python({**fields, **odd})
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
    return _snapshots().dump_json(_Stored(stamp, tuple(documents), make_records(passages)))


def decode_snapshot(written: bytes) -> Snapshot:
    """What `encode_snapshot` wrote.

    Raises:
        Undecodable: It is not a snapshot of this version.
    """
    try:
        stored = _snapshots().validate_json(written)
        texts = {document.id: document.text for document in stored.documents}
        pieces = [texts[record.document_id][record.start : record.end] for record in stored.passages]
    except (ValidationError, KeyError) as error:
        raise Undecodable(str(error)) from error
    return Snapshot(stored.stamp, stored.documents, read_passages(stored.passages, pieces))
