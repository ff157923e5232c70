"""A build on what stood gives the bytes of a build from nothing: after any edits, however they fall, and whatever became of the memory."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.cli import run
from briefgen.output import LIST
from tests.archives import make, write
from tests.drawn import png
from tests.sites import files_of

SEEDS = int(os.environ.get("BRIEFGEN_SEEDS", "3"))
"""More of them find more: `BRIEFGEN_SEEDS=500 pytest tests/site/test_incremental.py -n auto`."""
STEPS = 10

WORDS = "Kaldry dam broke on Monday near Osk Bridge while the mayor Ketil Brandes rang bells and 6,400 people left for Tarn valley".split()
OUTLETS = ("Echo", "ECHO", "Courier", "Étoile", "")
SLUGS = ("a", "b", "c d", "é", "2024-01-05-long-name", "index")


PICTURES = ("articles/2023/map.png", "articles/2024/map.png", "images/map.png")
BESIDE = (
    '![A map](map.png "The valley")',
    "A map ![of it](/images/map.png) and [another](../2024/a.md#part).",
    "Noted[^1].\n\n[^1]: By *whom*.",
    "Term\n: Meaning",
    "## Part\n\n#### Smaller",
)


EXTENSION = """
from briefgen.extending import Page
def pages(archive):
    return [Page(f"own-{number}.html", "404.html", archive.articles[number].title) for number in range(min(N, len(archive.articles)))]
"""


class Archive:
    """An archive that is edited at random."""

    def __init__(self, root: Path, dice: random.Random) -> None:
        self.root = make(root, "")
        self.dice = dice
        self.edition = "public"
        self.day = "2024-01-05"
        self.extend()
        for _ in range(6):
            self.add()

    def articles(self) -> list[Path]:
        return sorted((self.root / "content" / "articles").rglob("*.md"))

    def text(self) -> str:
        words = "\n\n".join(" ".join(self.dice.choices(WORDS, k=12)).capitalize() + "." for _ in range(self.dice.randrange(1, 4)))
        return f"{words}\n\n{self.dice.choice(BESIDE)}" if self.dice.random() < 0.5 else words

    def front(self) -> str:
        dice = self.dice
        lines = [f"title: {' '.join(dice.choices(WORDS, k=3))}"]
        lines += dice.sample(
            [
                f"date: {dice.choice(['2024', '2024-01', '2024-01-05', '2024-01-19', '2024-02-29', '2023-12-31T10:00:00Z', '1999', 'nonsense'])}",
                f"outlet: {dice.choice(OUTLETS)}",
                f"author: {dice.choice(['Ada', '[Ada, Bo]', 'Zoë'])}",
                f"event: {dice.choice(['one', 'one', 'two', '[one, two]', 'none'])}",
                f"copy_of: {dice.choice(SLUGS)}" if dice.random() < 0.5 else f"version_of: {dice.choice(SLUGS)}",
                f"rights: {dice.choice(['full', 'excerpt', 'metadata'])}",
                f"draft: {dice.choice(['true', 'false'])}",
                f"publish_on: {dice.choice(['2024-01-05', '2024-01-06', 'soon'])}",
                f"withdrawn: {dice.choice(['true', 'They asked for it'])}",
                "noindex: true",
                "source: https://e.example/story",
                f"aliases: {dice.choice(['old.html', 'events/one.html', 'x/y'])}",
                f"tags: {dice.choice(['dams', '[dams, rivers]', '[Dams, DAMS, Flüsse]'])}",
                f"captions: [{dice.choice(WORDS)}, The dam]",
                f"review: [{dice.choice(['date', 'outlet'])}]",
                f"origins:\n  outlet: {dice.choice(OUTLETS) or 'nonsense'} | line {dice.randrange(3)}, masthead | Echo of Osk",
                f"seed:\n  file: a.txt\n  digest: {dice.randrange(3)}\n  written: x",
                f"image: {self.dice.choice(['map.png', '/images/map.png', 'https://e.example/a.png'])}",
            ],
            dice.randrange(2, 8),
        )
        return "---\n" + "\n".join(lines) + "\n---\n"

    # edits

    def add(self) -> None:
        slug, year = self.dice.choice(SLUGS), self.dice.choice(("2023", "2024", "undated"))
        write(self.root, f"content/articles/{year}/{slug}.md", f"{self.front()}\n{self.text()}\n")

    def any(self) -> Path | None:
        return self.dice.choice(self.articles()) if self.articles() else None

    def edit_text(self) -> None:
        if path := self.any():
            head = path.read_text(encoding="utf-8").split("---\n")[1]
            path.write_text(f"---\n{head}---\n\n{self.text()}\n", encoding="utf-8")

    def edit_front(self) -> None:
        if path := self.any():
            path.write_text(self.front() + path.read_text(encoding="utf-8").split("---\n", 2)[2], encoding="utf-8")

    def swap_letters(self) -> None:
        """As many bytes as before, in place."""
        if path := self.any():
            data = path.read_text(encoding="utf-8")
            path.write_text(data.replace("Osk", "Ösk"[-3:]) if "Osk" in data else data.replace("rang", "sang"), encoding="utf-8")

    def rename(self) -> None:
        if path := self.any():
            path.rename(path.with_name(f"{self.dice.choice(SLUGS)}.md"))

    def delete(self) -> None:
        if path := self.any():
            path.unlink()

    def touch(self) -> None:
        for path in self.articles():
            os.utime(path)

    def describe(self) -> None:
        write(self.root, f"content/events/{self.dice.choice(['one', 'two', 'three'])}.md", f"---\ntitle: {self.text()[:20]}\n---\n{self.text()}\n")

    def tell(self) -> None:
        """A text page, or one that cannot be."""
        path = f"content/pages/{self.dice.choice(['about', 'help', 'help', 'index', 'sub/help'])}.md"
        front = self.dice.choice(["title: Help", "aliases: old.html", "draft: true", "summary: How"])
        write(self.root, path, f"---\n{front}\n---\n\n{self.text()}\n")

    def hush(self) -> None:
        shutil.rmtree(self.root / "content" / "pages", ignore_errors=True)

    def forget_event(self) -> None:
        shutil.rmtree(self.root / "content" / "events", ignore_errors=True)

    def configure(self) -> None:
        dice = self.dice
        choices = (
            "title = 'Other'",
            f"per_page = {self.dice.randrange(1, 4)}",
            "search = false",
            "facts = false",
            "desk = true",
            "base_url = 'https://example.org/'",
            'extend = { pages = ["ours:pages"] }',
            *("compress = true", "canonical = 'source'", "noindex = true", "archived = 'https://kept.example/{date}/{url}'"),
            f"rights = {{ default = '{dice.choice(('full', 'excerpt'))}', excerpt = 5, outlets = {{ Echo = 'metadata' }} }}",
            "feeds = { length = 2, formats = ['atom'], text = 'full' }",
            "exports = { formats = ['csv'], markdown = false, dossiers = false }",
            "editions = { internal = { title = 'Inner', without = { tags = ['dams'] } } }",
            f"markdown = {{ footnotes = {dice.choice(('true', 'false'))}, definitions = true }}",
            "",
        )
        write(self.root, "briefgen.toml", "\n".join(self.dice.sample(choices, 3)) if self.dice.random() < 0.8 else "description = 'D'")

    def pass_on(self) -> None:
        """Another day, or another of the archive's sites."""
        self.day = self.dice.choice(("2024-01-04", "2024-01-05", "2024-01-06"))
        self.edition = self.dice.choice(("public", "public", "internal"))

    def root_file(self) -> None:
        write(self.root, f"content/root/{self.dice.choice(('CNAME', 'feed.xml', 'articles'))}", str(self.dice.random()))

    def ask_links(self) -> None:
        write(self.root, "content/links.tsv", f"https://e.example/story\t{self.dice.choice(('dead', 'ok'))}\t2024-01-04\t2024-01-05\t404\n")

    @property
    def asked(self) -> list[str]:
        """What every build of it is called with."""
        return ["build", "--no-ingest", "-q", "-j1", "--edition", self.edition, "--date", self.day]

    @property
    def site(self) -> Path:
        return self.root / ("site" if self.edition == "public" else f"site-{self.edition}")

    def extend(self) -> None:
        write(self.root, "extensions/ours.py", EXTENSION.replace("N", str(self.dice.randrange(3))))

    def theme(self) -> None:
        name = self.dice.choice(("_card.html", "event.html", "404.html"))
        source = Path(__file__).parents[2] / "themes" / "briefing" / "templates" / name
        write(self.root, "themes/briefing/theme.toml", "")
        write(self.root, f"themes/briefing/templates/{name}", source.read_text(encoding="utf-8") + f"<!-- {self.dice.random()} -->")

    def static(self) -> None:
        write(self.root, "themes/briefing/theme.toml", "")
        write(self.root, "themes/briefing/static/extra.css", f"/* {self.dice.random()} */")

    def draw(self) -> None:
        """A picture, of another size than before, or damaged."""
        path = self.root / "content" / self.dice.choice(PICTURES)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png(self.dice.randrange(1, 9), 2) if self.dice.random() < 0.9 else b"damaged")

    def lose_picture(self) -> None:
        (self.root / "content" / self.dice.choice(PICTURES)).unlink(missing_ok=True)

    def want(self) -> None:
        write(self.root, "content/wanted.tsv", "".join(f"{slug}\t2024\tEcho\tAda\tKaldry dam broke {self.dice.random()}\n" for slug in SLUGS[:3]))

    # what befalls the site and the memory

    def pages(self) -> list[Path]:
        return sorted(path for path in self.site.rglob("*") if path.is_file() and path.name != LIST)

    def tamper(self) -> None:
        """With a page: of the same length, and dated back."""
        if self.pages():
            path = self.dice.choice(self.pages())
            before = path.stat()
            data = path.read_bytes()
            path.write_bytes(data[:-1] + b"#" if self.dice.random() < 0.5 else data + b"<!-- -->")
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def lose_page(self) -> None:
        if self.pages():
            self.dice.choice(self.pages()).unlink()

    def lose_site(self) -> None:
        shutil.rmtree(self.site, ignore_errors=True)

    def lose_memory(self) -> None:
        shutil.rmtree(self.root / ".briefgen", ignore_errors=True)

    def damage_memory(self) -> None:
        for path in sorted((self.root / ".briefgen").glob("*")):
            if path.is_file() and self.dice.random() < 0.7:
                data = bytearray(path.read_bytes())
                for _ in range(self.dice.choice((1, 3, 200))):
                    if data:
                        data[self.dice.randrange(len(data))] = self.dice.randrange(256)
                path.write_bytes(bytes(data) if self.dice.random() < 0.8 else bytes(data)[: len(data) // 2])

    def move_away(self) -> None:
        """As a copy of all of it, which has other stamps."""
        copy = self.root.with_name(self.root.name + "-copy")
        shutil.copytree(self.root, copy)
        shutil.rmtree(self.root)
        copy.rename(self.root)


EDITS: tuple[Callable[[Archive], None], ...] = (
    *(Archive.edit_text, Archive.edit_text, Archive.edit_front, Archive.edit_front, Archive.add, Archive.add, Archive.swap_letters),
    *(Archive.rename, Archive.delete, Archive.touch, Archive.describe, Archive.forget_event, Archive.configure, Archive.theme),
    *(Archive.static, Archive.want, Archive.draw, Archive.draw, Archive.lose_picture, Archive.extend),
    *(Archive.tell, Archive.tell, Archive.hush, Archive.pass_on, Archive.pass_on, Archive.root_file, Archive.ask_links),
)
MISHAPS: tuple[Callable[[Archive], None], ...] = (
    *(Archive.tamper, Archive.tamper, Archive.lose_page, Archive.lose_site, Archive.lose_memory, Archive.damage_memory, Archive.move_away),
)


def clean(archive: Archive, fresh: Path) -> dict[str, bytes]:
    """The site that a first build of the archive's input gives."""
    root = archive.root
    for name in ("content", "themes", "extensions"):
        if (root / name).exists():
            shutil.copytree(root / name, fresh / name)
    shutil.copyfile(root / "briefgen.toml", fresh / "briefgen.toml")
    run([*archive.asked, "-C", str(fresh)])
    return files_of(fresh, archive.site.name)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_after_any_edits_the_site_is_that_of_a_first_build(tmp_path: Path, capfd: pytest.CaptureFixture[str], seed: int) -> None:
    """Byte for byte, and with the same problems told."""
    dice = random.Random(seed)
    archive = Archive(tmp_path / "archive", dice)
    run([*archive.asked, "-C", str(archive.root)])
    for step in range(STEPS):
        done = [dice.choice(MISHAPS)] if dice.random() < 0.4 else dice.choices(EDITS, k=dice.randrange(0, 3))
        for edit in done:
            edit(archive)
        capfd.readouterr()
        run([*archive.asked, *(["--explain"] if dice.random() < 0.3 else []), "-C", str(archive.root)])
        told = capfd.readouterr().err
        expected = clean(archive, tmp_path / f"clean-{step}")
        what = f"seed {seed}, step {step}: {[edit.__name__ for edit in done]}"
        assert files_of(archive.root, archive.site.name) == expected, what
        assert told == capfd.readouterr().err, what


def test_as_many_processes_as_one_likes_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also under other hash seeds, another language and another time zone."""
    monkeypatch.setattr("briefgen.crew.WORTH", 0.0)
    archive = Archive(tmp_path / "archive", random.Random(3))
    for _ in range(12):
        archive.add()
    expected = clean(archive, tmp_path / "clean")
    for number, jobs in enumerate(("1", "2", "3")):
        fresh = tmp_path / f"jobs-{jobs}"
        shutil.copytree(archive.root / "content", fresh / "content")
        shutil.copyfile(archive.root / "briefgen.toml", fresh / "briefgen.toml")
        environment = {**os.environ, "PYTHONHASHSEED": str(number), "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
        code = "import sys, briefgen.crew; briefgen.crew.WORTH = 0; from briefgen.cli import run; run(sys.argv[1:])"
        subprocess.run(
            [sys.executable, "-c", code, "build", "-q", "--no-ingest", "--date", archive.day, "-j", jobs, "-C", str(fresh)],
            env=environment,
            check=True,
        )
        assert files_of(fresh) == expected, jobs


def test_two_builds_at_once_are_as_one(tmp_path: Path) -> None:
    """The second waits for the first, and an edit between them is in."""
    archive = Archive(tmp_path / "archive", random.Random(4))
    command = [sys.executable, "-m", "briefgen", *archive.asked, "-C", str(archive.root)]
    running = []
    for _ in range(4):
        archive.edit_text()
        running.append(subprocess.Popen(command, stderr=subprocess.PIPE))
    for one in running:
        one.communicate()
    assert files_of(archive.root) == clean(archive, tmp_path / "clean")
