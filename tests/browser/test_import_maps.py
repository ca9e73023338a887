"""What the plan makes of pages that load packages, in a real Chromium: the import map leads to the installed ES modules, and the page does what it did."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "unit" / "plan"))

from plan_app import migrate  # noqa: E402 - the small apps of the plan's tests

pytestmark = pytest.mark.slow
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")
_APP = """1
//- main.js
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true } })
  win.loadFile('pages/index.html')
})
//- pages/index.html
<!doctype html>
<p></p>
<script src="page.js"></script>
<script>require('./more.js')</script>
//- pages/page.js
const { sum, add: plus } = require('tally'), w = require('@scope/whole')
document.querySelector('p').textContent += `${sum()} ${plus(1, 1)} ${w('x')} `
//- pages/more.js
const t = require('tally')
const { show } = require('../lib/show.js')
show(t.sum(), t.one)
//- lib/show.js
const { one } = require('tally')
module.exports.show = (...all) => { document.querySelector('p').textContent += [...all, one].join(' ') }
//- node_modules/tally/package.json
{"name": "tally", "version": "1.0.0", "main": "tally.cjs", "module": "dist/tally.mjs"}
//- node_modules/tally/tally.cjs
Object.assign(exports, require('./all.cjs'))
//- node_modules/tally/dist/tally.mjs
import { add } from './add.js'
export { add }
export * from './more.js'
export function sum () { return add(1, 2) }
//- node_modules/tally/dist/add.js
export const add = (a, b) => a + b
//- node_modules/tally/dist/more.js
const a = 'one'
export { a as one }
//- node_modules/@scope/whole/package.json
{"name": "@scope/whole", "version": "2.0.0", "exports": {"require": "./w.cjs", "default": "./w.js"}}
//- node_modules/@scope/whole/w.cjs
module.exports = function f (x) { return `[${x}]` }
//- node_modules/@scope/whole/w.js
export default function f (x) { return `[${x}]` }
//- index.html
<p>
"""


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".js": "text/javascript"}  # noqa: RUF012 - as there

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The app of this file once it is migrated."""
    folder, after = tmp_path_factory.mktemp("before"), tmp_path_factory.mktemp("after")
    done = migrate(folder, _APP, electron="12.2.3")
    assert "isolate-w1" in done.steps, done.manual
    for path, text in done.files.items():
        (after / path).parent.mkdir(parents=True, exist_ok=True)
        (after / path).write_text(text, "utf-8")
    return after


@pytest.fixture
def address(app: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The app's folder as a file, and from a server."""
    if request.param == "file":
        yield app.as_uri()
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(app)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("address", ["file", "server"], indirect=True)
def test_the_page_imports_its_packages(address: str, chromium: str) -> None:
    # Electron gives pages from files what this flag gives them: modules from files
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*_FLAGS, "--allow-file-access-from-files"])
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{address}/pages/index.html")
        page.wait_for_load_state("load")
        shown = page.inner_text("p")
        browser.close()
    assert [one for one in said if "favicon" not in one and "404" not in one] == []
    assert shown == "3 2 [x] 3 one one"
