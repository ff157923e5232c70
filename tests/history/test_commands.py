"""`briefgen diff`: what states it takes, what it prints, how it exits."""

from __future__ import annotations

import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

from briefgen import cli
from briefgen.commands import logged
from briefgen.commands.ending import Misused
from briefgen.commands.options import Options
from briefgen.site.build import build
from tests import archives
from tests.history.repositories import commit
from tests.sites import article


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive that was committed on the first of November, and got another title since."""
    root = archives.make(tmp_path, article("2024/a", "event: e\n", "One.") + article("2024/b"))
    commit(root, "2026-11-01T12:00:00Z")
    archives.write(root, "content/articles/2024/a.md", "---\ntitle: New\nevent: e\n---\n\nOne.\n")
    return root


class Result(NamedTuple):
    exit_code: int
    stdout: str
    stderr: str


def run(*words: str) -> Result:
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = cli.run(words)
    return Result(code, out.getvalue(), err.getvalue())


def diff(root: Path, *words: str) -> list[tuple[str, str]]:
    """The kind and the slug of each change."""
    shown = run("diff", "-C", str(root), "--json", *words)
    assert (shown.exit_code, shown.stderr) == (0, "")
    return [(change["kind"], change["slug"]) for change in json.loads(shown.stdout)["changes"]]


def test_states_are_named_by_days_revisions_folders_and_packs(root: Path, tmp_path: Path) -> None:
    """In either place; a folder or a file counts before a revision of that name."""
    build(root)
    shutil.make_archive(str(tmp_path / "pack"), "zip", root / "site")
    changed = [("changed", "a")]
    for name in ("2026-11-01", "HEAD", "main"):
        assert diff(root, name) == changed
        assert diff(root, name, "now") == changed
        assert diff(root, name, "site") == changed
        assert diff(root, name, str(root / "site")) == changed
        assert diff(root, name, str(tmp_path / "pack.zip")) == changed
    assert diff(root, "site") == diff(root, "HEAD", "2026-12-24") == []
    (root / "main").mkdir()
    assert run("diff", "-C", str(root), "main").stderr.startswith("error: main is no built site")


def test_by_default_it_is_told_what_changed_since_the_last_record(root: Path) -> None:
    shown = run("diff", "-C", str(root))
    assert (shown.exit_code, shown.stderr.split("\n")[0]) == (2, "error: no state was recorded yet")
    begun = run("diff", "-C", str(root), "--record", "--date", "2026-11-02")
    assert begun.stdout == "The change log begins on 2026-11-02: this state is what the next record is compared with.\n"
    assert diff(root) == []
    (root / "content/articles/2024/b.md").unlink()
    assert diff(root) == diff(root, "recorded", "now") == [("removed", "b")]
    assert diff(root, "now", "recorded") == [("added", "b")]
    shown = run("diff", "-C", str(root), "--record", "--date", "2026-11-05", "-v")
    assert shown.stdout.split("\n")[0] == "Since 2026-11-02: 1 removed."
    assert shown.stdout.endswith("  wrote content/changes/2026-11-05.jsonl\n  wrote content/changes/state.tsv\n")
    assert diff(root) == []


def test_a_day_that_is_not_there_yet_is_not_recorded(root: Path) -> None:
    """Nothing could be recorded any more until it is; as a day to compare on it is as good as any."""
    shown = run("diff", "-C", str(root), "--record", "--date", "9999-12-31")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert shown.stderr.startswith("error: 9999-12-31 is not there yet")
    assert "hint: record no later day than 2" in shown.stderr
    assert not (root / "content/changes").exists()
    assert diff(root, "HEAD", "--date", "9999-12-31") == [("changed", "a")]


def test_a_log_that_ends_with_a_later_day_says_where(root: Path) -> None:
    """What it says to do is enough."""
    run("diff", "-C", str(root), "--record", "--date", "2026-11-02")
    changes = root / "content/changes"
    (changes / "2026-11-02.jsonl").rename(changes / "9999-11-02.jsonl")
    state = (changes / "state.tsv").read_text(encoding="utf-8")
    (changes / "state.tsv").write_text(state.replace("2026-11-02", "9999-11-02"), encoding="utf-8")
    shown = run("diff", "-C", str(root), "--record", "--date", "2026-11-03")
    assert shown.exit_code == 2
    assert shown.stderr.startswith("error: the change log ends with 9999-11-02, which is later than 2026-11-03\n")
    assert "move the lines of content/changes/9999-11-02.jsonl to the file of the right day" in shown.stderr
    assert "write the right day into line 1 of content/changes/state.tsv" in shown.stderr
    (changes / "9999-11-02.jsonl").rename(changes / "2026-11-02.jsonl")
    (changes / "state.tsv").write_text(state, encoding="utf-8")
    assert run("diff", "-C", str(root), "--record", "--date", "2026-11-03").exit_code == 0


def test_what_changed_is_told_in_words(root: Path) -> None:
    assert run("diff", "-C", str(root), "2026-11-01").stdout == "\n".join(
        (
            "From the end of 2026-11-01 to content/ as it is: 1 changed.",
            "",
            "Changed (1)",
            "  articles/2024/a.html",
            "    New",
            "    title: 2024/a → New",
            "",
        )
    )
    assert run("diff", "-C", str(root), "now", "now").stdout == "From content/ as it is to content/ as it is: nothing changed.\n"


def test_a_day_is_told_with_what_was_published_on_it(root: Path) -> None:
    """An article that waited for its day was not there before, though its file was."""
    archives.write(root, "content/articles/2024/later.md", "---\ntitle: Later\npublish_on: 2026-11-20\n---\n\nWords.\n")
    commit(root, "2026-11-05T00:00:00Z")
    assert diff(root, "2026-11-10", "2026-11-19") == []
    assert diff(root, "2026-11-10", "2026-11-20") == [("added", "later")]
    assert diff(root, "2026-11-10", "--date", "2026-11-20") == [("added", "later")]


def test_an_edition_is_compared_as_it_shows_the_archive(root: Path) -> None:
    archives.write(root, "content/articles/2024/draft.md", "---\ntitle: Draft\ndraft: true\n---\n\nWords.\n")
    assert diff(root, "HEAD") == [("changed", "a")]
    assert diff(root, "HEAD", "--edition", "internal") == [("added", "draft"), ("changed", "a")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing",), "'nothing' is no state that there is"),
        (("2020-01-01",), "git has nothing of 2020-01-01"),
        (("content",), "content is no built site"),
        (("HEAD", "--record"), "--record takes no states"),
        (("--record", "--edition", "internal"), "--record is of the public edition alone"),
        (("a", "b", "c"), "'c' is one argument too many"),
    ],
)
def test_what_is_no_state_is_wrong_usage(root: Path, words: tuple[str, ...], said: str) -> None:
    """With a hint, and nothing is written."""
    shown = run("diff", "-C", str(root), *words)
    assert shown.exit_code == 2
    assert shown.stderr.startswith(f"error: {said}")
    assert "hint: " in shown.stderr
    assert not (root / "content/changes").exists()


def test_what_is_shown_obeys_no_terminal(root: Path) -> None:
    archives.write(root, "content/articles/2024/a.md", '---\ntitle: "Red \\e[31m"\nevent: e\n---\n\nOne.\n')
    assert "\x1b" not in run("diff", "-C", str(root), "HEAD").stdout


def test_while_a_file_cannot_be_read_nothing_is_compared(root: Path) -> None:
    archives.write(root, "content/articles/2024/a.md", "---\ntitle: a: b\n---\n")
    shown = run("diff", "-C", str(root), "HEAD")
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "content/articles/2024/a.md:2: error: " in shown.stderr


def test_a_log_that_somebody_wrote_on_meanwhile_is_told_of(root: Path) -> None:
    """Where `deploy --record` looks ahead, be it after it has built."""
    assert run("diff", "-C", str(root), "--record", "--date", "2026-11-02").exit_code == 0
    with pytest.raises(Misused, match="ends with 2026-11-02"):
        logged.ahead(Options(str(root)), "2026-11-01")
