"""What is sent of an answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.preview.answers import Answer, sending, type_of

DATA = b"0123456789"
TAG = '"abc"'
FILE = Answer(200, DATA, "image/png", TAG)  # type: ignore[arg-type]


def sent(headers: dict[str, str], method: str = "GET", answer: Answer = FILE) -> tuple[int, bytes, dict[str, str]]:
    made = sending(answer, method, headers)
    return int(made.status), answer.data[made.start : made.start + made.length], dict(made.headers)


def test_all_of_it_is_sent_with_type_length_and_tag() -> None:
    status, data, headers = sent({})
    assert (status, data) == (200, DATA)
    assert headers == {"Content-Type": "image/png", "ETag": TAG, "Accept-Ranges": "bytes", "Content-Length": "10"}


def test_head_is_get_without_the_data() -> None:
    """The same headers, a range is for GET alone."""
    assert sent({"Range": "bytes=0-1"}, "HEAD") == (200, b"", sent({})[2])


@pytest.mark.parametrize("known", [TAG, f'"x", W/{TAG}', "*", f"W/{TAG}"])
def test_what_is_known_is_not_sent_again(known: str) -> None:
    """Compared weakly, as the standard has it; before any range is looked at."""
    status, data, headers = sent({"If-None-Match": known, "Range": "bytes=0-1"})
    assert (status, data) == (304, b"")
    assert headers["ETag"] == TAG
    assert "Content-Length" not in headers


@pytest.mark.parametrize("known", ['"other"', "", "abc", '"ab"'])
def test_another_tag_is_sent_all(known: str) -> None:
    assert sent({"If-None-Match": known})[0] == 200


@pytest.mark.parametrize(
    ("asked", "data", "place"),
    [
        ("bytes=0-3", b"0123", "bytes 0-3/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=-2", b"89", "bytes 8-9/10"),
        ("bytes=-20", DATA, "bytes 0-9/10"),
        ("bytes=9-99", b"9", "bytes 9-9/10"),
        ("Bytes=0-0", b"0", "bytes 0-0/10"),
    ],
)
def test_a_range_is_sent(asked: str, data: bytes, place: str) -> None:
    status, got, headers = sent({"Range": asked})
    assert (status, got) == (206, data)
    assert headers["Content-Range"] == place
    assert headers["Content-Length"] == str(len(data))
    assert headers["ETag"] == TAG


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=10-12", "bytes=-0"])
def test_a_range_that_is_not_there_is_refused(asked: str) -> None:
    status, data, headers = sent({"Range": asked})
    assert (status, data, headers["Content-Range"]) == (416, b"", "bytes */10")


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "bytes=-", "bytes=3-1", "bytes=a-b", "lines=0-1", "bytes 0-1", "bytes=" + "9" * 30 + "-"])
def test_a_range_that_is_not_understood_is_ignored(asked: str) -> None:
    """Several at once as well, as the standard allows."""
    assert sent({"Range": asked})[:2] == (200, DATA)


@pytest.mark.parametrize(("tag", "status"), [(TAG, 206), ('"old"', 200), (f"W/{TAG}", 200), ("Sun, 06 Nov 1994 08:49:37 GMT", 200)])
def test_a_range_of_an_earlier_file_is_not_sent(tag: str, status: int) -> None:
    """Two halves of different files would be joined."""
    assert sent({"Range": "bytes=0-1", "If-Range": tag})[0] == status


def test_only_what_is_there_has_ranges() -> None:
    """A part of the 404 page is of no use to anybody."""
    answer = Answer(404, DATA, "text/html", TAG)  # type: ignore[arg-type]
    assert sent({"Range": "bytes=0-1"}, answer=answer)[:2] == (404, DATA)


@given(st.binary(max_size=20), st.integers(0, 25), st.integers(0, 25))
def test_a_range_is_that_of_the_bytes(data: bytes, first: int, last: int) -> None:
    """Whatever the numbers."""
    status, got, _ = sent({"Range": f"bytes={first}-{last}"}, answer=Answer(200, data, "text/plain", TAG))  # type: ignore[arg-type]
    if last < first:
        assert (status, got) == (200, data)
    else:
        assert (status, got) == ((206, data[first : last + 1]) if first < len(data) else (416, b""))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a/B.HTML", "text/html; charset=utf-8"),
        ("x.js", "text/javascript; charset=utf-8"),
        ("x.tar.gz", "application/octet-stream"),
        ("none", "application/octet-stream"),
        ("x.svg", "image/svg+xml"),
    ],
)
def test_types_do_not_depend_on_the_system(name: str, kind: str) -> None:
    assert type_of(name) == kind
