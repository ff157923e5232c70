"""What docs/design/theme.md says of the default theme is what its stylesheet has."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parent.parent
STYLE: Final = (ROOT / "themes/briefing/static/style.css").read_text(encoding="utf-8")
DESIGN: Final = (ROOT / "docs/design/theme.md").read_text(encoding="utf-8")

Colour = tuple[float, float, float]
_PAIR: Final = r"light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\)"


def rows_of(heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without its head."""
    section = DESIGN.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("|")]
    return rows[2:]


def pair(token: str) -> tuple[str, str]:
    """A colour's light and dark value: of '--accent blue' that of another accent."""
    name, _, accent = token.partition(" ")
    place = rf'\[data-accent="{accent}"\] {{ ' if accent else r"^      "
    found = re.search(rf"{place}{name}: {_PAIR}", STYLE, re.MULTILINE)
    assert found is not None, token
    return found[1], found[2]


def rgb(text: str) -> Colour:
    digits = text.removeprefix("#")
    whole = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    red, green, blue = (int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def linear(colour: Colour) -> Colour:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Of two colours, by WCAG 2.2."""
    lights = sorted(0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (linear(one), linear(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def mixed(one: Colour, part: float, other: Colour) -> Colour:
    """So much of one colour with the rest of another, as `color-mix(in oklab, …)` has it."""
    a, b = (_oklab(linear(colour)) for colour in (one, other))
    light, green_red, blue_yellow = (x * part + y * (1 - part) for x, y in zip(a, b, strict=True))
    long = (light + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    medium = (light - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (light - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    parts = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    red, green, blue = (min(1.0, max(0.0, 12.92 * one if one <= 0.0031308 else 1.055 * one ** (1 / 2.4) - 0.055)) for one in parts)
    return red, green, blue


def _oklab(colour: Colour) -> Colour:
    red, green, blue = colour
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def part_of(token: str) -> float:
    """How much of the accent is in what is mixed from it."""
    found = re.search(rf"{token}: color-mix\(in oklab, var\(--accent\) (\d+)%, var\(--paper\)\)", STYLE)
    return int(found[1]) / 100 if found else 1.0


@pytest.mark.parametrize("row", rows_of("Colours"), ids=lambda row: str(row[0]))
def test_colours_are_those_of_the_stylesheet(row: list[str]) -> None:
    """Each value, and its contrast with the page as it is said."""
    token, *cells = (cell.replace("`", "") for cell in row)
    for scheme, (value, said) in enumerate((cells[:2], cells[2:])):
        paper = rgb(pair("--paper")[scheme])
        if value.endswith(" accent"):
            part = part_of(token)
            assert value == f"{part:.0%} accent"
            shown = mixed(rgb(pair("--accent")[scheme]), part, paper)
        else:
            assert value == pair(token)[scheme]
            shown = rgb(value)
        assert said == ("" if token == "--paper" else f"{contrast(shown, paper):.1f}")


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("token", ["--ink", "--quiet", "--accent", "--accent blue", "--accent red", "--gone", "--new"])
def test_what_is_read_can_be_read(token: str, scheme: int) -> None:
    """4.5 : 1 at least, on the page."""
    assert contrast(rgb(pair(token)[scheme]), rgb(pair("--paper")[scheme])) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("accent", ["--accent", "--accent blue", "--accent red", "--ink"])
def test_a_calendar_can_be_read_with_every_accent(accent: str, scheme: int) -> None:
    """The figures of days on all their strengths; and copies in charts stand out from the page."""
    paper, ink, colour = (rgb(pair(token)[scheme]) for token in ("--paper", "--ink", accent))
    below = [contrast(ink, mixed(colour, part_of(f"--heat-{level}"), paper)) for level in (1, 2)]
    above = [contrast(paper, mixed(colour, part_of(f"--heat-{level}"), paper)) for level in (3, 4)]
    assert min(below) >= 4.5
    assert min(above) >= 4.5
    assert contrast(mixed(colour, part_of("--faint"), paper), paper) >= 3


def test_theme_colours_are_the_pages() -> None:
    """What tells browsers the page's colour, and what the page for missing addresses has, are the stylesheet's."""
    templates = ROOT / "themes/briefing/templates"
    light, dark = pair("--paper")
    assert re.findall(r'name="theme-color" content="([^"]+)"', (templates / "base.html").read_text(encoding="utf-8")) == [light, dark]
    missing = (templates / "404.html").read_text(encoding="utf-8")
    for token in ("--paper", "--ink", "--quiet", "--line", "--accent"):
        assert f"{token}: {pair(token)[0]};" in missing
        assert re.findall(rf"(?<!}} ){token}: {_PAIR}", missing)[0] == pair(token), token
    for accent in ("blue", "red"):
        light, dark = pair(f"--accent {accent}")
        assert f'[data-accent="{accent}"] {{ --accent: light-dark({light}, {dark}); }}' in missing


def test_properties_that_a_theme_may_set_are_those_of_the_stylesheet() -> None:
    """Each that docs/themes.md names is there, and it names each that stands for the whole page."""
    section = (ROOT / "docs/themes.md").read_text(encoding="utf-8").split("\n### Properties of the default theme\n")[1].split("\n## ")[0]
    named = {token for line in section.splitlines() if line.startswith("| `--") for token in re.findall(r"`(--[\w-]+)`", line.split("|")[1])}
    tokens = STYLE.split("\n@layer tokens {\n")[1].split("\n}\n")[0]
    assert named == set(re.findall(r"(--[\w-]+): ", tokens))
    assert not {token for token in named if f"var({token})" not in STYLE}


@pytest.mark.parametrize("row", rows_of("Letters"), ids=lambda row: str(row[0]))
def test_letters_are_those_of_the_stylesheet(row: list[str]) -> None:
    """Sizes and lines, in pixels of a usual screen; sizes that grow with the page are told by their ends."""
    token, said, _ = row
    found = re.search(rf"{token.strip('`')}: (?:(\d+) )?(?:clamp\(([\d.]+)rem, [^)]+, ([\d.]+)rem\)|([\d.]+)rem)/([\d.]+)(rem)? ", STYLE)
    assert found is not None
    weight, least, most, size, line, unit = found.groups()
    if least:
        assert said == f"{float(least) * 16:g}–{float(most) * 16:g} px, {line}"
    else:
        assert said == f"{float(size) * 16:g}/{float(line) * 16:g} px{', bold' if weight == '700' else ''}"
        assert unit
        assert float(line) * 4 % 0.5 == 0, "lines are on the grid"
