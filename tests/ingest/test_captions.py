"""What stood under an article's pictures: kept, and no part of its text."""

from __future__ import annotations

from briefgen.ingest import draft
from briefgen.ingest.captions import captions

CAPTION = "The bridge at Tarn in spring. Photo: Ines Orlov/Northwire"
PARAGRAPHS = (
    "The council of Tarn voted on Tuesday to repair the old bridge instead of replacing it, ending a quarrel of eleven years.",
    "The repair will cost four million crowns and take two summers, according to a report that the council had asked for.",
    "Work begins in May, said the mayor, who has crossed the bridge on foot every morning since she was a child of six.",
)


def found(*lines: str, name: str = "a.txt") -> tuple[str, ...]:
    return captions(draft.read(name, "\n\n".join(lines).encode(), {}).sheet)


def test_captions_are_kept() -> None:
    """In their order, each once, and not in the text."""
    other = "The mayor on foot. Photo: Bo Lee/Northwire"
    lines = ("Old bridge at Tarn stays", CAPTION, PARAGRAPHS[0], other, PARAGRAPHS[1], CAPTION, PARAGRAPHS[2])
    assert found(*lines) == (CAPTION, other)
    assert "Northwire" not in draft.read("a.txt", "\n\n".join(lines).encode(), {}).body


def test_captions_of_other_articles_are_not() -> None:
    """They stand above the title, or below the text."""
    assert found(CAPTION, "Old bridge at Tarn stays", *PARAGRAPHS, "A goat in a tram. Photo: Bo Lee/Northwire") == ()


def test_a_caption_that_the_text_has_with_its_picture_stands_there() -> None:
    """And not a second time; one whose picture was not kept is kept."""
    figure = "<figure><img src='/i/{0}.jpg' alt='{1}'><figcaption>{1}, seen in spring from the quay.</figcaption></figure>"
    inner = "".join(f"<p>{line}</p>{figure.format(number, 'The bridge')}" for number, line in enumerate(PARAGRAPHS[:2]))
    head = "<link rel=canonical href='https://e.example/a'>"
    html = f"<html><head>{head}</head><body><article><h1>Old bridge stays</h1>{inner}<p>{PARAGRAPHS[2]}</p></article></body></html>"
    one = draft.read("a.html", html.encode(), {})
    assert "seen in spring from the quay" in one.body
    assert captions(one.sheet) == ()
    bare = draft.read(
        "a.html", html.replace("<img src='/i/0.jpg' alt='The bridge'>", "").replace("<img src='/i/1.jpg' alt='The bridge'>", "").encode(), {}
    )
    assert captions(bare.sheet) == ("The bridge, seen in spring from the quay.",)


def test_what_has_no_text_has_no_captions() -> None:
    one = draft.read("a.txt", "\n\n".join(PARAGRAPHS).encode(), {})
    assert captions(one.sheet.__class__((), ())) == ()
