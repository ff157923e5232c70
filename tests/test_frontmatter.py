"""Front matter as text: found, read, and changed by the one line that has to change."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen import frontmatter
from briefgen.frontmatter import TOML, YAML, Malformed
from briefgen.model import Plain


def read(text: str) -> dict[str, Plain]:
    head, _, form = frontmatter.split(text)
    return {key: field.value for key, field in frontmatter.fields(head, form).items()}


def refused(text: str) -> Malformed:
    with pytest.raises(Malformed) as caught:
        read(text)
    return caught.value


# reading


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("a: 1984", "1984"),
        ("a: No", "No"),
        ("a: 007", "007"),
        ("a: 1e3", "1e3"),
        ("a: 2022-01-07", "2022-01-07"),
        ("a: 2022-01-07 10:00:00 +0100", "2022-01-07 10:00:00 +0100"),
        ("a: true", "true"),
        ("a: ~", ""),
        ("a: null", ""),
        ("a:", ""),
        ("a: 'null'", "null"),
        ("a: ''", ""),
        ("a: 12:30:45", "12:30:45"),
        ("a: [x, 1, [y]]", ("x", "1", ("y",))),
        ("a:\n- x\n- y", ("x", "y")),
        ("a: {b: c, d: [e]}", {"b": "c", "d": ("e",)}),
        ("a: |\n  two\n  lines", "two\nlines\n"),
        ("a: >-\n  two\n  lines", "two lines"),
        ("'a': \"x: \\u00e9\"", "x: é"),
    ],
)
def test_a_scalar_is_the_text_that_was_written(line: str, value: Plain) -> None:
    """No number, truth value or date is made of a title that looks like one."""
    assert read(f"---\n{line}\n---\n") == {"a": value}


def test_each_key_has_its_line() -> None:
    """Counted in the file, comments and blank lines included, with any line end."""
    head = "---\n# who\n\na: 1\nb:\n- x\nc: 3\n---\n"
    for text in (head, head.replace("\n", "\r\n")):
        top, _, form = frontmatter.split(text)
        assert {key: field.line for key, field in frontmatter.fields(top, form).items()} == {"a": 4, "b": 5, "c": 7}


def test_toml_is_read_as_hugo_writes_it() -> None:
    """With dates, lists and tables, each value as text."""
    text = '+++\ntitle = "A = b"\ndate = 2022-01-07T10:00:00Z\ntags = ["x", \'y\']\ndraft = false\n\n[params]\nn = 1\n+++\nBody\n'
    assert read(text) == {"title": "A = b", "date": "2022-01-07 10:00:00+00:00", "tags": ("x", "y"), "draft": "false", "params": {"n": "1"}}
    head, body, form = frontmatter.split(text)
    assert (body.strip(), form) == ("Body", TOML)
    assert frontmatter.fields(head, form)["params"].line == 7


@pytest.mark.parametrize("text", ["", "Body\n", " ---\na: 1\n---\n", "----\na: 1\n----\n", "Text\n---\na: 1\n---\n", "--- # x\na: 1\n---\n"])
def test_what_has_no_front_matter_is_all_body(text: str) -> None:
    """Also where rules and lines of hyphens stand elsewhere in it."""
    assert frontmatter.split(text) == ("", text, None)


@pytest.mark.parametrize("text", ["---\n---\nBody", "---\r\n---\r\nBody", "---  \n--- \t\nBody", "+++\n+++\nBody"])
def test_empty_front_matter_is_front_matter(text: str) -> None:
    """With no fields."""
    head, body, form = frontmatter.split(text)
    assert form in (YAML, TOML)
    assert frontmatter.fields(head, form) == {}
    assert body.strip() == "Body"


def test_a_rule_in_the_body_ends_nothing() -> None:
    """Only the first closing line counts."""
    assert frontmatter.split("---\na: 1\n---\nx\n\n---\n\ny\n---\n")[1] == "x\n\n---\n\ny\n---\n"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("---\na: 1\n", 1, "no end"),
        ("+++\na = 1\n", 1, "no end"),
        ("---\na: 1\nb: c: d\n---\n", 3, "not valid YAML"),
        ("---\na: 'x\n---\n", 2, "not valid YAML: a quotation mark is not closed"),
        ("---\na: @x\n---\n", 2, "not valid YAML"),
        ("---\na: 1\nb: [Dockers\nc: 2\nd: 3\n---\n", 3, "not valid YAML: a list's '[' is not closed"),
        ("---\na: 1\nb: {c: 1\nd: 3\n---\n", 3, "not valid YAML"),
        ("---\na: 1\n\tb: 2\n---\n", 3, "not valid YAML"),
        ("---\na: !!python/object:os.system x\n", 1, "no end"),
        ("---\n- a\n- b\n---\n", 2, "not a list of 'key: value' lines"),
        ("---\njust text\n---\n", 2, "not a list of 'key: value' lines"),
        ("---\na: 1\na: 2\n---\n", 3, "stands twice"),
        ("---\na: 1\n? [b, c]\n: 2\n---\n", 3, "a key is not text"),
        ("---\na: {{ page.title }}\n---\n", 2, "a key is not text"),
        ("+++\na = 1\nb = \n+++\n", 3, "not valid TOML"),
        ('+++\na = 1\nb = "x\n+++\n', 3, "not valid TOML: a quotation mark is not closed"),
        ("+++\na = 1\na = 2\n+++\n", 3, "not valid TOML"),
    ],
)
def test_what_cannot_be_read_names_its_line(text: str, line: int, message: str) -> None:
    """And says what to do."""
    error = refused(text)
    assert message in error.message
    assert error.line == line
    assert error.hint


def test_a_tag_runs_nothing() -> None:
    """A tag that asks for an object is passed over: the value is its text."""
    assert read("---\na: !!python/object/apply:os.system ['false']\n---\n") == {"a": ("false",)}


LAUGHS = "---\na: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS + "---\n",
        "---\na: &a x\nb: *a\n---\n",
        "---\na: &a [*a]\n---\n",
        "---\na: &a {b: c}\nd:\n  <<: *a\n---\n",
        "---\na: &a x\n*a : b\n---\n",
    ],
)
def test_anchors_are_refused(text: str) -> None:
    """A few lines of them can stand for gigabytes."""
    assert "anchors" in refused(text).message


@pytest.mark.parametrize("depth", [30, 3_000, 200_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_deep_nesting_is_refused(depth: int, opening: str, closing: str) -> None:
    """However deep: two hundred thousand brackets used to end the process."""
    error = refused(f"---\na:\n {opening * depth}x{closing * depth}\n---\n")
    assert error.message == "nested too deeply"
    assert error.line == 3


# changing

KEYS = st.sampled_from(["title", "tags", "author", "x-y", "eventful", "events"])
PLAIN = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u2028\u2029"), max_size=12)
ENTRIES = st.one_of(
    st.builds(lambda key, text: frontmatter.dump({key: text}, "")[4:-4], KEYS, PLAIN),
    st.builds(lambda key, items: frontmatter.dump({key: tuple(items)}, "")[4:-4], KEYS, st.lists(PLAIN, max_size=3)),
    st.builds(lambda key, text: f"{key}: |\n  x{text}\n\n  event: no field\n", KEYS, PLAIN),
    st.builds(lambda key: f"{key}:\n  event: inner\n  other:\n  - event: x\n", KEYS),
    st.builds(lambda key: f"{key}: [\n  a,\n]\n", KEYS),
    st.builds(lambda text: f"# {text}\n", PLAIN),
    st.sampled_from(["\n", "# event: no field\n", "  \n", "'note': \"a\\\n  b\"\n"]),
)
EVENTS = st.sampled_from(
    [
        "",
        "event: old\n",
        "event:\n- old\n- older\n",
        "event:\n  - old\n\n  - older\n",
        "event: [old,\n  older]\n",
        "event: [\nold,\nolder\n]\n",
        "event:\n# why\n  old\n",
        '"event": old # why\n',
        "event: >\n  old\n",
        "event:   \n",
    ]
)


def _key_of(entry: str) -> str:
    found = re.match(r"[\"']?([\w-]+)[\"']?:", entry)
    return found[1] if found else ""


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """A file in its parts: what stands before the event, the event, what stands after it, and the rest from the closing line on."""
    entries: list[str] = []
    for entry in draw(st.lists(ENTRIES, max_size=5)):
        if not _key_of(entry) or _key_of(entry) not in map(_key_of, entries):
            entries.append(entry)
    cut = draw(st.integers(0, len(entries)))
    parts = ("".join(entries[:cut]), draw(EVENTS), "".join(entries[cut:]), "---\n" + draw(st.text(alphabet="a\n- :é#e", max_size=30)))
    before, event, after, rest = (part.replace("\n", "\r\n") for part in parts) if draw(st.booleans()) else parts
    return "---" + ("\r\n" if "\r" in rest else "\n") + before, event, after, rest


@settings(deadline=None, max_examples=150)
@given(files(), st.sampled_from(["new", ("new", "newer"), "none", "2022-01-07", "1984", "a: b"]))
@example(("---\ntitle: What [sic\n", "event: old\n", "tags: {a: 1}\n", "---\n"), "new")
def test_one_field_changes_and_no_other_byte(parts: tuple[str, str, str, str], value: Plain) -> None:
    """The new line stands where the old ones did, or else last, and all the rest is as it was: comments, blank lines, line ends, body."""
    before, event, after, rest = parts
    changed = frontmatter.with_field(before + event + after + rest, "event", value)
    new = changed.removesuffix(rest)
    newline = "\r\n" if "\r\n" in rest else "\n"
    line = frontmatter.dump({"event": value}, "")[4:-4].replace("\n", newline)
    assert new == (before + line + after if event else before + after + line)
    assert read(changed)["event"] == value


@settings(deadline=None, max_examples=60)
@given(files())
def test_to_change_a_field_twice_is_to_change_it_once(parts: tuple[str, str, str, str]) -> None:
    """And the last value counts."""
    text = "".join(parts)
    once = frontmatter.with_field(text, "event", ("a", "b"))
    assert frontmatter.with_field(once, "event", ("a", "b")) == once
    assert frontmatter.with_field(once, "event", "c") == frontmatter.with_field(text, "event", "c")


@settings(deadline=None, max_examples=60)
@given(files())
def test_a_changed_file_reads_as_before_but_for_that_field(parts: tuple[str, str, str, str]) -> None:
    """Every other field has the value that it had."""
    text = "".join(parts)
    assert read(frontmatter.with_field(text, "event", "new")) == {**read(text), "event": "new"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Body\n", "---\nevent: x\n---\n\nBody\n"),
        ("Body\r\nmore", "---\r\nevent: x\r\n---\r\n\r\nBody\r\nmore"),
        ("", "---\nevent: x\n---\n\n"),
        ("---\n---\nBody", "---\nevent: x\n---\nBody"),
    ],
)
def test_what_has_no_front_matter_gets_one(text: str, expected: str) -> None:
    """In the line ends that it has."""
    assert frontmatter.with_field(text, "event", "x") == expected


def test_toml_is_changed_before_its_tables() -> None:
    """A line after `[params]` would be of that table."""
    text = '+++\ntitle = "T"\nevent = [\n"a",\n"b",\n]\n\n[params]\nevent = "inner"\n[[list]]\nx = 1\n+++\nBody\n'
    changed = frontmatter.with_field(text, "event", 'say "hi" \\ \n')
    assert read(changed) == {"title": "T", "event": 'say "hi" \\ \n', "params": {"event": "inner"}, "list": ({"x": "1"},)}
    assert changed.endswith('[params]\nevent = "inner"\n[[list]]\nx = 1\n+++\nBody\n')
    assert frontmatter.with_field(text, "event", ("a", "b")).count("event = ") == 2


def test_fields_are_taken_out_with_all_their_lines() -> None:
    """And a comment above the next field stays with that."""
    head = "a: 1\nseed:\n  file: x\n\n  digest: y\n# about b\nb:\n- seed: 1\n"
    assert frontmatter.without_field(head, "seed") == "a: 1\n# about b\nb:\n- seed: 1\n"
    assert frontmatter.without_field(head, "a", "b") == "seed:\n  file: x\n\n  digest: y\n# about b\n"


# writing

VALUES = st.one_of(
    PLAIN,
    st.text(max_size=20).filter(lambda text: text.isprintable()),
    st.sampled_from(
        ["No", "null", "~", "1984", "2022-01-07", "2022-13-45T::", "- a", "a: b", "# a", "'a'", '"', "@a", "`", "%", "---", "...", "<<", "="]
    ),
)


@settings(deadline=None, max_examples=150)
@given(st.dictionaries(st.sampled_from(["a", "b", "c", "no", "1"]), st.one_of(VALUES, st.lists(VALUES).map(tuple)), min_size=1), PLAIN)
def test_what_is_written_is_what_is_read(values: dict[str, Plain], body: str) -> None:
    """Any text, and any list of texts, in the order given."""
    text = frontmatter.dump(values, body)
    assert list(read(text).items()) == list(values.items())
    assert frontmatter.split(text)[1].strip("\n") == body.strip("\n")


def test_what_is_written_is_plain() -> None:
    """Dates without quotes, letters as they are, one line for each value."""
    assert frontmatter.dump({"title": "Ü: " + "word " * 50, "date": "2022-01-07", "tags": ("a",)}, "Body") == (
        f"---\ntitle: 'Ü: {'word ' * 50}'\ndate: 2022-01-07\ntags:\n- a\n---\n\nBody\n"
    )


def test_texts_are_texts() -> None:
    """Of a text or a list; of nothing else, and none that are empty."""
    assert tuple(frontmatter.texts("a")) == ("a",)
    assert tuple(frontmatter.texts(("a", "", ("b",), {"c": "d"}))) == ("a",)
    assert tuple(frontmatter.texts({"a": "b"})) == ()


@pytest.mark.parametrize(
    "text",
    [
        "---\n{title: X, date: 2022-01-01}\n---\nWords.\n",
        "---\n title: X\n date: 2022-01-01\n---\nWords.\n",
        "---\ntitle: X\n...\n---\nWords.\n",
        '---\ntitle: "Bakers\nevent: go back"\n---\nWords.\n',
        '+++\ntitle = """\nBakers\n[go] back"""\n+++\nWords.\n',
    ],
)
def test_what_cannot_be_changed_by_a_line_is_refused(text: str) -> None:
    """Rather than written so that it reads otherwise, or not at all."""
    with pytest.raises(Malformed):
        frontmatter.with_fields(text, {"event": "fire", "copy_of": "wire"})


def test_several_values_are_changed_and_all_others_stay() -> None:
    """Each where it stood."""
    changed = frontmatter.with_fields("---\ntitle: X\nevent: old\ntags: [a, b]\n---\nWords.\n", {"event": ("fire", "flood"), "copy_of": "wire"})
    assert changed == "---\ntitle: X\nevent:\n- fire\n- flood\ntags: [a, b]\ncopy_of: wire\n---\nWords.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('---\ntitle: A\n"date": 2024\nmore:\n  - x\n---\nbody: no\n', {"title": 2, "date": 3, "more": 4}),
        ("+++\ntitle = 'A'\ncopy_of='b'\n+++\n", {"title": 2, "copy_of": 3}),
        ("---\ntitle: A\ntitle: B\n", {"title": 2}),
        ("title: A\n", {}),
        ("", {}),
    ],
)
def test_the_lines_of_keys_are_found_by_looks(text: str, expected: dict[str, int]) -> None:
    """Of those of the front matter alone."""
    assert frontmatter.places(text) == expected
