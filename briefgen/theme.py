"""A theme: its templates, static files and texts, with those of the themes that it extends."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

from briefgen import config, described, files, options
from briefgen.config import Config
from briefgen.described import Described
from briefgen.model import Plain
from briefgen.options import Option
from briefgen.problem import Problem, Unreadable

DEFAULT: Final = "briefing"
ABOUT: Final = "theme.toml"
TEXTS: Final = "i18n:"
"""What a part of a bundle begins with that is no file: 'i18n:search,date'."""
_BROUGHT: Final = "briefgen/themes/"
"""What the names of files begin with that are briefgen's own, wherever it is installed."""


class Template(NamedTuple):
    """A template of a theme."""

    name: str
    """'article.html', as other templates name it."""
    theme: str
    file: str
    """As whoever edits it knows it: 'themes/mine/templates/article.html'."""
    source: str


class Words(NamedTuple):
    """A theme's words in one language."""

    language: str
    file: str
    """As whoever edits it knows it: 'themes/mine/i18n/de.toml'."""
    source: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with all that it extends, read."""

    name: str
    chain: tuple[str, ...]
    """Its own name, and those of the themes that it extends, the nearest first."""
    templates: tuple[Template, ...]
    """The nearest theme's first; those of one theme by name."""
    static: tuple[tuple[str, str], ...]
    """Path below `static/` and the file's absolute path, sorted; what stands in a bundle is not among them."""
    bundles: tuple[tuple[str, tuple[str, ...]], ...]
    """Scripts that are made of others: path below `static/`, and what it is made of, in order: absolute paths, or `TEXTS` and the names of
    tables of the catalogue, with commas between."""
    options: tuple[Option, ...]
    """By name; the nearest theme's where several have one."""
    words: tuple[Words, ...]
    """The nearest theme's first; those of one theme by language. The default theme's are there always: titles are made of them."""
    folders: tuple[str, ...]
    """Where it was read from, the first one winning: what a preview watches."""
    shown: tuple[str, ...]
    """The same, as whoever edits them knows them: 'themes/mine', 'briefgen/themes/briefing'."""

    def known_as(self, file: str) -> str:
        """One of its files, given by its absolute path, as whoever edits it knows it."""
        pairs = zip(self.folders, self.shown, strict=True)
        return next((f"{shown}/{Path(file).relative_to(folder).as_posix()}" for folder, shown in pairs if Path(file).is_relative_to(folder)), file)


def load(root: Path, name: str) -> Theme:
    """The theme `name`: from `themes/NAME/` of the archive, or else the one that briefgen brings, with those that it extends.

    Raises Unreadable when there is no such theme, or with all that is wrong with their `theme.toml`, or when a file cannot be read.
    """
    homes = list(_chain(root, name))
    templates = [found for home in homes for found in _templates_in(home)]
    static: dict[str, str] = {}
    for home in homes:
        for path in files.scan(home.folder / "static"):
            _refuse_unnameable(f"{home.shown}/static", path)
            static.setdefault(path, str(home.folder / "static" / path))
    made = _bundled(homes, static)
    alone = tuple(sorted((path, source) for path, source in static.items() if not any(path in parts for parts in made.values())))
    return Theme(
        name=name,
        chain=tuple(dict.fromkeys(home.name for home in homes)),
        templates=tuple(templates),
        static=alone,
        bundles=tuple(sorted((path, tuple(static.get(part, part) for part in parts)) for path, parts in made.items())),
        options=_options_of(homes),
        words=tuple(found for home in (*homes, *_speaking(root, homes)) for found in _words_in(home)),
        folders=tuple(str(home.folder) for home in homes),
        shown=tuple(home.shown for home in homes),
    )


def _options_of(homes: Iterable[_Home]) -> tuple[Option, ...]:
    found: dict[str, Option] = {}
    for home in homes:
        for option in home.about.options:
            found.setdefault(option.name, option)
    return tuple(found[key] for key in sorted(found))


def chosen(root: Path, settings: Config) -> dict[str, Plain]:
    """The values of the options of the archive's theme, of which nothing but the descriptions is read. Raises Unreadable."""
    return values_of(root, _options_of(_chain(root, settings.theme)), settings.options)


def values_of(root: Path, known: Iterable[Option], given: Iterable[tuple[str, object]]) -> dict[str, Plain]:
    """The values of a theme's options. Raises Unreadable with all that is wrong with those that briefgen.toml gives."""
    values, wrong = options.chosen(known, given)
    if wrong:
        raise Unreadable(*sorted(replace(config.place_of(root, "theme", name), message=message, hint=hint) for name, message, hint in wrong))
    return values


def bundled() -> Path:
    """The folder of the themes that briefgen brings: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    return package / "themes" if files.exists(package / "themes") else package.parent / "themes"


def found_at(file: str) -> str:
    """A theme's file, as it is known, by a path at which it can be found: what briefgen brings is not below the archive."""
    return str(bundled() / file.removeprefix(_BROUGHT)) if file.startswith(_BROUGHT) else file


def refuse_links_out(root: Path, dress: Theme) -> None:
    """Raises Unreadable when a theme of the archive, or a folder of it, is a link to somewhere else: what is in it would be published."""
    for home in map(Path, dress.folders):
        if home.is_relative_to(bundled()):
            continue
        for part in (home, *(home / name for name in ("templates", "static", "i18n"))):
            if files.leads_out(part, root):
                place = part.relative_to(root).as_posix()
                raise Unreadable(Problem(place, 0, "leads out of the archive, which --safe does not follow", "put the folder itself there"))


def known(root: Path) -> dict[str, tuple[Described, str]]:
    """Every theme that an archive can choose, by name, with what it says of itself and the folder that it is in: below the archive's, or an
    absolute path. Raises Unreadable."""
    homes = {name: next(_homes(root, name)) for name in _names(root)}
    return {name: (home.about, home.shown if home.folder.is_relative_to(root) else str(home.folder)) for name, home in homes.items()}


def _names(root: Path) -> list[str]:
    parents = (root / "themes", bundled())
    return sorted({found for parent in parents for found in files.folders_in(parent) if files.exists(parent / found / ABOUT)})


class _Home(NamedTuple):
    """A folder that a theme, or a part of it, is read from."""

    name: str
    folder: Path
    shown: str
    """As whoever edits it knows it."""
    about: Described


def _chain(root: Path, name: str) -> Iterator[_Home]:
    """The folders of a theme and of all that it extends, the nearest first."""
    seen: list[str] = []
    wanted: str | None = name
    by = config.place_of(root, "theme", "name")
    by = by if name in by.quote else Problem("", 0, "")  # it is asked for by hand
    while wanted is not None:
        if wanted in seen:
            circle = " extends ".join((*seen[seen.index(wanted) :], wanted))
            raise Unreadable(replace(by, message=f"themes extend one another in a circle: {circle}", hint="let one of them extend another"))
        seen.append(wanted)
        homes = list(_homes(root, wanted))
        if not homes:
            raise Unreadable(_missing(root, wanted, by))
        if homes[0].about.extends not in (None, wanted):  # what briefgen brings under that name is another theme
            del homes[1:]
        yield from homes
        extends, by = homes[-1].about.extends, homes[-1].about.place_of("extends")
        wanted = extends or None if extends is not None or wanted == DEFAULT else DEFAULT


def _speaking(root: Path, homes: Sequence[_Home]) -> list[_Home]:
    """Where the default theme is, unless it is among these."""
    return [] if any(home.name == DEFAULT for home in homes) else list(_homes(root, DEFAULT))[-1:]


def _homes(root: Path, name: str) -> Iterator[_Home]:
    """Where a theme of this name is: in the archive, and where briefgen brings one."""
    if not files.is_inside(name) or "/" in name:
        return
    own, brought = root / "themes" / name, bundled() / name
    places = [(own, f"themes/{name}"), *([] if files.is_same(own, brought) else [(brought, f"{_BROUGHT}{name}")])]
    for folder, shown in places:
        if files.exists(folder / ABOUT):
            yield _Home(name, folder, shown, described.read(files.read(folder / ABOUT), f"{shown}/{ABOUT}"))
        elif folder is own and files.exists(folder):
            raise Unreadable(Problem(shown, 0, f"a theme without a {ABOUT}", f"make {shown}/{ABOUT}; it may be empty"))


def _missing(root: Path, name: str, by: Problem) -> Problem:
    near = difflib.get_close_matches(name, _names(root), n=1, cutoff=0.7)
    hint = f"did you mean {near[0]!r}?" if near else f"choose one of: {', '.join(_names(root))}; or make themes/{name}/{ABOUT}"
    return replace(by, message=f"there is no theme {name!r}", hint=hint)


def _templates_in(home: _Home) -> Iterator[Template]:
    for path in files.scan(home.folder / "templates", (".html",)):
        file = f"{home.shown}/templates/{path}"
        yield Template(path, home.name, file, _text(home.folder / "templates" / path, file, "the template"))


def _words_in(home: _Home) -> Iterator[Words]:
    for path in files.scan(home.folder / "i18n", (".toml",)):
        file = f"{home.shown}/i18n/{path}"
        yield Words(path.rsplit(".", 1)[0], file, _text(home.folder / "i18n" / path, file, "it"))


def _text(path: Path, shown: str, what: str) -> str:
    try:
        return files.read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(Problem(shown, 0, f"{what} is not UTF-8 ({error.reason} at byte {error.start})", "save it as UTF-8")) from error


def _bundled(homes: Sequence[_Home], static: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Each bundle with its parts, the nearest theme's where several have one; a file of its name, in a theme nearer than that, stands for it."""
    made: dict[str, tuple[str, ...]] = {}
    for home in reversed(homes):
        own = {path for path, source in static.items() if Path(source).is_relative_to(home.folder)}
        made = {path: parts for path, parts in made.items() if path not in own}
        for path, parts in home.about.bundles:
            _refuse_unnameable(f"{home.shown}/{ABOUT}", path)
            for part in parts:
                if part not in static and not part.startswith(TEXTS):
                    message = f"the bundle {path!r} is made of static/{part}, which there is not"
                    raise Unreadable(replace(home.about.place_of("bundles", path), message=message, hint="mend [bundles]"))
            made[path] = parts
    return made


def _refuse_unnameable(place: str, path: str) -> None:
    """Raises Unreadable for a file whose name is no text, or that not every disk can hold."""
    shown = path.encode("utf-8", "replace").decode()
    if shown != path:
        raise Unreadable(Problem(f"{place}/{shown}", 0, "the file's name is not UTF-8", "rename it"))
    if not files.is_inside(path) or "\n" in path:
        raise Unreadable(Problem(place, 0, f"the file's name {path!r} has a sign that not every disk can hold", "rename it"))
