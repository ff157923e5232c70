"""The watch tells every change that matters, and nothing else; a burst gathers what is built from at once."""

from __future__ import annotations

import errno
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from queue import SimpleQueue

import pytest
import watchdog.observers

from briefgen.preview.watch import Burst, Watcher, is_temporary
from tests.archives import make, write

LONG = 20.0
"""Seconds after which what was waited for is taken not to come: far more than it takes."""


@pytest.fixture(params=[False, True], ids=["native", "polling"])
def poll(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "archive", "-- content/articles/a.md --\nold\n-- seeds/a.txt --\nseed\n").resolve()


@contextmanager
def bursts(watcher: Watcher) -> Iterator[SimpleQueue[frozenset[Path]]]:
    """The watcher's bursts as they come, collected in a thread that ends with it."""
    told: SimpleQueue[frozenset[Path]] = SimpleQueue()

    def collect() -> None:
        while paths := watcher.changes():
            told.put(paths)

    thread = threading.Thread(target=collect)
    thread.start()
    try:
        with closing(watcher):
            yield told
    finally:
        thread.join(LONG)
        assert not thread.is_alive()


def until(told: SimpleQueue[frozenset[Path]], path: Path) -> set[Path]:
    """All that was told up to the burst with this path in it."""
    return set().union(*bursts_until(told, path))


def bursts_until(told: SimpleQueue[frozenset[Path]], path: Path) -> list[frozenset[Path]]:
    found = [told.get(timeout=LONG)]
    while path not in found[-1]:
        found.append(told.get(timeout=LONG))
    return found


def test_an_edit_is_told(root: Path, poll: bool) -> None:
    """An edited, a new and a deleted file are each told by their absolute path."""
    with bursts(Watcher(root, poll)) as told:
        (root / "content/articles/a.md").write_text("new words", encoding="utf-8")
        until(told, root / "content/articles/a.md")
        write(root, "seeds/2022/b.txt", "another")
        until(told, root / "seeds/2022/b.txt")
        (root / "seeds/a.txt").unlink()
        until(told, root / "seeds/a.txt")


def test_a_replaced_file_is_told_by_its_name(root: Path, poll: bool) -> None:
    """An editor that writes beside a file and then renames changes the file, and nothing else."""
    with bursts(Watcher(root, poll)) as told:
        write(root, "content/articles/.a.md.swp", "x")
        write(root, "content/articles/a.md~", "x")
        write(root, "content/articles/a.md.tmp", "new")
        (root / "content/articles/a.md.tmp").replace(root / "content/articles/a.md")
        assert until(told, root / "content/articles/a.md") == {root / "content/articles/a.md"}


def test_what_a_build_makes_is_not_told(root: Path, poll: bool) -> None:
    """site/, the memo and version control change without a word; the configuration does not."""
    with bursts(Watcher(root, poll)) as told:
        for path in ("site/index.html", ".briefgen/memo.sqlite", ".git/index", "notes.txt", "content/.obsidian/app.json"):
            write(root, path, "x")
        write(root, "briefgen.toml", "title = 'Other'\n")
        assert until(told, root / "briefgen.toml") == {root / "briefgen.toml"}


def test_reading_is_no_change(root: Path) -> None:
    """A build opens every file, and that is not told."""
    with bursts(Watcher(root)) as told:
        for _ in range(3):
            (root / "content/articles/a.md").read_bytes()
        write(root, "seeds/last.txt", "x")
        assert until(told, root / "seeds/last.txt") == {root / "seeds/last.txt"}


def test_many_changes_are_one_burst(root: Path) -> None:
    """Two hundred files written at once are all told, and not two hundred times."""
    names = [f"content/articles/{number}.md" for number in range(200)]
    watcher = Watcher(root)
    for name in names:
        write(root, name, "x")
    with bursts(watcher) as told:
        found = bursts_until(told, root / names[-1])
    assert set().union(*found) == {root / name for name in names}
    assert len(found) < len(names) / 10


def test_a_folder_that_appears_is_watched(tmp_path: Path, poll: bool) -> None:
    """An archive without content/ can be watched; when it is made, that is told, and then what happens in it."""
    root = make(tmp_path, "").resolve()
    with bursts(Watcher(root, poll)) as told:
        (root / "content").mkdir()
        until(told, root / "content")
        write(root, "content/articles/2022/a.md", "x")
        until(told, root / "content/articles/2022/a.md")


def test_a_folder_that_is_replaced_is_watched(root: Path, poll: bool) -> None:
    """As git does when it changes branches: content/ goes, and another takes its place."""
    with bursts(Watcher(root, poll)) as told:
        (root / "content").rename(root / "elsewhere")
        until(told, root / "content")
        (root / "elsewhere").rename(root / "content")
        until(told, root / "content")
        write(root, "content/articles/a.md", "newer")
        until(told, root / "content/articles/a.md")


def test_folders_elsewhere_are_followed(root: Path, tmp_path: Path, poll: bool) -> None:
    """The theme in use may be part of the installed package."""
    write(tmp_path, "package/themes/briefing/theme.toml", "")
    watcher = Watcher(root, poll)
    watcher.follow([tmp_path / "package/themes/briefing"])
    with bursts(watcher) as told:
        write(tmp_path, "package/themes/briefing/theme.toml", "name = 'x'")
        until(told, (tmp_path / "package/themes/briefing/theme.toml").resolve())


def test_polling_takes_over_where_the_system_cannot_watch(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With inotify's limit reached, changes are told all the same."""

    class Full(watchdog.observers.Observer):  # type: ignore[misc,valid-type]  # a class that depends on the system
        def schedule(self, *_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(watchdog.observers, "Observer", Full)
    watcher = Watcher(root)
    assert watcher.polling
    with bursts(watcher) as told:
        write(root, "content/articles/a.md", "new words")
        until(told, root / "content/articles/a.md")


@pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")
def test_what_is_no_news_is_not_said(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    """That a watch ended while changes were being read is none; what else watchdog has to say is."""
    Watcher(root).close()
    logger = logging.getLogger("watchdog.observers.inotify")
    logger.error("InotifyEmitter.queue_events() called when the thread is inactive")
    logger.error("Inotify queue overflowed")
    assert caplog.messages == ["Inotify queue overflowed"]


def test_a_closed_watch_waits_for_nothing(root: Path) -> None:
    """After `wake` there are no changes any more, however often one asks."""
    with closing(Watcher(root)) as watcher:
        watcher.wake()
        assert [watcher.changes(), watcher.changes()] == [frozenset(), frozenset()]


@pytest.mark.parametrize("path", [".git/config", "articles/.a.md.swp", "a.md~", "#a.md#", ".#a.md", "4913", "a.md.tmp", "~$a.md", "x.md___jb_tmp___"])
def test_temporary_files_are_known(path: str) -> None:
    """Hidden files and what editors leave behind for a moment."""
    assert is_temporary(PurePosixPath(path))


@pytest.mark.parametrize("path", ["articles/2022/a.md", "a.html", "tmp/a.md", "style.css", "a#b.md", "49134.md"])
def test_an_archive_s_files_are_not_temporary(path: str) -> None:
    """Names that only look a little like an editor's."""
    assert not is_temporary(PurePosixPath(path))


def test_waiting_ends_when_nothing_changes(root: Path) -> None:
    """After so many seconds, and then one may ask again."""
    with closing(Watcher(root)) as watcher:
        assert watcher.changes(0.0) is None
        (root / "content/articles/a.md").write_text("new words", encoding="utf-8")
        assert root / "content/articles/a.md" in (watcher.changes(LONG) or ())


def test_pictures_and_extensions_are_watched_too(root: Path) -> None:
    """Whatever lies in content/, and the archive's own code."""
    with bursts(Watcher(root)) as told:
        write(root, "content/articles/map.png", "x")
        until(told, root / "content/articles/map.png")
        (root / "extensions").mkdir()
        until(told, root / "extensions")
        write(root, "extensions/mail.py", "x = 1")
        until(told, root / "extensions/mail.py")


def test_a_burst_is_taken_whole_once_there_is_quiet() -> None:
    """With the number that its last change was added with; a change after that is another burst."""
    burst = Burst(quiet=0.0)
    burst.add([Path("/a")], 1)
    burst.add([Path("/b"), Path("/a")], 2)
    assert burst.take() == (frozenset({Path("/a"), Path("/b")}), 2)
    burst.add([Path("/c")], 3)
    assert burst.take() == (frozenset({Path("/c")}), 3)


def test_a_burst_without_an_end_is_taken_in_the_middle() -> None:
    """Somebody may write on and on."""
    burst = Burst(quiet=LONG * 10, longest=0.0)
    burst.add([Path("/a")], 1)
    assert burst.take() == (frozenset({Path("/a")}), 1)


def test_a_burst_that_is_ended_gives_nothing() -> None:
    """Neither what it had nor what comes, and nobody waits for it; also from another thread."""
    burst = Burst(quiet=LONG * 10)
    burst.add([Path("/a")], 1)
    threading.Timer(0.01, burst.end).start()
    assert burst.take() is None
    assert burst.take() is None
