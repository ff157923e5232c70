"""The sources of an archive, asked for: what is kept, what is told, and what is not asked again."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from briefgen import cli, sourcelinks
from briefgen.publish.sources import Found, ask_for_all
from briefgen.sourcelinks import Line
from tests.archives import make
from tests.probing.hosts import QUICKLY, Answers, host
from tests.sites import article

T = TypeVar("T")
FIRST, SECOND, LATER = "2026-03-03", "2026-03-04", "2026-06-01"


@pytest.fixture
def site() -> Iterator[Answers]:
    with host(Answers({"/there": 200, "/gone": 404, "/moved": (301, "/there"), "/shut": 403, "/more": 200})) as answers:
        yield answers


def archive_of(root: Path, addresses: Iterable[str]) -> Path:
    return make(root, "".join(article(f"a{number}", f"date: 2024-01-01\nsource: {one}\n") for number, one in enumerate(addresses)))


def asked(root: Path, day: str, days: int = 30) -> Found:
    return ask_for_all(root, day, QUICKLY, days)


def states(root: Path) -> dict[str, str]:
    return {address.rpartition("/")[2]: line.state for address, line in sourcelinks.read(root / "content").items()}


def test_what_became_of_each_source_is_kept_and_told(tmp_path: Path, site: Answers) -> None:
    """A source that is gone is a warning at the line that names it."""
    root = archive_of(tmp_path, [*map(site.address, ("/there", "/gone", "/moved", "/shut")), "", "mailto:x@example.org"])
    found = asked(root, FIRST)
    assert states(root) == {"there": "ok", "gone": "dead", "moved": "moved", "shut": "unknown"}
    assert found.numbers() == {"asked": 4, "ok": 1, "moved": 1, "dead": 1, "unknown": 1, "never": 0}
    (problem,) = found.problems
    assert (problem.path, problem.line, problem.severity) == ("content/articles/a1.md", 4, "warning")
    assert problem.message == "the source is gone since 2026-03-03 (404)"
    assert problem.quote == f"source: {site.address('/gone')}"


def test_what_was_found_lately_is_not_asked_for_again(tmp_path: Path, site: Answers) -> None:
    """What nobody could tell is, on another day; and what is known of all the rest is told all the same."""
    root = archive_of(tmp_path, map(site.address, ("/there", "/gone", "/shut")))
    asked(root, FIRST)
    site.asked.clear()
    found = asked(root, FIRST)
    assert site.asked == []
    assert (found.asked, len(found.problems)) == (0, 1)
    asked(root, SECOND)
    assert site.asked == ["HEAD /shut", "GET /shut", "HEAD /there"]
    site.asked.clear()
    asked(root, SECOND, days=1)
    assert {one.split()[1] for one in site.asked} == {"/gone"}
    site.asked.clear()
    asked(root, LATER)
    assert {one.split()[1] for one in site.asked} == {"/there", "/gone", "/shut"}


def test_a_new_article_s_source_is_asked_for_alone(tmp_path: Path, site: Answers) -> None:
    root = archive_of(tmp_path, map(site.address, ("/there", "/gone")))
    asked(root, FIRST)
    site.asked.clear()
    archive_of(tmp_path, map(site.address, ("/there", "/gone", "/more")))
    asked(root, FIRST)
    assert site.asked == ["HEAD /more"]


def test_articles_of_one_source_have_it_asked_for_once(tmp_path: Path, site: Answers) -> None:
    root = archive_of(tmp_path, [site.address("/gone"), site.address("/gone#two"), site.address("/gone")])
    assert len(asked(root, FIRST).problems) == 3
    assert site.asked == ["HEAD /gone", "GET /gone"]


def test_a_host_that_is_gone_for_two_days_has_taken_its_articles_with_it(tmp_path: Path, site: Answers) -> None:
    with host(Answers({})) as other:
        left = other.address("/left")
    root = archive_of(tmp_path, [site.address("/there"), left])
    assert asked(root, FIRST).problems == ()
    site.asked.clear()
    (problem,) = asked(root, SECOND).problems
    assert site.asked == ["HEAD /there"]  # which tells that it is not just our own connection
    assert problem.message == "the source is gone since 2026-03-03 (refuses the connection)"


def test_without_a_connection_nothing_is_learnt_and_that_is_said(tmp_path: Path) -> None:
    with host(Answers({})) as other:
        left = [other.address(f"/{number}") for number in range(3)]
    root = archive_of(tmp_path, left)
    (problem,) = asked(root, FIRST).problems
    assert problem.message == "no host answered: nothing was learnt of 3 addresses"
    assert not (root / "content/links.tsv").exists()


def test_what_is_known_when_it_is_interrupted_is_kept(tmp_path: Path, site: Answers) -> None:
    def interrupted(items: Iterable[T], label: str, total: int) -> Iterable[T]:
        assert (label, total) == ("Asking", 4)
        for number, item in enumerate(items):
            yield item
            if number == 1:
                raise KeyboardInterrupt

    root = archive_of(tmp_path, map(site.address, ("/gone", "/moved", "/shut", "/there")))
    with pytest.raises(KeyboardInterrupt):
        ask_for_all(root, FIRST, QUICKLY, 30, interrupted)
    assert states(root) == {"gone": "dead", "moved": "moved"}


@pytest.mark.skipif(sys.platform == "win32", reason="there a process cannot be sent Ctrl-C alone")
def test_ctrl_c_ends_the_command_and_keeps_what_is_known(tmp_path: Path, site: Answers) -> None:
    """At once, though a host has not answered yet."""
    came, over = threading.Event(), threading.Event()

    def wait(path: str) -> None:
        if path == "/there":
            came.set()
            over.wait(20)

    site.meanwhile = wait
    root = archive_of(tmp_path, map(site.address, ("/gone", "/moved", "/shut", "/there")))
    words = [sys.executable, "-m", "briefgen", "check", "-C", str(root), "--links", "--private", "--pause", "0", "--date", FIRST]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert came.wait(20)
        process.send_signal(signal.SIGINT)
        said = process.communicate()
        over.set()
    assert (process.returncode, said[1]) == (130, b"")
    assert states(root)["gone"] == "dead"


def test_a_persons_lines_and_those_of_others_stay(tmp_path: Path, site: Answers) -> None:
    """Also of sources that no article has any more."""
    root = archive_of(tmp_path, [site.address("/there")])
    (root / "content/links.tsv").write_text("# mine\nhttps://news.example/a\tdead\t2026-01-01\n", encoding="utf-8")
    asked(root, FIRST)
    assert sourcelinks.read(root / "content")["https://news.example/a"] == Line("https://news.example/a", "dead", "2026-01-01", "2026-01-01")
    assert (root / "content/links.tsv").read_text(encoding="utf-8").startswith("# mine\n")


def test_the_command_asks_only_when_it_is_told_to(tmp_path: Path, site: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    root = archive_of(tmp_path, map(site.address, ("/gone", "/moved")))
    cli.run(["check", "-C", str(root), "--date", FIRST])
    assert site.asked == []
    assert not (root / "content/links.tsv").exists()
    capsys.readouterr()
    cli.run(["check", "-C", str(root), "--links", "--private", "--pause", "0", "--date", FIRST, "-v"])
    said = capsys.readouterr()
    assert "Sources: 2 asked for; 0 ok, 1 moved, 1 dead, 0 unknown, 0 never." in said.out
    assert f"  {site.address('/moved')}: moved to {site.address('/there')}\n" in said.out
    assert "a0.md:4: warning: the source is gone since 2026-03-03 (404)" in said.err
    assert states(root) == {"gone": "dead", "moved": "moved"}


def test_the_local_network_is_left_alone_unless_that_is_asked_for(tmp_path: Path, site: Answers) -> None:
    root = archive_of(tmp_path, [site.address("/there")])
    cli.run(["check", "-C", str(root), "--links", "--pause", "0", "--date", FIRST])
    assert site.asked == []
    assert site.robots_asked == 0


@pytest.mark.parametrize("words", [["--older-than", "3"], ["--pause", "0"], ["--private"]])
def test_how_to_ask_is_said_for_nothing_where_nobody_is_asked(tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check", "-C", str(archive_of(tmp_path, [])), *words]) == 2
    assert "write --links too" in capsys.readouterr().err
