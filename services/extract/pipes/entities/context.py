"""Tests of context: what an ambiguous name means here, by rules that each have a name."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from services.extract.pipes.entities.gazetteer import Hit
from services.extract.pipes.entities.lexicon import Names, Sense
from services.extract.pipes.entities.officials import entity_of
from services.extract.pipes.entities.runs import given_names, is_office, person_words

NEAR_TOKENS = 5
KIND_ORDER = {"country": 2, "demonym": 1}
"""Which label a form gets that is both ("Polen", "Lithuanian"): the higher, the rest are 0."""
LEAD_TOKENS = 60
MEMBERED = frozenset({"EU", "NATO"})
PLAIN_RULES = frozenset({"", "place"})
"""Names whose ids need no other name of the article to settle them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """Tokens start..end (half-open) stand for `ids`; `place_only` if as a mere place, which makes no candidate."""

    start: int
    end: int
    kind: str
    ids: tuple[str, ...]
    place_only: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What the rules may look at: the text, its plain mentions by first token, how often each id is mentioned.

    `people` are the first tokens of known officials' names, `full_names` those named in full, `unions`
    the places of the EU and NATO in text order, `misleading` the namesakes that mean no country here.
    """

    doc: Doc
    names: Names
    home: str
    published: str
    counts: Counter[str]
    plain: Mapping[int, tuple[str, ...]]
    people: frozenset[int]
    full_names: frozenset[str]
    unions: tuple[tuple[int, str], ...]
    misleading: frozenset[str]


def settle(doc: Doc, hits: list[Hit], *, names: Names, home: str, published: str) -> list[Mention]:
    """Returns what the hits mean, in text order: names without a rule first, since the others are judged by them."""
    plain = {hit.start: hit.senses[0].ids for hit in hits if hit.senses and _is_plain(hit)}
    context = Context(
        doc=doc,
        names=names,
        home=home,
        published=published,
        counts=Counter(entity for ids in plain.values() for entity in ids),
        plain=plain,
        people=frozenset(hit.start for hit in hits if hit.officials and not hit.senses),
        full_names=frozenset(o.name for hit in hits if not hit.surname_only for o in hit.officials),
        unions=tuple((start, ids[0]) for start, ids in sorted(plain.items()) if ids and ids[0] in MEMBERED),
        misleading=_misleading(doc.text, names),
    )
    mentions = [_person(hit, context) if _is_person(hit, context) else _named(hit, context) for hit in hits]
    return [mention for mention in mentions if mention is not None]


def dateline_country(doc: Doc, hits: list[Hit]) -> str:
    """Returns the country of a capital that opens the text, if that country is also named soon after, else ""."""
    if not hits or hits[0].start > 1 or not hits[0].senses or hits[0].senses[0].kind != "capital":
        return ""
    country = hits[0].senses[0].ids[0]
    lead = (sense for hit in hits[1:] if hit.start < LEAD_TOKENS for sense in hit.senses)
    return country if any(sense.ids == (country,) for sense in lead) else ""


def _is_plain(hit: Hit) -> bool:
    return all(sense.rule in PLAIN_RULES for sense in hit.senses)


def _is_person(hit: Hit, context: Context) -> bool:
    """A surname that is a country's name too ("Montenegro") is a person's only after an office."""
    if not hit.officials or not hit.senses:
        return bool(hit.officials)
    return not hit.surname_only or _after_office(hit, context)


def _after_office(hit: Hit, context: Context) -> bool:
    return hit.start > 0 and is_office(context.doc[hit.start - 1].text, context.doc.lang_)


def _person(hit: Hit, context: Context) -> Mention | None:
    """A surname alone counts for the well-known; for others the article must have the full name or an office."""
    known = [official for official in hit.officials if official.name in context.full_names] or list(hit.officials)
    if hit.surname_only and hit.start > 0 and context.doc[hit.start - 1].text in given_names():
        return None
    named_in_full = known[0].name in context.full_names
    if hit.surname_only and known[0].full_only and not named_in_full and not _after_office(hit, context):
        return None
    speaking = [entity for official in known if (entity := entity_of(official.terms, context.published))]
    return Mention(start=hit.start, end=hit.end, kind="person", ids=tuple(speaking[:1]))


def _named(hit: Hit, context: Context) -> Mention | None:
    sense = _choose(hit.senses, context)
    if sense.kind == "block":
        return None
    if not sense.rule:
        return Mention(start=hit.start, end=hit.end, kind=sense.kind, ids=sense.ids)
    return RULES[sense.rule](hit, sense, context)


def _choose(senses: tuple[Sense, ...], context: Context) -> Sense:
    """Of several meanings the home country's, else the one whose ids the article mentions most, else the first."""
    if len(senses) == 1:
        return senses[0]
    return max(senses, key=lambda sense: _fit(sense, context))


def _fit(sense: Sense, context: Context) -> tuple[bool, int, int]:
    return context.home in sense.ids, sum(context.counts[i] for i in sense.ids), KIND_ORDER.get(sense.kind, 0)


def _place(hit: Hit, sense: Sense, context: Context) -> Mention | None:
    """No place inside a person's name; no country where its namesake is meant; a capital may be a mere place."""
    doc = context.doc
    text = doc[hit.start : hit.end].text
    after = doc[hit.end] if hit.end < len(doc) else None
    if hit.start > 0 and doc[hit.start - 1].text in given_names() and hit.end - hit.start == 1:
        return None
    if text in given_names() and after is not None and after.is_title and after.i not in context.plain:
        return None
    if text in context.misleading:
        return None
    place_only = sense.kind == "capital" and (_is_dateline(hit, context) or _is_locative(hit, context))
    return Mention(start=hit.start, end=hit.end, kind=sense.kind, ids=sense.ids, place_only=place_only)


def _brussels(hit: Hit, sense: Sense, context: Context) -> Mention | None:
    """Brussels is a mere place after "in"; in a Belgian paper that is silent on the EU Belgium; else the EU."""
    if _is_dateline(hit, context) or _is_locative(hit, context):
        return None
    chosen = "BE" if context.home == "BE" and not context.counts["EU"] else "EU"
    return Mention(start=hit.start, end=hit.end, kind="seat", ids=(chosen,))


def _europe(hit: Hit, sense: Sense, context: Context) -> Mention | None:
    """Europe is the continent after "in", else those who act for it."""
    before = context.doc[hit.start - 1].lower_ if hit.start > 0 else ""
    if before in context.names.belonging and before not in {"van", "von", "de", "d'", "d’"}:
        return None
    return Mention(start=hit.start, end=hit.end, kind=sense.kind, ids=sense.ids)


def _allied(hit: Hit, sense: Sense, context: Context) -> Mention | None:
    return Mention(start=hit.start, end=hit.end, kind=sense.kind, ids=sense.ids)


def _members(hit: Hit, sense: Sense, context: Context) -> Mention | None:
    """Member states are those of the organisation named last, else of the one named most."""
    before = bisect_left(context.unions, (hit.start, ""))
    chosen = context.unions[before - 1][1] if before else max(sense.ids, key=lambda entity: context.counts[entity])
    return Mention(start=hit.start, end=hit.end, kind=sense.kind, ids=(chosen,)) if context.counts[chosen] else None


def _secretary(hit: Hit, sense: Sense, context: Context) -> Mention | None:
    """A secretary general is of the organisation beside the words, else of the one that the article is about."""
    near = range(hit.start - 2, hit.end + NEAR_TOKENS)
    beside = [e for i in near for e in context.plain.get(i, ()) if e in sense.ids]
    chosen = beside[0] if beside else max(sense.ids, key=lambda entity: context.counts[entity])
    return Mention(start=hit.start, end=hit.end, kind=sense.kind, ids=(chosen,)) if context.counts[chosen] else None


def _commission(hit: Hit, sense: Sense, context: Context) -> Mention | None:
    known = context.counts["EU"] > 0
    return Mention(start=hit.start, end=hit.end, kind=sense.kind, ids=sense.ids) if known else None


def _congress(hit: Hit, sense: Sense, context: Context) -> Mention | None:
    """Congress or senate: the United States' where they are the talk, else of the country at home."""
    american = context.counts["US"] > 0 and context.counts["US"] >= context.counts[context.home]
    chosen = "US" if american else context.home
    return Mention(start=hit.start, end=hit.end, kind=sense.kind, ids=(chosen,)) if chosen else None


def _home(hit: Hit, sense: Sense, context: Context) -> Mention | None:
    """ "The government" is the home country's, unless another country or its official is named beside it."""
    doc, before, after = context.doc, hit.start - 1, hit.end
    if not context.home or before in context.plain or after in context.plain:
        return None
    if before >= 0 and doc[before].lower_ in context.names.possessives:
        return None
    tails = context.names.belonging | (person_words(doc.lang_).office_tails - context.names.joining)
    while after < min(len(doc), hit.end + NEAR_TOKENS) and doc[after].lower_ in tails:
        after += 1
    owned = after > hit.end and any(index in context.plain for index in (after, after + 1))
    if owned or after in context.people:
        return None
    return Mention(start=hit.start, end=hit.end, kind=sense.kind, ids=(context.home,))


def _misleading(text: str, names: Names) -> frozenset[str]:
    """Returns the namesakes that a word of the text speaks against and none speaks for."""
    return frozenset(
        name
        for name, namesake in names.namesakes.items()
        if any(word in text for word in namesake.against) and not any(word in text for word in namesake.supports)
    )


def _is_dateline(hit: Hit, context: Context) -> bool:
    """A place that opens the text or a line and is followed by a dash or an agency in brackets."""
    doc = context.doc
    opens = hit.start == 0 or doc[hit.start - 1].is_space
    return opens and hit.end < len(doc) and doc[hit.end].text in {"(", "-", "–", "—", "/"}


def _is_locative(hit: Hit, context: Context) -> bool:
    """Whether "in" goes before; opening a sentence ("In Rome the law is stuck") it leaves the place its power."""
    doc = context.doc
    if hit.start == 0 or doc[hit.start - 1].text not in context.names.locative:
        return False
    return hit.start < 2 or doc[hit.start - 2].text not in context.names.powers


RULES: dict[str, Callable[[Hit, Sense, Context], Mention | None]] = {
    "place": _place,
    "brussels": _brussels,
    "europe": _europe,
    "allied": _allied,
    "members": _members,
    "secretary": _secretary,
    "commission": _commission,
    "congress": _congress,
    "home": _home,
}
"""The tests by the name that a sense carries in its `rule`."""
