"""Markdown to HTML that is safe to show, and to the plain text that search and summaries use."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from briefgen.text import squeeze


def html(body: str) -> str:
    """The body as HTML. Raw HTML in it is shown as text; only http(s), mailto and relative links are links."""
    return str(_parser().render(body))


def plain(body: str) -> str:
    """The body's words: one line for each paragraph, heading, list item and cell, without markup."""
    lines: list[str] = []
    for token in _parser().parse(body):
        if token.type == "inline":
            lines.append(squeeze(_words_of(token.children or [])))
        elif token.type in ("fence", "code_block"):
            lines.extend(squeeze(line) for line in token.content.splitlines())
    return "\n".join(line for line in lines if line)


def _words_of(tokens: Sequence[Token]) -> str:
    breaks = ("softbreak", "hardbreak")
    return "".join(" " if t.type in breaks else _words_of(t.children or []) if t.type == "image" else t.content for t in tokens)


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        """Whether an address may be a link's; where it may not, the brackets stay as text."""
        try:
            return urlsplit(url.strip()).scheme in ("", "http", "https", "mailto")
        except ValueError:
            return False


@cache
def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.add_render_rule("image", _image)
    parser.add_render_rule("link_open", _link_open)
    parser.add_render_rule("heading_open", _heading)
    parser.add_render_rule("heading_close", _heading)
    for cell in ("th_open", "td_open"):
        parser.add_render_rule(cell, _cell)
    parser.add_render_rule("table_open", lambda *_: '<div class="table" role="group" tabindex="0"><table>\n')
    parser.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return parser


def _is_elsewhere(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def _image(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
    """An image of the archive's own; one from another host is a link to it with its caption, since a page loads nothing from elsewhere."""
    token = tokens[index]
    source = str(token.attrGet("src") or "")
    if not _is_elsewhere(source):
        return str(self.image(tokens, index, options, env))
    shown = dict.fromkeys((squeeze(_words_of(token.children or [])), squeeze(str(token.attrGet("title") or ""))))
    words = ": ".join(part for part in shown if part) or "image"
    link = Token("link_open", "a", 1, attrs={"href": source, "rel": "noopener nofollow external"})
    allowed = urlsplit(source).scheme in ("http", "https") if _parses(source) else False
    text = self.text([Token("text", "", 0, content=words)], 0, options, env)
    return f"<a{self.renderAttrs(link)}>{text}</a>" if allowed else text


def _parses(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def _link_open(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
    token = tokens[index]
    if _is_elsewhere(str(token.attrGet("href") or "")):
        token.attrSet("rel", "noopener nofollow external")
    return self.renderToken(tokens, index, options, env)


def _cell(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, _env: MutableMapping[str, Any]) -> str:
    """A table's cell; its alignment is a class, since the pages' policy allows no style attributes."""
    token = tokens[index]
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrSet("class", style.removeprefix("text-align:"))
    return self.renderToken(tokens, index, options, {})


def _heading(_self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: MutableMapping[str, Any]) -> str:
    """A heading one level down where it would compete with the page's own: an article's title is the only h1."""
    level = {"h1": "h2"}.get(tokens[index].tag, tokens[index].tag)
    return f"<{level}>" if tokens[index].nesting == 1 else f"</{level}>\n"
