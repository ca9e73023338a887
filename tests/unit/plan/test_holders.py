"""Things of Electron's in an object literal of which nothing but members is used, and `this` of its methods."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

HEAD = "const { ipcRenderer, remote } = require('electron')\n"
API = (
    "const api = {\n  ipc: ipcRenderer, win: remote.getCurrentWindow(), // both\n  count: 0,\n"
    "  send (x) { this.count++; this.ipc.send('a', x) },\n  small: function () { [1].forEach(() => this.win.minimize()) }\n}\n"
)


def test_methods_use_what_their_object_holds(tmp_path: Path) -> None:
    done = migrate(tmp_path, HEAD + API + "api.send(1)\napi.small()\napi.ipc.send('a', 2)\nshow(api.count)\n")
    assert done.manual == []
    assert "send (x) { this.count++; window.electronAPI.a(x) }" in done.script
    assert "forEach(() => window.electronAPI.window.minimize())" in done.script
    assert "ipc:" not in done.script
    assert "win:" not in done.script
    assert "electron')" not in done.script


@pytest.mark.parametrize(
    ("electron_only", "after"),
    [
        ("const api = { ipc: ipcRenderer }\napi.ipc.send('a')\n", "window.electronAPI.a()\n"),
        ("const api = { ipc: ipcRenderer }\napi.n = 1\napi.ipc.send('a')\n", "const api = {}\napi.n = 1\nwindow.electronAPI.a()\n"),
        ("const api = { ipcRenderer, n: 1 }\napi.ipcRenderer.send('a', api.n)\n", "const api = { n: 1 }\nwindow.electronAPI.a(api.n)\n"),
    ],
)
def test_properties_go_with_their_comma(tmp_path: Path, electron_only: str, after: str) -> None:
    assert migrate(tmp_path, HEAD + electron_only).script == after


@pytest.mark.parametrize(
    "more",
    [
        "use(api)\n",
        "const other = { ...api }\nother.send(1)\n",
        "setTimeout(api.send, 1)\n",
        "api.ipc = fake\n",
        "const key = pick()\napi[key].send('a')\n",
        "const { ipc } = api\nipc.send('b')\n",
        "let again = api\nagain.send(1)\n",
        "for (const key in api) show(api[key])\n",
        "Object.assign(api, more)\n",
    ],
)
def test_an_object_that_is_handed_on_keeps_what_it_holds(tmp_path: Path, more: str) -> None:
    done = migrate(tmp_path, HEAD + API + "api.send(1)\n" + more)
    assert "ipc: ipcRenderer" in done.script
    assert "this.ipc.send('a', x)" in done.script
    assert "isolate-w1" in done.held


def test_another_script_of_the_page_may_take_it(tmp_path: Path) -> None:
    pages = "//- index.html\n<script src='renderer.js'></script><script src='other.js'></script>\n//- other.js\n"
    done = migrate(tmp_path, HEAD + API + "api.send(1)\n" + pages + "use(api)\n")
    assert "this.ipc.send('a', x)" in done.script
    done = migrate(tmp_path / "b", HEAD + API + pages + "api.send(2)\napi.ipc.send('a', 3)\n")
    assert "window.electronAPI.a(x)" in done.script
    assert "ipc:" not in done.script
    assert done.files["other.js"] == "api.send(2)\nwindow.electronAPI.a(3)\n"


@pytest.mark.parametrize(
    "code",
    [
        # a function of its own has another `this`
        "const api = { ipc: ipcRenderer, f () { list.forEach(function () { this.ipc.send('a') }) } }\napi.f()\n",
        # the object goes out by `this`
        "const api = { ipc: ipcRenderer, f () { this.ipc.send('a') }, g () { use(this) } }\napi.f()\napi.g()\n",
        # two objects with one name for two things
        "const api = { ipc: ipcRenderer, f () { this.ipc.send('a') } }\nconst b = { ipc: remote.app, f () { this.ipc.send('a') } }\napi.f()\nb.f()\n",
    ],
)
def test_this_that_is_not_for_sure_the_object(tmp_path: Path, code: str) -> None:
    done = migrate(tmp_path, HEAD + code)
    assert done.script.count("this.ipc.send('a')") >= 1
    assert "isolate-w1" in done.held
