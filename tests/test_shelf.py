"""What pure steps made, kept between builds: what is kept comes back, nothing else does, whatever befalls the file."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen import shelf
from briefgen.shelf import Kept, Shelf, digest

KEY, OTHER = digest(b"key"), digest(b"other")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "shelf.sqlite"


def keep(path: Path, values: dict[str, bytes], step: str = "step") -> None:
    with Shelf(path) as kept:
        for name, value in values.items():
            kept.put(step, name, KEY, value)


def kept_in(path: Path, step: str = "step") -> dict[str, bytes]:
    with Shelf(path) as kept:
        return {name: one.value for name, one in kept.all(step).items()}


# what is kept


def test_what_was_made_comes_back(path: Path) -> None:
    """Within a shelf's life and in the next one's, alone and all at once; empty values too."""
    with Shelf(path) as first:
        first.put("step", "a", KEY, b"made")
        first.put("step", "b", KEY)
        assert first.get("step", "a", KEY) == b"made"
        assert first.all("step") == {"a": Kept(KEY, b"made"), "b": Kept(KEY, b"")}
        assert first.get("step", "a", KEY) == b"made"
    with Shelf(path) as second:
        assert second.get("step", "b", KEY) == b""
        assert second.all("step") == {"a": Kept(KEY, b"made"), "b": Kept(KEY, b"")}
        assert second.notes == []


def test_what_is_there_is_not_made_again(path: Path) -> None:
    """Of the same input; where making fails nothing is kept."""
    made: list[bytes] = []

    def make() -> bytes:
        made.append(b"made")
        return made[-1]

    def fail() -> NoReturn:
        raise OSError("no room")

    for _ in range(2):
        with Shelf(path) as kept:
            assert kept.made("step", "a", KEY, make) == b"made"
            with pytest.raises(OSError, match="no room"):
                kept.made("step", "b", KEY, fail)
            assert kept.get("step", "b", KEY) is None
    assert len(made) == 1
    with Shelf(path) as kept:
        assert kept.made("step", "a", OTHER, make) == b"made"
    assert len(made) == 2


def test_a_value_of_another_key_is_never_given(path: Path) -> None:
    """Fresh or kept: what was made of something else is of no use."""
    with Shelf(path) as first:
        first.put("step", "a", KEY, b"made")
        assert first.get("step", "a", OTHER) is None
    with Shelf(path) as second:
        assert second.get("step", "a", OTHER) is None
        assert second.get("step", "a", KEY) == b"made"
        second.put("step", "a", OTHER, b"again")
        assert second.get("step", "a", KEY) is None
        assert second.get("step", "a", OTHER) == b"again"


def test_each_step_has_a_place_of_its_own_for_each_name(path: Path) -> None:
    """Also where step and name run together."""
    with Shelf(path) as kept:
        for step, name in (("step", "a"), ("ste", "pa"), ("", "stepa"), ("step", "")):
            kept.put(step, name, KEY, f"{step} {name}".encode())
    with Shelf(path) as kept:
        assert kept.get("step", "a", KEY) == b"step a"
        assert kept.get("ste", "pa", KEY) == b"ste pa"
        assert kept.get("step", "pa", KEY) is None
        assert kept.all("ste") == {"pa": Kept(KEY, b"ste pa")}


def test_what_is_forgotten_is_gone(path: Path) -> None:
    """Fresh or kept; what is not there is gone already."""
    keep(path, {"a": b"1", "b": b"2", "c": b"3"})
    with Shelf(path) as kept:
        kept.put("step", "d", KEY, b"4")
        kept.forget("step", ["a", "d", "none"])
        assert kept.get("step", "a", KEY) is None
        assert set(kept.all("step")) == {"b", "c"}
    assert set(kept_in(path)) == {"b", "c"}


def test_what_was_made_before_something_failed_is_kept(path: Path) -> None:
    """It remains right."""

    def work() -> None:
        with Shelf(path) as kept:
            kept.put("step", "a", KEY, b"made")
            raise KeyError

    with pytest.raises(KeyError):
        work()
    assert kept_in(path) == {"a": b"made"}


def test_much_is_not_held_in_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is written now and then, and is the same."""
    monkeypatch.setattr(shelf, "BATCH", 1000)
    with Shelf(path) as kept:
        for number in range(500):
            kept.put("step", f"{number:03}", KEY, bytes(100))
            assert sum(len(one.value) for one in kept._fresh.values()) <= 1000
        assert len(kept.all("step")) == 500
        assert kept.get("step", "007", KEY) == bytes(100)


def test_a_value_lies_there_as_it_is(path: Path) -> None:
    """Nothing is pickled, and so a file from elsewhere can run no code."""
    keep(path, {"a": b"cos\nsystem\n(S'true'\ntR."})
    store = sqlite3.connect(path)
    assert store.execute("select value from kept where name = 'a'").fetchall() == [(b"cos\nsystem\n(S'true'\ntR.",)]
    store.close()
    assert kept_in(path) == {"a": b"cos\nsystem\n(S'true'\ntR."}


NAMES = st.sampled_from(["a", "b", "ü", "x/y.md"])
ACTS = st.one_of(
    st.tuples(st.just("put"), st.sampled_from(["one", "two"]), NAMES, st.sampled_from([KEY, OTHER]), st.binary(max_size=3)),
    st.tuples(st.just("forget"), st.sampled_from(["one", "two"]), NAMES),
    st.tuples(st.just("again")),
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTS, max_size=20), st.sampled_from([1, 10, 8_000_000]))
def test_it_keeps_what_was_last_put(tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[object, ...]], batch: int) -> None:
    """Whatever is put, forgotten and opened again, in whatever order, and however often it is written."""
    path = tmp_path_factory.mktemp("shelf") / "shelf.sqlite"
    expected: dict[str, dict[str, Kept]] = {"one": {}, "two": {}}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shelf, "BATCH", batch)
        kept = Shelf(path)
        for act in acts:
            match act:
                case ("put", str(step), str(name), bytes(key), bytes(value)):
                    kept.put(step, name, key, value)
                    expected[step][name] = Kept(key, value)
                case ("forget", str(step), str(name)):
                    kept.forget(step, [name])
                    expected[step].pop(name, None)
                case _:
                    kept.close()
                    kept = Shelf(path)
            for step, rows in expected.items():
                for name in ("a", "b", "ü", "x/y.md"):
                    for key in (KEY, OTHER):
                        there = rows.get(name)
                        assert kept.get(step, name, key) == (there.value if there and there.key == key else None)
        assert {step: kept.all(step) for step in expected} == expected
        kept.close()


# what cannot be used


def test_a_file_that_is_no_store_is_set_aside(path: Path) -> None:
    """With a word, and somebody may look at it; from then on it keeps again."""
    path.parent.mkdir()
    path.write_bytes(b"not a database, by no means, and long enough to be sure of that " * 100)
    with Shelf(path) as kept:
        assert kept.notes == ["shelf.sqlite was damaged: it is shelf.sqlite.set-aside now, and everything is made again"]
        kept.put("step", "a", KEY, b"made")
    assert path.with_name("shelf.sqlite.set-aside").read_bytes().startswith(b"not a database")
    assert kept_in(path) == {"a": b"made"}


def test_a_file_of_another_program_is_set_aside(path: Path) -> None:
    """Whole: it may be somebody's."""
    path.parent.mkdir()
    store = sqlite3.connect(path)
    with store:
        store.execute("create table accounts (owner text)")
        store.execute("insert into accounts values ('Ada')")
    store.close()
    before = path.read_bytes()
    with Shelf(path) as kept:
        assert kept.notes == ["shelf.sqlite is not ours: it is shelf.sqlite.set-aside now, and everything is made again"]
        assert kept.all("step") == {}
    assert path.with_name("shelf.sqlite.set-aside").read_bytes() == before


def test_what_older_code_made_is_made_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a word, once; a new file needs none."""
    with Shelf(path) as kept:
        assert kept.notes == []
    keep(path, {"a": b"made"})
    monkeypatch.setattr(shelf, "code_version", lambda: "another")
    with Shelf(path) as kept:
        assert kept.notes == ["shelf.sqlite was of another version of briefgen or of what it stands on: everything is made again"]
        assert kept.get("step", "a", KEY) is None
        assert kept.all("step") == {}
    with Shelf(path) as kept:
        assert kept.notes == []


def test_a_table_of_another_form_is_set_aside(path: Path) -> None:
    """What does not read as a shelf is not one."""
    keep(path, {"a": b"made"})
    store = sqlite3.connect(path)
    with store:
        store.execute("drop table kept")
        store.execute("create table kept (other text)")
    store.close()
    with Shelf(path) as kept:
        assert len(kept.notes) == 1
        kept.put("step", "a", KEY, b"again")
    assert kept_in(path) == {"a": b"again"}


@pytest.mark.parametrize("value", ["'text'", "7", "x'00'", "zeroblob(4)"])
@pytest.mark.parametrize("column", ["key", "value", "sum"])
def test_a_hand_in_the_file_is_noticed(path: Path, column: str, value: str) -> None:
    """What is not as it was kept is not given; the file is set aside when it is closed, and the next one is whole."""
    keep(path, {"a": b"made"})
    store = sqlite3.connect(path)
    with store:
        store.execute(f"update kept set {column} = {value} where name = 'a'")
    store.close()
    with Shelf(path) as kept:
        assert kept.get("step", "a", KEY) is None
        assert kept.all("step") == {}
    assert kept.notes == ["shelf.sqlite was damaged: it is shelf.sqlite.set-aside now, and the next build makes everything again"]
    assert not path.exists()


MANY = {f"name {number}": bytes([number]) * (number * 37 % 900) for number in range(120)}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file with many values in it."""
    path = tmp_path_factory.mktemp("whole") / "shelf.sqlite"
    keep(path, MANY)
    return path.read_bytes()


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_a_damaged_file_never_gives_anything_wrong(tmp_path_factory: pytest.TempPathFactory, whole: bytes, data: st.DataObject) -> None:
    """Whichever of its bytes are others: what is given is right, and the next file but one is whole again."""
    path = tmp_path_factory.mktemp("damaged") / "shelf.sqlite"
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.one_of(st.integers(0, len(whole) - 1), st.integers(0, 4200)))
        size = data.draw(st.sampled_from([1, 1, 4, 100, 5000]))
        damaged[place : place + size] = data.draw(st.binary(min_size=1, max_size=4)) * size
    del damaged[len(whole) if data.draw(st.booleans()) else data.draw(st.integers(0, len(whole))) :]
    path.write_bytes(damaged)
    again = dict(MANY)
    with Shelf(path) as kept:
        for name, one in kept.all("step").items():
            assert one == Kept(KEY, MANY[name])
        for name, value in MANY.items():
            assert kept.get("step", name, KEY) in (value, None)
            assert kept.get("step", name, OTHER) is None
        kept.forget("step", ["name 3"])
        for name, value in again.items():
            kept.put("step", name, KEY, value)
            assert kept.get("step", name, KEY) == value
        assert len(kept.notes) <= 1
    keep(path, again)
    assert kept_in(path) == again


def test_a_disk_without_room_loses_only_what_is_new(path: Path) -> None:
    """What was kept before stays, and nothing is said to be damaged."""
    keep(path, {"a": b"made"})
    with Shelf(path) as kept:
        kept._store.execute("pragma max_page_count = 1")
        kept.put("step", "b", KEY, bytes(100_000))
    assert kept.notes == []
    assert kept_in(path) == {"a": b"made"}


def test_no_place_to_write_is_no_reason_to_fail(tmp_path: Path) -> None:
    """Where the folder is a file, it keeps for its own life."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with Shelf(tmp_path / "file" / "shelf.sqlite") as kept:
        kept.put("step", "a", KEY, b"made")
        assert kept.all("step") == {"a": Kept(KEY, b"made")}
    assert (tmp_path / "file").read_text(encoding="utf-8") == ""


def test_without_a_file_it_works_as_well() -> None:
    """Keeping for its own life."""
    with Shelf() as only:
        only.put("step", "a", KEY, b"made")
        assert only.all("step") == {"a": Kept(KEY, b"made")}
        assert only.notes == []


@pytest.fixture
def locked(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody else has the file, and nobody waits for them."""
    keep(path, {"a": b"made"})
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda where, **_: connect(where, timeout=0))
    store = connect(path)
    store.execute("begin exclusive")
    yield
    store.rollback()
    store.close()


@pytest.mark.usefixtures("locked")
def test_a_file_that_somebody_else_has_is_left_to_them(path: Path) -> None:
    """It keeps for its own life, and says nothing."""
    before = path.read_bytes()
    with Shelf(path) as kept:
        assert kept.get("step", "a", KEY) is None
        kept.put("step", "b", KEY, b"made")
        assert kept.get("step", "b", KEY) == b"made"
    assert kept.notes == []
    assert os.listdir(path.parent) == [path.name]  # noqa: PTH208 - nothing was set aside
    assert path.read_bytes() == before


def test_who_began_while_nobody_had_the_file_leaves_it_to_them_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not taken for damaged, nor asked again and again; when it is free, what stands in it is given."""
    keep(path, {"a": b"made"})
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda where, **_: connect(where, timeout=0))
    with Shelf(path) as kept, contextlib.closing(connect(path)) as store:
        store.execute("begin exclusive")
        assert kept.all("step") == {}
        assert kept.get("step", "a", KEY) is None
        store.rollback()
        assert kept.get("step", "a", KEY) is None
        kept.save()
        assert kept.get("step", "a", KEY) == b"made"
    assert kept.notes == []
    assert kept_in(path) == {"a": b"made"}


# keys


PARTS = st.integers(1, 3).flatmap(lambda many: st.tuples(*[st.lists(st.binary(max_size=3), min_size=many, max_size=many)] * 2))


@given(PARTS)
def test_a_key_tells_where_one_part_ends(parts: tuple[list[bytes], list[bytes]]) -> None:
    """And the next one begins."""
    one, other = parts
    assert (digest(*one) == digest(*other)) == (one == other)


def test_a_lasting_shelf_gives_what_stands_on_it(tmp_path: Path) -> None:
    """What is put and forgotten after a step was read is in what is read next, and in what was given before it is not."""
    with Shelf(tmp_path / "shelf.sqlite", lasting=True) as shelf:
        shelf.put("head", "a", b"1", b"one")
        first = shelf.all("head")
        shelf.put("head", "b", b"2", b"two")
        shelf.put("head", "a", b"3", b"three")
        assert first == {"a": Kept(b"1", b"one")}
        assert shelf.all("head") == {"a": Kept(b"3", b"three"), "b": Kept(b"2", b"two")}
        shelf.forget("head", ["a"])
        assert shelf.all("head") == {"b": Kept(b"2", b"two")}
        shelf.drop("head")
        assert shelf.all("head") == {}


def test_what_a_lasting_shelf_saved_is_in_its_file(tmp_path: Path) -> None:
    """Before it is closed; and its version says when somebody else has written there, or the file is gone."""
    path = tmp_path / "shelf.sqlite"
    shelf = Shelf(path, lasting=True)
    shelf.put("head", "a", b"1", b"one")
    shelf.save()
    version = shelf.version
    assert shelf.version == version
    with Shelf(path) as other:
        assert other.get("head", "a", b"1") == b"one"
        other.put("head", "a", b"2", b"two")
    assert shelf.version != version
    path.rename(path.with_name("elsewhere"))
    assert shelf.version == ()
    shelf.close()


def test_of_what_was_dropped_nothing_is_left_once_it_was_swept(path: Path) -> None:
    """Not even where the file has pages that no row is in any more."""
    keep(path, {f"name {number}": b"secret" * number for number in range(300)})
    with Shelf(path) as kept:
        kept.drop("step")
        kept.put("step", "other", KEY, b"open")
        kept.sweep()
    assert b"secret" not in path.read_bytes()
    assert kept_in(path) == {"other": b"open"}
