"""An archive that has every kind of page, and on them what designs forget: no title to speak of, thirty authors, no date, no end."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefgen.site.build import build
from tests import archives

_LONG: Final = "A title that goes on and on, as those of committees do, through clause after clause, and is not done when everybody else is"
_UNBROKEN: Final = "antidisestablishmentarianism" * 6
_AUTHORS: Final = ", ".join(f"Author Number{number} van der Long-Hyphenated" for number in range(1, 31))

TEXT: Final = f"""\
-- briefgen.toml --
title = "The awkward archive"
description = "What designs forget"
base_url = "https://example.org/awkward/"
desk = true

[markdown]
footnotes = true
definitions = true
-- content/pages/about.md --
---
title: About these papers
---

Kept by nobody in particular, since the spring.

## Why it is kept

So that it is there.
-- content/pages/imprint.md --
---
title: Imprint
---

A street, a number, a town.
-- content/events/long-strike.md --
---
title: {_LONG}
summary: Dockers laid down their work, and took it up again.
---

What a person wrote about it, with a [link](https://example.org/).
-- content/changes/2024-03-10.jsonl --
{{"kind": "began", "articles": 9}}
{{"kind": "changed", "slug": "2024-03-01-long", "url": "articles/2024/2024-03-01-long.html", "title": ["{_UNBROKEN}", "{_LONG}"], "gone": 3}}
-- content/articles/2024/2024-03-09-withdrawn.md --
---
title: Nothing of this is shown
withdrawn: {_LONG}
---

Nor this.
-- content/events/alone.md --
---
title: One report only
---
-- content/articles/2024/2024-03-01-long.md --
---
title: {_LONG}
date: 2024-03-01
author: [{_AUTHORS}]
outlet: The Harbour Post and Intelligencer of the Eastern Districts, incorporating the Sarrel Gazette
event: [long-strike, alone]
tags: [shipping, labour, {_UNBROKEN}]
source: https://news.example.org/{"a-very-long-address/" * 8}
summary: {_LONG}.
captions: [Dockers at the gate at dawn. Photograph by nobody., The empty quay.]
correction: An earlier text had the wrong day.
review: [date, author]
---

The dockers left the quays on Friday, and 19 ships lay in the roads.[^one]

## The first heading

{"Many words make a long piece, and a long piece has a list of what is in it. " * 40}

### One below it

| a column with a rather long heading | another column that is long as well | and a third one | and yet a fourth one |
|---|---|---:|:-:|
| words and words | words and words | 1,204 | words and words |

> Somebody said this, at length.

## The second heading

1. one
2. two
   - below two

{"Many words make a long piece, and a long piece has a list of what is in it. " * 40}

## The third heading

    a line of code that is far too long for a telephone, since nobody has ever thought of breaking it anywhere at all

{_UNBROKEN} and https://example.com/{"long-address-without-an-end/" * 6}

## The fourth heading

![A quay in fog](quay.png "The quay, as it was that morning")

[^one]: Eighteen, said the harbour master.
-- content/articles/2024/2024-03-01-copy.md --
---
title: Dockers leave quays
date: 2024-03-01
outlet: Valley Mercury
via: A syndicate
event: long-strike
copy_of: 2024-03-01-long
tags: [shipping]
---

The dockers left the quays on Friday, and 19 ships lay in the roads.
-- content/articles/2024/2024-03-02-later.md --
---
title: Dockers leave quays, later text
date: 2024-03-02T08:15:00+01:00
author: Ada Example
outlet: Valley Mercury
event: long-strike
version_of: 2024-03-03-talks
---

Both sides met in the customs house on Sunday, and 21 ships lay in the roads.
-- content/articles/2024/2024-03-03-talks.md --
---
title: Talks begin
date: 2024-03-02
author: [Ada Example, Bo Sample]
outlet: Valley Mercury
event: long-strike
tags: [labour]
---

Both sides met in the customs house on Saturday, and 20 ships lay in the roads. "We are talking," said Orla Brankin, who leads the union.
-- content/articles/2024/2024-03-05-brankin.md --
---
title: Brankin speaks
date: 2024-03-05
author: Bo Sample
outlet: Harbour Post
event: long-strike
rights: excerpt
source: https://harbour.example.org/brankin
---

Orla Brankin spoke for an hour. The Harbour Board listened. Nothing was settled, and nobody left. Orla Brankin said that she would be back.
-- content/articles/2024/2024-03-month.md --
---
title: Some time in March
date: 2024-03
outlet: Harbour Post
event: none
---

Nobody noted the day.
-- content/articles/2023/2023.md --
---
title: Some time that year
date: 2023
rights: metadata
source: https://harbour.example.org/2023
---

Nobody noted the month.
-- content/articles/undated/x.md --
---
title: x
---

y
-- content/articles/2024/2024-04-01-rtl.md --
---
title: عمال الميناء يعودون إلى العمل
date: 2024-04-01
author: سلمى الحداد
outlet: جريدة الميناء
lang: ar
event: long-strike
tags: [عمل]
---

عاد عمال الميناء إلى العمل صباح الاثنين بعد شهر من الإضراب.

وقالت أورلا برانكن إن الاتفاق عادل.
-- content/articles/2024/2024-04-02-hostile.md --
---
title: <script>window.hacked=1</script>
date: 2024-04-02
author: <img src=x onerror="window.hacked=1">
outlet: '"><b onclick=x>'
tags: ['"><i>']
---

<script>window.hacked=1</script><img src=x onerror="window.hacked=1">
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page, and one of it."""

    name: str
    template: str
    path: str


KINDS: Final = (
    Kind("home", "home", "index.html"),
    Kind("article", "article", "articles/2024/2024-03-01-long.html"),
    Kind("article of another direction", "article", "articles/2024/2024-04-01-rtl.html"),
    Kind("changes", "changes", "articles/2024/2024-03-02-later.changes.html"),
    Kind("event", "event", "events/long-strike.html"),
    Kind("outlet", "outlet", "outlets/valley-mercury.html"),
    Kind("author", "author", "authors/bo-sample.html"),
    Kind("tag", "list", "tags/labour.html"),
    Kind("day", "list", "days/2024-03-01.html"),
    Kind("month", "list", "months/2024-03.html"),
    Kind("year", "year", "years/2024.html"),
    Kind("events", "events", "events/index.html"),
    Kind("outlets", "directory", "outlets/index.html"),
    Kind("authors", "directory", "authors/index.html"),
    Kind("tags", "directory", "tags/index.html"),
    Kind("months", "directory", "months/index.html"),
    Kind("mentioned", "mentioned", "mentioned/index.html"),
    Kind("about", "about", "about.html"),
    Kind("text page", "page", "imprint.html"),
    Kind("search", "search", "search.html"),
    Kind("wanted", "wanted", "desk/wanted.html"),
    Kind("review", "review", "desk/review.html"),
    Kind("not found", "404", "404.html"),
    Kind("withdrawn", "withdrawn", "articles/2024/2024-03-09-withdrawn.html"),
    Kind("dossier", "dossier", "events/long-strike.dossier.html"),
    Kind("data", "data", "data.html"),
    Kind("change log", "changelog", "changes.html"),
)


def made(root: Path) -> Path:
    """Makes and builds the archive below `root`; its site."""
    archives.make(root, TEXT)
    (root / "content/articles/2024/quay.png").write_bytes(png(320, 200))
    problems = build(root).problems
    assert [one for one in problems if one.severity == "error"] == []
    return root / "site"


def png(width: int, height: int) -> bytes:
    """A grey picture."""
    rows = b"".join(b"\0" + b"\x9a" * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunks((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows))))


def _chunks(*parts: tuple[bytes, bytes]) -> Iterable[bytes]:
    for name, data in (*parts, (b"IEND", b"")):
        yield struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
