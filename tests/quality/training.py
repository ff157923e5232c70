"""Learning what tells an article's lines from others: the chain with CRFsuite, the trees with LightGBM. Needs the extra 'train'."""

from __future__ import annotations

import hashlib
import json
import math
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from briefgen.archive import load
from briefgen.ingest import features, labels, readers
from briefgen.ingest.chain import STATES, Chain
from briefgen.ingest.features import Row, Seen
from briefgen.ingest.page import Sheet
from briefgen.markdown import plain
from briefgen.problem import Unreadable
from tests.quality import pages, truth
from tests.quality.pages import Kind, Page

_CHAIN: Final = {"c1": 1.0, "c2": 0.5, "max_iterations": 120, "feature.possible_transitions": False}
_PUBLISHERS: Final = 10
"""Publishers on whose pages a clue must occur to get a weight."""
_LEAST: Final = 0.02
"""Weights nearer to 0 are left out."""
_ROUNDS: Final = 100
_TREES: Final[dict[str, Any]] = {
    "objective": "binary", "num_leaves": 15, "learning_rate": 0.1, "min_data_in_leaf": 40, "lambda_l2": 5.0, "feature_fraction": 0.6,
    "deterministic": True, "force_row_wise": True, "num_threads": 2, "seed": 1, "verbose": -1,
}  # fmt: skip
_PARTS: Final = 4
"""Parts of the training pages: the trees see of each part what a chain says of it that was trained on the others, as it is on new pages."""


@dataclass(frozen=True, slots=True)
class Example:
    """A page's sheet with the rules' evidence, and which of its lines are the article's."""

    page: Page
    kind: Kind
    sheet: Sheet
    kept: tuple[bool, ...]
    seen: tuple[Seen, ...]
    rows: tuple[Row, ...]
    clues: tuple[list[str], ...]
    weight: float
    """How much it counts to the trees."""


def example(page: Page, kind: Kind, html: Mapping[str, bytes], weight: float = 1.0) -> Example | None:
    """The page as an example; None when it has no recorded text, or cannot be read."""
    given = pages.seed(page, kind, html)
    if given is None or not page.body:
        return None
    try:
        sheet = labels.with_opinions(readers.read(*given))
    except Unreadable:
        return None
    found = truth.of_article(["" if line.image else line.text for line in sheet.lines], page.body)
    seen = [Seen(line) for line in sheet.lines]
    rows = features.rows(sheet, seen)
    clues = features.clues(sheet, seen, rows)
    return Example(page, kind, sheet, tuple(found), tuple(seen), tuple(rows), tuple(clues), weight) if any(found) else None


def sample(root: Path, marked: bool) -> list[Example]:
    """The project's own sample as examples, those of saved pages or those of texts, each as often as weighs it against the many others:
    it holds shapes of scrapes that the others lack."""
    found = []
    for name, body in _bodies(root).items():
        if (Path(name).suffix == ".html") == marked:
            page = Page(f"sample/{name}", "sample", body, {"main_text": (root / "seeds" / name).read_text(encoding="utf-8")})
            one = example(page, "html" if marked else "main_text", {page.id: page.texts["main_text"].encode()})
            found += [one] * _SAMPLE if one is not None else []
    return found


_SAMPLE: Final = 4


def _bodies(root: Path) -> dict[str, str]:
    """The text of each seed, as the sample's articles have it."""
    archive = load(root)
    return {article.seed.file: plain(article.body) for article in archive.articles if article.seed is not None}


def train(examples: Sequence[Example], note: Mapping[str, str]) -> str:
    """What was learned from the examples, as the text of a model's file; `note` is for people who read it."""
    import lightgbm
    import numpy

    rows: list[Row] = []
    wanted: list[bool] = []
    weights: list[float] = []
    others = [[one for one in examples if one.page.fold(_PARTS, "part") != part] for part in range(_PARTS)]
    with ThreadPoolExecutor(2) as executor:  # CRFsuite lets go of Python's lock
        chains = list(executor.map(_chain, [*others, examples]))
    for part, chain in enumerate(chains[:_PARTS]):
        for one in (one for one in examples if one.page.fold(_PARTS, "part") == part):
            rows += features.with_chances(one.sheet, one.seen, one.rows, chain.chances(one.clues))
            wanted += one.kept
            weights += [one.weight / math.sqrt(len(one.kept))] * len(one.kept)  # a page of a thousand lines is still one page
    data = lightgbm.Dataset(numpy.array(rows, dtype=numpy.float32), label=wanted, weight=weights)
    booster = lightgbm.train(_TREES, data, num_boost_round=_ROUNDS)
    trees = [_tree(info["tree_structure"]) for info in booster.dump_model()["tree_info"]]
    whole = chains[-1]
    lines = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in note.items()]
    lines.append(f' "steps": {json.dumps(whole.steps)}')
    lines.append(
        ' "weights": {\n' + ",\n".join(f"  {json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in sorted(whole.weights.items())) + "\n }"
    )
    lines.append(' "trees": [\n' + ",\n".join("  " + json.dumps(tree, separators=(",", ":")) for tree in trees) + "\n ]")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _tree(node: Mapping[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    return [node["split_feature"], float(f"{node['threshold']:.6g}"), _tree(node["left_child"]), _tree(node["right_child"])]


def _chain(examples: Sequence[Example]) -> Chain:
    """The chain that CRFsuite learns, with the weights that are not next to nothing."""
    import pycrfsuite

    known = _known(examples)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for one in examples:
        trainer.append([[name for name in names if name in known] for names in one.clues], _states(one.kept))
    trainer.set_params(_CHAIN)
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder, "chain"))
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        tagger.open(file)
        learned = tagger.info()
        tagger.close()
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(STATES))
    for (name, state), weight in learned.state_features.items():
        if abs(weight) >= _LEAST:
            weights[name][STATES.index(state)] = round(weight, 2)
    steps = tuple(tuple(round(learned.transitions.get((a, b), _NEVER), 3) for b in STATES) for a in STATES)
    return Chain({name: tuple(found) for name, found in weights.items()}, steps)


_NEVER: Final = -12.0
"""The weight of a step that no page takes."""


def _known(examples: Iterable[Example]) -> set[str]:
    publishers: dict[str, set[str]] = defaultdict(set)
    for one in examples:
        for name in {name for names in one.clues for name in names}:
            publishers[name].add(one.page.domain)
    return {name for name, users in publishers.items() if len(users) >= _PUBLISHERS}


def _states(kept: Sequence[bool]) -> list[str]:
    """The states of a page's lines, by which of them are the article's."""
    first, last = kept.index(True), len(kept) - 1 - kept[::-1].index(True)
    return ["article" if keep else "above" if i < first else "below" if i > last else "within" for i, keep in enumerate(kept)]


def digest(examples: Iterable[Example]) -> str:
    """A digest of what was learned from: pages, their lines, and which of them are the article's."""
    found = hashlib.sha256()
    for one in examples:
        found.update(json.dumps([one.page.id, one.kind, [line.text for line in one.sheet.lines], one.kept]).encode())
    return found.hexdigest()[:16]
