"""Articles and events as files: read strictly, with the place of what is wrong, and written so that they read the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import content, frontmatter, origins
from briefgen.content import read_article, read_event, read_page, write_article, write_event
from briefgen.keys import policy
from briefgen.model import Article, Event, Origin, Plain, Seed, TextPage
from briefgen.problem import Problem, Unreadable

PATH = "articles/2022/2022-01-07-a-name.md"


def article(text: str) -> Article:
    """The article of a text with which nothing is wrong."""
    made, problems = read_article(PATH, text.encode())
    assert problems == ()
    return made


def front(lines: str) -> tuple[Article, tuple[Problem, ...]]:
    """The article whose front matter has these lines after its title, which stands in line 2."""
    return read_article(PATH, f"---\ntitle: T\n{lines}---\nBody\n".encode())


def told(lines: str) -> list[tuple[int, str, str]]:
    """What is wrong with these lines."""
    return [(problem.line, problem.severity, problem.message) for problem in front(lines)[1]]


# reading


def test_every_key_is_read() -> None:
    """As the documentation lists them, in any order."""
    made = article("""\
---
review: [date, outlet]
seed: {file: 01.txt, digest: aa, captured: 2022-01-08, written: bb}
origins:
  date: 2022-01-07 | line 3, dateline | OSK, Jan. 7
captions: [A dam, "The  dam"]
copy_of: other
rights: excerpt
draft: no
aliases: [/old/, x.html]
image: a.png
lang: en-GB
correction: " It was\\n Tuesday "
credit: Wire
summary: In short
tags: [a, b]
event: [one, two]
source: https://example.org/a?b=c
via: Aggregator
outlet: The  Example
author: [Ada Example, Bo Sample]
date: 2022-01-07 10:00
title: "A: title"
---

Words.
""")
    assert made == Article(
        slug="2022-01-07-a-name",
        path=PATH,
        title="A: title",
        body="Words.",
        date="2022-01-07T10:00:00",
        authors=("Ada Example", "Bo Sample"),
        outlet="The Example",
        via="Aggregator",
        source="https://example.org/a?b=c",
        events=("one", "two"),
        tags=("a", "b"),
        summary="In short",
        lang="en-GB",
        credit="Wire",
        correction="It was Tuesday",
        captions=("A dam", "The dam"),
        image="a.png",
        aliases=("old/index.html", "x.html"),
        draft=False,
        rights="excerpt",
        copy_of="other",
        review=("date", "outlet"),
        origins=(Origin("date", "2022-01-07", "dateline", 3, "OSK, Jan. 7"),),
        seed=Seed("01.txt", "aa", "bb", "2022-01-08"),
        extra=(),
    )


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("headline: x", "title", "x"),
        ("published: 2022-01-07", "date", "2022-01-07"),
        ("pubdate: 2022-01", "date", "2022-01"),
        ("author: Ada Example", "authors", ("Ada Example",)),
        ("authors: [Ada, Bo]", "authors", ("Ada", "Bo")),
        ("byline: Ada", "authors", ("Ada",)),
        ('author:\n- "[[Ada Example]]"\n- "[[people/bo|Bo Sample]]"', "authors", ("Ada Example", "Bo Sample")),
        ("site: The Example", "outlet", "The Example"),
        ('site: "[[The Example]]"', "outlet", "The Example"),
        ("publisher: The Example", "outlet", "The Example"),
        ("url: https://example.org/", "source", "https://example.org/"),
        ("link: http://example.org/a", "source", "http://example.org/a"),
        ("events: [a, b, a]", "events", ("a", "b")),
        ("event: none", "events", None),
        ("event: None", "events", None),
        ("event: [none]", "events", None),
        ("event:", "events", ()),
        ("keywords: [a]", "tags", ("a",)),
        ("tags: a", "tags", ("a",)),
        ("description: d", "summary", "d"),
        ("excerpt: d", "summary", "d"),
        ("language: de", "lang", "de"),
        ("draft: true", "draft", True),
        ("draft: Yes", "draft", True),
        ("draft:", "draft", False),
        ("published: false", "draft", True),
        ("published: False", "draft", True),
        ("published: true", "draft", False),
        ("created: 2022-02-01", "extra", (("created", "2022-02-01"),)),
        ("mood: {a: [b]}", "extra", (("mood", {"a": ("b",)}),)),
    ],
)
def test_other_tools_names_are_understood(line: str, field: str, value: object) -> None:
    """Those of Hugo, Jekyll and Obsidian's clipper; what is not known is kept for the theme."""
    title = "" if field == "title" else "title: T\n"
    assert getattr(article(f"---\n{title}{line}\n---\nBody\n"), field) == value


def test_hugo_s_toml_is_understood() -> None:
    """With its bare dates and its tables."""
    made = article("+++\ntitle = 'T'\ndate = 2022-01-07T10:00:00+01:00\nauthors = ['Ada']\ndraft = true\n[params]\nmood = 1\n+++\nBody\n")
    assert (made.title, made.date, made.authors, made.draft) == ("T", "2022-01-07T10:00:00+01:00", ("Ada",), True)
    assert made.extra == (("params", {"mood": "1"}),)


def test_the_first_of_two_names_counts() -> None:
    """`date` before `published`, wherever they stand."""
    assert article("---\ntitle: T\npublished: 2021\ndate: 2022\n---\n").date == "2022"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_any_editor_s_file_reads_the_same(mark: bytes, newline: bytes) -> None:
    """With a byte-order mark or without, with either kind of line end."""
    data = mark + b"---\ntitle: T\nauthor: A\n---\n\none\n\ntwo\n".replace(b"\n", newline)
    made, problems = read_article(PATH, data)
    assert (made.title, made.authors, made.body, problems) == ("T", ("A",), "one\n\ntwo", ())


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        ("date: 2022-13-07\n", 3, "date '2022-13-07' is not a date"),
        ("mood: x\npublished: soon\n", 4, "date 'soon' is not a date"),
        ("date: {a: b}\n", 3, "date is not a single text"),
        ("author: {a: b}\n", 3, "author is neither text nor a list of texts"),
        ("outlet: [a, b]\n", 3, "outlet is not a single text"),
        ("draft: maybe\n", 3, "draft is neither true nor false: it counts as true"),
        ("draft: [no]\n", 3, "draft is neither true nor false: it counts as true"),
        ("rights: all\n", 3, "rights 'all' is unknown"),
        ("rights: Full\n", 3, "rights 'Full' is unknown"),
        ("rights: [full]\n", 3, "rights is not a single text"),
        ("rights: {full: yes}\n", 3, "rights is not a single text"),
        ("event: a b\n", 3, "event is not a slug"),
        ("event: ../a\n", 3, "event is not a slug"),
        ("event: a/b\n", 3, "event is not a slug"),
        ("event: what?\n", 3, "event is not a slug"),
        ("copy_of: a#b\n", 3, "copy_of is not a slug"),
        ("aliases: ../../etc/x\n", 3, "aliases: '../../etc/x' is not an address inside the site"),
        ("aliases: ['C:\\x']\n", 3, "aliases: 'C:\\\\x' is not an address inside the site"),
        ("aliases: [ok, https://example.org/x]\n", 3, "aliases: 'https://example.org/x' is not an address inside the site"),
        ("aliases: x?y=z\n", 3, "aliases: 'x?y=z' is not an address inside the site"),
    ],
)
def test_a_field_that_is_wrong_names_its_line(lines: str, line: int, message: str) -> None:
    """And is an error, quoted; the article is read all the same."""
    made, problems = front(lines)
    assert [(problem.path, problem.line, problem.severity, problem.message) for problem in problems] == [(f"content/{PATH}", line, "error", message)]
    assert problems[0].quote == lines.splitlines()[line - 3]
    assert (made.title, made.body) == ("T", "Body")


def test_all_that_is_wrong_is_told() -> None:
    """Not only the first."""
    assert [line for line, _, _ in told("date: x\nevent: a b\nrights: y\n")] == [3, 4, 5]


@pytest.mark.parametrize("lines", ["rights: all\n", "rights: [full, metadata]\n", "rights: {full: x}\n"])
def test_rights_that_are_not_understood_publish_least(lines: str) -> None:
    """A typo must not put a text online."""
    assert front(lines)[0].rights == "metadata"


@pytest.mark.parametrize("lines", ["draft: maybe\n", "draft: {a: b}\n", "draft: [x]\n"])
def test_a_draft_that_is_not_understood_is_one(lines: str) -> None:
    """Nor an article."""
    assert front(lines)[0].draft


@pytest.mark.parametrize(
    "source", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x/y", "x", "http://[a"]
)
def test_only_a_web_address_is_a_source(source: str) -> None:
    """Anything else is told and not shown."""
    made, problems = front(f"source: '{source}'\n")
    assert made.source == ""
    assert [(problem.line, problem.severity) for problem in problems] == [(3, "warning")]


@pytest.mark.parametrize(
    ("key", "meant"),
    [("titel", "title"), ("autor", "author"), ("dat", "date"), ("righst", "rights"), ("right", "rights"), ("reveiw", "review"), ("oulet", "outlet")],
)
def test_a_key_that_is_nearly_one_is_told(key: str, meant: str) -> None:
    """As a warning with a suggestion; it is kept as what it may be, the theme's."""
    made, problems = front(f"mood: x\n{key}: y\n")
    assert [(problem.line, problem.severity, problem.hint) for problem in problems] == [(4, "warning", f"did you mean {meant!r}?")]
    assert made.extra == (tuple(sorted({"mood": "x", key: "y"}.items())))


@pytest.mark.parametrize("key", ["category", "layout", "slug", "weight", "updated", "type", "created", "permalink", "toc", "section"])
def test_other_tools_keys_are_left_alone(key: str) -> None:
    """They are no typing errors."""
    assert told(f"{key}: x\n") == []


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"---\ntitle: T\n\xff\n---\n", 3, "not UTF-8 (invalid start byte)"),
        (b"---\ntitle: T\nmood: [\n---\n", 4, "not valid YAML"),
        (b"---\ntitle: A: B\n---\n", 2, "not valid YAML"),
        (b"---\ntitle: T\n", 1, "the front matter has no end"),
        (b"---\na: &x [1]\nb: *x\n---\n", 2, "anchors"),
    ],
)
def test_what_is_no_article_at_all_is_refused(data: bytes, line: int, message: str) -> None:
    """With its place and the line itself."""
    with pytest.raises(Unreadable) as caught:
        read_article(PATH, data)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (f"content/{PATH}", line)
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("body", "title", "rest"),
    [
        ("# The heading #\n\nWords\n", "The heading", "Words"),
        ("\n# Heading", "Heading", ""),
        ("## Not one\n", "A name", "## Not one"),
        ("Words\n", "A name", "Words"),
    ],
)
def test_a_title_is_found_where_none_is_given(body: str, title: str, rest: str) -> None:
    """In the first heading, or else in the file's name; and it is told."""
    made, problems = read_article(PATH, body.encode())
    assert (made.title, made.body) == (title, rest)
    assert [(problem.severity, problem.message, problem.hint) for problem in problems] == [
        ("warning", "no title", f"add a line like 'title: {title}'")
    ]


def test_an_event_is_read() -> None:
    """Its title may be left to its file's name."""
    event, problems = read_event("events/harbour-strike.md", b"---\ndescription: S\naliases: old\ncolour: red\n---\nBackground\n")
    assert event == Event("harbour-strike", "events/harbour-strike.md", "Harbour strike", "S", "Background", ("old.html",), (("colour", "red"),))
    assert [problem.message for problem in problems] == ["no title"]


# writing

LINE = st.text(st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs"), exclude_characters="\u2028\u2029"), max_size=30)
ODD = st.sampled_from(
    [
        *(
            "No",
            "1984",
            "2022-01-07",
            "null",
            "~",
            "true",
            "- dash",
            "— dash",
            "Strike: day 2",
            "“Go”: she said",
            "# 1 in line",
            "a #b",
            "'tis",
            '"',
            "'",
        ),
        *(
            "[x]",
            "{x}",
            "*x",
            "&x",
            "!x",
            "%x",
            "@x",
            "`x`",
            "| x",
            "> x",
            "?",
            "x:",
            ": x",
            "---",
            "+++",
            "é",
            "e\u0301",
            "🙂",
            "\u202eabc",
            "a\\nb",
            "0x1F",
        ),
    ]
)
NAME = st.one_of(LINE, ODD).map(lambda text: one_line(text)).filter(bool)
SLUG = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).filter(lambda slug: len(slug) <= 200)


def _origin(field: str, name: str) -> Origin:
    """As ingest finds them, with words on a line and without."""
    return Origin(field, name, "masthead", len(name), f"By {name}") if len(name) % 2 else Origin(field, name, "meta author")


def one_line(text: str) -> str:
    """The text as articles hold names: on one line, and not in an Obsidian link's brackets."""
    return " ".join(text.split()).replace("[[", "").replace("]]", "")


ARTICLES = st.builds(
    Article,
    slug=st.just("2022-01-07-a-name"),
    path=st.just(PATH),
    title=NAME,
    body=st.lists(NAME, max_size=3).map("\n\n".join),
    date=st.sampled_from(["", "2022", "2022-01", "2022-01-07", "2022-01-07T10:00:00Z", "2022-01-07T10:00:00+01:00"]),
    authors=st.lists(NAME, max_size=3).map(tuple),
    outlet=NAME,
    via=NAME,
    source=st.sampled_from(["", "https://example.org/a?b=c#d", "http://example.org/'é"]),
    events=st.one_of(st.none(), st.lists(SLUG.filter(lambda slug: slug != "none"), unique=True, max_size=2).map(tuple)),
    tags=st.lists(NAME, max_size=2).map(tuple),
    summary=NAME,
    lang=st.sampled_from(["", "en", "no"]),
    credit=NAME,
    correction=NAME,
    captions=st.lists(NAME, max_size=2).map(tuple),
    image=st.sampled_from(["", "a b.png"]),
    aliases=st.sampled_from([(), ("old/a.html",), ("a.html", "b/index.html")]),
    draft=st.booleans(),
    rights=st.sampled_from(policy.RIGHTS),
    copy_of=st.one_of(st.just(""), SLUG),
    review=st.sampled_from([(), ("date", "authors")]),
    origins=st.lists(NAME, max_size=4).map(lambda names: tuple(map(_origin, origins.FIELDS, names))),
    extra=st.dictionaries(st.sampled_from(["mood", "created"]), NAME).map(lambda values: tuple(sorted(values.items()))),
)


@settings(deadline=None, max_examples=120)
@given(ARTICLES)
def test_what_is_written_is_what_is_read(made: Article) -> None:
    """Any title, name and text, whatever YAML would make of it."""
    found, problems = read_article(PATH, write_article(made).encode())
    assert problems == ()
    assert found == replace(made, body=made.body.strip("\r\n"))


@settings(deadline=None, max_examples=40)
@given(NAME, NAME)
def test_an_event_that_is_written_is_what_is_read(title: str, summary: str) -> None:
    """The same for events."""
    event = Event("e", "events/e.md", title, summary)
    assert read_event(event.path, write_event(event).encode()) == (event, ())


WRITTEN = write_article(
    Article(
        *("a", PATH, "T", "Body"),
        date="2022",
        events=("e",),
        copy_of="b",
        review=("date",),
        origins=(Origin("title", "T", "title line", 1, "T"), Origin("date", "2022", "meta date")),
        seed=Seed("s.txt", "d" * 16, ""),
        extra=(("mood", "x"),),
    )
)


def untouched(text: str) -> bool:
    made, _ = read_article(PATH, text.encode())
    return content.untouched(text, made)


def test_what_ingest_wrote_is_known_as_its_own() -> None:
    """By the digest that it wrote with it."""
    assert untouched(WRITTEN)


def test_when_a_page_was_saved_is_written_where_that_is_known() -> None:
    """And is no part of that digest: what was written before it was noted is still ingest's own."""
    noted = write_article(replace(read_article(PATH, WRITTEN.encode())[0], seed=Seed("s.txt", "d" * 16, "", "2022-01-08")))
    assert noted == WRITTEN.replace(f"  digest: {'d' * 16}\n", f"  digest: {'d' * 16}\n  captured: 2022-01-08\n")
    assert untouched(noted)


@pytest.mark.parametrize("value", ["yesterday", "<b>", "2022-01-08T10:00:00Z", "2022-13-01", "[2022-01-08]", "''"])
def test_a_day_of_saving_that_is_none_is_passed_over(value: str) -> None:
    """Nothing shows it."""
    found, problems = front(f"seed:\n  file: a.txt\n  digest: {'d' * 16}\n  captured: {value}\n  written: x\n")
    assert (found.seed, problems) == (Seed("a.txt", "d" * 16, "x"), ())


@pytest.mark.parametrize(("key", "value"), [("event", "other"), ("event", ("a", "b")), ("event", "none"), ("copy_of", "other"), ("copy_of", "")])
def test_what_ingest_may_change_is_no_edit(key: str, value: Plain) -> None:
    """An article that was filed elsewhere is still as ingest wrote it."""
    assert untouched(frontmatter.with_field(WRITTEN, key, value))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Body", "Body."),
        ("Body", "Body\n"),
        ("title: T", "title: U"),
        ("mood: x\n", ""),
        ("date: '2022'\n", "date: 2022\n"),
        ("review:\n- date\n", ""),
        ("  date: 2022 | meta date\n", ""),
        ("event: e\n", "event: e\nadded: x\n"),
        ("event: e\n", "event: e\n# added\n"),
        ("event: e\n", "event: e\n\n"),
    ],
)
def test_any_other_change_is_a_person_s(old: str, new: str) -> None:
    """Also of a quote, a blank line or a line's end."""
    assert old in WRITTEN
    assert not untouched(WRITTEN.replace(old, new))


def test_what_has_no_seed_is_a_person_s() -> None:
    """Whoever wrote it."""
    assert not untouched("---\ntitle: T\n---\nBody\n")


def test_an_article_from_before_there_were_origins_is_known_too() -> None:
    """Ingest wrote it with other keys, and its digest is of those."""
    text = "---\ntitle: T\ndate: 2022-01-07\n---\n\nBody\n"
    seed = f"seed:\n  file: a.txt\n  digest: dd\n  written: {content.signature(text)}\n"
    assert untouched(text.replace("---\n\n", f"{seed}---\n\n"))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("origins: x\n", "origins is not a list of fields, each with where it was read"),
        ("origins: [a | b]\n", "origins is not a list of fields, each with where it was read"),
        ("origins:\n  date: yesterday\n", "origins: 'date' does not say where it was read"),
        ("origins:\n  via: Echo | masthead\n", "origins: 'via' does not say where it was read"),
        ("origins:\n  date: [a | b]\n", "origins: 'date' does not say where it was read"),
        ("captions: {a: b}\n", "captions is neither text nor a list of texts"),
    ],
)
def test_an_origin_that_is_none_is_told_of(lines: str, message: str) -> None:
    """With its place; the rest of the article stands."""
    assert told(lines) == [(3, "error", message)]
    assert front(lines)[0].origins == ()


@pytest.mark.parametrize("lines", ["origins:\n", "origins: {}\n", "origins: []\n", "captions:\n"])
def test_no_origins_are_no_mistake(lines: str) -> None:
    assert told(lines) == []


# text pages


def test_a_text_page_is_read() -> None:
    """Title, summary, language, aliases; other keys are the theme's."""
    text = "---\ntitle: How to  search\nsummary: In short\nlang: en\naliases: old/\nmood: x\n---\n\nType.\n"
    assert read_page("pages/help.md", text.encode()) == (
        TextPage("help", "pages/help.md", "How to search", "In short", "Type.", "en", ("old/index.html",), extra=(("mood", "x"),)),
        (),
    )


def test_the_page_about_the_archive_needs_no_title() -> None:
    """It has one of its own."""
    page, problems = read_page("pages/about.md", b"Words.\n")
    assert problems == ()
    assert page is not None
    assert page.title == ""


@pytest.mark.parametrize("path", ["pages/index.md", "pages/SEARCH.md", "pages/404.markdown", "pages/sub/help.md"])
def test_a_text_page_that_cannot_be_is_told_of(path: str) -> None:
    """Its address is another page's, or it is in a folder."""
    page, (problem,) = read_page(path, b"---\ntitle: T\n---\nWords.\n")
    assert page is None
    assert (problem.path, problem.severity) == (f"content/{path}", "error")
