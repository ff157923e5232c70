"""What rsync reaches as a target: a folder here, and one behind rsync's own protocol."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefgen.problem import Unreadable
from tests.deploy.grounds import Ground, fill, need
from tests.served import free_port, when_it_listens


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    need("rsync")
    return Ground("rsync", tmp_path)


@contextmanager
def daemon(folder: Path, work: Path) -> Iterator[str]:
    """The address of a folder, as rsync serves it on this machine."""
    port = free_port()
    who = [f"uid = {os.getuid()}", f"gid = {os.getgid()}"] if os.getuid() == 0 else []
    files = [f"pid file = {work}/pid", f"lock file = {work}/lock", f"log file = {work}/log"]
    lines = ["use chroot = no", *files, "[www]", f"path = {folder}", "read only = no", *who]
    (work / "rsyncd.conf").write_text("\n".join(lines), encoding="utf-8")
    words = ["rsync", "--daemon", "--no-detach", "--address=127.0.0.1", f"--port={port}", f"--config={work}/rsyncd.conf"]
    with subprocess.Popen(words, stdin=subprocess.DEVNULL) as running:
        try:
            when_it_listens(port, running)
            yield f"rsync://127.0.0.1:{port}/www/"
        finally:
            running.terminate()


def test_a_site_goes_over_a_connection(ground: Ground, tmp_path: Path) -> None:
    """To a folder that another rsync serves: first, changed, gone, with what is in the way."""
    fill(ground.there, {"index.html": "theirs", "CNAME": "theirs"})
    fill(ground.site, {"index.html": "front", "articles/a b.html": "one", "#.html": "two"})
    with daemon(ground.there, tmp_path) as address:
        ground.target = ground.target._replace(to=address)
        assert ground.planned().blocked == ("index.html",)
        ground.deploy(adopt=True)
        fill(ground.site, {"articles/a b.html": None, "#.html": "other"})
        ground.deploy()
        assert ground.planned().is_empty
    assert {path: data for path, data in ground.files().items() if not path.startswith(".")} == {
        "index.html": b"front",
        "CNAME": b"theirs",
        "#.html": b"other",
    }


def test_what_stands_in_the_way_is_known_before_anything_is_sent(ground: Ground, tmp_path: Path) -> None:
    """A file of others in a folder's place, a folder of others in a file's; also behind a connection."""
    theirs = {"articles": "theirs", "index.html/below/theirs": "theirs", "events/theirs": "theirs", "a.html/gone": "theirs"}
    fill(ground.there, theirs)
    (ground.there / "a.html/gone").unlink()
    fill(ground.site, dict.fromkeys(("articles/one.html", "index.html", "events/e.html", "a.html"), "ours"))
    in_the_way = ("a.html", "articles", "index.html")
    assert (ground.planned().closed, ground.planned().blocked) == (in_the_way, ())
    with daemon(ground.there, tmp_path) as address:
        ground.target = ground.target._replace(to=address)
        assert ground.planned().closed == in_the_way
    assert set(ground.files()) == {"articles", "index.html/below/theirs", "events/theirs"}


def test_nothing_goes_where_a_link_leads(ground: Ground, tmp_path: Path) -> None:
    """A link in a folder's place is in the way, and so is a pipe; one in a file's is another's file."""
    fill(tmp_path / "elsewhere", {"one.html": "theirs"})
    fill(ground.there, {"about": "theirs"})
    (ground.there / "articles").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(ground.there / "days")
    fill(ground.site, {"articles/one.html": "ours", "days/one.html": "ours", "index.html": "ours"})
    assert ground.planned().closed == ("articles", "days")
    with daemon(ground.there, tmp_path) as address:
        ground.target = ground.target._replace(to=address)
        assert ground.planned().closed == ("articles", "days")
    assert (tmp_path / "elsewhere/one.html").read_text() == "theirs"


def test_a_folder_of_ours_may_become_a_file(ground: Ground) -> None:
    """And a file a folder."""
    fill(ground.site, {"a/b.html": "x", "c": "x"})
    ground.deploy()
    fill(ground.site, {"a/b.html": None, "c": None})
    (ground.site / "a").rmdir()
    fill(ground.site, {"a": "x", "c/d.html": "x"})
    assert ground.planned().closed == ()
    ground.deploy()
    assert {"a", "c/d.html"} <= set(ground.files())


def test_anybody_may_read_what_is_there(ground: Ground) -> None:
    """Though the site was built for nobody else's eyes."""
    fill(ground.site, {"index.html": "front"})
    (ground.site / "index.html").chmod(0o600)
    ground.deploy()
    assert (ground.there / "index.html").stat().st_mode & 0o777 == 0o644


def test_a_host_that_is_not_there_is_a_problem_with_what_rsync_says(ground: Ground) -> None:
    """And is not taken for a target that has nothing yet."""
    fill(ground.site, {"index.html": "front"})
    ground.target = ground.target._replace(to=f"rsync://127.0.0.1:{free_port()}/www/")
    with pytest.raises(Unreadable) as found:
        ground.planned()
    (problem,) = found.value.problems
    assert "rsync failed" in problem.message
    assert "Connection refused" in problem.quote


def test_without_rsync_it_is_said_how_to_get_it(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of a traceback."""
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(Unreadable, match="no program 'rsync'"):
        ground.planned()
