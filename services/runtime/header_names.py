"""Lets kafka-python read messages whose header names are not UTF-8, as any client may send them.

kafka-python 3.0 takes such a record for a corrupt batch: every poll raises at the same offset, for ever. Kafka itself
says that names are text, but no broker checks. Names become readable with U+FFFD for what was no UTF-8.
"""

from typing import Any

from kafka.record.default_records import DefaultRecordBatch


def tolerate_header_names() -> None:
    """Changes how this process's consumers read records; to be called before they are made, any number of times."""
    if DefaultRecordBatch._read_msg is not _read:
        DefaultRecordBatch._read_msg = _read


_read_strictly = DefaultRecordBatch._read_msg


def _read(batch: Any) -> Any:
    """Returns the next record of a batch; only where its names are no UTF-8 is it read again, leniently and slowly."""
    try:
        return _read_strictly(batch)
    except UnicodeDecodeError:
        buffer = batch._buffer
        batch._buffer = _Lenient(buffer)
        try:
            return _read_strictly(batch)
        finally:
            batch._buffer = buffer


class _Lenient(bytearray):
    """Bytes whose slices decode to text whatever they hold."""

    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        return _Lenient(found) if isinstance(at, slice) else found

    def decode(self, encoding: str = "utf-8", errors: str = "replace") -> str:
        return super().decode(encoding, errors)
