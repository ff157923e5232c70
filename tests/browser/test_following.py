"""A page that is open in the preview follows what is built, and keeps what its reader did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from briefgen.pages.links import Link
from briefgen.preview.news import News
from briefgen.preview.server import Server
from briefgen.problem import Problem
from tests.archives import write
from tests.browser.kept import join, was_kept

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'"
Put = Callable[..., None]


def source(body: str, title: str = "Title", head: str = "", attributes: str = "") -> str:
    style = '<link rel="icon" href="data:,"><link rel="stylesheet" href="/static/style.00000001.css">'
    meta = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>{title}</title>'
    return f'<!doctype html>\n<html lang="en"{attributes}>\n<head>\n{meta}\n{style}\n{head}</head>\n<body>\n{body}\n</body>\n</html>\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path, "site/static/style.00000001.css", "body { background: rgb(1, 1, 1) }")
    write(tmp_path, "site/404.html", "<!doctype html><title>None</title><link rel=icon href=data:,><h1>None</h1>")
    return tmp_path / "site"


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    with closing(Server(site, 0, root=site.parent)) as made:
        made.start()
        yield made


@pytest.fixture
def put(server: Server, site: Path) -> Put:
    """Writes a page and tells of it."""

    def put(body: str, path: str = "index.html", problems: tuple[Problem, ...] = (), **further: str) -> None:
        write(site, path, source(body, **further))
        server.show(News(problems))

    return put


@pytest.fixture
def page(page: Page, server: Server) -> Iterator[Page]:
    """A page that knows whether it was loaded anew, and that leaves before the server ends."""
    assert server
    page.add_init_script("window.kept = false")
    yield page
    page.close()


def begin(page: Page, address: str) -> None:
    """Opens it, and waits until it hears the news and knows its own source."""
    with page.expect_response(lambda response: "/__briefgen__/events" in response.url):
        join(page, address)


LONG = "".join(f"<p id=p{number}>Paragraph number {number}.</p>\n" for number in range(200))


def test_only_what_differs_changes(page: Page, server: Server, put: Put) -> None:
    """Nodes that are the same stay the same nodes; title and attributes follow."""
    put("<main><p class=a>One</p><p>Two</p><ul><li>x</li><li>y</li></ul></main>")
    begin(page, server.url)
    page.evaluate("window.nodes = [...document.querySelectorAll('p, li')]")
    put("<main><p class=b>One</p><p>Other</p><ul><li>new</li><li>x</li><li>y</li></ul><hr></main>", title="Later", attributes=" dir=rtl")
    expect(page.locator("hr")).to_have_count(1)
    assert page.title() == "Later"
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.locator("p.b").inner_text() == "One"
    assert page.locator("li").all_inner_texts() == ["new", "x", "y"]
    assert page.evaluate("nodes.every((node) => node.isConnected)")
    assert was_kept(page)


@pytest.mark.parametrize(
    "bodies",
    [
        ("<p>a</p><p>b</p><p>c</p>", "<p>c</p><p>a</p><p>b</p>"),
        ("<p>a</p>text<!-- c --><b>x</b>", "other<p>a</p><!-- d --><b>x<i>y</i></b>"),
        ("<ul>" + "".join(f"<li>{n}</li>" for n in range(30)) + "</ul>", "<ul>" + "".join(f"<li>{n}</li>" for n in range(29, 0, -2)) + "</ul>"),
        ("<div><div><p>x</p></div></div>", "<div><p>x</p></div>"),
        ("<svg viewBox='0 0 1 1'><path d='M0 0'/></svg>", "<svg viewBox='0 0 2 2'><path d='M1 1'/><title>t</title></svg>"),
        ("<table><tr><td>1</table>", "<table><tr><td>1<td>2<tr><td>3</table>"),
        ("<noscript><p>a</p></noscript><p>x</p>", "<noscript><p>b</p></noscript><p>x</p>"),
        ("<details><summary>a</summary>x</details>", "<details><summary>b</summary>x</details><details open>y</details>"),
        ("", "<p>x</p>"),
        ("<p>x</p>", ""),
        ("<p>xx</p>" * 700, "<p>yy</p>" + "<p>xx</p>" * 500 + "<p>zz</p>" * 300),
    ],
)
def test_a_patched_page_is_the_page_that_a_reload_would_make(page: Page, server: Server, put: Put, bodies: tuple[str, str]) -> None:
    """There and back, whatever was moved, added or taken away."""
    put(bodies[0])
    begin(page, server.url)
    for number, body in enumerate((bodies[1], bodies[0])):
        put(body, title=f"Title {number}")
        expect(page).to_have_title(f"Title {number}")
        patched = page.evaluate("document.body.outerHTML")
        assert was_kept(page)
        with page.context.expect_page() as opened:
            page.evaluate("window.open(location.href)")
        other = opened.value
        other.wait_for_load_state()
        assert other.evaluate("document.body.outerHTML") == patched
        other.close()


def test_where_one_reads_and_what_one_does_stays(page: Page, server: Server, put: Put) -> None:
    """Scroll, focus, selection, what is open and what was typed, while the text around it changes."""
    body = "<h1>{}</h1><details id=d><summary>More</summary>x</details><input id=i value=a>" + LONG
    put(body.format("First"))
    begin(page, server.url)
    page.evaluate("""() => {
        d.open = true;
        i.value = "typed";
        scrollTo(0, 1500);
        getSelection().setBaseAndExtent(p50.firstChild, 3, p50.firstChild, 9);
    }""")
    before = page.evaluate("[scrollY, String(getSelection())]")
    put(body.format("Other").replace("number 50.", "number 50 and more."))
    expect(page.locator("h1")).to_have_text("Other")
    assert page.locator("#p50").inner_text() == "Paragraph number 50 and more."
    assert page.evaluate("[scrollY, String(getSelection())]") == before
    assert page.evaluate("[d.open, i.value]") == [True, "typed"]
    page.focus("#i")
    page.evaluate("i.setSelectionRange(1, 3)")
    put(body.format("Third"))
    expect(page.locator("h1")).to_have_text("Third")
    assert page.evaluate("[document.activeElement.id, i.selectionStart, i.selectionEnd]") == ["i", 1, 3]
    assert was_kept(page)


def test_a_focus_that_was_taken_away_is_given_back(page: Page, server: Server, put: Put) -> None:
    """To what stands there now."""
    put("<div><a id=a href=x>One</a></div>")
    begin(page, server.url)
    page.focus("#a")
    put("<p><a id=a href=x>Two</a></p>")
    expect(page.locator("p a")).to_be_focused()


def test_what_scripts_did_stays(page: Page, server: Server, put: Put, site: Path) -> None:
    """A scheme that was chosen, a button that was added, a list that was filled, beside text that changes."""
    write(
        site,
        "static/a.js",
        "document.documentElement.dataset.scheme = 'dark';"
        "document.querySelector('ol').append('filled');"
        "main.append(document.createElement('button'));",
    )
    body = "<main id=main><p>{}</p><ol></ol></main>"
    head = '<script src="static/a.js" defer></script>'
    put(body.format("One"), head=head)
    begin(page, server.url)
    put(body.format("Two"), head=head, attributes=" dir=ltr")
    expect(page.locator("p")).to_have_text("Two")
    assert page.evaluate("[document.documentElement.dataset.scheme, document.querySelector('ol').textContent]") == ["dark", "filled"]
    expect(page.locator("button")).to_have_count(1)
    assert was_kept(page)


@pytest.mark.parametrize(
    ("before", "after", "head"),
    [
        ("<p>{}</p>", "<p>{}</p>", '<script src="static/b.js" defer></script>'),
        ("<p>{}</p>", "<p>{}</p><button>New</button>", ""),
        ("<p>{}</p><b id=b>text</b>", "<p>{}</p><b id=b>other</b>", ""),
        ("<p>{}</p><i id=i>text</i>", "<p>{}</p><i id=i>other</i>", ""),
        ("<p>{}</p><template><b>x</b></template>", "<p>{}</p><template><b>y</b></template>", ""),
    ],
    ids=["other scripts", "something to act on", "a text that a script changed", "an element that a script removed", "a template"],
)
def test_where_a_patch_is_not_sure_to_be_right_the_page_is_loaded_anew(
    page: Page, server: Server, put: Put, site: Path, before: str, after: str, head: str
) -> None:
    """And is as it was: scrolled, focused, open."""
    write(
        site,
        "static/a.js",
        "const b = document.querySelector('#b');if (b) b.firstChild.data += '!';document.querySelector('#i')?.remove();",
    )
    write(site, "static/b.js", "")
    script = '<script src="static/a.js" defer></script>'
    rest = "<details id=d><summary>More</summary>x</details><label>a <input type=checkbox id=c></label><textarea id=t></textarea>" + LONG
    put(before.format("One") + rest, head=script)
    begin(page, server.url)
    page.evaluate("d.open = c.checked = true; t.value = 'typed'; t.focus({preventScroll: true}); t.setSelectionRange(2, 4); p50.scrollIntoView()")
    put(after.format("Two") + rest, head=script + head)
    expect(page.locator("p").first).to_have_text("Two")
    expect(page.locator("#p50")).to_be_in_viewport()
    expect(page.locator("#t")).to_be_focused()  # which comes last
    assert not was_kept(page)
    assert page.evaluate("[d.open, c.checked, t.value, document.activeElement.id, t.selectionStart, t.selectionEnd]") == [
        True,
        True,
        "typed",
        "t",
        2,
        4,
    ]


def test_only_the_page_that_changed_does(page: Page, server: Server, put: Put) -> None:
    """Another one asks for nothing."""
    put("<p>A</p>")
    put("<p>B</p>", "other.html")
    begin(page, server.url)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    put("<p>B, edited</p>", "other.html")
    put("<p>A</p>", problems=(Problem("a.md", 1, "heard"),))
    expect(page.locator("#briefgen-problems")).to_contain_text("heard")
    assert asked == []
    put("<p>A, edited</p>")
    expect(page.locator("p", has_text="A, edited")).to_have_count(1)


def test_a_stylesheet_is_swapped_without_a_reload_and_without_a_flash(page: Page, server: Server, put: Put, site: Path) -> None:
    """Before the pages are built that name it; the old one stays until the new one is there, and what the page says later changes nothing more."""
    put("<p>A</p>")
    begin(page, server.url)
    page.evaluate("""() => {
        window.seen = new Set();
        const look = () => { seen.add(getComputedStyle(document.body).backgroundColor); requestAnimationFrame(look); };
        look();
    }""")
    write(site, "static/style.00000002.css", "body { background: rgb(2, 2, 2) }")
    server.show(News(styles={"static/style.css": "static/style.00000002.css"}))
    expect(page.locator("body")).to_have_css("background-color", "rgb(2, 2, 2)")
    expect(page.locator("link[rel=stylesheet]")).to_have_count(1)
    write(site, "index.html", source("<p>B</p>").replace("00000001", "00000002"))
    (site / "static/style.00000001.css").unlink()
    server.show(News())
    expect(page.locator("p")).to_have_text("B")
    expect(page.locator("link[rel=stylesheet]")).to_have_attribute("href", "/static/style.00000002.css")
    assert page.evaluate("[...seen]") == ["rgb(1, 1, 1)", "rgb(2, 2, 2)"]
    assert was_kept(page)


def test_a_page_that_was_loaded_just_before_a_stylesheet_became_another_swaps_it(page: Page, server: Server, put: Put, site: Path) -> None:
    """It had not begun to listen when that was told."""
    put("<p>A</p>")
    write(site, "static/style.00000002.css", "body { background: rgb(2, 2, 2) }")
    server.show(News(styles={"static/style.css": "static/style.00000002.css"}))
    begin(page, server.url)
    expect(page.locator("body")).to_have_css("background-color", "rgb(2, 2, 2)")
    assert was_kept(page)


def test_a_page_that_names_another_stylesheet_swaps_it_too(page: Page, server: Server, put: Put, site: Path) -> None:
    """As well as one that is added, and one that goes."""
    put("<p>A</p>", head='<link rel="stylesheet" href="static/gone.0000000a.css">')
    write(site, "static/gone.0000000a.css", "p { color: rgb(9, 9, 9) }")
    write(site, "static/new.0000000b.css", "p { margin-left: 7px }")
    write(site, "static/style.00000002.css", "body { background: rgb(2, 2, 2) }")
    begin(page, server.url)
    write(site, "index.html", source("<p>B</p>", head='<link rel="stylesheet" href="static/new.0000000b.css">').replace("00000001", "00000002"))
    server.show(News())
    expect(page.locator("body")).to_have_css("background-color", "rgb(2, 2, 2)")
    expect(page.locator("p")).to_have_css("margin-left", "7px")
    expect(page.locator("p")).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator("link[rel=stylesheet]")).to_have_count(2)
    assert was_kept(page)


def test_an_image_that_is_another_is_loaded_anew(page: Page, server: Server, put: Put, site: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"/>'
    write(site, "images/a b.svg", svg.format(10))
    put('<img src="images/a%20b.svg" alt="">')
    begin(page, server.url)
    assert page.evaluate("document.images[0].naturalWidth") == 10
    write(site, "images/a b.svg", svg.format(20))
    server.show(News(images=("images/a b.svg",)))
    expect(page.locator("img")).to_have_js_property("naturalWidth", 20)
    assert was_kept(page)


def test_a_page_that_goes_says_so_and_leads_up(page: Page, server: Server, put: Put, site: Path, faults: list[str]) -> None:
    """What was there stays on the screen; when the page is back, nothing is said any more."""
    notice = page.locator("#briefgen-problems")
    put("<p>Events</p>", "events/index.html")
    put("<p>A</p>", "events/a.html")
    begin(page, server.url + "events/a.html")
    style = "<style>h1 { color: teal }</style>"  # which its own policy allows
    write(site, "404.html", f"<!doctype html><title>None</title><link rel=icon href=data:,>{style}<h1>None</h1>")
    (site / "events/a.html").unlink()
    server.show(News())
    expect(notice).to_contain_text("no longer there")
    assert not [fault for fault in faults if "404" not in fault]
    expect(page.locator("p", has_text="A")).to_have_count(1)
    put("<p>A again</p>", "events/a.html")
    expect(page.locator("p", has_text="A again")).to_have_count(1)
    expect(notice).to_have_count(0)
    (site / "events/a.html").unlink()
    server.show(News())
    server.show(News(orphaned={"events/a.html": Link("The dam", "events/index.html")}))
    expect(notice.get_by_role("link", name="The dam")).to_have_attribute("href", "/events/index.html")
    notice.get_by_role("link", name="Up to events/").click()
    expect(page.locator("p", has_text="Events")).to_have_count(1)
    faults[:] = [fault for fault in faults if "404" not in fault]


def test_a_page_that_was_renamed_is_followed(page: Page, server: Server, put: Put, site: Path, faults: list[str]) -> None:
    put("<p>A</p>", "events/a.html")
    begin(page, server.url + "events/a.html")
    (site / "events/a.html").rename(site / "events/b ü.html")
    server.show(News(moved={"events/a.html": "events/b ü.html"}))
    page.wait_for_url("**/events/b%20%C3%BC.html")
    faults[:] = [fault for fault in faults if "404" not in fault]


def test_what_appears_where_nothing_was_is_loaded(page: Page, server: Server, put: Put, faults: list[str]) -> None:
    """Whoever waits at an address sees the page when it is written."""
    begin(page, server.url + "new.html")
    put("<p>Written meanwhile</p>", "new.html")
    expect(page.locator("p")).to_have_text("Written meanwhile")
    faults[:] = [fault for fault in faults if "404" not in fault]


def test_a_site_that_appears_takes_the_place_of_its_problems(page: Page, server: Server, put: Put, site: Path, faults: list[str]) -> None:
    """First nothing is built, then it cannot be, then it is."""
    (site / "404.html").unlink()
    begin(page, server.url)
    expect(page.get_by_role("heading", name="Being built")).to_have_count(1)
    server.show(News((Problem("briefgen.toml", 1, "is wrong"),)))
    expect(page.get_by_role("heading", name="Not built")).to_have_count(1)
    put("<p>Site</p>")
    expect(page.locator("p", has_text="Site")).to_have_count(1)
    expect(page.locator("#briefgen-problems")).to_have_count(0)
    faults[:] = [fault for fault in faults if "503" not in fault]


EIGHT = range(8)


def test_many_windows_share_one_stream(page: Page, server: Server, put: Put) -> None:
    """More than a browser has connections for; each hears what is its own, be it a second window of the same page, and when the one that
    listens goes, another one does."""
    for number in EIGHT:
        put(f"<p>Page {number}</p>", f"{number}.html")
    begin(page, f"{server.url}0.html")
    windows = [page, *(page.context.new_page() for _ in EIGHT)]
    for window, name in zip(windows[1:], [*EIGHT[1:], 3], strict=True):
        join(window, f"{server.url}{name}.html")
    for turn, gone in (("second", 0), ("third", 1), ("fourth", 5)):
        for number in EIGHT:
            put(f"<p>Page {number}, {turn}</p>", f"{number}.html")
        for window in windows:
            expect(window.locator("p")).to_contain_text(turn)
            assert was_kept(window)
        until(lambda: len(server.open_pages()) == len({window.url for window in windows}) and len(server.streams()) == 1)
        windows.pop(gone).close()
    for window in windows:
        window.close()


def test_a_browser_without_locks_has_each_page_listen(page: Page, server: Server, put: Put) -> None:
    """As at an address in the network that is not this machine's own."""
    page.context.add_init_script("delete Navigator.prototype.locks")
    put("<p>A</p>")
    put("<p>B</p>", "b.html")
    begin(page, server.url)
    other = page.context.new_page()
    begin(other, f"{server.url}b.html")
    put("<p>A, edited</p>")
    put("<p>B, edited</p>", "b.html")
    for window in (page, other):
        expect(window.locator("p")).to_contain_text("edited")
        assert was_kept(window)
    assert len(server.streams()) == 2
    other.close()


def until(holds: Callable[[], bool]) -> None:
    """Returns as soon as it holds."""
    end = monotonic() + 20
    while not holds():
        assert monotonic() < end


def test_pages_in_the_background_hold_no_stream(page: Page, server: Server, put: Put) -> None:
    """A browser has six connections for a host; when they are looked at again they hear what they missed."""
    put("<p>A</p>")
    turn = """hidden => {
        Object.defineProperty(document, "hidden", {value: hidden === "away", configurable: true});
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    begin(page, server.url)
    page.evaluate(turn, "away")
    put("<p>B</p>")
    with page.expect_response(lambda response: "/__briefgen__/events" in response.url):
        page.evaluate(turn, "back")
    expect(page.locator("p")).to_have_text("B")
    assert was_kept(page)
