"""Markdown as tokens, and these as HTML: markdown-it-py, set up so that whatever was written is safe to show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from briefgen.dialect import Dialect
from briefgen.outline import anchor
from briefgen.text import squeeze, unique
from briefgen.tokens import headings, headings_in, is_elsewhere, words_of_image

if TYPE_CHECKING:  # to load it takes longer than to read hundreds of articles, and most need none of it
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

REL: Final = "noopener nofollow external"
"""What a link to elsewhere is."""
ARTICLES: Final = (".md", ".markdown")
"""What the address of another article's file ends in."""


class Target(NamedTuple):
    """What an address in a text leads to."""

    written: str
    """As the text has it, percent-encoded, without its fragment."""
    url: str
    """The link from the text's page; '' where it leads nowhere."""
    width: int = 0
    """Of a picture, in pixels; 0 where that is not known."""
    height: int = 0


class Place(NamedTuple):
    """What a text's page knows of what the text names, and the words that stand around its notes."""

    targets: tuple[Target, ...] = ()
    notes: str = "Footnotes"
    """What the list of notes is called."""
    back: str = "Back to the mark of note {n}"
    """What the link from a note to its mark is called."""


NOWHERE: Final = Place()


def parsed(body: str, dialect: Dialect) -> list[Token]:
    """The body's tokens."""
    return _parser(dialect).parse(body, {})


def parsed_with_lost_notes(body: str, dialect: Dialect) -> tuple[list[Token], list[str]]:
    """The body's tokens, and the names of the notes that no mark leads to."""
    env: dict[str, Any] = {}
    tokens = _parser(dialect).parse(body, env)
    return tokens, [name[1:] for name, number in env.get("footnotes", {}).get("refs", {}).items() if number < 0]


def parsed_inline(text: str, dialect: Dialect) -> list[Token]:
    """The tokens of a block's text."""
    return _parser(dialect).parseInline(text, {})


def rendered(tokens: Sequence[Token], dialect: Dialect, place: Place) -> str:
    """Tokens as HTML. They are changed by it."""
    parser = _parser(dialect)
    _settle_names(tokens)
    targets = {target.written: target for target in place.targets}
    for inline in tokens:
        if inline.type == "inline":
            _settle_links(inline.children or [], targets)
    _settle_figures(tokens, targets)
    return str(parser.renderer.render(tokens, parser.options, {"targets": targets, "place": place}))


# what tokens are given before they are rendered


def _settle_names(tokens: Sequence[Token]) -> None:
    """Gives headings their level and id, and others an id that is none of theirs, and none of the page's."""
    taken: set[str] = set()
    for heading, (i, token) in zip(headings(tokens), headings_in(tokens), strict=True):
        token.tag = tokens[i + 2].tag = f"h{heading.level}"
        token.attrSet("id", heading.id)
        taken.add(heading.id)
    for token in each(tokens):
        if token.type != "heading_open" and "id" in token.attrs:
            name = unique(anchor(str(token.attrs["id"])), taken)
            taken.add(name)
            token.attrSet("id", name)
        if isinstance(given := token.attrs.get("class"), str) and token.type != "fence":
            token.attrSet("class", " ".join(_CLASS.findall(given)))


_CLASS: Final = re.compile(r"(?<!\S)[A-Za-z][\w-]*(?!\S)", re.ASCII)


def each(tokens: Iterable[Token]) -> Iterator[Token]:
    """Tokens, and behind each those that are in it."""
    for token in tokens:
        yield token
        if token.children:
            yield from each(token.children)


def _settle_links(tokens: Sequence[Token], targets: MutableMapping[str, Target]) -> None:
    """Leads links to where what they name is in the site. One to what the site does not show is none, nor is one to a file of articles that the
    archive has not."""
    lost = False
    for token in tokens:
        if token.type == "link_close" and lost:
            token.hidden, lost = True, False
        if token.type != "link_open":
            continue
        href = str(token.attrGet("href") or "")
        path, mark, fragment = href.partition("#")
        target = targets.get(path)
        if is_elsewhere(href):
            token.attrSet("rel", REL)
        elif target is not None and not target.url:
            token.hidden = lost = True
        elif target or (not path and fragment):
            name = anchor(unquote(fragment)) if fragment else ""
            token.attrSet("href", (target.url if target else "") + mark + name)
        elif path.partition("?")[0].lower().endswith(ARTICLES):
            token.hidden = lost = True


def _settle_figures(tokens: Sequence[Token], targets: MutableMapping[str, Target]) -> None:
    """A picture that stands alone and has a caption is a figure."""
    for i, token in enumerate(tokens):
        children = token.children or []
        if token.type == "inline" and len(children) == 1 and _has_caption(children[0], targets) and tokens[i - 1].type == "paragraph_open":
            tokens[i - 1].hidden = tokens[i + 1].hidden = True
            children[0].meta["figure"] = True


def _has_caption(token: Token, targets: MutableMapping[str, Target]) -> bool:
    """Whether it is a picture that is there and has a caption."""
    return token.type == "image" and bool(token.attrGet("title")) and str(token.attrGet("src") or "") in targets


# the parser


@cache
def _parser(dialect: Dialect) -> MarkdownIt:
    return parser(dialect)


def parser(dialect: Dialect) -> MarkdownIt:
    """A new parser, for who wants to change it."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", *(["table"] if dialect.tables else [])])
    parser.validateLink = may_be_linked  # type: ignore[method-assign]  # as markdown-it has it replaced; a subclass would import it
    if dialect.footnotes:
        _with_footnotes(parser)
    if dialect.definitions:
        from mdit_py_plugins.deflist import deflist_plugin

        parser.use(deflist_plugin)
    if dialect.attributes:
        from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin

        parser.use(attrs_plugin, allowed=_ATTRIBUTES).use(attrs_block_plugin, allowed=_ATTRIBUTES)
    parser.add_render_rule("image", _image)
    for cell in ("th_open", "td_open"):
        parser.add_render_rule(cell, _cell)
    parser.add_render_rule("table_open", _table)
    parser.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return parser


_ATTRIBUTES: Final = ("id", "class")


def _with_footnotes(parser: MarkdownIt) -> None:
    """Notes of their own, `[^1]:`; not those within the text, `^[so]`, since nobody marks text so by chance alone."""
    from mdit_py_plugins.footnote import footnote_plugin

    parser.use(footnote_plugin, inline=False)
    parser.add_render_rule("footnote_ref", _note_mark)
    parser.add_render_rule("footnote_block_open", _notes_open)
    parser.add_render_rule("footnote_block_close", lambda *_: "</ol>\n</section>\n")
    parser.add_render_rule("footnote_open", lambda _self, tokens, i, *_: f'<li id="fn-{_number(tokens[i])}">\n')
    parser.add_render_rule("footnote_close", lambda *_: "</li>\n")
    parser.add_render_rule("footnote_anchor", _note_back)


def _number(token: Token) -> str:
    return str(token.meta["id"] + 1)


def _mark(token: Token) -> str:
    """The name of one of a note's marks: '3', or '3-2' for the second of the third note."""
    again = token.meta.get("subId", 0)
    return f"{_number(token)}-{again + 1}" if again else _number(token)


def _note_mark(_self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: MutableMapping[str, Any]) -> str:
    token = tokens[index]
    return f'<sup class="footnote"><a href="#fn-{_number(token)}" id="fnref-{_mark(token)}" role="doc-noteref">{_number(token)}</a></sup>'


def _notes_open(_self: RendererHTML, _tokens: Sequence[Token], _index: int, _options: OptionsDict, env: MutableMapping[str, Any]) -> str:
    from markdown_it.common.utils import escapeHtml

    return f'<section class="footnotes" role="doc-endnotes" aria-label="{escapeHtml(env["place"].notes)}">\n<ol>\n'


def _note_back(_self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: MutableMapping[str, Any]) -> str:
    from markdown_it.common.utils import escapeHtml

    label = escapeHtml(env["place"].back.replace("{n}", _number(tokens[index])))
    return f' <a href="#fnref-{_mark(tokens[index])}" role="doc-backlink" aria-label="{label}">\u21a9\ufe0e</a>'


def may_be_linked(url: str) -> bool:
    """Whether an address may be a link's; where it may not, the brackets stay as text."""
    try:
        return urlsplit(url.strip()).scheme in ("", "http", "https", "mailto")
    except ValueError:
        return False


def _image(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
    """An image of the archive's own. One from another host is a link to it with its caption, since a page loads nothing from elsewhere, and
    one that is not there is its words."""
    from markdown_it.token import Token

    token = tokens[index]
    source = str(token.attrGet("src") or "")
    title = squeeze(str(token.attrGet("title") or ""))
    shown = dict.fromkeys((words_of_image(token), title))
    text = self.text([Token("text", "", 0, content=": ".join(part for part in shown if part) or "image")], 0, options, env)
    if is_elsewhere(source):
        link = Token("link_open", "a", 1, attrs={"href": source, "rel": REL})
        return f"<a{self.renderAttrs(link)}>{text}</a>" if _is_of_the_web(source) else text
    target: Target | None = env["targets"].get(source)
    if target is None:
        return text
    return _picture(self, token, target, options, env)


def _picture(self: RendererHTML, token: Token, target: Target, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
    from markdown_it.token import Token

    size = {"width": str(target.width), "height": str(target.height)} if target.width and target.height else {}
    own = {name: value for name, value in token.attrs.items() if name in _ATTRIBUTES}
    caption = squeeze(str(token.attrGet("title") or ""))
    is_figure = bool(token.meta.get("figure"))
    title = {"title": caption} if caption and not is_figure else {}
    attributes = {"src": target.url, "alt": words_of_image(token), **title, **size, "loading": "lazy", "decoding": "async", **own}
    image = f"<img{self.renderAttrs(Token('image', 'img', 0, attrs=dict(attributes)))} />"
    if not is_figure:
        return image
    return f"<figure>{image}<figcaption>{self.text([Token('text', '', 0, content=caption)], 0, options, env)}</figcaption></figure>\n"


def _is_of_the_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def _table(self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: MutableMapping[str, Any]) -> str:
    """A table in a frame, in which it can be moved where the page is too narrow for it."""
    return f'<div class="table" role="group" tabindex="0"><table{self.renderAttrs(tokens[index])}>\n'


def _cell(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, _env: MutableMapping[str, Any]) -> str:
    """A table's cell; its alignment is a class, since the pages' policy allows no style attributes."""
    token = tokens[index]
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrSet("class", style.removeprefix("text-align:"))
    return self.renderToken(tokens, index, options, {})
