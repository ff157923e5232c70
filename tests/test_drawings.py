"""SVG files: drawings, and nothing that acts."""

from __future__ import annotations

import pytest

from briefgen import drawings
from tests.drawn import svg


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="30px"', (40, 30)),
        ('width="40.4" height="29.6"', (40, 30)),
        ('viewBox="0 0 400 300"', (400, 300)),
        ('width="100%" height="100%" viewBox="-5,-5,40,30"', (40, 30)),
        ('width="10em" height="5em"', (0, 0)),
        ('width="0" height="5"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_a_drawing_has_the_size_that_it_says(attributes: str, size: tuple[int, int]) -> None:
    """In pixels, or by its view box; many say nothing."""
    assert drawings.size(svg(attributes=attributes)) == size


@pytest.mark.parametrize(
    "inside",
    [
        '<a href="#x"><text>T</text></a><use href="#y"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<style>.a { fill: url(#g); stroke: red }</style><path fill="url(#g)" style="fill:url(#g)"/>',
        '<animate attributeName="x" to="3"/>',
    ],
)
def test_what_only_draws_is_allowed(inside: str) -> None:
    """Gradients, symbols, pictures that it holds, movement."""
    assert drawings.size(svg(inside)) == (40, 30)


@pytest.mark.parametrize(
    "data",
    [
        svg("<script>alert(1)</script>"),
        svg('<h:meta xmlns:h="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=https://e.example/"/>'),
        svg('<h:form xmlns:h="http://www.w3.org/1999/xhtml" action="https://e.example/"/>'),
        svg('<g xml:base="https://e.example/"/>'),
        svg("<rect style=\"fill: image-set('https://e.example/a.png' 1x)\"/>"),
        svg("<style>a{mask-image:IMAGE-SET('https://e.example/a.png' 1x)}</style>"),
        svg('<x:script xmlns:x="http://www.w3.org/2000/svg"/>'),
        svg("<SCRIPT/>"),
        svg("<foreignObject/>"),
        svg('<rect onclick="x()"/>'),
        svg(attributes='onload="x()"'),
        svg('<a href="javascript:x()"/>'),
        svg('<a href=" java&#10;script:x()"/>'),
        svg('<a xmlns:l="http://www.w3.org/1999/xlink" l:href="https://e.example/"/>'),
        svg('<image href="https://e.example/a.png"/>'),
        svg('<image href="data:image/svg+xml;base64,AAAA"/>'),
        svg('<use href="other.svg#a"/>'),
        svg('<a><set attributeName="href" to="javascript:x()"/></a>'),
        svg('<a><animate attributeName="xlink:href" to="x"/></a>'),
        svg("<style>@import 'x.css';</style>"),
        svg("<style>a{fill:u<!-- -->rl(https://e.example/)}</style>"),
        svg("<style>a{fill:\\75rl(//e.example/)}</style>"),
        svg('<rect style="fill: url(https://e.example/)"/>'),
        svg('<rect style="#a;fill:url(x.png)"/>'),
        svg("<rect fill=\"url( 'x.svg#a' )\"/>"),
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg(),
        b'<?xml-stylesheet href="x.css"?>' + svg(),
        b"<html/>",
        b"<svg>",
        b"<svg></svg><svg></svg>",
        b"",
    ],
    ids=lambda data: data[-90:].decode(),
)
def test_what_acts_or_loads_is_refused(data: bytes) -> None:
    """Since a picture's address can be opened, where a browser runs what is in it."""
    with pytest.raises(ValueError, match=r"^(?:is|has|leads|changes) "):
        drawings.size(data)
