"""Which Markdown an archive writes: what is switched on beside CommonMark, as `[markdown]` in briefgen.toml says."""

from __future__ import annotations

from typing import NamedTuple


class Dialect(NamedTuple):
    """What is read as markup, and not as text. No dataclass, as in `config`."""

    footnotes: bool = True
    """`[^1]` in the text, and `[^1]: the note` on a line of its own."""
    tables: bool = True
    """Rows of cells between upright strokes."""
    definitions: bool = False
    """A term, and on the next line `: what it means`."""
    attributes: bool = False
    """`{#name .class}` behind a link, a picture or code, or on a line before a block."""


USUAL = Dialect()
