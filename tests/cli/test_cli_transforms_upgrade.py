"""transforms upgrade: an app's own files of an older contract, read and never run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import libcst as cst
import pytest
from cli_fakes import Run

from electron_migrate.kit.scaffold import scaffold
from electron_migrate.kit.upgrading import CHANGES, upgrade
from electron_migrate.plan.transform import CONTRACT

OLD = '''"""Ask main.

## What it does
It asks.

## Why
Because.

## When it stays its hand
Never.

## Safety
Review: later.
"""

from __future__ import annotations

from electron_migrate.api import (
    ApiUse,
    Awaitable,
    Context,
    Example,
    Fix,
    Manual,
    NotAwaitable,
    Safety,
    Site,
    Transform,
    awaitable,
)

raise SystemExit("it was imported")

TRANSFORM = Transform(
    id="my-question",
    title="Ask main",
    rules=("remote-use",),
    origins=("remote.ask",),
    safety=Safety.REVIEW,  # kept
)

EXAMPLES = (
    Example("asked", before="x()\\n", after="y()\\n"),
    Example("passed on", before="run(x)\\n", after=None, why="not called"),
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    node = context.node(site.unit, site.span)
    may = awaitable(context.parsed(site.unit), node, context.scopes(site.unit))
    if isinstance(may, NotAwaitable):
        return Manual(may.reason)
    assert isinstance(may, Awaitable)
    table.awaitable(Awaitable=1)
    return Fix("ask", Safety.REVIEW, edits={site.unit.path: may.edits}, may_change=may.may_change)
'''
FOLDER = Path(".electron-migrate/transforms")


@pytest.fixture
def own(real: Path) -> Path:
    (real / FOLDER).mkdir(parents=True)
    path = real / FOLDER / "my_question.py"
    path.write_text(OLD)
    return path


def test_names_are_renamed_and_the_rest_is_marked(own: Path, run: Run) -> None:
    result = run("transforms", "upgrade")
    assert result.exit_code == 1
    text = own.read_text()
    assert "    ApiUse,\n    Context,\n    Example,\n    Fix,\n    Later,\n    Manual,\n    Safety,\n    Site,\n    Transform,\n)" in text
    assert "    assert isinstance(may, Later)\n" in text
    assert "    table.awaitable(Awaitable=1)\n" in text, "a member and a keyword are something else"
    assert f"    safety=Safety.REVIEW,  # kept\n    contract={CONTRACT},\n)" in text
    lines = text.splitlines()
    marked = [number for number, line in enumerate(lines, 1) if "TODO(electron-migrate:upgrade)" in line]
    assert [lines[number].strip() for number in marked] == [
        "may = awaitable(context.parsed(site.unit), node, context.scopes(site.unit))",
        "if isinstance(may, NotAwaitable):",
    ]
    assert "-    Awaitable,\n" in result.stdout
    for number in marked:
        assert f"{FOLDER}/my_question.py:{number}: to do: " in result.stdout
    assert result.stdout.endswith("1 file upgraded, 2 places left to you.\n")
    removed = [line for line in text.splitlines(True) if "TODO(" not in line and "contract=" not in line]
    untouched = [line for line in OLD.splitlines(True) if "waitable" not in line]
    assert [line for line in removed if line in untouched] == untouched, "nothing else moved"


def test_a_second_run_changes_nothing_and_still_says_what_is_left(own: Path, run: Run) -> None:
    run("transforms", "upgrade")
    text = own.read_bytes()
    result = run("transforms", "upgrade")
    assert (result.exit_code, own.read_bytes()) == (1, text)
    assert result.stdout.endswith("0 files upgraded, 2 places left to you.\n")
    checked = run("transforms", "check", "--static")
    assert checked.exit_code == 1
    assert checked.stdout.count("the upgrade left this to you") == 2
    assert "written for contract" not in checked.stdout


def test_a_file_that_uses_nothing_old_is_only_told_its_contract(own: Path, run: Run) -> None:
    new = scaffold("my-question")
    own.write_text(new.replace(f"    contract={CONTRACT},\n", ""))
    result = run("transforms", "check", "--static")
    assert (
        f"contract: it is written for contract 1 of electron_migrate.api, and this is {CONTRACT}: electron-migrate transforms upgrade"
        in result.stdout
    )
    assert run("transforms", "upgrade").exit_code == 0
    assert own.read_text() == new
    assert run("transforms", "upgrade").stdout == "Nothing to upgrade.\n"
    assert run("transforms", "check", "--static").exit_code == 0


def test_a_declaration_in_one_line_with_another_contract(own: Path) -> None:
    line = "TRANSFORM = Transform(id='a', title='b', rules=(), origins=(), safety=Safety.SAFE{})\n"
    assert upgrade(line.format("").encode()).text.decode() == line.format(f", contract={CONTRACT}")
    assert upgrade(line.format(", contract=1").encode()).text.decode() == line.format(f", contract={CONTRACT}")
    later = line.format(f", contract={CONTRACT + 1}").encode()
    assert upgrade(later).text == later


def test_an_alias_of_the_import_is_followed() -> None:
    text = b"from electron_migrate.api import Awaitable as A, keep as hold, Site\nhold(A)\n"
    assert upgrade(text).text.decode().splitlines()[0] == "from electron_migrate.api import Later as A, Site"
    assert "keep is gone" not in upgrade(b"def keep(): pass\nkeep()\n").text.decode()


def test_an_older_file_is_not_run(own: Path, run: Run) -> None:
    own.write_text(scaffold("my-question").replace(f"    contract={CONTRACT},\n", ""))
    result = run("scan", "--trust-local-transforms")
    assert result.exit_code == 2
    assert result.stderr.startswith("error[EM122]: ")
    assert "written for contract 1" in result.stderr


def test_what_is_broken_or_ships(own: Path, run: Run) -> None:
    own.write_text("def (:\n")
    broken = run("transforms", "upgrade")
    assert (broken.exit_code, f"{FOLDER}/my_question.py:1: broken: " in broken.stdout) == (1, True)
    assert run("transforms", "upgrade", "ipc-message").exit_code == 2
    assert run("transforms", "upgrade", "nope").exit_code == 2


def test_every_contract_before_this_one_has_a_way_on() -> None:
    from electron_migrate import api

    assert sorted(CHANGES) == list(range(1, CONTRACT))
    last = CHANGES[CONTRACT - 1]
    assert set(last.renamed.values()) <= set(api.__all__)
    assert not {*last.renamed, *last.gone} & set(api.__all__)


def test_it_is_never_imported(own: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "electron_migrate", "transforms", "upgrade"], cwd=own.parents[2], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.endswith("left to you.\n")
    cst.parse_module(own.read_bytes())
