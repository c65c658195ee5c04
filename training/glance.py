"""Quick figures of a network on articles that it was not trained on, for the log of an epoch: no grouping."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from training.batches import Prepared
from training.corpus import CATEGORIES, Target
from training.train import Raw

THRESHOLDS = np.arange(-2.5, 1.5, 0.1)
KINDS = ("real", "natural", "dense")


def glance(prepared: Sequence[Prepared], raw: Mapping[int, Raw]) -> dict[str, float]:
    """F1 of sentences by category at the best threshold (all, and by kind of article); given the right sentence and
    category: share of right stages, F1 of actors and of recipients."""
    logits, gold, kinds = [], [], []
    for i, scores in raw.items():
        wanted = np.zeros((len(scores.categories), len(CATEGORIES)), dtype=bool)
        for target in prepared[i].targets:
            wanted[target.sentence, target.category] = True
        logits.append(np.asarray(scores.categories).reshape(-1, len(CATEGORIES)))
        gold.append(wanted)
        kinds += [prepared[i].sample.kind] * len(wanted)
    all_logits, all_gold, kind = np.concatenate(logits), np.concatenate(gold), np.asarray(kinds)
    out = {"sentences": best(all_logits, all_gold)}
    out |= {f"sentences_{name}": best(all_logits[kind == name], all_gold[kind == name]) for name in KINDS}
    return out | _stated(prepared, raw)


def best(logits: NDArray[np.float64], gold: NDArray[np.bool_]) -> float:
    """The greatest F1 over thresholds."""
    found = []
    for threshold in THRESHOLDS:
        said = logits > threshold
        found.append(2 * float((said & gold).sum()) / max(1.0, float(said.sum() + gold.sum())))
    return round(max(found), 4)


def _stated(prepared: Sequence[Prepared], raw: Mapping[int, Raw]) -> dict[str, float]:
    right = total = 0
    counts = np.zeros((2, 3))
    for i, scores in raw.items():
        for target in prepared[i].targets:
            stated = scores.stated.get((target.sentence, target.category))
            if stated is None:
                continue
            total += 1
            right += int(np.argmax(stated.stages)) in target.stages
            counts += _roles(target, stated.roles)
    f1 = 2 * counts[:, 0] / np.maximum(1, counts[:, 1] + counts[:, 2])
    return {"stages": round(right / max(1, total), 4), "actors": round(f1[0], 4), "recipients": round(f1[1], 4)}


def _roles(target: Target, roles: Mapping[str, tuple[float, float]]) -> list[list[int]]:
    """For actors, then recipients: how many are right, said, wanted."""
    out = []
    for which, wanted in enumerate((target.actors, target.recipients)):
        said = {entity for entity, logits in roles.items() if logits[which] > 0}
        out.append([len(said & wanted), len(said), len(wanted)])
    return out
