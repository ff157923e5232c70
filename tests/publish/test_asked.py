"""The queries that an archive must answer, asked of its built site."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.problem import Problem
from briefgen.publish.check import check
from briefgen.search.index import VERSION
from briefgen.site.build import build
from tests.archives import make, write

ARCHIVE = """\
-- briefgen.toml --
title = "Test archive"
base_url = "https://example.org/briefings/"
-- content/articles/2024/walkout.md --
---
title: Dockers walk out
date: 2024-03-01
outlet: The Post
---

The harbour strike began on Friday. A strike in the harbour is a strike.
-- content/articles/2024/reprint.md --
---
title: Dockers walk out
date: 2024-03-02
outlet: The Echo
copy_of: walkout
---

The harbour strike began on Friday. A strike in the harbour is a strike, they say.
-- content/articles/2024/talks.md --
---
title: Harbour strike talks
date: 2024-03-04
outlet: The Post
---

They talk.
-- content/articles/2024/50% off: a ferry.md --
---
title: A ferry
date: 2024-03-05
outlet: The Post
---

It sails, and it is cheap. No strike.
-- content/articles/2024/hidden.md --
---
title: Hidden
draft: true
---

Harbour strike.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive that is built."""
    found = make(tmp_path, ARCHIVE)
    assert build(found).problems == ()
    return found


def query(ask: str, finds: str, within: int | None = None) -> str:
    return f"[[query]]\nask = {json.dumps(ask)}\nfinds = [{finds!r}]\n" + (f"within = {within}\n" if within else "")


def asked(root: Path, text: str) -> list[Problem]:
    """What checking finds when this is asked."""
    write(root, "queries.toml", text)
    return [problem for problem in check(root) if "queries" in problem.path or "site/search" in problem.path]


@pytest.mark.parametrize(
    ("ask", "finds"),
    [
        ("harbour strike", "talks"),
        ("harbours strikes", "walkout"),
        ('"strike began"', "walkout"),
        ("title:dockers outlet:echo", "reprint"),
        ("harbour strike outlet:post -title:talks", "walkout"),
        ("cheap ferri", "50% off: a ferry"),
        ("habrour strik*", "walkout"),
        ("date:2024-03-05", "50% off: a ferry"),
    ],
)
def test_a_query_that_finds_what_it_must_is_no_problem(root: Path, ask: str, finds: str) -> None:
    """Whatever it is made of, and however an article's file is called."""
    assert asked(root, query(ask, finds)) == []


def test_an_article_that_is_not_found_is_an_error(root: Path) -> None:
    """With its line, and what was found in its place."""
    assert asked(root, "# asked\n" + query("cheap ferry", "walkout")) == [
        Problem(
            "queries.toml",
            4,
            "the query 'cheap ferry' does not find 'walkout': first comes '50% off: a ferry'",
            "use words that the article has, or name another article",
            "finds = ['walkout']",
        )
    ]


def test_a_query_that_finds_nothing_is_an_error(root: Path) -> None:
    """And says so."""
    (problem,) = asked(root, query("zeppelin", "walkout"))
    assert problem.message == "the query 'zeppelin' does not find 'walkout': it finds nothing"


def test_an_article_that_comes_too_late_is_an_error(root: Path) -> None:
    """It says where it came."""
    (problem,) = asked(root, query("strike", "50% off: a ferry", 2))
    assert problem.message == "the query 'strike' finds '50% off: a ferry' at place 3, not within 2: first comes 'walkout'"
    assert asked(root, query("strike", "50% off: a ferry", 3)) == []


def test_a_copy_is_found_where_its_original_is(root: Path) -> None:
    """As the page shows it: folded under it."""
    assert asked(root, query("dockers", "reprint", 1) + query("dockers", "walkout", 1)) == []


def test_all_that_a_query_misses_is_told(root: Path) -> None:
    """Each article, each query."""
    write(root, "queries.toml", '[[query]]\nask = "ferry"\nfinds = ["walkout", "talks"]\n' + query("talks", "walkout"))
    assert [problem.line for problem in check(root)] == [3, 3, 6]


@pytest.mark.parametrize(
    ("slug", "message", "hint"),
    [
        ("walkuot", "finds: there is no article 'walkuot'", "did you mean 'walkout'?"),
        ("x", "finds: there is no article 'x'", "write the name of its file, without folder and ending"),
        ("hidden", "finds: 'hidden' is a draft, which no site shows", "publish it, or delete it here"),
    ],
)
def test_an_article_that_there_is_not_is_an_error(root: Path, slug: str, message: str, hint: str) -> None:
    """With the one that may have been meant."""
    (problem,) = asked(root, query("strike", slug))
    assert (problem.line, problem.severity, problem.message, problem.hint) == (3, "error", message, hint)


def test_an_article_that_is_newer_than_the_site_is_a_warning(root: Path) -> None:
    """It cannot be found yet."""
    write(root, "content/articles/2024/new.md", "---\ntitle: New\ndate: 2024\noutlet: The Post\n---\n\nStrike.\n")
    (problem,) = asked(root, query("strike", "new"))
    assert (problem.severity, problem.hint) == ("warning", "run 'briefgen build'")
    assert "built without it" in problem.message


# what cannot be asked


def test_a_site_that_is_not_built_is_asked_nothing(tmp_path: Path) -> None:
    """A warning, beside the one that it is not built."""
    (problem,) = asked(make(tmp_path, ARCHIVE), query("strike", "walkout"))
    assert (problem.severity, problem.hint) == ("warning", "run 'briefgen build'")
    assert problem.message == "the queries were not asked: the site is not built, or without a search"


def test_a_site_without_a_search_is_asked_nothing(root: Path) -> None:
    """Neither is it an error."""
    write(root, "briefgen.toml", 'base_url = "https://example.org/"\nsearch = false\n')
    build(root)
    (problem,) = asked(root, query("strike", "walkout"))
    assert (problem.severity, problem.message) == ("warning", "the queries were not asked: briefgen.toml has 'search = false'")


def test_an_index_of_another_version_is_asked_nothing(root: Path) -> None:
    """It says which."""
    path = root / "site" / "search" / "index.js"
    path.write_text(path.read_text(encoding="utf-8").replace(f'"version":{VERSION}', '"version":2'), encoding="utf-8")
    (problem,) = asked(root, query("strike", "walkout"))
    assert problem.severity == "warning"
    assert problem.message == f"the queries were not asked: site/search/index.js is of version 2, and only {VERSION} is known"


DAMAGES: list[Callable[[Path], object]] = [
    lambda path: path.unlink(),
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(path.read_bytes()[:-9]),
    lambda path: path.write_bytes(b'briefgenSearch.put("x",[1]);\n'),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=["missing", "empty", "cut", "other"])
def test_a_damaged_index_is_an_error(root: Path, damage: Callable[[Path], object]) -> None:
    """It names the file."""
    (path,) = (root / "site" / "search").glob("t-*.js")
    damage(path)
    (problem,) = asked(root, query("strike", "walkout"))
    assert (problem.path, problem.severity) == (f"site/search/{path.name}", "error")
    assert problem.hint == "delete site/ and run 'briefgen build'"


def test_without_queries_no_index_is_read(root: Path) -> None:
    """Nor is what reads it imported."""
    code = "import sys, pathlib, briefgen.publish.check as one; one.check(pathlib.Path(sys.argv[1])); print('briefgen.search.answer' in sys.modules)"
    for expected in ("False", "True"):
        done = subprocess.run([sys.executable, "-c", code, root], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == expected
        write(root, "queries.toml", query("strike", "walkout"))
