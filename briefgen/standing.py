"""Whether anything has changed since the last build: told by stamps alone, and with next to nothing imported."""

from __future__ import annotations

import os
import sys
import time
import zlib

from briefgen.stamps import Tree, unpacked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

EXTENSIONS = "extensions"
FOLDER = ".briefgen"
NAME = "standing"
CONTENT, SEEDS, SITE, THEMES, CONFIG = "content", "seeds", "site", "themes", "briefgen.toml"
_MAGIC = b"briefgen standing 4\n"


class Said:
    """What a build said when it was done."""

    def __init__(
        self,
        articles: int,
        events: int,
        pages: int,
        seeds: int,
        problems: str = "",
        seed_problems: str = "",
        *,
        safe: bool = False,
        days: tuple[str, str] = ("", ""),
        compress: bool | None = None,
    ) -> None:
        self.articles = articles
        self.events = events
        self.pages = pages
        self.seeds = seeds
        """That ingest saw; -1 when it was not asked to look, or left something undone."""
        self.problems = problems
        """The build's, as JSON; '' when there were none."""
        self.seed_problems = seed_problems
        """The ingest's."""
        self.safe = safe
        """Whether it ran no code of the archive."""
        self.days = days
        """The last day that was there on which an article was to appear, and the first that was not; '' for none."""
        self.compress = compress
        """Whether it was asked to compress files; None where it did as briefgen.toml says."""

    def holds_on(self, day: str) -> bool:
        """Whether a build on another day comes to the same."""
        since, until = self.days
        return since <= day and (not until or day < until)

    def packed(self) -> bytes:
        """As bytes."""
        numbers = (self.articles, self.events, self.pages, self.seeds, int(self.safe), _ASKED.index(self.compress))
        return "\n".join([*map(str, numbers), *self.days, self.problems, self.seed_problems]).encode()


def _unpacked(data: bytes) -> Said:
    *numbers, since, until, problems, seed_problems = data.decode().split("\n")
    articles, events, pages, seeds, safe, asked = map(int, numbers)
    return Said(articles, events, pages, seeds, problems, seed_problems, safe=bool(safe), days=(since, until), compress=_ASKED[asked])


_ASKED = (None, False, True)


def root_of(folder: str) -> str:
    """The archive that a folder is in: itself, or the nearest above it that has a briefgen.toml; '' when there is none."""
    here = os.path.abspath(folder)
    while not os.path.exists(os.path.join(here, CONFIG)):
        above = os.path.dirname(here)
        if above == here:
            return ""
        here = above
    return here


class Look:
    """An archive's files as they are now, and what the last build said if that is how it left them.

    With `aside` the site is looked at by a forked process while this one looks at the rest, if this one has no threads.
    """

    def __init__(self, root: str, site: str = SITE, *, aside: bool = False) -> None:
        self.site_name = site
        """The folder below the archive's that is built into."""
        self.moment = time.time_ns()
        """When looking began, in nanoseconds since the epoch."""
        saved = _saved(root, site)
        known = saved.trees if saved else (Tree(), Tree(), Tree(), Tree())
        is_same = _aside(lambda: _again(root, site, known[3]).is_as(known[3])) if aside and saved and _may_fork() else None
        self.content = _again(root, CONTENT, known[0])
        self.seeds = _again(root, SEEDS, known[1])
        self.others = _others(root)
        self.site = known[3] if is_same and is_same() else _again(root, site, known[3])
        self.token = saved.token if saved else b""
        self.said = saved.said if saved and all(map(Tree.is_as, self.trees(), known)) else None

    def is_current(self, root: str) -> bool:
        """Whether no other build has been done since."""
        saved = _saved(root, self.site_name)
        return (saved.token if saved else b"") == self.token

    def distrust(self, root: str) -> None:
        """Takes away the stamps of files that may have changed since looking began without their stamps telling."""
        moment = self.moment + _skew(root)
        for tree in (self.content, self.seeds, self.others):
            tree.distrust_young(moment)

    def trees(self) -> tuple[Tree, Tree, Tree, Tree]:
        """All of it."""
        return self.content, self.seeds, self.others, self.site


def _may_fork() -> bool:
    threading = sys.modules.get("threading")
    return hasattr(os, "fork") and (threading is None or threading.active_count() == 1)


def _aside(check: Callable[[], bool]) -> Callable[[], bool]:
    """Has another process check something; what waits for its answer."""
    child = os.fork()
    if child:
        return lambda: os.waitpid(child, 0)[1] == 0
    code = 1
    try:
        code = 0 if check() else 1
    finally:
        os._exit(code)


def _tree(root: str, name: str) -> Tree:
    made = Tree()
    made.add(os.path.join(root, name), hidden=name.startswith(SITE))  # of a site hidden files are a part
    return made


def _again(root: str, name: str, known: Tree) -> Tree:
    """A folder's files as they are now, of which it is known how they were."""
    now = known.again(os.path.join(root, name)) if known.names else None
    return _tree(root, name) if now is None else now


def _others(root: str) -> Tree:
    """What a build depends on besides content and seeds: the configuration, the themes, this program and what it stands on."""
    made = Tree()
    made.add_file(os.path.join(root, CONFIG), CONFIG)
    themes = os.path.join(root, THEMES)
    for name in sorted(os.listdir(themes)) if os.path.isdir(themes) else ():  # each may be a link, and so may its folders
        made.add_file(os.path.join(themes, name, "theme.toml"), f"{THEMES}/{name}/theme.toml")
        for part in ("templates", "static", "i18n"):
            made.add(os.path.join(themes, name, part), f"{THEMES}/{name}/{part}/")
    made.add(os.path.join(root, EXTENSIONS), f"{EXTENSIONS}/", but="__pycache__")
    package = os.path.dirname(os.path.abspath(__file__))
    made.add(package, "briefgen/", but="__pycache__")
    made.add(os.path.join(os.path.dirname(package), THEMES), "bundled/")
    for folder in sys.path:  # where something was installed or removed, a folder has changed
        if folder and os.path.isdir(folder):
            made.add_file(folder, folder)
    return made


def save(root: str, look: Look, said: Said) -> None:
    """Keeps what a build left and said. `look` has the stamps of what it started from, and of the site as it is now.

    Where there is no place to write, the next build looks at everything again.
    """
    parts = [said.packed(), *(one.packed() for one in look.trees())]
    data = _MAGIC + _version() + b"".join(len(part).to_bytes(8, "little") + part for part in parts)
    data += zlib.crc32(data).to_bytes(4, "little")
    path = _path(root, look.site_name)
    try:
        with _own(path + ".new") as out:
            out.write(data)
        os.replace(path + ".new", path)
    except OSError:
        forget(root, look.site_name)


def _own(path: str) -> BinaryIO:
    """A new file, and never what a link of that name leads to."""
    if os.path.lexists(path):
        os.unlink(path)
    return open(path, "xb")


def forget(root: str, site: str = SITE) -> None:
    """Lets the next build look at everything."""
    try:  # noqa: SIM105 - as in `stamps`
        os.unlink(_path(root, site))
    except OSError:
        pass


class _Saved:
    """What a build left."""

    def __init__(self, token: bytes, said: Said, trees: tuple[Tree, ...]) -> None:
        self.token = token
        """What is another after each build that saved something."""
        self.said = said
        self.trees = trees


def _path(root: str, site: str) -> str:
    """Where what the builds into a folder leave is kept: each edition's has its own."""
    return os.path.join(root, FOLDER, NAME + site.removeprefix(SITE))


def _saved(root: str, site: str) -> _Saved | None:
    """What the last build left; None when it left nothing, or not whole."""
    try:
        with open(_path(root, site), "rb") as source:
            data = source.read()
    except OSError:
        return None
    start = _MAGIC + _version()
    if not data.startswith(start) or zlib.crc32(data[:-4]).to_bytes(4, "little") != data[-4:]:
        return None
    parts = []
    place = len(start)
    while place < len(data) - 4:
        size = int.from_bytes(data[place : place + 8], "little")
        parts.append(data[place + 8 : place + 8 + size])
        place += 8 + size
    try:
        return _Saved(data[-4:], _unpacked(parts[0]), tuple(map(unpacked, parts[1:5])))
    except (ValueError, IndexError):
        return None


def _version() -> bytes:
    return sys.version.replace("\n", " ").encode() + b"\n"


def fresh(root: str, name: str) -> Tree:
    """The stamps of the files in a folder of the archive as they are now, but for those too young to be trusted."""
    moment = time.time_ns() + _skew(root)
    made = _tree(root, name)
    made.distrust_young(moment)
    return made


def _skew(root: str) -> int:
    """How much the disk's clock is ahead of this machine's, in nanoseconds."""
    path = os.path.join(root, FOLDER, "clock")
    try:
        before = time.time_ns()
        with _own(path) as out:
            out.write(b"\n")
        return min(0, os.stat(path).st_mtime_ns - before)
    except OSError:
        return 0
