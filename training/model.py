"""The network: a BERT encoder over window pieces, and the heads that decide on sentences and entities.

Shapes: B windows of L pieces, S scored sentences, T (sentence, category) targets, P (target, entity) pairs.
"""

import math
from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from services.extract.pipes.decisions.features import NAMES
from training.batches import Batch
from training.corpus import CATEGORIES, STAGES
from training.weights import Checkpoint, Shape

HIDDEN = 192
IDENTITY = 24
HIDDEN_IDENTITIES = 0.15


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.last_norm = nn.LayerNorm(shape.width, eps=shape.epsilon)

    def forward(self, x: Tensor, bias: Tensor, drop: "Dropout") -> Tensor:
        b, n, width = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.norm(x + drop(self.out(mixed.transpose(1, 2).reshape(b, n, width))))
        return self.last_norm(x + drop(self.narrow(F.gelu(self.widen(x)))))


class Dropout(nn.Module):
    """Dropout whose masks are stretches of one pool: drawing each anew costs more than the product it follows."""

    def __init__(self, rate: float, size: int = 1 << 22) -> None:
        super().__init__()
        self.rate = rate
        self.size = size
        self.pool = torch.zeros(0)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0:
            return x
        if not self.pool.numel():
            source = torch.Generator().manual_seed(self.size)
            self.pool = (torch.rand(self.size, generator=source) >= self.rate).float() / (1 - self.rate)
        count = x.numel()
        if count >= self.size:
            return F.dropout(x, self.rate)
        start = int(torch.randint(self.size - count, (1,)))
        return x * self.pool[start : start + count].view_as(x)


class Encoder(nn.Module):
    """multilingual-e5-small without its embedding table, which stays as it is and outside the graph."""

    def __init__(self, shape: Shape, rate: float = 0.1) -> None:
        super().__init__()
        self.position = nn.Parameter(torch.zeros(shape.positions, shape.width))
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList([Layer(shape) for _ in range(shape.layers)])
        self.drop = Dropout(rate)

    def first(self, embedded: Tensor) -> Tensor:
        """From embeddings [B, L, width] to the states before the lowest layer."""
        return self.norm(embedded + self.position[: embedded.shape[1]])

    def upper(self, states: Tensor, mask: Tensor, first: int, end: int) -> Tensor:
        """From the states after `first` layers to those after `end`; `mask` [B, L] has 1 for pieces."""
        bias = ((1.0 - mask) * -1e4)[:, None, None, :]
        for layer in self.layers[first:end]:
            states = layer(states, bias, self.drop)
        return states

    @torch.no_grad()
    def fill(self, checkpoint: Checkpoint) -> None:
        """Take the checkpoint's weights; the type row is the same for all pieces and joins the positions."""
        t = {name: torch.from_numpy(value.copy()) for name, value in checkpoint.tensors.items()}
        self.position.copy_(t["emb.pos"] + t["emb.type"][0])
        self.norm.weight.copy_(t["emb.ln.w"])
        self.norm.bias.copy_(t["emb.ln.b"])
        for i, layer in enumerate(self.layers):
            _fill(layer, {name.removeprefix(f"l{i}."): v for name, v in t.items() if name.startswith(f"l{i}.")})


def _fill(layer: nn.Module, t: Mapping[str, Tensor]) -> None:
    layer.qkv.weight.copy_(torch.cat([t["q.w"], t["k.w"], t["v.w"]]))
    layer.qkv.bias.copy_(torch.cat([t["q.b"], t["k.b"], t["v.b"]]))
    for ours, theirs in (("out", "ao"), ("widen", "fi"), ("narrow", "fo"), ("norm", "aln"), ("last_norm", "oln")):
        getattr(layer, ours).weight.copy_(t[f"{theirs}.w"])
        getattr(layer, ours).bias.copy_(t[f"{theirs}.b"])


class Heads(nn.Module):
    """Small heads over standardised piece vectors.

    A sentence is seen in each category by that category's own attention over the sentence's pieces, beside its mean.
    """

    def __init__(self, width: int, entities: int, rate: float = 0.2) -> None:
        super().__init__()
        categories, stages = len(CATEGORIES), len(STAGES)
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("deviation", torch.ones(width))
        self.query = nn.Parameter(torch.randn(categories, width) * 0.02)
        self.category_sees = nn.Linear(2 * width, HIDDEN)
        self.category_is = nn.Parameter(torch.randn(categories, HIDDEN) * 0.02)
        self.category_out = nn.Parameter(torch.randn(categories, HIDDEN) * 0.02)
        self.category_bias = nn.Parameter(torch.full((categories,), -3.0))
        self.evidence = nn.Linear(width, 1)
        self.stage_sees = nn.Linear(2 * width, HIDDEN)
        self.stage_of = nn.Parameter(torch.randn(categories, HIDDEN) * 0.02)
        self.stage_out = nn.Linear(HIDDEN, stages)
        self.role_sees = nn.Linear(2 * width, HIDDEN)
        self.role_of = nn.Parameter(torch.randn(categories, HIDDEN) * 0.02)
        self.role_mention = nn.Linear(width, HIDDEN, bias=False)
        self.role_window = nn.Linear(width, HIDDEN, bias=False)
        self.role_counts = nn.Linear(len(NAMES), HIDDEN, bias=False)
        self.identity = nn.Embedding(entities, IDENTITY)
        self.role_identity = nn.Linear(IDENTITY, HIDDEN, bias=False)
        self.role_hidden = nn.Linear(HIDDEN, HIDDEN)
        self.role_out = nn.Linear(HIDDEN, 2)
        self.drop = nn.Dropout(rate)

    def standard(self, vectors: Tensor) -> Tensor:
        return (vectors - self.mean) / self.deviation

    def sentences(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """`pieces` [S, M, width], `mask` [S, M]; what each category sees of each sentence, [S, categories, 2 width]."""
        scores = torch.einsum("smw,cw->scm", pieces, self.query) / math.sqrt(pieces.shape[-1])
        scores = scores + ((1 - mask) * -1e4)[:, None, :]
        seen = torch.einsum("scm,smw->scw", scores.softmax(-1), pieces)
        mean = (pieces * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
        return torch.cat([seen, mean[:, None, :].expand_as(seen)], dim=-1)

    def categories(self, seen: Tensor) -> Tensor:
        """Logits [S, categories]."""
        hidden = F.gelu(self.category_sees(self.drop(seen)) + self.category_is)
        return (self.drop(hidden) * self.category_out).sum(-1) + self.category_bias

    def stages(self, seen: Tensor, category: Tensor) -> Tensor:
        """Logits [T, stages] of targets seen as [T, 2 width]."""
        return self.stage_out(self.drop(F.gelu(self.stage_sees(self.drop(seen)) + self.stage_of[category])))

    def roles(self, seen: Tensor, category: Tensor, pairs: "PairInputs") -> Tensor:
        """Logits [P, 2]: actor, recipient."""
        of_target = self.role_sees(self.drop(seen)) + self.role_of[category]
        of_entity = (
            self.role_mention(self.drop(pairs.mention))
            + self.role_window(self.drop(pairs.window))
            + self.role_counts(pairs.counts)
            + self.role_identity(self.identity(self._hidden(pairs.identity)))
        )
        hidden = F.gelu(of_target[pairs.target] + of_entity)
        return self.role_out(self.drop(F.gelu(self.role_hidden(hidden)) + hidden))

    def _hidden(self, identity: Tensor) -> Tensor:
        """Some identities hidden while training (row 0: any other), so that an entity never seen can be judged."""
        if not self.training:
            return identity
        return identity * (torch.rand(identity.shape) >= HIDDEN_IDENTITIES)


class PairInputs:
    """The inputs of the role head for P pairs."""

    def __init__(self, target: Tensor, mention: Tensor, window: Tensor, counts: Tensor, identity: Tensor) -> None:
        self.target, self.mention, self.window, self.counts, self.identity = target, mention, window, counts, identity


class Network(nn.Module):
    """Encoder and heads over a `Batch`."""

    def __init__(self, shape: Shape, entities: int) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        self.heads = Heads(shape.width, entities)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits: categories [S, 11], evidence [S], stages [T, 6], roles [P, 2]."""
        return self.decide(self.vectors(batch), batch)

    def vectors(self, batch: Batch) -> Tensor:
        """Standardised piece vectors, flat: [B * L, width]; a batch may bring the states of the lowest layers along."""
        top = self.encoder.upper(batch.states, batch.mask, batch.layers, len(self.encoder.layers))
        return self.heads.standard(top).flatten(0, 1)

    def decide(self, flat: Tensor, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The heads alone, over piece vectors made before."""
        seen = self.heads.sentences(flat[batch.sentence_pieces], batch.sentence_mask)
        evidence = self.heads.evidence(seen[:, 0, seen.shape[-1] // 2 :]).squeeze(-1)
        at = seen[batch.target_sentence, batch.target_category]
        pairs = PairInputs(
            batch.pair_target,
            pooled(flat, batch.mention_pieces, batch.mention_pair, len(batch.pair_target)),
            pooled(flat, batch.window_pieces, batch.window_pair, len(batch.pair_target)),
            batch.counts,
            batch.identity,
        )
        roles = self.heads.roles(at, batch.target_category, pairs)
        return self.heads.categories(seen), evidence, self.heads.stages(at, batch.target_category), roles


def pooled(flat: Tensor, pieces: Tensor, owner: Tensor, owners: int) -> Tensor:
    """Means of the vectors of `pieces` by `owner`; an owner without pieces gets zeros."""
    total = torch.zeros(owners, flat.shape[-1], dtype=flat.dtype).index_add(0, owner, flat[pieces])
    count = torch.zeros(owners, dtype=flat.dtype).index_add(0, owner, torch.ones(len(owner), dtype=flat.dtype))
    return total / count.clamp(min=1)[:, None]
