"""The preview: build, serve, watch; on a change show what can be shown at once, build again, and tell the browser."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from briefgen.archive import SITE
from briefgen.preview.builder import Build, Builder
from briefgen.preview.built import Built
from briefgen.preview.following import Follower
from briefgen.preview.server import HOST, Server
from briefgen.preview.watch import Burst, Watcher
from briefgen.site.ahead import Ahead
from briefgen.site.resident import Resident


def serve(
    root: Path,
    build: Build,
    *,
    port: int,
    poll: bool,
    on_ready: Callable[[str], None],
    on_built: Callable[[Built], None],
    stop: threading.Event,
    host: str = HOST,
    resident: Resident | None = None,
    site: str = SITE,
) -> None:
    """Serves the archive's folder `site`, builds it, and builds again whenever the files of the archive `root` change, until `stop` is set, as it
    is when this returns or raises.

    `build` may write into content/ (it ingests first). It runs in the caller's thread, so that an interruption ends it at once, and so does
    `on_built`, after each build; `on_ready` is given the address before the first. With `resident`, if `build` builds with it too, pages
    that a browser shows are made ahead of the build, from a thread of their own. A build that fails leaves what is served as it is; its
    errors are shown in the browser. What somebody deletes of `site/` is built anew, once it is asked for or all of it is gone. Raises OSError
    when no port is free.
    """
    root = root.resolve()
    resident = resident or Resident()
    ahead = Ahead(root, resident)
    burst = Burst()

    def missed(path: str) -> None:
        if resident.last and resident.last.makes(path):
            burst.add([root / site / path])  # somebody has deleted it, unless a build that is under way is about to write it

    served = Server(root / site, port, host, ahead, root, missed)
    with closing(resident), closing(served) as server, closing(Watcher(root, poll, site)) as watcher:
        follower = Follower(watcher, ahead, server, burst)
        builder = Builder(root, build, watcher, burst, server, follower, ahead, resident, on_built)
        threading.Thread(target=_wake_when, args=(stop, watcher, burst), name="preview-stop", daemon=True).start()
        try:
            server.start()
            on_ready(server.url)
            follower.start()
            builder.turn((), 0)
            while (taken := burst.take()) is not None:
                builder.turn(*taken)
            follower.reraise()
        finally:
            stop.set()


def _wake_when(stop: threading.Event, watcher: Watcher, burst: Burst) -> None:
    stop.wait()
    watcher.wake()
    burst.end()
