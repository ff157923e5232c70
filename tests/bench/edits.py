"""What people change in an archive: each edit is a function of the archive and of the round, so that no round repeats another."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.corpus import settings

TEMPLATES: Final = Path(__file__).parents[2] / "themes" / "briefing" / "templates"
_EVENT: Final = re.compile(r"^event: (event-\d+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit and what the table calls it."""

    name: str
    make: Callable[[Path, int], None]


def text(root: Path, turn: int) -> None:
    """A sentence more in the middle of an article."""
    path = _middle(root)
    paragraphs = path.read_text().split("\n\n")
    paragraphs[len(paragraphs) // 2] += f" Nobody was told of it before {turn + 2} o'clock."
    path.write_text("\n\n".join(paragraphs))


def title(root: Path, turn: int) -> None:
    """Another title of an article."""
    _retitle(_middle(root), turn)


def event_title(root: Path, turn: int) -> None:
    """Another title of an event."""
    _retitle(root / "content" / "events" / f"{_event_of(_middle(root))}.md", turn)


def event_template(root: Path, turn: int) -> None:
    """A comment in the template of events' pages."""
    _comment(root, "event.html", turn)


def article_template(root: Path, turn: int) -> None:
    """A comment in the template of articles' pages."""
    _comment(root, "article.html", turn)


def description(root: Path, turn: int) -> None:
    """Another description of the site."""
    (root / "briefgen.toml").write_text(settings(f"Made up for measuring, {turn + 2} times"))


def newest(root: Path, turn: int) -> None:
    """An article that is later than all others, of the latest event."""
    latest = next(path for path in reversed(_articles(root)) if _event_of(path))
    day = datetime.date.fromisoformat(latest.name[:10]) + datetime.timedelta(days=1)
    _added(latest, f"{day}-newest-{turn}", day)


def older(root: Path, turn: int) -> None:
    """An article that was missing in the middle."""
    path = _middle(root)
    _added(path, f"{path.name[:10]}-older-{turn}", datetime.date.fromisoformat(path.name[:10]))


def deleted(root: Path, turn: int) -> None:
    """An article less."""
    _middle(root, turn).unlink()


EDITS: Final = (
    Edit("an article's text", text),
    Edit("an article's title", title),
    Edit("an event's title", event_title),
    Edit("the template event.html", event_template),
    Edit("the template article.html", article_template),
    Edit("the key description", description),
    Edit("a new article, the newest", newest),
    Edit("an older article added", older),
    Edit("an article deleted", deleted),
)


def _articles(root: Path) -> list[Path]:
    return sorted((root / "content" / "articles").rglob("*.md"))


def _middle(root: Path, beyond: int = 0) -> Path:
    """An article in the middle of the archive that is filed under an event: the first there, or one so many further on."""
    paths = _articles(root)
    return [path for path in paths[len(paths) // 2 : len(paths) // 2 + 100] if _event_of(path)][beyond]


def _event_of(article: Path) -> str:
    found = _EVENT.search(article.read_text())
    return found[1] if found else ""


def _retitle(path: Path, turn: int) -> None:
    path.write_text(re.sub(r"^title: (.*)$", rf"title: \1, part {turn + 2}", path.read_text(), count=1, flags=re.MULTILINE))


def _added(like: Path, slug: str, day: datetime.date) -> None:
    front, _, body = like.read_text().partition("\n---\n")
    front = re.sub(
        r"^date: .*$", f"date: {day}", re.sub(r"^title: (.*)$", r"title: \1 as others saw it", front, flags=re.MULTILINE), flags=re.MULTILINE
    )
    paragraphs = body.strip().split("\n\n")
    (like.parent / f"{slug}.md").write_text(f"{front}\n---\n\n" + "\n\n".join(reversed(paragraphs)) + "\n")


def _comment(root: Path, name: str, turn: int) -> None:
    """The archive's own copy of a template, with a comment that the pages show in their source."""
    theme = root / "themes" / "briefing"
    (theme / "templates").mkdir(parents=True, exist_ok=True)
    (theme / "theme.toml").touch()
    path = theme / "templates" / name
    if not path.exists():
        shutil.copy(TEMPLATES / name, path)
    source = path.read_text()
    path.write_text(source.replace("{% block content %}", f"{{% block content %}}\n<!-- Changed {turn + 1} times. -->", 1))
