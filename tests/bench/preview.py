"""How long it takes from saving a file to seeing it: our preview, Hugo's server and Eleventy's, on the same articles, one after the other.

Two ways. *Served* is when a request for the page is answered with the new text, while somebody is listening for news of that page as
a browser does. *Seen* is when the text stands in the page that Chromium shows. Both are counted from before the file is written.
"""

from __future__ import annotations

import contextlib
import datetime
import http.client
import itertools
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from playwright.sync_api import Browser, Page

from tests.bench import corpus, eleventy, hugo
from tests.bench.asking import chromium
from tests.bench.build import script
from tests.bench.edits import TEMPLATES
from tests.bench.table import columns, piped

EDITS: Final = 10
"""So often each edit is made."""
FEW: Final = 3
"""And so often one that takes many seconds."""
SLOW: Final = 4.0
"""Seconds from which on an edit is made but a few times."""
PATIENCE: Final = 120.0
"""Seconds after which a change is taken to be lost: it was made while the server looked elsewhere."""
MOST_LOST: Final = 3
"""So many may be."""
REST: Final = 0.4
"""Seconds without anything new after which a server is taken to be at rest."""

# A document that was loaded anew begins with nothing; what stood before is looked for again.
_WATCH: Final = """
(() => {
  const seen = globalThis.seen = {};
  const note = (mark) => { seen[mark] ??= (performance.timeOrigin + performance.now()) / 1000; };
  setInterval(() => {
    const text = document.documentElement ? document.documentElement.textContent : "";
    for (const mark of text.match(/zq[0-9]+zq/g) ?? []) note(mark);
    const style = document.documentElement && getComputedStyle(document.documentElement).getPropertyValue("--mark").trim();
    if (style) note(style);
  }, 4);
})();
"""


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody does, and where it is to be seen."""

    name: str
    page: str
    make: Callable[[str], None]
    """Given a word that is to appear on the page."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A preview server of an archive or a site."""

    name: str
    command: Sequence[str | Path]
    root: Path
    address: re.Pattern[str]
    """What tells the port in what it prints,"""
    ready: re.Pattern[str]
    """and that all is built."""
    edits: Sequence[Edit]
    edited: Sequence[Path]
    """The files that they change, which are put back at the end."""
    stream: str = ""
    """Where a page's news are listened for; '' for a server that makes every page anew in any case."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds that an edit took, each time."""

    contender: str
    edit: str
    served: tuple[float, ...]
    seen: tuple[float, ...]


def report(size: int, folder: Path, cache: Path, only: str, *, markdown: bool) -> str:
    """The table."""
    found: list[Timed] = []
    with chromium() as browser:
        for made in (_ours, _hugo, _eleventy):
            if only and made.__name__ != f"_{only}":
                continue
            contender = made(size, folder, cache)
            if contender is not None:
                found += _timed(contender, browser)
    lines = [("", "edit", "served ms", "seen ms", "slowest ms")]
    for one in found:
        cells = (_milliseconds(median(one.served)), _milliseconds(median(one.seen)), _milliseconds(max(one.seen)))
        lines.append((one.contender, f"{one.edit} ({len(one.seen)})", *cells))
    load = f"load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return f"{size:,} articles, {os.cpu_count()} processors, {load}\n\n{piped(lines) if markdown else columns(lines)}"


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.0f}"


def _timed(contender: Contender, browser: Browser) -> Iterator[Timed]:
    with _running(contender) as running:
        for edit in contender.edits:
            print(f"… {contender.name}: {edit.name}", file=sys.stderr, flush=True)
            served = running.times(partial(running.served, edit))
            with _shown(browser, running.url(edit.page)) as page:
                running.rest()
                seen = running.times(partial(_seen, page, edit))
            yield Timed(contender.name, edit.name, served, seen)


class _Running:
    """A server that runs."""

    def __init__(self, contender: Contender, port: int, said: list[float]) -> None:
        self.contender = contender
        self.port = port
        self._said = said
        self._marks = itertools.count(time.time_ns() // 1000)  # others than those of any run before

    def url(self, page: str) -> str:
        return f"http://127.0.0.1:{self.port}/{page}"

    def times(self, work: Callable[[str], float]) -> tuple[float, ...]:
        """What a piece of work takes, again and again."""
        spent: list[float] = []
        lost = 0
        while len(spent) < (FEW if spent and spent[0] > SLOW else EDITS):
            self.rest()
            try:
                spent.append(work(f"zq{next(self._marks)}zq"))
            except Lost:
                lost += 1
                print(f"… {self.contender.name}: lost", file=sys.stderr, flush=True)
                if lost > MOST_LOST:
                    raise SystemExit(f"{self.contender.name} shows nothing new within {PATIENCE:g} s, again and again") from None
                continue
            print(f"… {self.contender.name}: {spent[-1] * 1000:,.0f} ms", file=sys.stderr, flush=True)
        return tuple(spent)

    def rest(self) -> None:
        """Waits until the server has nothing to say: an edit is measured with the last one's work done."""
        while time.monotonic() - max(self._said, default=0.0) < REST:
            time.sleep(0.05)

    def served(self, edit: Edit, mark: str) -> float:
        with self._listening(edit.page):
            self.rest()
            start = time.time()
            edit.make(mark)
            while mark.encode() not in self._get(edit.page):
                _within(start)
                time.sleep(0.002)
            spent = time.time() - start
        self._said.append(time.monotonic())
        return spent

    def _get(self, page: str) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", f"/{page}")
            data = connection.getresponse().read()
            # A style is in a file of its own, whose name may be another by now.
            for sheet in re.findall(rb'href="?[^" >]*?(static/style[^" >]*\.css)', data):
                connection.request("GET", f"/{sheet.decode()}")
                data += connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            return b""  # between two sites
        else:
            return data
        finally:
            connection.close()

    @contextmanager
    def _listening(self, page: str) -> Iterator[None]:
        if not self.contender.stream:
            yield
            return
        with socket.create_connection(("127.0.0.1", self.port)) as stream:
            stream.sendall(f"GET {self.contender.stream}/{page} HTTP/1.1\r\nHost: localhost:{self.port}\r\n\r\n".encode())
            threading.Thread(target=_emptied, args=(stream,), daemon=True).start()
            time.sleep(1.0)  # as somebody looks at a page before they go on writing
            yield


def _emptied(stream: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while stream.recv(65536):
            pass


def _seen(page: Page, edit: Edit, mark: str) -> float:
    start = time.time()
    edit.make(mark)
    while True:
        _within(start)
        try:
            at = page.evaluate(f"globalThis.seen?.[{mark!r}] ?? null")
        except Exception as error:  # the page is being loaded anew
            if "context" not in str(error) and "navigation" not in str(error):
                raise
            at = None
        if at is not None:
            return float(at) - start
        page.wait_for_timeout(5)


class Lost(Exception):
    """Raised where a change has not come."""


def _within(start: float) -> None:
    if time.time() - start > PATIENCE:
        raise Lost


@contextmanager
def _shown(browser: Browser, url: str) -> Iterator[Page]:
    context = browser.new_context()
    context.add_init_script(_WATCH)
    try:
        page = context.new_page()
        page.goto(url)
        page.wait_for_timeout(1500)
        yield page
    finally:
        context.close()


@contextmanager
def _running(contender: Contender) -> Iterator[_Running]:
    print(f"… {contender.name} builds", file=sys.stderr, flush=True)
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    before = {path: path.read_bytes() for path in contender.edited}
    process = subprocess.Popen(contender.command, cwd=contender.root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines: list[str] = []
    said: list[float] = []

    def listen() -> None:
        for line in process.stdout or ():
            lines.append(line)
            said.append(time.monotonic())

    threading.Thread(target=listen, daemon=True).start()
    try:
        while not (any(map(contender.ready.search, lines)) and any(map(contender.address.search, lines))):
            if process.poll() is not None:
                raise SystemExit(f"{contender.name} ended:\n{''.join(lines[-20:])}")
            time.sleep(0.05)
        port = next(found for line in lines if (found := contender.address.search(line)))
        yield _Running(contender, int(port[1]), said)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
        for path, data in before.items():
            path.write_bytes(data)


# who contends


def _ours(size: int, folder: Path, _: Path) -> Contender:
    root = folder / "ours"
    if not root.exists():
        corpus.write(root, size)
    paths = sorted((root / "content/articles").rglob("*.md"))
    article = paths[len(paths) // 2]
    latest = datetime.date.fromisoformat(max(path.name[:10] for path in paths)) + datetime.timedelta(days=1)
    (root / "seeds").mkdir(exist_ok=True)
    _seed_of(root / "seeds", latest)("first")  # with which ingest comes to know all other articles, once
    page = article.relative_to(root / "content").with_suffix(".html").as_posix()
    theme = root / "themes/briefing"
    for path in ("templates/article.html", "static/style.css"):
        (theme / path).parent.mkdir(parents=True, exist_ok=True)
        (theme / path).write_bytes((TEMPLATES.parent / path).read_bytes())
    (theme / "theme.toml").touch()
    edits = (
        Edit("an article's text", page, _text_of(article)),
        Edit("an article's title", page, _title_of(article)),
        Edit("the stylesheet", page, _style_of(theme / "static/style.css")),
        Edit("a template", page, _template_of(theme / "templates/article.html")),
        Edit("a new seed, on the front page", "index.html", _seed_of(root / "seeds", latest)),
    )
    command: list[str | Path] = [sys.executable, *script(), "serve", "--port", "0"]
    edited = (article, theme / "static/style.css", theme / "templates/article.html")
    return Contender("briefgen", command, root, re.compile(r":(\d+)/"), re.compile("^Built"), edits, edited, "/__briefgen__/events?page=")


def _hugo(size: int, folder: Path, cache: Path) -> Contender:
    root = folder / "hugo"
    known = hugo.tools(cache)
    if not root.exists():
        hugo.write(root, size)
    paths = sorted((root / "content/articles").rglob("*.md"))
    article = paths[len(paths) // 2]
    page = article.relative_to(root / "content").with_suffix(".html").as_posix()
    edits = (
        Edit("an article's text", page, _text_of(article)),
        Edit("an article's title", page, _title_of(article)),
        Edit("the stylesheet", page, _style_of(root / "static/static/style.css")),
        Edit("a template", page, _template_of(root / "layouts/page.html", '{{ define "main" }}')),
    )
    command: list[str | Path] = [known.hugo, "server", "--port", str(_free()), "--bind", "127.0.0.1"]
    edited = (article, root / "static/static/style.css", root / "layouts/page.html")
    return Contender("Hugo", command, root, re.compile(r"available at http://[\w.]+:(\d+)/"), re.compile("Web Server is available"), edits, edited)


def _eleventy(size: int, folder: Path, cache: Path) -> Contender | None:
    tool = eleventy.tool(cache)
    if tool is None:
        print("… there is no npm: Eleventy is left out", file=sys.stderr)
        return None
    root = folder / "eleventy"
    if not root.exists():
        eleventy.write(root, size)
    paths = sorted((root / "articles").rglob("*.md"))
    article = paths[len(paths) // 2]
    page = article.relative_to(root).with_suffix("").as_posix() + "/"
    edits = (Edit("an article's text", page, _text_of(article)), Edit("a template", page, _template_of(root / "_includes/article.njk", "<article>")))
    command: list[str | Path] = ["node", tool, "--serve", "--port", str(_free())]
    edited = (article, root / "_includes/article.njk")
    return Contender("Eleventy", command, root, re.compile(r"http://localhost:(\d+)/"), re.compile("Server at http"), edits, edited)


def _free() -> int:
    """A port that is free at the moment."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


# what is edited: each leaves the file as it was, but for its mark


def _text_of(path: Path) -> Callable[[str], None]:
    text = path.read_text()
    paragraphs = text.split("\n\n")
    middle = len(paragraphs) // 2

    def edit(mark: str) -> None:
        path.write_text("\n\n".join([*paragraphs[:middle], f"{paragraphs[middle]} Nobody was told of {mark}.", *paragraphs[middle + 1 :]]))

    return edit


def _title_of(path: Path) -> Callable[[str], None]:
    text = path.read_text()
    title = re.search(r'^title: "?(.*?)"?$', text, re.MULTILINE)
    if title is None:
        raise SystemExit(f"{path} has no title")

    def edit(mark: str) -> None:
        path.write_text(text.replace(title[0], f'title: "{title[1]} and {mark}"', 1))

    return edit


def _style_of(path: Path) -> Callable[[str], None]:
    text = path.read_text()
    return lambda mark: _write(path, f"{text}\n:root {{ --mark: {mark}; }}\n")


def _template_of(path: Path, after: str = "{% block content %}") -> Callable[[str], None]:
    text = path.read_text()
    return lambda mark: _write(path, text.replace(after, f"{after}\n<p>Changed: {mark}</p>", 1))


def _seed_of(folder: Path, day: datetime.date) -> Callable[[str], None]:
    words = next(iter(corpus.articles(1))).body.split()

    def edit(mark: str) -> None:
        dice = random.Random(mark)  # other words each time: a second article of the same text would be a copy of the first
        paragraphs = (" ".join(dice.choices(words, k=60)).capitalize() + "." for _ in range(6))
        text = f"The valley's council hears {mark}\n\nBy Ada Lind\n\n{day:%B} {day.day}, {day.year}\n\n" + "\n\n".join(paragraphs) + "\n"
        _write(folder / f"{day}-{mark}.txt", text)

    return edit


def _write(path: Path, text: str) -> None:
    path.write_text(text)
