"""Scraped text is hostile: whatever it holds, it is text on the page and never markup, script or an address that runs."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

import pytest

from briefgen import theme
from tests import sites
from tests.sites import Site, built, read

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "</script><script>alert(1)</script>",
    "</title></style><b>x</b>",
    "--><b>x</b><!--",
    "]]><b>x</b>",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "{{ 7*7 }} {% raw %} {# x #}",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "\\u003cb\\u003e ${7*7} \\x3cb\\x3e",
]


def archive(text: str) -> str:
    """One article and one event that hold the text wherever there can be text."""
    quoted = "'" + text.replace("'", "''") + "'"
    base = ("title", "author", "outlet", "via", "summary", "lang", "credit", "correction", "image", "mood")
    front = "".join(f"{key}: {quoted}\n" for key in base)
    body = f"{text}\n\n    {text}\n\n- {text}\n\n| {text} |\n|---|\n"
    return f"""\
-- briefgen.toml --
title = {_toml(text)}
description = {_toml(text)}
[theme]
footer = {_toml(text)}
-- content/events/e.md --
---
title: {quoted}
summary: {quoted}
mood: {quoted}
---
{body}
-- content/articles/a.md --
---
{front}source: 'https://example.org/{text.replace("'", "''")}'
tags: [{quoted}]
review: [{quoted}]
event: e
date: 2024-01-01
---
{body}
-- content/articles/b.md --
---
{front}source: {quoted}
event: e
date: 2024-01-02
copy_of: a
---
"""


def _toml(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def skeleton(page: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """A page's elements with the names of their attributes: all of it that is markup."""
    return [(tag, tuple(name for name, _ in attrs)) for tag, attrs in read(page).tags]


def checked(site: Site) -> None:
    """No page of the site runs anything, whatever the markup."""
    for path in sites.pages(site):
        for tag, attrs in read(site[path]).tags:
            assert tag not in ("iframe", "object", "embed", "base"), path
            for name, value in attrs:
                assert not name.startswith("on"), (path, tag, name)
                if name in ("href", "src", "action") and ("rel", "schema.DC") not in attrs:  # which is a name, and leads nowhere
                    assert urlsplit(value).scheme in ("", "https"), (path, value)
        scripts = [given.get("src", "") for tag, attrs in read(site[path]).tags if tag == "script" and (given := dict(attrs)).get("type") != DATA]
        assert {sites.plainly(posixpath.normpath(posixpath.join(posixpath.dirname(path), one))) for one in scripts} <= SCRIPTS, path


DATA = "application/ld+json"
"""A script element of this type runs nothing."""
SCRIPTS = {"search/index.js", "static/scheme.js", "static/copy.js", *(f"static/{path}" for path, _ in theme.load(Path(), theme.DEFAULT).bundles)}


PAGES = (
    *("index.html", "articles/a.html", "articles/b.html", "events/e.html", "events/index.html", "months/2024-01.html", "outlets/index.html"),
    *("authors/index.html", "search.html", "404.html"),
)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("harmless")
    sites.problems_of(root, archive("harmless words"))
    return sites.files_of(root)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(tmp_path: Path, harmless: Site, text: str) -> None:
    """In every field and in the body: each page has exactly the elements and attributes that it has with harmless words."""
    found = sites.problems_of(tmp_path, archive(text))
    assert {problem.quote.partition(":")[0] for problem in found} <= {"source", "image"}  # which it is neither an address nor a picture for
    site = sites.files_of(tmp_path)
    checked(site)
    for path in PAGES:
        made, expected = skeleton(site[path]), skeleton(harmless[path])
        if path == "search.html":  # it has as many examples of queries as the words of the archive give
            assert set(made) <= set(expected), path
        else:
            assert made == expected, path
    assert next(data for tag, data in read(site["articles/a.html"]).texts if tag == "h1") == " ".join(text.split())
    assert read(site["articles/a.html"]).text.count(" ".join(text.split())) > 9
    _machines_can_read(site, text)


def _machines_can_read(site: Site, text: str) -> None:
    """The feed is XML with that text in it, and the search index calls what it should, with that text in it."""
    title = " ".join(text.split())
    feed = Xml.fromstring(site["feed.xml"])
    assert [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")] == [text, title, title]
    rows = [row for path in site if path.startswith("search/t-") for row in sites.put(site[path])]
    assert [row[0] for row in rows] == [title, title]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_rights_keep_the_text_in(tmp_path: Path, text: str) -> None:
    """An excerpt is put on the page as text too."""
    site = built(tmp_path, sites.article("a", "rights: excerpt\n", f"{text} and then some more words, so that there is half of it to show {text}"))
    checked(site)


MARKUP = """\
[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](java&#115;cript:alert(1)) [d](&#1;javascript:alert(1)) [e](vbscript:x) [f](data:text/html,x)
<javascript:alert(1)> <https://ok.example/"onmouseover="alert(1)> [g](file:///etc/passwd) [h](intent://x) [i](https://ok.example/'"><script>)
![j](javascript:alert(1)) ![k](data:image/svg+xml,x) ![l](x.png"onerror="alert(1)) ![m](https://elsewhere.example/x.png "'\\"><script>")
[n]: javascript:alert(1)

[n] <img src=x onerror=alert(1)> <a href="javascript:alert(1)">o</a> <!-- x --> <style>x</style>

<script>alert(1)</script>

```"><script>
<script>alert(1)</script>
```

| <b> |
|:---:|
| `<i>` |
"""


@pytest.mark.parametrize("dialect", ["", "definitions = true\nattributes = true\n", "footnotes = false\ntables = false\n"])
def test_markup_in_a_body_runs_nothing(tmp_path: Path, dialect: str) -> None:
    """Raw HTML is text, only web and mail addresses are links, and nothing is loaded from another host; whatever else is markup."""
    settings = f"-- briefgen.toml --\n[markdown]\n{dialect}"
    sites.problems_of(tmp_path, settings + sites.article("a", "event: e\n", MARKUP) + sites.event("e", "", MARKUP))
    site = sites.files_of(tmp_path)
    checked(site)
    for path in ("articles/a.html", "events/e.html"):
        page = read(site[path])
        assert not {"style", "b"} & {tag for tag, _ in page.tags}
        sources = [value for tag, attrs in page.tags if tag == "img" for name, value in attrs if name == "src"]
        assert all(not urlsplit(value).netloc for value in sources)
        assert "<script>alert(1)</script>" in page.text
