"""`briefgen theme`: the themes that there are."""

from __future__ import annotations

from briefgen.commands.ending import WELL
from briefgen.commands.saying import answer, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser

ABOUT = "List the themes that the archive may have, with the options of the one that it has, or try one."
EXAMPLE = "briefgen theme"


def takes(parser: Parser) -> None:
    """It has no arguments of its own, but commands."""


def run(options: Options) -> int:
    """Lists the themes; the exit code."""
    from briefgen import config, theme, toml

    settings = config.load(options.root)
    known = theme.known(options.root)
    dress = theme.load(options.root, settings.theme)
    values = theme.values_of(options.root, dress.options, settings.options)
    listed = [
        {
            "name": name,
            "version": one.version,
            "description": one.description,
            "file": one.file,
            "folder": folder,
            "is_chosen": name == settings.theme,
        }
        for name, (one, folder) in known.items()
    ]
    told = [{"name": one.name, "type": one.kind, "choices": one.choices, "value": values[one.name], "about": one.about} for one in dress.options]
    answer(options, {"themes": listed, "options": told})
    width = max(map(len, known))
    for name, (one, folder) in known.items():
        mark = "*" if name == settings.theme else " "
        say(options, f"{mark} {name:{width}}  {one.version or '-':7}  {one.description or one.file}")
        say(options, f"  {'':{width}}  {folder}")
    if dress.options:
        say(options, f"\nOptions of {settings.theme!r}, below [theme] in briefgen.toml:")
        wide = max(len(option.name) for option in dress.options)
        for option in dress.options:
            kind = " | ".join(map(toml.written, option.choices)) or option.kind
            say(options, f"  {option.name:{wide}} = {toml.written(values[option.name])}  ({kind})  {option.about}")
    return WELL
