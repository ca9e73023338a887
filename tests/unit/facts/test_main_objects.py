"""What main has under the names by which pages reach it, and what of it can cross."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_app import facts_of

from electron_migrate.facts.main_model import MainData, MainFunction, MainMember, MainMissing, MainUnknown, Nature
from electron_migrate.facts.main_objects import MainObjects

MAIN = "const { app, BrowserWindow } = require('electron')\n"

MODULE = """\
const helper = require('./helper')
const store = [{ id: 1 }]
let cached = null
class Session { run () {} }
exports.LIMIT = 3
exports.NAMES = ['a', 'b']
exports.title = `x ${store.length}`
exports.count = () => store.length
exports.load = async (id) => ({ id, name: 'x' })
exports.later = (id) => new Promise((resolve) => resolve(id))
exports.open = () => new Session()
exports.tools = () => ({ run: () => 1 })
exports.text = function (part) { return JSON.stringify(part) }
exports.guess = (x) => helper.work(x)
exports.cached = () => cached
exports.save = function (name, done) { setTimeout(() => done(null, name), 1) }
exports.each = function (list, done) { list.forEach((one) => done(one)) }
exports.many = (...all) => all.length
exports.nothing = () => { app.focus() }
exports.nested = { deep: { get: (key) => `${key}` } }
"""


def member(tmp_path: Path, by: str, name: str, *names: str, main: str = "") -> MainMember:
    text = (
        f"\n//- main.js\n{MAIN}{main}//- core.js\n{MODULE}//- helper.js\nexports.work = require('somewhere').work\n"
        "//- lib/one.js\nclass One { get () { return 1 } }\nmodule.exports = new One()\n"
    )
    facts = facts_of(tmp_path, text)
    return MainObjects(facts.origins, facts.files, facts.main).member(by, name, names)


@pytest.mark.parametrize(
    ("name", "promise", "nature"),
    [
        ("count", False, Nature.DATA),
        ("load", True, Nature.DATA),
        ("later", True, Nature.UNKNOWN),
        ("open", False, Nature.LIVE),
        ("tools", False, Nature.LIVE),
        ("text", False, Nature.DATA),
        ("guess", None, Nature.UNKNOWN),
        ("cached", False, Nature.UNKNOWN),
        ("nothing", False, Nature.NOTHING),
    ],
)
def test_answer_of_a_function(tmp_path: Path, name: str, promise: bool | None, nature: Nature) -> None:  # noqa: FBT001 - a row of the table
    found = member(tmp_path, "require", "./core", name)
    assert isinstance(found, MainFunction)
    assert (found.promise, found.answer.nature) == (promise, nature)


def test_parameters_and_callbacks(tmp_path: Path) -> None:
    save = member(tmp_path, "require", "./core", "save")
    assert isinstance(save, MainFunction)
    assert (save.parameters, save.callback) == (("name", "done"), 1)
    each = member(tmp_path, "require", "./core", "each")
    assert isinstance(each, MainFunction)
    assert each.callback is None, "what it is called with first is no error"
    many = member(tmp_path, "require", "./core", "many")
    assert isinstance(many, MainFunction)
    assert many.parameters is None


def test_constants_and_values(tmp_path: Path) -> None:
    limit = member(tmp_path, "require", "./core", "LIMIT")
    names = member(tmp_path, "require", "./core", "NAMES")
    title = member(tmp_path, "require", "./core", "title")
    assert isinstance(limit, MainData)
    assert (limit.constant, limit.primitive, limit.type) == (True, True, "number")
    assert isinstance(names, MainData)
    assert (names.constant, names.primitive) == (True, False)
    assert isinstance(title, MainData)
    assert (title.constant, title.primitive) == (False, True)


def test_what_is_not_there(tmp_path: Path) -> None:
    assert isinstance(member(tmp_path, "require", "./nowhere", "x"), MainMissing)
    assert isinstance(member(tmp_path, "require", "./core", "missing"), MainMissing)
    assert isinstance(member(tmp_path, "getGlobal", "missing"), MainMissing)
    assert isinstance(member(tmp_path, "require", "unheard-of", "x"), MainUnknown)


def test_members_of_members_and_of_instances(tmp_path: Path) -> None:
    assert isinstance(member(tmp_path, "require", "./core", "nested", "deep", "get"), MainFunction)
    assert isinstance(member(tmp_path, "require", "./lib/one", "get"), MainFunction)
    main = "class Store { get (key) { return 1 } }\nconst store = new Store()\nglobal.store = store\n"
    found = member(tmp_path, "getGlobal", "store", "get", main=main)
    assert isinstance(found, MainFunction)
    assert found.parameters == ("key",)
    whole = member(tmp_path, "getGlobal", "store", main=main)
    assert isinstance(whole, MainData)
    assert whole.answer.nature is Nature.LIVE
    assert "Store" in whole.answer.what


@pytest.mark.parametrize("given", ["global.x = 'a'", "globalThis.x = 'a'", "function f () { global['x'] = 'a' }\nf()"])
def test_every_spelling_of_a_global(tmp_path: Path, given: str) -> None:
    found = member(tmp_path, "getGlobal", "x", main=given + "\n")
    assert isinstance(found, MainData)
    assert found.answer.nature is Nature.DATA


def test_a_window_of_main_is_live(tmp_path: Path) -> None:
    found = member(tmp_path, "getGlobal", "win", main="let win = null\nwin = new BrowserWindow({})\nglobal.win = win\n")
    assert isinstance(found, MainData)
    assert found.answer.nature is Nature.LIVE


def test_packages_are_known_by_the_table(tmp_path: Path) -> None:
    main = "const nconf = require('nconf')\nglobal.conf = nconf\nglobal.log = require('winston')\n"
    get = member(tmp_path, "getGlobal", "conf", "get", main=main)
    assert isinstance(get, MainFunction)
    assert (get.promise, get.answer.nature, get.keyed) == (False, Nature.DATA, True)
    info = member(tmp_path, "getGlobal", "log", "info", main=main)
    assert isinstance(info, MainFunction)
    assert info.logs


def test_two_values_that_disagree_are_not_known(tmp_path: Path) -> None:
    found = member(tmp_path, "getGlobal", "x", main="if (app.isPackaged) global.x = { a: 1 }\nelse global.x = require('y')\n")
    assert isinstance(found, MainUnknown)
