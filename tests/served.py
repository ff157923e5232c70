"""nginx on this machine, as a child of the test: a site as a real web server serves it."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import pytest

NO_NGINX: Final = "no nginx: tests with it are skipped; 'make browser' installs it where it can"
_PLACES: Final = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin")
_TYPES: Final = ("/etc/nginx/mime.types", "/usr/local/etc/nginx/mime.types", "/opt/homebrew/etc/nginx/mime.types")

_CONFIG: Final = """\
daemon off;
master_process off;
worker_processes 1;
pid {work}/nginx.pid;
error_log {work}/error.log warn;
events {{ worker_connections 256; }}
http {{
  include {types};
  default_type application/octet-stream;
  charset utf-8;
  access_log off;
  client_body_temp_path {work}/body;
  proxy_temp_path {work}/proxy;
  fastcgi_temp_path {work}/fastcgi;
  uwsgi_temp_path {work}/uwsgi;
  scgi_temp_path {work}/scgi;
  {maps}
  server {{
    listen 127.0.0.1:{port};
    server_name localhost;
    root {root};
    index index.html;
    absolute_redirect off;
    gzip_static on;
    error_page 404 {base}404.html;
    {rules}
  }}
}}
"""


def free_port() -> int:
    """A port of this machine that nobody listens at just now."""
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def when_it_listens(port: int, running: subprocess.Popen[bytes], tries: int = 300) -> None:
    """Waits until somebody listens there; fails if the program has ended before."""
    for _ in range(tries):
        if running.poll() is not None:
            break
        with closing(socket.socket()) as one:
            one.settimeout(0.1)
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            running.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
    pytest.fail(f"{running.args!r} does not listen")


def program() -> str:
    """Where nginx is; without one, the test is skipped."""
    found = shutil.which("nginx") or shutil.which("nginx", path=":".join(_PLACES))
    if found is None:
        pytest.skip(NO_NGINX)
    return found


@contextmanager
def nginx(site: Path, work: Path, *, port: int = 0, base: str = "/", rules: str = "", maps: str = "") -> Iterator[str]:
    """The address at which nginx serves a site, with its slash: below the path `base` of a host that has nothing else. `rules` stand in its server
    block, `maps` around it. `work` is a folder of its own."""
    port = port or free_port()
    types = next((path for path in _TYPES if Path(path).exists()), "/dev/null")
    root = work / "root"
    place = root / base.strip("/") if base.strip("/") else root
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(site.absolute(), target_is_directory=True)
    config = _CONFIG.format(work=work, types=types, port=port, root=root, base=base, rules=rules, maps=maps)
    (work / "nginx.conf").write_text(config, encoding="utf-8")
    words = [program(), "-p", str(work), "-c", str(work / "nginx.conf"), "-e", str(work / "error.log")]
    with subprocess.Popen(words, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            when_it_listens(port, running)
            yield f"http://127.0.0.1:{port}{base}"
        finally:
            running.terminate()
