"""An article as a Markdown file of the site: what is known of it, and as much of its text as may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from briefgen import frontmatter, markdown, markup
from briefgen.destinations import UNSURE, Destination, destinations
from briefgen.library.originals import ArticleFile, text_in
from briefgen.model import Article, Plain
from briefgen.site.entries import line
from briefgen.site.render import relative, upwards
from briefgen.site.setting import Setting

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
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
    that nobody takes it for more than text: raw HTML, and links that no page may have. Where other readers still see such a thing, as in what
    only our dialect has, it is so in the whole text; and if that is not enough the text is nothing but words. So it is too where an address
    that is to be another cannot be found for sure, or others find one in what says nothing to us."""
    body = _LINE_ENDS.sub("\n", body)
    tokens, found = destinations(body, setting.dialect)
    leads = _Leading(page, setting)
    led = _led(body, found, leads, setting)
    if led is None:
        return _said(body, setting)
    readers = _readers("|" in body)
    seen = _seen(readers, led)
    if any(leads.is_lost(_address(token)) for token in seen):
        return _said(body, setting)
    told = {number for token in tokens if _looks_like_more(token) for number in range(*(token.map or ()))}
    if not told and not any(_is_amiss(token, leads) for token in seen):
        return led
    lines = led.split("\n")
    as_they_are = {number for token in tokens if token.map and token.type in ("fence", "code_block") for number in range(*token.map)}
    for doubted in (told, set(range(len(lines)))):
        text = "\n".join(_guarded(one) if number in doubted - as_they_are else one for number, one in enumerate(lines))
        if not any(_is_amiss(token, leads) for token in _seen(readers, text)):
            return text
    return _said(body, setting)


def _said(body: str, setting: Setting) -> str:
    """What a text says, in nothing but words."""
    return _as_words(markdown.plain(body, setting.dialect))


_LINE_ENDS: Final = re.compile(r"\r\n?")


def _led(body: str, found: Sequence[Destination], leads: _Leading, setting: Setting) -> str | None:
    """The text with other addresses in place of those found in it; None where that cannot be done for sure."""
    changed = [(one, new) for one in found if (new := leads(one.address)) != one.address]
    if any(one.start == UNSURE for one, _ in changed):
        return None
    text = body
    for one, new in reversed(changed):
        text = text[: one.start] + new + text[one.end :]
    if not changed:
        return text
    wanted = sorted(unquote(leads(one.address)) for one in found)
    return text if sorted(unquote(one.address) for one in destinations(text, setting.dialect)[1]) == wanted else None


def _looks_like_more(token: Token) -> bool:
    """Whether a block's text has signs in it that may be markup elsewhere."""
    if token.type != "inline":
        return False
    words = "".join(child.content for child in token.children or () if child.type in ("text", "image"))
    return bool(_MARKUP.search(words))


_MARKUP: Final = re.compile(r"<[A-Za-z/!?]|\][(:\[]")


@cache
def _readers(has_strokes: bool) -> tuple[MarkdownIt, ...]:
    """Readers of Markdown that let HTML and all addresses through: a plain one and, where there may be tables, one that knows these."""
    from markdown_it import MarkdownIt

    found = [MarkdownIt("commonmark", {"html": True}), *([MarkdownIt("commonmark", {"html": True}).enable("table")] if has_strokes else [])]
    for reader in found:
        reader.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005  # see markup
    return tuple(found)


def _seen(readers: Iterable[MarkdownIt], text: str) -> list[Token]:
    """What readers find in a text."""
    return [token for reader in readers for token in markup.each(reader.parse(text))]


def _is_amiss(token: Token, leads: _Leading) -> bool:
    """Whether it is HTML, or has an address that no page may have, or that is no page's."""
    address = _address(token)
    return token.type in ("html_block", "html_inline") or not markup.may_be_linked(unquote(address)) or leads.is_lost(address)


def _address(token: Token) -> str:
    return str(token.attrGet("href") or token.attrGet("src") or "")


class _Leading:
    """Leads addresses in a text to where what they name is, seen from the file beside a page."""

    def __init__(self, page: str, setting: Setting) -> None:
        up = upwards(page)
        self._targets = {unquote(one.written): relative(_beside(one.url), up) for one in setting.targets if one.url}
        self._given = frozenset(self._targets.values())

    def __call__(self, address: str) -> str:
        path, mark, fragment = address.partition("#")
        if not path or _ELSEWHERE.match(path):
            return address
        target = self._targets.get(unquote(path))
        return target + mark + quote(unquote(fragment)) if target else NOWHERE

    def is_lost(self, address: str) -> bool:
        """Whether an address that another reader finds is that of a file of content/ or of a page, and none that was put there: with us it is
        no link, or in what is not shown at all."""
        path = re.split(r"[?#]", address, maxsplit=1)[0]
        return path.lower().endswith(_PAGES) and path not in self._given and not _ELSEWHERE.match(path)


def _guarded(one: str) -> str:
    """A line whose signs are just text, but for links that nobody can take for anything else."""
    return _PLAIN_LINK_OR_SIGN.sub(lambda match: match["link"] or f"{match['before']}\\{match['sign']}", one)


_PAGES: Final = (*markup.ARTICLES, ".html")
NOWHERE: Final = "#"
"""The address of what is not there."""
_PLAIN_LINK_OR_SIGN: Final = re.compile(
    r"(?<!\\)(?:"
    r"(?P<link>\[[^\[\]<>\\`]*\]\((?:https?://[\w./~%?=&#+,;:@-]+|[\w./~%-]*(?:#[\w.%/~-]*)?)(?:[ \t]+\"[^\"<>\[\]\\`]*\")?\)"
    r"|<https?://[\w./~%?=&#+,;:@-]+>)"
    r"|(?P<before>(?:\\\\)*)(?P<sign>[<\[]))"
)
_ELSEWHERE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def _beside(url: str) -> str:
    """Of an article's page the Markdown; all else as it is."""
    return address(url) if url.startswith("articles/") and url.endswith(".html") else url
