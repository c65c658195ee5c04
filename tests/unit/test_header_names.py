"""Records whose header names are no UTF-8, as bytes of Kafka's own format."""

from typing import Any

import pytest
from kafka.errors import CorruptRecordError
from kafka.record.default_records import DefaultRecordBatch, DefaultRecordBatchBuilder

from services.runtime import header_names
from services.runtime.header_names import tolerate_header_names
from tests.support.header_names import RawName


def a_batch() -> bytearray:
    builder = DefaultRecordBatchBuilder(2, 0, 0, -1, -1, -1, 10_000)
    builder.append(0, 1, b"k0", b"first", [("source", b"a")])
    builder.append(1, 1, b"k1", b"second", [("source", b"a"), (RawName(b"x\xff\xfe"), b"1"), ("content-type", None)])
    builder.append(2, 1, None, b"third", [("é", b"\xff")])
    return bytearray(builder.build())


def read(batch: bytearray) -> list[Any]:
    return [(one.offset, one.key, one.value, one.headers) for one in DefaultRecordBatch(bytes(batch))]


def test_every_record_is_read_and_names_are_readable() -> None:
    tolerate_header_names()
    tolerate_header_names()
    assert read(a_batch()) == [
        (0, b"k0", b"first", [("source", b"a")]),
        (1, b"k1", b"second", [("source", b"a"), ("x\ufffd\ufffd", b"1"), ("content-type", None)]),
        (2, None, b"third", [("é", b"\xff")]),
    ]


def test_kafka_python_alone_takes_such_a_record_for_a_corrupt_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DefaultRecordBatch, "_read_msg", header_names._read_strictly)
    with pytest.raises(CorruptRecordError):
        read(a_batch())


def test_a_batch_that_is_corrupt_is_still_found_so() -> None:
    tolerate_header_names()
    batch = a_batch()
    del batch[-10:]
    with pytest.raises(CorruptRecordError):
        read(batch)
