"""Markdown to HTML that is safe to show, and to the plain text that search and summaries use."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from briefgen import prose
from briefgen.text import squeeze

if TYPE_CHECKING:  # to load it takes longer than to read hundreds of articles, and most need none of it
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict


def html(body: str) -> str:
    """The body as HTML. Raw HTML in it is shown as text; only http(s), mailto and relative links are links."""
    blocks = prose.blocks(body)
    if blocks is None:
        return str(_parser().render(body))
    within = _html_within if prose.may_have_markup(body) else _escaped
    return "".join([f"<p>{within(block)}</p>\n" if isinstance(block, str) else _html_of(block, within) for block in blocks])


def plain(body: str) -> str:
    """The body's words: one line for each paragraph, heading, list item and cell, without markup."""
    blocks = prose.blocks(body)
    if blocks is None:
        return _plain_of(_parser().parse(body))
    texts = [text for block in blocks for text in ((block,) if isinstance(block, str) else block.texts)]
    if prose.may_have_markup(body):
        texts = [_words_within(text) for text in texts]
    return "\n".join([line for line in map(squeeze, texts) if line])


_REL: Final = "noopener nofollow external"
"""What a link to elsewhere is."""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _html_within(text: str) -> str:
    """The HTML of a block's text."""
    runs = prose.runs(text) if prose.may_have_markup(text) else (prose.Run("", text),)
    return str(_parser().renderInline(text)) if runs is None else "".join(map(_html_of_run, runs))


def _html_of_run(run: prose.Run) -> str:
    words = _escaped(run.words)
    if run.href:
        return f'<a href="{_escaped(run.href)}" rel="{_REL}">{words}</a>'
    return f"<{run.tag}>{words}</{run.tag}>" if run.tag else words


def _html_of(block: prose.Heading | prose.Items, within: Callable[[str], str]) -> str:
    if isinstance(block, prose.Heading):
        tag = _heading_tag(f"h{block.level}")
        return f"<{tag}>{within(block.text)}</{tag}>\n"
    tag = "ul" if block.start is None else "ol"
    start = f' start="{block.start}"' if block.start not in (None, 1) else ""
    items = "".join([f"<li>{within(text)}</li>\n" for text in block.texts])
    return f"<{tag}{start}>\n{items}</{tag}>\n"


def _words_within(text: str) -> str:
    """The words of a block's text."""
    runs = prose.runs(text) if prose.may_have_markup(text) else (prose.Run("", text),)
    if runs is None:
        return "".join(_words_of(token.children or []) for token in _parser().parseInline(text))
    return "".join([run.words for run in runs])


def _plain_of(tokens: Sequence[Token]) -> str:
    lines: list[str] = []
    for token in tokens:
        if token.type == "inline":
            lines.append(squeeze(_words_of(token.children or [])))
        elif token.type in ("fence", "code_block"):
            lines.extend(squeeze(line) for line in token.content.splitlines())
    return "\n".join(line for line in lines if line)


def _words_of(tokens: Sequence[Token]) -> str:
    breaks = ("softbreak", "hardbreak")
    return "".join(" " if t.type in breaks else _words_of(t.children or []) if t.type == "image" else t.content for t in tokens)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.validateLink = _may_be_linked  # type: ignore[method-assign]  # as markdown-it has it replaced; a subclass would import it
    parser.add_render_rule("image", _image)
    parser.add_render_rule("link_open", _link_open)
    parser.add_render_rule("heading_open", _heading)
    parser.add_render_rule("heading_close", _heading)
    for cell in ("th_open", "td_open"):
        parser.add_render_rule(cell, _cell)
    parser.add_render_rule("table_open", lambda *_: '<div class="table" role="group" tabindex="0"><table>\n')
    parser.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return parser


def _may_be_linked(url: str) -> bool:
    """Whether an address may be a link's; where it may not, the brackets stay as text."""
    try:
        return urlsplit(url.strip()).scheme in ("", "http", "https", "mailto")
    except ValueError:
        return False


def _is_elsewhere(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def _image(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
    """An image of the archive's own; one from another host is a link to it with its caption, since a page loads nothing from elsewhere."""
    from markdown_it.token import Token

    token = tokens[index]
    source = str(token.attrGet("src") or "")
    if not _is_elsewhere(source):
        return str(self.image(tokens, index, options, env))
    shown = dict.fromkeys((squeeze(_words_of(token.children or [])), squeeze(str(token.attrGet("title") or ""))))
    words = ": ".join(part for part in shown if part) or "image"
    link = Token("link_open", "a", 1, attrs={"href": source, "rel": _REL})
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
        token.attrSet("rel", _REL)
    return self.renderToken(tokens, index, options, env)


def _cell(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, _env: MutableMapping[str, Any]) -> str:
    """A table's cell; its alignment is a class, since the pages' policy allows no style attributes."""
    token = tokens[index]
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrSet("class", style.removeprefix("text-align:"))
    return self.renderToken(tokens, index, options, {})


def _heading(_self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: MutableMapping[str, Any]) -> str:
    tag = _heading_tag(tokens[index].tag)
    return f"<{tag}>" if tokens[index].nesting == 1 else f"</{tag}>\n"


def _heading_tag(tag: str) -> str:
    """A heading one level down where it would compete with the page's own: an article's title is the only h1."""
    return "h2" if tag == "h1" else tag
