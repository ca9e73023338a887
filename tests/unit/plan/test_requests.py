"""Messages that become requests, on both sides at once: `sendSync` with a returned value, and a message with a reply of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import Migrated, migrate

from electron_migrate.facts.model import Safety

PAGE = "const { ipcRenderer } = require('electron')\n"
ASKING = PAGE + "b.addEventListener('click', () => { show(ipcRenderer.sendSync('ask', 1)) })\n"
PAIR = PAGE + "ipcRenderer.on('told', (event, n) => { show(n) })\nb.addEventListener('click', () => { ipcRenderer.send('ask', 1) })\n"
MAIN = (
    "//- main.js\nconst { app, BrowserWindow, ipcMain } = require('electron')\napp.whenReady().then(() => {\n"
    "  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })\n  win.loadFile('index.html')\n})\n"
)

RETURNED = {
    "a value": ("(event, n) => { event.returnValue = n + 1 }", "(event, n) => { return n + 1 }"),
    "an arrow without braces": ("event => event.returnValue = 1", "event => 1"),
    "an object from an arrow without braces": ("(event) => (event.returnValue = { n: 1 })", "(event) => ({ n: 1 })"),
    "the bare return behind it goes": (
        "(e, n) => {\n  if (!n) {\n    e.returnValue = 0\n    return\n  }\n  e.returnValue = n\n}",
        "(e, n) => {\n  if (!n) {\n    return 0\n  }\n  return n\n}",
    ),
    "both ways of an if": (
        "function (e, n) { if (n) e.returnValue = 1; else e.returnValue = 2 }",
        "function (e, n) { if (n) return 1; else return 2 }",
    ),
    "a switch": (
        "(e, n) => {\n  switch (n) {\n    case 1:\n      e.returnValue = 'a'\n      break\n    default:\n      e.returnValue = 'b'\n  }\n}",
        "(e, n) => {\n  switch (n) {\n    case 1:\n      return 'a'\n    default:\n      return 'b'\n  }\n}",
    ),
    "an async listener": ("async (e) => { e.returnValue = await load() }", "async (e) => { return await load() }"),
    "the sender is used": ("(e) => { e.returnValue = e.sender.id }", "(e) => { return e.sender.id }"),
    "late, in a callback": (
        "(e, n) => {\n  load(n, (err, data) => {\n    e.returnValue = data\n  })\n}",
        "(e, n) => new Promise((resolve) => {\n  load(n, (err, data) => {\n    resolve(data)\n  })\n})",
    ),
    "it goes on after it has answered": (
        "function (e) {\n  e.returnValue = 1\n  log()\n}",
        "function (e) { return new Promise((resolve) => {\n  resolve(1)\n  log()\n}) }",
    ),
}
STAYS_SYNC = {
    "main raises it itself": ("ipcMain.on('ask', (e) => { e.returnValue = 1 })\nipcMain.emit('ask', {})\n", "ipcMain.emit"),
    "main takes listeners off": ("ipcMain.on('ask', (e) => { e.returnValue = 1 })\nipcMain.removeAllListeners('ask')\n", "removeAllListeners"),
    "two listeners": ("ipcMain.on('ask', (e) => { e.returnValue = 1 })\nipcMain.on('ask', (e) => { log() })\n", "more than one"),
    "the event is handed on": ("ipcMain.on('ask', (e) => { answer(e) })\nfunction answer (e) { e.returnValue = 1 }\n", "handed on"),
    "the event has more to do": ("ipcMain.on('ask', (e) => { e.reply('x'); e.returnValue = 1 })\n", "event.reply"),
    "registered for each window": (
        "function open () {\n  ipcMain.on('ask', (e) => { e.returnValue = 1 })\n}\nopen()\napp.on('activate', open)\n",
        "may happen twice",
    ),
    "a function that is used elsewhere too": ("function f (e) { e.returnValue = 1 }\nipcMain.on('ask', f)\nipcMain.on('other', f)\n", "elsewhere"),
    "a late answer of an async listener": ("ipcMain.on('ask', async (e) => { load(() => { e.returnValue = 1 }) })\n", "callback"),
}


@pytest.mark.parametrize("case", RETURNED)
def test_what_is_set_is_returned(case: str, tmp_path: Path) -> None:
    before, after = RETURNED[case]
    done = migrate(tmp_path, ASKING + MAIN + f"ipcMain.on('ask', {before})\n")
    assert done.script == "b.addEventListener('click', async () => { show(await window.electronAPI.ask(1)) })\n"
    assert done.files["main.js"].endswith(f"ipcMain.handle('ask', {after})\n")
    assert _levels(done) == {Safety.REVIEW}
    (group,) = [step.group for step in done.plan.steps if step.group.id == "call-sites-channel-ask-review"]
    assert {path for fix in group.fixes for path in fix.edits} == {"main.js", "renderer.js"}


@pytest.mark.parametrize("case", STAYS_SYNC)
def test_it_stays_synchronous_where_main_needs_its_message(case: str, tmp_path: Path) -> None:
    main, reason = STAYS_SYNC[case]
    done = migrate(tmp_path, ASKING + MAIN + main)
    assert done.script == "b.addEventListener('click', () => { show(window.electronAPI.ask(1)) })\n"
    assert "ipcMain.handle('ask'" not in done.files["main.js"]
    assert any(reason in finding.reason for finding in done.plan.scan.findings if finding.rule == "raw-ipc")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ("show(ipcRenderer.sendSync('ask'))\n", "a caller cannot wait (renderer.js:3): it runs at the top level"),
        ("c.onclick = () => { ipcRenderer.send('ask') }\n", "also sent with send at renderer.js:3"),
        ("c.onclick = () => { ipcRenderer.send(names[0]) }\n", "not plain strings"),
    ],
)
def test_one_caller_that_cannot_change_leaves_all_as_they_were(other: str, reason: str, tmp_path: Path) -> None:
    done = migrate(tmp_path, ASKING + other + MAIN + "ipcMain.on('ask', (e) => { e.returnValue = 1 })\n")
    assert "ipcMain.on('ask', (e) => { e.returnValue = 1 })\n" in done.files["main.js"]
    assert "await" not in done.script
    assert any(reason in finding.reason for finding in done.plan.scan.findings if finding.rule == "raw-ipc")


def test_a_call_that_still_blocks_is_on_the_books(tmp_path: Path) -> None:
    done = migrate(tmp_path, PAGE + "show(ipcRenderer.sendSync('ask'))\n" + MAIN + "ipcMain.on('ask', (e) => { e.returnValue = 1 })\n")
    again = tmp_path / "again"
    again.mkdir()
    found = [one for one in migrate(again, _as_text(done)).plan.scan.findings if one.rule == "sync-bridge-call"]
    assert [one.message for one in found] == ["window.electronAPI.ask() blocks the page until main answers"]


@pytest.mark.parametrize(
    ("before", "after", "page"),
    [
        ("(e, n) => { e.reply('told', n) }", "(e, n) => { return n }", "{ window.electronAPI.ask(1).then(onTold) }"),
        ("(e, n) => { e.sender.send('told', n) }", "(e, n) => { return n }", "{ window.electronAPI.ask(1).then(onTold) }"),
        ("(e, n) => e.reply('told', n)", "(e, n) => n", "{ window.electronAPI.ask(1).then(onTold) }"),
        ("(e, n) => { e.reply('told') }", "(e, n) => { return }", "{ window.electronAPI.ask(1).then(() => onTold()) }"),
        ("(e, n) => { e.reply('told', n, 2) }", "(e, n) => { return [n, 2] }", "{ window.electronAPI.ask(1).then((answers) => onTold(...answers)) }"),
        (
            "(e, n) => { if (!n) { e.reply('told', 0); return }; e.reply('told', n) }",
            "(e, n) => { if (!n) { return 0; }; return n }",
            "{ window.electronAPI.ask(1).then(onTold) }",
        ),
    ],
)
def test_a_message_and_its_reply_become_a_request(before: str, after: str, page: str, tmp_path: Path) -> None:
    done = migrate(tmp_path, PAIR + MAIN + f"ipcMain.on('ask', {before})\n")
    assert done.files["main.js"].endswith(f"ipcMain.handle('ask', {after})\n")
    assert done.script == f"const onTold = (n) => {{ show(n) }}\nb.addEventListener('click', () => {page})\n"


@pytest.mark.parametrize(
    ("main", "page", "reason"),
    [
        ("(e, n) => { if (n) e.reply('told', n) }", "", "exactly one reply"),
        ("(e, n) => { e.reply('told', n); e.reply('told', n) }", "", "exactly one reply"),
        ("(e, n) => { if (!n) return; e.reply('told', n) }", "", "exactly one reply"),
        ("(e, n) => { for (const x of n) e.reply('told', x) }", "", "exactly one reply"),
        ("(e, n) => { load(() => e.reply('told', n)) }", "", "exactly one reply"),
        ("(e, n) => { e.reply('told', n); log() }", "", "exactly one reply"),
        ("(e, n) => { try { e.reply('told', n) } finally { log() } }", "", "exactly one reply"),
        ("(e, n) => { if (n) { e.reply('told', n) } else { e.reply('told') } }", "", "how many values"),
        ("(e, n) => { e.reply('told', ...n) }", "", "spread"),
        ("(e, n) => { e.reply('told', n) }", "ipcRenderer.on('told', other)\n", "more than one listener"),
        ("(e, n) => { e.reply('told', n) }\nwin.webContents.send('told', 2)", "", "other places"),
    ],
)
def test_what_is_not_surely_one_answer_stays_two_messages_and_says_why(main: str, page: str, reason: str, tmp_path: Path) -> None:
    listener, _, rest = main.partition("\n")
    whole = MAIN + f"ipcMain.on('ask', {listener})\n" + (f"app.on('x', () => {{ const win = new BrowserWindow(); {rest} }})\n" if rest else "")
    done = migrate(tmp_path, PAIR + page + whole)
    assert f"ipcMain.on('ask', {listener})\n" in done.files["main.js"]
    (note,) = [finding for finding in done.plan.scan.findings if finding.rule == "reply-message"]
    assert reason in note.reason


def _levels(done: Migrated) -> set[Safety | None]:
    return {finding.safety for finding in done.plan.scan.findings if finding.rule == "raw-ipc"}


def _as_text(done: Migrated) -> str:
    return done.script + "".join(f"//- {path}\n{text}" for path, text in done.files.items() if path != "renderer.js")
