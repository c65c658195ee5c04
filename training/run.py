"""One run of training, kept in a folder: every step finds on disk what the steps before it left there.

corpus.jsonl        articles as the pipes read them
low.npz, top.npz    states of the windows after the frozen layers and after all
fold-0 … fold-4     a network trained on the other folds, and its scores of this fold, of dev and of clean
votes-0 … votes-4   the same for the vote of words
final               what ships: the network and votes trained on all folds
settings.json       weights and thresholds, chosen on the folds; figures.txt what they reach
"""

import json
import pickle
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

import torch

from services.extract.pipes.decisions.judging import Cue, Scores
from services.extract.pipes.encoder.embeddings import Embeddings
from services.extract.pipes.encoder.pieces import Cutter
from services.extract.pipes.encoder.windows import WINDOW, Window
from training import corpus, evaluate, export, readings, vocabulary, weights, whole, words
from training.batches import Batcher, Prepared, fixed, grouped, prepare
from training.corpus import Sample, Splits
from training.glance import glance
from training.model import Network
from training.states import States, made
from training.train import NARROW, Plan, Raw, Trainer, score

Cues = dict[str, dict[tuple[int, int], Cue]]
FOLDS = 5
FROZEN = 6
"""Layers from the bottom that stay as they are: a third of the cost of training; what it loses was not measured."""
LEAST_SEEN = 3
"""Articles in which an entity must be a candidate to have an identity of its own."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """Where a run reads and writes.

    `labelled` holds train, dev, clean, treebanks, splits.json and score.py; `real` holds joined real reports.
    """

    folder: Path
    labelled: Path
    real: Path
    weights: Path
    plan: Plan

    @property
    def splits(self) -> Splits:
        return Splits.load(self.labelled / "splits.json")

    @cached_property
    def checkpoint(self) -> weights.Checkpoint:
        return weights.load(self.weights)

    @cached_property
    def samples(self) -> list[Sample]:
        """All articles that may be read, from disk if they were read before."""
        path = self.folder / "corpus.jsonl"
        if not path.exists():
            corpus.keep(readings.samples(corpus.articles(self._folders, self.splits), self.splits), path)
        return corpus.kept(path)

    @property
    def inputs(self) -> dict[str, dict[str, str]]:
        """What the pipes know of each article beside its text."""
        return {article["id"]: whole.inputs_of(article) for article in corpus.articles(self._folders, self.splits)}

    @property
    def _folders(self) -> list[Path]:
        return [self.labelled / "train", self.real, self.labelled / "dev", self.labelled / "clean"]

    @cached_property
    def prepared(self) -> list[Prepared]:
        checkpoint = self.checkpoint
        pieces = list(zip(checkpoint.pieces, checkpoint.scores, strict=True))
        return prepare(self.samples, Cutter(pieces, checkpoint.characters))

    @cached_property
    def entities(self) -> list[str]:
        """Ids that have a row of their own from 1 on."""
        seen = Counter(e for s in self.samples if s.fold is not None for e in s.reading.candidates)
        return sorted(entity for entity, count in seen.items() if count >= LEAST_SEEN)

    def states(self, name: str) -> States:
        """`low` or `top`: kept ones, and those of windows that are new since."""
        path = self.folder / f"{name}.npz"
        kept = States.kept(path) if path.exists() else States(self._layers(name), {})
        missing = [window for window in self._windows(name) if not kept.has(window)]
        if missing:
            embeddings = Embeddings(self.checkpoint.embeddings)
            (more,) = made(self.network().encoder, embeddings, missing, (kept.layers,))
            kept = kept.joined(more)
            kept.keep(path)
        return kept

    def _layers(self, name: str) -> int:
        return FROZEN if name == "low" else self.checkpoint.shape.layers

    def _windows(self, name: str) -> list[Window]:
        """Every article as the service lays it out; for tuning, those to train on in narrow windows as well."""
        wide = [cut.window for cut in fixed(self.prepared, WINDOW)]
        if name == "top":
            return wide
        return wide + [c.window for c in fixed(self.prepared, NARROW) if self.samples[c.owner].fold is not None]

    def network(self) -> Network:
        """A network with the checkpoint's encoder and fresh heads."""
        torch.manual_seed(self.plan.seed)
        network = Network(self.checkpoint.shape, len(self.entities) + 1)
        network.encoder.fill(self.checkpoint)
        return network

    def train(self, fold: int | None) -> Network:
        """The network trained on all folds but one, or on all; on disk from the first call on."""
        folder, network = self.folder / name_of(fold), self.network()
        chosen = self.others(fold)
        if (folder / "network.pt").exists():
            network.load_state_dict(torch.load(folder / "network.pt", weights_only=True))
            return network
        trainer = Trainer(network, self.plan, folder)
        if not (folder / "state.pt").exists():
            top = self.states("top")
            mean, deviation = top.moments()
            network.heads.mean.copy_(torch.from_numpy(mean))
            network.heads.deviation.copy_(torch.from_numpy(deviation))
            inside = set(chosen)
            cuts = [cut for cut in fixed(self.prepared) if cut.owner in inside]
            trainer.warm(Batcher(self.prepared, top, self.rows), grouped(cuts, None))
        trainer.tune(self.batcher, chosen, lambda: glance(self.prepared, self._scored(network, fold)))
        return network

    def average(self, folds: Sequence[int]) -> None:
        """Keep the mean of the folds' weights as the final network.

        They start from the same weights and stay close; together they have seen every article, and their mean errs less
        than each. Costs nothing beside the folds.
        """
        states = [self.train(fold).state_dict() for fold in folds]
        mean = {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
        (self.folder / "final").mkdir(exist_ok=True)
        torch.save(mean, self.folder / "final" / "network.pt")
        (self.folder / "final" / "raw.pickle").unlink(missing_ok=True)

    def _scored(self, network: Network, fold: int | None) -> dict[int, Raw]:
        """Scores of what was kept back: the fold, dev and clean; for the log of a final network dev and clean alone."""
        kept_back = {i for i, s in enumerate(self.samples) if s.fold is None or s.fold == fold}
        return score(network, self.batcher, [c for c in fixed(self.prepared) if c.owner in kept_back], ask_gold=True)

    @property
    def rows(self) -> dict[str, int]:
        return {entity: row for row, entity in enumerate(self.entities, start=1)}

    @cached_property
    def batcher(self) -> Batcher:
        return Batcher(self.prepared, self.states("low"), self.rows)

    def others(self, fold: int | None) -> list[int]:
        """Indices of the samples to train on when `fold` is kept back; of all folds if it is None."""
        return [i for i, s in enumerate(self.samples) if s.fold is not None and s.fold != fold]

    def raw(self, fold: int | None) -> dict[str, Raw]:
        """Scores by the network of a fold of what was kept back from it, by article."""
        path = self.folder / name_of(fold) / "raw.pickle"
        if not path.exists():
            found = self._scored(self.train(fold), fold)
            path.write_bytes(pickle.dumps({self.samples[i].id: raw for i, raw in found.items()}))
        raw: dict[str, Raw] = pickle.loads(path.read_bytes())
        return raw

    @cached_property
    def word_table(self) -> words.Table:
        return words.Table(self.samples)

    @cached_property
    def cues(self) -> Cues:
        """What the cue words say of each article; an article that the gate refuses has no entry."""
        path = self.folder / "cues.pickle"
        if not path.exists():
            path.write_bytes(pickle.dumps(whole.cued(self.samples, self.inputs)))
        kept: Cues = pickle.loads(path.read_bytes())
        return kept

    def scores(self, fold: int | None) -> dict[str, Scores]:
        """Scores of encoder, words and cues, by article, of what `fold` keeps back."""
        votes_path = self.folder / f"votes-{name_of(fold)}.pickle"
        if not votes_path.exists():
            vote = words.fit(self.word_table, set(self.others(fold)))
            votes_path.write_bytes(pickle.dumps(words.votes(vote, self.word_table)))
        votes = pickle.loads(votes_path.read_bytes())
        return joined(self.raw(fold), votes, self.cues, self.samples)

    def write_figures(self, figures: str, settings: evaluate.Settings) -> None:
        (self.folder / "settings.json").write_text(json.dumps(asdict(settings), indent=1) + "\n", encoding="utf-8")
        (self.folder / "figures.txt").write_text(figures + "\n", encoding="utf-8")

    def export(self, target: Path) -> None:
        """Write the final model's files, all but its card."""
        target.mkdir(parents=True, exist_ok=True)
        network = self.train(None)
        network.eval()
        export.write_encoder(network, target / "encoder.onnx", self.folder / "encoder.float32.onnx")
        export.write_heads(network, self.entities, target / "heads.npz")
        texts = [t for s in self.samples for t in (s.reading.heading, *s.reading.text.split("\n"))]
        ids = vocabulary.kept(self.checkpoint, [*texts, *vocabulary.treebank(self.labelled / "treebanks")])
        vocabulary.write(self.checkpoint, ids, target / "pieces.json")
        export.write_embeddings(self.checkpoint.embeddings, ids, target / "embeddings.npy")
        words.write(words.fit(self.word_table, set(self.others(None))), target / "words.npz")
        (target / "settings.json").write_bytes((self.folder / "settings.json").read_bytes())
        export.write_checksums(target)


def name_of(fold: int | None) -> str:
    """The folder of a network: that of the fold kept back from it, or `final`."""
    return "final" if fold is None else f"fold-{fold}"


def joined(raw: dict[str, Raw], votes: "words.Floats", cues: Cues, samples: Sequence[Sample]) -> dict[str, Scores]:
    """The network's scores with the words' votes; rows of `votes` are the sentences of all samples in order."""
    out, row, categories = {}, 0, len(corpus.CATEGORIES)
    for sample in samples:
        count = len(sample.reading.sentences)
        if sample.id in raw:
            mine = votes[row : row + count].tolist()
            out[sample.id] = Scores(
                categories=raw[sample.id].categories,
                category_votes=[v[:categories] for v in mine],
                stage_votes=[v[categories:] for v in mine],
                stated=raw[sample.id].stated,
                cues=cues.get(sample.id, {}),
            )
        row += count
    return out
