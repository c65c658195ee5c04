"""Header names that are no text: kafka-python's producer asks a name to encode itself, and so can send them."""


class RawName(str):
    """A name whose bytes on the wire are as given."""

    def __new__(cls, name: bytes) -> "RawName":
        one = super().__new__(cls, name.decode("latin-1"))
        one._bytes = name
        return one

    _bytes: bytes

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        return self._bytes
