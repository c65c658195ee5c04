"""`content-encoding: gzip`, unpacked up to a limit: a few kilobytes can hold gigabytes."""

import zlib

from services.contracts.errors import Invalid, Reason

MOST_BYTES = 32 * 1024 * 1024
"""Three times what an article may have: a whole feed may be sent packed."""
WANTED = "gzip, or no content-encoding"

_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WINDOW = 31
_PLAIN, _GZIP = frozenset({"", "identity"}), frozenset({"gzip", "x-gzip"})


def unpack(data: bytes, *, content_encoding: str) -> bytes:
    """Returns the bytes as they were before encoding; raises `Invalid` if they are too many or no gzip.

    Bytes that begin as gzip does are unpacked without the header too: no format that is taken begins so.
    """
    stated = content_encoding.strip().lower()
    if stated not in _PLAIN | _GZIP:
        raise Invalid(Reason.UNDECODABLE, field="header content-encoding", found=repr(stated), wanted=WANTED)
    # Not packed for all the header says: clients that unpack on their own leave the header where it was.
    return _gunzip(data) if data.startswith(_GZIP_MAGIC) else data


def _gunzip(data: bytes) -> bytes:
    """Returns all members of the file, one after another."""
    parts: list[bytes] = []
    left = MOST_BYTES
    while data:
        one = zlib.decompressobj(wbits=_GZIP_WINDOW)
        try:
            part = one.decompress(data, left + 1)
        except zlib.error as problem:
            raise Invalid(Reason.UNDECODABLE, found=f"broken gzip: {problem}", wanted=WANTED) from None
        left -= len(part)
        if left < 0:
            found = f"more than {MOST_BYTES} bytes in {len(data)} bytes of gzip"
            raise Invalid(Reason.TOO_LARGE, found=found, wanted=f"at most {MOST_BYTES} bytes unpacked")
        if not one.eof:
            raise Invalid(Reason.UNDECODABLE, found="gzip that is cut off", wanted=WANTED)
        parts.append(part)
        data = one.unused_data.lstrip(b"\0")
    return b"".join(parts)
