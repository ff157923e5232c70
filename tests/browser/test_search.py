"""The search page splits texts into the terms that the index has, whatever the script."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from briefgen import theme
from briefgen.search.terms import terms
from briefgen.site.build import build
from tests.archives import make

TEXTS = (
    """\
The Quay, 1984|don't|O’Neill's|it‘s 'quoted'|e-mail|snake_case|__proto__|constructor|C++|AT&T|a.b.c|3.5%|$1,000|№ 5|#tag @name
Élan naïve coöperate|e\u0301lan nai\u0308ve|Ångström|Łódź|Đorđe|Øresund|ß ẞ STRASSE|Æsir œuvre|ĳ Ĳ|İstanbul ISTANBUL ıstanbul|ﬁnal ﬂow ﬃ
ΟΔΟΣ ὁδός Σ ς σΣ|Σίσυφος. ΣΑΣ-ΣΑΣ ΑΣ, ΑΣ’|Привет, ёлка Й|ЇЖАК|עִבְרִית|العَرَبِيَّة|हिन्दी|ไทย|ខ្មែរ|தமிழ்|Հայերեն|ქართული Ქართული
北京の会議|東京タワー|カタカナ ｶﾀｶﾅ ﾊﾟ|ひらがな|한국어 각|ab北cd12京|㍿ ㌔ ㊀|豈 﨎|𠀀𠀁|〇 々 〆 ー|ーa|ㄅㄆ|Ａｂｃ１２
½ ¼ 1½|x² H₂O|Ⅻ ⅻ|① ⑴|٣ ४ ๓|1_000|𝒳𝟙𝓐|🙂 👩‍👩‍👧 a🙂b|🇩🇪|℃ Å K|ª º|ǆ ǅ Ǆ|ŉ|ﬓ|ꭰ Ꭰ|𐐀𐐨
a\u00adb|a\u200bb|a\u200db|a\u00a0b|a\u2019b|a\u02bcb|a\u0327\u0301|\u0301a|a\u20ddb|a\ufe0fb|\ufeffa|a\u2028b|ﷺ|ﺍﻟ|ſ|ẛ\u0323|ÅÅ\u212b
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

FOLDER = Path(theme.bundled()) / theme.DEFAULT


@pytest.fixture
def blank(page: Page) -> Page:
    """An empty page with the script that splits texts."""
    page.add_script_tag(path=FOLDER / "static" / "search" / "words.js")
    return page


def test_the_page_finds_the_terms_that_the_index_has(blank: Page) -> None:
    """Accents, ligatures, fractions, final sigma, ideographs, emoji: each text alone, in capitals, and next to letters."""
    texts = [form for text in TEXTS for form in (text, text.upper(), text.lower(), f"x{text}y", f"北{text}1", unicodedata.normalize("NFD", text))]
    found = blank.evaluate("(texts) => texts.map((text) => [briefgen.words.termsOf(text), briefgen.words.placed(text)])", texts)
    for text, (listed, placed) in zip(texts, found, strict=True):
        assert listed == terms(text), text
        assert [one["term"] for one in placed] == terms(text), text


def test_a_term_s_place_is_where_it_stands(blank: Page) -> None:
    """What is marked in a result is that term, however it is spelt there."""
    found = blank.evaluate("(texts) => texts.map(briefgen.words.placed)", TEXTS)
    for text, placed in zip(TEXTS, found, strict=True):
        units = text.encode("utf-16-le")
        for one in placed:
            marked = units[2 * one["start"] : 2 * one["end"]].decode("utf-16-le")
            assert one["term"].replace("ς", "σ") in [term.replace("ς", "σ") for term in terms(marked)], (text, one)


def test_every_sign_means_the_same_on_both_sides(blank: Page) -> None:
    """Every character of Unicode 3.2 between letters, and of its long runs of ideographs and Hangul every hundredth; later versions
    of it a browser and a Python may not share."""
    known = [code for code in range(sys.maxunicode + 1) if unicodedata.ucd_3_2_0.category(chr(code)) not in ("Cn", "Cs", "Co")]
    texts = [
        f"a{chr(code)}b" for code in known if code % 100 == 0 or unicodedata.ucd_3_2_0.name(chr(code), "").split(" ")[0] not in ("CJK", "HANGUL")
    ]
    found = blank.evaluate("(texts) => texts.map(briefgen.words.termsOf)", texts)
    assert [f"{ord(text[1]):04X}" for text, listed in zip(texts, found, strict=True) if listed != terms(text)] == []


@pytest.mark.parametrize(
    ("body", "query"),
    [
        ("The café’s ﬁnal ½ of ΟΔΟΣ", "CAFE final 1 οδος"),
        ("東京タワーの会議", "京タ"),
        ("İstanbul and Łódź", "istanbul Łódź"),
        ("the constructor of __proto__", "constructor proto"),
        ("𐐀𐐨 beyond the first plane, and 﨎 within", "𐐨𐐨 﨎"),
        ("Straße", "straße"),
    ],
)
def test_an_article_is_found_however_its_words_are_written(page: Page, tmp_path: Path, body: str, query: str) -> None:
    """From the address to the result, through the index's own files."""
    others = "".join(f"-- content/articles/o{number}.md --\n---\ntitle: Other {number}\n---\nfinal words 1\n" for number in range(12))
    root = make(tmp_path, f"-- content/articles/a.md --\n---\ntitle: The one\n---\n{body}\n{others}")
    assert build(root).problems == ()
    page.goto((root / "site" / "search.html").as_uri() + "?q=" + quote(query))
    expect(page.get_by_role("status")).to_have_text("1 article")
    page.get_by_role("main").get_by_role("link", name="The one").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The one")
