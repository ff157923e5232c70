"""The files `_headers` and `_redirects` as values."""

from __future__ import annotations

from briefgen.publish import rules

HEADERS = """\
# a remark
/*
  X-Frame-Options: DENY
  Content-Security-Policy: default-src 'none'; img-src data:

/static/*
  Cache-Control: immutable
/*.b+b
  Content-Type: text/x
/:kind/about.html
  X-Kind: one
  no header
"""


def test_headers_are_read_with_their_paths_and_lines() -> None:
    """Remarks and what is no header are passed over; a value may have colons."""
    found = rules.headers(HEADERS)
    assert [(rule.path, rule.line, len(rule.headers)) for rule in found] == [
        ("/*", 2, 2),
        ("/static/*", 6, 1),
        ("/*.b+b", 8, 1),
        ("/:kind/about.html", 10, 1),
    ]
    assert found[0].headers[1] == ("Content-Security-Policy", "default-src 'none'; img-src data:")


def test_a_path_has_the_headers_of_all_rules_that_are_of_it() -> None:
    """A star is anything, a name anything without a slash; all else is itself."""
    found = rules.headers(HEADERS)
    assert set(rules.headers_for(found, "/static/a/b.css")) == {"x-frame-options", "content-security-policy", "cache-control"}
    assert rules.headers_for(found, "/x/a.b+b")["content-type"] == "text/x"
    assert "content-type" not in rules.headers_for(found, "/x/a.bbb")
    assert "x-kind" in rules.headers_for(found, "/x/about.html")
    assert "x-kind" not in rules.headers_for(found, "/x/y/about.html")


def test_what_two_rules_say_of_one_header_is_joined() -> None:
    """As hosts do."""
    found = rules.headers("/*\n  A: b\n/x\n  a: c\n")
    assert rules.headers_for(found, "/x") == {"a": "b, c"}


def test_redirects_are_read() -> None:
    """With those of many addresses told apart."""
    found = rules.redirects("# moved\n\n/a   /b\t301\n/old/* /new/:splat\n/x/:y /z\nonly\n")
    assert [(one.source, one.target, one.is_dynamic, one.line) for one in found] == [
        ("/a", "/b", False, 3),
        ("/old/*", "/new/:splat", True, 4),
        ("/x/:y", "/z", True, 5),
    ]
