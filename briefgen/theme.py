"""A theme: its templates, its static files, and what it must offer."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from briefgen import files
from briefgen.problem import Problem, Unreadable

DEFAULT = "briefing"

TEMPLATES = (
    "home.html",
    "article.html",
    "changes.html",
    "event.html",
    "list.html",
    "events.html",
    "directory.html",
    "search.html",
    "404.html",
    "redirect.html",
)
"""The templates that pages are rendered with; a theme that lacks one gets the default theme's."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, read."""

    name: str
    templates: tuple[tuple[str, str], ...]
    """Name and source of each template, the theme's own before the default theme's, sorted by name."""
    static: tuple[tuple[str, str], ...]
    """Path below `static/` and the file's absolute path, sorted."""
    bundles: tuple[tuple[str, tuple[str, ...]], ...]
    """Scripts that are made of others: path below `static/`, and the absolute paths of what it is made of, in order."""
    folders: tuple[str, ...]
    """Where it was read from, the first one winning: what a preview watches."""


def load(root: Path, name: str) -> Theme:
    """The theme `name`: from `themes/NAME/` of the archive, or else the one that briefgen brings.

    A file that it lacks is taken from the default theme, so that a theme may be a single template. Raises Unreadable when there
    is no such theme, or when its `theme.toml` or a template cannot be read.
    """
    homes = [home for home in _homes(root, name) if files.exists(home / "theme.toml")]
    if files.exists(root / "themes" / name) and root / "themes" / name not in homes and files.is_inside(name):
        raise Unreadable(Problem(f"themes/{name}", 0, "a theme without a theme.toml", f"make themes/{name}/theme.toml; it may be empty"))
    if not homes:
        parents = (root / "themes", bundled())
        known = sorted({found for parent in parents for found in files.folders_in(parent) if files.exists(parent / found / "theme.toml")})
        raise Unreadable(
            Problem("briefgen.toml", 0, f"there is no theme {name!r}", f"choose one of: {', '.join(known)}; or make themes/{name}/theme.toml")
        )
    folders = list(dict.fromkeys([homes[0], bundled() / DEFAULT]))
    bundles = {path: parts for folder in reversed(folders) for path, parts in _bundles_in(folder, root).items()}
    templates: dict[str, str] = {}
    static: dict[str, str] = {}
    for folder in folders:
        for path in files.scan(folder / "templates", (".html",)):
            if path not in templates:
                templates[path] = _read_template(folder / "templates" / path)
        for path in files.scan(folder / "static"):
            _refuse_unnameable(path)
            static.setdefault(path, str(folder / "static" / path))
    own = {path for path, source in static.items() if source.startswith(f"{folders[0]}/")} - set(_bundles_in(folders[0], root))
    bundles = {path: parts for path, parts in bundles.items() if path not in own}  # a file of the theme's own stands for it
    made = {path: tuple(_part(path, part, static) for part in parts) for path, parts in bundles.items()}
    alone = {path: source for path, source in static.items() if not any(path in parts for parts in bundles.values())}
    return Theme(name, tuple(sorted(templates.items())), tuple(sorted(alone.items())), tuple(sorted(made.items())), tuple(map(str, folders)))


def _part(bundle: str, part: str, static: dict[str, str]) -> str:
    if part not in static:
        raise Unreadable(Problem("theme.toml", 0, f"the bundle {bundle!r} is made of static/{part}, which there is not", "mend [bundles]"))
    return static[part]


def _refuse_unnameable(path: str) -> None:
    """Raises Unreadable for a file whose name is no text, or that not every disk can hold."""
    shown = path.encode("utf-8", "replace").decode()
    if shown != path:
        raise Unreadable(Problem(f"static/{shown}", 0, "the file's name is not UTF-8", "rename it"))
    if not files.is_inside(path) or "\n" in path:
        raise Unreadable(Problem(f"static/{path!r}", 0, "the file's name has a sign that not every disk can hold", "rename it"))


def bundled() -> Path:
    """The folder of the themes that briefgen brings: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    return package / "themes" if files.exists(package / "themes") else package.parent / "themes"


def _homes(root: Path, name: str) -> list[Path]:
    if not files.is_inside(name) or "/" in name:
        return []
    return [root / "themes" / name, bundled() / name]


def _bundles_in(home: Path, root: Path) -> dict[str, tuple[str, ...]]:
    """What a theme's description says of bundles."""
    path = home / "theme.toml"
    place = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    try:
        found = tomllib.loads(files.read(path).decode("utf-8-sig")).get("bundles", {})
    except (ValueError, RecursionError) as error:
        raise Unreadable(Problem(place, 0, f"not valid TOML: {error}", "mend the file")) from error
    try:
        bundles = msgspec.convert(found, dict[str, Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]])
    except msgspec.ValidationError as error:
        raise Unreadable(Problem(place, 0, f"[bundles]: {error}", 'write it as lines like "all.js" = ["one.js", "two.js"]')) from error
    for name in bundles:
        _refuse_unnameable(name)
    return bundles


def _read_template(path: Path) -> str:
    try:
        return files.read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(Problem(path.name, 0, f"template is not UTF-8 ({error.reason} at byte {error.start})", "save it as UTF-8")) from error
