"""What pages declare is read by others as it was meant: schema.org's own types, and a reader of what is embedded in pages."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import extruct
import pytest

from briefgen.pages.site import SiteInfo
from briefgen.publish.awkward import MOODS, trials
from briefgen.site import linked
from tests import outside
from tests.declared import graph
from tests.kits import ENGLISH
from tests.site.test_metadata import ARCHIVE, BASE, SETTINGS
from tests.sites import Site, built, pages

VOCABULARY = Path(sys.prefix) / "npm" / "node_modules" / "schema-dts" / "dist" / "schema.d.ts"
"""schema.org's vocabulary as types of TypeScript: which properties an item of a type has, and what each may hold."""
OPTIONS = ("--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--moduleResolution", "nodenext", "--pretty", "false")


def complaints(said: dict[str, object], tmp_path: Path) -> list[str]:
    """What TypeScript has against JSON-LD, by the names of what says it. How a search is asked is Google's own property, which no type has."""
    lines = [f'import type {{ Graph }} from "{VOCABULARY.as_posix().removesuffix(".d.ts")}";']
    lines += [f"export const _{place}: Graph = {json.dumps(one).replace(QUERY, '')};" for place, one in enumerate(said.values())]
    program = tmp_path / "said.ts"
    program.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = outside.run("tsc", *OPTIONS, str(program))
    names = list(said)
    found = [line.partition("said.ts(")[2] for line in done.stdout.splitlines() if "said.ts(" in line]
    assert found or not done.returncode, done.stdout + done.stderr
    return [f"{names[int(line.split(',')[0]) - 2]}: {line.partition(': ')[2]}" for line in found]


QUERY = ', "query-input": "required name=search_term_string"'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(tmp_path_factory.mktemp("declared"), SETTINGS + ARCHIVE)


def test_everything_that_is_said_is_schema_org_s(site: Site, tmp_path: Path) -> None:
    """On each page of a site, and on such as are as awkward as can be: no type and no property but those of the vocabulary."""
    said: dict[str, object] = {path: {"@context": "https://schema.org", "@graph": graph(site[path])} for path in pages(site) if path != "404.html"}
    info = SiteInfo("T", "D", "en", BASE, {})
    for mood in MOODS[:2]:
        for trial in trials(mood):
            if found := linked.described(trial.page, info, ENGLISH, lambda path: BASE + path):
                said[trial.name] = found
    assert complaints(said, tmp_path) == []


def test_what_is_not_schema_org_s_is_found(tmp_path: Path) -> None:
    """So that the check can fail."""
    graph = [{"@type": "NewsArticle", "headlines": "x"}]
    assert complaints({"a": {"@context": "https://schema.org", "@graph": graph}}, tmp_path) != []


def test_another_s_reader_finds_the_same(site: Site) -> None:
    """In JSON-LD, in Open Graph and in Dublin Core."""
    page = site["articles/2024/a.html"].decode()
    found = extruct.extract(page, base_url=f"{BASE}articles/2024/a.html", syntaxes=["json-ld", "opengraph", "dublincore"])
    assert found["json-ld"][0]["@graph"] == graph(page.encode())
    graphed = found["opengraph"][0]
    assert graphed["namespace"] == {"og": "http://ogp.me/ns#", "article": "http://ogp.me/ns/article#"}
    assert ("og:type", "article") in graphed["properties"]
    assert [value for name, value in graphed["properties"] if name == "article:tag"] == ["rivers", "dams"]
    core = {element["name"]: element["content"] for element in found["dublincore"][0]["elements"]}
    assert (core["DC.title"], core["DC.publisher"], core["DC.date"]) == ("2024/a", "Echo", "2024-03-01T10:30:00+01:00")
    assert {element["URI"] for element in found["dublincore"][0]["elements"]} >= {"http://purl.org/dc/elements/1.1/creator"}
