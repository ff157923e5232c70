"""Whoever makes the pages, the site is the same: this process, others, or an executor of the archive's choice."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path

import pytest

from briefgen import crew
from briefgen.problem import Unreadable
from briefgen.site.build import build
from tests import sites
from tests.archives import make, write
from tests.site.test_build import ARCHIVE, MINE, with_config
from tests.sites import article, built, differing, event, files_of


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> sites.Site:
    """As this process makes it."""
    return built(tmp_path_factory.mktemp("archive"), ARCHIVE)


@pytest.fixture
def many_hands(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """However little there is to do, other processes do it."""
    started: list[int] = []
    processes = crew._processes

    def noted(jobs: int, preloaded: Sequence[str]) -> Executor:
        started.append(jobs)
        return processes(jobs, preloaded)

    monkeypatch.setattr("briefgen.crew.Crew.__init__.__kwdefaults__", {"worth": 0.0})
    monkeypatch.setattr(crew, "_processes", noted)
    yield
    assert set(started) == {2}


@pytest.mark.usefixtures("many_hands")
def test_processes_make_the_same_site(tmp_path: Path, site: sites.Site) -> None:
    """All of it, and what there is to do after an edit."""
    root = make(tmp_path, ARCHIVE)
    build(root, jobs=2)
    assert differing(files_of(root), site) == {}
    path = "content/articles/2024/2024-04-01-ferry.md"
    text = (root / path).read_text(encoding="utf-8")
    for now in (text.replace("It runs.", "It runs well."), text):
        write(root, path, now)
        build(root, jobs=2)
    assert differing(files_of(root), site) == {}


@pytest.mark.usefixtures("many_hands")
def test_a_template_s_error_in_another_process_is_told(tmp_path: Path) -> None:
    """With its line, once for all the pages that it is of, whoever met it."""
    some = "".join(event(f"e{number}") for number in range(150))
    root = make(tmp_path, f"{MINE}-- themes/mine/templates/event.html --\n<p>\n{{{{ nothing }}}}\n{some}")
    with pytest.raises(Unreadable) as caught:
        build(root, jobs=2)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("themes/mine/templates/event.html", 2)
    assert problem.message == "there is no 'nothing' (for content/events/e0.md and 149 other pages)"


@pytest.mark.parametrize("factory", ["ThreadPoolExecutor", "ProcessPoolExecutor"])
def test_an_executor_of_the_archive_s_choice_makes_the_same_site(tmp_path: Path, site: sites.Site, factory: str) -> None:
    """Python's own, for instance."""
    root = make(tmp_path, with_config(f"executor = 'concurrent.futures:{factory}'"))
    build(root)
    assert differing(files_of(root), site) == {}


def test_threads_render_pages_of_their_own(tmp_path: Path) -> None:
    """Several at once, in one process: no page has another's links."""
    text = event("e") + "".join(
        article(f"{'deep/er/' * (number % 3)}a{number}", f"date: 2024-01-{number % 28 + 1:02}\noutlet: O{number % 40}\nevent: e\n")
        for number in range(300)
    )
    expected = built(tmp_path / "one", text)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        found = built(tmp_path / "many", f"{text}-- briefgen.toml --\ntitle = 'Test archive'\nexecutor = 'concurrent.futures:ThreadPoolExecutor'\n")
    finally:
        sys.setswitchinterval(before)
    assert [path for path in expected if found.get(path) != expected[path]] == []


def test_an_executor_that_cannot_be_made_leaves_the_site(tmp_path: Path) -> None:
    """It is told, where it is named."""
    root = make(tmp_path, ARCHIVE)
    build(root)
    before = files_of(root)
    make(root, with_config("executor = 'no_such_module:made'") + article("new"))
    with pytest.raises(Unreadable) as caught:
        build(root)
    assert [problem.path for problem in caught.value.problems] == ["briefgen.toml"]
    assert files_of(root) == before
