"""Streams and programs that main has for a page, run in Node: what is told to whom, and what becomes of them when the page goes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from test_render_bridge import entry, layout, rendered
from test_render_run import node

from electron_migrate.plan.needs import HandlerKind, HandlerParameter, MainHandler, TrustedPage

pytestmark = pytest.mark.node

ID, FILE = HandlerParameter("id"), HandlerParameter("file", "string")
NEEDS = (
    TrustedPage("index.html"),
    MainHandler("read", HandlerKind.HANDLE, (ID, FILE), "readFor(event.sender, 'told', id, file, { highWaterMark: 4 })", helpers=("readFor",)),
    MainHandler("write", HandlerKind.HANDLE, (ID, FILE), "writeFor(event.sender, 'told', id, file, {})", helpers=("writeFor",)),
    MainHandler("part", HandlerKind.HANDLE, (ID, HandlerParameter("data")), "writePart(event.sender, id, data, false)", helpers=("writePart",)),
    MainHandler(
        "parts", HandlerKind.ON, (ID, HandlerParameter("isHeard", "boolean"), HandlerParameter("targets", "number[]")),
        "readParts(event.sender, id, isHeard, targets)", helpers=("readParts",),
    ),
    MainHandler(
        "ask", HandlerKind.HANDLE, (ID, HandlerParameter("url"), HandlerParameter("options")), "fetchFor(event.sender, 'told', id, url, options)",
        helpers=("fetchFor",),
    ),
    MainHandler(
        "run", HandlerKind.HANDLE, (ID,), "followProgram(event.sender, 'told', id, child_process.spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']))",
        helpers=("followProgram",), builtins=("child_process",),
    ),
)  # fmt: skip
PAGE = """
require('./ipc-handlers.js')
const address = require('url').pathToFileURL(require('path').resolve('index.html')).href
let last = 0
function page () {
  const told = []
  const send = (_channel, id, event, ...values) => { told.push([id, event, ...values]) }
  return Object.assign(contents('index.html'), { id: last += 1, told, isDestroyed: () => false, send })
}
function leave (left) {
  left.emit('did-start-navigation', {}, address, false, true)
  left.emit('did-navigate', {}, address)
}
const until = async (is) => { while (!is()) await new Promise((resolve) => setTimeout(resolve, 5)) }
const rest = () => new Promise((resolve) => setTimeout(resolve, 60))
const asked = (sender, channel, ...args) => { ipcMain.emit(channel, { sender }, ...args) }
fs.writeFileSync('long.txt', 'abcdefghij')
"""


@pytest.fixture(scope="module", autouse=True)
def _node() -> None:
    if shutil.which("node") is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no node")


def _run(folder: Path, program: str) -> object:
    files = rendered({"main.js": entry()}, layout(), NEEDS)
    return node(folder, files, f"{PAGE}\n;(async () => {{ {program} }})()")


def test_one_part_is_sent_for_each_that_is_asked_for(tmp_path: Path) -> None:
    found = _run(
        tmp_path,
        """
        const one = page()
        await invoke('read', { sender: one }, 7, 'long.txt')
        const heard = () => one.told.filter(([, event]) => event === 'data')
        const parts = () => heard().map(([id, , part]) => [id, Buffer.from(part).toString(), part.byteOffset, part.buffer.byteLength])
        await rest()
        const before = parts().length
        asked(one, 'parts', 7, true, [])
        await until(() => parts().length === 1)
        await rest()
        const first = parts().length
        asked(one, 'parts', 7, true, [])
        await until(() => parts().length === 2)
        asked(one, 'parts', 7, true, [])
        await until(() => parts().length === 3)
        asked(one, 'parts', 7, true, [])
        await until(() => one.told.some(([, event]) => event === 'close'))
        finish([before, first, parts(), one.told.map(([, event]) => event).filter((event) => event !== 'data')])
        """,
    )
    assert found == [0, 1, [[7, "abcd", 0, 4], [7, "efgh", 0, 4], [7, "ij", 0, 2]], ["open", "ready", "end", "close"]]


def test_a_stream_flows_into_those_of_its_own_page_only_while_the_page_hears_it(tmp_path: Path) -> None:
    found = _run(
        tmp_path,
        """
        const one = page(), other = page()
        await invoke('read', { sender: one }, 1, 'long.txt')
        await invoke('write', { sender: one }, 2, 'copy.txt')
        await invoke('write', { sender: other }, 3, 'stolen.txt')
        one.send = ((send) => (...args) => { send(...args); if (args[2] === 'data') asked(one, 'parts', 1, true, []) })(one.send)
        asked(one, 'parts', 1, true, [2, 3])
        await until(() => one.told.some(([id, event]) => id === 2 && event === 'close'))
        await rest()
        const parts = one.told.filter(([, event]) => event === 'data').length
        finish([fs.readFileSync('copy.txt', 'utf8'), fs.readFileSync('stolen.txt', 'utf8'), other.told.length > 2, parts])
        """,
    )
    assert found == ["abcdefghij", "", False, 3]


def test_a_page_that_is_left_hears_nothing_more_and_what_it_sent_is_written(tmp_path: Path) -> None:
    found = _run(
        tmp_path,
        """
        const one = page()
        await invoke('read', { sender: one }, 1, 'long.txt')
        await invoke('write', { sender: one }, 2, 'log.txt')
        invoke('part', { sender: one }, 2, 'sent ')
        invoke('part', { sender: one }, 2, 'in time')
        leave(one)
        const told = one.told.length
        await until(() => fs.existsSync('log.txt') && fs.readFileSync('log.txt', 'utf8') === 'sent in time')
        await rest()
        finish([one.told.length - told, await invoke('part', { sender: one }, 2, 'late')])
        """,
    )
    assert found == [0, "EBADF: the file is not open any more"]


def test_a_program_ends_with_its_page(tmp_path: Path) -> None:
    found = _run(
        tmp_path,
        """
        const started = []
        const { spawn } = require('child_process')
        require('child_process').spawn = (...args) => { const made = spawn(...args); started.push(made); return made }
        const one = page()
        await invoke('run', { sender: one }, 1)
        leave(one)
        await until(() => started[0].signalCode)
        finish([started[0].signalCode, one.told])
        """,
    )
    assert found == ["SIGTERM", []]


def test_an_answer_is_told_by_its_head_and_then_by_its_parts(tmp_path: Path) -> None:
    found = _run(
        tmp_path,
        """
        const one = page()
        const server = require('http').createServer((request, response) => {
          response.setHeader('X-Seen', request.headers.asked)
          response.setHeader('Connection', 'close')
          response.end('é'.repeat(3))
        })
        await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve) })
        const url = `http://127.0.0.1:${server.address().port}/`
        await invoke('ask', { sender: one }, 5, url, { encoding: 'utf8', headers: { asked: 'yes' } })
        await until(() => one.told.some(([, event]) => event === 'response'))
        asked(one, 'parts', 5, true, [])
        await until(() => one.told.some(([, event]) => event === 'data'))
        asked(one, 'parts', 5, true, [])
        await until(() => one.told.some(([, event]) => event === 'close'))
        await new Promise((resolve) => { server.close(resolve) })
        await invoke('ask', { sender: one }, 6, url, {})
        await until(() => one.told.some(([id, event]) => id === 6 && event === 'close'))
        const head = one.told.find(([, event]) => event === 'response')[2]
        finish([head.statusCode, head.headers['x-seen'], one.told.map(([id, event, value, code]) => [id, event, event === 'data' ? value : code]).slice(1)])
        """,
    )
    assert found == [200, "yes", [[5, "data", "ééé"], [5, "end", None], [5, "close", None], [6, "request error", "ECONNREFUSED"], [6, "close", None]]]
