"""Groups findings into distinct undertakings: reads `doc._.findings`, writes `doc._.undertakings`.

Two findings are one undertaking when category, actors and recipients agree and neither stage nor content contradicts
(annotation.md, "One event" and decisions 1, 3 and 4). The furthest stage wins, a later refusal over all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from statistics import fmean

from spacy.language import Language
from spacy.tokens import Doc

from services.contracts.vocabulary import Stage
from services.extract.pipes.grouping.continuations import carried, passages
from services.extract.undertaking import WITHOUT_RECIPIENT, Finding, Undertaking

ACTORS = 0.35
RECIPIENTS = 0.2
"""Least soft Jaccard of two findings' actors and recipients to be one undertaking."""

LEAST = 0.4
"""Least probability of an undertaking's surest finding: below it an undertaking is none."""

CHOSEN = 0.5
"""Least probability from which a finding counts as naming an entity when findings are compared."""

NAMED = 0.6
"""Least mean probability of an entity to be named as actor or recipient of an undertaking."""

GUESSED = 0.25
"""Least mean probability of the one recipient that is guessed where none is named; an actor is guessed at any."""

SURE = 0.9
"""Least probability from which a finding's stage counts as asserted, so that the furthest of them wins."""

Doc.set_extension("undertakings", default=[], force=True)


@Language.factory("pledgewire_grouping")
def make_grouping(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Builds the grouping, the same for all languages."""
    return group


def group(doc: Doc) -> Doc:
    """Writes `doc._.undertakings`, in the order of their first sentence."""
    found = [undertaking(members) for members in clusters(doc._.findings)]
    doc._.undertakings = _carried_on(doc, [one for one in found if one.confidence >= LEAST])
    return doc


def clusters(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Returns the findings of one article by undertaking; each joins the latest group that it agrees with."""
    groups: list[list[Finding]] = []
    for finding in findings:
        home = next((g for g in reversed(groups) if _joins(finding, g)), None)
        if home is None:
            groups.append([finding])
        else:
            home.append(finding)
    return groups


def _carried_on(doc: Doc, undertakings: Sequence[Undertaking]) -> list[Undertaking]:
    """Returns the undertakings with the sentences that only detail them."""
    read = passages(doc)
    taken = frozenset(i for one in undertakings for i in one.sentences)
    longer = []
    for one in undertakings:
        known = frozenset((*one.actors, *one.recipients))
        more = [j for i in one.sentences for j in carried(read, i, taken, known)]
        longer.append(replace(one, sentences=tuple(sorted({*one.sentences, *more}))))
    return longer


def _joins(finding: Finding, group: Sequence[Finding]) -> bool:
    return (
        finding.category is group[0].category
        and _agrees(finding.actors, [member.actors for member in group], ACTORS)
        and _agrees(finding.recipients, [member.recipients for member in group], RECIPIENTS)
    )


def _agrees(mine: Mapping[str, float], theirs: Sequence[Mapping[str, float]], least: float) -> bool:
    """Whether a set is that of a group: that of any who name somebody; who names nobody leaves it open."""
    naming = [one for one in theirs if _names(one)]
    return not _names(mine) or not naming or any(overlap(mine, one) >= least for one in naming)


def _names(probabilities: Mapping[str, float]) -> bool:
    return any(probability >= CHOSEN for probability in probabilities.values())


def overlap(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Returns the soft Jaccard of two sets given by probabilities, in 0..1; two empty sets are the same."""
    keys = a.keys() | b.keys()
    either = sum(max(a.get(k, 0.0), b.get(k, 0.0)) for k in keys)
    return sum(min(a.get(k, 0.0), b.get(k, 0.0)) for k in keys) / either if either else 1.0


def undertaking(members: Sequence[Finding]) -> Undertaking:
    """Returns the undertaking that findings state together; `members` is not empty and in text order."""
    category = members[0].category
    recipients = () if category in WITHOUT_RECIPIENT else _named([finding.recipients for finding in members], GUESSED)
    return Undertaking(
        category=category,
        stage=_reached(members),
        actors=_named([finding.actors for finding in members], 0.0),
        recipients=recipients,
        sentences=tuple(sorted({finding.sentence for finding in members})),
        confidence=max(finding.probability for finding in members),
        rules=tuple(dict.fromkeys(rule for finding in members for rule in finding.rules)),
    )


def _reached(members: Sequence[Finding]) -> Stage:
    """Returns the furthest stage that is asserted; where none is for sure, the likeliest over all findings."""
    sure = [stage for finding in members if finding.stages[stage := _likeliest(finding.stages)] >= SURE]
    if sure:
        return furthest(sure)
    return max(Stage, key=lambda s: sum(one.stages.get(s, 0.0) * one.probability for one in members))


def furthest(stages: Sequence[Stage]) -> Stage:
    """Returns the furthest of stages in text order, where `refused` wins if nothing stands after it."""
    if stages[-1] is Stage.REFUSED:
        return Stage.REFUSED
    order = list(Stage)
    reached = [stage for stage in stages if stage is not Stage.REFUSED]
    return max(reached, key=order.index)


def _likeliest(stages: Mapping[Stage, float]) -> Stage:
    return max(stages, key=lambda stage: stages[stage])


def _named(sets: Sequence[Mapping[str, float]], guessed: float) -> tuple[str, ...]:
    """Returns the entities named on average; where none is, the likeliest if it is at least `guessed`."""
    naming = [one for one in sets if _names(one)]
    ids = dict.fromkeys(id for one in naming or sets for id in one)
    mean = {id: fmean(one.get(id, 0.0) for one in naming or sets) for id in ids}
    chosen = tuple(id for id in ids if mean[id] >= NAMED)
    return chosen or tuple(sorted((id for id in ids if mean[id] >= guessed), key=lambda id: -mean[id])[:1])
