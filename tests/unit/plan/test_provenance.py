"""What is handed over is rewritten where every way to it is known; else the reason says which is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

HEAD = "const { ipcRenderer } = require('electron')\n"

# What becomes the bridge's method.
SURE = {
    "a parameter of one caller": "start(ipcRenderer)\nfunction start (ipc) { ipc.send('x') }\n",
    "a parameter of several callers": "start(ipcRenderer)\nstart(ipcRenderer)\nfunction start (ipc) { ipc.send('x') }\n",
    "a caller that passes nothing": "start(ipcRenderer)\nstart()\nfunction start (ipc) { if (ipc) ipc.send('x') }\n",
    "a constructor": "class A { constructor (ipc) { this.ipc = ipc }\n  f () { this.ipc.send('x') } }\nnew A(ipcRenderer)\n",
    "a constructor by way of a base class": "class A { constructor (ipc) { this.ipc = ipc } }\nclass B extends A { f () { this.ipc.send('x') } }\nnew B(ipcRenderer)\n",
    "a getter": "class A { get ipc () { return ipcRenderer } }\nnew A().ipc.send('x')\n",
    "a function that gives it": "function ipc () { return ipcRenderer }\nipc().send('x')\n",
    "a function that gives nothing at times": "function ipc () { if (self.x) { return ipcRenderer } return null }\nipc().send('x')\n",
    "an object whose methods use it": "const api = { ipc: ipcRenderer, f () { this.ipc.send('x') } }\napi.f()\n",
    "every component": "Vue.prototype.$ipc = ipcRenderer\nnew Vue({ mounted () { this.$ipc.send('x') } })\n",
}
# What is left, and why.
DOUBTFUL = {
    "a caller that passes something else": (
        "start(ipcRenderer)\nstart(socket)\nfunction start (ipc) { ipc.send('x') }\n",
        "ipc is a parameter, and is given something else too, at renderer.js:3.",
    ),
    "callers that are not known": (
        "start(ipcRenderer)\ntable.push(start)\nfunction start (ipc) { ipc.send('x') }\n",
        "ipc is a parameter, and what it is given is not known for sure: who calls it is not known: it is handed to table.push at renderer.js:3.",
    ),
    "a spread": (
        "start(ipcRenderer)\nstart(...list)\nfunction start (ipc) { ipc.send('x') }\n",
        "ipc is a parameter, and what it is given is not known for sure: arguments are spread at renderer.js:3.",
    ),
    "a constructor that others use too": (
        "class A { constructor (ipc) { this.ipc = ipc }\n  f () { this.ipc.send('x') } }\nnew A(ipcRenderer)\nnew A(fake)\n",
        "ipc is a parameter, and is given something else too, at renderer.js:5.",
    ),
    "a class that is handed on": (
        "class A { constructor (ipc) { this.ipc = ipc }\n  f () { this.ipc.send('x') } }\nnew A(ipcRenderer)\nregister(A)\n",
        "ipc is a parameter, and what it is given is not known for sure: who makes it is not known: it is handed to register at renderer.js:5.",
    ),
    "a getter that gives one of two": (
        "class A { get ipc () { if (self.x) { return fake() } return ipcRenderer } }\nnew A().ipc.send('x')\n",
        "It is reached through what the getter ipc returns, which may be something else at other times.",
    ),
    "a field that is given something else too": (
        "class A { constructor (ipc) { this.ipc = ipc }\n  g () { this.ipc = fake() }\n  f () { this.ipc.send('x') } }\nnew A(ipcRenderer)\n",
        "ipc is given something else too, at renderer.js:3.",
    ),
    "an object that `this` need not be": (
        "const api = { ipc: ipcRenderer, f () { this.ipc.send('x') } }\nregister(api)\n",
        "ipc is a property of an object: whether `this` is that object here cannot be told.",
    ),
}


@pytest.mark.parametrize("case", SURE)
def test_what_is_proven_is_rewritten(case: str, tmp_path: Path) -> None:
    done = migrate(tmp_path, HEAD + SURE[case])

    assert "window.electronAPI.x()" in done.script
    assert ".send('x')" not in done.script


@pytest.mark.parametrize("case", DOUBTFUL)
def test_what_is_not_proven_stays_with_its_reason(case: str, tmp_path: Path) -> None:
    text, reason = DOUBTFUL[case]
    done = migrate(tmp_path, HEAD + text)

    assert ".send('x')" in done.script
    assert any(one.startswith(f"ipcRenderer.send in a page: {reason}") for one in done.manual), done.manual


WHERE = {
    "a function of a package": (
        "require('x').use(ipcRenderer)\n",
        "is passed to require('x').use, and what is done with it there is not known",
    ),
    "a component": (
        "show(<Ipc.Provider value={ipcRenderer} />)\n",
        "is given to <Ipc.Provider> as value: which components take it from there is not followed.",
    ),
    "an object": ("share({ ipcRenderer })\n", "is put into an object: what is done with it there cannot be told."),
    "an answer": ("export const ipc = () => ipcRenderer\n", "is what a function returns, and not all that is done with it is rewritten."),
}


@pytest.mark.parametrize("case", WHERE)
def test_what_cannot_be_followed_says_where_it_goes(case: str, tmp_path: Path) -> None:
    text, reason = WHERE[case]
    done = migrate(tmp_path, HEAD + text)

    assert any(f"ipcRenderer itself {reason}" in one for one in done.manual), done.manual


def test_names_that_components_have_are_found_in_templates(tmp_path: Path) -> None:
    done = migrate(
        tmp_path,
        '//- package.json\n{ "main": "main.js", "devDependencies": { "electron": "9.4.1", "webpack": "5.0.0" } }\n'
        "//- webpack.config.js\nmodule.exports = { entry: './src/page.js', target: 'electron-renderer' }\n"
        "//- src/page.js\nimport Vue from 'vue'\nimport App from './app.vue'\nVue.prototype.$electron = require('electron')\nnew Vue(App)\n"
        '//- src/app.vue\n<template>\n  <a @click="$electron.shell.openExternal(url)">{{ $electronic }}</a>\n</template>\n'
        "<script>\nexport default { mounted () { this.$electron.ipcRenderer.send('x') } }\n</script>\n",
    )

    assert [one for one in done.manual if "in a template" in one] == [
        "$electron.shell.openExternal in a template: A template is not rewritten. Call a method of the component there, and let that one call the bridge."
    ]
    assert "Vue.prototype.$electron = require('electron')" in done.files["src/page.js"]
    assert "mounted () { window.electronAPI.x() }" in done.files["src/app.vue"]
