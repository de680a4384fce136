"""Documents and passages survive the way into JSON and Chroma's metadata and back."""

import dataclasses
import types
import typing
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.documents import Agreement, OtherDocument, Passage, Place, PressRelease, Span
from assistant.store import codec
from assistant.store.records import make_records, read_passages
from assistant.store.stamp import Stamp

unhurried = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
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


@unhurried
@given(st.one_of(strategy(Agreement), strategy(PressRelease), strategy(OtherDocument)))
def test_documents_round_trip(document):
    facts = codec.encode_document(document)
    again = codec.decode_document(facts, document.text)
    assert again == document
    assert type(again) is type(document)
    assert codec.encode_document(again) == facts  # 959620.00 stays 959620.00, though it equals 959620


def store_and_read(passages):
    """The way through Chroma's metadata."""
    rows = [(record.id, codec.encode_record(record)) for record in make_records(passages)]
    records = [codec.decode_record(key, fields | {"position": 7, "_node_type": "TextNode"}) for key, fields in rows]
    return read_passages(records, [passage.text for passage in passages])


def tidy(passage):
    """No year is 0 and no body's id is empty: the store writes them for "none"."""
    return dataclasses.replace(passage, year=passage.year or None, body=passage.body or None)


@unhurried
@given(st.lists(strategy(Passage).map(tidy), max_size=4))
def test_passages_round_trip(passages):
    assert store_and_read(passages) == tuple(passages)


@unhurried
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=12), st.data())
def test_shared_wording_round_trips_by_name(places, data):
    """Passages of documents a, b, c with wordings x, y, z, each listing its wording's places in other documents."""
    alone = [
        Passage(f"p{n}", Span(document, n, n + 1), "§ 1", wording, wording, None, None, "agreement", template=True)
        for n, (document, wording) in enumerate(places)
    ]
    listed = [
        dataclasses.replace(
            p,
            also_in=tuple(
                Place(o.section, o.span) for o in alone if o.text == p.text and o.span.document_id != p.span.document_id
            ),
        )
        for p in alone
    ]
    assert store_and_read(listed) == tuple(listed)
    assert all(record.also_in == () for record in make_records(listed))
    torn = [p for p in listed if not data.draw(st.booleans())]
    assert store_and_read(torn) == tuple(torn)  # lists that name places without a passage are stored as they are


@unhurried
@given(strategy(Stamp))
def test_stamps_round_trip(stamp):
    assert codec.decode_stamp(codec.encode_stamp(stamp)) == stamp


@unhurried
@given(strategy(Stamp), st.lists(strategy(PressRelease), max_size=1), st.lists(strategy(Passage), max_size=2))
def test_snapshots_round_trip(stamp, documents, passages):
    texts = {document.id: document.text for document in documents}
    fitting = tuple(
        dataclasses.replace(p, span=Span(key, 1, 3), text=text[1:3]) for p in passages for key, text in texts.items()
    )
    written = codec.encode_snapshot(stamp, documents, fitting)
    assert codec.decode_snapshot(written) == codec.Snapshot(stamp, tuple(documents), fitting)


@pytest.mark.parametrize("facts", ["", "[]", "null", "{}", '{"kind": "leaflet"}', '{"kind": "agreement"}'])
def test_what_is_no_document_is_refused(facts):
    with pytest.raises(codec.Undecodable):
        codec.decode_document(facts, "Text")


@pytest.mark.parametrize("fields", [{}, {"document_id": "d", "start": "x"}, {"document_id": "d", "start": 0, "end": 1}])
def test_what_is_no_passage_is_refused(fields):
    with pytest.raises(codec.Undecodable):
        codec.decode_record("p", fields)
