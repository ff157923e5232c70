"""A page's tree as blocks of text, in reading order, each with its Markdown and with what the markup around it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from briefgen.ingest.markdown import escape_within
from briefgen.ingest.page import Kind, Line, Markup, word_count
from briefgen.text import clean, squeeze

_SILENT: Final = frozenset(
    """script style noscript template svg math iframe object embed audio video canvas map select option datalist button input textarea head title
    meta link""".split()
)
"""Elements whose text no reader of the page sees as text."""
_BLOCKS: Final = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul""".split()
)
_PLACES: Final = frozenset("article main nav aside footer header form figure figcaption table blockquote ul ol dl section details address".split())
_KINDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    "blockquote": "quote",
    "tr": "row",
}  # fmt: skip
_MARKS: Final = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}
_TOKEN: Final = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_NEAR: Final = 5
"""Ancestors whose classes are looked at."""
DEEPEST: Final = 200
"""Nested elements; what is nested deeper, no person wrote."""
_MOST: Final = 4000
"""Blocks of a page; an article has a hundredth of that."""


@dataclass(slots=True)
class Block:
    """A run of text that no other block interrupts, in the making."""

    kind: Kind
    path: tuple[HtmlElement, ...]
    """The elements around it, the outermost first."""
    text: str
    markdown: str
    linked: int
    """Characters that are links."""
    set_off: int
    """Characters that are emphasized."""
    group: int
    """Blocks that only a line break parts have the same one."""
    image: str = ""


def of(tree: HtmlElement, base: str) -> list[Block]:
    """The tree's blocks; `base` is the scheme and host of the page's address, for its relative links."""
    walk = _Walk(base)
    walk.element(tree, (), "text")
    walk.flush((), "text")
    return walk.blocks


class _Walk:
    """One walk through a tree: text gathers until a block begins or ends."""

    def __init__(self, base: str) -> None:
        self.blocks: list[Block] = []
        self.base = base
        self.texts: list[str] = []
        self.marked: list[str] = []
        self.linked = 0
        self.set_off = 0
        self.group = 0

    def element(self, element: HtmlElement, path: tuple[HtmlElement, ...], kind: Kind) -> None:
        """Takes in an element and all in it, but not what follows it."""
        if not isinstance(element.tag, str) or element.tag in _SILENT or len(self.blocks) > _MOST:
            return
        tag = element.tag
        if len(path) > DEEPEST:
            self.flat(element, path, kind)
            return
        if tag == "br":
            self.flush(path, kind)
            return
        if tag == "img":
            self.image(element, path)
            return
        if tag not in _BLOCKS:
            self.inline(element, path, kind)
            return
        self.flush(path, kind)
        self.group += 1
        inner = _KINDS.get(tag, "row" if tag in ("td", "th") else kind)
        if tag == "tr" and _is_data(element):
            self.row(element, (*path, element))
        else:
            self.content(element, (*path, element), "text" if inner == "row" else inner)
        self.flush((*path, element), "text" if inner == "row" else inner)
        self.group += 1

    def flat(self, element: HtmlElement, path: tuple[HtmlElement, ...], kind: Kind) -> None:
        """Takes in all text within an element that is nested too deep, each run of it as a block, without its markup."""
        for one in element.iter():
            if isinstance(one.tag, str) and one.tag not in _SILENT:
                for text in (one.text, one.tail if one is not element else None):
                    self.flush(path, kind)
                    self.take(text)
        self.flush(path, kind)

    def content(self, element: HtmlElement, path: tuple[HtmlElement, ...], kind: Kind) -> None:
        """Takes in an element's text and its children."""
        self.take(element.text)
        for child in element:
            self.element(child, path, kind)
            self.take(child.tail)

    def take(self, text: str | None) -> None:
        """Takes in a run of text."""
        if text:
            self.texts.append(text)
            self.marked.append(escape_within(text))

    def inline(self, element: HtmlElement, path: tuple[HtmlElement, ...], kind: Kind) -> None:
        """Takes in an element within a line: a link, an emphasis, a span."""
        blocks, texts, marked = len(self.blocks), len(self.texts), len(self.marked)
        self.content(element, (*path, element), kind)
        if len(self.blocks) != blocks:  # a link around whole cards: its text stands in their blocks already
            return
        length = sum(map(len, self.texts[texts:]))
        if element.tag == "a" and element.get("href"):
            self.linked += length
        inner = "".join(self.marked[marked:])
        around = _around(element, inner, self.base)
        if element.tag in _MARKS:
            self.set_off += length
        if around is not None and inner.strip():
            lead, trail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
            self.marked[marked:] = [lead + around[0] + inner.strip() + around[1] + trail]

    def image(self, element: HtmlElement, path: tuple[HtmlElement, ...]) -> None:
        """Takes in an image, as a block of its own, when it has an address and words."""
        words = squeeze(clean(element.get("alt") or ""))
        address = _address(element.get("src") or element.get("data-src") or "", self.base)
        if address and len(words) > 3 and not any(one.tag == "a" and len(self.texts) for one in path):
            self.blocks.append(Block("text", path, words, "", 0, 0, self.group, address))

    def row(self, element: HtmlElement, path: tuple[HtmlElement, ...]) -> None:
        """Takes in a table's row as one block."""
        cells = [squeeze(clean(cell.text_content())).replace("|", "/") for cell in element if cell.tag in ("td", "th")]
        linked = sum(len(squeeze(link.text_content())) for link in element.iter("a"))
        text = " | ".join(cells)
        if text.strip(" |"):
            self.blocks.append(Block("row", path, text, "", linked, 0, self.group))

    def flush(self, path: tuple[HtmlElement, ...], kind: Kind) -> None:
        """Ends the block in the making."""
        if self.texts:
            text = squeeze(clean("".join(self.texts)))
            if text:
                self.blocks.append(
                    Block(kind, path, text, squeeze(clean("".join(self.marked))).replace("![", "\\!["), self.linked, self.set_off, self.group)
                )
            self.texts, self.marked, self.linked, self.set_off = [], [], 0, 0


def _is_data(row: HtmlElement) -> bool:
    """Whether a row holds data rather than the page's layout: two cells or more, none of them long or with blocks in it."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    return len(cells) > 1 and all(len(cell.text_content()) < 300 and next(cell.iter("p", "div", "table", "ul"), None) is None for cell in cells)


def _around(element: HtmlElement, inner: str, base: str) -> tuple[str, str] | None:
    """What Markdown puts around an element's text."""
    if element.tag == "a":
        address = _address(element.get("href") or "", base)
        return ("[", f"]({address})") if address and "[" not in inner.replace("\\[", "") else None
    mark = _MARKS.get(element.tag)
    return (mark, mark) if mark and "*" not in inner.replace("\\*", "") else None


def _address(href: str, base: str) -> str:
    """An absolute http(s) address that Markdown can hold as it is; '' for any other."""
    text = href.strip()
    if text.startswith("//"):
        text = "https:" + text
    elif text.startswith("/") and base:
        text = base + text
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    whole = parts.scheme in ("http", "https") and bool(parts.netloc) and len(text) < _LONGEST_ADDRESS
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text) if whole else ""


_LONGEST_ADDRESS: Final = 2000
_UNSAFE: Final = re.compile(r"[\s<>()\[\]\\`\"'*]")
"""What Markdown would read as the end of an address, or as markup."""


# what the markup says


def lines(blocks: Sequence[Block], kept: str) -> Iterator[Line]:
    """The blocks as lines; `kept` is the text that another extractor took, without white space."""
    roots = _roots(blocks)
    signatures = [_signature(block.path) for block in blocks]
    prose = [word_count(block.text) if _is_paragraph(block) else 0 for block in blocks]
    weight: Counter[str] = Counter()
    for signature, count in zip(signatures, prose, strict=True):
        weight[signature] += count
    total = sum(prose) or 1
    known: dict[HtmlElement, tuple[str, ...]] = {}
    frames: dict[HtmlElement, bool] = {}
    for number, (block, signature) in enumerate(zip(blocks, signatures, strict=True), 1):
        markup = Markup(
            tag=block.path[-1].tag if block.path else "",
            places=tuple(sorted({one.tag for one in block.path if one.tag in _PLACES} | _framed(block.path, frames))),
            classes=_classes(block.path, known),
            linked=block.linked / len(block.text),
            set_off=block.set_off / len(block.text),
            alike=weight[signature] / total,
            depth=_depth(block.path, roots),
            kept="".join(block.text.split()) in kept,
        )
        inline = "" if block.markdown == block.text else block.markdown
        yield Line(number, block.text, block.group, block.kind, markup=markup, inline=inline, image=block.image)


def _framed(path: Sequence[HtmlElement], known: dict[HtmlElement, bool]) -> set[str]:
    """PICTURE, when a line stands in a frame with an image and few other words."""
    for one in path[-2:]:
        if one not in known:
            framed = one.tag not in _WHOLE and next(one.iter("img"), None) is not None
            known[one] = framed and _has_few_words(one)
        if known[one]:
            return {PICTURE}
    return set()


def _has_few_words(element: HtmlElement) -> bool:
    count = 0
    for text in element.itertext():
        count += len(text.split())
        if count > _FRAME:
            return False
    return True


PICTURE: Final = "picture"
_WHOLE: Final = frozenset({"body", "article", "main", "section"})
_FRAME: Final = 40
"""Words in an image's frame at most."""


def _is_paragraph(block: Block) -> bool:
    return len(block.text) > 60 and block.linked < 0.4 * len(block.text) and block.text.rstrip("\"'”’)")[-1:] in (".", "?", "!", "。", "…", ":")


def _signature(path: Sequence[HtmlElement]) -> str:
    return "/".join(f"{one.tag}.{one.get('class') or ''}" for one in path[-3:])


def _roots(blocks: Sequence[Block]) -> tuple[HtmlElement | None, HtmlElement | None]:
    """The element with most of the paragraphs right in it, and the smallest one that holds nine tenths of them."""
    near: Counter[HtmlElement] = Counter()
    whole: Counter[HtmlElement] = Counter()
    order: list[HtmlElement] = []
    total = 0
    for block in blocks:
        if not _is_paragraph(block):
            continue
        count = word_count(block.text)
        total += count
        for depth, one in enumerate(reversed(block.path)):
            if one not in whole:
                order.append(one)
            whole[one] += count
            if 0 < depth < 4:
                near[one] += count // (1 << (depth - 1))
    if not total:
        return None, None
    holding = [one for one in order if whole[one] >= 0.9 * total]
    nearest = max((one for one in order if one in near), key=lambda one: near[one], default=None)
    return nearest, max(holding, key=lambda one: sum(1 for _ in one.iterancestors()), default=None)


def _depth(path: Sequence[HtmlElement], roots: tuple[HtmlElement | None, HtmlElement | None]) -> int:
    near, whole = roots
    if near is not None and near in path:
        return min(7, len(path) - 1 - path.index(near))
    return 8 if whole is not None and whole in path else 9


def _classes(path: Sequence[HtmlElement], known: dict[HtmlElement, tuple[str, ...]]) -> tuple[str, ...]:
    """The words of the classes around a line, those of its own element apart, as 'own …'."""
    found: dict[str, None] = {}
    for place, one in enumerate(reversed(path[-_NEAR:])):
        if one not in known:
            known[one] = _tokens(one)
        if place == 0:
            found |= dict.fromkeys(f"own {token}" for token in known[one])
        found |= dict.fromkeys(known[one])
    return tuple(found)


def _tokens(element: HtmlElement) -> tuple[str, ...]:
    said = " ".join(element.get(name) or "" for name in ("class", "id", "itemprop", "role", "data-component"))
    found = {token.lower() for token in _TOKEN.findall(said[:300])}
    if element.get("hidden") is not None or element.get("aria-hidden") == "true" or "display:none" in (element.get("style") or "").replace(" ", ""):
        found.add("hidden")
    return tuple(sorted(found))
