"""Making pages and files and putting them on the stage: what any process of a build can do, with all that it takes."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from jinja2 import Environment

from briefgen import files
from briefgen.site import harvest, making, told  # noqa: F401 - so that whoever is forked from this has them
from briefgen.site.pages import SiteInfo
from briefgen.site.render import environment, render


class Task(NamedTuple):
    """A page or a file to be made."""

    path: str
    template: str
    make: Callable[..., Any]
    given: tuple[object, ...]
    known: str
    """SHA-256 of what stands at its path; '' when nothing does."""


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
    templates: tuple[tuple[str, str], ...]
    site: SiteInfo
    tasks: Sequence[Task]


def make_together(batch: Batch) -> list[Done]:
    """Makes them, and writes on the stage those that are another than before. Raises Unreadable, ChangedMeanwhile, OSError."""
    made = _environment(batch.templates, batch.cache)
    return [_staged(batch.stage, task, made_of(batch.root, made, batch.site, task)) for task in batch.tasks]


def made_of(root: Path, made: Environment, site: SiteInfo, task: Task) -> bytes:
    """The bytes of one page or file."""
    if not task.template:
        data: bytes = task.make(root, *task.given)
        return data
    page, body = task.make(root, *task.given)
    return render(made, page, site, body)


def _staged(stage: Path, task: Task, data: bytes) -> Done:
    digest = hashlib.sha256(data).hexdigest()
    if digest == task.known:
        return Done(task.path, digest, "")
    name = hashlib.blake2b(task.path.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
    files.lay(f"{stage}/{name}", data)
    return Done(task.path, digest, name)


def _environment(templates: tuple[tuple[str, str], ...], cache: str) -> Environment:
    """This thread's environment: it knows the page that is being rendered."""
    known = getattr(_OWN, "environment", None)
    if known is None or known[0] != (templates, cache):
        known = _OWN.environment = ((templates, cache), environment(templates, cache))
    made: Environment = known[1]
    return made


_OWN: Final = threading.local()
