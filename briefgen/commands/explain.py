"""`briefgen explain`: how a seed was read."""

from __future__ import annotations

from briefgen.commands.ending import WELL, Misused
from briefgen.commands.saying import answer, show, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser
    from briefgen.ingest.draft import Draft

ABOUT = "Show how a seed was read: each line with its label and why, each field with its evidence."
EXAMPLE = "briefgen explain seeds/03-harbour.txt"


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("file", metavar="FILE", help="A path, or a name below seeds/.")


def run(options: Options, *, file: str) -> int:
    """Shows it; the exit code."""
    from briefgen.ingest import explain

    draft = _draft_of(options.root, file, safe=options.safe)
    answer(options, explain.data(draft))
    if not options.json:
        show(explain.text(draft, max(80, width(120))))
    return WELL


def _draft_of(root: Path, file: str, *, safe: bool) -> Draft:
    """The seed's draft: of an archive's seed with what its other articles say, of any other file on its own."""
    from pathlib import Path

    from briefgen import config, files, intake
    from briefgen.archive import SEEDS
    from briefgen.ingest import draft
    from briefgen.ingest.readers import READERS

    place = next((path for path in (Path(file), root / file, root / SEEDS / file) if files.exists(path)), None)
    if place is None:
        raise Misused(f"there is no file {file!r}, here or in {root / SEEDS}")
    inside = place.resolve().is_relative_to((root / SEEDS).resolve()) and files.exists(root / config.NAME)
    own = dict(config.load(root, safe=safe).extend.readers) if inside else ()
    if place.suffix.lower() not in (*READERS, *own):
        raise Misused(f"{file!r} is no seed: briefgen reads {', '.join((*READERS, *own))}")
    data = files.read(place)
    if inside:
        return intake.explain(root, place.resolve().relative_to((root / SEEDS).resolve()).as_posix(), data, safe=safe)
    return draft.read(place.name, data, {})
