"""Objects that live in main: where a page may take them, what their handles have, and what keeps them from becoming handles."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

_HEAD = "const core = require('electron').remote.require('./core')\n"
_CORE = (
    "//- core.js\nclass Table { async count () {} close () {} }\nclass Db { table () { return new Table() } async load () {} stop () {} }\n"
    "exports.open = () => new Db()\nexports.current = () => new Db()\nexports.connect = async () => new Db()\n"
)


@pytest.mark.parametrize(
    ("script", "methods"),
    [
        ("const db = core.open()\ndb.stop()\n", {"stop"}),
        ("let db = null\nfunction f () { db = core.open() }\nfunction g () { if (db) db.stop(); db = null }\nf(); g()\n", {"stop"}),
        ("const db = cond ? core.open() : null\nif (db) db.stop()\n", {"stop"}),
        ("const all = {}\nfunction f (k) { all[k] = core.open(); delete all[k] }\nfunction g (k) { all[k].stop() }\nf(1); g(1)\n", {"stop"}),
        ("class A {\n  constructor () { this.base = core.open() }\n  f () { this.base.stop() }\n}\nnew A().f()\n", {"stop"}),
        ("function f (db) { db.stop() }\nf(core.open())\n", {"stop"}),
        ("async function f () { const db = await core.connect(); db.stop(); await db.load() }\nf()\n", {"stop", "load"}),
        ("core.connect().then((db) => { db.stop() })\n", {"stop"}),
        ("async function open () { return core.connect() }\nasync function f () { (await open()).stop() }\nf()\n", {"stop"}),
    ],
    ids=["a constant", "a variable", "a choice", "a list", "a field", "a parameter", "awaited", "then", "an async function"],
)  # fmt: skip
def test_a_live_object_is_followed_to_where_it_is_used(tmp_path: Path, script: str, methods: set[str]) -> None:
    migrated = migrate(tmp_path, _HEAD + script + _CORE)
    assert "remote" not in migrated.script
    handlers = migrated.files["ipc-handlers.js"]
    assert {name for name in ("stop", "load", "table", "count", "close") if f".{name}'," in handlers} == methods


@pytest.mark.parametrize(
    "script",
    [
        "const db = core.open()\ndb.stop()\nregister(db)\n",
        "const db = core.open()\ndb.stop()\nregister({ db })\n",
        "const db = core.open()\ndb.stop()\nif (db === other) act()\n",
        "const db = core.open()\ndb.stop()\nshow(db.name)\n",
        "const db = core.open()\ndb.name = 'x'\ndb.stop()\n",
        "const { stop } = core.open()\nstop()\n",
        "const db = core.open()\ndb.load(...names).then(show)\n",
        "const db = core.open()\ndb.load(() => act()).then(show)\n",
        "async function f () { const db = core.open(); show(await db.load()); show(db.load().length) }\nf()\n",
        "const db = core.open()\nconst later = db.load()\nkeep(later)\n",
        "export const db = core.open()\ndb.stop()\n",
        "const db = core.open()\ndb.stop?.()\n",
        "window.db = core.open()\nwindow.db.stop()\n",
    ],
    ids=[
        "passed on", "put into an object", "compared", "a member read", "a member written", "taken apart", "spread", "a function passed",
        "awaited and not", "neither", "exported", "optional", "on window",
    ],
)  # fmt: skip
def test_a_live_object_that_gets_out_of_sight_stays(tmp_path: Path, script: str) -> None:
    assert migrate(tmp_path, _HEAD + script + _CORE).script == _HEAD + script


def test_what_one_variable_holds_has_the_methods_of_all(tmp_path: Path) -> None:
    migrated = migrate(
        tmp_path, _HEAD + "let db = core.open()\nif (!db) db = core.current()\ndb.stop()\ncore.current().load().then(show)\n" + _CORE
    )
    preload = migrated.files["preload.js"]
    assert preload.count("stop: () =>") == preload.count("load: () =>") == 2


def test_a_kind_that_gives_its_own_kind_is_described_once(tmp_path: Path) -> None:
    migrated = migrate(
        tmp_path,
        _HEAD + "let node = core.root()\nnode = node.parent()\nnode.close()\n"
        "//- core.js\nclass Node { parent () { return this } close () {} }\nexports.root = () => new Node()\n",
    )
    preload = migrated.files["preload.js"]
    assert preload.count("close: () =>") == 1
    assert "parent: () => handles.parent(ask('core:parent.parent', id))" in preload


def test_only_modules_and_globals_of_the_app_are_kept(tmp_path: Path) -> None:
    script = "const fs = require('electron').remote.require('fs')\nconst s = fs.createReadStream('x')\ns.pause()\n"
    assert migrate(tmp_path, script).script == script
