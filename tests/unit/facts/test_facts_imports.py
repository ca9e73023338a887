"""However a script gets hold of Electron, its uses are found and named alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_app import facts_of, processes, sites

SEND = "ipcRenderer: ipcRenderer.send()"
VERSION = "remote: app.getVersion()"

# Each fragment ends in the line that uses Electron; it must give this one use, at the place of that line.
SCRIPTS = {
    "destructured": ("const { ipcRenderer } = require('electron')\nipcRenderer.send('x')\n", SEND),
    "destructured and renamed": ("const { ipcRenderer: ipc } = require('electron')\nipc.send('x')\n", SEND),
    "destructured, nested": ("const { remote: { app } } = require('electron')\napp.getVersion()\n", VERSION),
    "destructured again": ("const electron = require('electron')\nconst { remote } = electron\nremote.app.getVersion()\n", VERSION),
    "destructuring assignment": ("let ipcRenderer;\n({ ipcRenderer } = require('electron'))\nipcRenderer.send('x')\n", SEND),
    "the whole module": ("const electron = require('electron')\nelectron.remote.app.getVersion()\n", VERSION),
    "one member": ("const ipc = require('electron').ipcRenderer\nipc.send('x')\n", SEND),
    "several declarators": ("var electron = require('electron'), ipc = electron.ipcRenderer\nipc.send('x')\n", SEND),
    "inline": ("require('electron').ipcRenderer.send('x')\n", SEND),
    "of remote, destructured": ("const { app, dialog } = require('electron').remote\napp.getVersion()\n", VERSION),
    "of remote, one member": ("const app = require('electron').remote.app\napp.getVersion()\n", VERSION),
    "inside a function": ("function f () {\n  const { ipcRenderer } = require('electron')\n  ipcRenderer.send('x')\n}\n", SEND),
    "assigned later": ("let ipc\nif (self.x) {\n  ipc = require('electron').ipcRenderer\n}\nipc.send('x')\n", SEND),
    "assigned in try": ("let ipc\ntry { ipc = require('electron').ipcRenderer } catch (e) {}\nif (ipc) ipc.send('x')\n", SEND),
    "window.require": ("const { ipcRenderer } = window.require('electron')\nipcRenderer.send('x')\n", SEND),
    "__non_webpack_require__": ("const { ipcRenderer } = __non_webpack_require__('electron')\nipcRenderer.send('x')\n", SEND),
    "window.nodeRequire": ("const { ipcRenderer } = window.nodeRequire('electron')\nipcRenderer.send('x')\n", SEND),
    "window._require": ("const { ipcRenderer } = window._require('electron')\nipcRenderer.send('x')\n", SEND),
    "eval": ("const { ipcRenderer } = eval('require')('electron')\nipcRenderer.send('x')\n", SEND),
    "a sub-path": ("const { ipcRenderer } = require('electron/renderer')\nipcRenderer.send('x')\n", SEND),
    "a template without parts": ("const { ipcRenderer } = require(`electron`)\nipcRenderer.send('x')\n", SEND),
    "@electron/remote": ("const remote = require('@electron/remote')\nremote.app.getVersion()\n", VERSION),
    "@electron/remote, destructured": ("const { app } = require('@electron/remote')\napp.getVersion()\n", VERSION),
    "@electron/remote, inline": ("require('@electron/remote').app.getVersion()\n", VERSION),
    "awaited import": ("async function f () {\n  const { ipcRenderer } = await import('electron')\n  ipcRenderer.send('x')\n}\n", SEND),
    "names in brackets": ("const electron = require('electron')\nelectron['ipcRenderer']['send']('x')\n", SEND),
    "a method taken off": ("const { send } = require('electron').ipcRenderer\nsend('x')\n", SEND),
}
MODULES = {
    "named": ("import { ipcRenderer } from 'electron'\nipcRenderer.send('x')\n", SEND),
    "renamed": ("import { ipcRenderer as ipc } from 'electron'\nipc.send('x')\n", SEND),
    "default": ("import electron from 'electron'\nelectron.ipcRenderer.send('x')\n", SEND),
    "default and named": ("import electron, { remote } from 'electron'\nremote.app.getVersion()\n", VERSION),
    "namespace": ("import * as electron from 'electron'\nelectron.ipcRenderer.send('x')\n", SEND),
    "a sub-path": ("import { ipcRenderer } from 'electron/renderer'\nipcRenderer.send('x')\n", SEND),
    "@electron/remote, namespace": ("import * as remote from '@electron/remote'\nremote.app.getVersion()\n", VERSION),
    "@electron/remote, named": ("import { app } from '@electron/remote'\napp.getVersion()\n", VERSION),
    "import =": ("import electron = require('electron')\nelectron.ipcRenderer.send('x')\n", SEND),
    "import at the top level": ("const { ipcRenderer } = await import('electron')\nipcRenderer.send('x')\n", SEND),
    "not null": ("import * as electron from 'electron'\nelectron!.ipcRenderer!.send('x')\n", SEND),
    "window as any": ("const { ipcRenderer } = (window as any).require('electron')\nipcRenderer.send('x')\n", SEND),
}
BUNDLED = (
    '//- package.json\n{ "main": "main.js", "devDependencies": { "electron": "9.4.1", "webpack": "5.0.0" } }\n'
    "//- webpack.config.js\nmodule.exports = { entry: './src/page.ts', target: 'electron-renderer' }\n//- src/page.ts\n"
)


@pytest.mark.parametrize("form", SCRIPTS)
def test_a_script_of_a_page(form: str, tmp_path: Path) -> None:
    code, use = SCRIPTS[form]
    assert sites(facts_of(tmp_path, code)) == [f"{_line_of_use(code)}: {use}"]


@pytest.mark.parametrize("given", ["window.require || require", "eval('require')", "(window as any).require", "window.require ? window.require : null"])
def test_require_by_another_name(given: str, tmp_path: Path) -> None:
    facts = facts_of(tmp_path, f"const load = {given}\nload('electron').ipcRenderer.send('x')\n")
    assert f"2: {SEND}" in sites(facts)


@pytest.mark.parametrize("form", MODULES)
def test_a_typescript_module_of_a_bundle(form: str, tmp_path: Path) -> None:
    code, use = MODULES[form]
    facts = facts_of(tmp_path, BUNDLED + code)
    assert sites(facts, "src/page.ts") == [f"{_line_of_use(code)}: {use}"]
    assert processes(facts)["src/page.ts"].startswith("renderer: ")


@pytest.mark.parametrize(
    "guard",
    [
        "window.require ? window.require('electron') : null",
        "window.require && window.require('electron')",
        "window.require('electron') || {}",
    ],
)
def test_a_guarded_require(guard: str, tmp_path: Path) -> None:
    facts = facts_of(tmp_path, f"const electron = {guard}\nelectron.ipcRenderer.send('x')\n")
    assert f"2: {SEND}" in sites(facts)
    assert [site.verb for site in facts.sites if site.module == "ipcRenderer"] == ["send"]


def test_a_field_of_a_class_is_followed(tmp_path: Path) -> None:
    code = "class Link {\n  constructor () { this.ipc = require('electron').ipcRenderer }\n  go () { this.ipc.send('x') }\n}\n"
    assert f"3: {SEND}" in sites(facts_of(tmp_path, code))


def test_an_object_that_is_handed_on_is_named_as_such(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path, "const { ipcRenderer } = require('electron')\nuse(ipcRenderer)\nfunction f (ipc = ipcRenderer) { ipc.send('x') }\n"
    )
    assert sites(facts) == ["2: ipcRenderer: ipcRenderer", "3: ipcRenderer: ipcRenderer", "3: ipcRenderer: ipcRenderer.send()"]


@pytest.mark.parametrize(
    "code",
    [
        "const { ipcRenderer } = require('electron')\nfunction f (ipcRenderer) { ipcRenderer.send('x') }\n",
        "const socket = new WebSocket('ws://localhost')\nsocket.send('electron')\n",
        "function require (name) { return window[name] }\nrequire('electron').ipcRenderer.send('x')\n",
        "import type { IpcRenderer } from 'electron'\nlet one: IpcRenderer\n",
        "import { type IpcRenderer } from 'electron'\nlet one: IpcRenderer\n",
        "const { ipcRenderer } = window.electronAPI\nipcRenderer.send('x')\n",
    ],
    ids=["a parameter", "another object", "another require", "a type", "a named type", "a bridge"],
)
def test_what_only_looks_like_it_is_no_use(code: str, tmp_path: Path) -> None:
    assert sites(facts_of(tmp_path, BUNDLED + code), "src/page.ts") == []


def test_names_of_one_module_are_followed_into_another(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        BUNDLED
        + "import { ipc, getWindow } from './electron'\nimport reexported from './again'\nipc.send('x')\ngetWindow().minimize()\nreexported.send('y')\n"
        + "//- src/electron.ts\nimport { ipcRenderer, remote } from 'electron'\nexport const ipc = ipcRenderer\n"
        + "export const getWindow = () => remote.getCurrentWindow()\n"
        + "//- src/again.ts\nexport { ipc as default } from './electron'\n",
    )
    assert sites(facts, "src/page.ts") == [f"3: {SEND}", "4: remote: currentWindow.minimize()", f"5: {SEND}"]


def test_an_alias_of_tsconfig_leads_to_its_file(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        BUNDLED
        + "import { ipc } from '@app/electron'\nipc.send('x')\n"
        + '//- tsconfig.json\n{ "compilerOptions": { "baseUrl": ".", "paths": { "@app/*": ["src/lib/*"] } } }\n'
        + "//- src/lib/electron.ts\nimport { ipcRenderer } from 'electron'\nexport const ipc = ipcRenderer\n",
    )
    assert sites(facts, "src/page.ts") == [f"2: {SEND}"]
    assert processes(facts)["src/lib/electron.ts"] == "renderer: loaded by src/page.ts"


def test_classic_scripts_of_a_page_share_their_globals(tmp_path: Path) -> None:
    page = '//- index.html\n<script src="one.js"></script>\n<script src="two.js"></script>\n'
    facts = facts_of(tmp_path, page + "//- one.js\nconst { ipcRenderer: ipc } = require('electron')\n//- two.js\nipc.send('x')\n")
    assert sites(facts, "two.js") == [f"1: {SEND}"]


def test_the_globals_of_another_page_are_not_shared(tmp_path: Path) -> None:
    text = (
        '//- index.html\n<script src="one.js"></script>\n//- other.html\n<script src="two.js"></script>\n'
        "//- one.js\nconst { ipcRenderer: ipc } = require('electron')\n//- two.js\nipc.send('x')\n"
    )
    assert sites(facts_of(tmp_path, text), "two.js") == []


def test_a_script_in_a_page_and_a_handler_in_its_markup(tmp_path: Path) -> None:
    page = "//- index.html\n<script>const { ipcRenderer } = require('electron')</script>\n<button onclick=\"ipcRenderer.send('x')\">x</button>\n"
    assert sites(facts_of(tmp_path, page), "index.html") == [f"2: {SEND}"]


def _line_of_use(code: str) -> int:
    lines = code.rstrip("}\n").rstrip("\n").split("\n")
    return len(lines)
