"""`briefgen deploy`: what it says, asks and answers, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

import briefgen
from briefgen import cli
from briefgen.deploy.place import Moved, refused
from briefgen.output import LIST
from tests import archives
from tests.deploy.grounds import files_in, fill, git, need

ARTICLE = "---\ntitle: Ferry\ndate: 2024-03-14\noutlet: The Merrow Example\n---\n\nWords of it.\n"
CONFIG = """\
base_url = "https://example.org/briefings/"
search = false
[deploy.live]
kind = "folder"
to = "../there"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archives.make(tmp_path / "archive", f"-- briefgen.toml --\n{CONFIG}-- content/articles/ferry.md --\n{ARTICLE}")


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command as a script runs it: there is nobody to ask."""
    return subprocess.run(
        [sys.executable, "-m", "briefgen", "deploy", "--date", "2024-06-01", *words],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(Path(briefgen.__file__).parent.parent)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def asked(root: Path, answer: str, *words: str) -> tuple[int, str]:
    """The command as a person at a terminal runs it, who answers its one question; how it ended, and what the terminal showed."""
    mine, its = pty.openpty()
    os.write(mine, answer.encode())
    env = {**os.environ, "PYTHONPATH": str(Path(briefgen.__file__).parent.parent), "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", "deploy", "--date", "2024-06-01", *words],
        cwd=root,
        env=env,
        stdin=its,
        stdout=subprocess.PIPE,
        stderr=its,
        check=False,
    )
    os.close(its)
    shown = os.read(mine, 100_000).decode()
    os.close(mine)
    return done.returncode, shown + done.stdout.decode()


def test_it_builds_and_brings_the_site(root: Path) -> None:
    """All of it, with what it did in words; the second time there is nothing to do."""
    done = run(root, "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Target live (folder): ../there" in done.stdout
    assert done.stdout.rstrip().endswith("Deployed to live.")
    assert files_in(root.parent / "there") == files_in(root / "site")
    again = run(root, "--yes")
    assert again.returncode == 0
    assert again.stdout.rstrip().endswith("It has everything: there is nothing to do.")


def test_the_list_at_the_target_is_the_site_s_own(root: Path) -> None:
    """Unless the owner's files come with it: then they are on it too."""
    run(root, "--yes")
    assert (root.parent / "there" / LIST).read_bytes() == (root / "site" / LIST).read_bytes()
    fill(root / "site", {"CNAME": "example.org"})
    run(root, "--yes")
    assert b"  CNAME\n" in (root.parent / "there" / LIST).read_bytes()


def test_a_dry_run_writes_nothing_there(root: Path) -> None:
    """And answers as JSON what would be done."""
    done = run(root, "--dry-run", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert (told["target"], told["kind"], told["edition"], told["deployed"], told["changed"], told["removed"]) == (
        "live",
        "folder",
        "public",
        False,
        [],
        [],
    )
    assert "articles/ferry.html" in told["added"]
    assert told["bytes"] == sum(path.stat().st_size for path in (root / "site").rglob("*") if path.is_file() and path.name != LIST)
    assert not (root.parent / "there").exists()


def test_a_dry_run_for_a_day_to_come_says_that_the_site_is_as_of_then(root: Path) -> None:
    """And what builds it anew; of a day that is there nothing is said."""
    fill(root / "content/articles", {"later.md": ARTICLE.replace("title: Ferry", "title: Later\npublish_on: 9998-12-31")})
    archives.write(root, "briefgen.toml", f"{CONFIG}[deploy.inside]\nkind = 'folder'\nto = '../inside'\nedition = 'internal'\n")
    done = run(root, "live", "--dry-run", "--date", "9999-01-01")
    assert (root / "site/articles/later.html").exists()
    assert "Note: site/ is as of 9999-01-01 now: run 'briefgen build' before you copy it by hand.\n" in done.stdout
    assert "run 'briefgen build --edition internal'" in run(root, "inside", "--dry-run", "--no-check", "--date", "9999-01-01").stdout
    assert "is as of" not in run(root, "live", "--dry-run").stdout


def test_each_file_is_named_when_asked_for_more(root: Path) -> None:
    """With a sign for what becomes of it; what a terminal would obey is shown as it is written."""
    run(root, "--yes")
    fill(root / "content/articles", {"boat.md": ARTICLE.replace("Ferry", "Boat"), "ferry.md": None})
    fill(root / "site", {"\u009b31mx.txt": "x"})
    done = run(root, "--yes", "-v")
    lines = done.stdout.splitlines()
    assert "    + articles/boat.html" in lines
    assert "    ~ index.html" in lines
    assert "    - articles/ferry.html" in lines
    assert "    + \\x9b31mx.txt" in lines
    assert not (root.parent / "there/articles/ferry.html").exists()


@pytest.mark.parametrize(("answer", "is_deployed"), [("y\n", True), ("yes\n", True), ("n\n", False), ("\n", False), ("\x04", False)])
def test_it_asks_at_a_terminal(root: Path, answer: str, is_deployed: bool) -> None:
    """Only a plain yes is one."""
    code, shown = asked(root, answer)
    assert "Deploy to live? [y/N]" in shown
    assert (root.parent / "there").exists() is is_deployed
    assert (code, "Nothing was deployed." in shown) == ((0, False) if is_deployed else (1, True))


def test_where_there_is_nobody_to_ask_it_does_nothing(root: Path) -> None:
    """It says what to add, before it builds."""
    for words in ((), ("--json",)):
        done = run(root, *words)
        assert done.returncode == 2
        assert "add --yes to deploy without being asked" in done.stderr
        assert not (root / "site").exists()


def test_an_archive_with_errors_is_not_deployed(root: Path) -> None:
    """And with --strict neither is one with warnings."""
    fill(root / "content/articles", {"broken.md": "---\ntitle: [\n---\n"})
    done = run(root, "--yes")
    assert done.returncode == 1
    assert "broken.md" in done.stderr
    assert done.stdout.endswith("Nothing was deployed.\n")
    assert not (root.parent / "there").exists()
    fill(root / "content/articles", {"broken.md": "---\ntitle: No date\n---\n\nWords.\n"})
    assert run(root, "--yes", "--strict").returncode == 1
    assert not (root.parent / "there").exists()
    told = json.loads(run(root, "--yes", "--strict", "--json").stdout)
    assert (told["deployed"], {one["severity"] for one in told["problems"]}) == (False, {"warning"})
    assert run(root, "--yes").returncode == 0


def test_what_stands_in_the_way_is_named(root: Path) -> None:
    """Nothing is written then, and that is said; --adopt writes over it."""
    fill(root.parent / "there", {"index.html": "theirs"})
    done = run(root, "--yes")
    assert done.returncode == 1
    assert done.stdout.endswith("Nothing was deployed.\n")
    assert "index.html: error: at the target 'live' there is another file, which briefgen did not put there" in done.stderr
    assert files_in(root.parent / "there") == {"index.html": b"theirs"}
    assert run(root, "--yes", "--adopt").returncode == 0
    assert files_in(root.parent / "there") == files_in(root / "site")


def test_where_a_target_cannot_be_asked_nothing_is_deployed(root: Path) -> None:
    """That is said beside what the program complains of."""
    need("git")
    archives.write(root, "briefgen.toml", f"{CONFIG}[deploy.default]\nkind = 'git'\nremote = '../nowhere.git'\nbranch = 'gh-pages'\n")
    done = run(root, "--yes", "--no-check")
    assert (done.returncode, "does not appear to be a git repository" in done.stderr) == (1, True)
    assert done.stdout.endswith("Nothing was deployed.\n")


def test_a_folder_of_the_archive_s_own_is_refused_before_anything_is_built(root: Path) -> None:
    """At its key; nothing is written."""
    archives.write(root, "briefgen.toml", CONFIG.replace("../there", "content"))
    done = run(root, "--yes")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("briefgen.toml:5: error: deploy: live: to: 'content' is the archive's own content/\n    to = \"content\"\n")
    assert not (root / "site").exists()


def test_the_target_that_is_meant_is_found_or_asked_for(root: Path) -> None:
    """The only one, the one that is called default, or the one that is named."""
    assert "did you mean 'live'?" in run(root, "liv", "--yes").stderr
    archives.write(root, "briefgen.toml", f"{CONFIG}[deploy.other]\nkind = 'folder'\nto = '../other'\n")
    done = run(root, "--yes")
    assert (done.returncode, "name one of them: live, other" in done.stderr) == (2, True)
    archives.write(root, "briefgen.toml", f"{CONFIG}[deploy.default]\nkind = 'folder'\nto = '../other'\n")
    assert "Target default" in run(root, "--dry-run").stdout
    archives.write(root, "briefgen.toml", "")
    done = run(root, "--yes")
    assert (done.returncode, "names no target" in done.stderr) == (2, True)


def test_a_stranger_s_archive_is_not_deployed(root: Path) -> None:
    """Not even to a folder: which one is the archive's say."""
    done = run(root, "--yes", "--safe")
    assert (done.returncode, "with --safe nothing is deployed" in done.stderr) == (2, True)
    assert not (root.parent / "there").exists()


def test_what_changed_since_the_last_record_is_on_the_site_that_is_deployed(root: Path) -> None:
    """The first record begins the log; the next one tells of a new article; a dry run says so and records nothing."""
    log = root / "content/changes"
    done = run(root, "--dry-run", "--record")
    assert (done.returncode, log.exists()) == (0, False)
    assert done.stdout.endswith("  The change log will begin on 2024-06-01, with what there is now.\n")
    assert run(root, "--yes", "--record").returncode == 0
    (root / "content/articles/harbour.md").write_text(ARTICLE.replace("Ferry", "Harbour"), encoding="utf-8")
    told = json.loads(run(root, "--dry-run", "--record", "--json", "--date", "2024-06-02").stdout)
    assert told["record"] == {"date": "2024-06-02", "since": "2024-06-01", "changes": 1, "written": []}
    done = run(root, "--yes", "--record", "--date", "2024-06-02")
    assert (done.returncode, done.stderr) == (0, "")
    steps = [
        done.stdout.index(one) for one in ("1 change will be recorded in the change log under 2024-06-02", "Recorded 1 change", "Deployed to live.")
    ]
    assert steps == sorted(steps)
    assert "Harbour" in (root.parent / "there/changes.html").read_text(encoding="utf-8")
    again = run(root, "--yes", "--record", "--date", "2024-06-02")
    assert again.stdout.endswith("there is nothing to do.\n  Nothing has changed since 2024-06-02 that the change log would tell.\n")


@pytest.mark.parametrize(
    ("day", "said"),
    [("2024-06-01", "the change log ends with 2024-06-02, which is later than 2024-06-01"), ("9999-01-01", "9999-01-01 is not there yet")],
)
def test_a_day_that_the_change_log_does_not_take_is_refused_before_anything_is_made(root: Path, day: str, said: str) -> None:
    """One before the last, one to come."""
    fill(root / "content/changes", {"2024-06-02.jsonl": '{"kind":"began","articles":1}\n'})
    done = run(root, "--yes", "--record", "--date", day)
    assert (done.returncode, (root / "site").exists()) == (2, False)
    assert said in done.stderr


def test_what_changed_is_recorded_once_somebody_said_yes(root: Path) -> None:
    """Who says no has recorded nothing; the question comes after what would be recorded, also where nothing else is to be done."""
    code, shown = asked(root, "n\n", "--record")
    assert (code, (root / "content/changes").exists()) == (1, False)
    assert "The change log will begin on 2024-06-01" in shown
    assert asked(root, "y\n")[0] == 0
    code, shown = asked(root, "y\n", "--record")
    assert "It has everything but what is yet to be recorded." in shown
    assert (code, (root.parent / "there/changes.html").exists()) == (0, True)


def test_what_is_wrong_with_the_site_that_has_the_record_stops_it(root: Path) -> None:
    """It is told, and so is what stands where. The target is left alone, and what was recorded is not recorded again."""
    archives.write(root, "themes/mine/theme.toml", "")
    archives.write(root, "themes/mine/templates/changelog.html", '{% extends "briefing/changelog.html" %}{% block days %}{{ 1 / 0 }}{% endblock %}')
    archives.write(root, "briefgen.toml", f"theme = 'mine'\n{CONFIG}")
    done = run(root, "--yes", "--record")
    assert done.returncode == 1
    assert "themes/mine/templates/changelog.html:1: error: " in done.stderr
    assert "what changed is recorded in content/changes/, site/ is as it was built before, and live is as it was" in done.stdout
    assert (root / "content/changes/2024-06-01.jsonl").exists()
    assert not (root.parent / "there").exists()
    assert not (root / "site/changes.html").exists()
    (root / "themes/mine/templates/changelog.html").unlink()
    assert run(root, "--yes", "--record").returncode == 0
    assert (root / "content/changes/2024-06-01.jsonl").read_text(encoding="utf-8").count("\n") == 1
    assert (root.parent / "there/changes.html").exists()


def test_what_stands_in_the_way_of_the_change_log_is_named(root: Path) -> None:
    """Though nothing stood in the way of the site without it."""
    run(root, "--yes")
    fill(root.parent / "there", {"changes.html": "theirs"})
    done = run(root, "--yes", "--record")
    assert done.returncode == 1
    assert "changes.html: error: at the target 'live' there is another file" in done.stderr
    assert "what changed is recorded in content/changes/, site/ is built with it, and live is as it was" in done.stdout
    assert (root.parent / "there/changes.html").read_text(encoding="utf-8") == "theirs"


@pytest.mark.parametrize(
    ("failure", "answers", "end", "there"),
    [
        (refused("the line broke"), [True], "the line broke", "may have a part of it"),
        (Moved(), [True, False], "Nothing was deployed.", "is as it was"),
        (Moved(), [True, True, True], "the target 'live' goes on changing", "may have a part of it"),
    ],
    ids=["failed", "no", "unsettled"],
)
def test_what_was_recorded_is_told_of_where_sending_comes_to_no_end(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failure: Exception, answers: list[bool], end: str, there: str
) -> None:
    """Be it that the target fails, that somebody says no to another plan, or that there is always another."""

    def carried_out(*_: object) -> str:
        raise failure

    said = iter(answers)
    monkeypatch.setattr("briefgen.deploy.deploy.carried_out", carried_out)
    monkeypatch.setattr("briefgen.commands.deploy.can_ask", lambda: True)
    monkeypatch.setattr("briefgen.commands.deploy.agreed", lambda _: next(said))
    assert cli.run(["deploy", "live", "--record", "--date", "2024-06-01", "-C", str(root)]) == 1
    shown = "".join(capsys.readouterr())
    assert end in shown
    assert f"recorded in content/changes/, site/ is built with it, and live {there}; the next deploy brings it" in shown
    assert (root / "content/changes/2024-06-01.jsonl").exists()
    assert list(said) == []


def test_a_target_has_its_own_edition(root: Path) -> None:
    """Built into its own folder; drafts are in the internal one alone."""
    archives.write(root, "briefgen.toml", f"{CONFIG}[deploy.inside]\nkind = 'folder'\nto = '../inside'\nedition = 'internal'\n")
    fill(root / "content/articles", {"draft.md": ARTICLE.replace("title: Ferry", "title: Draft\ndraft: true")})
    assert run(root, "live", "--yes").returncode == 0
    assert run(root, "inside", "--yes", "--no-check").returncode == 0
    assert not (root.parent / "there/articles/draft.html").exists()
    assert (root.parent / "inside/articles/draft.html").exists()


def test_an_edition_that_is_not_for_everybody_is_warned_of_where_everybody_reads(root: Path) -> None:
    """With the line of briefgen.toml."""
    target = "[deploy.inside]\nkind = 'folder'\nto = '../inside'\nedition = 'internal'\nhost = 'netlify'\n"
    archives.write(root, "briefgen.toml", f"{CONFIG}{target}")
    done = run(root, "inside", "--yes", "--no-check")
    assert "briefgen.toml:9: warning: the edition 'internal' shows what the public one does not, and Netlify shows it to everybody" in done.stderr
    assert run(root, "inside", "--yes", "--no-check", "--strict").returncode == 1


def test_a_target_may_want_compressed_forms(root: Path) -> None:
    """Another one of the same edition does without."""
    archives.write(root, "briefgen.toml", f"{CONFIG}[deploy.nginx]\nkind = 'folder'\nto = '../nginx'\ncompress = true\n")
    assert run(root, "nginx", "--yes").returncode == 0
    assert (root.parent / "nginx/index.html.gz").exists()
    assert run(root, "live", "--yes").returncode == 0
    assert not (root.parent / "there/index.html.gz").exists()


def test_a_commit_is_named(root: Path) -> None:
    """Of a deploy to git, in words and as JSON."""
    need("git")
    git("init", "--quiet", "--bare", str(root.parent / "there.git"), folder=root)
    archives.write(root, "briefgen.toml", f"{CONFIG}[deploy.default]\nkind = 'git'\nremote = '../there.git'\nbranch = 'gh-pages'\n")
    told = json.loads(run(root, "--yes", "--json").stdout)
    made = git("rev-parse", "gh-pages", folder=root.parent / "there.git").decode().strip()
    assert (told["deployed"], told["made"]) == (True, made)
