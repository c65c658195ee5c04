"""Train one network: first the heads over the encoder as it is, then both.

The heads start on vectors made once by the untouched encoder: a few seconds an epoch, and without it fine-tuning wastes
its first epochs on random heads. Resumable at every epoch; the same seed gives the same weights on one machine.
"""

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor
from tqdm import tqdm

from services.extract.pipes.decisions.judging import Stated
from services.extract.pipes.encoder.windows import WINDOW
from training.batches import Batch, Batcher, Cut, Prepared, drawn, grouped
from training.corpus import CATEGORIES
from training.model import Network

# Rates follow the first trial: 1.2e-4 at the top layer, a tenth less a layer downwards.
TOP_RATE = 1.2e-4
LAYER_DECAY = 0.9
HEAD_RATE = 4e-4
WARM_RATE = 1e-3
WARM_UP = 0.08
SMOOTHING = 0.05
NARROW = 96
Groups = list[list[Cut]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """How one network is trained.

    `real_twice` shows real reports twice an epoch; `layouts` are the lengths of windows that an article is drawn in,
    so that a sentence is seen in other company.
    """

    seed: int = 0
    warm_epochs: int = 6
    epochs: int = 3
    real_twice: bool = True
    layouts: tuple[int, ...] = (WINDOW, WINDOW, NARROW)


def loss(outputs: tuple[Tensor, Tensor, Tensor, Tensor], batch: Batch) -> Tensor:
    """Cross-entropies of a batch: categories a sentence, evidence, half of stages and of roles a target."""
    categories, evidence, stages, roles = outputs
    total = F.binary_cross_entropy_with_logits(categories, batch.gold_category, reduction="none").sum(-1).mean()
    stated = batch.gold_category.amax(-1)
    total = total + 0.3 * F.binary_cross_entropy_with_logits(evidence, stated)
    if len(batch.target_sentence):
        gold = batch.gold_stage * (1 - SMOOTHING) + SMOOTHING / batch.gold_stage.shape[-1]
        share = len(batch.target_sentence) / len(batch.sentences)
        total = total + share * -(gold * stages.log_softmax(-1)).sum(-1).mean()
    if len(batch.pair_target):
        role = F.binary_cross_entropy_with_logits(roles, batch.gold_role, reduction="none").sum()
        total = total + role / len(batch.sentences)
    return total


class Trainer:
    """Trains one network in a folder of its own: `log.jsonl`, `state.pt`, at the end `network.pt`."""

    def __init__(self, network: Network, plan: Plan, folder: Path) -> None:
        self.network = network
        self.plan = plan
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "plan.json").write_text(json.dumps(asdict(plan)) + "\n", encoding="utf-8")

    def log(self, **figures: float | int | str) -> None:
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps(figures) + "\n")

    def warm(self, batcher: Batcher, groups: Groups) -> None:
        """Train the heads alone; the batcher's states are those after all layers of the encoder as it is."""
        torch.manual_seed(self.plan.seed)
        self.network.train()
        optimiser = torch.optim.AdamW(self.network.heads.parameters(), lr=WARM_RATE, weight_decay=0.01, fused=True)
        draw = random.Random(self.plan.seed)
        for epoch in range(self.plan.warm_epochs):
            order = draw.sample(groups, len(groups))
            total = 0.0
            for group in tqdm(order, desc=f"heads {epoch + 1}", mininterval=5):
                batch = batcher.batch(group)
                value = loss(self.network(batch), batch)
                _step(value, optimiser, self.network.heads.parameters())
                total += float(value.detach())
            self.log(phase="heads", epoch=epoch + 1, loss=total / len(order))

    def tune(
        self, batcher: Batcher, chosen: Sequence[int], checked: Callable[[], dict[str, float]] | None = None
    ) -> None:
        """Train heads and the layers above those of the batcher's states, on the samples with the given indices."""
        optimiser = torch.optim.AdamW(self._rates(batcher.states.layers), weight_decay=0.01, fused=True)
        epochs = [self._epoch(batcher.prepared, chosen, epoch) for epoch in range(self.plan.epochs)]
        steps = sum(len(groups) for groups in epochs)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _shape(step, steps))
        done = self._resume(optimiser, schedule)
        for epoch in range(done, self.plan.epochs):
            torch.manual_seed(self.plan.seed * 1000 + epoch)
            started = time.monotonic()
            self.network.train()
            total = 0.0
            for group in tqdm(epochs[epoch], desc=f"{self.folder.name} epoch {epoch + 1}", mininterval=10):
                batch = batcher.batch(group)
                value = loss(self.network(batch), batch)
                _step(value, optimiser, self.network.parameters())
                schedule.step()
                total += float(value.detach())
            figures = checked() if checked else {}
            self.log(
                phase="tune",
                epoch=epoch + 1,
                loss=total / len(epochs[epoch]),
                seconds=round(time.monotonic() - started),
                **figures,
            )
            self._keep(epoch + 1, optimiser, schedule)
        torch.save(self.network.state_dict(), self.folder / "network.pt")
        (self.folder / "state.pt").unlink(missing_ok=True)

    def _epoch(self, prepared: Sequence[Prepared], chosen: Sequence[int], epoch: int) -> Groups:
        draw = random.Random(self.plan.seed * 1000 + epoch)
        again = [i for i in chosen if self.plan.real_twice and prepared[i].sample.kind == "real"]
        return grouped([c for some in (chosen, again) for c in drawn(prepared, some, self.plan.layouts, draw)], draw)

    def _rates(self, frozen: int) -> list[dict[str, object]]:
        encoder = self.network.encoder
        groups: list[dict[str, object]] = [{"params": list(self.network.heads.parameters()), "lr": HEAD_RATE}]
        for i, layer in enumerate(encoder.layers):
            trained = i >= frozen
            for parameter in layer.parameters():
                parameter.requires_grad_(trained)
            if trained:
                rate = TOP_RATE * LAYER_DECAY ** (len(encoder.layers) - 1 - i)
                groups.append({"params": list(layer.parameters()), "lr": rate})
        encoder.position.requires_grad_(False)
        encoder.norm.requires_grad_(False)
        return groups

    def _keep(
        self, epoch: int, optimiser: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LRScheduler
    ) -> None:
        state = {
            "epoch": epoch,
            "network": self.network.state_dict(),
            "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(),
        }
        torch.save(state, self.folder / "state.pt")

    def _resume(self, optimiser: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LRScheduler) -> int:
        path = self.folder / "state.pt"
        if not path.exists():
            return 0
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        return int(state["epoch"])


def _shape(step: int, steps: int) -> float:
    """The rate's course: up in the first 8 %, then down to nothing."""
    up = max(1, round(steps * WARM_UP))
    return (step + 1) / up if step < up else max(0.0, (steps - step) / max(1, steps - up))


def _step(value: Tensor, optimiser: torch.optim.Optimizer, parameters: Sequence[torch.nn.Parameter]) -> None:
    optimiser.zero_grad(set_to_none=True)
    value.backward()
    torch.nn.utils.clip_grad_norm_([p for p in parameters if p.grad is not None], 1.0)
    optimiser.step()


LEAST_ASKED = -3.5
"""Logit of a category under which stage and roles are not asked for: a probability of 0.03."""
UNREAD = -9.0
"""Logit of a sentence without pieces."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Raw:
    """The network's logits of one article: by sentence, and what is stated by (sentence, category)."""

    categories: list[list[float]]
    evidence: list[float]
    stated: dict[tuple[int, int], Stated]


@torch.inference_mode()
def score(network: Network, batcher: Batcher, cuts: Sequence[Cut], *, ask_gold: bool) -> dict[int, Raw]:
    """The network's scores of the articles that the windows are of, by index of the prepared sample."""
    network.eval()
    out: dict[int, Raw] = {}
    for cut in cuts:
        if cut.owner not in out:
            count = len(batcher.prepared[cut.owner].sentences)
            unread = [[UNREAD] * len(CATEGORIES) for _ in range(count)]
            out[cut.owner] = Raw(categories=unread, evidence=[UNREAD] * count, stated={})
    for group in grouped(cuts, None, 4096):
        first = batcher.batch(group, asked={})
        flat = network.vectors(first)
        seen = network.heads.sentences(flat[first.sentence_pieces], first.sentence_mask)
        categories = network.heads.categories(seen)
        evidence = network.heads.evidence(seen[:, 0, seen.shape[-1] // 2 :]).squeeze(-1)
        asked = {}
        for row, (owner, sentence) in enumerate(first.sentences):
            out[owner].categories[sentence] = [round(v, 4) for v in categories[row].tolist()]
            out[owner].evidence[sentence] = round(float(evidence[row]), 4)
            asked[owner, sentence] = _asked(batcher.prepared[owner], sentence, categories[row], ask_gold)
        _state(network, batcher.batch(group, asked=asked), flat, out)
    return out


def _asked(prepared: Prepared, sentence: int, categories: Tensor, ask_gold: bool) -> list[int]:
    likely = {i for i, v in enumerate(categories.tolist()) if v > LEAST_ASKED}
    gold = {t.category for t in prepared.targets if t.sentence == sentence} if ask_gold else set()
    return sorted(likely | gold)


def _state(network: Network, batch: Batch, flat: Tensor, out: dict[int, Raw]) -> None:
    if not len(batch.target_sentence):
        return
    _, _, stages, roles = network.decide(flat, batch)
    roles_of: list[dict[str, tuple[float, float]]] = []
    rows = zip(batch.target_sentence.tolist(), batch.target_category.tolist(), stages.tolist(), strict=True)
    for sentence_row, category, logits in rows:
        owner, sentence = batch.sentences[sentence_row]
        roles_of.append({})
        stated = Stated(stages=[round(v, 4) for v in logits], roles=roles_of[-1])
        out[owner].stated[sentence, category] = stated
    for (target, entity), (actor, recipient) in zip(batch.pairs, roles.tolist(), strict=True):
        roles_of[target][entity] = (round(actor, 4), round(recipient, 4))
