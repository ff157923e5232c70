"""One direction of flow: who may import whom, and who alone may touch the disk, print or read the clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefgen

PACKAGE = Path(briefgen.__file__).parent
MODULES = {path.relative_to(PACKAGE).with_suffix("").as_posix().removesuffix("/__init__"): path for path in sorted(PACKAGE.rglob("*.py"))}

LAYERS = (
    ("problem", "text", "dates", "model", "progress", "prose", "dialect", "drawings", "plurals", "stamps", "lock", "__init__"),
    ("files", "catalogue", "moments", "outline", "pictures", "extending", "plain_yaml", "toml", "standing", "crew"),
    ("keys",),
    ("frontmatter", "config", "options", "codeversion", "tokens", "similarity", "origins"),
    ("fields", "extensions", "premises", "markup", "ledger", "described", "wanted", "sourcelinks", "chronicle", "shelf"),
    ("theme", "content", "markdown", "destinations"),
    ("archive", "enclosed", "start", "output", "translation"),
    ("library", "inventory", "ingest", "events", "search"),
    ("dossier", "settled"),
    ("recall", "drafted", "pages"),
    ("site", "desk"),
    ("intake", "filing", "history", "probing"),
    ("preview", "publish"),
    ("deploy",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
"""From the bottom: a module imports only from layers below its own, or, in a folder, from that folder."""

LEVELS = {name: level for level, names in enumerate(LAYERS) for name in names}


def room(module: str) -> str:
    """The folder that a module stands in, or its own name when in none."""
    return module.split("/", 1)[0]


def imports_of(module: str) -> Iterator[tuple[int, str]]:
    """The modules of briefgen that this one imports, in functions too, with the line of each."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            path = name.replace(".", "/").removeprefix("briefgen").removeprefix("/")
            if name.split(".")[0] != "briefgen":
                continue
            while path and path not in MODULES:
                path = path.rpartition("/")[0]
            yield node.lineno, path or "__init__"


def uses_of(module: str) -> Iterator[tuple[int, str]]:
    """What a module calls or names: 'print', 'sys.exit', '.read_text', 'time.time', with the line of each."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.lineno, node.func.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, f".{node.attr}"
            if "(" not in (whole := ast.unparse(node)):
                yield node.lineno, whole
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def users(*wanted: str, but: tuple[str, ...]) -> list[str]:
    """Where any of this is used outside the modules and folders that may."""
    return [
        f"{module}.py:{line}: {use}"
        for module in MODULES
        if module not in but and room(module) not in but
        for line, use in uses_of(module)
        if use in wanted
    ]


def test_every_module_has_a_layer() -> None:
    """A new module or folder has to be given its place here, and a place is not kept for what is gone."""
    assert {room(module) or "__init__" for module in MODULES} - {"."} == set(LEVELS)


@pytest.mark.parametrize("module", [module for module in MODULES if module])
def test_a_module_imports_only_from_below(module: str) -> None:
    """From lower layers, and from its own folder."""
    mine = room(module)
    wrong = [f"{line}: {other}" for line, other in imports_of(module) if room(other) != mine and LEVELS[room(other)] >= LEVELS[mine]]
    assert wrong == []


DISK = (
    *("open", "io.open", "os.fdopen", "os.walk", "os.scandir", "os.listdir", "os.remove", "os.unlink", "os.replace", "os.rename", "os.stat"),
    *("os.mkdir", "os.makedirs", "os.path.exists", "os.path.isfile", "os.path.isdir", "tempfile.mkstemp", "shutil.copyfile", "shutil.copytree"),
    *("os.open", "os.read", "os.write", "os.pread", "os.pwrite", "os.truncate", "os.ftruncate", "os.lstat", "os.chmod", "os.link", "os.symlink"),
    *(".read_text", ".write_text", ".read_bytes", ".write_bytes", ".iterdir", ".glob", ".rglob", ".unlink", ".rmdir", ".touch", ".stat"),
    *(".is_dir", ".is_file", ".is_symlink", ".rmtree", ".open", ".mkdir", "sqlite3.connect", "fcntl.flock", "msvcrt.locking"),
)
APART = {
    "stamps": {
        "os.scandir",
        "os.stat",
        "os.lstat",
        ".stat",
        ".is_dir",
        ".is_file",
        ".is_symlink",
        "os.path.isdir",
    },  # only looks, and imports next to nothing
    "standing": {"open", "os.listdir", "os.path.exists", "os.path.isdir", "os.stat", ".stat", "os.replace", "os.unlink", ".unlink"},  # as little
    "lock": {"os.open", ".open", "os.pread", "os.ftruncate", "os.write", ".mkdir", "fcntl.flock", "msvcrt.locking"},
    "output": {  # of thousands of files at once
        *("os.makedirs", "os.replace", "os.link", "os.unlink", ".unlink", "os.path.exists", "os.path.isdir", "shutil.copyfile"),
        *(".open", ".mkdir", ".is_symlink", ".stat"),
    },
    "shelf": {"sqlite3.connect", ".mkdir"},
    "publish/packed": {".open"},  # an entry's of a zip file
    "commands/saying": {"os.open", ".open"},  # the null device's
    "commands/serve": {".open"},  # a browser's
}
"""What else than `files` touches the disk, and with what."""


def test_only_files_touches_the_disk() -> None:
    """Reading, writing, listing and removing go through briefgen.files, but for what a few modules do apart from it."""
    found: dict[str, set[str]] = {}
    for use in users(*DISK, but=("files",)):
        module, _, what = use.partition(".py:")
        found.setdefault(module, set()).add(what.partition(": ")[2])
    assert found == APART


def test_only_the_command_line_prints_or_ends_the_process() -> None:
    """One module each; everything else hands back values. A process that was started for a part of the work ends by itself."""
    says, ends = ("print", "sys.stdout", "sys.stderr", ".secho", "input"), ("sys.exit", "os._exit", "exit", "quit", "builtins.SystemExit")
    assert {use.split(":")[0] for use in users(*says, but=())} == {"commands/saying.py"}
    assert {use.split(":")[0] for use in users(*ends, "SystemExit", but=())} == {"cli.py", "crew.py", "standing.py"}
    assert {use.split(": ")[1] for use in users(*ends, but=("cli",))} == {"os._exit"}


def test_nobody_reads_the_clock_or_rolls_dice() -> None:
    """The same input gives the same archive and the same site on any day; a preview may wait, and names its life by chance."""
    clock = ("time.time", "time.time_ns", "time.monotonic", "time.perf_counter", "time.localtime", "time.gmtime", "time.strftime")
    today = (".now", ".utcnow", ".today", "time.sleep", ".fromtimestamp")
    chance = ("random.random", "random.choice", "secrets.token_hex", "uuid.uuid4", "uuid.uuid1", "os.urandom", "os.getpid", "hash", "id")
    found = {f"{use.split(':')[0]}: {use.split(': ')[1]}" for use in users(*clock, *today, *chance, but=("preview",))}
    assert found == {
        *("frontmatter.py: id", "site/frames.py: id", "site/render.py: id"),  # to tell a node of a tree or a macro from another, while both live
        *("lock.py: os.getpid", "lock.py: time.sleep"),  # who holds it, for who waits
        *("output.py: time.sleep", "standing.py: time.time_ns"),  # by which it is told whether a stamp can be trusted
        "output.py: os.getpid",  # by which a build's stage is told from that of another
        "publish/hosted.py: time.monotonic",  # how long a host takes for a file
        "commands/today.py: time.strftime",  # which day it is, where nobody says
        "crew.py: os.urandom",  # by which work is told from other work, and nothing else
    }


NETWORKED = ("preview", "probing", "publish/hosted")
"""Who uses the network: one room serves the site, the other asks for sources where somebody wants to know what became of them, and one module
asks a host for a site that is to be verified."""


def test_the_network_is_for_a_few_alone() -> None:
    """Ingest and build never ask another host for anything."""
    modules = {"socket", "socketserver", "http.server", "http.client", "urllib.request", "requests", "urllib3", "ftplib", "smtplib", "asyncio"}
    found = [
        f"{module}.py: {name}"
        for module, path in MODULES.items()
        if room(module) not in NETWORKED and module not in NETWORKED
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _imported(node)
        if name in modules
    ]
    assert found == []


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []
