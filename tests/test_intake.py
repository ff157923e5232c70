"""Ingest as a whole: what is new is written down, what a person did is kept."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import archive, content, files, intake, ledger, origins, stamps, wanted
from briefgen.model import Article
from tests import archives, librarian
from tests.events import test_grouping as stories
from tests.events.test_copies import BRIDGE, OTHER, SPUN

ICE = """Ferry to Lund Island runs again after ten days of ice

By Ada Brennick

Published 3 February 2023

The ferry to Lund Island left the quay at Marn on Friday morning for the first time in ten days, behind an ice-breaker.

Forty passengers were aboard, among them a bride, two goats and the island's only dentist, the harbour office of Marn said.

© 2023 The Marn Echo
"""
MORE_ICE = ICE.replace("Ferry to Lund Island runs again after ten days of ice", "Ice-breaker leads Lund Island ferry out of Marn").replace(
    "Forty passengers", "Some forty passengers of the ferry"
)
SALT = """Salt works at Brae to close in autumn

By Kirsten Dahl

Published 4 February 2023

The salt works at Brae will close in October after a hundred and forty years, its owners told the sixty people who work there.

The works has lost money since a cheaper mine opened across the border, and a plan to make salt for roads came to nothing.

© 2023 The Brae Journal
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archives.make(tmp_path, f"-- seeds/ice.txt --\n{ICE}-- seeds/salt.txt --\n{SALT}")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def article_of(root: Path, seed: str) -> Path:
    slug = ledger.read(root / "content")[seed].slug
    return next((root / "content").rglob(f"{slug}.md"))


def test_seeds_become_articles_filed_under_events(root: Path) -> None:
    """Markdown by year, an event for each, and a ledger of what was seen."""
    report = intake.ingest(root)
    assert report.problems == ()
    assert sorted(tree(root / "content")) == [
        "articles/2023/2023-02-03-ferry-to-lund-island-runs-again-after-ten-days-of-ice.md",
        "articles/2023/2023-02-04-salt-works-at-brae-to-close-in-autumn.md",
        "events/ferry-to-lund-island-runs-again-after-ten-days-of-ice.md",
        "events/salt-works-at-brae-to-close-in-autumn.md",
        "seeds.tsv",
    ]
    article = content.read_article("articles/2023/x.md", article_of(root, "ice.txt").read_bytes())[0]
    assert (article.title, article.date, article.authors, article.outlet) == (
        "Ferry to Lund Island runs again after ten days of ice",
        "2023-02-03",
        ("Ada Brennick",),
        "The Marn Echo",
    )
    assert article.events == ("ferry-to-lund-island-runs-again-after-ten-days-of-ice",)


def test_the_day_on_which_a_page_was_saved_is_written_down(root: Path) -> None:
    """Where the seed says so, and as a part of what is known of the seed."""
    note = "<!--\n Page saved with SingleFile \n url: https://marn.example/ice \n saved date: Mon Feb 06 2023 10:00:00 GMT+0100\n-->"
    text = "".join(f"<p>{line}</p>" for line in ICE.splitlines()[4:8] if line)
    archives.write(root, "seeds/saved.html", f"<!doctype html><html>{note}<body><h1>Ferry runs again</h1>{text}</body></html>")
    intake.ingest(root)
    assert "\n  captured: 2023-02-06\n" in article_of(root, "saved.html").read_text(encoding="utf-8")
    assert "captured" not in article_of(root, "salt.txt").read_text(encoding="utf-8")


def test_a_second_run_changes_nothing(root: Path) -> None:
    """Not a byte, and nothing is reported as made."""
    intake.ingest(root)
    before = tree(root / "content")
    report = intake.ingest(root)
    assert tree(root / "content") == before
    assert (report.made, report.updated, report.filed, report.new_events) == ((), (), (), ())


def disturb(root: Path, chance: random.Random) -> None:
    """What a day brings: new seeds, reprints, corrections, a person who edits, moves and deletes."""
    seeds = sorted(path for path in (root / "seeds").iterdir())
    articles = sorted((root / "content" / "articles").rglob("*.md"))
    story = chance.choice([*stories.ICE, *stories.SALT, stories.BOTH, BRIDGE, SPUN, OTHER])
    number = chance.randrange(10**6)
    match chance.randrange(10):
        case 0 | 1 | 2:
            dated = chance.choice(("", f"Published {chance.randint(1, 28)} February 2023\n\n"))
            lines = chance.sample(story.split("\n"), len(story.split("\n")))
            text = f"Paper {number} says so\n\n{dated}" + "\n\n".join(lines) + f"\n\n© 2023 The {chance.choice(('Echo', 'Courier'))}\n"
            archives.write(root, f"seeds/{number}.txt", text)
        case 3:
            shutil.copy(chance.choice(seeds), root / "seeds" / f"{number}-again.txt")
        case 4:
            one = chance.choice(seeds)
            one.write_text(one.read_text(encoding="utf-8").replace("the", "their", 2), encoding="utf-8")
        case 5:
            chance.choice([*seeds[1:], *articles]).unlink()
        case 6:
            one = chance.choice(articles)
            one.rename(one.with_name(f"{one.stem}-{number}.md"))
        case 7:
            one = chance.choice(articles)
            one.write_text(one.read_text(encoding="utf-8").replace(" of ", f" of word{number} and ", 3), encoding="utf-8")
        case 8:
            one = chance.choice(articles)
            lines = one.read_text(encoding="utf-8").split("\n")
            one.write_text("\n".join(line for line in lines if not line.startswith(("event:", "- ", "copy_of:"))), encoding="utf-8")
        case 9:  # a page is saved again with another text, and so is a reprint of that
            one = chance.choice(seeds)
            one.write_text(one.read_text(encoding="utf-8").split("\n")[0] + f"\n\n{story}\n", encoding="utf-8")
            archives.write(root, f"seeds/{number}.txt", f"Paper {number} has it too\n\n{story}\n")


@pytest.mark.parametrize("seed", range(8))
def test_what_is_remembered_changes_nothing(tmp_path: Path, seed: int) -> None:
    """After whatever happened an ingest does what it would if nothing had been kept of the ones before."""
    roots = [archives.make(tmp_path / name, f"-- seeds/ice.txt --\n{ICE}-- seeds/salt.txt --\n{SALT}") for name in ("kept", "bare")]
    reports = [intake.ingest(root) for root in roots]
    for step in range(10):
        for root in roots:
            chance = random.Random(f"{seed} {step}")
            for _ in range(chance.choice((1, 1, 3))):
                disturb(root, chance)
        shutil.rmtree(roots[1] / ".briefgen")
        reports = [intake.ingest(root) for root in roots]
        assert reports[0] == reports[1], step
        assert tree(roots[0] / "content") == tree(roots[1] / "content"), step


def test_a_seed_that_changes_as_another_comes_changes_nothing_of_that(tmp_path: Path) -> None:
    """What is compared with the new one is the article as it was, whatever is remembered of it."""
    was, now = clipping("Ice closes the Vell", BRIDGE), clipping("Ice closes the Vell", OTHER)
    roots = [archives.make(tmp_path / name, f"-- seeds/a.md --\n{was}") for name in ("kept", "bare")]
    for root in roots:
        intake.ingest(root)
        archives.write(root, "seeds/a.md", now)
        archives.write(root, "seeds/b.md", clipping("Milk late at Tollen", OTHER, "2023-02-05", "Courier"))
    shutil.rmtree(roots[1] / ".briefgen")
    reports = [intake.ingest(root) for root in roots]
    assert len(reports[0].updated) == 1
    assert reports[0] == reports[1]
    assert tree(roots[0] / "content") == tree(roots[1] / "content")


def test_a_new_seed_has_nothing_else_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither seeds nor articles, but for those whose stamp is too young to be trusted: here none is."""
    monkeypatch.setattr(stamps, "TICK", -(10**15))
    intake.ingest(root)
    intake.ingest(root)  # which comes to know what the first one wrote
    archives.write(root, "seeds/more.txt", MORE_ICE)
    read: list[str] = []
    really = files.read

    def noted(path: Path) -> bytes:
        read.append(path.relative_to(root).as_posix() if path.is_relative_to(root) else "")
        return really(path)

    monkeypatch.setattr(files, "read", noted)
    made = intake.ingest(root).made
    assert len(made) == 1
    assert set(read) - {""} <= {"seeds/more.txt", "briefgen.toml", made[0].path}
    assert "seeds/more.txt" in read


def test_the_order_in_which_seeds_are_read_changes_nothing(tmp_path: Path) -> None:
    """The sample's seeds under other names, so that they are read in another order, give the same articles and events."""
    found = []
    for number in (0, 1):
        root = archives.make(tmp_path / str(number), "")
        names = sorted(path.name for path in librarian.SAMPLE.iterdir())
        order = random.Random(number).sample(range(len(names)), len(names)) if number else range(len(names))
        (root / "seeds").mkdir()
        for place, name in zip(order, names, strict=True):
            shutil.copy(librarian.SAMPLE / name, root / "seeds" / f"{place:02}-{name[3:]}")
        intake.ingest(root)
        found.append({path: data for path, data in tree(root / "content").items() if path.startswith("events/")})
        assert len([path for path in tree(root / "content") if path.startswith("articles/")]) == len(names)
    assert found[0] == found[1]


def test_a_new_article_joins_the_event_that_is_there(root: Path) -> None:
    """What is filed does not move, no event is renamed."""
    intake.ingest(root)
    before = tree(root / "content" / "events")
    archives.write(root, "seeds/more.txt", MORE_ICE)
    report = intake.ingest(root)
    assert [made.events for made in report.made] == [("ferry-to-lund-island-runs-again-after-ten-days-of-ice",)]
    assert tree(root / "content" / "events") == before


def test_an_article_that_a_person_wrote_is_filed_by_one_line(root: Path) -> None:
    """The line is added to its front matter, and every other byte stays."""
    intake.ingest(root)
    text = "---\r\ntitle:   'Salt, again'\r\n# a remark\r\ndate: 2023-02-05\r\n---\r\n" + stories.SALT[1].replace("\n", "\r\n")
    path = root / "content" / "articles" / "mine.md"
    path.write_bytes(text.encode())
    report = intake.ingest(root)
    assert report.filed == ("content/articles/mine.md",)
    line = "event: salt-works-at-brae-to-close-in-autumn\r\n"
    assert path.read_bytes().decode() == text.replace("2023-02-05\r\n---\r\n", "2023-02-05\r\n" + line + "---\r\n")


def test_a_file_that_an_editor_has_just_emptied_is_left_alone(root: Path) -> None:
    """It is about to be written: a line put there would be lost, or, worse, what the editor writes then."""
    intake.ingest(root)
    for text in ("\n", ""):
        archives.write(root, "content/articles/2024/emptied.md", text)
        intake.ingest(root)
        assert (root / "content/articles/2024/emptied.md").read_text(encoding="utf-8") == text


def test_an_event_that_only_an_article_names_gets_a_file(root: Path) -> None:
    """A person may name an event before there is one."""
    intake.ingest(root)
    archives.write(root, "content/articles/mine.md", "---\ntitle: Mine\nevent: my-event\n---\ntext\n")
    assert intake.ingest(root).new_events == ("my-event",)
    assert (root / "content/events/my-event.md").read_text() == "---\ntitle: My event\n---\n"


def test_a_changed_seed_updates_an_article_that_nobody_touched(root: Path) -> None:
    """In its place, under its event."""
    intake.ingest(root)
    path = article_of(root, "ice.txt")
    before = path.read_text()
    archives.write(root, "seeds/ice.txt", ICE.replace("two goats", "three goats"))
    assert intake.ingest(root).updated == (path.relative_to(root).as_posix(),)
    after = path.read_text()
    assert "three goats" in after
    assert after.split("seed:")[0] == before.split("seed:")[0]
    assert intake.ingest(root).updated == ()


@pytest.mark.parametrize("edit", [("two goats", "two GOATS"), ("title: Ferry", "title: The ferry"), ("\noutlet:", "\ntags: [x]\noutlet:")])
def test_an_article_that_a_person_edited_is_never_overwritten(root: Path, edit: tuple[str, str]) -> None:
    """Its seed changed: that is said, once, and the article stays as it is."""
    intake.ingest(root)
    path = article_of(root, "ice.txt")
    path.write_text(path.read_text().replace(*edit))
    edited = path.read_bytes()
    archives.write(root, "seeds/ice.txt", ICE.replace("two goats", "three goats"))
    report = intake.ingest(root)
    assert path.read_bytes() == edited
    assert [problem.severity for problem in report.problems] == ["warning"]
    assert "somebody has edited" in report.problems[0].message
    assert intake.ingest(root).problems == ()


def test_moving_an_article_to_another_event_is_no_reason_not_to_update_it(root: Path) -> None:
    """The event's line is ingest's own business as well as a person's; a person's choice is kept."""
    intake.ingest(root)
    path = article_of(root, "ice.txt")
    path.write_text(path.read_text().replace("event: ferry-to-lund-island-runs-again-after-ten-days-of-ice", "event: winter"))
    archives.write(root, "seeds/ice.txt", ICE.replace("two goats", "three goats"))
    intake.ingest(root)
    assert "three goats" in path.read_text()
    assert "event: winter" in path.read_text()


def test_a_deleted_article_stays_deleted(root: Path) -> None:
    """Whether its seed changes or not; deleting its line in the ledger brings it back."""
    intake.ingest(root)
    path = article_of(root, "ice.txt")
    path.unlink()
    assert intake.ingest(root).made == ()
    archives.write(root, "seeds/ice.txt", ICE.replace("two goats", "three goats"))
    report = intake.ingest(root)
    assert report.made == ()
    assert [problem.message for problem in report.problems] == ["it changed, but its article was deleted: nothing is made of it"]
    assert intake.ingest(root).problems == ()
    assert not path.exists()
    book = root / "content" / "seeds.tsv"
    book.write_text("".join(line for line in book.read_text().splitlines(keepends=True) if "ice.txt" not in line))
    assert len(intake.ingest(root).made) == 1
    assert path.exists()


def test_an_article_that_was_moved_is_still_known(root: Path) -> None:
    """By its front matter, wherever it lies in content/articles/."""
    intake.ingest(root)
    path = article_of(root, "ice.txt")
    moved = root / "content" / "articles" / "winter" / "ferry.md"
    moved.parent.mkdir()
    path.rename(moved)
    archives.write(root, "seeds/ice.txt", ICE.replace("two goats", "three goats"))
    assert intake.ingest(root).updated == (moved.relative_to(root).as_posix(),)


def test_another_page_saved_under_an_old_name_is_a_new_article(root: Path) -> None:
    """The article that was made of the old page is not overwritten."""
    intake.ingest(root)
    path = article_of(root, "ice.txt")
    before = path.read_bytes()
    archives.write(
        root, "seeds/ice.txt", SALT.replace("hundred and forty", "hundred and fifty").replace("Brae", "Tarn").replace("Salt works", "Brick works")
    )
    report = intake.ingest(root)
    assert (len(report.made), report.updated) == (1, ())
    assert path.read_bytes() == before
    assert article_of(root, "ice.txt") != path
    assert intake.ingest(root).made == ()


def test_a_copy_of_a_seed_that_becomes_another_page_is_a_new_article(root: Path) -> None:
    """It had no article of its own to update."""
    shutil.copy(root / "seeds/ice.txt", root / "seeds/later.txt")
    intake.ingest(root)
    before = tree(root / "content/articles")
    archives.write(root, "seeds/later.txt", MORE_ICE)
    report = intake.ingest(root)
    assert [made.seed for made in report.made] == ["later.txt"]
    assert before.items() <= tree(root / "content/articles").items()


def test_a_page_saved_under_a_renamed_seeds_old_name_is_a_new_article(root: Path) -> None:
    """The old name is free again, and the renamed seed goes on updating its article."""
    intake.ingest(root)
    (root / "seeds/ice.txt").rename(root / "seeds/frost.txt")
    intake.ingest(root)
    assert "ice.txt" not in ledger.read(root / "content")
    archives.write(root, "seeds/ice.txt", MORE_ICE)
    archives.write(root, "seeds/frost.txt", ICE.replace("two goats", "three goats"))
    report = intake.ingest(root)
    assert [made.seed for made in report.made] == ["ice.txt"]
    assert report.updated == ("content/articles/2023/2023-02-03-ferry-to-lund-island-runs-again-after-ten-days-of-ice.md",)


def test_a_draft_is_filed_when_it_is_published_and_not_before(root: Path) -> None:
    """An event titled after it would give it away."""
    archives.write(root, "content/articles/mine.md", "---\ntitle: A secret\ndraft: true\n---\ntext\n")
    intake.ingest(root)
    assert not list((root / "content/events").glob("*secret*"))
    archives.write(root, "content/articles/mine.md", "---\ntitle: A secret\n---\ntext\n")
    assert intake.ingest(root).new_events == ("a-secret",)


def test_an_event_left_without_articles_takes_a_new_one_of_its_name_in(root: Path) -> None:
    """Deleting an article's event has it filed anew, under the same event if it is the same."""
    intake.ingest(root)
    path = article_of(root, "ice.txt")
    text = path.read_text()
    path.write_text("".join(line for line in text.splitlines(keepends=True) if not line.startswith("event:")))
    report = intake.ingest(root)
    assert report.new_events == ()
    assert "event: ferry-to-lund-island-runs-again-after-ten-days-of-ice\n" in path.read_text()


def test_a_renamed_seed_and_a_copied_one_make_nothing_new(root: Path) -> None:
    """The same bytes are the same seed."""
    intake.ingest(root)
    (root / "seeds/ice.txt").rename(root / "seeds/frost.txt")
    shutil.copy(root / "seeds/salt.txt", root / "seeds/salt-2.txt")
    report = intake.ingest(root)
    assert report.made == ()
    assert report.same == (("salt-2.txt", "salt.txt"),)
    assert set(ledger.read(root / "content")) == {"frost.txt", "salt.txt", "salt-2.txt"}
    assert intake.ingest(root).same == ()


def test_the_ledger_can_be_lost(root: Path) -> None:
    """Articles say themselves which seed they came from."""
    intake.ingest(root)
    before = tree(root / "content")
    (root / "content" / "seeds.tsv").unlink()
    assert intake.ingest(root).made == ()
    assert tree(root / "content") == before


def test_one_unreadable_seed_is_a_problem_and_the_others_go_through(root: Path) -> None:
    """It is named each time until it is mended."""
    (root / "seeds" / "broken.txt").write_bytes(b"\0\1\2")
    (root / "seeds" / "notes.pdf").write_bytes(b"%PDF")
    report = intake.ingest(root)
    assert len(report.made) == 2
    assert [(problem.path, problem.severity) for problem in report.problems] == [("seeds/broken.txt", "error"), ("seeds/notes.pdf", "warning")]
    assert [problem.path for problem in intake.ingest(root).problems] == ["seeds/broken.txt", "seeds/notes.pdf"]
    archives.write(root, "seeds/broken.txt", MORE_ICE)
    assert len(intake.ingest(root).made) == 1


def test_seeds_that_are_the_same_and_unreadable_are_each_a_problem(root: Path) -> None:
    """Neither is taken for an article."""
    for name in ("a.txt", "b.txt"):
        (root / "seeds" / name).write_bytes(b"\0\1\2")
    shutil.copy(root / "seeds/ice.txt", root / "seeds/ice-2.txt")
    report = intake.ingest(root)
    assert [problem.path for problem in report.problems] == ["seeds/a.txt", "seeds/b.txt"]
    assert report.same == (("ice.txt", "ice-2.txt"),)
    assert intake.ingest(root).same == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("age.txt", "Title of it\n\nMarch 4, 2022\n\n99999999 days ago\n\n"),
        ("teaser.txt", "Title of it\n\nMarch 4, 2022\n\nIt was said on the quay.\n\nAda Lund\n9999 years ago\n\nA title here\n\n"),
        ("digits.txt", f"Title of it\n\n{'9' * 5000} days ago\n\n"),
        ("letter.txt", "Title of it\n\nOn Augu\u017ft 12 and on 31 February\n\n"),
        ("deep.md", "+++\nx = " + "[" * 3000 + "]" * 3000 + "\n+++\n"),
        ("number.md", f"+++\nx = {'9' * 5000}\n+++\n"),
        ("early.txt", " date 0001-01-01 Title of it\n\n"),
        ("late.txt", " date 9999-12-31 Title of it\n\n"),
    ],
)
def test_no_seed_keeps_the_others_from_going_through(root: Path, name: str, text: str) -> None:
    """Whatever is in it, it is read or it is a problem."""
    archives.write(
        root, f"seeds/{name}", text + "The ferry to Lund Island left the quay at Marn on Friday morning, for the first time in ten days.\n"
    )
    archives.write(root, "seeds/undated.txt", MORE_ICE.replace("Published 3 February 2023\n", ""))
    report = intake.ingest(root)
    assert {made.seed for made in report.made} >= {"ice.txt", "salt.txt", "undated.txt"}
    assert all(not problem.message.startswith("could not be read: ") for problem in report.problems)


def test_an_event_that_is_none_is_left_to_its_writer(root: Path) -> None:
    """It is an error to mend, not a line to replace."""
    text = "---\ntitle: Mine\nevent: a/b\n---\nwords\n"
    archives.write(root, "content/articles/mine.md", text)
    report = intake.ingest(root)
    assert (root / "content/articles/mine.md").read_text() == text
    assert [problem.message for problem in report.problems] == ["event is not a slug"]


def test_an_update_keeps_what_the_page_does_not_state(root: Path) -> None:
    """An inferred date that a person has confirmed, or not yet."""
    archives.write(root, "seeds/undated.txt", MORE_ICE.replace("Published 3 February 2023\n", ""))
    intake.ingest(root)
    path = article_of(root, "undated.txt")
    date = next(line for line in path.read_text().splitlines() if line.startswith("date:"))
    archives.write(root, "seeds/undated.txt", MORE_ICE.replace("Published 3 February 2023\n", "").replace("two goats", "three goats"))
    assert len(intake.ingest(root).updated) == 1
    assert date in path.read_text().splitlines()
    assert "review:\n- date\n" in path.read_text()


def test_an_update_says_anew_where_fields_were_read(root: Path) -> None:
    """On the lines that they stand on now."""
    intake.ingest(root)
    path = article_of(root, "ice.txt")
    archives.write(root, "seeds/ice.txt", "Home | News | Ferries\n\n" + ICE.replace("3 February 2023", "4 February 2023"))
    assert len(intake.ingest(root).updated) == 1
    article = content.read_article("articles/2023/x.md", path.read_bytes())[0]
    found = {one.field: (one.value, one.line, one.words) for one in article.origins}
    assert found["date"] == ("2023-02-04", 7, "Published 4 February 2023")
    assert found["author"] == ("Ada Brennick", 5, "By Ada Brennick")
    assert origins.standing(article) == article.origins


def test_an_article_from_before_there_were_origins_gets_them(root: Path) -> None:
    """When its seed changes: nobody has edited it."""
    intake.ingest(root)
    path = article_of(root, "ice.txt")
    place = path.relative_to(root / "content").as_posix()
    old = replace(content.read_article(place, path.read_bytes())[0], origins=(), captions=())
    path.write_text(content.write_article(old))
    archives.write(root, "seeds/ice.txt", ICE.replace("two goats", "three goats"))
    assert len(intake.ingest(root).updated) == 1
    assert {one.field for one in content.read_article(place, path.read_bytes())[0].origins} == {*origins.FIELDS} - {"lang"}


def test_an_update_keeps_an_outlets_full_name(tmp_path: Path) -> None:
    """Where the page has it only in short, and other articles gave it in full."""
    root = archives.make(tmp_path, "")
    shutil.copytree(librarian.SAMPLE, root / "seeds")
    intake.ingest(root)
    seed = root / "seeds/10-mercury-homecoming.txt"
    path = article_of(root, seed.name)
    before = path.read_text().split("seed:")[0]
    seed.write_text(seed.read_text().replace("a borrowed coat", "her own coat") + "\n")
    assert len(intake.ingest(root).updated) == 1
    assert path.read_text().split("seed:")[0] == before


def test_another_article_of_the_same_event_under_an_old_name_is_a_new_one(root: Path) -> None:
    """Being about the same is not being the same."""
    shutil.copy(librarian.SAMPLE / "16-sarrel-post-ferry-fog.txt", root / "seeds/latest.txt")
    intake.ingest(root)
    shutil.copy(librarian.SAMPLE / "23-ledger-ferry-findings.txt", root / "seeds/latest.txt")
    report = intake.ingest(root)
    assert (len(report.made), report.updated) == (1, ())


@pytest.mark.parametrize("other", ["0.txt", "z.txt"])
def test_a_seed_renamed_and_its_name_reused_at_once_are_two_articles(root: Path, other: str) -> None:
    """Wherever the new name stands in the alphabet."""
    intake.ingest(root)
    before = tree(root / "content/articles")
    (root / "seeds/ice.txt").rename(root / "seeds" / other)
    archives.write(root, "seeds/ice.txt", MORE_ICE)
    report = intake.ingest(root)
    assert ([made.seed for made in report.made], report.same) == (["ice.txt"], ())
    assert before.items() <= tree(root / "content/articles").items()
    assert ledger.read(root / "content")[other].slug == "2023-02-03-ferry-to-lund-island-runs-again-after-ten-days-of-ice"


def test_a_change_waits_for_an_article_that_cannot_be_read(root: Path) -> None:
    """Until its file is mended."""
    intake.ingest(root)
    path = article_of(root, "ice.txt")
    good = path.read_text()
    path.write_text(good.replace("---\n", "---\nx: [\n", 1))
    archives.write(root, "seeds/ice.txt", ICE.replace("two goats", "three goats"))
    intake.ingest(root)
    path.write_text(good)
    assert len(intake.ingest(root).updated) == 1


def test_an_unreadable_article_does_not_lose_its_name(root: Path) -> None:
    """A file that cannot be read is still somebody's: nothing is written over it."""
    place = root / "content/articles/2023/2023-02-03-ferry-to-lund-island-runs-again-after-ten-days-of-ice.md"
    archives.write(root, place.relative_to(root).as_posix(), "---\ntitle: [\n---\n")
    report = intake.ingest(root)
    assert place.read_text() == "---\ntitle: [\n---\n"
    assert any(made.path.endswith("of-ice-2.md") for made in report.made)
    assert any(problem.path.endswith("of-ice.md") for problem in report.problems)


def test_titles_that_are_the_same_get_names_of_their_own(tmp_path: Path) -> None:
    """Two outlets, one headline, one day."""
    other = ICE.replace("The Marn Echo", "The Lund Post").replace("two goats", "no goats at all")
    root = archives.make(tmp_path, f"-- seeds/a.txt --\n{ICE}-- seeds/b.txt --\n{other}")
    slugs = {Path(made.path).stem for made in intake.ingest(root).made}
    base = "2023-02-03-ferry-to-lund-island-runs-again-after-ten-days-of-ice"
    assert slugs == {base, f"{base}-2"}


def test_the_committed_sample_is_what_ingest_makes_of_its_seeds(tmp_path: Path) -> None:
    """content/ of this repository, byte for byte."""
    root = archives.make(tmp_path, "")
    shutil.copytree(librarian.SAMPLE, root / "seeds")
    intake.ingest(root)
    assert tree(root / "content") == tree(librarian.SAMPLE.parent / "content")


def test_what_others_name_and_the_archive_has_not_is_wanted(root: Path) -> None:
    """Once each, and not what the archive has."""
    archives.write(
        root,
        "seeds/more.txt",
        MORE_ICE.replace("Some forty", "Read more: Salt works at Brae to close in autumn\n\nRead more: Goats of Lund Island\n\nSome forty"),
    )
    assert [wanted.title for wanted in intake.ingest(root).wanted] == ["Goats of Lund Island"]


# what others name


def named_in(root: Path) -> list[tuple[str, str]]:
    return [(one.named_by, one.title) for one in wanted.read(root / "content")]


TEASERS = MORE_ICE.replace("Some forty", "Read more: Goats of Lund Island\n\nRead more: Salt works at Brae to close in autumn\n\nSome forty")


def test_what_a_page_names_is_written_down_and_kept(root: Path) -> None:
    """Under the article that it was made into, also what the archive has now, since that may go; a line that a person deletes stays deleted."""
    archives.write(root, "seeds/more.txt", TEASERS)
    intake.ingest(root)
    slug = ledger.read(root / "content")["more.txt"].slug
    rows = [(slug, "Goats of Lund Island"), (slug, "Salt works at Brae to close in autumn")]
    assert named_in(root) == rows
    intake.ingest(root)
    assert named_in(root) == rows
    path = root / "content" / wanted.NAME
    path.write_text("".join(line for line in path.read_text().splitlines(keepends=True) if "Goats" not in line))
    archives.write(root, "seeds/frost.txt", TEASERS.replace("Goats of Lund", "Frost of Lund").replace("Ice-breaker leads", "Tug leads"))
    intake.ingest(root)
    other = ledger.read(root / "content")["frost.txt"].slug
    assert set(named_in(root)) == {rows[1], (other, "Frost of Lund Island"), (other, "Salt works at Brae to close in autumn")}


# copies, versions, and articles in two events


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return archives.make(tmp_path, "")


def clipping(title: str, body: str, date: str = "2023-02-03", outlet: str = "Bollard", more: str = "") -> str:
    return f"---\ntitle: '{title}'\nsite: {outlet}\npublished: {date}\n{more}---\n{body}\n"


def made_of(empty: Path, seed: str) -> Article:
    path = article_of(empty, seed)
    return content.read_article(path.relative_to(empty / "content").as_posix(), path.read_bytes())[0]


def edit(root: Path, seed: str, old: str, new: str) -> None:
    path = article_of(root, seed)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_copies_are_recorded_and_go_where_their_original_is(empty: Path) -> None:
    """Wherever a person filed it; a paraphrase that shares no words with it too."""
    archives.write(empty, "seeds/wire.md", clipping("Crack shuts old bridge at Tollen", BRIDGE, outlet="Northwire"))
    intake.ingest(empty)
    (event,) = made_of(empty, "wire.md").events or ()
    edit(empty, "wire.md", f"event: {event}", "event: floods")
    archives.write(empty, "seeds/paper.md", clipping("Lorries go by Hask", BRIDGE + "\n\nThe mayor was ill.", "2023-02-04"))
    archives.write(empty, "seeds/spun.md", clipping("Span shut for trucks", SPUN, "2023-02-05", "Daily Digest"))
    archives.write(empty, "seeds/other.md", clipping("Milk late at Tollen", OTHER, "2023-02-05", "Courier"))
    report = intake.ingest(empty)
    wire = made_of(empty, "wire.md")
    for seed in ("paper.md", "spun.md"):
        assert (made_of(empty, seed).copy_of, made_of(empty, seed).events, made_of(empty, seed).review) == (wire.slug, ("floods",), ())
    assert (wire.copy_of, made_of(empty, "other.md").copy_of) == ("", "")
    assert report.problems == ()
    before = tree(empty / "content")
    intake.ingest(empty)
    assert tree(empty / "content") == before


def test_an_unsure_copy_is_for_a_person_to_confirm(empty: Path) -> None:
    """Where nothing says which of two was first."""
    archives.write(empty, "seeds/one.md", clipping("Crack shuts old bridge", BRIDGE + "\n\nThe mayor was ill.", outlet="Courier"))
    archives.write(empty, "seeds/other.md", clipping("Old bridge at Tollen shut", BRIDGE))
    report = intake.ingest(empty)
    one, other = made_of(empty, "one.md"), made_of(empty, "other.md")
    assert (one.copy_of, one.review) == ("", ())
    assert (other.copy_of, other.review) == (one.slug, ("copy_of",))
    assert {made.seed: made.review for made in report.made}["other.md"] == ("copy_of",)
    archives.write(empty, "seeds/other.md", clipping("Old bridge at Tollen shut", BRIDGE.replace("14 weeks", "16 weeks")))
    assert len(intake.ingest(empty).updated) == 1
    assert (made_of(empty, "other.md").copy_of, made_of(empty, "other.md").review) == (one.slug, ("copy_of",))


def test_an_article_that_reports_two_events_is_in_both(empty: Path) -> None:
    """Filed under both, its own first."""
    for name, texts in (("ice", stories.ICE), ("salt", stories.SALT), ("both", [stories.BOTH])):
        for number, text in enumerate(texts):
            title, _, body = text.partition(". ")
            archives.write(empty, f"seeds/{name}{number}.md", clipping(title, body, f"2023-02-0{number + 3}", f"Outlet {name}{number}"))
    intake.ingest(empty)
    ice, salt, both = (made_of(empty, seed) for seed in ("ice0.md", "salt0.md", "both0.md"))
    assert set(both.events or ()) == {*(ice.events or ()), *(salt.events or ())}
    assert len(both.events or ()) == 2
    assert (len(ice.events or ()), len(salt.events or ())) == (1, 1)


def test_a_later_text_from_one_address_is_a_version(empty: Path) -> None:
    """Of the first one, in its event, and no copy; whether both come at once or one by one."""
    address = "source: https://echo.example/bridge\n"
    archives.write(empty, "seeds/first.md", clipping("Crack shuts old bridge at Tollen", BRIDGE[:900], more=address))
    intake.ingest(empty)
    archives.write(empty, "seeds/second.md", clipping("Crack shuts old bridge for weeks", BRIDGE, "2023-02-04", more=address))
    archives.write(empty, "seeds/third.md", clipping("Old bridge shut until Easter", BRIDGE + "\n\nThe mayor was ill.", "2023-02-05", more=address))
    intake.ingest(empty)
    first = made_of(empty, "first.md")
    for seed in ("second.md", "third.md"):
        one = made_of(empty, seed)
        assert (one.version_of, one.copy_of, one.events, one.review) == (first.slug, "", first.events, ())
    assert (first.version_of, first.copy_of) == ("", "")


WIRE = clipping("Crack shuts old bridge at Tollen", "TOLLEN, Feb 3 (Northwire) - " + BRIDGE, outlet="Northwire")


def test_an_original_that_comes_late_is_named_by_its_copies(empty: Path) -> None:
    """By one line, and the copy's event stays; what a person wrote is left alone."""
    archives.write(empty, "seeds/paper.md", clipping("Lorries go by Hask", BRIDGE + "\n\nThe mayor was ill.", "2023-02-04"))
    archives.write(empty, "content/articles/mine.md", clipping("My bridge", BRIDGE, "2023-02-05", "Courier", "event: mine\n"))
    intake.ingest(empty)
    before, mine = article_of(empty, "paper.md").read_text(), (empty / "content/articles/mine.md").read_bytes()
    assert "copy_of" not in before
    archives.write(empty, "seeds/wire.md", WIRE)
    report = intake.ingest(empty)
    after = article_of(empty, "paper.md").read_text()
    line = f"copy_of: {made_of(empty, 'wire.md').slug}\n"
    assert line in after
    assert after.replace(line, "") == before
    assert (empty / "content/articles/mine.md").read_bytes() == mine
    assert report.problems == ()
    archives.write(empty, "seeds/paper.md", clipping("Lorries go by Hask", BRIDGE + "\n\nThe mayor was very ill.", "2023-02-04"))
    assert len(intake.ingest(empty).updated) == 1
    assert line in article_of(empty, "paper.md").read_text()


@pytest.mark.parametrize("line", ["copy_of: elsewhere", "version_of: elsewhere"])
def test_what_a_person_said_of_a_copy_stays(empty: Path, line: str) -> None:
    """Though the archive finds another original."""
    archives.write(empty, "seeds/paper.md", clipping("Lorries go by Hask", BRIDGE, "2023-02-04"))
    intake.ingest(empty)
    edit(empty, "paper.md", "event:", f"{line}\nevent:")
    said = article_of(empty, "paper.md").read_bytes()
    archives.write(empty, "seeds/wire.md", WIRE)
    intake.ingest(empty)
    assert article_of(empty, "paper.md").read_bytes() == said


def test_a_persons_article_is_called_a_copy_only_where_that_is_sure(empty: Path) -> None:
    """When it is filed; nothing is put on its list of what is to be confirmed."""
    archives.write(empty, "seeds/wire.md", clipping("Crack shuts old bridge", BRIDGE, outlet="Merelpress"))
    archives.write(empty, "content/articles/late.md", clipping("Mine is later", BRIDGE, "2023-02-05", "Courier"))
    archives.write(empty, "content/articles/same.md", clipping("Mine is of that day", BRIDGE + "\n\nThe mayor was ill.", "2023-02-03", "Herald"))
    intake.ingest(empty)
    late, same = ((empty / f"content/articles/{name}.md").read_text() for name in ("late", "same"))
    assert "copy_of: " in late
    assert "review" not in late + same
    assert "event: " in late
    assert "event: " in same


def test_an_original_that_comes_late_joins_the_event_of_its_reprint(empty: Path) -> None:
    """And the reprint, which nobody else but ingest has written, says from then on what it copies."""
    title, _, body = ICE.partition("\n")
    archives.write(empty, "seeds/reprint.md", clipping(title, body, "2023-02-05", "Brae Journal"))
    intake.ingest(empty)
    archives.write(empty, "seeds/wire.md", clipping(title, body, "2023-02-04", "Northwire"))
    intake.ingest(empty)
    wire, reprint = made_of(empty, "wire.md"), made_of(empty, "reprint.md")
    assert wire.events == reprint.events
    assert (wire.copy_of, reprint.copy_of) == ("", wire.slug)


@pytest.mark.parametrize("head", ["{title: X, date: 2022-01-01}", " title: X\n date: 2022-01-01", "title: X\n..."])
def test_front_matter_that_no_line_can_change_stays_as_it_is(root: Path, head: str) -> None:
    """It is told, and no event is made for it."""
    text = f"---\n{head}\n---\n{SALT}\n"
    archives.write(root, "content/articles/odd.md", text)
    report = intake.ingest(root)
    assert (root / "content/articles/odd.md").read_text(encoding="utf-8") == text
    assert [problem.message for problem in report.problems if "odd.md" in problem.path] == ["'event' cannot be changed by a line"]
    assert "X" not in {event.title for event in archive.load(root).events}
