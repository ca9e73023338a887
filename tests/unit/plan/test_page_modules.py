"""Pages whose scripts load each other with `require` get ES modules, all of a page or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

from electron_migrate.options import Options

ESM = Options(ignore=("unchecked-ipc-handler",), page_modules="esm")
_HTML = "//- index.html\n"
_PAGE = '<script src="renderer.js"></script>\n'
_A = "//- a.js\n"

FORMS = {
    "a namespace of named exports": (
        "const a = require('./a')\na.run()\n" + _A + "exports.run = () => { go() }\n",
        "import * as a from './a.js'\na.run()\n",
        "export const run = () => { go() }\n",
    ),
    "names": (
        "const { run, stop: halt } = require('./a.js')\nrun(halt)\n" + _A + "function run () {}\nconst stop = 1\nmodule.exports = { run, stop }\n",
        "import { run, stop as halt } from './a.js'\nrun(halt)\n",
        "function run () {}\nconst stop = 1\nexport { run, stop }\n",
    ),
    "a default": (
        "var Clock = require('./a');\nnew Clock();\n" + _A + "module.exports = class Clock {}\n",
        "import Clock from './a.js';\nnew Clock();\n",
        "export default class Clock {}\n",
    ),
    "renamed on the way out": (
        "const { go } = require('./a')\ngo()\n" + _A + "function run () {}\nmodule.exports = {\n  // starts\n  go: run\n}\n",
        "import { go } from './a.js'\ngo()\n",
        "function run () {}\nexport {\n  // starts\n  run as go\n}\n",
    ),
    "one member": (
        "const go = require('./a').run\ngo()\n" + _A + "exports.run = function () {}\n",
        "import { run as go } from './a.js'\ngo()\n",
        "export const run = function () {}\n",
    ),
    "for what it does": ("require('./a')\n" + _A + "start()\n", "import './a.js'\n", "start()\n"),
    "several in one statement": (
        "const a = require('./a'), b = require('./lib')\na(b)\n" + _A + "module.exports = () => 1\n//- lib/index.js\nmodule.exports = 2\n",
        "import a from './a.js'\nimport b from './lib/index.js'\na(b)\n",
        "export default () => 1\n",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_require_becomes_an_import(tmp_path: Path, form: str) -> None:
    before, script, loaded = FORMS[form]
    done = migrate(tmp_path, before)
    assert (done.script, done.files["a.js"]) == (script, loaded)
    assert '<script type="module" src="renderer.js">' in done.files["index.html"]
    assert {"isolate-w1", "sandbox-w1"} <= set(done.steps)


HELD = {
    "loaded on the way": ("button.onclick = () => { require('./a') }\n" + _A, "loads a.js only when it gets there"),
    "loaded after something": ("start()\nrequire('./a')\n" + _A + "go()\n", "an import runs before"),
    "in an expression": ("show(require('./a').x)\n" + _A + "exports.x = 1\n", "in the middle of an expression"),
    "exports used otherwise": ("require('./a')\n" + _A + "exports.x = 1\nshow(exports.x)\n", "uses exports for more than to export"),
    "two kinds of exports": ("require('./a')\n" + _A + "module.exports = run\nmodule.exports.x = 1\nfunction run () {}\n", "exports in several ways"),
    "a name that is not exported": ("const { y } = require('./a')\ny()\n" + _A + "exports.x = 1\n", "takes y, which is no export by that name"),
    "a member is written": ("const a = require('./a')\na.x = 2\n" + _A + "exports.x = 1\n", "assigns a member of a"),
    "JSON": ("show(1)\nconst words = require('./words.json')\n//- words.json\n{}\n", "words.json is JSON"),
    "an implicit global": ("require('./a')\n" + _A + "counted = 1\n", "a.js:1 assigns counted, which nothing declares"),
    "this of the script": ("require('./a')\nthis.x = 1\n" + _A, "uses `this` of the script itself"),
    "the old octal way": ("require('./a')\n" + _A + "show(017)\n", "old octal way"),
    "callee": ("require('./a')\n" + _A + "show(function () { return arguments.callee })\n", "arguments.callee"),
    "document.write": ("require('./a')\ndocument.write('x')\n" + _A, "uses document.write"),
    "a cycle": ("require('./a')\n" + _A + "require('./b')\n//- b.js\nrequire('./a')\n", "loads itself again"),
    "a package in one of them": ("require('./a')\n" + _A + "const words = require('words')\nwords()\n", "words is not installed"),
    "a script that is allowed by its hash": (
        "require('./a')\n" + _A + _HTML + "<script src='renderer.js' integrity='sha256-x'></script>\n",
        "allows the script of renderer.js by its hash only",
    ),
    "another script needs it at once": (
        "require('./a')\nfunction draw () {}\n" + _A + _HTML + _PAGE + "<script>draw()</script>\n",
        "uses draw of renderer.js while it loads",
    ),
}


@pytest.mark.parametrize("case", HELD)
def test_what_cannot_be_a_module_is_left_with_the_reason(tmp_path: Path, case: str) -> None:
    before, reason = HELD[case]
    done = migrate(tmp_path, before, options=ESM)
    assert done.script == before.partition("//- ")[0]
    said = [finding.reason for finding in done.plan.scan.findings if finding.rule == "node-module-in-page" and "by require" in finding.message]
    assert any(reason in one for one in said), said
    assert "isolate-w1" not in done.steps


def test_main_keeps_what_it_runs_too(tmp_path: Path) -> None:
    main = (
        "//- main.js\nconst { app, BrowserWindow } = require('electron')\nrequire('./a')\napp.whenReady().then(() => {\n"
        "  new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } }).loadFile('index.html')\n})\n"
    )
    done = migrate(tmp_path, "require('./a')\n" + _A + "exports.x = 1\n" + main)
    assert done.files["a.js"] == "exports.x = 1\n"


def test_handlers_find_what_they_call(tmp_path: Path) -> None:
    page = _HTML + '<button onclick="save()">x</button>\n<script>\n  require("./a")\n  function save () {}\n</script>\n'
    done = migrate(tmp_path, "//- a.js\nstart()\n" + page)
    assert done.files["index.html"] == (
        '<button onclick="save()">x</button>\n<script type="module">\n  import "./a.js"\n  function save () {}\n'
        "  Object.assign(window, { save })\n</script>\n"
    )


def test_a_page_that_is_put_into_another_one_stays(tmp_path: Path) -> None:
    pages = (
        _HTML + "<link rel='import' href='parts/one.html'>\n<script src='renderer.js'></script>\n"
        "//- parts/one.html\n<template><script>require('./a')</script></template>\n"
    )
    done = migrate(tmp_path, "show(1)\n" + _A + "exports.x = 1\n" + pages)
    assert done.files["a.js"] == "exports.x = 1\n"
    assert "require('./a')" in done.files["parts/one.html"]


def test_pages_that_share_a_file_go_together(tmp_path: Path) -> None:
    two = (
        "//- main.js\nconst { app, BrowserWindow } = require('electron')\napp.whenReady().then(() => {\n"
        "  new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } }).loadFile('index.html')\n"
        "  new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } }).loadFile('two.html')\n})\n"
        "//- two.html\n<script>require('./a'); require('fs').watch('x')</script>\n"
    )
    done = migrate(tmp_path, "require('./a')\n" + _A + "exports.x = 1\n" + two)
    assert done.script == "require('./a')\n"
    assert done.files["a.js"] == "exports.x = 1\n"


MONOREPO = (
    '//- package.json\n{ "private": true, "workspaces": ["packages/*"] }\n'
    '//- packages/words/package.json\n{ "name": "@acme/words", "main": "index.js" }\n'
    "//- packages/words/index.js\nexports.shout = (text) => text.toUpperCase()\n"
    '//- packages/desktop/package.json\n{ "name": "@acme/desktop", "main": "main.js", "devDependencies": { "electron": "9.4.1" } }\n'
    "//- packages/desktop/main.js\nconst { BrowserWindow } = require('electron')\n"
    "new BrowserWindow({ webPreferences: { nodeIntegration: true } }).loadFile('index.html')\n"
    '//- packages/desktop/index.html\n<script src="page.js"></script>\n'
    "//- packages/desktop/own.js\nexports.whisper = (text) => text.toLowerCase()\n"
    "//- packages/desktop/page.js\nconst words = require('{module}')\nrequire('electron').ipcRenderer.send('said', words.shout('a'))\n"
)


def test_a_package_of_a_monorepo_keeps_its_modules_for_those_who_use_it_too(tmp_path: Path) -> None:
    done = migrate(tmp_path, MONOREPO.replace("{module}", "@acme/words"), options=ESM)
    assert done.files["packages/words/index.js"].startswith("exports.shout")
    assert any("is of another package of the monorepo (packages/words)" in reason for reason in done.manual)


def test_the_modules_of_the_app_s_own_package_become_es_modules(tmp_path: Path) -> None:
    done = migrate(tmp_path, MONOREPO.replace("{module}", "./own").replace("shout('a')", "whisper('a')"), options=ESM)
    assert "export const whisper" in done.files["packages/desktop/own.js"]
