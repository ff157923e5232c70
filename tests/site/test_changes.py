"""What a later version of an article changed."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.pages.article import ChangesPage
from briefgen.pages.links import Cite
from briefgen.site import changes
from tests import sites
from tests.sites import built, read

PARAGRAPHS = [f"Paragraph {number} tells of goat {number} on the ice of Marn." for number in range(12)]
DAM = "The spillway of Kaldry Dam broke on Monday, and 6,400 people of the Ilven valley had to go."


def page(before: str, after: str, title: str = "Dam breaks", later: str = "Dam breaks") -> ChangesPage:
    cites = Cite(title, "a.html", "Echo", "2024-03-04"), Cite(later, "b.html", "Echo", "2024-03-05")
    return changes.page("b.changes.html", "What changed", *cites, before, after)


def marked(found: ChangesPage) -> list[str]:
    """The paragraphs with what is gone in brackets and what is new in braces."""
    signs = {"same": "{}", "gone": "[{}]", "new": "{{{}}}"}
    return ["".join(signs[part.kind].format(part.text) for part in paragraph) for paragraph in found.paragraphs]


def sides(found: ChangesPage) -> tuple[list[str], list[str]]:
    """Both texts, as far as they are shown."""
    before = ["".join(part.text for part in paragraph if part.kind != "new") for paragraph in found.paragraphs]
    after = ["".join(part.text for part in paragraph if part.kind != "gone") for paragraph in found.paragraphs]
    return [line for line in before if line], [line for line in after if line]


def test_words_that_went_and_came_are_marked() -> None:
    """And no others."""
    later = DAM.replace("6,400 people", "8,900 people").replace(" had to go", " and of Tarn had to go")
    assert marked(page(DAM, later)) == [
        "The spillway of Kaldry Dam broke on Monday, and [6,400 ]{8,900 }people of the Ilven valley {and of Tarn }had to go."
    ]


def test_a_title_is_compared_too() -> None:
    """Word by word, and the page goes by the later one."""
    found = page(DAM, DAM, "Dam breaks", "Dam breaks, valley empty")
    assert [(part.kind, part.text) for part in found.titles] == [("same", "Dam breaks"), ("new", ", valley empty")]
    assert found.title == "Dam breaks, valley empty"
    assert (found.paragraphs, found.passed_over) == ((), (1,))


def test_paragraphs_that_are_the_same_are_passed_over_and_counted() -> None:
    """All but one on either side of a change."""
    after = [*PARAGRAPHS]
    after[4] = after[4].replace("goat", "bride")
    after[11] += " It was cold."
    found = page("\n".join(PARAGRAPHS), "\n".join(after))
    assert marked(found) == [
        PARAGRAPHS[3],
        PARAGRAPHS[4].replace("goat ", "[goat ]{bride }"),
        PARAGRAPHS[5],
        PARAGRAPHS[10],
        PARAGRAPHS[11] + " {It was cold.}",
    ]
    assert found.passed_over == (3, 0, 0, 4, 0, 0)


def test_a_paragraph_may_be_new_or_gone() -> None:
    """Whole, between those that stayed."""
    after = [*PARAGRAPHS[:2], "Nobody had said so before.", *PARAGRAPHS[3:]]
    found = page("\n".join([*PARAGRAPHS[:6], DAM, *PARAGRAPHS[6:]]), "\n".join(PARAGRAPHS))
    assert marked(found) == [PARAGRAPHS[5], f"[{DAM}]", PARAGRAPHS[6]]
    assert found.passed_over == (5, 0, 0, 5)
    found = page("\n".join(PARAGRAPHS), "\n".join(after))
    assert marked(found) == [PARAGRAPHS[1], f"[{PARAGRAPHS[2]}]", "{Nobody had said so before.}", PARAGRAPHS[3]]
    assert found.passed_over == (1, 0, 0, 0, 8)


def test_texts_that_have_nothing_in_common_are_shown_one_after_the_other() -> None:
    """No lone word is called the same."""
    other = "Bakers of Tarn struck for a fifth day."
    assert marked(page(DAM, other)) == [f"[{DAM}]", f"{{{other}}}"]
    assert marked(page("\n".join(PARAGRAPHS[:2]), other)) == [f"[{PARAGRAPHS[0]}]", f"[{PARAGRAPHS[1]}]", f"{{{other}}}"]


@pytest.mark.parametrize(
    ("before", "after", "expected", "passed"),
    [("", "", [], (1,)), (DAM, DAM, [], (1,)), ("", DAM, [f"{{{DAM}}}"], (0, 0)), (DAM, "", [f"[{DAM}]"], (0, 0))],
)
def test_texts_that_are_empty_or_the_same_have_a_page_too(before: str, after: str, expected: list[str], passed: tuple[int, ...]) -> None:
    """Of a version of which only the title changed."""
    found = page(before, after)
    assert (marked(found), found.passed_over) == (expected, passed)


LINES = st.lists(st.sampled_from([*PARAGRAPHS[:5], DAM, DAM.replace("6,400", "8,900"), "* * *", "水 <b> 'ü'", "x"]), max_size=30)


@settings(deadline=None, max_examples=30)
@given(LINES, LINES)
def test_both_texts_can_be_read_from_the_page(before: list[str], after: list[str]) -> None:
    """Nothing is lost or made up: what is shown and what is passed over are each text, in its order."""
    found = page("\n".join(before), "\n".join(after))
    assert len(found.passed_over) == len(found.paragraphs) + 1
    for text, shown in zip((before, after), sides(found), strict=True):
        rest = iter(text)
        assert all(line in rest for line in shown)
        assert len(shown) + sum(found.passed_over) == (len(text) or before == after)


def test_comparing_is_never_long_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """5,000 paragraphs are not compared at all; in fewer, and in long paragraphs, what stands often in them leads nowhere."""
    steps = 0

    class Noted(difflib.SequenceMatcher[str]):
        a: Sequence[str]
        b2j: Mapping[str, Sequence[int]]

        def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> difflib.Match:
            nonlocal steps
            steps += sum(len(self.b2j.get(piece, ())) for piece in self.a[alo:ahi])
            return super().find_longest_match(alo, ahi, blo, bhi)

    def effort(before: Sequence[str], after: Sequence[str], joint: str) -> int:
        nonlocal steps
        steps = 0
        page(joint.join(before), joint.join(after), "", "")
        return steps

    monkeypatch.setattr("briefgen.site.changes.SequenceMatcher", Noted)
    assert effort(PARAGRAPHS, PARAGRAPHS[::-1], "\n") > 0
    many = [f"{PARAGRAPHS[number % 12]} {number}" for number in range(5000)]
    assert effort(many, [*many[1:], DAM], "\n") == 0
    for joint, size in (("\n", 2000), (" ", 1500)):
        one, other = ([part for number in range(size // 2) for part in (f"{letter}{number}", "and")] for letter in "ab")
        assert effort(one, other, joint) < 10 * size
        assert effort(one, [*one[:-30], DAM], joint) < 1_000_000


def test_a_paragraph_of_very_many_words_is_replaced_whole() -> None:
    """Comparing it would take long, and reading the comparison longer."""
    one, other = ("word " * 2000 + end for end in ("goat", "bride"))
    assert marked(page(one, other)) == [f"[{one}]{{{other}}}"] or marked(page(one, other)) == [f"[{one}]", f"{{{other}}}"]


HOSTILE = "<script>alert(1)</script> \"' & <b> \u202etfel\u202c {{ 7*7 }}"


def test_hostile_texts_are_text_on_the_page(tmp_path: Path) -> None:
    """In titles and paragraphs, gone, new and the same."""
    front = "title: '{}'\noutlet: '{}'\ndate: 2024-03-0{}\n"
    quoted = HOSTILE.replace("'", "''").replace("\u202e", "").replace("\u202c", "")
    first, later = (
        f"-- content/articles/{slug}.md --\n---\n{front.format(f'{title} {quoted}', quoted, day)}{more}---\n\n{body}\n"
        for slug, title, day, more, body in (
            ("a", "First", 4, "", f"{DAM} {HOSTILE}\n\n    <i>all goats are gone</i>"),
            ("b", "Later", 5, "version_of: a\n", f"{DAM} and so {HOSTILE}\n\n    <u>new brides</u>"),
        )
    )
    site = built(tmp_path, first + later)
    found = read(site["articles/b.changes.html"])
    assert not {"b", "i", "u"} & {tag for tag, _ in found.tags}
    assert all("static/" in dict(attrs)["src"] for tag, attrs in found.tags if tag == "script" and "src" in dict(attrs))
    assert [tag for tag, _ in found.tags if tag in ("ins", "del")]
    assert found.text.count("<script>alert(1)</script>") >= 2
    assert "<i>all goats are gone</i>" in found.text
    assert "<u>new brides</u>" in found.text
    assert "{{ 7*7 }}" in found.text
    for path in ("articles/a.html", "articles/b.html"):
        assert "articles/b.changes.html" in sites.links_of(path, site[path])
    assert {"articles/a.html", "articles/b.html"} <= set(sites.links_of("articles/b.changes.html", site["articles/b.changes.html"]))


@pytest.mark.parametrize(("before", "after"), [("one two three four", "one two three"), ("one two three", "one two three four"), ("one", "two")])
def test_a_change_at_the_end_is_a_page_like_any_other(tmp_path: Path, before: str, after: str) -> None:
    """Of the text and of the title."""
    earlier = f"-- content/articles/a.md --\n---\ntitle: {before}\n---\n{before}\n"
    later = f"-- content/articles/b.md --\n---\ntitle: {after}\nversion_of: a\n---\n{after}\n"
    page = read(built(tmp_path, earlier + later)["articles/b.changes.html"])
    assert sum(tag in ("del", "ins") for tag, _ in page.tags) in (2, 4)
