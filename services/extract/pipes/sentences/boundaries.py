"""Where one sentence ends and the next begins inside a passage.

Candidates are full stops, question and exclamation marks and ellipses, with the closing quotes and brackets after them,
and bullets. What follows decides, then what stands before. Every look back or ahead is bounded, so the time is linear
in the length of the text.
"""

import re
from collections.abc import Iterator

from services.extract.pipes.sentences.lexicon import LONG_INITIALS, NAME_PARTICLES, SentenceLexicon

CANDIDATE = re.compile(r"[.!?…‽]+|(?<=\s)[•▪●■◆►▶‣](?=\s)")
ACRONYM = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,3})+")
ORDINAL = re.compile(r"(?:\d{1,2}\.?[-–/.]){0,3}(\d{1,4})")
WORD = re.compile(r"[^\W_]{1,20}")
NAME_AHEAD = re.compile(r"[^\W_]{1,20}[ ’'][^\W\d_]")
CREDIT_WORDS = re.compile(r"(?:[\w.’'-]{1,30} ){1,4}?([a-z]{4,9})\b")

STOPS = frozenset(".!?…‽")
BULLETS = frozenset("•▪●■◆►▶‣")
CLOSERS = frozenset("\"'’”“‘»«›‹)]″")
OPENERS = frozenset("\"'“„‚‘«»‹›([,")  # two commas are an opening quote of typewriters
CARRIES_ON = frozenset(",;:)]}/")
WHOLE_WORDS = frozenset("aiàuy")
DASHES = frozenset("-–—|")
LEADING = "\"'“„‚‘’«»‹›(["
APOSTROPHES = frozenset("'’‘`")

# A word with a full stop that is looked up is not longer; nor is what may stand between two sentences before the first
# letter.
LONGEST_ABBREVIATION = 24
LONGEST_OPENING = 8
LONGEST_ADDRESS = 60
LEAST_BEFORE_LOWER_CASE = 4
SINGLE_QUOTE_WINDOW = 400

OPENED_SINGLE = re.compile(r"(?:^|[\s(])'\w")


INWARDS = re.compile(r"(?<![^\s(])»\S|\S«(?!\w)")
OUTWARDS = re.compile(r"(?<![^\s('])«|\S\s?»(?!\w)")


def guillemets_point_inwards(text: str, *, usual: bool) -> bool:
    """Whether the text quotes »like this« and not « like this », by majority; `usual` where it shows neither."""
    inwards, outwards = len(INWARDS.findall(text)), len(OUTWARDS.findall(text))
    return usual if inwards == outwards else inwards > outwards


class Boundaries:
    """The beginnings of sentences in one text."""

    def __init__(self, text: str, lexicon: SentenceLexicon, *, language: str) -> None:
        self._text = text
        self.lexicon = lexicon
        self._german = language == "de"
        inwards = guillemets_point_inwards(text, usual=self._german)
        self._natural_openers = frozenset("„‚" + ("" if self._german else "“‘") + ("»›" if inwards else "«‹"))
        self._natural_closers = frozenset("”’" + ("“‘" if self._german else "") + ("«‹" if inwards else "»›"))
        self._passage = 0
        self._counted_to = 0
        self._straight_quotes = 0

    def inside(self, start: int, end: int) -> Iterator[int]:
        """Offsets between `start` and `end` of a passage at which another sentence begins, ascending."""
        self._passage = self._counted_to = start
        self._straight_quotes = 0
        sentence = start
        for candidate in CANDIDATE.finditer(self._text, start, end):
            cut = self._cut(candidate.start(), candidate.end(), sentence, end)
            if cut is not None and cut > sentence:
                yield cut
                sentence = cut

    def _cut(self, stop: int, after: int, sentence: int, end: int) -> int | None:
        text = self._text
        if text[stop] in BULLETS:
            return stop
        if stop > sentence and text[stop - 1] in "([":
            return None  # "(...)" and "[…]" leave something out, they end nothing
        closed = self._past_closers(after, end)
        following = self._past_spaces(closed, end)
        if following == closed < end:
            return closed if self._is_glued(stop, after, closed, sentence) else None
        if following + 1 <= end and self._closes_apart(following, end):
            closed = following + 1
            following = self._past_spaces(closed, end)
        if following >= end or text[following] in STOPS:
            return None
        if text[following] in CARRIES_ON and not text.startswith(",,", following):
            return None
        return following if self._begins(stop, after, closed, following, sentence, end) else None

    def _begins(self, stop: int, after: int, closed: int, following: int, sentence: int, end: int) -> bool:
        """Whether what stands at `following` begins a sentence after the stop, closed by quotes up to `closed`."""
        text = self._text
        letter = self._first_letter(following, end)
        if letter is None:
            return True
        if text[letter].islower() and not self._is_clipped_word(following, letter):
            opening = text[following:letter]
            if not opening:
                return closed == after == stop + 1 and self._begins_in_lower_case(stop, letter, sentence)
            if opening[0] not in OPENERS or not DASHES.isdisjoint(opening):
                return False
        if closed > after and text[stop] != "." and self._credits(letter):
            return False
        return not (after - stop == 1 and text[stop] == "." and self._abbreviates(stop, letter, sentence))

    def _begins_in_lower_case(self, stop: int, letter: int, sentence: int) -> bool:
        """Whether a careless sentence begins without a capital: after a longer word, with one that often begins."""
        word = self._word_before(stop, sentence)
        known = word in self.lexicon.titles or word in self.lexicon.others or word in self.lexicon.closers
        longer = len(word) >= LEAST_BEFORE_LOWER_CASE and word.isalpha() and word.islower() and not known
        return longer and self._text[stop] == "." and self._word_at(letter) in self.lexicon.starters

    def _past_spaces(self, position: int, end: int) -> int:
        while position < end and self._text[position].isspace():
            position += 1
        return position

    def _past_closers(self, position: int, end: int) -> int:
        """The offset after quotes and brackets that close; a quote glued to the next word may open instead."""
        text, first = self._text, position
        while position < end and text[position] in CLOSERS:
            position += 1
        glued = first < position < end and text[position].isalnum()
        return position - 1 if glued and self._opens(position - 1) else position

    def _opens(self, position: int) -> bool:
        mark = self._text[position]
        if mark == '"':
            return self._quotes_before(position) % 2 == 0
        if mark == "'":
            if self._text[position - 1] == mark:
                return False  # two of them close what two commas opened
            window = self._text[max(self._passage, position - SINGLE_QUOTE_WINDOW) : position]
            return not OPENED_SINGLE.search(window)
        return mark in self._natural_openers

    def _closes_apart(self, position: int, end: int) -> bool:
        """Whether a quote with white-space on both sides closes: "« Non. »"."""
        text = self._text
        if position + 1 < end and not text[position + 1].isspace() and text[position + 1] not in CARRIES_ON:
            return False
        mark = text[position]
        return mark in self._natural_closers or (mark == '"' and self._quotes_before(position) % 2 == 1)

    def _quotes_before(self, position: int) -> int:
        self._straight_quotes += self._text.count('"', self._counted_to, position)
        self._counted_to = position
        return self._straight_quotes

    def _first_letter(self, position: int, end: int) -> int | None:
        for letter in range(position, min(position + LONGEST_OPENING, end)):
            if self._text[letter].isalnum():
                return letter
        return None

    def _is_clipped_word(self, following: int, letter: int) -> bool:
        """Whether a lower-case letter is a Dutch clipped word that may begin a sentence: "’s Avonds", "'t Is"."""
        text = self._text
        clipped = text[following] in APOSTROPHES and letter == following + 1 and text[letter] in "stnmk"
        return clipped and text[letter + 1 : letter + 2] in (" ", "-")

    def _is_glued(self, stop: int, after: int, closed: int, sentence: int) -> bool:
        """Whether a sentence begins right after the stop, the space between forgotten: "einde.Nieuwe zin"."""
        text = self._text
        first = closed + 1 if text[closed] in OPENERS else closed
        second = text[first + 1 : first + 2]
        if not text[first : first + 1].isupper() or not (second.islower() or second in " '’"):
            return False
        if closed > after or first > closed:
            return True
        before = text[max(sentence, stop - 2) : stop]
        if before[-1:].isdigit():
            return not self._german
        if before[-1:] in CLOSERS and before:
            return True
        word = self._word_before(stop, sentence, LONGEST_ADDRESS)
        address = "@" in word or "/" in word or word.lower().startswith("www")
        return (
            len(before) == 2
            and before.isalpha()
            and before.islower()
            and not address
            and word.lower() not in self.lexicon.titles
        )

    def _word_before(self, stop: int, sentence: int, longest: int = LONGEST_ABBREVIATION) -> str:
        text, start, floor = self._text, stop, max(sentence, stop - longest)
        while start > floor and not text[start - 1].isspace():
            start -= 1
        return text[start:stop].lstrip(LEADING)

    def _abbreviates(self, stop: int, letter: int, sentence: int) -> bool:
        """Whether the full stop at `stop` belongs to its word alone and ends no sentence."""
        word = self._word_before(stop, sentence)
        if not word:
            return False
        lexicon, form = self.lexicon, word.lower()
        tail = form.rpartition("-")[2]
        following = self._word_at(letter)
        starts = following in lexicon.starters and not self._is_dashed(stop, letter)
        if ordinal := ORDINAL.fullmatch(word):
            return self._is_ordinal(ordinal[1], stop - len(word), letter, sentence, following)
        if word.isupper() and len(word) > 1 and word.isalpha() and word != "MM":
            return False  # "the broadcaster DR.", "Washington DC."
        if form in lexicon.titles or tail in lexicon.titles:
            return not starts or self._is_particle(letter, following)
        if form in lexicon.closers:
            return following in lexicon.calendar or self._is_dashed(stop, letter)
        if form in lexicon.counted and self._text[letter].isdigit():
            return True
        if form in lexicon.others or ACRONYM.fullmatch(form):
            return not starts
        return self._is_initial(
            word, tail, stop - len(word) == sentence, starts and not self._is_particle(letter, following)
        )

    def _word_at(self, letter: int) -> str:
        """The word there, in lower case; none if it is a single letter that no apostrophe follows ("J. D. Martin",
        "J’ai").
        """
        found = WORD.match(self._text, letter)
        word = found[0].lower() if found else ""
        clitic = len(word) != 1 or word in WHOLE_WORDS or self._text[letter + 1 : letter + 2] in ("'", "’")
        return word if clitic else ""

    def _is_dashed(self, stop: int, letter: int) -> bool:
        """Whether a dash or bar stands before the next word: "17.40 u. | De"."""
        return not DASHES.isdisjoint(self._text[stop:letter])

    def _is_particle(self, letter: int, following: str) -> bool:
        """Whether the word begins a surname: "J. De Vries", not "plan B. De regering"."""
        if following not in NAME_PARTICLES:
            return False
        ahead = NAME_AHEAD.match(self._text, letter)
        return ahead is not None and ahead[0][-1].isupper()

    def _is_initial(self, word: str, tail: str, alone: bool, starts: bool) -> bool:
        if len(tail) == 1 and tail.isalpha():
            return alone or not starts
        return word[0].isupper() and tail in LONG_INITIALS

    def _is_ordinal(self, digits: str, start: int, letter: int, sentence: int, following: str) -> bool:
        """Whether a number with a full stop is an ordinal ("12. März") or numbers a list ("1. De Kamer")."""
        if start == sentence and len(digits) <= 2:
            return True
        if not self.lexicon.ordinal_heralds or len(digits) > 3:
            return False
        if following in self.lexicon.counted_nouns or (len(digits) <= 2 and self._text[letter].isdigit()):
            return True
        herald = self._text[max(sentence, start - LONGEST_ABBREVIATION) : start].split()
        heralded = bool(herald) and herald[-1].lower().strip('(„“"') in self.lexicon.ordinal_heralds
        return heralded and following not in self.lexicon.starters

    def _credits(self, letter: int) -> bool:
        """Whether a name and a verb of saying follow: "…?” Biden asked"."""
        if not self.lexicon.credits:
            return False
        found = CREDIT_WORDS.match(self._text, letter)
        return found is not None and found[1] in self.lexicon.credits
