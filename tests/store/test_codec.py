"""Documents and passages survive the way into JSON and Chroma's metadata and back."""

import dataclasses
import types
import typing
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents import Agreement, OtherDocument, Passage, PressRelease
from assistant.store import codec
from assistant.store.stamp import Stamp

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def strategy(kind):
    """Any value of a type, dataclasses field by field, so that a new field is tested the day it is added."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{field.name: strategy(hints[field.name]) for field in dataclasses.fields(kind)})
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin in {typing.Union, types.UnionType}:
        return st.one_of([strategy(argument) for argument in arguments])
    if origin is tuple:
        return st.lists(strategy(arguments[0]), max_size=2).map(tuple)
    return {
        str: TEXT,
        int: st.integers(0, 10**6),
        bool: st.booleans(),
        type(None): st.none(),
        Decimal: st.decimals(allow_nan=False, allow_infinity=False),
    }[kind]


@given(st.one_of(strategy(Agreement), strategy(PressRelease), strategy(OtherDocument)))
def test_documents_round_trip(document):
    facts = codec.encode_document(document)
    again = codec.decode_document(facts, document.text)
    assert again == document
    assert type(again) is type(document)
    assert codec.encode_document(again) == facts  # 959620.00 stays 959620.00, though it equals 959620


@given(strategy(Passage))
def test_passages_round_trip(passage):
    # The store writes 0 and "" for "none", which no year and no body's id is.
    passage = dataclasses.replace(passage, year=passage.year or None, body=passage.body or None)
    assert codec.decode_passage(passage.id, passage.text, codec.encode_passage(passage)) == passage


@given(strategy(Stamp))
def test_stamps_round_trip(stamp):
    assert codec.decode_stamp(codec.encode_stamp(stamp)) == stamp


@given(strategy(Stamp), st.lists(strategy(PressRelease), max_size=1), st.lists(strategy(Passage), max_size=1))
def test_snapshots_round_trip(stamp, documents, passages):
    written = codec.encode_snapshot(stamp, documents, passages)
    assert codec.decode_snapshot(written) == codec.Snapshot(stamp, tuple(documents), tuple(passages))


@pytest.mark.parametrize("facts", ["", "[]", "null", "{}", '{"kind": "leaflet"}', '{"kind": "agreement"}'])
def test_what_is_no_document_is_refused(facts):
    with pytest.raises(codec.Undecodable):
        codec.decode_document(facts, "Text")


@pytest.mark.parametrize("fields", [{}, {"document_id": "d", "start": "x"}, {"document_id": "d", "start": 0, "end": 1}])
def test_what_is_no_passage_is_refused(fields):
    with pytest.raises(codec.Undecodable):
        codec.decode_passage("p", "Text", fields)
