"""The second round of a build: what is made of what was made. The manifest names every file with its digest, and then each text, the manifest
too, has its compressed forms made where a site is to have them.

All of it goes through the output, as pages do: kept while it is made of the same, put on the stage otherwise, and removed when it is no
longer made.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from briefgen import files
from briefgen.crew import Crew, batches
from briefgen.library.heads import Head
from briefgen.library.vouchers import Voucher
from briefgen.output import Output, Standing, Stood
from briefgen.pages.site import SiteInfo
from briefgen.progress import Progress
from briefgen.shelf import Kept, Shelf, digest
from briefgen.site import compressed, manifest
from briefgen.site.compressed import Batch, Source
from briefgen.site.manifest import Account, File
from briefgen.site.work import staged_as

DENSE: Final = "dense"
"""The step under which is kept which files have compressed forms that would be no smaller than they are."""
WHY: Final = "files of the site changed"
"""The reason for which all of it is made."""
_TOGETHER: Final = 32
"""So many files are compressed in one piece of work."""


def account(output: Output, site: SiteInfo, told: Iterable[tuple[Head, Voucher]], *, prune: bool) -> list[str]:
    """Makes the manifest of what the output is to hold; the paths of what was made. `told` are the site's articles, oldest first."""
    listed = [File(one.path, one.digest, one.size) for one in output.stood(prune=prune) if one.path not in manifest.UNLISTED]
    articles = (Account(head.slug, head.url, voucher.digest, voucher.seed, voucher.captured) for head, voucher in told)
    data = manifest.written(manifest.manifest(site.title, site.base_url, listed, articles))
    key = digest(data)
    there = output.standing(manifest.NAME, key)
    if there.is_done:
        return []
    output.prepare()
    known = hashlib.sha256(data).hexdigest()
    name = "" if known == there.digest else staged_as(manifest.NAME)
    if name:
        files.lay(f"{output.stage}/{name}", data)
    output.put(manifest.NAME, key, there, known, name)
    return [manifest.NAME]


def compress(output: Output, kept: Shelf, crew: Crew, progress: Progress) -> list[str]:
    """Makes the compressed forms of the texts that the output is to hold: of those that changed, and where they are smaller. The paths of what
    was made."""
    dense = kept.all(DENSE)
    wanted = list(_wanted(output))
    stale = {one.path: (one, there) for one in wanted if _is_new(one, dense) and not (there := output.standing(one.path, one.key)).is_done}
    sources = list(_sources(stale.values()))
    if sources:
        output.prepare()
    batch = (Batch(str(output.stage), part) for part in batches(sources, _TOGETHER))
    done = crew.map(compressed.compress_together, batch, compressed.SECONDS * len(sources))
    for forms in progress(done, "Compressing", -(-len(sources) // _TOGETHER)):
        for form in forms:
            one, there = stale[form.path]
            if form.digest:
                output.put(form.path, one.key, there, form.digest, form.staged)
            else:
                kept.put(DENSE, form.path, one.key)
    kept.forget(DENSE, dense.keys() - {one.path for one in wanted})
    return list(stale)


class _Wanted(NamedTuple):
    """A compressed form that there may be."""

    path: str
    key: bytes
    """Of what it is made."""
    ending: str
    whole: Stood


def _wanted(output: Output) -> Iterator[_Wanted]:
    """Every compressed form that there may be; no file that is there without them is in the place of one."""
    ways = compressed.ways()
    there = list(output.stood(prune=True))
    taken = {one.path.casefold() for one in there}
    for one in there:
        if compressed.is_worth(one.path, one.size):
            known = bytes.fromhex(one.digest)
            for ending, way in ways.items():
                if f"{one.path}{ending}".casefold() not in taken:
                    yield _Wanted(one.path + ending, digest(known, way), ending, one)


def _is_new(one: _Wanted, dense: Mapping[str, Kept]) -> bool:
    """Whether it is not known that it would be no smaller."""
    row = dense.get(one.path)
    return row is None or row.key != one.key


def _sources(stale: Iterable[tuple[_Wanted, Standing]]) -> Iterator[Source]:
    """The files of these forms, each with those of its own."""
    for whole, forms in itertools.groupby(stale, lambda pair: pair[0].whole):
        yield Source(whole.path, whole.place, whole.digest, tuple((one.ending, there.digest) for one, there in forms))
