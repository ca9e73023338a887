"""Things of Electron's that React's class components keep in their state."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import Migrated, migrate

BUNDLED = (
    '//- package.json\n{ "main": "main.js", "devDependencies": { "electron": "9.4.1", "webpack": "5.0.0" } }\n'
    "//- webpack.config.js\nmodule.exports = { entry: './src/nav.tsx', target: 'web' }\n"
    "//- main.js\nconst { BrowserWindow } = require('electron')\nconst path = require('path')\n"
    "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, preload: path.join(__dirname, 'preload.js') } })\n"
    "win.loadFile('index.html')\n//- preload.js\nrequire('electron')\n//- src/nav.tsx\n"
)
HEAD = "import React from 'react'\nimport { remote } from 'electron'\n"
KEPT = "this.state = { open: false, win: remote.getCurrentWindow() }"
NAV = f"export class Nav extends React.Component {{\n  constructor (props) {{\n    super(props)\n    {KEPT}\n  }}\n  small = () => this.state.win.minimize()\n"


def bundled(folder: Path, text: str) -> Migrated:
    return migrate(folder, BUNDLED + text)


def after(folder: Path, text: str) -> str:
    done = bundled(folder, text)
    assert done.manual == []
    return done.files["src/nav.tsx"]


def test_a_window_in_the_state_goes_with_its_last_use(tmp_path: Path) -> None:
    assert after(tmp_path, HEAD + NAV + "  close () {\n    const { open, win } = this.state\n    if (open) win.close()\n  }\n}\n") == (
        "import React from 'react'\nexport class Nav extends React.Component {\n  constructor (props) {\n    super(props)\n"
        "    this.state = { open: false }\n  }\n  small = () => window.electronAPI.window.minimize()\n"
        "  close () {\n    const { open } = this.state\n    if (open) window.electronAPI.window.close()\n  }\n}\n"
    )


@pytest.mark.parametrize(
    ("before", "then"),
    [
        # a class field, and nothing else in it
        (
            "class Nav extends React.PureComponent {\n  state = { win: remote.getCurrentWindow() }\n  f = () => this.state.win.close()\n}\n",
            "class Nav extends React.PureComponent {\n  state = {}\n  f = () => window.electronAPI.window.close()\n}\n",
        ),
        # what is set are other properties
        (
            NAV + "  f = () => { this.setState({ open: true }); this.setState(({ open }) => ({ open: !open })); this.setState(s => ({ ...s, open: !s.open })) }\n}\n",
            NAV.replace(", win: remote.getCurrentWindow()", "").replace("this.state.win.minimize", "window.electronAPI.window.minimize")
            + "  f = () => { this.setState({ open: true }); this.setState(({ open }) => ({ open: !open })); this.setState(s => ({ ...s, open: !s.open })) }\n}\n",
        ),
        # the whole state again, with something new
        (
            NAV + "  f () { this.setState({ ...this.state, open: true }) }\n}\n",
            NAV.replace(", win: remote.getCurrentWindow()", "").replace("this.state.win.minimize", "window.electronAPI.window.minimize")
            + "  f () { this.setState({ ...this.state, open: true }) }\n}\n",
        ),
        # a name of `this`
        (
            NAV + "  f () { const self = this; list.forEach(function () { self.state.win.show() }) }\n}\n",
            NAV.replace(", win: remote.getCurrentWindow()", "").replace("this.state.win.minimize", "window.electronAPI.window.minimize")
            + "  f () { list.forEach(function () { window.electronAPI.window.show() }) }\n}\n",
        ),
        # another property is compared with what it was
        (
            NAV + "  componentDidUpdate (props, before) { if (before.open !== this.state.open) this.state.win.show() }\n}\n",
            NAV.replace(", win: remote.getCurrentWindow()", "").replace("this.state.win.minimize", "window.electronAPI.window.minimize")
            + "  componentDidUpdate (props, before) { if (before.open !== this.state.open) window.electronAPI.window.show() }\n}\n",
        ),
    ],
)  # fmt: skip
def test_state_that_is_given_once_and_only_read(tmp_path: Path, before: str, then: str) -> None:
    assert after(tmp_path, HEAD + before) == "import React from 'react'\n" + then


@pytest.mark.parametrize(
    "more",
    [
        "f = () => this.setState({ win: other })",
        "f = () => this.setState(patch)",
        "f = () => this.setState({ [name]: 1 })",
        "f = () => this.setState({ ...patch })",
        "f = () => this.setState(s => compute(s))",
        "f = () => this.setState(s => ({ was: s.win }))",
        "f = () => this.setState(({ win }) => ({ was: win }))",
        "f = () => later(this.setState)",
        "f = () => { this.state.win = other }",
        "f = () => { this.state = other }",
        "f = () => show(this.state)",
        "f = () => this.state[name].close()",
        "f = () => { const { state } = this; state.win.close() }",
        "f = () => { const { ...all } = this.state; show(all) }",
        "f = () => { const { win = other } = this.state; win.close() }",
        "f = () => <Child {...this.state} />",
        "f () { list.forEach(function () { this.state.win.close() }) }",
        "componentDidUpdate (props, before) { if (before.win !== this.state.win) show() }",
        "shouldComponentUpdate (props, next) { return differ(this.props, next) }",
        "static getDerivedStateFromProps (props) { return { win: props.win } }",
        "static getDerivedStateFromProps (props, state) { return derive(props) }",
        "f = () => this.other.state.win.close()",
    ],
)  # fmt: skip
def test_state_that_may_be_something_else_stays(tmp_path: Path, more: str) -> None:
    done = bundled(tmp_path, f"{HEAD}{NAV}  {more}\n}}\n")
    assert KEPT in done.files["src/nav.tsx"]
    assert "this.state.win.minimize()" in done.files["src/nav.tsx"]
    assert any("remote.currentWindow(): The window is kept or handed on" in reason for reason in done.manual)


@pytest.mark.parametrize(
    "text",
    [
        # the literal may have more than it shows
        NAV.replace("open: false", "...start") + "}\n",
        NAV.replace("open: false", "[name]: false") + "}\n",
        # two times, or elsewhere
        NAV.replace("    super(props)\n", "    super(props)\n    this.state = {}\n") + "}\n",
        NAV.replace("constructor (props)", "start (props)") + "}\n",
        # no component of React's
        NAV.replace("React.Component", "Base") + "}\n",
        NAV.replace(" extends React.Component", "") + "}\n",
        # two classes in one
        NAV + "  f = () => new (class { state = { win: 1 } })()\n}\n",
    ],
)
def test_other_objects_with_a_state(tmp_path: Path, text: str) -> None:
    done = bundled(tmp_path, HEAD + "import { Base, start, name } from 'base'\n" + text)
    assert "win: remote.getCurrentWindow()" in done.files["src/nav.tsx"]
    assert "this.state.win.minimize()" in done.files["src/nav.tsx"]
    assert "isolate-w1" in done.held


def test_a_class_that_extends_the_component_may_set_it(tmp_path: Path) -> None:
    more = "//- src/more.tsx\nimport { Nav } from './nav'\nexport class More extends Nav { f () { this.setState({ win: other }) } }\n"
    done = bundled(tmp_path, "import './more'\n" + HEAD + NAV + "}\n" + more)
    assert KEPT in done.files["src/nav.tsx"]
    assert any("More in src/more.tsx extends that component" in reason for reason in done.manual)


def test_answers_are_no_things(tmp_path: Path) -> None:
    text = NAV.replace("open: false", "big: remote.getCurrentWindow().isMaximized()") + "  f = () => show(this.state.big)\n}\n"
    text = after(tmp_path, HEAD + text)
    assert "this.state = { big: window.electronAPI.window.isMaximizedSync() }" in text
    assert "show(this.state.big)" in text


# ---- types

TYPED = (
    "import * as React from 'react'\nimport { remote, BrowserWindow } from 'electron'\n{type}\nclass Nav extends React.Component<Props, {given}> {{\n"
    "  state: {field} = {{ open: false, win: remote.getCurrentWindow() }}\n  close = () => {{ this.state.win.close() }}\n}}\n"
)  # fmt: skip


def typed(type: str, given: str = "State", field: str = "State") -> str:
    return TYPED.replace("{type}", type).replace("{given}", given).replace("{field}", field).replace("{{", "{").replace("}}", "}")


@pytest.mark.parametrize(
    ("type", "left"),
    [
        ("type State = { open: boolean, win: BrowserWindow }", "type State = { open: boolean }"),
        ("type State = { win: BrowserWindow; open: boolean }", "type State = { open: boolean }"),
        ("type State = { open: boolean; win: BrowserWindow }", "type State = { open: boolean }"),
        ("type State = { open: boolean; win: BrowserWindow; }", "type State = { open: boolean; }"),
        ("interface State { win?: Electron.BrowserWindow }", "interface State { }"),
        ("interface State {\n  open: boolean\n  /** Its own. */\n  win: BrowserWindow // ours\n}", "interface State {\n  open: boolean\n}"),
        ("interface State {\n  open: boolean;\n  readonly win: BrowserWindow;\n}", "interface State {\n  open: boolean;\n}"),
        ("type State = {\n  open: boolean,\n  win: BrowserWindow\n}", "type State = {\n  open: boolean\n}"),
        ("type State = {\n  win: BrowserWindow,\n  open: boolean,\n}", "type State = {\n  open: boolean,\n}"),
    ],
)
def test_the_member_of_the_type_goes_too(tmp_path: Path, type: str, left: str) -> None:
    text = after(tmp_path, typed(type))
    assert f"\n{left}\nclass Nav" in text
    assert "electron'" not in text
    assert "state: State = { open: false }" in text


def test_types_that_say_the_same(tmp_path: Path) -> None:
    state = "type State = { open: boolean, win: BrowserWindow }"
    text = after(tmp_path / "a", typed(state, "Readonly<State>", "{ open: boolean, win: BrowserWindow }"))
    assert "type State = { open: boolean }" in text
    assert "state: { open: boolean } = { open: false }" in text
    text = after(tmp_path / "b", typed(state, "any", "any"))
    assert "state: any = { open: false }" in text


@pytest.mark.parametrize(
    ("type", "given"),
    [
        ("import { State } from './state'", "State"),
        ("interface State extends Base { win: BrowserWindow }", "State"),
        ("type State = Base & { win: BrowserWindow }", "State"),
        ("type State = { win: BrowserWindow }\nconst start: State = load()", "State"),
        ("type State = { win: BrowserWindow }", "Pick<State, 'win'>"),
    ],
)
def test_a_type_that_is_not_all_in_sight(tmp_path: Path, type: str, given: str) -> None:
    done = bundled(tmp_path, typed(type, given))
    assert "win: remote.getCurrentWindow()" in done.files["src/nav.tsx"]
    assert "this.state.win.close()" in done.files["src/nav.tsx"]


def test_a_type_that_others_use(tmp_path: Path) -> None:
    text = typed("export type State = { open: boolean, win: BrowserWindow }")
    assert "type State = { open: boolean }" in after(tmp_path / "a", text)
    done = bundled(tmp_path / "b", text + "//- src/other.ts\nimport { State } from './nav'\nexport const other: State = load()\n")
    assert "win: remote.getCurrentWindow()" in done.files["src/nav.tsx"]
    assert any("whose type State is used in src/other.ts too" in reason for reason in done.manual)
