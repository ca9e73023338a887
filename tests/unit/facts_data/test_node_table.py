"""What of Node an isolated page lacks."""

from __future__ import annotations

import pytest

from electron_migrate.facts.node_table import (
    BROWSER_GLOBALS,
    NODE_GLOBALS,
    Builtin,
    BuiltinClass,
    NodeGlobal,
    load_node_table,
    parse_node_table,
)
from electron_migrate.facts.tables import TableError

TABLE = load_node_table()


@pytest.mark.parametrize(
    ("request_", "kind"),
    [("path", "pure"), ("node:path", "pure"), ("fs", "main"), ("fs/promises", "main"), ("child_process", "main"), ("events", "pure")],
)
def test_class_of_a_builtin(request_: str, kind: str) -> None:
    builtin = TABLE.builtin(request_)
    assert builtin is not None
    assert builtin.kind is BuiltinClass(kind)


@pytest.mark.parametrize("request_", ["lodash", "./fs", "punycode/", "fs-extra"])
def test_packages_and_files_are_no_builtins(request_: str) -> None:
    assert TABLE.builtin(request_) is None


def test_a_sandboxed_preload_requires_three_of_them() -> None:
    assert {name for name, builtin in TABLE.builtins.items() if builtin.in_sandboxed_preload} == {"events", "timers", "url"}


def test_node_globals() -> None:
    assert {
        "process", "Buffer", "__dirname", "__filename", "require", "module", "exports", "global", "setImmediate", "clearImmediate",
    } == NODE_GLOBALS  # fmt: skip


def test_page_globals_know_the_usual_and_nothing_of_node() -> None:
    assert {"window", "document", "fetch", "name", "Map", "URL", "HTMLElement", "undefined", "setTimeout"} <= BROWSER_GLOBALS
    assert not BROWSER_GLOBALS & NODE_GLOBALS


def test_every_entry_says_why_and_what_to_do() -> None:
    entries: list[Builtin | NodeGlobal] = [*TABLE.builtins.values(), *TABLE.globals.values()]
    for entry in entries:
        assert entry.reason.endswith(".")
        assert entry.hint.endswith(".")
        assert entry.source


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[browser]\nsource = "s"\n[[builtin]]\nname = "fs"\nclass = "mixed"', r"builtin\[0\] fs: `class` is 'mixed'"),
        ("", "`browser` is missing"),
        ('[browser]\npage = ["a"]\nsource = "s"\n[[global]]\nname = "a"\nreason = "b."\nhint = "c."\nsource = "d"', "a name of Node's"),
    ],
)
def test_a_wrong_table_names_the_row(text: str, complaint: str) -> None:
    with pytest.raises(TableError, match=complaint):
        parse_node_table(text)
