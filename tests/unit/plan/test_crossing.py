"""What does not cross as it is: instances of Node's classes, watched objects, errors as values; and code in strings, which no edit reaches."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

CORE = (
    "//- core.js\nexports.read = async (name) => load(name)\nexports.stat = async (name) => load(name)\nconst load = require('x')\n"
    "//- setup.js\nrequire('./core')\n"
)
CALL = "const core = require('electron').remote.require('./core')\n"
TEXT_OF_BYTES = {
    "in the same expression": "async function f () { show((await remote.getCurrentWebContents().printToPDF({})).toString('base64')) }",
    "on a name": "async function f () { const data = await remote.getCurrentWebContents().printToPDF({}); show(data.readUInt8(0)) }",
    "in a then": "remote.getCurrentWebContents().printToPDF({}).then((data) => { show(data.toString('utf8')) })",
    "in a function by its name": "function got (data) { show(data.toString('hex')) }\nremote.getCurrentWebContents().printToPDF({}).then(got)",
}
PLAIN = {
    "a number in hex": "core.read('a').then((n) => { show(n.toString(16)) })",
    "text": "async function f () { const text = await core.read('a'); show(text.toString(), text.slice(1), text.size) }",
    "another thing of the name": "core.read('a').then((n) => { [stats].forEach((n) => { n.isFile() }) })",
}
MAIN = (
    "//- main.js\nconst { app, BrowserWindow } = require('electron')\napp.whenReady().then(() => {\n"
    "  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })\n  win.loadFile('index.html')\n"
)
LISTENER = "const { ipcRenderer } = require('electron')\nfunction told (event, name) { show(name) }\nipcRenderer.on('told', told)\n"


def test_an_answer_whose_methods_are_lost_stays_in_main(tmp_path: Path) -> None:
    done = migrate(tmp_path, "const { remote } = require('electron')\n" + "".join(f"{{ {code} }}\n" for code in TEXT_OF_BYTES.values()))
    assert "window.electronAPI" not in done.script
    assert len([one for one in done.manual if "arrives as plain data" in one and "(renderer.js:" in one]) == len(TEXT_OF_BYTES)


def test_an_answer_that_is_used_as_plain_data_crosses(tmp_path: Path) -> None:
    done = migrate(tmp_path, CALL + "".join(f"{{ {code} }}\n" for code in PLAIN.values()) + CORE)
    assert "core." not in done.script.replace("window.electronAPI.core.", ""), done.manual


@pytest.mark.parametrize(("version", "told"), [("^3.2.0", True), ("^2.7.0", False)])
def test_what_may_be_watched_by_a_proxy_is_named(tmp_path: Path, *, version: str, told: bool) -> None:
    manifest = (
        '//- package.json\n{"name": "x", "main": "main.js", "dependencies": {"vue": "' + version + '"}, "devDependencies": {"electron": "9.4.1"}}\n'
    )
    code = "const { remote } = require('electron')\nfunction save (options) { remote.dialog.showSaveDialog(options).then(show) }\nsave(form.options)\n"
    done = migrate(tmp_path, code + manifest)
    notes = [note for step in done.plan.steps for note in step.group.may_change]
    assert any("vue watches" in note for note in notes) is told
    plain = migrate(tmp_path, code.replace("(options).then", "({ title: 'x' }).then") + manifest)
    assert not any("watches" in note for step in plain.plan.steps for note in step.group.may_change)


@pytest.mark.parametrize(
    ("sent", "told"), [("try { go() } catch (error) { win.webContents.send('told', error) }", True), ("win.webContents.send('told', 'x')", False)]
)
def test_an_error_that_main_sends_is_named(tmp_path: Path, *, sent: str, told: bool) -> None:
    done = migrate(tmp_path, LISTENER + MAIN + f"  {sent}\n}})\n")
    group = next(step.group for step in done.plan.steps if step.group.id.startswith("call-sites-channel-told"))
    assert any("name, stack and class are lost" in note for note in group.may_change) is told
    assert (group.safety.word == "review") is told


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        ("win.webContents.executeJavaScript('told(null, 1)')", True),
        ("win.webContents.executeJavaScript(`told(null, ${JSON.stringify(app.name)})`)", True),
        ("win.webContents.executeJavaScript('app.told(1)')", False),
        ("console.log('it was told', told)", False),
    ],
)
def test_a_function_that_code_in_a_string_calls_keeps_its_parameters(tmp_path: Path, *, code: str, kept: bool) -> None:
    done = migrate(tmp_path, LISTENER + MAIN + f"  win.webContents.send('told', 1)\n  {code}\n}})\n")
    assert ("told (event, name)" in done.script) is kept
    assert ("told(undefined, ...args)" in done.script) is kept
