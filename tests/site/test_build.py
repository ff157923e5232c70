"""A whole archive in, a whole site out: which files, the same ones always, and what becomes of what is wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from briefgen import markdown
from briefgen.library.reading import Reading
from briefgen.pages.kinds import Page
from briefgen.pages.site import SiteInfo
from briefgen.problem import Problem, Unreadable
from briefgen.shelf import Shelf
from briefgen.site import render
from briefgen.site.build import build
from briefgen.site.engine import Templates
from briefgen.stamps import Tree
from briefgen.standing import Look
from tests import sites
from tests.archives import make, write
from tests.sites import article, built, differing, event, files_of, problems_of, read
from tests.test_lock import holder

ARCHIVE = """\
-- briefgen.toml --
title = "The Archive"
description = "What was reported"
exports = false
feeds = { lists = [] }
-- content/events/harbour-strike.md --
---
title: The harbour strike
aliases: events/dock-strike.html
---
It began with the *cranes*.
-- content/articles/2024/2024-03-01-walkout.md --
---
title: Dockers walk out
date: 2024-03-01
author: [Ada Example, Bo Sample]
outlet: Harbour Post
event: harbour-strike
source: https://www.harbour.example/walkout
---
The dockers left the quays on Friday.
-- content/articles/2024/2024-03-02-copy.md --
---
title: Dock workers leave
date: 2024-03-02
author: Ada Example
outlet: Valley Mercury
event: harbour-strike
copy_of: 2024-03-01-walkout
aliases: [old/copy, 2024/copy.html]
---
The workers of the dock left.
-- content/articles/2024/2024-04-01-ferry.md --
---
title: A ferry runs again
date: 2024-04-01
outlet: Harbour Post
event: ferry
---
It runs.
-- content/articles/undated/alone.md --
---
title: Alone
event: none
---
Nobody knows when.
-- content/articles/2024/draft.md --
---
title: Unfinished secret
date: 2024-05-01
author: Dora Draft
outlet: Draft Daily
event: secret-event
tags: [secret]
draft: true
---
A secret text.
"""

FILES = """
    .briefgen-files .nojekyll 2024/copy.html 404.html _headers _redirects about.html articles/2024/2024-03-01-walkout.html
    articles/2024/2024-03-02-copy.html articles/2024/2024-04-01-ferry.html articles/undated/alone.html authors/ada-example.html
    authors/bo-sample.html authors/index.html data.html days/2024-03-01.html days/2024-03-02.html days/2024-04-01.html
    events/dock-strike.html events/ferry.html events/harbour-strike.html events/index.html favicon.ico feed.json feed.rss.xml feed.xml
    feeds.opml index.html manifest.json manifest.webmanifest mentioned/index.html months/2024-03.html months/2024-04.html months/index.html
    months/undated.html old/copy.html outlets/harbour-post.html outlets/index.html outlets/valley-mercury.html robots.txt search.html
    sitemap.xml static/apple-touch-icon.png static/copy.js static/favicon.ico static/favicon.svg static/icon-192.png static/icon-512.png
    static/icon-maskable-512.png static/marks.js static/scheme.js static/search.js static/search/export.js static/style.css static/verify.js
    tags/index.html years/2024.html
""".split()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> sites.Site:
    return built(tmp_path_factory.mktemp("archive"), ARCHIVE)


def test_a_site_has_exactly_these_files(site: sites.Site) -> None:
    """And the search index's, which are named by their digests. Static files carry theirs."""
    index = {path for path in site if path.startswith("search/")}
    assert sorted(map(sites.plainly, site.keys() - index)) == sorted(FILES)
    assert "search/index.js" in index


def test_an_article_s_page_shows_the_article(site: sites.Site) -> None:
    """Its title, text, names, date, source, event, neighbours and copies, each with its link."""
    page = read(site["articles/2024/2024-03-01-walkout.html"])
    for text in ("Dockers walk out", "The dockers left the quays on Friday.", "Ada Example and Bo Sample", "1 March 2024", "harbour.example"):
        assert text in page.text
    path = "articles/2024/2024-03-01-walkout.html"
    others = {"authors/ada-example.html", "outlets/harbour-post.html", "events/harbour-strike.html", "articles/2024/2024-03-02-copy.html"}
    assert others <= set(sites.links_of(path, site[path]))
    assert "https://www.harbour.example/walkout" in page.values("href")


def test_an_event_s_page_shows_what_was_reported(site: sites.Site) -> None:
    """What a person wrote about it, then its articles, with their copies folded into them."""
    page = read(site["events/harbour-strike.html"])
    assert page.text.index("It began with the cranes.") < page.text.index("Dockers walk out") < page.text.index("Also carried by Valley Mercury")
    assert "2024-03-02-copy.html" in " ".join(page.values("href"))
    assert "A ferry runs again" not in page.text
    assert "1 article 1 copy Reported by 1 outlet Carried by 2 outlets" in page.text


def test_an_event_that_only_an_article_names_has_a_page(site: sites.Site) -> None:
    """With a title made of its name."""
    assert read(site["events/ferry.html"]).text.count("A ferry runs again") >= 1
    assert "Ferry" in read(site["events/index.html"]).text


def test_an_article_kept_out_of_events_is_in_none(site: sites.Site) -> None:
    """But on every other list that it belongs on."""
    assert "events/none.html" not in site
    assert "Alone" in read(site["months/undated.html"]).text
    assert not any(
        path.startswith("../../events/") and path != "../../events/index.html" for path in read(site["articles/undated/alone.html"]).values("href")
    )


def test_drafts_are_nowhere(site: sites.Site) -> None:
    """Nor their authors, outlets, events, subjects and words, in any file."""
    for path, data in site.items():
        for word in (b"secret", b"Secret", b"Draft Daily", b"draft-daily", b"Dora", b"dora"):
            assert word not in data.replace(b"draft.html", b""), (path, word)


@pytest.mark.parametrize("path", ["old/copy.html", "2024/copy.html", "events/dock-strike.html"])
def test_an_alias_leads_to_its_page(site: sites.Site, path: str) -> None:
    """At once, and by a link for who does not follow."""
    target = "events/harbour-strike.html" if "strike" in path else "articles/2024/2024-03-02-copy.html"
    assert set(sites.links_of(path, site[path])) == {target}
    assert "noindex" in read(site[path]).values("content")


def test_every_page_is_reached_from_the_front(site: sites.Site) -> None:
    """But for those that are only for old links and for missing pages."""
    apart = {"404.html", "old/copy.html", "2024/copy.html", "events/dock-strike.html"}
    assert sites.reached(site) == set(sites.pages(site)) - apart


def test_every_link_is_relative_and_names_a_file(site: sites.Site) -> None:
    """So that a site works at any address, below any path and on a disk."""
    for path in sites.pages(site):
        if path != "404.html":
            assert set(sites.links_of(path, site[path])) <= set(site), path
            assert not [value for value in read(site[path]).values("href", "src", "action") if value.startswith("/")]


def test_the_page_for_missing_pages_stands_alone(site: sites.Site) -> None:
    """It loads nothing, since it is shown at any depth, and its links start at the root."""
    page = read(site["404.html"])
    assert not {"link", "script", "img"} & {tag for tag, _ in page.tags}
    assert any(tag == "style" for tag, _ in page.tags)
    for href in page.values("href", "action"):
        assert href.startswith("/")
        assert href[1:] in site


def test_the_page_for_missing_pages_knows_the_site_s_address(tmp_path: Path) -> None:
    """When there is one, its links start there."""
    site = built(tmp_path, '-- briefgen.toml --\nbase_url = "https://example.org/a"\n')
    assert all(href.startswith("https://example.org/a/") for href in read(site["404.html"]).values("href", "action"))


def test_an_empty_archive_has_a_site(tmp_path: Path) -> None:
    """Whole, with nothing in it."""
    site = built(tmp_path, "")
    assert {"index.html", "events/index.html", "search/index.js", "feed.xml", "404.html"} <= set(site)
    assert sites.reached(site) == set(sites.pages(site)) - {"404.html"}


# the same bytes


def refuse(*_: object) -> NoReturn:
    raise AssertionError("done again")


WORK = ("library.look._read", "site.told._compiled", "site.harvest.make_leaf", "site.work.made_of")
"""What a build does of one file, event, leaf or page."""


def test_a_second_build_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And makes nothing: no file is read again, no event compiled, no page rendered."""
    root = make(tmp_path, ARCHIVE)
    build(root)
    before = files_of(root)
    for step in WORK:
        monkeypatch.setattr(f"briefgen.{step}", refuse)
    report = build(root)
    assert (report.written, report.removed, report.problems) == ((), (), ())
    assert files_of(root) == before


def test_what_did_not_change_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of one body renders that body, and the pages that show it, and no others."""
    root = make(tmp_path, ARCHIVE)
    build(root)
    bodies: list[str] = []
    rendered: list[str] = []
    html, page = markdown.html, render.render

    def noted_html(body: str, *others: Any, **more: Any) -> str:
        bodies.append(body)
        return html(body, *others, **more)

    def noted_page(made: Templates, one: Page, site: SiteInfo, body: str) -> bytes:
        rendered.append(one.path)
        return page(made, one, site, body)

    monkeypatch.setattr("briefgen.markdown.html", noted_html)
    monkeypatch.setattr("briefgen.site.work.render", noted_page)
    path = "content/articles/2024/2024-04-01-ferry.md"
    write(root, path, (root / path).read_text(encoding="utf-8").replace("It runs.", "It runs well."))
    written = set(build(root).written)
    assert [body for body in bodies if "cranes" not in body] == ["It runs well."]
    assert set(rendered) == {
        *("articles/2024/2024-04-01-ferry.html", "events/ferry.html", "events/index.html", "index.html", "months/2024-04.html"),
        *("outlets/harbour-post.html", "days/2024-04-01.html", "years/2024.html"),
    }
    assert set(rendered) - written == {"years/2024.html"}  # its events are given with what they are about, which it does not show


def test_what_templates_make_once_is_what_they_would_make_each_time(tmp_path: Path, site: sites.Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The default theme's cards look at nothing but what they are given."""
    monkeypatch.setattr("briefgen.site.render.Here.once", lambda _here, macro, *given: macro(*given))
    assert differing(built(tmp_path, ARCHIVE), site) == {}


def test_the_cache_may_be_deleted(tmp_path: Path) -> None:
    """At any time, with no other effect than time."""
    root = make(tmp_path, ARCHIVE)
    build(root)
    shutil.rmtree(root / ".briefgen")
    assert build(root).written == ()


BUILD = "import sys; from pathlib import Path; from briefgen.site.build import build; build(Path(sys.argv[1]))"


def test_the_machine_does_not_show(tmp_path: Path, site: sites.Site) -> None:
    """Files made in another order, other hash seeds, another time zone, language and folder: the same bytes."""
    parts = ARCHIVE.split("-- content/")
    shuffled = "".join([parts[0], *(f"-- content/{part}" for part in reversed(parts[1:]))])
    for number, zone in enumerate(("Pacific/Kiritimati", "America/St_Johns")):
        root = make(tmp_path / str(number), shuffled)
        environment = {**os.environ, "PYTHONHASHSEED": str(number), "TZ": zone, "LC_ALL": "C", "PYTHONUTF8": "0"}
        subprocess.run([sys.executable, "-c", BUILD, str(root)], check=True, env=environment, cwd=tmp_path)
        assert differing(files_of(root), site) == {}


DAM = """\
The dam of Kaldry broke on Monday. About 6,400 people were evacuated from the Ilven valley below Kaldry Dam, said Mayor Ketil Brandes of Osk Bridge.

Why it matters: It is the largest dam of Velmora.
"""
NAMES = ("2024/a", "2024/b", "2023/b", "c d", "é")
FRONT = st.fixed_dictionaries(
    {"title": st.sampled_from(["T", "Kaldry dam breaks"])},
    optional={
        "date": st.sampled_from(["2024", "2024-01", "2024-01-05", "2024-01-06T10:00:00Z", "2023-12-31", "nonsense"]),
        "outlet": st.sampled_from(["Post", "POST", "Mercury"]),
        "author": st.sampled_from(["Ada", "[Ada, Bo]"]),
        "event": st.sampled_from(["one", "one", "[one, two]", "none"]),
        "copy_of": st.sampled_from(["a", "b", "nothing"]),
        "version_of": st.sampled_from(["a", "c d"]),
        "rights": st.sampled_from(["excerpt", "metadata"]),
        "draft": st.just("true"),
        "aliases": st.sampled_from(["old.html", "articles/2024/a.html", "index.html"]),
        "summary": st.sampled_from(["S", "'1: 2'"]),
    },
)
ARTICLE_TEXTS = st.builds(
    lambda front, body: "---\n" + "".join(f"{key}: {value}\n" for key, value in front.items()) + f"---\n{body}\n",
    FRONT,
    st.sampled_from(["Words.", "# Other words\n\nand [a link](x.html)", DAM, DAM.replace("6,400", "7,100").replace("Monday", "Tuesday")]),
)
EDITS = st.one_of(
    st.tuples(st.sampled_from([f"content/articles/{name}.md" for name in NAMES]), ARTICLE_TEXTS),
    st.tuples(st.sampled_from([f"content/articles/{name}.md" for name in NAMES]), st.none()),
    st.tuples(st.sampled_from([f"content/articles/{name}.md" for name in NAMES]), st.sampled_from(NAMES)),
    st.tuples(
        st.sampled_from(["content/events/one.md", "content/events/three.md"]),
        st.sampled_from([None, "---\ntitle: One\n---\n", "---\ntitle: Two\n---\nB\n"]),
    ),
    st.tuples(
        st.just("content/wanted.tsv"),
        st.sampled_from(
            [None, "", "a\t2024-01-02\tPost\tAda\tThe dam of Kaldry\nb\t\t\t\tT\n", "b\t2024\t\t\tThe Kaldry dam that broke\nnonsense\n"]
        ),
    ),
    st.tuples(st.just("briefgen.toml"), st.sampled_from(["", "per_page = 1\n", 'title = "Other"\n', 'base_url = "https://example.org/"\n'])),
)


def edit(root: Path, path: str, change: str | None) -> None:
    """Writes a file, deletes it, or, with a name in place of text, renames it."""
    if change in NAMES:
        target = root / "content" / "articles" / f"{change}.md"
        if (root / path).exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            (root / path).replace(target)
    elif change is None:
        (root / path).unlink(missing_ok=True)
    else:
        write(root, path, change)


@settings(deadline=None, max_examples=12, phases=[Phase.explicit, Phase.generate])
@given(st.lists(st.lists(EDITS, min_size=1, max_size=6), min_size=2, max_size=4))
def test_a_site_does_not_know_its_past(tmp_path_factory: pytest.TempPathFactory, steps: list[list[tuple[str, str | None]]]) -> None:
    """After any edits, building on what stood gives the bytes that building from nothing gives."""
    root = make(tmp_path_factory.mktemp("edited"), "")
    for edits in steps:
        for path, change in edits:
            edit(root, path, change)
        report = build(root)
        fresh = tmp_path_factory.mktemp("fresh")
        shutil.copyfile(root / "briefgen.toml", fresh / "briefgen.toml")
        if (root / "content").exists():
            shutil.copytree(root / "content", fresh / "content")
        assert build(fresh).problems == report.problems
        assert files_of(root) == files_of(fresh)


# what may be left out


def with_config(line: str) -> str:
    return ARCHIVE.replace("-- briefgen.toml --\n", f"-- briefgen.toml --\n{line}\n")


def test_without_a_search_nothing_leads_to_one(tmp_path: Path, site: sites.Site) -> None:
    """No page of it, no index, no link; with one again, the site is what it was."""
    root = make(tmp_path, with_config("search = false"))
    assert build(root).problems == ()
    left = files_of(root)
    assert left.keys() == {path for path in site if not path.startswith("search")}
    for path in sites.pages(left):
        assert path == "404.html" or set(sites.links_of(path, left[path])) <= set(left), path
        assert not any("search.html" in value for value in read(left[path]).values("href", "action")), path
    make(root, ARCHIVE)
    build(root)
    assert differing(files_of(root), site) == {}


def test_without_facts_nothing_is_told_of_an_event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """But what its articles' summaries say, and nothing is compiled for it."""
    text = article("a", "date: 2024-01-05\noutlet: Post\nevent: e\nsummary: In short\n", DAM) + event("e")
    told = read(built(tmp_path / "told", text)["events/e.html"])
    monkeypatch.setattr("briefgen.site.told._compiled", refuse)
    untold = read(built(tmp_path / "untold", f"{text}-- briefgen.toml --\nfacts = false\n")["events/e.html"])
    assert "Why it matters" in told.text
    assert "Why it matters" not in untold.text
    assert "?q=Ketil" in " ".join(told.values("href"))
    assert "?q=Ketil" not in " ".join(untold.values("href"))
    assert "In short" in untold.text
    monkeypatch.undo()
    assert read(built(tmp_path / "untold", text + "-- briefgen.toml --\ntitle = 'Test archive'\n")["events/e.html"]).text == told.text


# what is known of a build before the next one


def said(root: Path) -> tuple[int, int, int] | None:
    """What the last build would say again, if nothing has changed since."""
    found = Look(os.fspath(root)).said
    return (found.articles, found.events, found.pages) if found else None


def test_a_build_that_would_do_nothing_need_not_be_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it would say is known from the one before."""
    monkeypatch.setattr("briefgen.stamps.TICK", 0)
    root = make(tmp_path, ARCHIVE)
    assert said(root) is None
    report = build(root)
    assert said(root) == (report.articles, report.events, report.pages) == (4, 2, len(sites.pages(files_of(root))))
    build(root)
    assert said(root) is not None


class TakingIn:
    """An ingest that writes an article; and meanwhile somebody changes something else."""

    seen = 1
    wrote = True
    problems: Sequence[Problem] = ()

    def __init__(self, root: Path, path: str, data: str) -> None:
        self.root, self.path, self.data = root, path, data

    def __call__(self, reading: Reading, seeds: Tree, kept: Shelf) -> TakingIn:  # noqa: ARG002 - it takes no notice
        write(self.root, "content/articles/new.md", "---\ntitle: New\n---\nWords.\n")
        write(self.root, self.path, self.data)
        return self


MEANWHILE = {
    "an article": ("content/articles/2024/other.md", "---\ntitle: Other\n---\n"),
    "the configuration": ("briefgen.toml", "title = 'Other'\n"),
    "the theme": ("themes/briefing/templates/home.html", "Other"),
    "what is wanted": ("content/wanted.tsv", "a\t\t\t\tThe strike of the harbour\n"),
}


@pytest.mark.parametrize("change", MEANWHILE)
def test_what_changes_while_new_articles_are_taken_in_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """By this build, or by the next one, which has something to do then."""
    monkeypatch.setattr("briefgen.stamps.TICK", 0)
    root = make(tmp_path / "archive", ARCHIVE + "-- themes/briefing/theme.toml --\n")
    build(root)
    build(root, take_in=TakingIn(root, *MEANWHILE[change]))
    if said(root) is None:
        build(root)
    clean = make(tmp_path / "clean", "")
    for name in ("content", "themes"):
        shutil.copytree(root / name, clean / name)
    shutil.copyfile(root / "briefgen.toml", clean / "briefgen.toml")
    build(clean)
    assert files_of(root) == files_of(clean)


def test_what_changes_while_another_is_waited_for_is_shown(tmp_path: Path) -> None:
    """As what an ingest adds that held the lock before: what was seen before that is of no use."""
    root = make(tmp_path, ARCHIVE)
    build(root)
    with holder(root / ".briefgen") as other:
        assert other.says() == "holds False"

        def meanwhile(_: str) -> None:
            write(root, "content/articles/new.md", "---\ntitle: New\n---\nWords.\n")
            other.lets_go()

        build(root, on_wait=meanwhile, look=Look(os.fspath(root)))
    assert "articles/new.html" in files_of(root)


def test_a_seed_that_comes_while_others_are_taken_in_is_not_taken_for_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next build has something to do."""
    monkeypatch.setattr("briefgen.stamps.TICK", 0)
    root = make(tmp_path, ARCHIVE)
    build(root)
    build(root, take_in=TakingIn(root, "seeds/late.txt", "Words."))
    assert said(root) is None


# what is wrong


def test_what_cannot_be_read_keeps_its_last_good_page(tmp_path: Path) -> None:
    """The others go through, nothing is removed, and the problem is told; mended, all is as if nothing had been."""
    root = make(tmp_path, ARCHIVE)
    build(root)
    good = files_of(root)
    path = "content/articles/2024/2024-04-01-ferry.md"
    text = (root / path).read_text(encoding="utf-8")
    write(root, path, text.replace("title: A", "title: [A"))
    write(root, "content/articles/2024/new.md", "---\ntitle: New\n---\nWords.\n")
    report = build(root)
    assert [(problem.path, problem.severity) for problem in report.problems] == [(path, "error")]
    assert report.removed == ()
    kept = files_of(root)
    assert kept["articles/2024/2024-04-01-ferry.html"] == good["articles/2024/2024-04-01-ferry.html"]
    assert "articles/2024/new.html" in kept
    write(root, path, text)
    assert build(root).problems == ()
    clean = make(tmp_path / "clean", "")
    shutil.copyfile(root / "briefgen.toml", clean / "briefgen.toml")
    shutil.copytree(root / "content", clean / "content")
    build(clean)
    assert files_of(root) == files_of(clean)


TWO = article("broken") + article("secret", "author: Ilse Quillfeather\n") + article("third")
CLOSED: Final = {
    "removed": None,
    "a draft": article("secret", "draft: true\nauthor: Ilse Quillfeather\n"),
    "withdrawn": article("secret", "withdrawn: Asked for by a court\nauthor: Ilse Quillfeather\n"),
    "early": article("secret", "publish_on: 2999-01-01\nauthor: Ilse Quillfeather\n"),
    "known by its metadata": article("secret", "rights: metadata\nauthor: Ilse Quillfeather\n"),
}


@pytest.mark.parametrize("how", CLOSED)
def test_what_is_closed_goes_although_another_file_cannot_be_read(tmp_path: Path, how: str) -> None:
    """Pages that stay for want of their file could name it, so they go too: what there is is what a build from nothing makes."""
    root = make(tmp_path / "a", TWO)
    build(root)
    write(root, "content/articles/broken.md", "---\ntitle: [A\n---\nWords.\n")
    assert build(root).removed == ()
    text = CLOSED[how]
    if text is None:
        (root / "content/articles/secret.md").unlink()
    else:
        make(root, text)
    report = build(root)
    assert "articles/broken.html" in report.removed
    clean = make(tmp_path / "b", "")
    shutil.copytree(root / "content", clean / "content")
    shutil.copyfile(root / "briefgen.toml", clean / "briefgen.toml")
    build(clean)
    assert files_of(root) == files_of(clean)


def test_what_was_broken_when_something_else_was_mended_is_not_forgotten(tmp_path: Path) -> None:
    """A file that could not be read and is a draft when it can be again was shown before: it goes, although another one cannot be read."""
    root = make(tmp_path, TWO)
    build(root)
    for name in ("broken", "secret"):
        write(root, f"content/articles/{name}.md", "---\ntitle: [A\n---\nWords.\n")
    assert build(root).removed == ()
    make(root, article("secret", "draft: true\n"))
    build(root)
    assert "articles/secret.html" not in files_of(root)


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    """A file whose name was written in another encoding stops nothing."""
    root = make(tmp_path, article("a"))
    try:
        Path(os.fsdecode(os.fsencode(root / "content/articles") + b"/caf\xe9.md")).write_text("Words\n", encoding="utf-8")
    except OSError:
        pytest.skip("this disk takes no such names")
    report = build(root)
    assert [problem.message for problem in report.problems] == ["the file's name is not UTF-8: it is not shown"]
    str(report.problems[0]).encode()
    assert "articles/a.html" in files_of(root)


@pytest.mark.parametrize(
    "name", ["What now?", "50% off", "a #b", "Q: A", 'so "called"', "a+b & c", "ü ö", "a'b", "[x]", "v1.2", "a\nb", "line\u2028end", "x;y=z"]
)
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    """Its page is reached, its links hold, the feed, the sitemap and the search name it, and a second build knows it again."""
    root = make(tmp_path, event("e"))
    (root / "content/articles").mkdir(parents=True)
    for folder, other in (("articles", name), ("articles", "other"), ("events", f"{name} too")):
        (root / f"content/{folder}/{other}.md").write_text("---\ntitle: T\nevent: e\n---\nWords.\n", encoding="utf-8")
    assert build(root).problems == ()
    site = files_of(root)
    assert sites.reached(site) == set(sites.pages(site)) - {"404.html"}
    for path in sites.pages(site):
        assert path == "404.html" or set(sites.links_of(path, site[path])) <= set(site)
    assert not any(sign in path for path in site for sign in '<>:"|?*#%\\\n\u2028')
    write(root, f"content/articles/{name}.md", "---\ntitle: Changed\n---\nWords.\n")
    assert build(root).problems == ()


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (article("a") + article("A"), "content/articles/a.md", "the address articles/a.html is taken by content/articles/A.md"),
        (article("a", "aliases: index.html\n"), "content/articles/a.md", "the address index.html is taken by 'Test archive'"),
        (
            article("a", "aliases: x\n") + article("b", "aliases: X.html\n"),
            "content/articles/a.md",
            "the address x.html is taken by content/articles/b.md",
        ),
        (article("a", "aliases: articles/a.html\n"), "content/articles/a.md", "the address articles/a.html is taken by content/articles/a.md"),
        (article("a", "aliases: index.html/old\n"), "content/articles/a.md", "the address index.html/old.html is taken by 'Test archive'"),
        (event("index"), "content/events/index.md", "the address events/index.html is taken by 'Events'"),
        (article("a", "event: index\n"), "", "the address events/index.html is taken by 'Events'"),
    ],
)
def test_two_pages_with_one_address_are_told(tmp_path: Path, text: str, place: str, message: str) -> None:
    """Addresses that differ only in case are one, as on some disks; the first page stands, and the rest of the site."""
    found = problems_of(tmp_path, text)
    assert [(problem.path, problem.message, problem.severity) for problem in found] == [(place, message, "error")]
    assert "Latest articles" in read(files_of(tmp_path)["index.html"]).text


def test_articles_with_one_name_are_both_shown(tmp_path: Path) -> None:
    """In two folders: each is on the lists, on its own page, with its own text."""
    text = article("2023/a", "date: 2023-01-01\noutlet: O\nevent: e\n", "Older.") + article(
        "2024/a", "date: 2024-01-01\noutlet: O\nevent: e\n", "Newer."
    )
    (problem,) = problems_of(tmp_path, text)
    assert (problem.severity, problem.message) == ("warning", "has the same name as content/articles/2023/a.md")
    site = files_of(tmp_path)
    assert {"articles/2023/a.html", "articles/2024/a.html"} <= sites.reached(site)
    for path in ("index.html", "outlets/o.html", "events/e.html"):
        assert {"articles/2023/a.html", "articles/2024/a.html"} <= set(sites.links_of(path, site[path]))
    older = read(site["articles/2023/a.html"])
    assert older.values("content").count("Older.") == 2
    assert "After this 2024/a" in older.text


def test_events_with_one_name_are_told(tmp_path: Path) -> None:
    """Only the first is shown, and that is an error."""
    (problem,) = problems_of(tmp_path, event("x/e") + event("y/e"))
    assert (problem.path, problem.severity) == ("content/events/y/e.md", "error")
    assert "x/e" in read(files_of(tmp_path)["events/e.html"]).text


def test_somebody_else_s_file_is_told_and_left(tmp_path: Path) -> None:
    """An error, since a page is missing; what somebody edited and is no longer made is a warning."""
    root = make(tmp_path, article("a") + article("b") + "-- site/articles/a.html --\ntheirs\n")
    (problem,) = build(root).problems
    assert (problem.path, problem.severity) == ("site/articles/a.html", "error")
    assert files_of(root)["articles/a.html"] == b"theirs\n"
    write(root, "site/articles/b.html", "edited\n")
    (root / "content/articles/b.md").unlink()
    assert [(problem.path, problem.severity) for problem in build(root).problems] == [
        ("site/articles/a.html", "error"),
        ("site/articles/b.html", "warning"),
    ]
    assert files_of(root)["articles/b.html"] == b"edited\n"


# themes

MINE = '-- briefgen.toml --\ntitle = "Test archive"\ntheme = "mine"\n-- themes/mine/theme.toml --\n'


def test_a_theme_may_be_one_template(tmp_path: Path) -> None:
    """All other pages are the default theme's."""
    text = ARCHIVE.partition("-- content/")[1] + ARCHIVE.partition("-- content/")[2]
    default = built(tmp_path / "default", text)
    own = built(tmp_path / "own", f"{MINE}-- themes/mine/templates/event.html --\nOnly {{{{ page.title }}}} & {{{{ page.articles }}}}.\n{text}")
    assert own["events/harbour-strike.html"] == b"Only The harbour strike & 1.\n"
    changed = {path for path in sites.unlisted(own) if own[path] != default.get(path)}
    assert changed == {"events/harbour-strike.html", "events/ferry.html"}


def test_pages_load_static_files_by_names_that_carry_their_digests(tmp_path: Path) -> None:
    """A change of one makes just those pages anew that load it; its old name is gone."""
    text = f"{MINE}-- themes/mine/templates/event.html --\n{{{{ static('own.css') }}}}\n-- themes/mine/static/own.css --\na {{}}\n"
    root = make(tmp_path, text + ARCHIVE.partition("-- content/")[1] + ARCHIVE.partition("-- content/")[2])
    build(root)
    before = files_of(root)
    (name,) = [path for path in before if path.startswith("static/own.")]
    assert before["events/ferry.html"].decode() == f"../{name}\n"
    write(root, "themes/mine/static/own.css", "b {}\n")
    report = build(root, explain=True)
    after = files_of(root)
    assert name not in after
    (now,) = [path for path in after if path.startswith("static/own.")]
    assert {path for path in sites.unlisted(after) if after[path] != before.get(path)} == {"events/ferry.html", "events/harbour-strike.html", now}
    assert dict(report.reasons)["events/ferry.html"] == "static/own.css changed"


def test_a_theme_s_option_is_what_the_archive_says(tmp_path: Path) -> None:
    """Or its default; a change of it makes the pages anew that show it."""
    about = '[options]\ntone = { type = "choice", default = "a", choices = ["a", "b"] }\n'
    root = make(tmp_path, f"{MINE}{about}-- themes/mine/templates/event.html --\n{{{{ site.options.tone }}}}\n{event('e')}")
    build(root)
    assert files_of(root)["events/e.html"] == b"a\n"
    write(root, "briefgen.toml", "title = 'Test archive'\n[theme]\nname = 'mine'\ntone = 'b'\n")
    reasons = dict(build(root, explain=True).reasons)
    assert files_of(root)["events/e.html"] == b"b\n"
    assert reasons["events/e.html"] == "[theme] in briefgen.toml changed"


def test_an_option_that_the_theme_has_not_is_told(tmp_path: Path) -> None:
    """All that are wrong, each with its line and a hint, and the site stays."""
    root = make(tmp_path, "-- briefgen.toml --\n[theme]\naccent = 'pink'\n\nfotter = 'x'\n")
    with pytest.raises(Unreadable) as caught:
        build(root)
    assert [(problem.line, problem.message, problem.hint, problem.quote) for problem in caught.value.problems] == [
        (2, "accent: 'pink' is not one of 'green', 'blue', 'red', 'ink'", "did you mean 'ink'?", "accent = 'pink'"),
        (4, "the theme has no option 'fotter'", "did you mean 'footer'?", "fotter = 'x'"),
    ]


def test_a_text_that_nothing_asks_for_is_told_at_every_build(tmp_path: Path) -> None:
    """And the site is built; one with a place that nothing fills keeps it from that, at the line where it stands."""
    root = make(tmp_path, f'{MINE}-- themes/mine/i18n/en.toml --\n[nav]\noutlts = "Papers"\n')
    for _ in range(2):
        (problem,) = build(root).problems
        assert (problem.path, problem.line, problem.severity) == ("themes/mine/i18n/en.toml", 2, "warning")
    write(root, "themes/mine/i18n/en.toml", '[nav]\noutlets = "Papers {n}"\n')
    with pytest.raises(Unreadable, match=r"^themes/mine/i18n/en\.toml:2: error: nav\.outlets: nothing fills the place \{n\}"):
        build(root)


def test_nothing_is_taken_in_for_a_theme_that_cannot_be_used(tmp_path: Path) -> None:
    """Neither for its options nor for its texts."""

    def refuse(reading: Reading, seeds: Tree, kept: Shelf) -> NoReturn:  # noqa: ARG001 - as a build calls it
        raise AssertionError

    root = make(tmp_path, f'{MINE}-- themes/mine/i18n/en.toml --\n[nav]\noutlets = "Papers {{n}}"\n')
    with pytest.raises(Unreadable):
        build(root, take_in=refuse)
    write(root, "themes/mine/i18n/en.toml", "[nav]\noutlets = 1\n")
    with pytest.raises(Unreadable):
        build(root, take_in=refuse)


def test_a_theme_that_lacks_templates_is_told(tmp_path: Path) -> None:
    """Where it extends none that has them."""
    root = make(tmp_path, f'{MINE}extends = ""\n-- themes/mine/templates/home.html --\nHi\n')
    with pytest.raises(Unreadable, match=r"the theme has no templates article\.html, changes\.html") as caught:
        build(root)
    assert caught.value.problems[0].path == "themes/mine/theme.toml"


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("<p>\n{{ page.title }\n", 2, "unexpected '}'"),
        ("<p>\n{% if %}\n", 2, "expected an expression"),
        ("<p>\n{{ page.nothing }}\n", 2, "an EventPage has no 'nothing'"),
        ("<p>\n\n{{ nothing.at.all }}\n", 3, "there is no 'nothing'"),
        ("<p>\n{{ page.title|nofilter }}\n", 2, "there is no filter 'nofilter'"),
        ("<p>\n{{ 1 / 0 }}\n", 2, "ZeroDivisionError: "),
        ("<p>\n{{ page.title + 1 }}\n", 2, "TypeError: "),
        ("<p>\n{{ page.articles|longdate }}\n", 2, "TypeError: "),
        ("<p>\n{% include 'none.html' %}\n", 2, "there is no template 'none.html'"),
    ],
)
def test_a_template_s_error_names_its_line(tmp_path: Path, template: str, line: int, message: str) -> None:
    """And what stood in the site still stands, whatever was rendered before it."""
    root = make(tmp_path, ARCHIVE)
    build(root)
    before = files_of(root)
    write(root, "briefgen.toml", 'title = "Changed"\ntheme = "mine"\n')
    write(root, "themes/mine/theme.toml", "")
    write(root, "themes/mine/templates/event.html", '{% include "_part.html" %}\n')
    write(root, "themes/mine/templates/_part.html", template)
    write(root, "content/articles/new.md", "---\ntitle: New\n---\nWords.\n")
    with pytest.raises(Unreadable) as caught:
        build(root)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("themes/mine/templates/_part.html", line)
    assert message in problem.message
    assert problem.message.endswith("(for content/events/harbour-strike.md and 1 other page)")
    assert f"> {line} | {template.splitlines()[line - 1]}" in problem.quote
    assert files_of(root) == before


def test_articles_that_copy_one_another_in_a_circle_are_told_and_shown(tmp_path: Path) -> None:
    """Each at the line that says so, whichever key it is; none of them is taken for a copy."""
    lines = {"a": "copy_of: b", "b": "version_of: c", "c": "copy_of: a", "d": "version_of: d", "e": "copy_of: a"}
    problems = problems_of(tmp_path, "".join(article(slug, f"outlet: {slug}\n{line}\n") for slug, line in lines.items()))
    assert [(problem.path, problem.line, problem.message) for problem in problems] == [
        ("content/articles/a.md", 4, "copy_of goes round in a circle: a → b → c → a"),
        ("content/articles/b.md", 4, "version_of goes round in a circle: b → c → a → b"),
        ("content/articles/c.md", 4, "copy_of goes round in a circle: c → a → b → c"),
        ("content/articles/d.md", 4, "version_of names this article itself"),
    ]
    assert all(problem.hint and problem.quote == lines[problem.path[-4]] for problem in problems)
    site = files_of(tmp_path)
    assert "is-copy" not in site["outlets/a.html"].decode()
    assert "is-copy" in site["outlets/e.html"].decode()
