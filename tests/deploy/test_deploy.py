"""What holds of a deploy to any kind of target: folders, git, rsync and rclone, each the real thing."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from briefgen.config import Config
from briefgen.deploy.deploy import carried_out, opened, plan_for
from briefgen.deploy.place import Moved
from briefgen.output import LIST, listed
from tests.deploy.grounds import Ground, fill

SITE = {"index.html": "front", "articles/one.html": "one", "articles/two.html": "two", "static/style.css": "style", ".nojekyll": ""}


def lines_of(ground: Ground) -> dict[str, str]:
    """The target's list: each path with the one digest that it has."""
    found = listed(ground.files()[LIST])
    assert all(len(known) == 1 for known in found.values())
    return {path: known[0] for path, known in found.items()}


def without_list(ground: Ground) -> dict[str, bytes]:
    return {path: data for path, data in ground.files().items() if path != LIST}


def as_bytes(files: dict[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


def test_a_first_deploy_brings_everything_and_a_list_of_it(ground: Ground) -> None:
    """The list is one that `sha256sum --check` reads."""
    fill(ground.site, SITE)
    plan = ground.deploy()
    assert plan.added == tuple(sorted(SITE))
    assert (plan.changed, plan.removed, plan.size) == ((), (), sum(map(len, SITE.values())))
    assert without_list(ground) == as_bytes(SITE)
    assert lines_of(ground) == {path: hashlib.sha256(text.encode()).hexdigest() for path, text in SITE.items()}


def test_a_deploy_of_what_is_there_does_nothing(ground: Ground) -> None:
    """And it is known that there is nothing to do."""
    fill(ground.site, SITE)
    ground.deploy()
    assert ground.planned().is_empty


def test_a_deploy_brings_what_changed_and_removes_what_is_gone(ground: Ground) -> None:
    """And nothing else."""
    fill(ground.site, SITE)
    ground.deploy()
    fill(ground.site, {"articles/one.html": "one, mended", "articles/two.html": None, "events/new.html": "new"})
    plan = ground.deploy()
    assert (plan.added, plan.changed, plan.removed) == (("events/new.html",), ("articles/one.html",), ("articles/two.html",))
    assert without_list(ground) == as_bytes(
        {
            **{path: SITE[path] for path in ("index.html", "static/style.css", ".nojekyll")},
            "articles/one.html": "one, mended",
            "events/new.html": "new",
        }
    )


def test_same_size_and_same_second_is_a_change_all_the_same(ground: Ground) -> None:
    """Bytes are compared, not times."""
    fill(ground.site, SITE)
    ground.deploy()
    fill(ground.site, {"articles/one.html": "eno"})
    ground.deploy()
    assert ground.files()["articles/one.html"] == b"eno"


def test_what_was_damaged_there_is_mended_when_all_is_sent(ground: Ground) -> None:
    """Somebody changed a file of ours, and took another one away."""
    fill(ground.site, {"index.html": "front", "a/b.html": "one", "c.html": "two"})
    ground.deploy()
    ground.write({"index.html": "FRONT", "CNAME": "theirs", "a/b.html": None})
    plan = ground.deploy(every=True)
    assert (plan.added, plan.changed, plan.removed) == (("a/b.html",), ("c.html", "index.html"), ())
    shown = {path: data for path, data in ground.files().items() if not path.startswith(".")}
    assert shown == {"index.html": b"front", "a/b.html": b"one", "c.html": b"two", "CNAME": b"theirs"}
    assert ground.planned().is_empty


def test_what_was_taken_away_there_comes_again(ground: Ground) -> None:
    """And nothing else, though somebody changed it: only `--all` takes that back."""
    fill(ground.site, {"index.html": "front", "a/b.html": "one", "c.html": "two"})
    ground.deploy()
    ground.write({"index.html": "FRONT", "a/b.html": None, "c.html": None})
    fill(ground.site, {"c.html": "three"})
    plan = ground.deploy()
    assert (plan.added, plan.changed, plan.removed) == (("a/b.html", "c.html"), (), ())
    shown = {path: data for path, data in ground.files().items() if not path.startswith(".")}
    assert shown == {"index.html": b"FRONT", "a/b.html": b"one", "c.html": b"three"}
    assert ground.planned().is_empty


def test_what_others_put_there_stays(ground: Ground) -> None:
    """A `CNAME`, a folder of theirs, a file in a folder of ours; also when all of ours goes."""
    ground.write({"CNAME": "example.org", "theirs/a.html": "a", "articles/theirs.html": "b"})
    fill(ground.site, SITE)
    ground.deploy()
    assert without_list(ground) == as_bytes({**SITE, "CNAME": "example.org", "theirs/a.html": "a", "articles/theirs.html": "b"})
    fill(ground.site, dict.fromkeys(path for path in SITE if path != "index.html"))
    ground.deploy()
    assert without_list(ground) == as_bytes({"index.html": "front", "CNAME": "example.org", "theirs/a.html": "a", "articles/theirs.html": "b"})


def test_a_file_of_others_in_the_way_is_named_and_stays(ground: Ground) -> None:
    """Unless it is to be adopted; one that has the same bytes is no hindrance."""
    ground.write({"index.html": "theirs", "articles/one.html": "one"})
    fill(ground.site, SITE)
    plan = ground.planned()
    assert (plan.blocked, plan.closed) == (("index.html",), ())
    assert ground.files()["index.html"] == b"theirs"
    ground.deploy(adopt=True)
    assert without_list(ground) == as_bytes(SITE)


def test_a_folder_of_others_is_never_taken_for_a_file(ground: Ground) -> None:
    """Nor a file of theirs for a folder: nothing is brought then, even if it is to be adopted. What is in the way is named itself."""
    fill(ground.site, SITE)
    for theirs, in_the_way in (({"index.html/a": "a"}, ("index.html",)), ({"articles": "a"}, ("articles", "index.html"))):
        ground.write(theirs)
        before = ground.files()
        assert ground.planned(adopt=True).closed == in_the_way
        assert ground.files() == before


@pytest.mark.parametrize("ground", ["folder", "rsync", "rclone"], indirect=True)
def test_an_empty_folder_in_a_file_s_place_is_in_the_way_too(ground: Ground) -> None:
    """Of a file that is new and of one that changed, wherever folders are things by themselves; it is named before anything is sent."""
    fill(ground.site, SITE)
    ground.deploy()
    fill(ground.site, {"feed.xml": "new", "index.html": "other", "static/style.css": "other"})
    (ground.there / "index.html").unlink()
    (ground.there / "index.html").mkdir()
    (ground.there / "feed.xml/empty").mkdir(parents=True)
    before = ground.files()
    plan = ground.planned()
    assert (plan.closed, plan.blocked) == (("feed.xml", "index.html"), ())
    assert ground.files() == before


def test_a_folder_where_a_cut_off_deploy_was_to_put_a_file_makes_way(ground: Ground) -> None:
    """The list has both by then: what was in the folder, and the file."""
    fill(ground.site, {"a/b.html": "x"})
    ground.deploy()
    fill(ground.site, {"a/b.html": None})
    (ground.site / "a").rmdir()
    fill(ground.site, {"a": "y"})
    ground.write({LIST: ground.planned().announced().decode()})
    ground.deploy()
    assert without_list(ground) == {"a": b"y"}


def test_a_file_of_ours_becomes_a_folder_and_a_folder_a_file(ground: Ground) -> None:
    """What is gone makes way first."""
    fill(ground.site, {"index.html": "a", "one": "file", "two/x.html": "in a folder"})
    ground.deploy()
    fill(ground.site, {"one": None, "two/x.html": None})
    (ground.site / "two").rmdir()
    fill(ground.site, {"one/y.html": "now in a folder", "two": "now a file"})
    ground.deploy()
    assert without_list(ground) == as_bytes({"index.html": "a", "one/y.html": "now in a folder", "two": "now a file"})


def test_folders_that_are_empty_then_are_gone(ground: Ground) -> None:
    """Where there are folders at all; those of others stay."""
    fill(ground.site, {"index.html": "a", "deep/er/x.html": "x", "shared/y.html": "y"})
    ground.write({"shared/theirs.html": "z"})
    ground.deploy()
    fill(ground.site, {"deep/er/x.html": None, "shared/y.html": None})
    ground.deploy()
    assert without_list(ground) == as_bytes({"index.html": "a", "shared/theirs.html": "z"})
    if ground.kind in ("folder", "rsync"):
        assert sorted(path.name for path in ground.there.iterdir()) == [LIST, "index.html", "shared"]


def test_names_of_every_kind_come_through(ground: Ground) -> None:
    """What a shell, a pattern, an option or a list of paths would take for something else."""
    names = (
        "a b.html",
        "-rf.html",
        "q'\"uote.html",
        "[x]*?.html",
        "#1.html",
        "; rm x.html",
        "é/ü.html",
        "$(x).html",
        "{a,b}.html",
        "- x",
        "%2e.html",
    )
    files = {"index.html": "front", **{name: name for name in names}}
    fill(ground.site, files)
    ground.deploy()
    assert without_list(ground) == as_bytes(files)
    fill(ground.site, {name: f"{name} again" for name in names})
    assert ground.deploy().changed == tuple(sorted(names))
    fill(ground.site, dict.fromkeys(names))
    ground.deploy()
    assert without_list(ground) == {"index.html": b"front"}


def test_a_deploy_that_was_cut_off_is_finished_by_the_next(ground: Ground) -> None:
    """What was announced is known as ours: what came through, what did not, and what was still to be removed."""
    fill(ground.site, SITE)
    ground.deploy()
    fill(ground.site, {"articles/one.html": "one, mended", "articles/two.html": None, "new-1.html": "1", "new-2.html": "2"})
    ground.write({LIST: ground.planned().announced().decode(), "new-1.html": "1, half"})
    fill(ground.site, {"new-2.html": None})
    plan = ground.deploy()
    assert (plan.added, plan.changed, plan.removed) == ((), ("articles/one.html", "new-1.html"), ("articles/two.html", "new-2.html"))
    expected = {**SITE, "articles/one.html": "one, mended", "new-1.html": "1"}
    del expected["articles/two.html"]
    assert set(lines_of(ground)) == set(expected)
    assert without_list(ground) == as_bytes(expected)


def test_a_site_that_changed_since_the_plan_is_planned_anew(ground: Ground) -> None:
    """So that nothing is brought that nobody was shown."""
    fill(ground.site, SITE)
    with opened(ground.root, ground.target, Config()) as place:
        plan = plan_for(ground.root, place, ground.site)
        fill(ground.site, {"index.html": "other"})
        with pytest.raises(Moved):
            carried_out(ground.root, place, ground.site, plan)


def test_the_list_of_a_hostile_target_names_nothing_outside(ground: Ground, tmp_path: Path) -> None:
    """Lines that lead out of it are passed over, so that nothing elsewhere is removed."""
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    ground.write({LIST: f"{'0' * 64}  ../mine\n{'0' * 64}  /etc/hostname\n{'0' * 64}  a/../../mine\n"})
    fill(ground.site, SITE)
    assert ground.deploy().removed == ()
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "mine"
