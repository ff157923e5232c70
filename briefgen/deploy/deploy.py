"""A deploy: what a target is to have is compared with what it has, and brought there."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from briefgen import files, lock, standing
from briefgen.config import Config
from briefgen.deploy import here
from briefgen.deploy.folder import Folder
from briefgen.deploy.git import Git
from briefgen.deploy.place import Moved, Place
from briefgen.deploy.plan import Plan, offered, planned
from briefgen.deploy.rclone import Rclone
from briefgen.deploy.rsync import Rsync
from briefgen.keys.targets import Target
from briefgen.publish import rules

HEADERS = "_headers"


@contextmanager
def opened(root: Path, target: Target, settings: Config) -> Iterator[Place]:
    """A target of the archive `root`, as long as it is needed. `settings` are those of the target's edition. Raises Unreadable."""
    here.refuse(root, settings, target)
    site = root / settings.site
    folder = here.folder_of(root, target)
    if folder and target.kind == "folder":
        yield Folder(folder, site.absolute())
    elif target.kind == "rsync":
        yield Rsync(str(folder or target.to), site.absolute(), target.port)
    elif target.kind == "rclone":
        told = (files.read_or_none(site / HEADERS) or b"").decode("utf-8", "replace")
        yield Rclone(target.to, site.absolute(), rules.headers(told), urlsplit(settings.base_url).path or "/")
    else:
        with tempfile.TemporaryDirectory(prefix="briefgen-") as work:
            yield Git(target, root.absolute(), site.absolute(), work)


def plan_for(root: Path, place: Place, site: Path, *, adopt: bool = False, every: bool = False) -> Plan:
    """What has to be done at a target so that it has what stands in `site`. Files that stand there in its way are written over if it is to `adopt`
    them; `every` is as `planned` has it.

    Raises Unreadable where the target cannot be asked.
    """
    with lock.held(root / standing.FOLDER):
        plan = place.against(planned(offered(site), place.known(), every=every))
    return replace(plan, blocked=()) if adopt else plan


def carried_out(root: Path, place: Place, site: Path, plan: Plan) -> str:
    """Does what was planned, while nothing else writes into the site; a word of what came of it, or ''.

    Raises Moved where the site, or the target, is no longer as it was when the plan was made, and Unreadable where the target refuses.
    """
    with lock.held(root / standing.FOLDER):
        if offered(site) != plan.offer:
            raise Moved
        return place.carry_out(plan)
