"""Handlers and trusted pages in files that exist already, and the code that checks what a page passes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_render_bridge import MAIN, OPEN_DIALOG, entry, layout, rendered

from electron_migrate.plan.needs import HandlerKind, HandlerParameter, MainConstant, MainHandler, TrustedPage
from electron_migrate.plan.render_bridge import render
from electron_migrate.plan.render_model import Layout, ModuleKind, Refused

PAGE = TrustedPage(file="index.html")
WRITE = MainHandler("write", HandlerKind.HANDLE, (HandlerParameter("text", "string"),), "clipboard.writeText(text)", imports=("clipboard",))


def handler_of(*parameters: HandlerParameter, body: str, kind: HandlerKind = HandlerKind.HANDLE) -> str:
    files = rendered({"main.js": entry()}, layout(), (PAGE, MainHandler("x", kind, parameters, body)))
    return files["ipc-handlers.js"].decode().rpartition("\n\n")[2]


def dialog_with(*keys: str) -> MainHandler:
    return replace(OPEN_DIALOG, parameters=(HandlerParameter("options", "OpenDialogOptions", keys=keys),))


def test_keys_of_a_later_need_go_into_the_list_that_is_there() -> None:
    files = {"main.js": entry()} | rendered({"main.js": entry()}, layout(), (PAGE, dialog_with("properties")))
    files["ipc-handlers.js"] = files["ipc-handlers.js"].replace(b"=> dialog.", b"=> /* mine */ dialog.").replace(b"options", b"given")
    after = rendered(files, layout(), (PAGE, dialog_with("title", "filters")))["ipc-handlers.js"].decode()
    assert "(event, given) => /* mine */ dialog.showOpenDialog(windowOf(event), pick(given, ['filters', 'properties', 'title']))" in after


def test_statements_before_the_body_get_what_is_let_through() -> None:
    made = MainHandler(
        "x", HandlerKind.ON, (HandlerParameter("options", keys=("title",)),), "keep(made)", statements=("const made = new Notification(options)",)
    )
    written = rendered({"main.js": entry()}, layout(), (PAGE, made))["ipc-handlers.js"].decode()
    assert "options = pick(options, ['title'])\n  const made = new Notification(options)" in written


def test_a_list_over_several_lines_keeps_its_lines() -> None:
    files = {"main.js": entry()} | rendered({"main.js": entry()}, layout(), (PAGE, dialog_with("properties")))
    files["ipc-handlers.js"] = files["ipc-handlers.js"].replace(b"['properties']", b"[\n  'properties', // files only\n]")
    after = rendered(files, layout(), (PAGE, dialog_with("title")))["ipc-handlers.js"].decode()
    assert "[\n  'properties', // files only\n  'title',\n]" in after


def test_a_handler_that_a_person_rewrote_stays() -> None:
    files = {"main.js": entry()} | rendered({"main.js": entry()}, layout(), MAIN)
    written = b"handle('window:isMaximized', async (event) => {\n  log(event)\n  return windowOf(event).isMaximized()\n})"
    ours = b"handle('window:isMaximized', (event) => windowOf(event).isMaximized())"
    files["ipc-handlers.js"] = files["ipc-handlers.js"].replace(ours, written)
    assert written in files["ipc-handlers.js"]
    assert rendered(files, layout(), MAIN) == {}


def test_destructured_options_that_have_the_keys_stay() -> None:
    files = {"main.js": entry()} | rendered({"main.js": entry()}, layout(), (PAGE, dialog_with("properties")))
    by_hand = b"handle('dialog:showOpenDialog', (event, { properties }) => dialog.showOpenDialog(windowOf(event), { properties }))"
    start = files["ipc-handlers.js"].index(b"handle('dialog")
    files["ipc-handlers.js"] = files["ipc-handlers.js"][:start] + by_hand + b"\n"
    assert rendered(files, layout(), (PAGE, dialog_with("properties"))) == {}
    assert render(files, layout(), (PAGE, dialog_with("title"))) == Refused(
        "ipc-handlers.js: the handler of dialog:showOpenDialog does not let title of its parameter options through, and has no list for it"
    )


def test_a_channel_that_is_served_in_another_way_is_refused() -> None:
    before = b"const { ipcMain } = require('electron')\nipcMain.on('write', (event, text) => {})\n"
    result = render({"main.js": entry(), "ipc-handlers.js": before}, layout(), (PAGE, WRITE))
    assert result == Refused("ipc-handlers.js: the handler of write exists already and is of another kind than handle")


def test_a_handler_that_takes_less_is_refused() -> None:
    before = b"const { handle } = require('./trusted-ipc')\nhandle('write', () => {})\n"
    result = render({"main.js": entry(), "ipc-handlers.js": before}, layout(), (PAGE, WRITE))
    assert result == Refused("ipc-handlers.js: the handler of write exists already and takes fewer arguments than its callers pass")


def test_a_new_handler_stands_in_order_and_moves_nothing() -> None:
    files = {"main.js": entry()} | rendered({"main.js": entry()}, layout(), MAIN)
    files["ipc-handlers.js"] = files["ipc-handlers.js"].replace(b"on('window:maximize'", b"// for the title bar\non('window:maximize'")
    after = rendered(files, layout(), (*MAIN, replace(WRITE, channel="window:m")))["ipc-handlers.js"]
    added = b"handle('window:m', (event, text) => clipboard.writeText(text))\n\n"
    assert added + b"// for the title bar\non('window:maximize'" in after
    assert after.replace(added, b"").replace(b"clipboard, ", b"") == files["ipc-handlers.js"]


def test_guards_are_what_the_callers_prove() -> None:
    assert handler_of(HandlerParameter("n", "number", guard="integer", optional=True), body="f(n)") == (
        "handle('x', (event, n) => {\n"
        "  if (n !== undefined && !Number.isInteger(n)) throw new TypeError('n must be an integer')\n"
        "  return f(n)\n"
        "})\n"
    )
    assert "if (!Array.isArray(a) || !a.every((item) => typeof item === 'string')) throw" in handler_of(
        HandlerParameter("a", guard="string[]"), body="f(a)"
    )


def test_a_value_that_is_used_twice_is_checked_once() -> None:
    assert handler_of(HandlerParameter("role", values=("a", "b")), body="f(role) && g(role)") == (
        "handle('x', (event, role) => {\n  role = oneOf(role, ['a', 'b'])\n  return f(role) && g(role)\n})\n"
    )


def test_an_optional_value_may_be_absent() -> None:
    checked = handler_of(HandlerParameter("role", values=("a",), optional=True), body="f(role)")
    assert "f((role === undefined ? undefined : oneOf(role, ['a'])))" in checked


def test_a_body_that_awaits_makes_its_handler_async() -> None:
    assert handler_of(body="(await f()).length") == "handle('x', async () => (await f()).length)\n"


def test_a_constant_joins_those_that_are_there() -> None:
    needs = (MainConstant("b", "app.b()", ("app",)),)
    files = {"main.js": entry()} | rendered({"main.js": entry()}, layout(), needs)
    after = rendered(files, layout(), (*needs, MainConstant("a", "{ x: 1 }"), MainConstant("c.d", "app.c", ("app",))))["ipc-handlers.js"]
    assert (
        b"event.returnValue = {\n    a: attempt(() => ({ x: 1 })),\n    b: attempt(() => app.b()),\n    'c.d': attempt(() => app.c)\n  }\n"
        in after
    )


def test_pages_join_the_lists_that_are_there() -> None:
    files = {"main.js": entry()} | rendered({"main.js": entry()}, layout(), (PAGE, WRITE))
    more = (TrustedPage(file="pages/about.html"), TrustedPage(origin="https://127.0.0.1:8080"), TrustedPage(origin="app://notes"))
    after = rendered(files, layout(), (*more, WRITE))["trusted-ipc.js"].decode()
    assert "const files = ['index.html', 'pages/about.html']\n" in after
    assert "const origins = ['app://notes']\n" in after
    assert "const devOrigins = ['https://127.0.0.1:8080']\n" in after


def test_pages_are_named_from_the_folder_of_the_check() -> None:
    plan = layout(trusted="src/main/trusted-ipc.js", handlers="src/main/ipc-handlers.js", main_entry="src/main/index.js")
    files = rendered({"src/main/index.js": entry()}, plan, (TrustedPage(file="static/index.html"), WRITE))
    assert b"const files = ['../../static/index.html']" in files["src/main/trusted-ipc.js"]
    assert b"require('./ipc-handlers')" in files["src/main/index.js"]


def test_a_check_whose_lists_are_gone_is_refused() -> None:
    before = b"exports.handle = () => {}\n"
    result = render({"main.js": entry(), "trusted-ipc.js": before}, layout(), (PAGE, WRITE))
    assert result == Refused("trusted-ipc.js: no list `files` that index.html could be added to")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("'use strict'\n\nconst a = 1\n", "'use strict'\n\nrequire('./ipc-handlers')\n\nconst a = 1\n"),
        ("start()\n", "require('./ipc-handlers')\n\nstart()\n"),
        ("// m\nconst x = require('x').y // why\nstart()\n", "// m\nconst x = require('x').y // why\nrequire('./ipc-handlers')\nstart()\n"),
        ("const x = require('x')\n;[1].map(x)\n", "const x = require('x')\nrequire('./ipc-handlers')\n;[1].map(x)\n"),
        ("require('x')()\n", "require('./ipc-handlers')\n\nrequire('x')()\n"),
        ("#!/usr/bin/env electron\nstart()\n", "#!/usr/bin/env electron\nrequire('./ipc-handlers')\n\nstart()\n"),
    ],
)
def test_the_line_in_main_stands_below_its_head(before: str, after: str) -> None:
    assert rendered({"main.js": before.encode()}, layout(), (PAGE, WRITE))["main.js"].decode() == after


@pytest.mark.parametrize("line", ["require('./ipc-handlers')", "require('./ipc-handlers.js')", "const f = () => require('./ipc-handlers')"])
def test_handlers_that_are_loaded_are_not_loaded_again(line: str) -> None:
    assert "main.js" not in rendered({"main.js": f"{line}\n".encode()}, layout(), (PAGE, WRITE))


def test_an_es_module_names_the_file_with_its_ending() -> None:
    files = rendered({"main.js": entry(ModuleKind.ESM)}, layout(ModuleKind.ESM), (PAGE, WRITE))
    assert files["main.js"] == b"import { app } from 'electron'\nimport './ipc-handlers.js'\n\napp.quit()\n"
    assert b"import { handle } from './trusted-ipc.js'\n" in files["ipc-handlers.js"]
    assert b"const here = path.dirname(fileURLToPath(import.meta.url))\n" in files["trusted-ipc.js"]


def test_handlers_without_an_entry_are_refused() -> None:
    assert render({}, layout(), (PAGE, WRITE)) == Refused("main.js: main's entry is not there to load ipc-handlers.js")


def test_a_layout_is_a_value() -> None:
    assert isinstance(layout(), Layout)


def test_a_long_list_has_a_line_for_each_name_and_can_be_added_to() -> None:
    names = tuple(f"editor:option-{letter}" for letter in "abcdefgh")
    need = MainHandler("x", HandlerKind.HANDLE, (HandlerParameter("key", "string", values=names),), "conf.get(key)")
    files = {"main.js": entry()} | rendered({"main.js": entry()}, layout(), (PAGE, need))
    more = replace(need, parameters=(HandlerParameter("key", "string", values=("theme",)),))
    after = rendered(files, layout(), (PAGE, more))["ipc-handlers.js"].decode()
    assert "oneOf(key, [\n  'editor:option-a',\n" in after
    assert "  'editor:option-h',\n  'theme'\n])" in after


def test_a_rest_parameter_takes_all_arguments_and_is_checked_as_a_list() -> None:
    code = handler_of(HandlerParameter("args", "string", guard="string[]", rest=True), body="log(...args)")
    assert code.startswith("handle('x', (event, ...args) => {")
    assert "!Array.isArray(args) || !args.every(" in code
