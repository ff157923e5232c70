"""The sources' addresses, asked for: whether what articles were taken from is still there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefgen import archive, content, files, frontmatter, lock, sourcelinks, standing
from briefgen.archive import CONTENT
from briefgen.model import Article
from briefgen.probing.ask import Answer
from briefgen.probing.asked import asked
from briefgen.probing.manner import Manner
from briefgen.probing.verdict import is_due, verdict
from briefgen.problem import Problem
from briefgen.progress import Progress, quiet
from briefgen.sourcelinks import DEAD, MOVED, NAME, OK, STATES, UNKNOWN, Line, address_of

_OFTEN: Final = 200
"""After so many answers what is known is saved, in case that nobody can wait for the others."""


@dataclass(frozen=True, slots=True)
class Found:
    """What became of the sources."""

    asked: int
    """How many addresses were asked for this time."""
    lines: tuple[Line, ...]
    """What is known of all that articles have."""
    never: int
    """Of how many nothing is known at all."""
    problems: tuple[Problem, ...]
    """A warning for each article whose source is gone."""

    def numbers(self) -> dict[str, int]:
        """How many addresses there are of each state."""
        counts = Counter(line.state for line in self.lines)
        return {"asked": self.asked, **{state: counts[state] for state in STATES}, "never": self.never}


def ask_for_all(
    root: Path,
    day: str,
    manner: Manner,
    days: int,
    progress: Progress = quiet,
    on_wait: Callable[[str], None] = lambda _: None,
) -> Found:
    """Asks for the source of each article of the archive `root`, but for those of which something was found out less than so many `days`
    before the `day`, and keeps what it learns in `content/links.tsv`, also when it is interrupted."""
    articles = archive.load(root).articles
    wanted = {address for article in articles if (address := address_of(article.source))}
    before = sourcelinks.read(root / CONTENT)
    due = _due(wanted, before, day, days)
    answers: list[Answer] = []
    coming = asked(due, manner)
    try:
        for one in progress(coming, "Asking", len(due)):
            answers.append(one)
            if not len(answers) % _OFTEN:
                _save(root, answers, before, day, on_wait)
    finally:
        coming.close()
        _save(root, answers, before, day, on_wait)
    known = sourcelinks.read(root / CONTENT)
    lines = tuple(known[address] for address in sorted(wanted & known.keys()))
    silent = [_silent(len(answers))] if answers and not _is_online(answers) else []
    number = sum(one.kind != "left" for one in answers)
    return Found(number, lines, len(wanted) - len(lines), (*silent, *_dead(root, articles, known)))


def _due(wanted: Iterable[str], before: Mapping[str, Line], day: str, days: int) -> list[str]:
    """The addresses to be asked for; where no host of theirs has answered before, with one that has, which tells whether it is not just us."""
    states = {address: before[address].state if address in before else "" for address in sorted(wanted)}
    due = [address for address in states if is_due(before.get(address), day, days)]
    if any(states[address] == UNKNOWN for address in due) and not any(states[address] in (OK, MOVED) for address in due):
        due += [address for address, state in states.items() if state in (OK, MOVED)][:1]
    return due


def _is_online(answers: Iterable[Answer]) -> bool:
    return any(one.heard for one in answers)


def _save(root: Path, answers: Iterable[Answer], before: Mapping[str, Line], day: str, on_wait: Callable[[str], None]) -> None:
    """Keeps what the answers say, each in the light of what was known of its address before."""
    is_online = _is_online(answers)
    lines = [verdict(one, before.get(one.address), day, online=is_online) for one in answers]
    if lines:
        with lock.held(root / standing.FOLDER, on_wait):
            sourcelinks.add(root / CONTENT, (line for line in lines if line and line != before.get(line.address)))


def _silent(number: int) -> Problem:
    message = f"no host answered: nothing was learnt of {number} {'address' if number == 1 else 'addresses'}"
    return Problem(f"{CONTENT}/{NAME}", 0, message, "see whether this machine has a connection, and run it again", severity="warning")


def _dead(root: Path, articles: Iterable[Article], known: Mapping[str, Line]) -> Iterable[Problem]:
    for article in articles:
        line = known.get(address_of(article.source))
        if line is None or line.state != DEAD:
            continue
        text = (files.read_or_none(root / CONTENT / article.path) or b"").decode("utf-8-sig", "replace")
        places = frontmatter.places(text)
        number = next((places[name] for name in content.ARTICLE_KEYS["source"] if name in places), 0)
        quote = text.splitlines()[number - 1].strip() if number else ""
        why = f" ({line.detail})" if line.detail else ""
        hint = "write where it is now; else leave it: the article's page says so"
        yield Problem(f"{CONTENT}/{article.path}", number, f"the source is gone since {line.since}{why}", hint, quote, "warning")
