"""What a deploy adds, changes and removes, and in which order."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from briefgen.deploy.plan import File, offered, planned
from briefgen.output import LIST, listed
from tests.deploy.grounds import fill

NAMES = st.sampled_from(("index.html", "feed.xml", "search/index.js", "search/a.js", "a", "a/b", "a/b/c", "b", "b/c"))
DIGESTS = st.sampled_from(("1" * 64, "2" * 64, "3" * 64))
OFFERS = st.dictionaries(NAMES, st.builds(File, DIGESTS, st.just(1)))
KNOWN = st.dictionaries(NAMES, st.lists(DIGESTS, min_size=1, max_size=3))


def test_what_leads_to_other_files_comes_last(tmp_path: Path) -> None:
    """New pages first, then those that changed, then the front page, feed, sitemap and the index's directory."""
    fill(tmp_path / "site", dict.fromkeys(("index.html", "feed.xml", "search/index.js", "new.html", "old.html"), "new"))
    known = {"index.html": ["0"], "search/index.js": ["0"], "old.html": ["0"], "gone.html": ["0"]}
    plan = planned(offered(tmp_path / "site"), known)
    assert plan.batches == (("new.html",), ("old.html",), ("index.html", "feed.xml", "search/index.js"))
    assert plan.removed_last == ("gone.html",)


@given(OFFERS, KNOWN)
def test_a_plan_that_is_carried_out_leads_to_what_is_offered(offer: dict[str, File], known: dict[str, list[str]]) -> None:
    """Every file is sent, is there already, or goes: once."""
    plan = planned(offer, known)
    sent = [path for batch in plan.batches for path in batch]
    assert sorted(sent) == sorted({*plan.added, *plan.changed})
    assert sorted((*plan.in_the_way, *plan.removed_last)) == list(plan.removed)
    same = {path for path in known if path in offer and known[path] == [offer[path].digest]}
    assert {*sent, *same} == set(offer)
    assert set(known) - set(plan.removed) <= set(offer)
    assert listed(plan.listed()) == {path: [file.digest] for path, file in offer.items()}


@given(OFFERS, KNOWN)
def test_a_deploy_that_is_cut_off_anywhere_is_finished_by_the_next(offer: dict[str, File], known: dict[str, list[str]]) -> None:
    """What was announced and may not have come is sent again; what was to go still goes."""
    plan = planned(offer, known)
    again = planned(offer, listed(plan.announced()))
    assert again.removed == plan.removed
    assert {*again.added, *again.changed} == {*plan.added, *plan.changed}


def test_hidden_files_are_brought_where_hosts_look_for_them(tmp_path: Path) -> None:
    """And those that briefgen wrote; others, links that lead out, and what no list of paths can hold, are not."""
    fill(
        tmp_path / "site",
        {".nojekyll": "", ".well-known/security.txt": "a", ".htaccess": "b", ".env": "secret", ".git/config": "c", ".hidden/x": "d"},
    )
    fill(tmp_path / "site", {"index.html": "e", "two\nlines.html": "f", "back\\slash.html": "g", LIST: f"{'0' * 64}  .hidden/x\n"})
    fill(tmp_path, {"outside": "secret"})
    (tmp_path / "site/link.html").symlink_to(tmp_path / "outside")
    assert list(offered(tmp_path / "site")) == [".hidden/x", ".htaccess", ".nojekyll", ".well-known/security.txt", "index.html"]
