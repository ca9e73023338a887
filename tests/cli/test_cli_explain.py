"""explain: documents are read as text, whatever the module would do when imported."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_fakes import Run

from electron_migrate.cli import catalog
from electron_migrate.errors import ERRORS

RULE = '''"""A page uses `remote`.

Why: it is gone.
"""

raise SystemExit("imported")
RULE = Rule("remote-use", "remote in a page", WARNING)
'''
TRANSFORM = '''"""Rewrites calls.

What it does: this.
"""

raise SystemExit("imported")
TRANSFORM = Transform(id="reply-pair", title="Turn a pair into invoke", rules=())
EXAMPLES = (
    Example("left alone", before="x()\\n", after=None),
    Example("rewritten", before="a()\\nb()\\n", after="c()\\n"),
)
'''


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, name, text in (
        ("findings", "remote_use.py", RULE),
        ("findings", "model.py", '"""No rule."""\n'),
        ("transforms", "reply_pair.py", TRANSFORM),
        ("transforms", "__init__.py", '"""No transform."""\n'),
    ):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text(text)
    find = lambda package: tuple(path for path in sorted((tmp_path / package.rpartition(".")[2]).glob("*.py")) if path.name[0] != "_")  # noqa: E731
    monkeypatch.setattr(catalog, "_modules", find)


@pytest.mark.usefixtures("modules")
def test_a_rule_by_its_declared_id(run: Run) -> None:
    assert run("explain", "remote-use").stdout == "remote-use (rule)\nremote in a page\n\nA page uses `remote`.\n\nWhy: it is gone.\n"


@pytest.mark.usefixtures("modules")
@pytest.mark.parametrize("id", ["reply_pair", "reply-pair", "Reply-Pair"])
def test_a_transform_however_it_is_spelt(run: Run, id: str) -> None:
    assert run("explain", id).stdout == (
        "reply-pair (transform)\nTurn a pair into invoke\n\nRewrites calls.\n\nWhat it does: this.\n\n"
        "## Example\nBefore:\n    a()\n    b()\n\nAfter:\n    c()\n"
    )


def test_an_error_code(run: Run) -> None:
    assert run("explain", "em104").stdout == f"EM104 (error)\n{ERRORS['EM104'].title}\n\n{ERRORS['EM104'].help}\n"


@pytest.mark.usefixtures("modules")
def test_the_list_has_all_kinds(run: Run) -> None:
    lines = run("explain").stdout.splitlines()
    assert lines[:6] == ["Rules", "  remote-use  remote in a page", "", "Transforms", "  reply-pair  Turn a pair into invoke", ""]
    assert sum(line.startswith("  EM") for line in lines) == len(ERRORS)


@pytest.mark.usefixtures("modules")
def test_an_unknown_name_is_2_with_the_nearest(run: Run) -> None:
    result = run("explain", "remote-uses")
    assert result.exit_code == 2
    assert result.stderr == "error[EM113]: there is no rule, check, transform or error called remote-uses\nhelp: Did you mean remote-use?\n"
