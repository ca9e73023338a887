"""The EventEmitter that pages get does what Node's does, and the plan brings it into each page that needs it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from importlib import resources
from pathlib import Path

import pytest
from plan_app import migrate

from electron_migrate.code.style import Style
from electron_migrate.plan.render_style import dressed

SCRIPT = resources.files("electron_migrate.plan.snippets").joinpath("page").joinpath("EventEmitter.ts").read_text("utf-8")

# What both emitters are put through; `log` takes what is seen.
PROGRAM = """
function play (EventEmitter) {
  const seen = []
  const log = (...given) => { seen.push(JSON.stringify(given.map((one) => typeof one === 'symbol' || typeof one === 'function' ? typeof one : one))) }
  const tried = (f) => { try { log(f()) } catch (error) { log(error.name, error.message.slice(0, 20)) } }
  const bus = new EventEmitter()
  const one = (...given) => log('one', ...given)
  const two = function (...given) { log('two', this === bus, ...given) }
  log(bus.on('a', one) === bus, bus.emit('a', 1, 2), bus.emit('b'))
  bus.prependListener('a', two); bus.once('a', one); bus.prependOnceListener('a', two)
  log(bus.listenerCount('a'), bus.listeners('a').length, bus.rawListeners('a').length, bus.listeners('a')[0] === two)
  bus.emit('a', 'x'); bus.emit('a', 'y')
  bus.off('a', two); bus.off('a', two); bus.emit('a', 'z')
  bus.on('again', function again () { bus.off('again', again); bus.on('again', () => log('later')); log('again') })
  bus.emit('again'); bus.emit('again')
  bus.once('nested', () => { log('nested'); bus.emit('nested') }); bus.emit('nested')
  bus.on('newListener', (name, listener) => log('new', name, typeof listener, bus.listenerCount(name)))
  bus.on('removeListener', (name, listener) => log('removed', name, listener === one, bus.listenerCount(name)))
  bus.on('c', one); bus.once('c', one); bus.off('c', one); bus.removeAllListeners('c')
  const own = Symbol('own')
  bus.on(own, one); bus.emit(own, 3); log(bus.eventNames().length, bus.eventNames())
  bus.removeAllListeners(); log(bus.eventNames())
  tried(() => bus.emit('error', new RangeError('bad')))
  tried(() => bus.emit('error', 'text'))
  bus.on('error', one); tried(() => bus.emit('error', 'heard'))
  tried(() => bus.on('d', 'no function')); tried(() => bus.once('d'))
  bus.on('throws', () => { throw new TypeError('out') }); tried(() => bus.emit('throws'))
  log(bus.getMaxListeners(), bus.setMaxListeners(3) === bus, bus.getMaxListeners(), EventEmitter.defaultMaxListeners)
  class Store extends EventEmitter { set (value) { this.emit('change', value) } }
  const store = new Store(); store.on('change', one); store.set(4)
  function Old () { EventEmitter.call(this) }
  Object.setPrototypeOf(Old.prototype, EventEmitter.prototype)
  const first = new Old(); const second = new Old(); first.on('a', one); log(first.emit('a'), second.emit('a'), first instanceof EventEmitter)
  const mixed = Object.assign({}, EventEmitter.prototype); mixed.on('a', one); log(mixed.emit('a'))
  const made = Object.create(EventEmitter.prototype); made.on('a', one); log(made.emit('a'), Object.create(EventEmitter.prototype).emit('a'))
  log(EventEmitter.EventEmitter === EventEmitter, EventEmitter.listenerCount(store, 'change'), bus.listenerCount('nothing'), bus.off('nothing', one) === bus)
  const happened = EventEmitter.once(store, 'soon').then((given) => log('soon', given))
  const failed = EventEmitter.once(store, 'never').catch((error) => log('failed', error.message, store.listenerCount('never')))
  store.emit('soon', 5, 6); store.emit('error', new Error('no'))
  return Promise.all([happened, failed]).then(() => seen)
}
"""


@pytest.mark.node
def test_it_does_what_that_of_node_does(tmp_path: Path) -> None:
    if shutil.which("node") is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no node")
    text = f"globalThis.window = {{}}\n{dressed(SCRIPT, Style(semicolons=True))}\n{PROGRAM}\n"
    both = "Promise.all([play(window.EventEmitter), play(require('events'))]).then((seen) => console.log(JSON.stringify(seen)))\n"
    (tmp_path / "program.js").write_text(text + both)
    done = subprocess.run(["node", "program.js"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    page, node = json.loads(done.stdout)
    assert page == node
    assert len(node) > 40


def test_the_script_stands_beside_the_pages_once(tmp_path: Path) -> None:
    """Two pages of a folder share it; the page's scripts become ES modules, which run after it."""
    page = '<!DOCTYPE html>\n<script>require("./store")</script>\n'
    text = (
        "//- main.js\nconst { app, BrowserWindow } = require('electron')\nconst webPreferences = { nodeIntegration: true, contextIsolation: false }\n"
        "app.whenReady().then(() => {\n  new BrowserWindow({ webPreferences }).loadFile('pages/one.html')\n"
        "  new BrowserWindow({ webPreferences }).loadFile('pages/two.html')\n})\n"
        f"//- pages/one.html\n{page}//- pages/two.html\n{page}"
        "//- pages/store.js\nconst { EventEmitter } = require('events')\nclass Store extends EventEmitter {}\nnew Store().emit('a')\n"
    )
    made = migrate(tmp_path, text)
    assert not made.manual
    tag = '<script src="event-emitter.js"></script>'
    assert [path for path in made.files if path.endswith("event-emitter.js")] == ["pages/event-emitter.js"]
    assert all(made.files[path].index(tag) < made.files[path].index("store") for path in ("pages/one.html", "pages/two.html"))
    assert "const { EventEmitter } = window.EventEmitter\n" in made.files["pages/store.js"]


def test_a_bundler_gets_the_package(tmp_path: Path) -> None:
    text = (
        '//- package.json\n{\n  "name": "a",\n  "main": "main.js",\n  "devDependencies": {\n    "electron": "9.4.1",\n    "webpack": "5.90.0"\n  }\n}\n'
        "//- webpack.config.js\nmodule.exports = { entry: './renderer.js', output: { path: __dirname + '/dist', filename: 'bundle.js' }, target: 'electron-renderer' }\n"
        '//- index.html\n<!DOCTYPE html>\n<script src="dist/bundle.js"></script>\n'
        "//- renderer.js\nimport EventEmitter from 'events'\nnew EventEmitter().emit('a')\n"
    )
    made = migrate(tmp_path, text)
    assert '"events": "^3.3.0"' in made.files["package.json"]
    assert "from 'events'" in made.files["renderer.js"]
    assert "nodeIntegration: false" in made.files["main.js"]
    assert "target: 'web'" in made.files["webpack.config.js"]


COMPARED = """
class Made { constructor () { this.x = 1 } }
const own = Symbol('own')
const holding = () => { const made = { n: 1 }; made.self = made; return made }
const values = () => [
  0, -0, NaN, 1, '1', true, null, undefined, 1n, own, {}, { a: 1 }, { a: undefined }, { b: undefined }, [], [undefined], [,], [1, 2], [2, 1],
  Object.assign([1, 2], { x: 1 }), Object.create(null), new Made(), { x: 1 }, new Date(0), new Date(1), new Date(NaN), /a/, /a/g, new Error('a'), new Error('b'),
  new TypeError('a'), new Set([1, 2]), new Set([2, 1]), new Set([{ a: 1 }, { a: 2 }]), new Set([{ a: 2 }, { a: 1 }]), new Set(['1']), new Map([[1, { a: 1 }]]),
  new Map([[{ k: 1 }, 'v']]), new Map([[{ k: 1 }, 'w']]), new Uint8Array([1, 2]), new Uint8Array([1, 3]), new Float32Array([0]), new Float32Array([-0]),
  new Uint8Array([1, 2]).buffer, Buffer.from([1, 2]), Object(1), Object('a'), Object('b'), Object(true), () => 1, { [own]: 1 }, { [own]: 2 }, holding(), [[1], [2]],
  { a: { b: [1, { c: new Date(3) }] } }, { a: { b: [1, { c: new Date(4) }] } }, Object.defineProperty({}, 'hidden', { value: 1 }), new DataView(new ArrayBuffer(2))
]
const differ = []
let same = 0
values().forEach((one, at) => values().forEach((other, to) => {
  const wanted = require('util').isDeepStrictEqual(one, other)
  if (wanted) same += 1
  if (window.isDeepStrictEqual(one, other) !== wanted) differ.push([at, to])
}))
console.log(JSON.stringify([differ, same > 50]))
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
def test_how_deep_values_are_the_same_is_told_as_node_does() -> None:
    script = resources.files("electron_migrate.plan.snippets").joinpath("page").joinpath("isDeepStrictEqual.ts").read_text("utf-8")
    program = f"globalThis.window = globalThis\n{script}\n{COMPARED}"
    done = subprocess.run(["node", "-"], input=program, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    assert json.loads(done.stdout) == [[], True]
