"""The command line: what it prints where, and how it exits."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import briefgen
from tests import archives
from tests.test_intake import ICE, SALT

COMMANDS = ("new", "ingest", "build", "serve", "explain", "events", "check")
COMMANDS_OF_EVENTS = ("events merge", "events split", "events rename", "events move")


def run(*arguments: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from briefgen.cli import main; main()", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(briefgen.__file__).parent.parent), **env},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archives.make(tmp_path / "archive", f"-- seeds/ice.txt --\n{ICE}-- seeds/salt.txt --\n{SALT}")


def test_new_makes_an_archive_that_builds(tmp_path: Path) -> None:
    """Empty, it is a site all the same; and it is never made twice."""
    assert run("new", "mine", cwd=tmp_path).returncode == 0
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == [".gitignore", "briefgen.toml", "content", "seeds"]
    built = run("build", cwd=tmp_path / "mine")
    assert (built.returncode, built.stderr) == (0, "")
    assert (tmp_path / "mine/site/index.html").exists()
    again = run("new", "mine", cwd=tmp_path)
    assert again.returncode == 1
    assert "there is an archive here already" in again.stderr


def test_new_with_the_sample_builds_two_dozen_articles(tmp_path: Path) -> None:
    """The sample seeds come with the package."""
    run("new", "mine", "--sample", cwd=tmp_path)
    built = run("build", "--json", cwd=tmp_path / "mine")
    assert built.returncode == 0
    assert json.loads(built.stdout)["build"]["articles"] == 24


def test_results_are_on_stdout_and_messages_on_stderr(root: Path) -> None:
    """So that either can be redirected."""
    (root / "seeds/broken.txt").write_bytes(b"\0")
    result = run("ingest", cwd=root)
    assert result.returncode == 1
    assert "2 new articles, 2 new events" in result.stdout
    assert result.stderr.startswith("seeds/broken.txt: error: not text")
    assert "hint:" in result.stderr


def test_problems_do_not_keep_build_from_building(root: Path) -> None:
    """One bad seed, one bad article: exit code 1, and a site of the rest."""
    (root / "seeds/broken.txt").write_bytes(b"\0")
    archives.write(root, "content/articles/bad.md", "---\ntitle: Bad\ndate: 2022-13-07\n---\nWords.\n")
    result = run("build", cwd=root)
    assert result.returncode == 1
    assert (
        "content/articles/bad.md:3: error: date '2022-13-07' is not a date\n    date: 2022-13-07\n    hint: write it as YYYY-MM-DD" in result.stderr
    )
    assert (root / "site/articles/bad.html").exists()


def test_a_file_named_from_anywhere_below_the_archive_is_found(root: Path) -> None:
    """The archive is the nearest folder above that has a briefgen.toml, or what -C names."""
    assert run("build", "-q", cwd=root / "seeds").returncode == 0
    assert (root / "site/index.html").exists()
    elsewhere = run("build", "-C", str(root), "--json", cwd=root.parent)
    assert json.loads(elsewhere.stdout)["build"]["written"] == []


def test_a_folder_that_is_no_archive_is_told_so(tmp_path: Path) -> None:
    """With what to do about it, and nothing is written."""
    result = run("build", cwd=tmp_path)
    assert result.returncode == 1
    assert "there is no briefgen.toml" in result.stderr
    assert "briefgen new" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_key_gets_a_did_you_mean(root: Path) -> None:
    """With its line."""
    archives.write(root, "briefgen.toml", 'title = "T"\nbase_ulr = "https://x.example/"\n')
    result = run("build", cwd=root)
    assert result.returncode == 1
    assert "briefgen.toml:2: error: unknown key 'base_ulr'" in result.stderr
    assert "did you mean 'base_url'?" in result.stderr


def test_quiet_says_nothing_and_verbose_says_more(root: Path) -> None:
    """-q only errors; -v each file."""
    assert run("build", "-v", cwd=root).stdout.count("wrote site/") > 10
    assert run("build", "-q", cwd=root).stdout == ""


@pytest.mark.parametrize("command", COMMANDS + COMMANDS_OF_EVENTS)
def test_every_command_has_help_with_an_example(command: str, tmp_path: Path) -> None:
    """And takes the options that all take."""
    result = run(*command.split(), "--help", cwd=tmp_path)
    assert result.returncode == 0
    assert "Example: briefgen " in result.stdout
    for option in ("--root", "--quiet", "--verbose", "--json"):
        assert option in result.stdout


def test_wrong_usage_exits_with_2(root: Path) -> None:
    """An unknown option, an unknown command, a file that is not there."""
    assert run("build", "--no-such-option", cwd=root).returncode == 2
    assert run("no-such-command", cwd=root).returncode == 2
    assert run("explain", "no-such-file.txt", cwd=root).returncode == 2


def test_the_version_is_the_packages(tmp_path: Path) -> None:
    """As in its metadata."""
    assert run("--version", cwd=tmp_path).stdout.strip().endswith(briefgen.__version__)


def test_explain_shows_every_line_and_the_candidates_that_lost(root: Path) -> None:
    """For people, and as JSON."""
    shown = run("explain", "ice.txt", cwd=root)
    assert shown.returncode == 0
    for words in ("title", "The Marn Echo", "copyright line", "byline", "first sentence", "paragraph"):
        assert words in shown.stdout
    data = json.loads(run("explain", "seeds/ice.txt", "--json", cwd=root).stdout)
    assert len(data["lines"]) == sum(bool(line.strip()) for line in ICE.splitlines())
    assert len(data["fields"]["title"]["candidates"]) == 2


def test_explain_reads_a_file_outside_any_archive(tmp_path: Path) -> None:
    """On its own, without an archive's evidence."""
    (tmp_path / "page.txt").write_text(ICE)
    assert "The Marn Echo" in run("explain", "page.txt", cwd=tmp_path).stdout


def test_check_lists_what_is_doubtful_and_strict_makes_it_fail(root: Path) -> None:
    """Warnings alone exit with 0, with --strict with 1."""
    run("build", cwd=root)
    result = run("check", cwd=root)
    assert result.returncode == 0
    assert "no base_url" in result.stderr
    assert run("check", "--strict", cwd=root).returncode == 1
    assert json.loads(run("check", "--json", cwd=root).stdout)["problems"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_serve_says_where_and_ends_with_130_when_interrupted(root: Path) -> None:
    """The address comes once the site is there; Ctrl-C is no error, and not success either."""
    code = "from briefgen.cli import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(Path(briefgen.__file__).parent.parent), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-c", code, "serve", "--port", "0"], cwd=root, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert "Serving http://127.0.0.1:" in process.stdout.readline()
        assert (root / "site/index.html").exists()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 130


def test_a_reader_that_has_enough_is_no_crash(root: Path) -> None:
    """`briefgen explain … | head -1` ends quietly."""
    code = f"{sys.executable} -c 'from briefgen.cli import main; main()' explain ice.txt --json | head -c 1"
    environment = {**os.environ, "PYTHONPATH": str(Path(briefgen.__file__).parent.parent)}
    result = subprocess.run(["sh", "-c", code], cwd=root, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in result.stderr


def test_no_colour_and_no_bar_outside_a_terminal(root: Path) -> None:
    """Not one escape sequence in what a script or a log gets."""
    (root / "seeds/broken.txt").write_bytes(b"\0")
    result = run("build", cwd=root)
    assert "\x1b" not in result.stdout + result.stderr
    assert "%|" not in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_no_color_is_honoured_on_a_terminal(root: Path) -> None:
    """The same command on a terminal has colour, and with NO_COLOR has none."""
    import pty

    (root / "seeds/broken.txt").write_bytes(b"\0")

    def shown(**env: str) -> bytes:
        parent, child = pty.openpty()
        code = "from briefgen.cli import main; main()"
        environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        environment |= {"PYTHONPATH": str(Path(briefgen.__file__).parent.parent), "TERM": "xterm", **env}
        process = subprocess.Popen([sys.executable, "-c", code, "ingest"], cwd=root, env=environment, stdout=child, stderr=child, close_fds=True)
        os.close(child)
        found = b""
        try:
            while part := os.read(parent, 65536):
                found += part
        except OSError:  # how Linux says that the other side has closed
            pass
        process.wait(timeout=60)
        os.close(parent)
        return found

    assert b"\x1b[" in shown()
    assert b"\x1b[3" not in shown(NO_COLOR="1")
