"""Code that an archive brings: loaded by value, and its mistakes told where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import extensions
from briefgen.config import Extend
from briefgen.extensions import Extension
from briefgen.problem import Unreadable
from tests.archives import make

RULE = Extend(rules=("ours:rule",))


def loaded(root: Path, source: str, extend: Extend = RULE) -> extensions.Extensions:
    return extensions.load(make(root, f"-- extensions/ours.py --\n{source}"), extend)


def refused(root: Path, source: str, extend: Extend = RULE) -> list[tuple[str, int, str, str]]:
    with pytest.raises(Unreadable) as raised:
        loaded(root, source, extend)
    return [(one.path, one.line, one.message, one.quote) for one in raised.value.problems]


def test_a_function_is_found_by_its_name(tmp_path: Path) -> None:
    """In a file of `extensions/`, or of a folder in it."""
    make(tmp_path, "-- extensions/a/b.py --\ndef one(x):\n    return x + 1\n")
    (found,) = extensions.load(tmp_path, Extend(rules=("a.b:one",))).rules
    assert (found.named, found.file) == ("a.b:one", "extensions/a/b.py")
    assert extensions.called(found, "", 2) == 3


def test_without_any_nothing_is_loaded(tmp_path: Path) -> None:
    """Whatever lies there."""
    make(tmp_path, "-- extensions/ours.py --\nraise SystemExit(3)\n")
    assert extensions.load(tmp_path, Extend()) == extensions.NONE


def test_dataclasses_and_imports_of_what_is_installed_work(tmp_path: Path) -> None:
    """As in any module."""
    source = (
        "from __future__ import annotations\nfrom dataclasses import dataclass\n@dataclass\nclass A:\n    b: int\ndef rule(x):\n    return A(x).b\n"
    )
    assert extensions.called(loaded(tmp_path, source).rules[0], "", 5) == 5


def test_a_source_is_run_once_and_a_changed_one_anew(tmp_path: Path) -> None:
    """So a preview has what stands in the file."""
    source = "N = []\ndef rule(x):\n    N.append(x)\n    return len(N)\n"
    first = loaded(tmp_path, source).rules[0]
    assert [extensions.called(first, "", 1), extensions.called(first, "", 1)] == [1, 2]
    assert extensions.called(loaded(tmp_path, source + "# changed\n").rules[0], "", 1) == 1


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("def other(): pass\n", ("briefgen.toml", 0, "there is no function 'rule' in extensions/ours.py", "")),
        ("rule = 3\n", ("briefgen.toml", 0, "there is no function 'rule' in extensions/ours.py", "")),
        ("def rule(:\n", ("extensions/ours.py", 1, "cannot be read as Python: invalid syntax", "def rule(:")),
        ("x = 1\nimport nothing_of_that_name\n", ("extensions/ours.py", 2, "", "import nothing_of_that_name")),
        ("raise SystemExit(3)\n", ("extensions/ours.py", 1, "'ours:rule' failed when it was loaded: SystemExit: 3", "raise SystemExit(3)")),
    ],
)
def test_what_cannot_be_loaded_is_a_problem_with_its_line(tmp_path: Path, source: str, problem: tuple[str, int, str, str]) -> None:
    """And never a traceback, nor the end of the program."""
    ((path, line, message, quote),) = refused(tmp_path, source)
    assert (path, line, quote) == (problem[0], problem[1], problem[3])
    assert message.startswith(problem[2])


def test_all_that_is_missing_is_told(tmp_path: Path) -> None:
    """Where it is named."""
    root = make(tmp_path, '-- briefgen.toml --\ntitle = "T"\n\n[extend]\nrules = ["gone:a"]\n')
    with pytest.raises(Unreadable) as raised:
        extensions.load(root, Extend(rules=("gone:a",), pages=("away.off:b",)))
    assert [(one.path, one.line, one.message) for one in raised.value.problems] == [
        ("briefgen.toml", 3, "'away.off:b': there is no extensions/away/off.py"),
        ("briefgen.toml", 4, "'gone:a': there is no extensions/gone.py"),
    ]


def test_a_name_that_is_mistyped_is_told_with_its_line_and_what_was_meant(tmp_path: Path) -> None:
    """The file's or the function's; in a list of several lines at its own."""
    root = make(
        tmp_path, '-- briefgen.toml --\n[extend]\nrules = [\n  "ours:rlue",\n  "oars:rule",\n]\n-- extensions/ours.py --\ndef rule(x): pass\n'
    )
    with pytest.raises(Unreadable) as raised:
        extensions.load(root, Extend(rules=("ours:rlue", "oars:rule")))
    assert [(one.line, one.message, one.quote, one.hint) for one in raised.value.problems] == [
        (3, "there is no function 'rlue' in extensions/ours.py", '"ours:rlue",', "did you mean ours:rule?"),
        (4, "'oars:rule': there is no extensions/oars.py", '"oars:rule",', "did you mean extensions/ours.py?"),
    ]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """What runs lies in the archive."""
    root = make(tmp_path / "archive", "")
    (root / "extensions").mkdir()
    (tmp_path / "evil.py").write_text("def rule(x): pass\n", encoding="utf-8")
    (root / "extensions/ours.py").symlink_to(tmp_path / "evil.py")
    with pytest.raises(Unreadable):
        extensions.load(root, RULE)


def test_a_function_that_fails_is_a_problem_at_the_line_of_its_own_file(tmp_path: Path) -> None:
    """The innermost one; wherever it failed in the end."""
    source = "import json\n\ndef rule(x):\n    return inner(x)\n\ndef inner(x):\n    return json.loads(x)\n"
    one = loaded(tmp_path, source).rules[0]
    with pytest.raises(Unreadable) as raised:
        extensions.called(one, "seeds/a.txt", "{")
    (problem,) = raised.value.problems
    assert (problem.path, problem.line, problem.quote) == ("extensions/ours.py", 7, "return json.loads(x)")
    assert problem.message.startswith("'ours:rule' failed for seeds/a.txt: JSONDecodeError: ")
    assert problem.hint


def test_an_interruption_is_one(tmp_path: Path) -> None:
    """Ctrl-C ends the program also while an extension runs."""
    with pytest.raises(KeyboardInterrupt):
        extensions.called(loaded(tmp_path, "def rule():\n    raise KeyboardInterrupt\n").rules[0], "")


def test_the_key_is_another_for_other_readers_and_rules_alone() -> None:
    """What is made of seeds does not depend on filters and pages."""
    one, two = Extension("a:b", "extensions/a.py", b"1"), Extension("a:b", "extensions/a.py", b"2")
    keys = [extensions.Extensions(readers=((".x", one),)), extensions.Extensions(readers=((".x", two),)), extensions.Extensions(rules=(one,))]
    assert len({ours.key for ours in (*keys, extensions.NONE)}) == 4
    assert extensions.Extensions(filters=(("f", one),), pages=(one,)).key == extensions.NONE.key
