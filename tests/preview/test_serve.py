"""The preview builds when something changed, only then, and keeps serving what was good."""

from __future__ import annotations

import re
import shutil
import threading
import urllib.error
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from queue import Empty
from time import monotonic

import pytest

from briefgen import wanted
from briefgen.commands.build import built
from briefgen.commands.options import Options
from briefgen.preview.serve import serve
from briefgen.preview.watch import Burst
from briefgen.problem import Problem, Unreadable
from briefgen.site.build import Report, Unsettled, build
from briefgen.site.resident import Resident
from briefgen.wanted import Wanted
from tests.archives import make, write
from tests.previews import LONG, Preview, preview
from tests.test_intake import ICE

ARCHIVE = """\
-- content/articles/2024/a.md --
---
title: First title
date: 2024-01-01
outlet: The Example
---
Words.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path, ARCHIVE)


def test_an_edit_is_built_and_served(root: Path) -> None:
    """First build, edit, second build: each is reported with what led to it, and the new page is served."""
    with preview(root, lambda: build(root)) as running:
        first = running.next()
        assert first.changed == ()
        assert first.report is not None
        assert "First title" in running.page("articles/2024/a.html")
        write(root, "content/articles/2024/a.md", "---\ntitle: Second title\n---\nWords.\n")
        second = running.after("content/articles/2024/a.md")
        assert second.report is not None
        assert "articles/2024/a.html" in second.report.written
        assert "Second title" in running.page("articles/2024/a.html")


def test_a_broken_file_is_reported_and_the_rest_stays(root: Path) -> None:
    """The page that was good is still served, and the preview goes on."""
    with preview(root, lambda: build(root)) as running:
        running.next()
        write(root, "content/articles/2024/a.md", "---\ntitle: [\n")
        assert [problem.path for problem in running.after("content/articles/2024/a.md").errors] == ["content/articles/2024/a.md"]
        assert "First title" in running.page("articles/2024/a.html")
        write(root, "content/articles/2024/a.md", "---\ntitle: Mended\n---\nWords.\n")
        assert running.after("content/articles/2024/a.md").errors == ()
        assert "Mended" in running.page("articles/2024/a.html")


def test_a_broken_configuration_stops_nothing(root: Path) -> None:
    """Nothing can be built with it, and that is said; the site stays, and once it is mended the next build is well."""
    with preview(root, lambda: build(root)) as running:
        running.next()
        write(root, "briefgen.toml", "title = \n")
        broken = running.after("briefgen.toml")
        assert broken.report is None
        assert broken.errors[0].path == "briefgen.toml"
        assert "First title" in running.page("articles/2024/a.html")
        write(root, "briefgen.toml", "title = 'Mended archive'\n")
        assert running.after("briefgen.toml").report is not None
        assert "Mended archive" in running.page("index.html")


def test_a_disk_that_refuses_is_a_problem(root: Path) -> None:
    """Not an end of the preview."""

    def refuse() -> Report:
        raise OSError(28, "No space left on device")

    with preview(root, refuse) as running:
        assert "No space left on device" in running.next().errors[0].message


def test_what_the_build_itself_writes_leads_to_one_more_build(root: Path) -> None:
    """Ingest writes into content/; the build after it finds nothing new, and then there is quiet."""
    runs: list[str] = []

    def ingest_and_build() -> Report:
        runs.append("build")
        write_if_missing(root / "content/articles/2024/ingested.md", "---\ntitle: Ingested\n---\nWords.\n")
        return build(root)

    with preview(root, ingest_and_build) as running:
        running.next()
        again = running.next()
        assert "content/articles/2024/ingested.md" in again.changed
        assert again.report is not None
        assert again.report.written == ()
        # Were there another build on the way, it would come before the one that this file leads to.
        write(root, "content/articles/2024/a.md", "---\ntitle: Last\n---\nWords.\n")
        assert running.next().changed == ("content/articles/2024/a.md",)
    assert len(runs) == 3


def test_a_build_that_rewrites_what_it_read_comes_to_rest(root: Path) -> None:
    """Written anew with the same bytes, a file is built from once more, and then no more."""
    path = "content/articles/2024/a.md"

    def rewrite_and_build() -> Report:
        write(root, path, (root / path).read_text(encoding="utf-8"))
        return build(root)

    with preview(root, rewrite_and_build) as running:
        assert [running.next().changed for _ in range(3)] == [(), (path,), (path,)]
        write(root, "content/articles/2024/b.md", "---\ntitle: B\n---\nWords.\n")
        assert "content/articles/2024/b.md" in running.next().changed


def write_if_missing(path: Path, text: str) -> None:
    if not path.exists():
        path.write_text(text, encoding="utf-8")


def test_an_edit_during_a_build_is_not_lost(root: Path) -> None:
    """An article edited after the build has read it is built once more, even with the file as it was right after the build."""
    edits = iter(["---\ntitle: Edited meanwhile\n---\nWords.\n"])

    def build_slowly() -> Report:
        report = build(root)
        for text in edits:
            write(root, "content/articles/2024/a.md", text)
        return report

    with preview(root, build_slowly) as running:
        running.next()
        running.after("content/articles/2024/a.md")
        assert "Edited meanwhile" in running.page("articles/2024/a.html")


def test_a_file_touched_but_seen_before_is_not_built_again(root: Path) -> None:
    """A signal that comes late, for a state that a build has already seen, is dropped."""
    with preview(root, lambda: build(root)) as running:
        running.next()
        write(root, "content/articles/2024/b.md", "---\ntitle: B\n---\nWords.\n")
        running.after("content/articles/2024/b.md")
        (root / "content/articles/2024/b.md").read_bytes()
        write(root, "content/articles/2024/c.md", "---\ntitle: C\n---\nWords.\n")
        running.after("content/articles/2024/c.md")
        with pytest.raises(Empty):
            running.built.get_nowait()


def test_a_change_of_the_theme_in_use_is_built(root: Path) -> None:
    """Another theme, and then an edit of one of its templates."""
    with preview(root, lambda: build(root)) as running:
        running.next()
        write(root, "themes/own/theme.toml", "")
        write(root, "themes/own/templates/home.html", "one")
        write(root, "briefgen.toml", "theme = 'own'\n")
        running.after("briefgen.toml")
        write(root, "themes/own/templates/home.html", "two")
        running.after("themes/own/templates/home.html")
        assert running.page("index.html").startswith("two")


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt])
def test_an_unexpected_error_ends_the_preview(root: Path, error: type[BaseException]) -> None:
    """A bug is not served over, and an interruption waits for nothing; everything is closed, and `stop` is set."""
    stop = threading.Event()

    def fail() -> Report:
        raise error

    with pytest.raises(error):
        serve(root, fail, port=0, poll=False, on_ready=lambda _: None, on_built=lambda _: None, stop=stop)
    assert stop.is_set()


def test_the_first_build_may_fail(root: Path) -> None:
    """The address is ready all the same, and shows that there is nothing yet."""

    def unreadable() -> Report:
        raise Unreadable(Problem("briefgen.toml", 1, "wrong"))

    with preview(root, unreadable) as running, pytest.raises(urllib.error.HTTPError) as caught:
        running.page("index.html")
    assert caught.value.code == 503
    caught.value.close()


class Held:
    """A build by a resident process, which from the second one on waits until it is let go."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.resident = Resident()
        self.go = threading.Event()
        self.go.set()
        self.begun: list[int] = []

    def __call__(self) -> Report:
        self.begun.append(len(self.begun))
        assert self.go.wait(LONG)
        return build(self.root, resident=self.resident)


@contextmanager
def held(root: Path) -> Iterator[tuple[Held, Preview]]:
    """A preview whose first build is done, and whose next one waits."""
    work = Held(root)
    with preview(root, work, resident=work.resident) as running:
        try:
            running.next()
            work.go.clear()
            yield work, running
        finally:
            work.go.set()


def test_a_page_that_a_browser_shows_is_served_before_it_is_built(root: Path) -> None:
    """It is told so; and when the build has made the same page, nothing is another."""
    with held(root) as (work, running), running.showing("articles/2024/a.html") as told:
        write(root, "content/articles/2024/a.md", "---\ntitle: Second title\n---\nWords.\n")
        told()
        ahead = running.page("articles/2024/a.html")
        assert "Second title" in ahead
        assert "First title" in (root / "site/articles/2024/a.html").read_text(encoding="utf-8")
        work.go.set()
        built = running.after("content/articles/2024/a.md")
        assert built.shown is not None
        assert built.shown.pages == 1
        assert running.page("articles/2024/a.html") == ahead


def test_an_edit_in_the_middle_of_a_build_is_served_before_its_end(root: Path) -> None:
    """And is not lost to what that build makes of the file as it was."""
    with held(root) as (work, running), running.showing("articles/2024/a.html") as told:
        write(root, "content/articles/2024/a.md", "---\ntitle: Second title\n---\nWords.\n")
        told()
        until(lambda: len(work.begun) == 2)
        write(root, "content/articles/2024/a.md", "---\ntitle: Third title\n---\nWords.\n")
        told()
        assert "Third title" in running.page("articles/2024/a.html")
        work.go.set()
        running.after("content/articles/2024/a.md")
        assert "Third title" in running.page("articles/2024/a.html")


def test_a_file_that_is_emptied_and_then_written_shows_no_error(root: Path) -> None:
    """Nor one that is moved away first: as editors do."""
    path = root / "content/articles/2024/a.md"
    with held(root) as (work, running), running.showing("articles/2024/a.html") as told:
        path.write_text("", encoding="utf-8")
        path.write_text("---\ntitle: [\n", encoding="utf-8")
        path.write_text("---\ntitle: Second title\n---\nWords.\n", encoding="utf-8")
        assert "title: [" not in told()
        path.rename(path.with_name("a.md~"))
        write(root, "content/articles/2024/a.md", "---\ntitle: Third title\n---\nWords.\n")
        assert '"problems":[]' in told()
        assert "Third title" in running.page("articles/2024/a.html")
        work.go.set()
        assert running.after("content/articles/2024/a.md").errors == ()


def test_a_file_that_stays_wrong_is_told_before_a_build_ends(root: Path) -> None:
    """With its place; and when it is mended, at once."""
    with held(root) as (_, running), running.showing("articles/2024/a.html") as told:
        write(root, "content/articles/2024/a.md", "---\ntitle: [\n")
        assert "content/articles/2024/a.md" in told()
        write(root, "content/articles/2024/a.md", "---\ntitle: Mended\n---\nWords.\n")
        assert '"problems":[]' in told()


def test_a_stylesheet_is_told_before_a_build_ends(root: Path) -> None:
    """And is served at its new address."""
    write(root, "themes/briefing/theme.toml", "")
    with held(root) as (_, running), running.showing("index.html") as told:
        write(root, "themes/briefing/static/style.css", "main { color: teal }")
        address = re.search(r"static/style\.[0-9a-f]{8}\.css", told())
        assert address is not None
        assert running.page(address[0]) == "main { color: teal }"


def test_a_checkout_of_many_files_is_one_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five hundred at once. It waits for a longer quiet than usual, since a busy machine may stop for breath in the middle."""
    monkeypatch.setattr("briefgen.preview.serve.Burst", partial(Burst, quiet=2.0, longest=60.0))
    with preview(root, lambda: build(root)) as running:
        running.next()
        for number in range(500):
            write(root, f"content/articles/2023/{number}.md", f"---\ntitle: Number {number}\n---\nWords.\n")
        assert {f"content/articles/2023/{number}.md" for number in range(500)} <= {*running.next().changed}
        assert "Number 499" in running.page("articles/2023/499.html")


def test_what_cannot_be_read_while_it_changes_is_built_once_there_is_quiet(root: Path) -> None:
    """No error is told of it, not even when the first build is overtaken; what led to it is not forgotten."""
    left = iter([True, False, True, True, False])

    def overtaken() -> Report:
        if next(left, False):
            raise Unsettled(Problem("content", 0, "files go on changing while they are read"))
        return build(root)

    with preview(root, overtaken) as running:
        first = running.next()
        assert (first.changed, first.problems) == ((), ())
        write(root, "content/articles/2024/a.md", "---\ntitle: Second title\n---\nWords.\n")
        second = running.next()
        assert (second.changed, second.problems) == (("content/articles/2024/a.md",), ())
        assert "Second title" in running.page("articles/2024/a.html")


def test_what_is_deleted_of_the_site_is_built_anew(root: Path) -> None:
    """A file once somebody asks for it, the whole folder by itself; nothing else is built because of it."""
    resident = Resident()
    with preview(root, lambda: build(root, resident=resident), resident=resident) as running:
        running.next()
        (root / "site/articles/2024/a.html").unlink()
        with pytest.raises(urllib.error.HTTPError) as caught:
            running.page("articles/2024/a.html")
        caught.value.close()
        again = running.next()
        assert again.changed == ("site/articles/2024/a.html",)
        assert again.report is not None
        assert again.report.written == ("articles/2024/a.html",)
        shutil.rmtree(root / "site")
        whole = running.next()
        while whole.report is None or "index.html" not in whole.report.written:
            whole = running.next()
        assert "First title" in running.page("articles/2024/a.html")
        for path in ("articles/none.html", "desk/review.html"):
            with suppress(urllib.error.HTTPError):
                running.page(path)
        write(root, "content/articles/2024/a.md", "---\ntitle: Last\n---\nWords.\n")
        assert running.after("content/articles/2024/a.md").changed == ("content/articles/2024/a.md",)


def test_what_a_build_does_not_bring_back_is_not_built_for_on_and_on(root: Path) -> None:
    """As a page that cannot be made; the next edit is a new try."""
    resident = Resident()
    runs: list[Report] = []

    def idle_in_between() -> Report:
        runs.append(runs[0] if len(runs) == 1 else build(root, resident=resident))
        return runs[-1]

    with preview(root, idle_in_between, resident=resident) as running:
        running.next()
        (root / "site/articles/2024/a.html").unlink()
        for number in range(2):
            with pytest.raises(urllib.error.HTTPError) as caught:
                running.page("articles/2024/a.html")
            caught.value.close()
            if not number:
                running.after("site/articles/2024/a.html")
        write(root, "content/articles/2024/b.md", "---\ntitle: B\n---\nWords.\n")
        running.after("content/articles/2024/b.md")
        assert "First title" in running.page("articles/2024/a.html")
    assert len(runs) == 3


def test_a_page_asked_for_after_an_edit_of_a_stylesheet_has_the_new_one(root: Path) -> None:
    """Before it is built; and whoever has a page of before still finds the old one after it."""
    write(root, "themes/briefing/theme.toml", "")
    with held(root) as (work, running), running.showing("index.html") as told:
        old = style_in(running.page("articles/2024/a.html"))
        was = running.page(old)
        write(root, "themes/briefing/static/style.css", "main { color: teal }")
        told()
        between = style_in(running.page("articles/2024/a.html"))
        assert running.page(between) == "main { color: teal }"
        assert running.page(old) == was
        write(root, "themes/briefing/static/style.css", "main { color: red }")
        told()
        work.go.set()
        running.after("themes/briefing/static/style.css")
        until(lambda: running.page(style_in(running.page("articles/2024/a.html"))) == "main { color: red }")
        assert running.page(old) == was
        assert running.page(between) == "main { color: teal }"


def test_a_picture_is_shown_before_it_is_built(root: Path) -> None:
    """One that a page names and that comes later, and then another one of that name."""
    small, large = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}"/>' for side in (10, 20))
    write(root, "content/articles/2024/a.md", "---\ntitle: First title\n---\nWords.\n\n![A dam](dam.svg)\n")
    with held(root) as (_, running), running.showing("articles/2024/a.html") as told:
        assert "dam.svg" not in running.page("articles/2024/a.html")
        write(root, "content/articles/2024/dam.svg", small)
        told()
        assert 'width="10"' in running.page("articles/2024/a.html")
        assert running.page("articles/2024/dam.svg") == small
        write(root, "content/articles/2024/dam.svg", large)
        told()
        assert 'width="20"' in running.page("articles/2024/a.html")
        assert running.page("articles/2024/dam.svg") == large


def test_an_article_that_is_deleted_leads_to_its_event(root: Path) -> None:
    """The page that is open says where it was."""
    for name in "bc":
        write(root, f"content/articles/2024/{name}.md", f"---\ntitle: {name}\ndate: 2024-01-02\nevent: dam\n---\nWords.\n")
    write(root, "content/events/dam.md", "---\ntitle: The dam at Kaldry\n---\n")
    resident = Resident()
    with preview(root, lambda: build(root, resident=resident), resident=resident) as running:
        running.next()
        with running.showing("articles/2024/b.html") as told:
            (root / "content/articles/2024/b.md").unlink()
            while '"status":404' not in (last := told()):
                pass
        assert '"event":{"title":"The dam at Kaldry","url":"events/dam.html"' in last


def test_the_build_knows_what_was_changed_by_hand(root: Path) -> None:
    """And not what ingest wrote, nor a file that was saved as it was."""
    resident = Resident()

    def ingest_and_build() -> Report:
        write_if_missing(root / "content/articles/2024/ingested.md", "---\ntitle: Ingested\n---\nWords.\n")
        write_if_missing(root / "content/wanted.tsv", "\n")
        return build(root, resident=resident)

    with preview(root, ingest_and_build, resident=resident) as running:
        running.next()
        again = running.after("content/articles/2024/ingested.md")
        assert again.by_hand == ()
        write(root, "content/articles/2024/ingested.md", "---\ntitle: Edited\n---\nWords.\n")
        assert running.after("content/articles/2024/ingested.md").by_hand == ("content/articles/2024/ingested.md",)


def test_a_page_for_maintainers_that_is_another_is_named(root: Path) -> None:
    """It is no part of the site, and nothing of it is written."""
    resident = Resident()
    with preview(root, lambda: build(root, resident=resident), resident=resident) as running:
        running.next()
        wanted.add(root / "content", [Wanted("a", "A title that is not there", "", "", "")])
        built = running.after("content/wanted.tsv")
        assert built.report is not None
        assert (built.report.written, built.desk) == ((), ("desk/wanted.html",))


def style_in(page: str) -> str:
    """The address of a page's stylesheet."""
    found = re.search(r"static/style\.[0-9a-f]{8}\.css", page)
    assert found is not None
    return found[0]


def test_an_error_in_the_thread_that_follows_ends_the_preview(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug there is not served over either."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("briefgen.site.ahead.Ahead.change", fail)
    stop = threading.Event()

    def edit(_: object) -> None:
        write(root, "content/articles/2024/a.md", "---\ntitle: Second title\n---\nWords.\n")

    with pytest.raises(ZeroDivisionError):
        serve(root, lambda: build(root), port=0, poll=False, on_ready=lambda _: None, on_built=edit, stop=stop)
    assert stop.is_set()


def test_a_seed_that_is_dropped_in_appears(root: Path) -> None:
    """As an article with its page, in whichever build comes upon it first."""
    resident = Resident()
    (root / "seeds").mkdir()
    with preview(root, lambda: built(Options(str(root), quiet=True), resident=resident)[0], resident=resident) as running:
        running.next()
        write(root, "seeds/ice.txt", ICE)
        builds = [running.next()]
        while "seeds/ice.txt" not in builds[-1].changed:
            builds.append(running.next())
        (page,) = {
            path for one in builds if one.report for path in one.report.written if path.startswith("articles/2023/") and path.endswith(".html")
        }
        assert "ice" in running.page(page)


def until(holds: Callable[[], bool]) -> None:
    """Returns as soon as it holds."""
    end = monotonic() + LONG
    while not holds():
        assert monotonic() < end
