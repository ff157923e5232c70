"""The commands below `briefgen events`: what they print, how they exit, and that the documents tell them."""

from __future__ import annotations

import json
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

from briefgen import cli
from tests import archives
from tests.filing.test_acts import QUARRY, read
from tests.test_docs import codes_in, rows_of, sections_of
from tests.test_intake import tree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archives.make(tmp_path, QUARRY)


class Result(NamedTuple):
    exit_code: int
    stdout: str
    stderr: str


def run(*words: str) -> Result:
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = cli.run(words)
    return Result(code, out.getvalue(), err.getvalue())


def test_the_events_are_listed(root: Path) -> None:
    """As a table, and as JSON."""
    shown = run("events", "-C", str(root))
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[0].split() == ["span", "articles", "outlets", "cohesion", "event"]
    assert {"  harvest", "  quarry", "  smoke"} <= set(shown.stdout.splitlines())
    told = json.loads(run("events", "-C", str(root), "--json").stdout)
    assert [(row["slug"], row["articles"]) for row in told["events"]] == [("harvest", 2), ("quarry", 2), ("smoke", 3)]
    assert told["problems"] == []


def test_what_cannot_be_read_is_told_beside_the_list(root: Path) -> None:
    """The other events are listed all the same."""
    archives.write(root, "content/articles/broken.md", "---\ntitle: T\nevent: smoke: x\n---\n")
    shown = run("events", "-C", str(root))
    assert shown.exit_code == 1
    assert "  smoke" in shown.stdout
    assert "content/articles/broken.md:3: error: not valid YAML" in shown.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("merge", "quarry", "smoke"), "Merged smoke into quarry: 3 articles filed there now.\nevents/smoke.html, events/haze.html, "),
        (("split", "smoke", "masks"), "Split 1 article off from smoke: filed under masks-for-the-grape-pickers now.\n"),
        (("rename", "quarry", "Stone"), "Renamed to stone: 2 articles filed there now.\nevents/quarry.html leads on to it.\n"),
        (("rename", "quarry", "Stone", "--keep-address"), "Changed the title of quarry.\n"),
        (("rename", "quarry", "Quarry"), "quarry has that title: nothing was changed.\n"),
        (("move", "fire", "smoke"), "Filed content/articles/2024/2024-05-02-fire.md under smoke, and no longer under quarry.\n"),
        (("move", "fire", "none"), "Filed content/articles/2024/2024-05-02-fire.md under no event, and no longer under quarry.\n"),
        (("move", "fire", "quarry"), "It is filed under quarry already: nothing was changed.\n"),
    ],
)
def test_a_command_says_what_it_did(root: Path, words: tuple[str, ...], said: str) -> None:
    """In a line or two; with -q nothing, with -v each file too."""
    before = tree(root / "content")
    result = run("events", *words, "-C", str(root))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(said)
    changed = tree(root / "content") != before
    archives.make(root, QUARRY)
    for path in set(tree(root / "content")) - set(before):
        (root / "content" / path).unlink()
    again = run("events", *words, "-C", str(root), "-v")
    assert ("  wrote content/" in again.stdout) == changed
    archives.make(root, QUARRY)
    assert run("events", *words, "-C", str(root), "-q").stdout == ""


def archive_of(root: Path) -> dict[str, bytes]:
    """Its files, without what may be deleted at any time."""
    return {path: data for path, data in tree(root).items() if not path.startswith(".briefgen/")}


def test_a_command_s_answer_for_scripts_names_every_file(root: Path) -> None:
    """Changed and removed, with the event that it is about."""
    before = archive_of(root)
    done = json.loads(run("events", "merge", "quarry", "smoke", "--json", "-C", str(root)).stdout)
    after = archive_of(root)
    assert done["event"] == "quarry"
    assert done["changed"] == sorted(path for path in after if before.get(path) != after[path])
    assert done["removed"] == sorted(set(before) - set(after)) == ["content/events/smoke.md"]
    told = [codes_in(row[1]) for row in rows_of(sections_of("docs/commands.md")["Output for scripts"]) if "`events merge`" in row[0]]
    assert told == [list(done)]


def test_what_is_not_there_is_wrong_usage(root: Path) -> None:
    """Exit code 2, with what may have been meant, and nothing on standard output."""
    result = run("events", "move", "fire", "smok", "--json", "-C", str(root))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "error: there is no event 'smok'\n    hint: did you mean 'smoke'?\n"
    assert run("events", "merge", "quarry", "-C", str(root)).exit_code == 2
    assert run("events", "no-such-command", "-C", str(root)).exit_code == 2


def test_what_cannot_be_done_for_what_files_hold_is_a_problem(root: Path) -> None:
    """Exit code 1, and with --json the problems."""
    archives.write(root, "content/events/smoke.md", "---\ntitle: Smoke\ncolour: grey\n---\n")
    result = run("events", "merge", "quarry", "smoke", "--json", "-C", str(root))
    assert result.exit_code == 1
    assert [problem["path"] for problem in json.loads(result.stdout)["problems"]] == ["content/events/smoke.md"]
    assert "    colour: grey\n    hint: " in result.stderr
    assert run("events", "rename", "quarry", "Stone", "-C", str(root.parent)).exit_code == 1


def test_common_options_stand_behind_either_name(root: Path) -> None:
    """`briefgen events -C … move` and `briefgen events move -C …` are the same; of two folders the last counts."""
    assert run("events", "-C", str(root), "-q", "move", "fire", "smoke").stdout == ""
    assert "event: smoke\n" in read(root, "2024-05-02-fire")
    assert json.loads(run("events", "--json", "move", "fire", "quarry", "-C", str(root)).stdout)["event"] == "quarry"
    assert run("events", "-C", str(root.parent), "move", "fire", "smoke", "-C", str(root)).exit_code == 0
