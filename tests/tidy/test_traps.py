"""The table of traps in tests/README.md names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

from electron_migrate.plan.transform import load_catalogue

TESTS = Path(__file__).resolve().parents[1]
NAMED = re.findall(r"`([^`\n]+)::([^`\n]+)`", (TESTS / "README.md").read_text("utf-8"))


def test_every_trap_names_a_test_that_is_there() -> None:
    examples = {(one.transform.id, example.name) for one in load_catalogue().transforms for example in one.examples}
    missing = [
        f"{where}::{name}"
        for where, name in NAMED
        if where != "transform" and ((where, name) not in examples if not where.endswith(".py") else not _has(TESTS / where, name))
    ]
    assert len(NAMED) > 40
    assert missing == []


def _has(path: Path, name: str) -> bool:
    return path.is_file() and re.search(rf"^(def {name}\(|{name}\b.*=)", path.read_text("utf-8"), re.MULTILINE) is not None
