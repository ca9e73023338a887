"""What a page looks at in an error of main's, of which only the message arrives."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from plan_app import migrate

CORE = (
    "//- core.js\nexports.load = async (id) => { if (!id) throw new Error('none'); return { id } }\n"
    "exports.read = (name, done) => { setImmediate(() => done(null, name)) }\nexports.name = (id) => `n${id}`\n"
    "//- setup.js\nrequire('./core')\n"
)
CALL = "const core = require('electron').remote.require('./core')\n"

# What the page looks at arrives by `endOf`.
CARRIED = {
    "a code, in a catch": (
        "async function f () { try { show(await core.load(1)) } catch (error) { if (error.code === 'ENOENT') none() } }",
        "`error.code`",
    ),
    "a code, behind the call": ("core.load(1).then(show).catch((e) => { if (e.code) none() })", "`e.code`"),
    "a code, in the second function of then": ("core.load(1).then(show, function (e) { none(e.errno) })", "`e.errno`"),
    "taken apart": ("core.load(1).then(show).catch(({ message, status }) => none(message, status))", "`status`"),
    "in a function by its name": ("function failed (e) { log(e.name) }\ncore.load(1).then(show).catch(failed)", "`e.name`"),
    "in a function that it is passed to": (
        "function failed (text, e) { if (e.code) log(text) }\nasync function f () { try { await core.load(1) } catch (e) { failed('x', e) } }",
        "`e.code`",
    ),
    "the whole message": (
        "async function f () { try { await core.load(1) } catch (e) { if (e.message === 'none') none() } }",
        "`e.message`",
    ),
    "the message from its start": (
        "async function f () { try { await core.load(1) } catch (e) { if (/^none/.test(e.message)) none() } }",
        "`e.message`",
    ),
    "a status": ("core.load(1).catch((e) => none(e.statusCode.toFixed(), e.message.split(' ')))", "`e.statusCode`"),
}
LOST = {
    "the class": (
        "async function f () { try { await core.load(1) } catch (e) { if (e instanceof TypeError) none() } }",
        "`e instanceof TypeError`",
    ),
    "something of the app's own": ("core.load(2).catch((e) => { if (e.details.text) none() })", "`e.details`"),
    "a computed property": ("core.load(3).catch((e) => { for (const key in e) none(e[key]) })", "`e[key]`"),
    "a callback of Node's style": (
        "core.read('x', (err, text) => { if (err && err.code === 'ENOENT') none(); else show(text) })",
        "`err.code`",
    ),
    "a call in place": ("function f () { try { return core.name(1) } catch (e) { return e.code } }\nshow(f())", "`e.code`"),
}
ARRIVES = {
    "the message is shown": "async function f () { try { show(await core.load(1)) } catch (error) { alert(error.message) } }",
    "it is logged": "core.load(1).then(show).catch(console.error)",
    "it is asked for": "core.read('x', (err, text) => { if (err) none(); else show(text) })",
    "any error": "async function f () { try { await core.load(1) } catch (e) { show(e instanceof Error ? e.message : e) } }",
    "a part of the message": "async function f () { try { await core.load(1) } catch (e) { if (e.message.includes('none') || /no/.test(e.message)) none() } }",
    "the catch is around another function": "try { on('x', async () => { await core.load(1) }) } catch (e) { log(e.code) }",
    "the catch of another call": "core.load(1).then(show)\nfetch('x').catch((e) => log(e.code))",
    "another error of that name": "core.load(1).then(show).catch((e) => { list.forEach((e) => log(e.code)) })",
    "the call is in the catch itself": "async function f () { try { g() } catch (e) { await core.load(e.code) } }",
}


def _in_blocks(cases: Iterable[str]) -> str:
    """One script with all of them, so that the app is planned once."""
    return CALL + "".join(f"{{ {case} }}\n" for case in cases) + CORE


def test_a_call_stays_where_the_page_looks_at_what_does_not_arrive(tmp_path: Path) -> None:
    done = migrate(tmp_path, _in_blocks(code for code, _ in LOST.values()))
    assert "window.electronAPI" not in done.script
    reasons = [one for one in done.manual if "looks at" in one]
    for name, (_, shown) in LOST.items():
        assert any(shown in one and "(renderer.js:" in one for one in reasons), name


def test_a_request_answers_with_its_error_where_the_page_looks_at_it(tmp_path: Path) -> None:
    done = migrate(tmp_path, _in_blocks(code for code, _ in CARRIED.values()))
    assert done.manual == []
    unwrapped = ".then(({ error, value }) => { if (error) throw Object.assign(new Error(error.message), error); return value })"
    assert done.script.count(f"window.electronAPI.core.tryLoad(1){unwrapped}") == len(CARRIED)
    assert "tryLoad: (id) => ipcRenderer.invoke('core:tryLoad', id)" in done.files["preload.js"]
    assert "return endOf(() => require('./core').load(id))" in done.files["ipc-handlers.js"]


def test_a_request_of_electron_whose_error_is_looked_at(tmp_path: Path) -> None:
    done = migrate(
        tmp_path,
        "const { remote } = require('electron')\nremote.shell.openExternal('https://x.y').catch((error) => { if (error.code === 1) none() })\n"
        "remote.shell.openExternal('https://x.y').catch((error) => none(error.message))\n",
    )
    assert ".tryOpenExternal('https://x.y').then(({ error, value }) =>" in done.script
    assert "shell.openExternal('https://x.y').catch((error) => none(error.message))" in done.script
    handlers = done.files["ipc-handlers.js"]
    assert "endOf(() => shell.openExternal(" in handlers


def test_a_call_is_rewritten_where_the_message_is_enough(tmp_path: Path) -> None:
    done = migrate(tmp_path, _in_blocks(ARRIVES.values()))
    assert "core." not in done.script.replace("window.electronAPI.core.", ""), done.manual
    notes = [note for step in done.plan.steps for note in step.group.may_change if "core" in step.group.id]
    assert any("arrives with its message only" in note for note in notes)


def test_what_goes_through_a_list_of_mains_gets_no_error(tmp_path: Path) -> None:
    script = f"{CALL}async function f () {{ core.list().forEach((row) => show(row.id)); return core.list().filter((row) => row.id).map((row) => row.name) }}\n"
    done = migrate(tmp_path, script + CORE.replace("exports.name =", "exports.list = () => [{ id: 1, name: 'x' }]\nexports.name ="))
    assert done.manual == []
    assert "(await window.electronAPI.core.list()).forEach((row) => show(row.id))" in done.script
