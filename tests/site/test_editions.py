"""What is shown of whom, when and in which edition: nothing that is not to be seen is in any byte of a site, or of what a build remembers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from briefgen.site.build import build
from tests.archives import make, write
from tests.sites import differing, event, files_of, read

RUN = 8
"""So many words in a row are somebody's text."""
WORDS = """
    alder birch cedar damson elder fir gorse hazel iris juniper kale larch maple nettle oak poplar quince rowan sorrel teasel umbel
    vetch willow yarrow aster bramble clover daisy evening fennel ginger heather ivy jasmine kelp lilac mallow nutmeg orchid parsley
    radish sage thyme
""".split()


PICTURE = "quay.svg"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8z"/></svg>'


def text_of(name: str, paragraphs: int = 12) -> str:
    """A text no eight words of which are in any other one's."""
    lines = []
    for number in range(paragraphs):
        words = [f"{WORDS[(number * 7 + place * 5) % len(WORDS)]}{name}{number}x{place}" for place in range(24)]
        lines.append(" ".join(words).capitalize() + ".")
    return "\n\n".join(lines)


def article(name: str, front: str = "") -> str:
    head = f"title: Title of {name}\ndate: 2024-03-0{len(name) % 9 + 1}\nauthor: Ada {name.capitalize()}\nevent: strike\ntags: [port]\n"
    head += f"source: https://{name}.example/story\n"
    words = text_of(name).split()
    linked, alt, note, title = (" ".join(words[24 * paragraph : 24 * paragraph + 10]) for paragraph in (1, 2, 3, 4))
    kinds = f"[{linked}](open.md)\n\n![{alt}]({PICTURE})\n\nIt says so.[^1]\n\n[^1]: {note}\n\n[{linked}][there]\n\n[there]: open.md '{title}'\n"
    return f"-- content/articles/{name}.md --\n---\n{head}{front}---\n\n{text_of(name)}\n\n{kinds}"


ARCHIVE = (
    '-- briefgen.toml --\ntitle = "Test archive"\nbase_url = "https://archive.example/"\n'
    '[rights]\noutlets = { "The Closed Courant" = "metadata", "The Brief Bugle" = "excerpt" }\nexcerpt = 7\n'
    '[editions.partners]\nwithout = { tags = ["inner"] }\n[editions.calm]\nwithout = { events = ["strike"] }\n'
    + article("open", "outlet: The Open Observer\n")
    + article("closed", "outlet: The Closed Courant\n")
    + article("brief", "outlet: The Brief Bugle\n")
    + article("own", "outlet: The Closed Courant\nrights: full\n")
    + article("shut", "outlet: The Open Observer\nrights: metadata\nsummary: A summary that somebody wrote\n")
    + article("copied", "outlet: The Closed Courant\ncopy_of: open\n")
    + article("later", "outlet: The Brief Bugle\nversion_of: open\n")
    + article("sketch", "outlet: The Open Observer\ndraft: true\n")
    + article("waiting", "outlet: The Open Observer\npublish_on: 2024-06-01\n")
    + article("gone", "outlet: The Open Observer\nwithdrawn: The paper asked for it\naliases: old/gone.html\n")
    + article("inner", "outlet: The Open Observer\ntags: [Inner, port]\n").replace("tags: [port]\n", "")
    + event("strike")
    + f"-- content/pages/plan.md --\n---\ntitle: {' '.join(text_of('plan').split()[:9])}\ndraft: true\n---\n\n{text_of('plan')}\n"
    + f"-- content/articles/{PICTURE} --\n{SVG}\n"
)
PUBLIC = frozenset({"open", "own", "inner"})


def runs_of(name: str) -> set[str]:
    """Every run of eight words of an article's text."""
    found = set()
    for line in text_of(name).lower().split("\n\n"):
        words = re.findall(r"\w+", line)
        found |= {" ".join(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}
    return found


def told(files: dict[str, bytes], name: str) -> list[str]:
    """The files that have a run of eight words of an article's text, or a rare word of it beyond what an excerpt may have."""
    runs, rare = runs_of(name), {word for word in re.findall(r"\w+", text_of(name).lower()) if f"{name}1x" in word or f"{name}5x" in word}
    found = []
    for path, data in files.items():
        text = data.decode("utf-8", "replace").lower()
        if name not in text:
            continue
        words = re.findall(r"\w+", text)
        if any(" ".join(words[place : place + RUN]) in runs for place in range(len(words) - RUN + 1)) or any(word in text for word in rare):
            found.append(path)
    return found


def remembered(root: Path) -> dict[str, bytes]:
    """What builds remember."""
    return {path.name: path.read_bytes() for path in (root / ".briefgen").iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make(tmp_path_factory.mktemp("editions"), ARCHIVE)
    report = build(root, date="2024-05-01")
    assert not report.problems
    return root


@pytest.mark.parametrize("name", ["closed", "brief", "shut", "copied", "later", "sketch", "waiting", "gone", "plan"])
def test_no_byte_has_eight_words_of_what_is_not_to_be_shown(public: Path, name: str) -> None:
    """Pages, lists, search index, feeds, exports, mirrors, manifests: nothing; nor what the build remembers."""
    assert told(files_of(public) | remembered(public), name) == []


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_the_same_search_finds_what_is_shown(public: Path, name: str) -> None:
    """So that the test above is known to look in the right way: the text is on its page and in the index."""
    found = told(files_of(public), name)
    assert f"articles/{name}.html" in found
    assert any(path.startswith("search/") for path in found)


def test_what_is_told_of_closed_articles_is_there(public: Path) -> None:
    """Titles, sources and summaries are: that is what the rights allow."""
    site = files_of(public)
    assert "Title of closed" in read(site["articles/closed.html"]).text
    assert "https://closed.example/story" in read(site["articles/closed.html"]).values("href")
    assert "A summary that somebody wrote" in read(site["articles/shut.html"]).text


def test_an_excerpt_is_as_long_as_briefgen_toml_says(public: Path) -> None:
    """Seven words of the text."""
    page = read(files_of(public)["articles/brief.html"]).text
    words = text_of("brief").split()
    assert words[6] in page
    assert words[7] not in page


@pytest.mark.parametrize("name", ["sketch", "waiting"])
def test_what_is_not_published_is_nowhere(public: Path, name: str) -> None:
    """Neither its title nor its address."""
    for path, data in files_of(public).items():
        assert f"articles/{name}" not in path
        assert f"Title of {name}".encode() not in data, path
        assert f"articles/{name}".encode() not in data, path


def test_what_was_withdrawn_leaves_a_page_that_says_so(public: Path) -> None:
    """With the reason, at its address and at its aliases, and nothing of the article; no list names it."""
    site = files_of(public)
    page = read(site["articles/gone.html"]).text
    assert "The paper asked for it" in page
    assert "withdrawn" in page
    assert "gone.html" in site["old/gone.html"].decode()
    for path, data in site.items():
        assert b"Title of gone" not in data, path
        if path not in ("articles/gone.html", "old/gone.html", "_redirects", "manifest.json", ".briefgen-files"):
            assert b"articles/gone.html" not in data, path


def test_a_day_comes_and_what_waited_for_it_is_there(tmp_path: Path) -> None:
    """Though no file has changed; the day before it is not, and a build without a day shows nothing that waits."""
    root = make(tmp_path, ARCHIVE)
    for date, is_there in (("", False), ("2024-05-31", False), ("2024-06-01", True), ("2024-07-01", True), ("2024-05-31", False)):
        build(root, date=date)
        assert ("articles/waiting.html" in files_of(root)) is is_there, date
        assert bool(told(files_of(root) | remembered(root), "waiting")) is is_there, date


def test_what_is_taken_back_is_forgotten(tmp_path: Path) -> None:
    """A text that a build showed and that is a draft, or withdrawn, or closed by now is in nothing that is left of it."""
    root = make(tmp_path, ARCHIVE)
    for line in ("draft: true", "withdrawn: true", "rights: metadata", "publish_on: 2030-01-01"):
        write(root, "content/articles/open.md", (root / "content/articles/own.md").read_text("utf-8").replace(text_of("own"), text_of("open")))
        build(root, date="2024-05-01")
        assert told(files_of(root), "open")
        write(root, "content/articles/open.md", (root / "content/articles/open.md").read_text("utf-8").replace("rights: full", line))
        build(root, date="2024-05-01")
        assert told(files_of(root) | remembered(root), "open") == [], line


def test_the_internal_edition_shows_everything(public: Path) -> None:
    """In a folder of its own, with the maintainers' lists; the public site stays as it is, and remembers nothing of it."""
    before = files_of(public)
    build(public, edition="internal", date="2024-05-01")
    inner = files_of(public, "site-internal")
    for name in ("open", "closed", "brief", "shut", "copied", "sketch", "waiting"):
        assert f"articles/{name}.html" in told(inner, name), name
    assert "desk/review.html" in inner
    assert "desk/review.html" not in before
    assert "The paper asked for it" in read(inner["articles/gone.html"]).text
    assert told(inner, "gone") == []
    assert files_of(public) == before
    again = {name: data for name, data in remembered(public).items() if "internal" not in name}
    assert told(again, "closed") == []


def test_an_edition_of_one_s_own_leaves_out_what_it_says(tmp_path: Path) -> None:
    """Here what has a tag; all else is as in the public one."""
    root = make(tmp_path, ARCHIVE)
    build(root, edition="partners", date="2024-05-01")
    found = files_of(root, "site-partners")
    assert told(found, "inner") == []
    assert "articles/inner.html" not in found
    assert "articles/open.html" in told(found, "open")
    assert told(found, "closed") == []


def test_an_event_that_is_left_out_is_nowhere(tmp_path: Path) -> None:
    """Neither are its articles."""
    root = make(tmp_path, ARCHIVE)
    build(root, edition="calm", date="2024-05-01")
    for path, data in files_of(root, "site-calm").items():
        assert "strike" not in path
        assert b"events/strike" not in data, path


HIDING = {
    "sketch": "draft: true\n",
    "waiting": "publish_on: 2024-06-01\n",
    "gone": "withdrawn: The paper asked for it\n",
    "inner": "tags: [inner]\n",
}
"""Why the only article of an event may not be shown."""


def headline(name: str) -> str:
    """A title no eight words of which are in any other one's."""
    return " ".join(text_of(name).split()[:10])


def bears(files: dict[str, bytes], name: str) -> list[str]:
    """The files in which an event is named: by eight words of its title, by its slug, or by a word that is nowhere else."""
    runs = runs_of(name)
    found = []
    for path, data in files.items():
        text = data.decode("utf-8", "replace").lower()
        words = re.findall(r"\w+", text)
        named = f"ev-{name}" in text or f"ev {name}" in text or f"summed{name}" in text
        if named or f"ev-{name}" in path or any(" ".join(words[place : place + RUN]) in runs for place in range(len(words) - RUN + 1)):
            found.append(path)
    return found


def filed(name: str, front: str) -> str:
    """An article with an event of its own, which is named after it."""
    text = f"-- content/articles/{name}.md --\n---\ntitle: {headline(name)}\ndate: 2024-03-04\noutlet: Post\nevent: ev-{name}\n{front}---\n\nWords.\n"
    told = f"title: {headline(name)}\nsummary: Summed{name} {headline(name)}\naliases: old/ev-{name}.html\n"
    return f"{text}-- content/events/ev-{name}.md --\n---\n{told}---\n\n[{headline(name)}](../articles/open.md)\n"


LINKS = " ".join(f"Here [words about {name}](../events/ev-{name}.md)." for name in HIDING)
LOGGED = "".join(
    f'{{"kind":"refiled","slug":"open","url":"articles/open.html","events":[["ev-{name}"],["strike"]]}}\n'
    f'{{"kind":"changed","slug":"open","url":"articles/open.html","outlet":["A","B"],"events":[["strike","ev-{name}"],["strike"]]}}\n'
    for name in HIDING
)
OF_EVENTS = (
    '-- briefgen.toml --\ntitle = "Test archive"\nbase_url = "https://archive.example/"\n[editions.public]\nwithout = { tags = ["inner"] }\n'
    + "".join(filed(name, front) for name, front in HIDING.items())
    + f"-- content/articles/open.md --\n---\ntitle: Open\ndate: 2024-03-05\noutlet: Post\nevent: strike\n---\n\n{LINKS}\n"
    + event("strike")
    + event("planned")
    + f"-- content/changes/2024-04-01.jsonl --\n{LOGGED}"
)


@pytest.fixture
def apart(tmp_path: Path) -> Path:
    return make(tmp_path / "apart", OF_EVENTS)


def test_an_event_none_of_whose_articles_is_shown_is_nowhere(apart: Path) -> None:
    """Though it has a file: no page, no list, no feed, no redirect of its old address, no word of it in the change log, and nothing in what the
    build remembers but its file's name. Words that led to it are words. An event without any article has its page."""
    build(apart, date="2024-05-01")
    site, kept = files_of(apart), remembered(apart)
    for name in HIDING:
        assert bears(site, name) == [], name
        assert told(kept, name) == [], name
        assert not any(f"Summed{name}".encode() in data for data in kept.values()), name
        assert f"words about {name}" in read(site["articles/open.html"]).text
    assert "events/planned.html" in site
    assert "events/strike.html" in site
    assert "A" in read(site["changes.html"]).text


@pytest.mark.parametrize("name", ["sketch", "gone"])
def test_an_event_is_there_with_its_first_article_and_goes_with_its_last(apart: Path, tmp_path: Path, name: str) -> None:
    """Though its own file does not change, and as in a first build."""
    place = f"content/articles/{name}.md"
    hidden = (apart / place).read_text("utf-8")
    shown = hidden.replace(HIDING[name], "")
    found = []
    for text in (hidden, shown, hidden):
        write(apart, place, text)
        build(apart, date="2024-05-01")
        found.append(files_of(apart))
        assert bool(bears(found[-1], name)) is (text == shown)
    fresh = make(tmp_path / "fresh", OF_EVENTS)
    write(fresh, place, shown)
    build(fresh, date="2024-05-01")
    assert differing(found[0], found[2]) == {}
    assert differing(found[1], files_of(fresh)) == {}
    assert told(remembered(apart), name) == []


def test_an_event_waits_for_the_day_of_its_article(apart: Path) -> None:
    """Though no file changes."""
    for date, is_there in (("2024-05-31", False), ("2024-06-01", True), ("2024-05-31", False)):
        build(apart, date=date)
        assert ("events/ev-waiting.html" in files_of(apart)) is is_there
        assert bool(told(remembered(apart), "waiting")) is is_there
    build(apart, edition="internal", date="2024-05-01")
    inner = files_of(apart, "site-internal")
    assert {name for name in HIDING if f"events/ev-{name}.html" in inner} == {"sketch", "waiting", "inner"}
    assert bears(inner, "gone") == []


def test_an_event_does_not_come_out_while_its_article_cannot_be_read(apart: Path) -> None:
    """A slip in a draft's front matter, and nobody knows that it is one, nor of which event."""
    build(apart, date="2024-05-01")
    for text in ("---\ntitle: [\n---\n\nWords.\n", (apart / "content/articles/sketch.md").read_text("utf-8")):
        write(apart, "content/articles/sketch.md", text)
        build(apart, date="2024-05-01")
        assert bears(files_of(apart), "sketch") == []
        assert "events/planned.html" in files_of(apart)


RARE = {name: tuple(f"{stem}{name}" for stem in ("quorl", "zeph", "bint")) for name in HIDING}
"""Of each hidden article the three words that are its title, which is shorter than eight."""
OLD = '{"kind":"changed","slug":"%s","url":"articles/%s.html","title":["%s","Harbour strike"]}\n'
MOVED = '{"kind":"refiled","slug":"open","url":"articles/open.html","events":[["%s"],["strike"]]}\n'
RENAMED = '{"kind":"renamed","slug":"strike","url":"events/strike.html","events":[["%s"],["strike"]]}\n'


def of_titles(*, hidden: Iterable[str] = HIDING, spelled: bool = False) -> str:
    """An archive in which articles, some of them hidden, are named wherever one is: as wanted, as a copy's original, where a field was read, by
    events and in the log. Their files may be called by their titles, as ingest does, or by other names."""
    text = '-- briefgen.toml --\ntitle = "Test archive"\nbase_url = "https://archive.example/"\ndesk = true\nper_page = 5\n'
    text += '[editions.public]\nwithout = { tags = ["inner"] }\n'
    files = {name: f"articles/again-{'-'.join(words)}.md" if spelled else f"articles/{name}.md" for name, words in RARE.items()}
    links = " ".join(f"[Words](../{file}), [more][{name}].\n\n[{name}]: ../{file}\n" for name, file in files.items())
    text += event("strike", "aliases: events/walkout.html\n", links) + f"-- content/pages/plan.md --\n---\ntitle: Plan\n---\n\n{links}\n"
    text += f"-- content/articles/open.md --\n---\ntitle: Harbour strike ends\ndate: 2024-03-05\nevent: strike\n---\n\n{links}\n"
    listed = logged = ""
    for name, words in RARE.items():
        title, event_slug = f"Harbour strike again {' '.join(words)}", "-".join(words)
        slug = f"again-{event_slug}" if spelled else name
        cut = title.removesuffix(f" {words[-1]}")  # as teasers are
        listed += f"open\t\t\t\t{title.upper()}\nopen\t\t\tEcho\t{cut}\n{slug}\t\t\tEcho\t{words[0]} and harbour strike\n"
        logged += OLD % (slug, slug, " ".join(words)) + MOVED % event_slug + RENAMED % event_slug
        front = (
            f"origins:\n  title: {title} | line 1\nseed:\n  file: {slug}.txt\n  digest: 00\n  written: 00\n{HIDING[name] if name in hidden else ''}"
        )
        text += f"-- content/articles/{slug}.md --\n---\ntitle: {title}\ndate: 2024-03-04\nevent: strike\n{front}---\n\nWords.\n"
        front = f"copy_of: {slug}\norigins:\n  date: 2024-03-05 | teaser of it in {slug}.txt\n"
        text += f"-- content/articles/of-{name}.md --\n---\ntitle: Harbour strike\ndate: 2024-03-05\nevent: strike\n{front}---\n\nOther.\n"
    return f"{text}-- content/wanted.tsv --\n{listed}-- content/changes/2024-04-01.jsonl --\n{logged}"


def rare(files: dict[str, bytes], name: str) -> list[str]:
    """The files in which any of the three words stands."""
    return [path for path, data in files.items() if any(word.encode() in data.lower() for word in RARE[name])]


def test_no_byte_has_a_word_of_a_hidden_article_s_title(tmp_path: Path) -> None:
    """However short it is, and whatever else names the article: what is wanted, a copy of it, where a field was read, the change log. While one of
    these is hidden the others are as they are: what is wanted and is nowhere is told."""
    root = make(tmp_path, of_titles())
    missing = "open\t\t\tEcho\tHarbour strike elsewhere\n"
    write(root, "content/wanted.tsv", (root / "content/wanted.tsv").read_text("utf-8") + missing)
    build(root, date="2024-05-01")
    site = files_of(root)
    for name in HIDING:
        assert rare(site | remembered(root), name) == [], name
    for path in ("desk/wanted.html", "events/strike.html"):
        assert "Harbour strike elsewhere" in read(site[path]).text
    build(root, edition="internal", date="2024-05-01")
    inner = files_of(root, "site-internal")
    assert {name for name in HIDING if rare(inner, name)} == {"sketch", "waiting", "inner"}
    assert rare({name: data for name, data in remembered(root).items() if "internal" not in name}, "sketch") == []


def test_the_address_of_what_was_withdrawn_stays_and_no_other_does(tmp_path: Path) -> None:
    """Addresses are made of titles: that of the page that says so stands where files are listed and in the change log, and nowhere else."""
    root = make(tmp_path, of_titles(spelled=True))
    build(root, date="2024-05-01")
    site = files_of(root)
    for name in HIDING:
        lasting = ["articles/again-quorlgone-zephgone-bintgone.html"] if name == "gone" else []
        assert [path for path in site if any(word in path for word in RARE[name])] == lasting
        kept = {path: data.replace(b"again-quorlgone-zephgone-bintgone", b"") for path, data in site.items()}
        assert rare(kept, name) == []
        assert set(rare(site, name)) <= {*lasting, ".briefgen-files", "manifest.json", "changes.html", "changes.xml"}


def test_a_title_that_was_shown_is_forgotten(tmp_path: Path) -> None:
    """As a first build has it, and told again with the article; while another article cannot be read, nothing is told as wanted."""
    root, fresh = make(tmp_path / "one", of_titles(hidden=())), make(tmp_path / "two", of_titles())
    build(root, date="2024-05-01")
    assert all(rare(files_of(root), name) for name in HIDING)
    make(root, of_titles())
    build(root, date="2024-05-01")
    assert [name for name in HIDING if rare(files_of(root) | remembered(root), name)] == []
    build(fresh, date="2024-05-01")
    assert differing(files_of(root), files_of(fresh)) == {}
    for name in HIDING:
        write(root, f"content/articles/{name}.md", "---\ntitle: [\n---\n\nWords.\n")
    build(root, date="2024-05-01")
    assert [name for name in HIDING if rare(files_of(root) | remembered(root), name)] == []


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("articles/hush.md", "title: Hush\naliases: [quorl.html]\nwithdrawn: wrong\n", "title: Hush\naliases: [quorl.html]\ndraft: true\n"),
        ("articles/hush.md", "title: Hush\naliases: [quorl.html]\nwithdrawn: wrong\n", None),
        ("articles/hush.md", "title: Hush\naliases: [quorl.html]\n", "title: Hush\n"),
        ("events/e.md", "title: E\naliases: [quorl.html]\n", "title: E\n"),
        ("pages/p.md", "title: P\naliases: [quorl.html]\n", "title: P\n"),
    ],
)
def test_what_stays_while_another_file_cannot_be_read_is_no_old_address(tmp_path: Path, path: str, before: str, after: str | None) -> None:
    """Nor a notice: titles are in both."""
    files = f"-- content/articles/bad.md --\n---\ntitle: Bad\nevent: e\n---\n\nWords.\n-- content/{path} --\n---\n{before}---\n\nWords.\n"
    root = make(tmp_path, files)
    build(root)
    assert "quorl.html" in files_of(root)
    write(root, "content/articles/bad.md", "---\ntitle: [\n---\n\nWords.\n")
    build(root)
    assert "articles/bad.html" in files_of(root)
    if after is None:
        (root / "content" / path).unlink()
    else:
        write(root, f"content/{path}", f"---\n{after}---\n\nWords.\n")
    build(root)
    site = files_of(root)
    assert "quorl.html" not in site
    assert b"quorl" not in site["manifest.json"]
    if "hush" in path and before.endswith("wrong\n"):
        assert [name for name, data in site.items() if "hush" in name or b"hush" in data] == []


SEEN = (
    "title: Open\nevent: none\ndate: 2024-03-13\noutlet: Post\norigins:\n  date: 2024-03-13 | teaser of it in 13-hush.txt\n"
    "  outlet: Post | line 3, dateline, year of similar articles (hush)\n  title: Open | teaser of it in 14-loud.txt\n"
)
OF_ORIGINS = (
    '-- briefgen.toml --\n{toml}title = "Test archive"\n'
    f"-- content/articles/open.md --\n---\n{SEEN}---\n\nWords.\n"
    "-- content/articles/hush.md --\n---\ntitle: H\nevent: none\n{front}seed:\n  file: 13-hush.txt\n  digest: 00\n  written: 00\n---\n\nWords.\n"
)


@pytest.mark.parametrize(
    ("lang", "line", "said"),
    [
        ("en", "draft: true\n", ("teaser of it in another scrape", "year of similar articles in other scrapes")),
        ("de", "withdrawn: true\n", ("Anreißer dazu in einer anderen gesammelten Seite", "Jahr ähnlicher Artikel in anderen gesammelten Seiten")),
        ("ar", "publish_on: 2024-06-01\n", ("مقدمة له في صفحة مجموعة أخرى", "سنة مقالات مشابهة في صفحات مجموعة أخرى")),
    ],
)
def test_where_a_field_was_read_names_no_hidden_article(tmp_path: Path, lang: str, line: str, said: tuple[str, str]) -> None:
    """Neither by its seed nor by its own name, as long as it is hidden."""
    root, fresh = tmp_path / "one", tmp_path / "two"
    found = []
    for front in ("", line, ""):
        text = OF_ORIGINS.replace("{toml}", f'language = "{lang}"\nsearch = false\nfacts = false\n').replace("{front}", front)
        build(make(root, text), date="2024-05-01")
        found.append(files_of(root))
        page = found[-1]["articles/open.html"]
        assert (b"hush" in page) is (not front)
        assert [words in read(page).text for words in said] == [bool(front)] * 2
        assert "14-loud.txt" in read(page).text
    build(make(fresh, text.replace("title: H\n", f"title: H\n{line}")), date="2024-05-01")
    assert differing(found[0], found[2]) == {}
    assert differing(found[1], files_of(fresh)) == {}


def test_editions_are_the_same_whatever_was_built_before(tmp_path: Path) -> None:
    """Each as a first build makes it."""
    root, fresh = make(tmp_path / "one", ARCHIVE), make(tmp_path / "two", ARCHIVE)
    for edition in ("", "internal", "partners", "", "internal"):
        build(root, edition=edition, date="2024-05-01")
    build(fresh, edition="internal", date="2024-05-01")
    build(fresh, date="2024-05-01")
    assert files_of(root) == files_of(fresh)
    assert files_of(root, "site-internal") == files_of(fresh, "site-internal")


WAITING = {"open": "", "draft": "draft: true\n", "later": "publish_on: 2026-12-02\n", "earlier": "publish_on: 2023-12-02\n"}


def test_who_sees_what_is_not_public_is_told_so(tmp_path: Path) -> None:
    """On the page of a draft and of what waits for its day. No page of such an edition takes the public one's address for its own."""
    text = '-- briefgen.toml --\ntitle = "T"\nbase_url = "https://open.example/"\nsearch = false\nfacts = false\n[editions.partners]\nbase_url = "https://p.example/"\n'
    pages = "".join(f"-- content/articles/{name}.md --\n---\ntitle: {name}\n{line}---\nWords.\n" for name, line in WAITING.items())
    root = make(tmp_path, text + pages)
    for edition in ("", "internal", "partners"):
        build(root, edition=edition, date="2024-05-01")
    site, internal = files_of(root), files_of(root, "site-internal")
    assert "A draft: the public edition does not have it." in read(internal["articles/draft.html"]).text
    assert "Not in the public edition before 2 December 2026." in read(internal["articles/later.html"]).text
    for page in (internal["articles/open.html"], internal["articles/earlier.html"], site["articles/earlier.html"]):
        assert "A draft" not in read(page).text
    assert "public edition" not in read(site["articles/earlier.html"]).text
    assert not [path for path, data in internal.items() if b"open.example" in data]
    assert b"https://open.example/articles/open.html" in site["articles/open.html"]
    assert b"https://p.example/articles/open.html" in files_of(root, "site-partners")["articles/open.html"]
