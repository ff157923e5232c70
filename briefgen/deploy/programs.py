"""Programs that do what briefgen does not: run without a shell, their answers bounded, their complaints passed on."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Final, NamedTuple

from briefgen.deploy.place import refused

_LARGEST: Final = 256 * 2**20
"""Bytes of an answer: a list of a million paths is half of it."""
_COMPLAINT: Final = 4_000
_LINES: Final = 12
_HINTS: Final = {
    "git": "install git: 'apt-get install git', 'brew install git', or git-scm.com",
    "rsync": "install rsync: 'apt-get install rsync' or 'brew install rsync'; the other machine needs it too",
    "rclone": "install rclone: 'apt-get install rclone', 'brew install rclone', or rclone.org",
}


class Ran(NamedTuple):
    """What came of a program."""

    code: int
    said: bytes
    """On standard output;"""
    complained: str
    """and on standard error: its last lines."""


def run(
    words: Sequence[str],
    *,
    given: bytes | Iterable[bytes] = b"",
    fine: tuple[int, ...] = (0,),
    folder: str = "",
    surroundings: Mapping[str, str] | None = None,
) -> Ran:
    """What a program does with these words and, on its standard input, with what it is given. `fine` are exit codes that are no failures;
    `surroundings` take the place of the environment's variables of those names, '' takes one away.

    Raises Unreadable with what it complains of, or where there is no such program.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as wrong:
        try:
            running = subprocess.Popen(  # noqa: S603  # no shell, and every word is one of ours or was checked where it was read
                words, stdin=subprocess.PIPE, stdout=out, stderr=wrong, cwd=folder or None, env=_environment(surroundings or {})
            )
        except FileNotFoundError:
            raise refused(f"there is no program {words[0]!r} here", _HINTS.get(words[0], "install it")) from None
        with running:
            try:
                _give(running, (given,) if isinstance(given, bytes) else given)
                code = running.wait()
            except BaseException:
                running.kill()
                raise
        ran = Ran(code, _beginning(out), _end(wrong))
    if code not in fine:
        raise failed(words[0], ran)
    return ran


def failed(name: str, ran: Ran) -> Exception:
    """What is raised where a program has failed, with the last lines of what it complained of."""
    return refused(f"{name} failed, with exit code {ran.code}", "mend that and deploy again: what was sent before is known", ran.complained)


def _environment(other: Mapping[str, str]) -> dict[str, str]:
    """English complaints, and what else is wanted."""
    found = {**os.environ, "LC_ALL": "C", **other}
    return {name: value for name, value in found.items() if value}


def _give(running: subprocess.Popen[bytes], pieces: Iterable[bytes]) -> None:
    assert running.stdin is not None
    try:
        with running.stdin as stdin:
            for piece in pieces:
                stdin.write(piece)
    except BrokenPipeError:  # it has ended, and says why
        pass


def _beginning(out: IO[bytes]) -> bytes:
    size = out.seek(0, os.SEEK_END)
    if size > _LARGEST:
        raise refused(f"a program answers with {size:,} bytes", "look at what stands at the target: it should not be so much")
    out.seek(0)
    return out.read()


def _end(wrong: IO[bytes]) -> str:
    size = wrong.seek(0, os.SEEK_END)
    wrong.seek(max(0, size - _COMPLAINT))
    return "\n".join(wrong.read().decode("utf-8", "replace").strip().splitlines()[-_LINES:])
