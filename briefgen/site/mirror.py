"""An article as a Markdown file of the site: what is known of it, and as much of its text as may be shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from briefgen import frontmatter, markup
from briefgen.library.originals import ArticleFile, text_in
from briefgen.model import Article, Plain
from briefgen.site.entries import line
from briefgen.site.render import relative, upwards
from briefgen.site.setting import Setting

if TYPE_CHECKING:
    from markdown_it.token import Token

ENDING: Final = ".md"


def address(page: str) -> str:
    """The path of the Markdown beside an article's page."""
    return page.removesuffix(".html") + ENDING


def text(article: Article, file: ArticleFile, page: str, setting: Setting, base_url: str = "") -> str:
    """The file. `page` is the article's page."""
    return frontmatter.dump(_fields(article, page, base_url), _body(article, file, page, setting))


def _fields(article: Article, page: str, base_url: str) -> Mapping[str, Plain]:
    fields: dict[str, Plain] = {
        "title": line(article.title),
        "date": article.date,
        "authors": tuple(map(line, article.authors)),
        "outlet": line(article.outlet),
        "via": line(article.via),
        "source": line(article.source),
        "event": tuple(map(line, article.events or ())),
        "tags": tuple(map(line, article.tags)),
        "lang": line(article.lang),
        "summary": line(article.summary),
        "rights": article.rights,
        "url": base_url and base_url + quote(page),
    }
    return {name: value for name, value in fields.items() if value}


def _body(article: Article, file: ArticleFile, page: str, setting: Setting) -> str:
    if article.rights != "full":
        return _as_words(text_in(article, file))
    body = article.body.replace("\0", "\ufffd")
    return _harmless(body, page, setting) if _DOUBTFUL.search(body) else body


def _as_words(text: str) -> str:
    """A text as Markdown that says just this."""
    return "\n\n".join(_SIGNS.sub(r"\\\g<0>", one) for one in text.split("\n"))


_SIGNS: Final = re.compile(r"[\\`*_\[\]<>&~|$]|^(?:[#+=-]|\d{1,9}(?=[.)]))")
_DOUBTFUL: Final = re.compile(r"<[A-Za-z/!?]|\](?!\(https?://[\w./~%?=&-]+\))[(:]")
"""What other readers of Markdown may take for HTML, or for an address that leads elsewhere than it does here."""


# texts in which something leads somewhere, or would elsewhere


def _harmless(body: str, page: str, setting: Setting) -> str:
    """The text with its links where they lead from here. What is neither link nor code with us, though it looks like markup, is written so
    that nobody takes it for more than text: raw HTML, and links that no page may have."""
    lines = body.split("\n")
    tokens = markup.parsed(body, setting.dialect)
    as_they_are = {number for token in tokens if token.map and token.type in ("fence", "code_block") for number in range(*token.map)}
    told = {number for token in tokens if _looks_like_more(token) for number in range(*(token.map or ()))}
    settled = _Links(page, setting)
    found = [one if number in as_they_are else _ESCAPED.sub(_escaped, one) if number in told else settled(one) for number, one in enumerate(lines)]
    return "\n".join(found)


def _looks_like_more(token: Token) -> bool:
    """Whether a block's text has signs in it that may be markup elsewhere."""
    if token.type != "inline":
        return False
    words = "".join(child.content for child in token.children or () if child.type in ("text", "image"))
    return bool(_MARKUP.search(words))


_MARKUP: Final = re.compile(r"<[A-Za-z/!?]|\][(:\[]")
_ESCAPED: Final = re.compile(r"(?<!\\)((?:\\\\)*)([<\[])")


def _escaped(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}"


class _Links:
    """Leads the links on a line to where what they name is, seen from the file beside a page."""

    def __init__(self, page: str, setting: Setting) -> None:
        up = upwards(page)
        self._targets = {unquote(one.written): relative(_beside(one.url), up) for one in setting.targets}

    def __call__(self, one: str) -> str:
        return _LINK.sub(self._settled, one) if "](" in one or "]:" in one else one

    def _settled(self, match: re.Match[str]) -> str:
        path, mark, fragment = match["path"].partition("#")
        if not path or _ELSEWHERE.match(path):
            return match[0]
        target = self._targets.get(unquote(path))
        return f"{match['before']}{target + mark + fragment if target else '#'}"


_LINK: Final = re.compile(r"(?P<before>\]\([ \t]*<?|^[ \t>]*\[[^\]]+\]:[ \t]*<?)(?P<path>[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)")
_ELSEWHERE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def _beside(url: str) -> str:
    """Of an article's page the Markdown; all else as it is."""
    return address(url) if url.startswith("articles/") and url.endswith(".html") else url
