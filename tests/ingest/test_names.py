"""Bylines and the persons that they name."""

from __future__ import annotations

import pytest

from briefgen.ingest import draft
from briefgen.ingest.names import byline_names, is_byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Brennick", ("Ada Brennick",)),
        ("Por Inés Orlov y Tomás Reke", ("Inés Orlov", "Tomás Reke")),
        ("Von Ada Brennick und Tomas Reke", ("Ada Brennick", "Tomas Reke")),
        ("بقلم: سارة خليل", ("سارة خليل",)),
        ("بقلم سارة خليل وأحمد ناصر", ("سارة خليل", "أحمد ناصر")),
        ("بقلم: محمد علي، وليد سالم", ("محمد علي", "وليد سالم")),
        ("بقلم: محمد علي وليد سالم", ("محمد علي وليد سالم",)),
        ("بقلم محرر الشؤون المحلية", ()),
        ("بقلم", ()),
        ("سارة خليل", ()),
    ],
)
def test_a_byline_names_persons(line: str, names: tuple[str, ...]) -> None:
    """In a script without capitals only a line that says so, and not of an office."""
    assert byline_names(line) == names
    assert is_byline(line) == (bool(names))


def test_an_arabic_article_has_its_author_and_its_language() -> None:
    text = (
        "قرر مجلس تارن يوم الثلاثاء إصلاح الجسر القديم بدلا من استبداله بجسر جديد، لينتهي بذلك خلاف دام أحد عشر عاما.\n\n"
        "وستكلف الأعمال أربعة ملايين كرونة وتستمر صيفين، بحسب تقرير طلبه المجلس من المهندسين في الشتاء الماضي."
    )
    one = draft.read("a.txt", f"الجسر القديم باق\n\nبقلم: سارة خليل\n\n{text}".encode(), {})
    assert (one.authors, one.lang) == (("سارة خليل",), "ar")
    assert "بقلم" not in one.body
