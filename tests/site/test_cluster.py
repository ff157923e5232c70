"""A build on a cluster: the archive names an executor, and the bytes are the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from briefgen.site.build import build
from tests.archives import make
from tests.sites import article, event, files_of

ARCHIVE = event("dam") + "".join(article(f"a{number}", f"date: 2024-01-{number % 28 + 1:02}\nevent: dam\noutlet: Echo\n") for number in range(80))

FACTORY = """\
from dask.distributed import Client, LocalCluster

made = []


def executor():
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
    made.append(cluster)
    return Client(cluster).get_executor()
"""


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_an_archive_can_be_built_on_a_dask_cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `Client.get_executor()`, as `docs/speed.md` has it: two workers, each a process of its own."""
    pytest.importorskip("distributed")
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "a_cluster.py").write_text(FACTORY)
    root = make(tmp_path / "archive", ARCHIVE + "-- briefgen.toml --\nexecutor = 'a_cluster:executor'\n")
    build(root)
    (cluster,) = sys.modules["a_cluster"].made
    try:
        assert cluster.scheduler.transition_counter > 0, "the cluster was given nothing to do"
        make(tmp_path / "clean", ARCHIVE)
        build(make(tmp_path / "clean", ARCHIVE + "-- briefgen.toml --\n"))
        assert files_of(root) == files_of(tmp_path / "clean")
    finally:
        cluster.close()
