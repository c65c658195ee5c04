"""Groups findings into distinct undertakings: reads `doc._.findings`, writes `doc._.undertakings`.

Two findings are one undertaking when category, actors and recipients agree and neither stage nor content contradicts
(annotation.md, "One event" and decisions 1, 3 and 4). The furthest stage wins, a later refusal over all.
"""

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from spacy.language import Language
from spacy.tokens import Doc

from services.contracts.vocabulary import Stage
from services.extract.undertaking import Finding, Undertaking

ACTORS = 0.35
RECIPIENTS = 0.2
"""Least soft Jaccard of two findings' actors and recipients to be one undertaking."""

CHOSEN = 0.5
"""Least mean probability of an entity to be named as actor or recipient."""

Doc.set_extension("undertakings", default=[], force=True)


@Language.factory("pledgewire_grouping")
def make_grouping(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Builds the grouping, the same for all languages."""
    return group


def group(doc: Doc) -> Doc:
    """Writes `doc._.undertakings`, in the order of their first sentence."""
    groups: list[list[Finding]] = []
    for finding in doc._.findings:
        home = next((g for g in reversed(groups) if any(_same(finding, other) for other in g)), None)
        if home is None:
            groups.append([finding])
        else:
            home.append(finding)
    doc._.undertakings = [_undertaking(members) for members in groups]
    return doc


def _same(a: Finding, b: Finding) -> bool:
    return (
        a.category is b.category
        and _agree(a.actors, b.actors, ACTORS)
        and _agree(a.recipients, b.recipients, RECIPIENTS)
    )


def _agree(a: Mapping[str, float], b: Mapping[str, float], least: float) -> bool:
    """Whether two sets are the same: a sentence that names nobody leaves it open and agrees with any."""
    return not _names(a) or not _names(b) or overlap(a, b) >= least


def _names(probabilities: Mapping[str, float]) -> bool:
    return any(probability >= CHOSEN for probability in probabilities.values())


def overlap(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Returns the soft Jaccard of two sets given by probabilities, in 0..1; two empty sets are the same."""
    keys = a.keys() | b.keys()
    either = sum(max(a.get(k, 0.0), b.get(k, 0.0)) for k in keys)
    return sum(min(a.get(k, 0.0), b.get(k, 0.0)) for k in keys) / either if either else 1.0


def _undertaking(members: Sequence[Finding]) -> Undertaking:
    return Undertaking(
        category=members[0].category,
        stage=furthest([_likeliest(finding.stages) for finding in members]),
        actors=_named([finding.actors for finding in members]),
        recipients=_named([finding.recipients for finding in members]),
        sentences=tuple(sorted({finding.sentence for finding in members})),
        confidence=max(finding.probability for finding in members),
        rules=tuple(dict.fromkeys(rule for finding in members for rule in finding.rules)),
    )


def furthest(stages: Sequence[Stage]) -> Stage:
    """Returns the furthest of stages in text order, where `refused` wins if nothing stands after it."""
    if stages[-1] is Stage.REFUSED:
        return Stage.REFUSED
    order = list(Stage)
    reached = [stage for stage in stages if stage is not Stage.REFUSED]
    return max(reached, key=order.index)


def _likeliest(stages: Mapping[Stage, float]) -> Stage:
    return max(stages, key=lambda stage: stages[stage])


def _named(sets: Sequence[Mapping[str, float]]) -> tuple[str, ...]:
    """Returns the entities that the findings name on average; where none names anybody, the likeliest guess."""
    naming = [one for one in sets if _names(one)]
    ids = dict.fromkeys(id for one in naming or sets for id in one)
    mean = {id: fmean(one.get(id, 0.0) for one in naming or sets) for id in ids}
    chosen = tuple(id for id in ids if mean[id] >= CHOSEN)
    return chosen or tuple(sorted(mean, key=lambda id: -mean[id])[:1])
