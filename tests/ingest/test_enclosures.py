"""Pictures that lie beside a Markdown seed and that its text shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import intake, ledger
from briefgen.problem import Problem
from tests import archives
from tests.drawn import png

HEAD = "---\ntitle: A new weir at Ebrun\npublished: 2025-03-04\nauthor: Ines Orlov\nsite: The Ebrun Echo\n---\n\n"
FIRST = "The new weir at Ebrun was opened on Tuesday, four years after a flood took away the old one and both of its keepers' houses.\n\n"
LAST = "\n\nThe keepers said that they would miss the noise, which had kept their children awake for three generations.\n"
NAME = "2025-03-04-a-new-weir-at-ebrun"
FOLDER = Path("content/articles/2025")


def archive(root: Path, text: str, **pictures: bytes) -> Path:
    """An archive with one Markdown seed, and pictures below seeds/."""
    archives.make(root, f"-- seeds/clips/weir.md --\n{HEAD}{FIRST}{text}{LAST}")
    for name, data in pictures.items():
        place(root, name.replace("__", "/").replace("_", "."), data)
    return root


def place(root: Path, name: str, data: bytes) -> None:
    """Writes a file below seeds/."""
    path = root / "seeds" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def body(root: Path) -> str:
    return (root / FOLDER / f"{NAME}.md").read_text(encoding="utf-8")


def copies(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root / FOLDER).as_posix(): path.read_bytes() for path in (root / FOLDER).rglob("*") if path.suffix != ".md"}


def problems_of(root: Path) -> tuple[Problem, ...]:
    return intake.ingest(root).problems


@pytest.mark.parametrize(
    ("written", "there"),
    [
        ("![The weir](ebrun.png)", "clips__ebrun_png"),
        ('![The weir]( <ebrun.png> "In spring")', "clips__ebrun_png"),
        ("![The weir](../ebrun.png)", "ebrun_png"),
        ("![The weir](/ebrun.png)", "ebrun_png"),
        ("[![The weir](ebrun.png)](https://echo.example/weir)", "clips__ebrun_png"),
        ("The weir is ![The weir](ebrun.png) long, [as the picture](ebrun.png) shows whoever looks at it for long enough.", "clips__ebrun_png"),
    ],
)
def test_a_picture_that_a_seed_shows_is_copied_beside_its_article(tmp_path: Path, written: str, there: str) -> None:
    """Under a name of its own, which the text has then; the seed stays as it is, and nothing is said of the picture."""
    root = archive(tmp_path, written, **{there: png(4, 3)})
    assert problems_of(root) == ()
    assert copies(root) == {f"{NAME}-ebrun.png": png(4, 3)}
    assert f"]({NAME}-ebrun.png" in body(root) or f"]( {NAME}-ebrun.png" in body(root)
    assert "ebrun.png" not in body(root).replace(f"{NAME}-ebrun.png", "")
    assert intake.ingest(root).problems == ()


def test_names_that_need_encoding_are_found(tmp_path: Path) -> None:
    root = archive(tmp_path, "![a](<Über (1).PNG>)\n\n![b](%C3%9Cber%20(1).PNG)")
    place(root, "clips/Über (1).PNG", png(2, 2))
    assert problems_of(root) == ()
    assert copies(root) == {f"{NAME}-uber-1.png": png(2, 2)}
    assert body(root).count(f"]({NAME}-uber-1.png)") == 2


def test_no_copy_is_written_over_another_file(tmp_path: Path) -> None:
    """Two pictures of one name, and one that a person has put there, keep what is in them."""
    root = archive(tmp_path, "![a](ebrun.png)\n\n![b](old/ebrun.png)", clips__ebrun_png=png(1, 1), clips__old__ebrun_png=png(2, 2))
    (root / FOLDER).mkdir(parents=True)
    (root / FOLDER / f"{NAME}-ebrun.png").write_bytes(b"somebody's")
    assert problems_of(root) == ()
    assert copies(root) == {f"{NAME}-ebrun.png": b"somebody's", f"{NAME}-ebrun-2.png": png(1, 1), f"{NAME}-ebrun-3.png": png(2, 2)}
    assert f"![a]({NAME}-ebrun-2.png)\n\n![b]({NAME}-ebrun-3.png)" in body(root)


def test_a_changed_seed_brings_its_new_pictures_along(tmp_path: Path) -> None:
    """As long as nobody has edited the article; what was copied before is there once."""
    root = archive(tmp_path, "![a](a.png)", clips__a_png=png(1, 1), clips__b_png=png(2, 2))
    intake.ingest(root)
    archives.write(root, "seeds/clips/weir.md", f"{HEAD}{FIRST}![a](a.png)\n\n![b](b.png){LAST}")
    assert intake.ingest(root).updated == (f"{FOLDER.as_posix()}/{NAME}.md",)
    assert copies(root) == {f"{NAME}-a.png": png(1, 1), f"{NAME}-b.png": png(2, 2)}
    edited = body(root).replace("Ines Orlov", "Ines Orlova")
    (root / FOLDER / f"{NAME}.md").write_text(edited, encoding="utf-8")
    place(root, "clips/c.png", png(3, 3))
    archives.write(root, "seeds/clips/weir.md", f"{HEAD}{FIRST}![c](c.png){LAST}")
    assert [problem.path for problem in problems_of(root)] == [f"{FOLDER.as_posix()}/{NAME}.md", "seeds/clips/a.png", "seeds/clips/b.png"]
    assert body(root) == edited
    assert f"{NAME}-c.png" not in copies(root)


@pytest.mark.parametrize(
    "written", ["![a](../../ebrun.png)", "![a](/../ebrun.png)", "![a](missing.png)", "![a](%00.png)", "![a](weir.md)", "![a](link.png)"]
)
def test_what_is_no_picture_in_seeds_is_not_copied(tmp_path: Path, written: str) -> None:
    """Nothing from elsewhere, by whatever way."""
    root = archive(tmp_path, written)
    (root / "ebrun.png").write_bytes(png(1, 1))
    (root / "seeds/clips/link.png").symlink_to(root / "ebrun.png")
    intake.ingest(root)
    assert copies(root) == {}
    assert written in body(root)
    assert len(ledger.read(root / "content")) == 1


def test_a_file_that_is_not_what_its_name_says_is_not_copied(tmp_path: Path) -> None:
    root = archive(tmp_path, "![a](ebrun.png)", clips__ebrun_png=b"GIF89a not a PNG")
    (problem,) = problems_of(root)
    assert (problem.path, problem.message) == ("seeds/clips/ebrun.png", "is a GIF, whatever its name says: it is not copied")
    assert copies(root) == {}


def test_an_address_within_code_stays_what_it_is(tmp_path: Path) -> None:
    """The words of an article are never changed: rather the picture waits for a person to name it."""
    text = "Whoever writes `![a](ebrun.png)` in a clip has it shown as a picture, said the keeper of the weir.\n\n![a](ebrun.png)"
    root = archive(tmp_path, text, clips__ebrun_png=png(1, 1))
    (problem,) = problems_of(root)
    assert problem.hint == f"name '{NAME}-ebrun.png' in {FOLDER.as_posix()}/{NAME}.md"
    assert text in body(root)


def test_a_picture_that_no_seed_shows_is_told(tmp_path: Path) -> None:
    """Each time, since it is still there."""
    root = archive(tmp_path, "![a](ebrun.png)", clips__ebrun_png=png(1, 1), clips__other_png=png(1, 1))
    for _ in range(2):
        (problem,) = problems_of(root)
        assert (problem.path, problem.hint) == ("seeds/clips/other.png", "name it in the text of a Markdown seed, or move it away")
