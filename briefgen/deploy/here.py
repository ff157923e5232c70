"""A target on this machine: its folder, which must be none of the archive's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefgen import config, files, premises, standing
from briefgen.config import Config
from briefgen.keys import policy
from briefgen.keys.targets import Target
from briefgen.problem import Unreadable


def folder_of(root: Path, target: Target) -> Path | None:
    """The folder of this machine that a target of the archive `root` is; None where it is somewhere else. Raises Unreadable where it is that of a
    user whom nobody knows."""
    if target.kind != "folder" and not (target.kind == "rsync" and ":" not in target.to.partition("/")[0]):
        return None
    try:
        return (root / Path(target.to).expanduser()).absolute()
    except RuntimeError as error:
        raise _unfit(root, target, "begins with a user whom this machine does not know", "write the folder's whole path") from error


def refuse(root: Path, settings: Config, target: Target) -> None:
    """Raises Unreadable, with the place in briefgen.toml, where a target is the archive, a folder that it is in, or one of its own: what a person
    wrote, or what a build makes, would stand among what is deployed. Any other folder in the archive may be one. So too where it is a file."""
    to = folder_of(root, target)
    if to and files.exists(to) and not files.is_folder(to):
        raise _unfit(root, target, "is no folder", "name one, which need not be there yet")
    wrong = _wrong(root, settings, to) if to else ""
    if wrong:
        raise _unfit(root, target, wrong, "name a folder outside of the archive, or one in it that is for nothing else, like 'public'")


def _unfit(root: Path, target: Target, wrong: str, hint: str) -> Unreadable:
    message = f"deploy: {target.name}: to: {target.to!r} {wrong}"
    return Unreadable(replace(config.place_of(root, "deploy", target.name, "to"), message=message, hint=hint))


def _wrong(root: Path, settings: Config, to: Path) -> str:
    """What is wrong with a folder, '' where nothing is. Symbolic links are followed."""
    if not files.leads_out(root, to):
        return "is the archive's own folder" if files.is_same(root, to) else "is a folder that the archive is in"
    for name in (*premises.FOLDERS, *(policy.folder_of(edition.name, standing.SITE) for edition in settings.editions)):
        if not files.leads_out(to, root / name):
            return f"is the archive's own {name}/" if files.is_same(to, root / name) else f"is in the archive's own {name}/"
        if not files.leads_out(root / name, to):
            return f"is a folder that the archive's own {name}/ is in"
    return ""
