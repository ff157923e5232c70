"""The benchmark's own promises; what it measures is for people to read."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.bench import answers, corpus, known, measure, served


def files_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    return ((path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file())


def test_corpus_is_always_the_same(tmp_path: Path) -> None:
    """Two archives of so many articles have the same bytes, so that figures of different days can be compared."""
    for name in ("one", "other"):
        corpus.write(tmp_path / name, 30)
    made = dict(files_of(tmp_path / "one"))
    assert sum(path.startswith("content/articles/") for path in made) == 30
    assert made == dict(files_of(tmp_path / "other"))


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize("how", ["run", "Popen"])
def test_what_a_child_of_a_child_takes_is_measured(tmp_path: Path, how: str) -> None:
    """Work that a process hands on counts as its own, whether or not it waits for it: here half a second of time and 64 MB."""
    work = "import time; held = b'x' * 64_000_000\nwhile time.process_time() < 0.5: pass"
    first = f"import os, subprocess, sys; subprocess.{how}([sys.executable, '-c', {work!r}]); print('done', flush=True); os._exit(0)"
    spent = measure.run([sys.executable, "-c", first], tmp_path)
    assert (spent.code, spent.output, spent.errors) == (0, "done\n", "")
    assert spent.cpu > 0.5
    assert spent.memory > 64_000_000


@pytest.mark.parametrize("drawn", ["queries.drawn(corpus.articles(40))", "known.items(known.with_accents(corpus.articles(40)), 3)"])
def test_queries_are_always_the_same(drawn: str) -> None:
    """Whatever order Python's sets have in a process, the same queries are drawn of the same articles, some of each kind."""
    script = f"from tests.bench import corpus, known, queries\nfor one in {drawn}: print(one.kind, one.query if hasattr(one, 'query') else one)"
    environments = ({**os.environ, "PYTHONHASHSEED": seed} for seed in "12")
    said = [subprocess.run([sys.executable, "-c", script], env=one, capture_output=True, text=True, check=True).stdout for one in environments]
    assert said[0] == said[1]
    assert len(said[0].splitlines()) == 8 * 3


def test_a_query_is_scored_by_the_rank_of_the_first_right_answer() -> None:
    """Addresses of either site name an article by its file's name."""
    item = known.Item("a name", "Ines Orlov", frozenset({"2024-01-01-fög", "other"}))
    assert answers.score(["/articles/2024/fog.html", "articles/2024/2024-01-01-f%C3%B6g.html"], item) == 0.5
    assert answers.score(["/articles/2024/fog.html"], item) == 0


def test_what_is_served_is_counted_as_it_is_sent(tmp_path: Path) -> None:
    """Text is compressed, Pagefind's files go as they are, and what is not there weighs nothing."""
    (tmp_path / "page.html").write_text("fog " * 1000)
    (tmp_path / "index.pf_index").write_bytes(b"fog " * 1000)
    with served.serve(tmp_path, {"/more.html": b"more"}) as site:
        received = {path: urlopen(site.address + path).read() for path in ("/page.html", "/index.pf_index", "/more.html?q=fog")}
        with pytest.raises(HTTPError):
            urlopen(f"{site.address}/none.html")
        sent = site.taken()
        assert site.taken() == []
    assert [(one.path, one.size) for one in sent[:3]] == [(path.partition("?")[0], len(body)) for path, body in received.items()]
    assert (sent[3].size, len(received["/index.pf_index"])) == (0, 4000)
    assert gzip.decompress(received["/page.html"]) == b"fog " * 1000
    assert gzip.decompress(received["/more.html?q=fog"]) == b"more"
