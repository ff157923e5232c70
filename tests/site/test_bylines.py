"""Names turned round for lists of references."""

from __future__ import annotations

import pytest

from briefgen.site.bylines import Name, name_of
from briefgen.site.citing import tex

CASES = """
Jane Roe                | Roe, Jane                       | Roe, J.                | Roe, Jane
Jane Mary Roe           | Roe, Jane Mary                  | Roe, J. M.             | Roe, Jane Mary
Jean-Paul Roe           | Roe, Jean-Paul                  | Roe, J.-P.             | Roe, Jean-Paul
J. Roe                  | Roe, J.                         | Roe, J.                | Roe, J.
Ludwig van der Berg     | van der Berg, Ludwig            | van der Berg, L.       | van der Berg, Ludwig
Simone De Beauvoir      | De Beauvoir, Simone             | De Beauvoir, S.        | De Beauvoir, Simone
Juan de la Cruz         | de la Cruz, Juan                | de la Cruz, J.         | de la Cruz, Juan
Van Morrison            | Morrison, Van                   | Morrison, V.           | Morrison, Van
Martin Roe Jr.          | Roe, Martin, Jr.                | Roe, M., Jr.           | Roe, Jr., Martin
Martin Roe, Jr.         | Roe, Martin, Jr.                | Roe, M., Jr.           | Roe, Jr., Martin
Roe, Jane               | Roe, Jane                       | Roe, J.                | Roe, Jane
Dr. Ada Poe             | Poe, Ada                        | Poe, A.                | Poe, Ada
Ольга Петрова           | Петрова, Ольга                  | Петрова, О.            | Петрова, Ольга
Pilar Søndergaard       | Søndergaard, Pilar              | Søndergaard, P.        | Søndergaard, Pilar
Madonna                 | Madonna                         | Madonna                | {Madonna}
bell hooks              | bell hooks                      | bell hooks             | {bell hooks}
山田 太郎               | 山田 太郎                       | 山田 太郎              | {山田 太郎}
Reuters                 | Reuters                         | Reuters                | {Reuters}
The Velmora Staff       | The Velmora Staff               | The Velmora Staff      | {The Velmora Staff}
Sports Desk             | Sports Desk                     | Sports Desk            | {Sports Desk}
Associated Press        | Associated Press                | Associated Press       | {Associated Press}
Black and White Press   | Black and White Press           | Black and White Press  | {Black and White Press}
Roe & Poe               | Roe & Poe                       | Roe & Poe              | {Roe \\& Poe}
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_a_name_is_turned_round(case: str) -> None:
    """A person's, with its particles and what follows it; not that of an organization, nor one that has another order."""
    text, *expected = (part.strip() for part in case.split("|"))
    name = name_of(text)
    assert [name.inverted(), name.with_initials(), name.in_bibtex(tex)] == expected


@pytest.mark.parametrize("text", ["Jane Roe", "Ludwig van der Berg", "Martin Roe Jr.", "Reuters", "The Velmora Staff"])
def test_a_name_is_said_as_it_was_written(text: str) -> None:
    """Second and later authors are."""
    assert name_of(text).plain() == text


@pytest.mark.parametrize("text", ["", " ", ",", ", ", "A,", "de la", "Jr.", "van", "- -", "x" * 5000, "a, b, c, d", "Roe, and Sons"])
def test_anything_is_some_name(text: str) -> None:
    """And none is lost: what cannot be taken apart stays whole."""
    name = name_of(text)
    assert isinstance(name, Name)
    assert len(name.plain().replace(" ", "")) >= len(text.replace(" ", "").replace(",", "")) - text.count(",")
