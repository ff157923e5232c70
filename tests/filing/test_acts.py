"""Events merged, split and renamed and articles moved, by the one line of each file that says so."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import archive, intake
from briefgen.archive import Loaded
from briefgen.events.second_look import Review
from briefgen.filing import acts
from briefgen.filing.cabinet import Done, Refused
from briefgen.problem import Unreadable
from briefgen.publish.check import check
from briefgen.site.build import build
from tests import archives, sites
from tests.test_intake import ICE, MORE_ICE, SALT, article_of, tree

HEAD = """\
-- briefgen.toml --
title = "Test archive"
base_url = "https://example.org/briefings/"
"""


def article(name: str, front: str, title: str = "") -> str:
    head = f"title: {title or name}\ndate: 2024-05-02\noutlet: The Marn Echo\n"
    return f"-- content/articles/2024/{name}.md --\n---\n{head}{front}---\n\nWords of {name}.\n"


def event(slug: str, front: str = "", body: str = "") -> str:
    return f"-- content/events/{slug}.md --\n---\ntitle: {slug.capitalize()}\n{front}---\n{body}"


QUARRY = (
    HEAD
    + article("2024-05-02-fire", "event: quarry\n", "Fire in the Hollow Bay quarry")
    + article("2024-05-03-smoke", "event: smoke # as the radio had it\ntags: [fire]\n", "Smoke over Hollow Bay")
    + article("2024-05-04-masks", "# both\nevent:\n- harvest\n- smoke\n- quarry\ncredit: Merelpress\n", "Masks for the grape pickers")
    + article("2024-05-05-grapes", "event: harvest\n", "Grapes of Hollow Bay taste of smoke")
    + article("2024-05-06-hidden", "draft: true\nevent: smoke\n")
    + event("quarry")
    + event("smoke", "aliases: [events/haze.html, /old/]\n")
    + event("harvest")
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archives.make(tmp_path, QUARRY)


def read(root: Path, name: str) -> str:
    return next((root / "content").rglob(f"{name}.md")).read_bytes().decode()


def events_of(root: Path, name: str) -> tuple[str, ...] | None:
    return next(one.events for one in archive.load(root).articles if one.slug == name)


def lead_to(root: Path, address: str) -> list[str]:
    """Where the built page at an address leads; that nothing is wrong with the archive besides."""
    assert build(root).problems == ()
    assert check(root) == ()
    return sites.links_of(address, (root / "site" / address).read_bytes())


def refused(root: Path, act: Callable[[], Done]) -> str:
    """What is said of what cannot be done; that nothing was written."""
    before = tree(root)
    with pytest.raises((Refused, Unreadable)) as caught:
        act()
    assert tree(root) == before
    if isinstance(caught.value, Refused):
        assert caught.value.hint
        return f"{caught.value.message} ({caught.value.hint})"
    assert isinstance(caught.value, Unreadable)
    return str(caught.value)


# merging


def test_a_merge_changes_one_line_of_each_article(root: Path) -> None:
    """The event's, where it stands; a list keeps its other events and their order, and every other byte is as it was."""
    before = tree(root / "content/articles")
    done = acts.merge(root, "quarry", ["smoke"])
    assert tree(root / "content/articles") == before | {
        "2024/2024-05-03-smoke.md": before["2024/2024-05-03-smoke.md"].replace(b"event: smoke # as the radio had it", b"event: quarry"),
        "2024/2024-05-04-masks.md": before["2024/2024-05-04-masks.md"].replace(b"- smoke\n- quarry\n", b"- quarry\n"),
        "2024/2024-05-06-hidden.md": before["2024/2024-05-06-hidden.md"].replace(b"event: smoke", b"event: quarry"),
    }
    assert (done.event, done.left, done.removed) == ("quarry", ("smoke",), ("content/events/smoke.md",))
    assert done.articles == tuple(f"content/articles/2024/2024-05-0{name}.md" for name in ("3-smoke", "4-masks", "6-hidden"))
    assert done.changed == (*done.articles, "content/events/quarry.md")


def test_the_address_of_a_merged_event_leads_to_the_one_that_stays(root: Path) -> None:
    """And so do the addresses that led to it."""
    done = acts.merge(root, "quarry", ["smoke"])
    assert done.redirects == ("events/smoke.html", "events/haze.html", "old/index.html")
    for address in done.redirects:
        assert "events/quarry.html" in lead_to(root, address)


def test_several_events_are_merged_at_once(root: Path) -> None:
    """An article of all of them is in one."""
    done = acts.merge(root, "quarry", ["smoke", "content/events/harvest.md", "smoke"])
    assert done.left == ("smoke", "harvest")
    assert events_of(root, "2024-05-04-masks") == ("quarry",)
    assert [path.name for path in (root / "content/events").iterdir()] == ["quarry.md"]
    assert "events/quarry.html" in lead_to(root, "events/harvest.html")


def test_a_merge_loses_no_word_of_a_person(root: Path) -> None:
    """A merged event's text is added to the other's, and its summary taken where that has none."""
    archives.write(root, "content/events/quarry.md", "\ufeff---\r\ntitle: Quarry\r\n---\r\n\r\nStone has been cut here since 1702.\r\n")
    archives.write(root, "content/events/smoke.md", "---\ntitle: Smoke\nsummary: It drifted for a week.\n---\n\nWind from the west.\n\n* Day one\n")
    done = acts.merge(root, "quarry", ["smoke"])
    assert read(root, "quarry") == (
        "\ufeff---\r\ntitle: Quarry\r\nsummary: It drifted for a week.\r\naliases: events/smoke.html\r\n---\r\n\r\n"
        "Stone has been cut here since 1702.\r\n\r\nWind from the west.\r\n\r\n* Day one\r\n"
    )
    assert done.notes == ("the text of smoke stands at the end of content/events/quarry.md now",)


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("summary: Another one.\n", "content/events/smoke.md: error: has a summary, and so does content/events/quarry.md"),
        ("colour: grey\n", "content/events/smoke.md: error: has more than a merge can carry over"),
        ("# ask Ada\n", "    # ask Ada\n"),
    ],
)
def test_what_a_merge_cannot_carry_over_is_said_and_nothing_is_done(root: Path, front: str, told: str) -> None:
    """Two summaries, keys of a person's own, remarks."""
    archives.write(root, "content/events/quarry.md", "---\ntitle: Quarry\nsummary: One.\n---\n")
    archives.write(root, "content/events/smoke.md", f"---\ntitle: Smoke\n{front}---\n")
    said = refused(root, lambda: acts.merge(root, "quarry", ["smoke"]))
    assert told in said
    assert "hint: " in said


def test_events_that_only_articles_name_are_merged_too(root: Path) -> None:
    """They have pages, and so addresses that must not die."""
    for name in ("quarry", "smoke"):
        (root / f"content/events/{name}.md").unlink()
    done = acts.merge(root, "quarry", ["smoke"])
    assert read(root, "quarry") == "---\ntitle: Quarry\naliases: events/smoke.html\n---\n"
    assert done.removed == ()
    assert "events/quarry.html" in lead_to(root, "events/smoke.html")


def test_an_event_is_not_merged_with_itself(root: Path) -> None:
    """Nor with one that there is not; what may have been meant is said."""
    assert "cannot be merged with itself" in refused(root, lambda: acts.merge(root, "quarry", ["smoke", "quarry"]))
    assert "there is no event 'smok' (did you mean 'smoke'?)" in refused(root, lambda: acts.merge(root, "quarry", ["smok"]))
    assert "did you mean 'harvest'?" in refused(root, lambda: acts.merge(root, "hravest", ["smoke"]))
    assert "'briefgen events' lists them" in refused(root, lambda: acts.merge(root, "zzz", ["smoke"]))


# splitting


def test_a_split_files_articles_under_a_new_event(root: Path) -> None:
    """Named by slug, path or part of a slug; in a list the new event stands where the old one did."""
    before = tree(root / "content/articles")
    done = acts.split(root, "smoke", ["content/articles/2024/2024-05-03-smoke.md", "masks"], "Masks sell out in Hollow Bay")
    assert done.new == ("masks-sell-out-in-hollow-bay",)
    assert tree(root / "content/articles") == before | {
        "2024/2024-05-03-smoke.md": before["2024/2024-05-03-smoke.md"].replace(
            b"event: smoke # as the radio had it", b"event: masks-sell-out-in-hollow-bay"
        ),
        "2024/2024-05-04-masks.md": before["2024/2024-05-04-masks.md"].replace(b"- smoke\n", b"- masks-sell-out-in-hollow-bay\n"),
    }
    assert read(root, "masks-sell-out-in-hollow-bay") == "---\ntitle: Masks sell out in Hollow Bay\n---\n"
    assert build(root).problems == ()
    assert (root / "site/events/masks-sell-out-in-hollow-bay.html").exists()
    assert not (root / "site/events/smoke.html").exists()  # a draft is all that is left of it


def test_a_new_event_is_called_after_a_headline(root: Path) -> None:
    """But not after the one that the event has which they leave."""
    archives.write(root, "content/events/smoke.md", "---\ntitle: Smoke over Hollow Bay\n---\n")
    done = acts.split(root, "smoke", ["05-03", "masks"])
    assert done.new == ("masks-for-the-grape-pickers",)
    assert done.notes == ("smoke keeps its title, 'Smoke over Hollow Bay', though the article of that title is elsewhere now",)


def test_what_is_split_off_is_part_of_the_event_and_not_all_of_it(root: Path) -> None:
    """All of it would be another name, and what is elsewhere is moved."""
    assert "'briefgen events rename'" in refused(root, lambda: acts.split(root, "quarry", ["fire", "masks"]))
    assert "is not filed under 'quarry'" in refused(root, lambda: acts.split(root, "quarry", ["grapes"]))


def looks(**split: tuple[tuple[str, ...], ...]) -> Callable[[Path, Loaded], list[Review]]:
    """A second look that sees these events divided."""
    paths = {name: tuple(tuple(f"articles/2024/{one}.md" for one in group) for group in groups) for name, groups in split.items()}
    return lambda *_: [Review(name, 0.3, (), groups) for name, groups in paths.items()]


def test_without_articles_a_split_is_the_one_that_a_second_look_suggests(root: Path) -> None:
    """The largest group stays, and each other one is an event."""
    look = looks(smoke=(("2024-05-03-smoke",), ("2024-05-04-masks", "2024-05-06-hidden")))
    done = acts.split(root, "smoke", [], look=look)
    assert (done.articles, done.new) == (("content/articles/2024/2024-05-03-smoke.md",), ("smoke-over-hollow-bay",))
    assert "more than one event" in refused(root, lambda: acts.split(root, "smoke", [], look=look))


def test_one_title_is_not_given_to_two_events(root: Path) -> None:
    """Where an event looks like three, each new one is called after its own articles."""
    look = looks(smoke=(("2024-05-06-hidden",), ("2024-05-03-smoke",), ("2024-05-04-masks",)))
    assert "a title is of one" in refused(root, lambda: acts.split(root, "smoke", [], "Haze", look))
    assert acts.split(root, "smoke", [], look=look).new == ("smoke-over-hollow-bay", "masks-for-the-grape-pickers")


def test_where_nothing_is_suggested_the_articles_are_to_be_named(root: Path) -> None:
    """An event that looks whole stays so."""
    assert "name the articles" in refused(root, lambda: acts.split(root, "quarry", [], look=looks(smoke=())))
    assert "name the articles" in refused(root, lambda: acts.split(root, "smoke", [], look=looks(smoke=())))


# renaming


def test_a_renamed_event_has_a_new_address_and_the_old_one_leads_on(root: Path) -> None:
    """Its file moves with all that is in it, and each article changes by the event's line."""
    archives.write(root, "content/events/smoke.md", "---\r\n# a remark\r\ntitle: Smoke\r\nsummary: Grey.\r\n---\r\n\r\nWind.\r\n")
    before = tree(root / "content/articles")
    done = acts.rename(root, "smoke", "  Haze over\nHollow Bay ")
    assert (done.event, done.redirects) == ("haze-over-hollow-bay", ("events/smoke.html",))
    assert read(root, "haze-over-hollow-bay") == (
        "---\r\n# a remark\r\ntitle: Haze over Hollow Bay\r\nsummary: Grey.\r\naliases: events/smoke.html\r\n---\r\n\r\nWind.\r\n"
    )
    assert not (root / "content/events/smoke.md").exists()
    changed = {path for path, data in tree(root / "content/articles").items() if data != before[path]}
    assert {f"content/articles/{path}" for path in changed} == set(done.articles)
    assert b"- harvest\n- haze-over-hollow-bay\n- quarry\n" in tree(root / "content/articles")["2024/2024-05-04-masks.md"]
    assert "events/haze-over-hollow-bay.html" in lead_to(root, "events/smoke.html")


def test_a_title_is_changed_and_the_address_kept(root: Path) -> None:
    """One line of one file."""
    before = tree(root)
    done = acts.rename(root, "quarry", "Fire: the quarry", keep_address=True)
    assert tree(root) == before | {"content/events/quarry.md": b"---\ntitle: 'Fire: the quarry'\n---\n"}
    assert (done.event, done.changed, done.redirects) == ("quarry", ("content/events/quarry.md",), ())


def test_an_event_renamed_back_does_not_lead_to_itself(root: Path) -> None:
    """Its own address is no alias any more, and the one that it had meanwhile is one."""
    before = tree(root / "content/articles")
    acts.rename(root, "quarry", "Stone")
    assert acts.rename(root, "stone", "Quarry").event == "quarry"
    assert read(root, "quarry") == "---\ntitle: Quarry\naliases: events/stone.html\n---\n"
    assert tree(root / "content/articles") == before
    assert "events/quarry.html" in lead_to(root, "events/stone.html")


def test_a_name_that_is_taken_is_not_given_again(root: Path) -> None:
    """By an event, by the word for none, or by an old address of another event or of an article."""
    archives.write(root, "content/articles/2024/2024-05-07-x.md", QUARRY.split("-fire.md --\n")[1].split("-- ")[0])
    path = root / "content/articles/2024/2024-05-07-x.md"
    path.write_text(path.read_text().replace("event: quarry\n", "event: quarry\naliases: /events/Old-Stone\n"))
    assert acts.rename(root, "quarry", "Smoke").event == "smoke-2"
    assert acts.rename(root, "smoke-2", "Haze").event == "haze-2"
    assert acts.rename(root, "haze-2", "Old stone").event == "old-stone-2"
    assert acts.rename(root, "old-stone-2", "None").event == "none-2"
    assert "events/none-2.html" in lead_to(root, "events/old-stone-2.html")


def test_an_event_whose_title_is_spelled_otherwise_stays_where_it_is(root: Path) -> None:
    """Some disks do not tell capitals from small letters: a file moved there onto itself would be gone."""
    (root / "content/events/quarry.md").rename(root / "content/events/Quarry.md")
    for name in ("2024-05-02-fire", "2024-05-04-masks"):
        path = root / f"content/articles/2024/{name}.md"
        path.write_text(path.read_text().replace("quarry\n", "Quarry\n"))
    assert acts.rename(root, "Quarry", "QUARRY").event == "Quarry"
    assert read(root, "Quarry") == "---\ntitle: QUARRY\n---\n"
    assert refused(root, lambda: acts.rename(root, "Quarry", " \u200b ")) == "a title cannot be empty (write what the event is to be called)"


def test_an_event_that_only_articles_name_is_renamed_too(root: Path) -> None:
    """It gets a file, for its title and its old address."""
    (root / "content/events/smoke.md").unlink()
    acts.rename(root, "smoke", "Haze")
    assert read(root, "haze") == "---\ntitle: Haze\naliases: events/smoke.html\n---\n"
    assert "events/haze.html" in lead_to(root, "events/smoke.html")


# moving


def test_an_article_is_moved_by_its_line(root: Path) -> None:
    """It leaves the events that it had, or is filed under another beside them, or under none."""
    before = read(root, "2024-05-04-masks")
    line = "event:\n- harvest\n- smoke\n- quarry\n"
    assert acts.move(root, "masks", "smoke").left == ("harvest", "quarry")
    assert read(root, "2024-05-04-masks") == before.replace(line, "event: smoke\n")
    acts.move(root, "masks", "quarry", also=True)
    assert read(root, "2024-05-04-masks") == before.replace(line, "event:\n- smoke\n- quarry\n")
    acts.move(root, "masks", "none")
    assert read(root, "2024-05-04-masks") == before.replace(line, "event: none\n")
    assert acts.move(root, "masks", "quarry", also=True).left == ()
    assert read(root, "2024-05-04-masks") == before.replace(line, "event: quarry\n")
    assert acts.move(root, "masks", "quarry").changed == ()


def test_an_article_is_moved_to_a_new_event(root: Path) -> None:
    """By its title, or by a slug that there is not yet; by mistake none is made."""
    assert acts.move(root, "masks", "The pickers' strike", new=True).new == ("the-pickers-strike",)
    assert read(root, "the-pickers-strike") == "---\ntitle: The pickers' strike\n---\n"
    assert acts.move(root, "masks", "late-harvest", also=True, new=True).new == ("late-harvest",)
    assert read(root, "late-harvest") == "---\ntitle: Late harvest\n---\n"
    assert events_of(root, "2024-05-04-masks") == ("the-pickers-strike", "late-harvest")
    assert "did you mean 'late-harvest'?" in refused(root, lambda: acts.move(root, "masks", "late-havrest"))
    assert "there is an event 'quarry' already" in refused(root, lambda: acts.move(root, "masks", "Quarry!", new=True))
    assert "--also" in refused(root, lambda: acts.move(root, "masks", "none", also=True))


def test_the_last_article_takes_the_address_along(root: Path) -> None:
    """An event that nothing is left of has a page no more, and its address leads to where its article is."""
    acts.move(root, "masks", "smoke")
    done = acts.move(root, "grapes", "quarry")
    assert (done.removed, done.redirects) == (("content/events/harvest.md",), ("events/harvest.html",))
    assert "events/quarry.html" in lead_to(root, "events/harvest.html")
    assert acts.move(root, "fire", "Ash", new=True).redirects == ()
    assert acts.move(root, "grapes", "Wine", new=True).redirects == ("events/quarry.html", "events/harvest.html")
    assert "events/wine.html" in lead_to(root, "events/quarry.html")


@pytest.mark.parametrize(("front", "target"), [("summary: Of a person.\n", "quarry"), ("colour: red\n", "quarry"), ("", "none")])
def test_an_event_with_a_person_s_words_stays_without_articles(root: Path, front: str, target: str) -> None:
    """And that is said; so does one whose article is now nowhere."""
    archives.write(root, "content/events/harvest.md", f"---\ntitle: Harvest\n{front}---\n")
    acts.move(root, "masks", "smoke")
    done = acts.move(root, "grapes", target)
    assert (done.removed, done.notes) == ((), ("harvest has no articles any more",))


def test_copies_that_stay_behind_are_told(root: Path) -> None:
    """An article is moved alone; that its copies are still where it was is for a person to decide."""
    archives.make(root, QUARRY + article("reprint", "event: quarry\ncopy_of: 2024-05-02-fire\n"))
    assert acts.move(root, "fire", "harvest").notes == ("copies of 2024-05-02-fire stay where they are: reprint",)
    assert acts.merge(root, "harvest", ["quarry"]).notes == ()


def test_an_article_is_named_so_that_it_is_one(root: Path) -> None:
    """By its slug, though that is part of another's; by its path, from here or from the root of the disk."""
    archives.write(root, "content/articles/2024/2024-05-02-fire-out.md", "---\ntitle: Out\ndate: 2024-05-02\noutlet: X\nevent: smoke\n---\nx\n")
    for name in ("2024-05-02-fire", "2024/2024-05-02-fire.md", "./content/articles/2024/2024-05-02-fire.md"):
        assert acts.move(root, name, "smoke", also=True).articles == ("content/articles/2024/2024-05-02-fire.md",)
        acts.move(root, str(root / "content/articles/2024/2024-05-02-fire.md"), "quarry")
    told = refused(root, lambda: acts.move(root, "fire", "smoke"))
    assert "'fire' may be any of 2 articles" in told
    assert "content/articles/2024/2024-05-02-fire.md, content/articles/2024/2024-05-02-fire-out.md" in told
    assert "did you mean '2024-05-05-grapes'?" in refused(root, lambda: acts.move(root, "2024-05-05-graeps", "smoke"))
    assert "there is no article ''" in refused(root, lambda: acts.move(root, "", "smoke"))


# a person's files


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '+++\ntitle = "T"\nevent = "smoke"\ndate = 2024-05-02\n[params]\nevent = "inner"\n+++\nx\n',
            '+++\ntitle = "T"\nevent = "quarry"\ndate = 2024-05-02\n[params]\nevent = "inner"\n+++\nx\n',
        ),
        ("\ufeff---\r\nevents: [a, smoke]\r\ntitle: T\r\n---\r\nx", "\ufeff---\r\nevents:\r\n- a\r\n- quarry\r\ntitle: T\r\n---\r\nx"),
        ("---\ntitle: T\nevent: [a/b, smoke]\n---\n", "---\ntitle: T\nevent:\n- a/b\n- quarry\n---\n"),
        ("---\ntitle: T\nevent: 'smoke'\n\n# end\n---\n\n---\nevent: smoke\n", "---\ntitle: T\nevent: quarry\n\n# end\n---\n\n---\nevent: smoke\n"),
    ],
)
def test_a_file_is_changed_as_it_is_written(root: Path, text: str, expected: str) -> None:
    """TOML, a byte order mark, another tool's key, a name that is none: nothing but the event is touched."""
    path = root / "content/articles/mine.md"
    path.write_bytes(text.encode())
    acts.merge(root, "quarry", ["smoke"])
    assert path.read_bytes().decode() == expected


def test_what_cannot_be_read_stops_everything(root: Path) -> None:
    """It may be of the very event: it is named with its place, and nothing is written."""
    archives.write(root, "content/articles/broken.md", "---\ntitle: T\nevent: smoke: x\n---\n")
    for act in (
        lambda: acts.merge(root, "quarry", ["smoke"]),
        lambda: acts.split(root, "smoke", ["masks"]),
        lambda: acts.rename(root, "smoke", "Haze"),
        lambda: acts.move(root, "masks", "smoke"),
    ):
        assert "content/articles/broken.md:3: error: not valid YAML" in refused(root, act)


@pytest.mark.parametrize("text", ["---\n{title: T, event: smoke}\n---\n", "---\n  title: T\n  event: smoke\n---\n"])
def test_front_matter_that_no_line_of_can_be_changed_stops_everything(root: Path, text: str) -> None:
    """YAML can be written so; a person is told which file, and how to mend it."""
    archives.write(root, "content/articles/odd.md", text)
    told = refused(root, lambda: acts.merge(root, "quarry", ["smoke"]))
    assert told.startswith("content/articles/odd.md: error: 'event' cannot be changed by a line")


def test_two_files_of_one_event_stop_everything(root: Path) -> None:
    """Which of them is meant cannot be known."""
    archives.write(root, "content/events/old/smoke.md", "---\ntitle: Smoke\n---\n")
    assert "has the same name as" in refused(root, lambda: acts.rename(root, "smoke", "Haze"))


def test_an_event_does_not_take_the_place_of_what_is_no_event(root: Path) -> None:
    """A folder stands where the renamed event's file would; or a link to somewhere else."""
    (root / "content/events/haze-2.md").mkdir()
    assert refused(root, lambda: acts.rename(root, "smoke", "Haze 2")).startswith("content/events/haze-2.md: error: is in the way")


def test_an_event_in_the_place_of_the_list_is_renamed(root: Path) -> None:
    """It had no page there, and the list keeps its own."""
    archives.write(root, "content/articles/i.md", "---\ntitle: I\ndate: 2024-05-07\noutlet: X\nevent: index\n---\nx\n")
    archives.write(root, "content/events/index.md", "---\ntitle: Index\n---\n")
    assert acts.rename(root, "index", "Index").event == "index-2"
    assert read(root, "index-2") == "---\ntitle: Index\n---\n"
    assert "events/quarry.html" in lead_to(root, "events/index.html")


# with ingest


@pytest.fixture
def ingested(tmp_path: Path) -> Path:
    root = archives.make(tmp_path, f"-- seeds/ice.txt --\n{ICE}-- seeds/salt.txt --\n{SALT}")
    intake.ingest(root)
    archives.write(root, "seeds/more.txt", MORE_ICE)
    intake.ingest(root)
    return root


FERRY = "ferry-to-lund-island-runs-again-after-ten-days-of-ice"


@pytest.mark.parametrize(
    "act",
    [
        lambda root: acts.merge(root, FERRY, ["salt-works-at-brae-to-close-in-autumn"]),
        lambda root: acts.split(root, FERRY, ["ice-breaker"]),
        lambda root: acts.rename(root, FERRY, "The winter of the ferry"),
        lambda root: acts.move(root, "ice-breaker", "salt-works-at-brae-to-close-in-autumn"),
        lambda root: acts.move(root, "ice-breaker", "none"),
    ],
)
def test_ingest_leaves_what_a_person_filed(ingested: Path, act: Callable[[Path], Done]) -> None:
    """It changes not a byte of it, and an article whose seed changed is still updated, under the event that it was given."""
    act(ingested)
    before = tree(ingested / "content")
    report = intake.ingest(ingested)
    assert (report.filed, report.new_events, report.problems) == ((), (), ())
    assert tree(ingested / "content") == before
    path = article_of(ingested, "more.txt")
    events = events_of(ingested, path.stem)
    archives.write(ingested, "seeds/more.txt", MORE_ICE.replace("two goats", "three goats"))
    assert intake.ingest(ingested).updated == (path.relative_to(ingested).as_posix(),)
    assert events_of(ingested, path.stem) == events


# any series of acts

NAMES = st.integers(0, 5)
TITLES = st.sampled_from(["Quarry", "Smoke", "Haze", "Harvest", "Stone", "Index"])
ACTS = st.one_of(
    st.tuples(st.just("merge"), NAMES, NAMES),
    st.tuples(st.just("split"), NAMES, NAMES, TITLES),
    st.tuples(st.just("rename"), NAMES, TITLES),
    st.tuples(st.just("move"), NAMES, NAMES, st.booleans()),
    st.tuples(st.just("new"), NAMES, TITLES),
)


def addresses_of(loaded: Loaded) -> list[str]:
    """Every address at which an event answers."""
    named = {event for article in loaded.articles for event in article.events or ()}
    slugs = {event.slug for event in loaded.events} | named
    return [*(f"events/{slug}.html" for slug in slugs), *(alias for event in loaded.events for alias in event.aliases)]


@settings(deadline=None, max_examples=100)
@given(st.lists(ACTS, max_size=8))
def test_no_address_ever_dies(series: list[tuple[str, int, int | str] | tuple[str, int, int, bool | str]]) -> None:
    """Whatever is merged, split, renamed and moved, each address that an event ever had is one event's, and one's alone."""
    with tempfile.TemporaryDirectory() as folder:
        root = archives.make(Path(folder), QUARRY)
        ever = set(addresses_of(archive.load(root)))
        for kind, *given_ in series:
            loaded = archive.load(root)
            events = sorted(event.slug for event in loaded.events)
            names = [events[one % len(events)] if isinstance(one, int) else one for one in given_]
            article = loaded.articles[int(given_[0]) % len(loaded.articles)].slug
            try:
                if kind == "merge":
                    acts.merge(root, str(names[0]), [str(names[1])])
                elif kind == "split":
                    acts.split(root, str(names[0]), [loaded.articles[int(given_[1]) % len(loaded.articles)].slug], str(given_[2]))
                elif kind == "rename":
                    acts.rename(root, str(names[0]), str(names[1]))
                elif kind == "move":
                    acts.move(root, article, str(names[1]), also=bool(given_[2]))
                else:
                    acts.move(root, article, str(names[1]), new=True)
            except Refused:
                continue
            now = addresses_of(archive.load(root))
            assert len(now) == len(set(now))
            ever |= set(now)
            assert set(now) == ever
            assert archive.load(root).problems == ()
