"""Snippets that generated code shares: read, put in once and in order, found again, and given another name where theirs is taken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_render_bridge import entry, layout, members, rendered

from electron_migrate.plan.needs import (
    BridgeMember,
    Check,
    HandlerKind,
    HandlerParameter,
    MainHandler,
    MemberKind,
    Need,
    Parameter,
    TrustedPage,
)
from electron_migrate.plan.render_bridge import render
from electron_migrate.plan.render_model import ModuleKind, Refused
from electron_migrate.plan.snippets.registry import Snippet, declared_types, main_snippets, preload_snippets, with_all_needs

ITEMS = Parameter("items", "MenuItemTemplate[]")


def member(preload: str, name: str = "once", helper: str = "subscribeOnce") -> BridgeMember:
    expression = f"{helper}('count', () => {{ items.pop() }})"
    return BridgeMember(
        preload, ("menu", name), MemberKind.LOCAL, "", (ITEMS,), "() => void", expression=expression, helpers=(helper,), declarations=("MenuItemTemplate",)
    )


def handler(*allowed: str) -> MainHandler:
    items = HandlerParameter("items", "MenuItemTemplate[]", keys=("label",), checks=(Check("oneOf", allowed),))
    return MainHandler("menu:count", HandlerKind.HANDLE, (items,), "attempt(() => items)", helpers=("attempt",), declarations=("MenuItemTemplate",))


def needs(preload: str) -> tuple[Need, ...]:
    return (member(preload), handler("b"), members(preload)[5], TrustedPage(file="index.html"))


@pytest.mark.parametrize("snippets", [preload_snippets(), main_snippets(), declared_types()], ids=["preload", "main", "types"])
def test_a_snippet_declares_its_name_and_comes_after_what_it_needs(snippets: tuple[Snippet, ...]) -> None:
    for at, snippet in enumerate(snippets):
        assert any(f"{word} {snippet.name}" in snippet.code for word in ("function", "const", "class", "interface", "type"))
        assert set(snippet.needs) <= {earlier.name for earlier in snippets[:at]}
        assert "import " not in snippet.code


def test_needs_of_needs_are_found() -> None:
    chain = (Snippet("a", "const a = 1"), Snippet("b", "const b = a", needs=("a",)), Snippet("c", "const c = b", needs=("b",)), Snippet("d", ""))
    assert [snippet.name for snippet in with_all_needs({"c"}, chain)] == ["a", "b", "c"]
    with pytest.raises(KeyError):
        with_all_needs({"e"}, chain)


@pytest.mark.parametrize("kind", list(ModuleKind))
def test_twice_is_once(kind: ModuleKind) -> None:
    preload = "preload.ts" if kind is ModuleKind.TYPESCRIPT else "preload.js"
    plan = layout(kind)
    files = {plan.main_entry: entry(kind)}
    files |= rendered(files, plan, needs(preload))
    assert rendered(files, plan, needs(preload)) == {}
    assert files[preload].count(b"function subscribeOnce") == 1
    assert files[plan.handlers].count(b"function oneOf") == files[plan.handlers].count(b"function attempt") == 1


@pytest.mark.parametrize("kind", list(ModuleKind))
def test_a_helper_comes_later_into_files_that_are_there(kind: ModuleKind) -> None:
    """As with `apply --level safe` today and `--level review` tomorrow: the same files as in one step."""
    preload = "preload.ts" if kind is ModuleKind.TYPESCRIPT else "preload.js"
    plan = layout(kind)
    start = {plan.main_entry: entry(kind)}
    safe = members(preload)[6], MainHandler("z", HandlerKind.HANDLE, (), "1"), TrustedPage(file="index.html")
    first = start | rendered(start, plan, safe)
    later = first | rendered(first, plan, (*safe, *needs(preload)))
    assert later == start | rendered(start, plan, (*safe, *needs(preload)))


def test_a_name_that_is_taken_is_left_alone() -> None:
    taken = b"const { contextBridge } = require('electron')\nconst subscribeOnce = 1\ncontextBridge.exposeInMainWorld('electronAPI', {})\n"
    files = rendered({"preload.js": taken, "main.js": entry()}, layout(), (member("preload.js"),))
    text = files["preload.js"].decode()
    assert "function bridgeSubscribeOnce (" in text
    assert "once: (items) => bridgeSubscribeOnce('count'" in text
    assert rendered({**files, "main.js": entry()}, layout(), (member("preload.js"),)) == {}


def test_checks_are_extended_in_the_list_they_belong_to() -> None:
    files = {"main.js": entry()}
    files |= rendered(files, layout(), (*needs("preload.js"),))
    assert "items = oneOf(pick(items, ['label']), ['b'])\n  return attempt(() => items)" in files["ipc-handlers.js"].decode()
    wider = replace(handler("a", "b"), parameters=(replace(handler("a", "b").parameters[0], keys=("label", "role")),))
    files |= rendered(files, layout(), (member("preload.js"), wider))
    assert "items = oneOf(pick(items, ['label', 'role']), ['a', 'b'])\n" in files["ipc-handlers.js"].decode()
    assert rendered(files, layout(), (member("preload.js"), wider)) == {}


def test_types_are_declared_once_and_imported_where_the_file_is_a_module() -> None:
    plan = layout(ModuleKind.TYPESCRIPT)
    files = {plan.main_entry: entry(ModuleKind.TYPESCRIPT)}
    files |= rendered(files, plan, needs("src/preload.ts"))
    types = files["electron-api.d.ts"].decode()
    assert types.index("export interface MenuItemTemplate {") < types.index("export interface ElectronAPI {")
    assert "import type { MenuItemTemplate } from '../electron-api'\n" in files["src/preload.ts"].decode()
    assert "import type { MenuItemTemplate } from './electron-api'\n" in files["ipc-handlers.ts"].decode()


def test_types_of_a_global_file_need_no_import() -> None:
    plan = layout(ModuleKind.TYPESCRIPT)
    files = {plan.main_entry: entry(ModuleKind.TYPESCRIPT), "electron-api.d.ts": b"declare const VERSION: string\n"}
    files |= rendered(files, plan, needs("preload.ts"))
    assert b"\ninterface MenuItemTemplate {" in files["electron-api.d.ts"]
    assert b"electron-api'" not in files["preload.ts"] + files["ipc-handlers.ts"]
    assert rendered(files, plan, needs("preload.ts")) == {}


def test_a_type_that_a_person_extended_is_taken_as_it_is() -> None:
    files = {"main.js": entry()}
    files |= rendered(files, layout(), (member("preload.js"),))
    files["electron-api.d.ts"] = files["electron-api.d.ts"].replace(b"accelerator?: string", b"accelerator?: string\n  mine: 1")
    files |= rendered(files, layout(), (member("preload.js"), member("preload.js", "again")))
    assert files["electron-api.d.ts"].count(b"interface MenuItemTemplate") == 1
    assert b"again(items: MenuItemTemplate[]): () => void" in files["electron-api.d.ts"]


def test_an_unknown_snippet_is_refused() -> None:
    result = render({"main.js": entry()}, layout(), (member("preload.js", helper="nothing"),))
    assert isinstance(result, Refused)
    assert "no snippet 'nothing'" in result.reason
