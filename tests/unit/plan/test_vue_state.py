"""Things of Electron's that `data` of a Vue component returns."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import Migrated, migrate

PAGE = (
    "//- index.html\n<script type=module src='src/main.js'></script>\n//- src/main.js\nimport App from './App.vue'\ncreateApp(App)\n"
    "//- renderer.js\n//- src/App.vue\n"
)
TEMPLATE = "<template><p :class='big' title='win'>{{ text }}</p></template>\n"
IMPORT = "import { remote } from 'electron'\n"
DATA = "data () { return { win: remote.getCurrentWindow(), big: true } }"


def component(folder: Path, options: str, *, template: str = TEMPLATE, head: str = IMPORT) -> Migrated:
    return migrate(folder, f"{PAGE}{template}<script>\n{head}export default {options}\n</script>\n")


def script(done: Migrated) -> str:
    return done.files["src/App.vue"].partition("<script>\n")[2].removesuffix("\n</script>\n").removeprefix("export default ")


@pytest.mark.parametrize(
    ("data", "left"),
    [
        (DATA, "data () { return { big: true } }"),
        ("data () {\n  const win = remote.getCurrentWindow()\n  return { big: true, win }\n}", "data () {\n  return { big: true }\n}"),
        ("data: () => ({ win: remote.getCurrentWindow() })", "data: () => ({})"),
        ("data: function () { return { win: remote.getCurrentWindow() } }", "data: function () { return {} }"),
    ],
)
def test_a_window_in_the_data_goes_with_its_last_use(tmp_path: Path, data: str, left: str) -> None:
    before = (
        f"{{ {data}, created () {{ const vm = this; const {{ win }} = this; win.show(); on(() => vm.win.hide()) }}, "
        "methods: { f () { g(() => this.win.close()) } } }"
    )
    after = (
        f"{{ {left}, created () {{ window.electronAPI.window.show(); on(() => window.electronAPI.window.hide()) }}, "
        "methods: { f () { g(() => window.electronAPI.window.close()) } } }"
    )
    done = component(tmp_path, before)
    assert done.manual == []
    assert script(done) == after


@pytest.mark.parametrize("maker", ["Vue.extend", "defineComponent"])
def test_options_that_are_handed_to_a_maker(tmp_path: Path, maker: str) -> None:
    done = component(tmp_path, f"{maker}({{ {DATA}, computed: {{ x: {{ get () {{ return this.win.getTitle() }} }} }}, mounted () {{ this.win.show() }} }})")
    assert "window.electronAPI.window.show()" in script(done)
    assert "win:" not in script(done)


@pytest.mark.parametrize(
    "more",
    [
        "methods: { f () { this.win = other } }",
        "methods: { f () { this.$set(this, 'win', other) } }",
        "methods: { f () { this[name] = other } }",
        "methods: { f () { Object.assign(this.$data, other) } }",
        "methods: { f () { list.forEach(function () { this.win.hide() }) } }",
        "methods: { f () { others({ close () { this.win.hide() } }) } }",
        "methods: { f () { this.$parent.win.hide() } }",
        "methods: { f () { const { win = other } = this; win.hide() } }",
        "methods: { f () { const { ...all } = this; use(all) } }",
        "watch: { win () { hide() } }",
        "watch: { 'win.id' () { hide() } }",
        "props: { win: Object }",
    ],
)
def test_data_that_may_be_something_else_stays(tmp_path: Path, more: str) -> None:
    done = component(tmp_path, f"{{ {DATA}, mounted () {{ this.win.show() }}, {more} }}")
    assert DATA in script(done)
    assert "this.win.show()" in script(done)
    assert any("remote.currentWindow(): The window is kept or handed on" in reason for reason in done.manual)


@pytest.mark.parametrize(
    "data",
    [
        "data () { return { ...start, win: remote.getCurrentWindow() } }",
        "data () { return { [name]: 1, win: remote.getCurrentWindow() } }",
        "data () { if (x) return {}; return { win: remote.getCurrentWindow() } }",
        "data: { win: remote.getCurrentWindow() }",
    ],
)
def test_data_of_another_shape(tmp_path: Path, data: str) -> None:
    done = component(tmp_path, f"{{ {data}, mounted () {{ this.win.show() }} }}")
    assert data in script(done)
    assert "this.win.show()" in script(done)


@pytest.mark.parametrize(
    "template",
    [
        "<template><p @click='win.close()'>x</p></template>\n",
        "<template><p>{{ win.id }}</p></template>\n",
        '<template><child :of="win" /></template>\n',
        '<template><child v-bind="$data" /></template>\n',
        "<template lang='pug'>\np(@click='win.close()')\n</template>\n",
    ],
)
def test_a_template_that_uses_it(tmp_path: Path, template: str) -> None:
    done = component(tmp_path, f"{{ {DATA}, mounted () {{ this.win.show() }} }}", template=template)
    assert DATA in script(done)
    assert "this.win.show()" in script(done)


def test_another_script_that_reads_it(tmp_path: Path) -> None:
    other = "//- src/main.js\nimport App from './App.vue'\ncreateApp(App).mount().win.close()\n"
    done = migrate(tmp_path, f"{PAGE}{TEMPLATE}<script>\n{IMPORT}export default {{ {DATA}, mounted () {{ this.win.show() }} }}\n</script>\n{other}")
    assert DATA in script(done)
    assert "isolate-w1" in done.held


def test_an_object_that_is_no_component(tmp_path: Path) -> None:
    done = migrate(tmp_path, f"{IMPORT}export default {{ {DATA}, mounted () {{ this.win.show() }} }}\n")
    assert DATA in done.script
    assert "this.win.show()" in done.script


def test_all_that_talks_with_main(tmp_path: Path) -> None:
    kept = "// to talk with main\n    ipc: ipcRenderer,\n    shell,\n    /* what is shown */\n    text: '', // at first\n    remote: remote"
    data = f"data () {{\n  return {{\n    {kept}\n  }}\n}}"
    rest = (
        "mounted () { this.ipc.on('text', this.show) }, beforeDestroy () { this.ipc.removeListener('text', this.show) }, "
        "methods: { show (event, text) { this.text = text }, open () { this.ipc.send('opened', this.text); this.remote.getCurrentWindow().close() } }"
    )
    done = component(tmp_path, f"{{ {data}, {rest} }}", head="const { ipcRenderer, remote, shell } = require('electron')\n")
    assert done.manual == []
    assert script(done) == (
        "{ data () {\n  return {\n    /* what is shown */\n    text: '' // at first\n  }\n}, "
        "mounted () { this.offText = window.electronAPI.onText((text) => { this.show(text) }) }, beforeDestroy () { this.offText() }, "
        "methods: { show (text) { this.text = text }, open () { window.electronAPI.opened(this.text); window.electronAPI.window.close() } } }"
    )
