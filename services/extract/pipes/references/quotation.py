"""Which tokens stand inside quotation marks, of every kind that news uses."""

from spacy.tokens import Doc

OPENING = {"„": '“”"', "«": "»", "“": '”"', "‘": "’", "‚": "‘’", ",,": "''”\"", "»": "«"}
STRAIGHT = frozenset({'"', "'", "''"})


def quoted_tokens(doc: Doc) -> list[bool]:
    """Returns one flag a token: whether a quotation is open there. A line's end closes every quotation.

    The scan is linear in the number of tokens; an apostrophe that is part of a word is no mark.
    """
    flags: list[bool] = []
    closing = ""
    for token in doc:
        text = token.text
        if (token.is_space and "\n" in text) or (closing and text in closing):
            closing = ""
        elif not closing and text in OPENING and not _closes(text, token.i, doc):
            closing = OPENING[text]
        elif not closing and text in STRAIGHT:
            closing = text
        flags.append(bool(closing))
    return flags


def _closes(text: str, index: int, doc: Doc) -> bool:
    """Whether a mark that can do both (» in German opens, in French closes) closes here: no space goes before it."""
    return text in {"»", "‘", "“"} and index > 0 and not doc[index - 1].whitespace_ and not doc[index - 1].is_space
