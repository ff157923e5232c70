"""The check names what texts lack, as a build does."""

from __future__ import annotations

from pathlib import Path

from briefgen.publish.check import check
from briefgen.site.build import build
from tests.archives import make
from tests.drawn import png
from tests.sites import article, event


def test_what_texts_lack_is_what_a_build_says_of_it(tmp_path: Path) -> None:
    """Of articles, events and text pages that are shown."""
    text = "![x](there.png) ![y](gone.png)\n\n[z](gone.md) [w](b.md)"
    page = f"-- content/pages/how.md --\n---\ntitle: How\n---\n\n{text}\n"
    articles = article("a", "image: gone.jpg\n", text) + article("b", "draft: true\n", text) + article("c", "rights: metadata\n", text)
    root = make(tmp_path, articles + event("e", "", text) + page)
    (root / "content/articles/there.png").write_bytes(png(1, 1))
    said = {problem for problem in build(root).problems if problem.path.startswith("content/")}
    assert {problem.path for problem in said} == {"content/articles/a.md", "content/events/e.md", "content/pages/how.md"}
    assert len(said) == 4 + 4 + 4
    assert said <= set(check(root))
