"""The network as trained and as served: a toy of two layers learns in seconds, the same each time, and exports exactly.

Needs PyTorch, so it runs in the training environment: `make test-training`.
"""

import random
from pathlib import Path

import numpy as np
import pytest
import torch

from services.contracts.vocabulary import Category, Stage
from services.extract.pipes.decisions.component import Decisions
from services.extract.pipes.decisions.heads import Heads
from services.extract.pipes.decisions.judging import Scores, Settings, findings
from services.extract.pipes.decisions.reading import Mention, Reading
from services.extract.pipes.decisions.words import BUCKETS, Vote
from services.extract.pipes.encoder.component import Encoder
from services.extract.pipes.encoder.embeddings import Embeddings
from services.extract.pipes.encoder.pieces import UNKNOWN, Cutter
from training import export, vocabulary
from training.batches import Batcher, Prepared, fixed, grouped, prepare
from training.corpus import Sample
from training.model import Network
from training.states import made
from training.train import Plan, Trainer, score
from training.weights import Checkpoint, Shape

WIDTH, LAYERS, ARTICLES = 64, 2, 100
NAMES = {"LV": "Letland", "EE": "Estland", "MD": "Moldavië", "UA": "Oekraïne"}
ACTS = {
    (Category.MILITARY_AID, Stage.PLEDGED): "{a} zal {r} radars geven.",
    (Category.MILITARY_AID, Stage.DELIVERED): "{a} heeft {r} radars gebracht.",
    (Category.HUMANITARIAN_AID, Stage.PLEDGED): "{a} zal {r} dekens geven.",
}
IDLE = ("Het regent in de hoofdstad.", "De trein is weer te laat.")


def invented(draw: random.Random, number: int) -> Sample:
    """An article of four sentences, one or two of which state something."""
    text, sentences, mentions, events = "", [], [], []
    for _ in range(4):
        start = len(text)
        if draw.random() < 0.4:
            (category, stage), form = draw.choice(list(ACTS.items()))
            actor, recipient = draw.sample(list(NAMES), 2)
            quote = form.format(a=NAMES[actor], r=NAMES[recipient])
            for entity in (actor, recipient):
                at = start + quote.index(NAMES[entity])
                end = at + len(NAMES[entity])
                mentions.append(Mention(sentence=len(sentences), start=at, end=end, ids=(entity,), kind="country"))
            event = {"category": category, "stage": stage, "actors": [actor], "recipients": [recipient]}
            events.append({**event, "evidence": [quote]})
        else:
            quote = draw.choice(IDLE)
        text += quote + " "
        sentences.append((start, start + len(quote)))
    reading = Reading(
        language="nl",
        published="2025-01-09",
        title="Hulp",
        text=text,
        sentences=tuple(sentences),
        kinds=("prose",) * len(sentences),
        mentions=tuple(sorted(mentions, key=lambda m: m.start)),
        candidates=tuple(NAMES),
    )
    return Sample(id=f"toy-{number}", kind="natural", fold=0, reading=reading, events=tuple(events))


def toy_checkpoint(samples: list[Sample]) -> Checkpoint:
    """A random network over the words of the samples."""
    source = np.random.default_rng(7)
    words = sorted({f"▁{w}" for s in samples for w in (s.reading.text + s.reading.heading).replace(".", " .").split()})
    characters = sorted({c for word in words for c in word})
    pieces = ("<s>", "<pad>", "</s>", "<unk>", *characters, *(w for w in words if len(w) > 1))
    packed = source.integers(0, 256, (len(pieces), WIDTH // 32 * 18), dtype=np.uint8)
    packed.reshape(len(pieces), -1, 18)[:, :, :2] = np.frombuffer(np.float16(0.2).tobytes(), dtype=np.uint8)
    shapes = {"q.w": (WIDTH, WIDTH), "k.w": (WIDTH, WIDTH), "v.w": (WIDTH, WIDTH), "ao.w": (WIDTH, WIDTH)}
    shapes |= {"fi.w": (2 * WIDTH, WIDTH), "fo.w": (WIDTH, 2 * WIDTH)}
    shapes |= {f"{n}.b": (WIDTH,) for n in ("q", "k", "v", "ao", "fo", "aln", "oln")} | {"fi.b": (2 * WIDTH,)}
    shapes |= {"aln.w": (WIDTH,), "oln.w": (WIDTH,)}
    tensors = {
        f"l{layer}.{name}": (np.ones(size) if "ln.w" in name else source.normal(0, 0.1, size)).astype(np.float32)
        for layer in range(LAYERS)
        for name, size in shapes.items()
    }
    tensors |= {"emb.pos": source.normal(0, 0.1, (512, WIDTH)).astype(np.float32)}
    tensors |= {"emb.type": np.zeros((2, WIDTH), dtype=np.float32)}
    tensors |= {"emb.ln.w": np.ones(WIDTH, dtype=np.float32), "emb.ln.b": np.zeros(WIDTH, dtype=np.float32)}
    shape = Shape(
        width=WIDTH, layers=LAYERS, heads=4, inner=2 * WIDTH, pieces=len(pieces), positions=512, epsilon=1e-12
    )
    return Checkpoint(
        shape=shape,
        pieces=pieces,
        scores=tuple(-float(10 if len(piece) == 1 else 5) for piece in pieces),
        unknown=UNKNOWN,
        characters={},
        tensors=tensors,
        embeddings=packed,
    )


class Toy:
    """Samples, their batches, and a way to train over them."""

    def __init__(self) -> None:
        draw = random.Random(3)
        self.samples = [invented(draw, i) for i in range(ARTICLES)]
        self.checkpoint = toy_checkpoint(self.samples)
        pieces = list(zip(self.checkpoint.pieces, self.checkpoint.scores, strict=True))
        self.prepared: list[Prepared] = prepare(self.samples, Cutter(pieces, self.checkpoint.characters))
        self.cuts = fixed(self.prepared)
        network = Network(self.checkpoint.shape, len(NAMES) + 1)
        network.encoder.fill(self.checkpoint)
        embeddings = Embeddings(self.checkpoint.embeddings)
        windows = [cut.window for cut in self.cuts]
        low, top = made(network.encoder, embeddings, windows, (1, LAYERS))
        self.entities = list(NAMES)
        rows = {entity: row for row, entity in enumerate(self.entities, start=1)}
        self.low, self.top = Batcher(self.prepared, low, rows), Batcher(self.prepared, top, rows)
        self.moments = top.moments()

    def train(self, folder: Path, epochs: int = 6) -> Network:
        torch.manual_seed(0)
        network = Network(self.checkpoint.shape, len(NAMES) + 1)
        network.encoder.fill(self.checkpoint)
        network.heads.mean.copy_(torch.from_numpy(self.moments[0]))
        network.heads.deviation.copy_(torch.from_numpy(self.moments[1]))
        trainer = Trainer(network, Plan(warm_epochs=8, epochs=epochs, layouts=(192,)), folder)
        trainer.warm(self.top, grouped(self.cuts, None, 400))
        trainer.tune(self.low, range(ARTICLES))
        return network


@pytest.fixture(scope="module")
def toy() -> Toy:
    torch.set_num_threads(1)
    return Toy()


@pytest.fixture(scope="module")
def trained(toy: Toy, tmp_path_factory: pytest.TempPathFactory) -> Network:
    return toy.train(tmp_path_factory.mktemp("first"))


def test_two_runs_give_the_same_weights(toy: Toy, trained: Network, tmp_path: Path) -> None:
    again = toy.train(tmp_path)
    for name, value in trained.state_dict().items():
        assert torch.equal(value, again.state_dict()[name]), name


def test_the_toy_learns_which_sentences_state_what(toy: Toy, trained: Network) -> None:
    right = gold = found = 0
    for owner, raw in score(trained, toy.low, toy.cuts, ask_gold=True).items():
        wanted = {(t.sentence, t.category) for t in toy.prepared[owner].targets}
        got = {(s, c) for s, row in enumerate(raw.categories) for c, v in enumerate(row) if v > 0}
        right, gold, found = right + len(wanted & got), gold + len(wanted), found + len(got)
    assert 2 * right / (gold + found) > 0.9


def test_onnx_and_plain_arrays_find_what_pytorch_finds_on_a_hundred_articles(
    toy: Toy, trained: Network, tmp_path: Path
) -> None:
    with torch.no_grad():
        for parameter in trained.heads.parameters():
            parameter.copy_(parameter.half().float())
        for buffer in trained.heads.buffers():
            buffer.copy_(buffer.half().float())
    trained.eval()
    export.write_encoder(trained, tmp_path / "int8.onnx", tmp_path / "encoder.onnx")
    export.write_heads(trained, toy.entities, tmp_path / "heads.npz")
    vocabulary.write(toy.checkpoint, range(len(toy.checkpoint.pieces)), tmp_path / "pieces.json")
    export.write_embeddings(toy.checkpoint.embeddings, range(len(toy.checkpoint.pieces)), tmp_path / "embeddings.npy")
    silent = Vote(weights=np.zeros((BUCKETS, len(Category) + len(Stage)), dtype=np.float32))
    settings = Settings(asked=0.02)
    served = Decisions(Heads.load(tmp_path / "heads.npz"), silent, settings)
    encoder = Encoder(tmp_path)
    every = 0
    for owner, raw in score(trained, toy.low, toy.cuts, ask_gold=False).items():
        count = len(raw.categories)
        ours = Scores(
            categories=raw.categories,
            category_votes=[[0.0] * len(Category)] * count,
            stage_votes=[[0.0] * len(Stage)] * count,
            stated=raw.stated,
        )
        theirs = findings(served.score(encoder.encode(toy.samples[owner].reading), {}), settings)
        mine = findings(ours, settings)
        every += len(mine)
        assert [(f.sentence, f.category) for f in mine] == [(f.sentence, f.category) for f in theirs]
        for a, b in zip(mine, theirs, strict=True):
            assert max(a.stages, key=a.stages.get) == max(b.stages, key=b.stages.get)
            assert a.probability == pytest.approx(b.probability, abs=0.01)
    assert every > 100
