"""Word lists as prose."""


def words(text: str) -> frozenset[str]:
    """The words of a text, for lists that are easier to read as prose."""
    return frozenset(text.split())
