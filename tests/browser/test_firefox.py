"""The search in Firefox, from a disk and from a host. Firefox is driven by Marionette, its own protocol: playwright only drives its own build."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefgen.site.build import build
from tests.archives import make
from tests.browser.dockers import ARCHIVE
from tests.browser.hosts import hosted

PATIENCE = 30.0
"""Seconds in which something must have come to pass."""


class Firefox:
    """A Firefox without a window, in a profile of its own."""

    def __init__(self, program: str, profile: Path) -> None:
        (profile / "user.js").write_text('user_pref("marionette.port", 0);\n')  # any; it says which in a file
        command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port = until(partial(_read, profile / "MarionetteActivePort"))
        self._line = socket.create_connection(("127.0.0.1", int(port)), timeout=PATIENCE)
        self._answers = self._line.makefile("rb")
        self._receive()  # its greeting
        self._calls = 0
        self.call("WebDriver:NewSession", capabilities={})

    def call(self, command: str, **parameters: object) -> Any:
        """What a command of Marionette gives."""
        self._calls += 1
        message = json.dumps([0, self._calls, command, parameters]).encode()
        self._line.sendall(b"%d:%b" % (len(message), message))
        _, _, error, found = self._receive()
        assert error is None, error
        return found

    def run(self, script: str, *arguments: object) -> Any:
        """What a function's body gives in the page."""
        return self.call("WebDriver:ExecuteScript", script=script, args=arguments)["value"]

    def close(self) -> None:
        self._answers.close()
        self._line.close()
        self._process.terminate()
        self._process.wait()

    def _receive(self) -> Any:
        size = b""
        while (byte := self._answers.read(1)) != b":":
            assert byte, "Firefox has gone"
            size += byte
        return json.loads(self._answers.read(int(size)))


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def until(found: Any) -> Any:
    """The first result of `found` that is something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if result := found():
            return result
        time.sleep(0.05)
    raise TimeoutError


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.skip("no Firefox")
    driven = Firefox(program, tmp_path_factory.mktemp("profile"))
    yield driven
    driven.close()


@pytest.fixture(scope="module", params=["disk", "host"])
def home(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the site's folder."""
    root = make(tmp_path_factory.mktemp("firefox"), ARCHIVE)
    assert build(root).problems == ()
    if request.param == "disk":
        yield (root / "site").as_uri() + "/"
        return
    with hosted(root) as address:
        yield f"{address}site/"


def test_searching_choosing_opening_and_coming_back(firefox: Firefox, home: str) -> None:
    """From a query in the address to results, by a filter to fewer, into an article with its words marked, and back."""
    count = "return document.querySelector('#search-status').textContent"
    firefox.call("WebDriver:Navigate", url=home + "search.html?q=strike")
    until(lambda: firefox.run(count) == "24 articles and 2 copies")
    assert firefox.run("return document.querySelectorAll('#search article mark').length") >= 10
    until(lambda: firefox.run("return document.querySelectorAll('[data-column=outlet] li').length") >= 3)
    firefox.run("document.querySelector('[data-column=outlet] input[type=checkbox]').click()")
    until(lambda: firefox.run(count) == "8 articles")
    until(lambda: str(firefox.run("return location.search")).endswith("&outlet=harbour-post"))
    firefox.run("document.querySelector('#search .result-link').click()")
    until(lambda: str(firefox.run("return document.querySelector('.marks-bar')?.textContent")).startswith("1 of"))
    assert firefox.run("return document.querySelector('mark.here').textContent.toLowerCase()") == "strike"
    firefox.call("WebDriver:Back")
    until(lambda: firefox.run("return document.querySelector('#search')?.dataset.state") == "done")
    assert firefox.run(count) == "8 articles"


def test_typing_and_dates(firefox: Firefox, home: str) -> None:
    """Results as one types; an arrow key on the histogram's end leaves the later ones."""
    firefox.call("WebDriver:Navigate", url=home + "search.html")
    box = next(iter(firefox.call("WebDriver:FindElement", using="css selector", value="#q")["value"].values()))
    firefox.call("WebDriver:ElementSendKeys", id=box, text="quinquer")
    until(lambda: firefox.run("return document.querySelector('#search-status').textContent") == "1 article")
    firefox.call("WebDriver:Navigate", url=home + "search.html?q=dockers")
    until(lambda: firefox.run("return document.querySelector('.dates-ends input')?.max > 1"))
    slider = next(iter(firefox.call("WebDriver:FindElement", using="css selector", value=".dates-ends input")["value"].values()))
    firefox.call("WebDriver:ElementSendKeys", id=slider, text="\ue014")  # the arrow to the right
    until(lambda: firefox.run("return document.querySelector('#search-status').textContent") == "23 articles")
    assert firefox.run("return document.querySelector('.dates-ends input').getAttribute('aria-valuetext')") == "February 2021"
