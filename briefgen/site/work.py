"""Making pages and files and putting them on the stage: what any process of a build can do, with all that it takes."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from briefgen import files
from briefgen.archive import CONTENT, SITE
from briefgen.pages.site import SiteInfo
from briefgen.problem import Problem, Unreadable
from briefgen.site import harvest, making, told  # noqa: F401 - so that whoever is forked from this has them
from briefgen.site.engine import Templates
from briefgen.site.faults import Fault, gathered
from briefgen.site.kit import Kit
from briefgen.site.render import environment, render


class Task(NamedTuple):
    """A page or a file to be made."""

    path: str
    template: str
    make: Callable[..., Any]
    given: tuple[object, ...]
    known: str
    """SHA-256 of what stands at its path; '' when nothing does."""
    origin: str = ""
    """The file below content/ that it shows, when it is one."""
    is_extra: bool = False
    """Whether it is a page that a function of the archive's own planned."""


class Done(NamedTuple):
    """What came of it."""

    path: str
    digest: str
    staged: str
    """The name that it has on the stage; '' when it is what stands there already."""


class Batch(NamedTuple):
    """Some of a site's pages and files, with all that they share."""

    root: Path
    stage: Path
    cache: str
    """Where compiled templates are kept; '' for nowhere."""
    kit: Kit
    site: SiteInfo
    tasks: Sequence[Task]


class Faulty(Unreadable):
    """Raised where a page cannot be rendered."""

    def __init__(self, problem: Problem, task: Task) -> None:
        self.fault = Fault(problem, f"{CONTENT}/{task.origin}" if task.origin else f"{SITE}/{task.path}", task.is_extra)
        super().__init__(*gathered([self.fault]))


def make_together(batch: Batch) -> list[Done | Fault]:
    """Makes them, and writes on the stage those that are another than before. Raises Unreadable, ChangedMeanwhile, OSError, but for pages
    that cannot be rendered: the others are made all the same."""
    made = _environment(batch.kit, batch.cache)
    done: list[Done | Fault] = []
    for task in batch.tasks:
        try:
            done.append(_staged(batch.stage, task, made_of(batch.root, made, batch.site, task)))
        except Faulty as error:
            done.append(error.fault)
    return done


def made_of(root: Path, made: Templates, site: SiteInfo, task: Task) -> bytes:
    """The bytes of one page or file. Raises what making it does, and Faulty."""
    if not task.template:
        data: bytes = task.make(root, *task.given)
        return data
    page, body = task.make(root, *task.given)
    try:
        return render(made, page, site, body)
    except Unreadable as error:
        raise Faulty(error.problems[0], task) from error


def _staged(stage: Path, task: Task, data: bytes) -> Done:
    digest = hashlib.sha256(data).hexdigest()
    if digest == task.known:
        return Done(task.path, digest, "")
    name = staged_as(task.path)
    files.lay(f"{stage}/{name}", data)
    return Done(task.path, digest, name)


def staged_as(path: str) -> str:
    """The name that a file for this path has on the stage."""
    return hashlib.blake2b(path.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()


def _environment(kit: Kit, cache: str) -> Templates:
    """This thread's environment: it knows the page that is being rendered."""
    known = getattr(_OWN, "environment", None)
    if known is None or known[0] != (kit, cache):
        known = _OWN.environment = ((kit, cache), environment(kit, cache))
    made: Templates = known[1]
    return made


_OWN: Final = threading.local()
