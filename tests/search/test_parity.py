"""The Python reader and the search page's JavaScript give the same answers: of the same index, to any query."""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

from briefgen.search import columns, leaves, shards
from briefgen.search.answer import Request, search
from briefgen.search.nodes import COLUMNS
from briefgen.search.query import parse
from briefgen.search.reader import Index
from briefgen.site.build import build
from tests import outside
from tests.archives import make
from tests.search.asking import index_of
from tests.search.collisions import Maker
from tests.search.test_query import cases

QUERIES: Final = int(os.environ.get("BRIEFGEN_QUERIES", "400"))
"""Of each archive. More of them find more: `BRIEFGEN_QUERIES=20000 pytest tests/search/test_parity.py -n auto`."""
CORE: Final = Path(__file__).parents[2] / "themes" / "briefing" / "static" / "search"
SCRIPT: Final = Path(__file__).parent / "node" / "asked.js"
NODE: Final = outside.node()

pytestmark = pytest.mark.skipif(NODE is None, reason="there is no node")


def in_node(site: Path, parses: Sequence[object] = (), requests: Sequence[object] = ()) -> dict[str, Any]:
    """What the page's scripts say."""
    given = json.dumps({"parses": parses, "requests": requests})
    done = subprocess.run([str(NODE), SCRIPT, CORE, site], input=given, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


SCALES: Final[Mapping[str, Sequence[tuple[object, str, object]]]] = {
    "as it is": (),
    "fine": (
        (leaves, "_ARTICLES_PER_RANGE", 0.05),
        (leaves, "_ARTICLES_PER_SPELLING", 10),
        (leaves, "LEAF", 4),
        (leaves, "LARGEST_LEAF", 8),
        (leaves, "HEAVY", 2),
        (shards, "FAR", 30),
        (shards, "FAR_FILE", 40),
        (columns, "PER_FILE", 16),
    ),
    "middling": ((leaves, "_ARTICLES_PER_RANGE", 4), (leaves, "LEAF", 16), (shards, "FAR", 200), (leaves, "HEAVY", 10)),
}
"""How the index is parted: in few files, or in as many as an archive a thousand times the size."""


@pytest.fixture(params=[(scale, seed) for seed, scale in enumerate(SCALES)], ids=lambda given: str(given[0]), scope="module")
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Maker]:
    """An archive that is built, and who made it up."""
    scale, seed = request.param
    maker = Maker(seed)
    with pytest.MonkeyPatch.context() as patched:
        for module, name, value in SCALES[scale]:
            patched.setattr(module, name, value)
        root = make(tmp_path_factory.mktemp("archive"), maker.archive(90))
        build(root)
    return root, maker


def as_json(request: Request) -> dict[str, object]:
    """A request as the page's scripts take it."""
    return {
        "query": request.query,
        "typing": request.typing,
        "selected": {column: list(request.selected.get(column, ())) for column in COLUMNS},
        "from": request.first,
        "to": request.last,
        "sort": request.sort,
        "unfolded": request.unfolded,
    }


def answered(index: Index, request: Request) -> dict[str, object]:
    """The reader's answer, in the script's form."""
    answer = search(index, request)
    return {
        "isEmpty": answer.is_empty,
        "notes": [noted(note) for note in msgspec.to_builtins(answer.notes)],
        "total": answer.total,
        "articles": answer.articles,
        "sort": answer.sort,
        "results": [[one.number, [index.record(other).address for other in one.others]] for one in answer.results()],
    }


def noted(note: Mapping[str, str]) -> dict[str, str]:
    """A note without what it does not say."""
    return {key: value for key, value in note.items() if value}


def test_both_answer_alike(archive: tuple[Path, Maker]) -> None:
    """The same number of results, the same notes, the same articles in the same order, with the same others folded under each."""
    root, maker = archive
    index = index_of(root)
    names = {column: [key for _, key in index.filed(column).names] for column in COLUMNS}
    requests = [maker.request(names) for _ in range(QUERIES)]
    found = in_node(root / "site", requests=[as_json(one) for one in requests])["answers"]
    differing = [
        (as_json(request), ours, theirs)
        for request, theirs in zip(requests, found, strict=True)
        if (ours := answered(index, request)) != {**theirs, "notes": [noted(note) for note in theirs["notes"]]}
    ]
    assert differing[:3] == []
    assert any(one["total"] > 10 for one in found)


PIECES: Final = [
    *("a", "B", "é", "東", "京", "ก", "1", " ", "  ", '"', "“", "(", ")", "-", "*", ":", "OR", "AND", "NOT", "|", ".", "..", "/", "\u00a0", "'"),
    *("title:", "Section:", "outlet:", "date:", "before:", "after:", "2024", "2024-02-29", "2023-02-29", "tag: ", "foo:", " OR ", "x y", "東京"),
]  # fmt: skip


def test_both_read_queries_alike() -> None:
    """Whatever is typed."""
    dice = random.Random(1)
    texts = ["".join(dice.choices(PIECES, k=dice.randrange(1, 14))) for _ in range(QUERIES * 10)]
    parses = [{"text": text, "typing": dice.random() < 0.5} for text in texts]
    parses += [{"text": text, "typing": typing} for text, _, typing in cases()]
    found = in_node(Path(), parses=parses)["trees"]
    differing = [(given, ours, theirs) for given, theirs in zip(parses, found, strict=True) if (ours := read(given)) != theirs]
    assert differing[:3] == []


def read(given: Mapping[str, Any]) -> dict[str, object]:
    tree, notes = parse(given["text"], typing=given["typing"])
    return {"tree": json.loads(msgspec.json.encode(tree)), "notes": [noted(note) for note in msgspec.to_builtins(notes)]}
