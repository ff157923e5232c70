"""What templates and scripts have of the interface's language."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from briefgen import theme, translation
from briefgen.catalogue import Catalogue
from briefgen.pages.signposts import SearchPage
from briefgen.pages.site import SiteInfo
from briefgen.site import wording
from briefgen.site.render import environment, render
from tests.kits import ENGLISH, kit
from tests.search.test_node import node

GERMAN = translation.load(theme.load(Path(), theme.DEFAULT).words, "de")
SITE = SiteInfo("Archive", "", "en", "", {})


def rendered(template: str, words: Catalogue = ENGLISH, cache: str = "", title: str = "") -> str:
    made = environment(kit({"search.html": template})._replace(words=words), cache)
    return render(made, SearchPage("search.html", title, ""), SITE).decode()


def test_a_text_is_escaped_and_links_in_it_are_kept() -> None:
    assert rendered('{{ t("card.in_event", event="<a>"|safe ~ page.title) }}', title="<b>") == "in <a>&lt;b&gt;"
    assert rendered('{{ t("card.in_event", event=page.title) }}', title="<b>") == "in &lt;b&gt;"


def test_dates_numbers_and_names_follow_the_language() -> None:
    template = (
        '{{ "2022-03-07"|longdate }}|{{ "2022-03-07"|shortdate }}|{{ "2022-03"|month }}|{{ "2022-03-07"|daymonth }}|{{ "2022-03-07"|weekday }}|'
        '{{ 3|monthname }}|{{ 3|monthshort }}|{{ 1204|number }}|{{ ["<", "b"]|joined }}|{{ ui_lang }}|{{ ui_dir }}|{{ weekdays[0][1] }}|'
        '{{ span("2022-03-07", "2022-03-09")|striptags }}|{{ t("count.articles", n=2) }}'
    )
    assert rendered(template).split("|") == [
        *("7 March 2022", "7 Mar 2022", "March 2022", "7 March", "Monday", "March", "Mar", "1,204", "&lt; and b", "en", "ltr", "Mon"),
        *("7–9 March 2022", "2 articles"),
    ]
    assert rendered(template, GERMAN).split("|") == [
        *("7. März 2022", "7. März 2022", "März 2022", "7. März", "Montag", "März", "März", "1.204", "&lt; und b", "de", "ltr", "Mo"),
        *("7.–9. März 2022", "2 Artikel"),
    ]


def test_templates_that_were_compiled_for_one_language_serve_another(tmp_path: Path) -> None:
    """A filter of something constant must not be worked out while compiling."""
    template = '{{ "2022-03-07"|longdate }}'
    found = [rendered(template, words, str(tmp_path / "cache")) for words in (ENGLISH, GERMAN, ENGLISH)]
    assert found == ["7 March 2022", "7. März 2022", "7 March 2022"]


def test_macros_know_the_language_however_they_are_imported() -> None:
    templates = {
        "search.html": '{% from "m.html" import of %}{{ of() }}',
        "m.html": '{% macro of() %}{{ t("nav.events") }}{{ 1000|number }}{% endmacro %}',
    }
    made = environment(kit(templates)._replace(words=GERMAN))
    assert render(made, SearchPage("search.html", "", ""), SITE) == b"Ereignisse1.000"


def test_all_that_templates_are_given_is_said_to_depend_on_the_language() -> None:
    made = environment(kit({"search.html": ""}))
    given = {*wording.FILTERS, "span", "ui_lang", "ui_dir", "weekdays"}
    assert given == set(wording.TEXTS)
    assert given | {"t"} <= {*made.filters, *made.globals}


# ---- scripts -------------------------------------------------------------------------------------------------------------------------------

TEXTS_JS = theme.bundled() / theme.DEFAULT / "static" / "search" / "texts.js"


def said(words: Catalogue, *questions: str, tables: tuple[str, ...] = ("search", "date", "names", "marks")) -> list[object]:
    """What scripts say, each a JavaScript expression over `briefgen`."""
    program = f"{wording.script(words, tables).decode()}{TEXTS_JS.read_text(encoding='utf-8')}\nconsole.log(JSON.stringify([{','.join(questions)}]))"
    done = subprocess.run([node(), "-e", program], capture_output=True, text=True, check=True, encoding="utf-8")
    found: list[object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("tag", ["en", "de", "ar"])
def test_scripts_choose_the_forms_that_pages_do(tag: str) -> None:
    words = translation.load(theme.load(Path(), theme.DEFAULT).words, tag)
    numbers = [*range(30), 99, 100, 101, 102, 103, 111, 1000, 1204, 1000000]
    found = said(words, *(f"briefgen.say('search.found', {{n: {number}}})" for number in numbers))
    assert found == [words.say("search.found", n=number) for number in numbers]


@pytest.mark.parametrize("tag", ["en", "de", "ar"])
def test_scripts_write_dates_and_names_as_pages_do(tag: str) -> None:
    words = translation.load(theme.load(Path(), theme.DEFAULT).words, tag)
    days = ["2022", "2022-01", "2022-01-07", "0999-05-01", "2022-12-31T10:00"]
    assert said(words, *(f"briefgen.dateShown('{day}')" for day in days)) == [words.long(day) for day in days]
    names = [["A"], ["A", "B"], ["A", "B", "C"], ["A", "B", "C", "D"]]
    assert said(words, *(f"briefgen.joined({json.dumps(some)}).join('')" for some in names)) == [str(words.joined(some)) for some in names]
    assert said(words, "briefgen.joined([])") == [[]]


def test_scripts_keep_elements_in_their_places() -> None:
    assert said(ENGLISH, "briefgen.pieces('search.corrected', {typed: {a: 1}, used: [2]})") == [
        ["No article has ", {"a": 1}, ". Showing results for ", [2], "."],
    ]


def test_a_language_that_browsers_do_not_know_has_one_form() -> None:
    odd = translation.load(
        (theme.Words("de-12", "x", '[search]\nfound = { one = "eins", other = "{n}" }\n'), *theme.load(Path(), theme.DEFAULT).words), "de-12"
    )
    assert said(odd, "briefgen.say('search.found', {n: 1})") == ["1"]


def test_a_script_has_no_more_texts_than_it_asks_for() -> None:
    made = wording.script(GERMAN, ("marks",)).decode()
    assert set(re.findall(r'"(\w+)\.\w+":', made)) == {"marks"}
    assert "Januar" not in made


def test_the_texts_of_two_scripts_on_one_page_are_both_there() -> None:
    both = wording.script(ENGLISH, ("search",)).decode()
    program = both + wording.script(ENGLISH, ("marks",)).decode() + TEXTS_JS.read_text(encoding="utf-8")
    program += "\nconsole.log(briefgen.say('search.date') + briefgen.say('marks.next'))"
    done = subprocess.run([node(), "-e", program], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout == "DateNext\n"
