"""Measuring and training on pages and events that people recorded: see CONTRIBUTING, 'How to measure'."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from briefgen.ingest import model
from tests.quality import articles, grouping, pages, training
from tests.quality.pages import KINDS, Kind, Page

FOLDS = 5


def main() -> None:
    """Runs what the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("articles", help="what ingest makes of each page, as JSON lines")
    run.add_argument("--kind", choices=KINDS, required=True)
    run.add_argument("--out", type=Path, required=True, metavar="PREDICTIONS.jsonl")
    cross = commands.add_parser("cross-validate", help=f"the same with models that never saw the page's publisher, in {FOLDS} parts")
    cross.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="gets one file of predictions for each kind")
    train = commands.add_parser("train", help="learn the models anew")
    train.add_argument("--out", type=Path, default=Path("briefgen/data"), metavar="FOLDER")
    for command in (run, cross, train):
        command.add_argument("--pages", type=Path, required=True, metavar="FILE.jsonl[.gz]")
        command.add_argument("--html", type=Path, metavar="FOLDER_OR_TAR", help="the saved pages, as ID.html")
        command.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    for command in (cross, train):
        command.add_argument(
            "--other",
            default="",
            metavar="PREFIX",
            help="ids of pages that are not news: the model of texts learns nothing from them, the other little",
        )
    events = commands.add_parser("events", help="how well articles are grouped into events, and what a second look finds")
    events.add_argument("--articles", type=Path, required=True, metavar="FILE.jsonl[.gz]")
    given = parser.parse_args()
    {"articles": _articles, "cross-validate": _cross_validate, "train": _train, "events": _events}[given.command](given)


def _events(given: argparse.Namespace) -> None:
    print(grouping.table(grouping.read(given.articles)))


def _articles(given: argparse.Namespace) -> None:
    html = pages.saved(given.html) if given.kind == "html" and given.html else {}
    found = articles.records(pages.read(given.pages), articles.Ingest(given.kind, html), given.jobs)
    given.out.write_text("".join(map(articles.line, found)), encoding="utf-8")


def _train(given: argparse.Namespace) -> None:
    listed = pages.read(given.pages)
    html = pages.saved(given.html) if given.html else {}
    for name, kinds in MODELS.items():
        examples = _examples(listed, kinds, html, given.other)
        if examples:
            note = {"learned from": f"{len(examples)} pages, digest {training.digest(examples)}"}
            (given.out / f"{name}.json").write_text(training.train(examples, note), encoding="utf-8")


def _cross_validate(given: argparse.Namespace) -> None:
    listed = pages.read(given.pages)
    html = pages.saved(given.html) if given.html else {}
    given.out.mkdir(parents=True, exist_ok=True)
    for kinds in MODELS.values():
        examples = _examples(listed, kinds, html, given.other)
        found: dict[Kind, list[str]] = {kind: [] for kind in kinds}
        for fold in range(FOLDS) if examples else ():
            learned = model.parse(training.train([one for one in examples if one.page.fold(FOLDS) != fold], {}))
            held_out = [page for page in listed if page.fold(FOLDS) == fold]
            for kind in kinds:
                found[kind] += map(articles.line, articles.records(held_out, articles.Ingest(kind, html, learned), given.jobs))
        for written, lines in found.items():
            (given.out / f"{written}.jsonl").write_text("".join(lines), encoding="utf-8")


MODELS: dict[str, tuple[Kind, ...]] = {model.TEXT: ("main_text", "page_text"), model.HTML: ("html",)}
"""What each model is trained on."""


def _examples(listed: Sequence[Page], kinds: Sequence[Kind], html: dict[str, bytes], other: str) -> list[training.Example]:
    """The pages to learn from, and the sample's."""
    marked = kinds == ("html",)
    wanted = [(page, 1.0 if not other or not page.id.startswith(other) else OTHERS_WEIGHT if marked else 0.0) for page in listed]
    found = (training.example(page, kind, html, weight) for kind in kinds for page, weight in wanted if weight)
    return [*(one for one in found if one is not None), *training.sample(Path(), marked)]


OTHERS_WEIGHT = 0.3
"""How much a page that is not news counts to the trees of saved pages: their markup is like that of news, their texts are not."""


if __name__ == "__main__":
    main()
