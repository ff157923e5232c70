"""How to cite an article, in four styles: what is known of it, and nothing that is not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import Article
from briefgen.site.citing import citations, tex

WHOLE = Article(
    slug="2024-03-12-dockers-walk-out",
    path="",
    title="Dockers walk out",
    body="",
    date="2024-03-12T16:40:00+02:00",
    authors=("Dilan Wexcombe", "Petra Anand"),
    outlet="Merelpress",
    source="https://merelpress.example/port_strike",
)


def cited(article: Article, style: str) -> str:
    """The citation as text, with stars around what is in italics."""
    found = {one.style: one for one in citations(article)}[style]
    return "".join(f"*{run.text}*" if run.italic else run.text for run in found.runs)


APA, CHICAGO, MLA = (
    [
        ({}, "Wexcombe, D., & Anand, P. (2024, March 12). Dockers walk out. *Merelpress*. https://merelpress.example/port_strike"),
        ({"authors": ("Dilan Wexcombe",)}, "Wexcombe, D. (2024, March 12). Dockers walk out. *Merelpress*. https://merelpress.example/port_strike"),
        ({"authors": ()}, "Dockers walk out. (2024, March 12). *Merelpress*. https://merelpress.example/port_strike"),
        ({"authors": ("Reuters",), "source": ""}, "Reuters. (2024, March 12). Dockers walk out. *Merelpress*."),
        ({"outlet": "", "source": ""}, "Wexcombe, D., & Anand, P. (2024, March 12). *Dockers walk out*."),
        ({"outlet": "", "authors": (), "source": ""}, "*Dockers walk out*. (2024, March 12)."),
        ({"date": "2024-03", "authors": (), "source": ""}, "Dockers walk out. (2024, March). *Merelpress*."),
        ({"date": "2024", "authors": (), "source": ""}, "Dockers walk out. (2024). *Merelpress*."),
        ({"date": "", "authors": (), "source": ""}, "Dockers walk out. (n.d.). *Merelpress*."),
        ({"title": "Who won?", "authors": (), "source": ""}, "Who won? (2024, March 12). *Merelpress*."),
        ({"authors": ("Ann Lee",) * 20, "source": ""}, "Lee, A., " * 19 + "& Lee, A. (2024, March 12). Dockers walk out. *Merelpress*."),
        ({"authors": ("Ann Lee",) * 30, "source": ""}, "Lee, A., " * 19 + ". . . Lee, A. (2024, March 12). Dockers walk out. *Merelpress*."),
    ],
    [
        (
            {},
            "Wexcombe, Dilan, and Petra Anand. “Dockers walk out.” *Merelpress*, March 12, 2024. https://merelpress.example/port_strike.",
        ),
        ({"authors": (), "source": ""}, "*Merelpress*. “Dockers walk out.” March 12, 2024."),
        ({"authors": ("Reuters",), "source": ""}, "Reuters. “Dockers walk out.” *Merelpress*, March 12, 2024."),
        ({"authors": ("Martin Roe Jr.",), "source": ""}, "Roe, Martin, Jr. “Dockers walk out.” *Merelpress*, March 12, 2024."),
        ({"outlet": "", "authors": (), "source": ""}, "“Dockers walk out.” March 12, 2024."),
        ({"date": "2024-03", "authors": (), "source": ""}, "*Merelpress*. “Dockers walk out.” March 2024."),
        ({"date": "2024", "authors": (), "source": ""}, "*Merelpress*. “Dockers walk out.” 2024."),
        ({"date": "", "source": ""}, "Wexcombe, Dilan, and Petra Anand. “Dockers walk out.” *Merelpress*, n.d."),
        ({"title": 'Who "won"?', "authors": (), "source": ""}, "*Merelpress*. “Who ‘won’?” March 12, 2024."),
        ({"title": "“Never”", "authors": (), "source": ""}, "*Merelpress*. “‘Never.’” March 12, 2024."),
        (
            {"authors": ("Ann Lee",) * 6, "source": ""},
            "Lee, Ann" + ", Ann Lee" * 4 + ", and Ann Lee. “Dockers walk out.” *Merelpress*, March 12, 2024.",
        ),
        ({"authors": ("Ann Lee",) * 30, "source": ""}, "Lee, Ann, Ann Lee, Ann Lee, et al. “Dockers walk out.” *Merelpress*, March 12, 2024."),
    ],
    [
        ({}, "Wexcombe, Dilan, and Petra Anand. “Dockers walk out.” *Merelpress*, 12 Mar. 2024, merelpress.example/port_strike."),
        ({"authors": ("Ann Lee",) * 3, "source": ""}, "Lee, Ann, et al. “Dockers walk out.” *Merelpress*, 12 Mar. 2024."),
        ({"authors": (), "source": "", "date": "2024-05-01"}, "“Dockers walk out.” *Merelpress*, 1 May 2024."),
        ({"authors": (), "source": "", "date": "2024-09"}, "“Dockers walk out.” *Merelpress*, Sept. 2024."),
        ({"authors": (), "source": "", "date": "2024"}, "“Dockers walk out.” *Merelpress*, 2024."),
        ({"authors": (), "source": "", "date": ""}, "“Dockers walk out.” *Merelpress*."),
        ({"authors": (), "source": "", "date": "", "outlet": ""}, "“Dockers walk out.”"),
    ],
)


@pytest.mark.parametrize(("fields", "expected"), APA)
def test_apa(fields: dict[str, object], expected: str) -> None:
    """Initials, '&', the date in brackets, up to twenty authors."""
    assert cited(replace(WHOLE, **fields), "apa") == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("fields", "expected"), CHICAGO)
def test_chicago(fields: dict[str, object], expected: str) -> None:
    """Full names, the first turned round; the outlet stands for an author who is unknown."""
    assert cited(replace(WHOLE, **fields), "chicago") == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("fields", "expected"), MLA)
def test_mla(fields: dict[str, object], expected: str) -> None:
    """Short months; what is not known is left out."""
    assert cited(replace(WHOLE, **fields), "mla") == expected  # type: ignore[arg-type]


def test_bibtex() -> None:
    """An entry under the article's name, with what TeX would take for commands escaped."""
    article = replace(
        WHOLE, title="100% of {Port_Sarrel} & more", authors=("Dilan Wexcombe", "Reuters"), source="https://m.example/a_b?c={d}&e=50%25"
    )
    assert cited(article, "bibtex") == (
        "@article{2024-03-12-dockers-walk-out,\n"
        "  author = {Wexcombe, Dilan and {Reuters}},\n"
        r"  title = {{100\% of \textbraceleft{}Port\_Sarrel\textbraceright{} \& more}}," + "\n"
        "  journal = {Merelpress},\n"
        "  date = {2024-03-12},\n"
        "  year = {2024},\n"
        "  url = {https://m.example/a_b?c=%7Bd%7D&e=50%25},\n"
        "}"
    )


def test_bibtex_of_next_to_nothing() -> None:
    """No field is empty, and none is made up."""
    assert cited(Article("x", "", "T", ""), "bibtex") == "@misc{x,\n  title = {{T}},\n}"


@pytest.mark.parametrize("slug", ["港のスト", "", "a b", "x{y},", "é"])
def test_a_key_is_plain_whatever_the_file_s_name(slug: str) -> None:
    """Of ASCII letters, digits and hyphens, and no two names have one."""
    key = re.match(r"@misc\{(.+),\n", cited(Article(slug, "", "T", ""), "bibtex"))
    assert key is not None
    assert re.fullmatch(r"[A-Za-z0-9-]+", key[1])


@given(st.text(), st.lists(st.text(), max_size=40), st.text())
def test_anything_can_be_cited(title: str, authors: list[str], outlet: str) -> None:
    """In one run at least, none of them empty, and with braces that close in BibTeX."""
    article = Article("a", "", title or "x", "", authors=tuple(authors), outlet=outlet)
    for one in citations(article):
        assert all(run.text for run in one.runs)
    entry = cited(article, "bibtex")
    assert entry.count("{") == entry.count("}")
    assert tex(title).count("{") == tex(title).count("}")


ARABIC = replace(WHOLE, title="جنوح بارجة 2", authors=("أحمد السالم", "Petra Anand"), outlet="صحيفة النهر")


@pytest.mark.parametrize("style", ["apa", "chicago", "mla"])
def test_what_runs_from_right_to_left_is_apart(style: str) -> None:
    """Each name, the title and the outlet by themselves; dates, brackets and commas are in none of them."""
    runs = {one.style: one for one in citations(ARABIC)}[style].runs
    apart = [run.text.rstrip(".") for run in runs if run.isolated]
    assert len(apart) == 3
    assert apart[1:] == ["جنوح بارجة 2", "صحيفة النهر"]
    assert apart[0] in ("أ. السالم", "أحمد السالم", "السالم, أ", "السالم, أحمد")
    assert "2024" in "".join(run.text for run in runs if not run.isolated)
    assert "Anand" in "".join(run.text for run in runs if not run.isolated)


def test_a_citation_in_letters_from_left_to_right_has_nothing_apart() -> None:
    assert not any(run.isolated for one in citations(WHOLE) for run in one.runs)
