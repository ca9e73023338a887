"""A plan.json that a person edits: what comes of it, and what is said where it is wrong. Over a real app and the real pipeline."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli_fakes import Run

FILES = {
    "package.json": '{ "name": "edited", "main": "main.js", "devDependencies": { "electron": "9.4.1" } }\n',
    "main.js": (
        "const { app, BrowserWindow, ipcMain } = require('electron')\n"
        "require('./shared')\n"
        "app.whenReady().then(() => {\n"
        "  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false, enableRemoteModule: true } })\n"
        "  win.loadFile('index.html')\n"
        "})\n"
        "ipcMain.on('save', (event, note) => console.log(note))\n"
        "ipcMain.on('tick', () => console.log('tick'))\n"
    ),
    "index.html": '<!doctype html>\n<script src="page.js"></script>\n',
    "page.js": (
        "const { ipcRenderer, remote } = require('electron')\n"
        "\n"
        "ipcRenderer.send('save', 1)\n"
        "ipcRenderer.send('tick')\n"
        "document.body.onclick = () => {\n"
        "  document.title = remote.getCurrentWindow().isMaximized() ? 'big' : 'small'\n"
        "}\n"
        "const place = remote.getCurrentWindow().isVisible()\n"
        "show(place)\n"
    ),
    "shared.js": "module.exports = { twice: (number) => number * 2 }\n",
    "lone.js": "const { ipcRenderer } = require('electron')\nexports.save = () => ipcRenderer.send('save', 2)\n",
}
ASKED = "remote-use:page.js:6:20"
IN_PLACE = "remote-use:page.js:8:15"
WINDOW = "window-not-sandboxed:main.js:4:15"

Edit = Callable[[dict[str, Any]], object]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "edited"
    root.mkdir()
    for path, text in FILES.items():
        (root / path).write_text(text, "utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return root


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one plan of the app; tests copy it."""
    from click.testing import CliRunner

    from electron_migrate.cli import main

    folder = tmp_path_factory.mktemp("planned")
    for path, text in FILES.items():
        (folder / path).write_text(text, "utf-8")
    result = CliRunner().invoke(main, ["plan", str(folder), "-o", str(folder / "out"), "-q"])
    assert result.exit_code == 0, result.output
    return folder / "out"


@pytest.fixture
def plan_file(app: Path, planned: Path) -> Path:
    shutil.copytree(planned, app.parent / "out")
    return app.parent / "out" / "plan.json"


def edit(plan_file: Path, change: Edit) -> None:
    document = json.loads(plan_file.read_bytes())
    change(document)
    plan_file.write_text(json.dumps(document, indent=2))


def group_of(document: dict[str, Any], id: str) -> dict[str, Any]:
    return next(group for group in document["groups"] if group["id"] == id)


def replan(run: Run, plan_file: Path) -> dict[str, Any]:
    result = run("plan", "--plan", str(plan_file), "-o", str(plan_file.parent), "-q")
    assert result.exit_code == 0, result.output
    loaded: dict[str, Any] = json.loads(plan_file.read_bytes())
    return loaded


def apply(run: Run, plan_file: Path) -> None:
    result = run("apply", "--plan", str(plan_file), "-q")
    assert result.exit_code in (0, 1), result.output


def test_the_plan_lists_what_can_be_chosen(plan_file: Path) -> None:
    choices = json.loads(plan_file.read_bytes())["choices"]
    assert choices == {
        "names": {name: name for name in ("save", "tick", "window.isMaximized", "window.isVisibleSync")},
        "strategies": {ASKED: "auto: async", IN_PLACE: "auto: sync-bridge"},
        "processes": {},
    }


def test_a_plan_that_nobody_edited_comes_out_the_same(run: Run, plan_file: Path) -> None:
    def stable(document: dict[str, Any]) -> dict[str, Any]:
        return {**document, "app": None, "summary": {**document["summary"], "seconds": 0}}

    before = json.loads(plan_file.read_bytes())
    assert stable(replan(run, plan_file)) == stable(before)


def test_methods_and_groups_of_methods_are_renamed_everywhere(app: Path, run: Run, plan_file: Path) -> None:
    edit(plan_file, lambda document: document["choices"]["names"].update({"window": "frame", "save": "notes.store"}))
    replan(run, plan_file)
    apply(run, plan_file)
    assert "window.electronAPI.notes.store(1)" in (app / "page.js").read_text()
    assert "await window.electronAPI.frame.isMaximized()" in (app / "page.js").read_text()
    preload = (app / "preload.js").read_text()
    assert "frame: {" in preload
    assert "store: (" in preload
    assert "ipcRenderer.send('save'" in preload
    assert run("check").exit_code == run("scan").exit_code == 1  # the rest is still there; no end is open
    assert "store" in (app / "electron-api.d.ts").read_text()


def test_a_site_can_be_asked_in_place_or_left_to_a_person(app: Path, run: Run, plan_file: Path) -> None:
    edit(plan_file, lambda document: document["choices"]["strategies"].update({ASKED: "sync-bridge", IN_PLACE: "manual"}))
    document = replan(run, plan_file)
    assert document["choices"]["strategies"] == {ASKED: "sync-bridge", IN_PLACE: "manual"}
    left = next(finding for finding in document["findings"] if finding["id"] == IN_PLACE)
    assert (left["safety"], left["reason"][:35]) == ("manual", "The plan leaves it to a person. Cha")
    assert group_of(document, "isolate-w1")["held"].startswith("1 finding in the way")
    apply(run, plan_file)
    page = (app / "page.js").read_text()
    assert "document.title = window.electronAPI.window.isMaximizedSync() ? " in page
    assert "const place = remote.getCurrentWindow().isVisible()" in page


def test_groups_come_in_the_order_of_the_file(app: Path, run: Run, plan_file: Path) -> None:
    untouched = (plan_file.parent / "migration.patch").read_bytes()

    def swap(document: dict[str, Any]) -> None:
        groups = document["groups"]
        groups[0], groups[1] = groups[1], groups[0]

    before = [group["id"] for group in json.loads(plan_file.read_bytes())["groups"]]
    edit(plan_file, swap)
    document = replan(run, plan_file)
    assert [group["id"] for group in document["groups"]] == [before[1], before[0], *before[2:]]
    assert [group["number"] for group in document["groups"]][:3] == [1, 2, 3]
    assert (plan_file.parent / "migration.patch").read_bytes() == untouched
    apply(run, plan_file)


def test_a_file_can_be_pinned_to_a_process(app: Path, run: Run, plan_file: Path) -> None:
    """Nothing that was found loads `lone.js`: where a person says that pages do, it gets its bridge."""
    before = json.loads(plan_file.read_bytes())
    assert not [finding for finding in before["findings"] if finding["path"] == "lone.js" and finding["safety"] == "safe"]
    edit(plan_file, lambda document: document["choices"]["processes"].update({"lone.js": "renderer"}))
    document = replan(run, plan_file)
    file = next(file for file in document["files"] if file["path"] == "lone.js")
    assert (file["process"], file["why"], file["windows"]) == ("renderer", "pinned by a person", ["w1"])
    apply(run, plan_file)
    assert "window.electronAPI.save(2)" in (app / "lone.js").read_text()


def test_what_was_skipped_stays_so_and_can_be_taken_in_again(app: Path, run: Run, plan_file: Path) -> None:
    edit(plan_file, lambda document: group_of(document, "call-sites-channel-save").update(skip=True))
    document = replan(run, plan_file)
    skipped = group_of(document, "call-sites-channel-save")
    assert (skipped["skip"], skipped["patchDigest"], skipped["held"]) == (True, None, "It is marked to be skipped.")
    edit(plan_file, lambda document: group_of(document, "call-sites-channel-save").update(skip=False))
    refused = run("apply", "--plan", str(plan_file))
    assert refused.stderr.startswith("error[EM125]: ")
    assert group_of(replan(run, plan_file), "call-sites-channel-save")["number"] > 0


def test_an_edited_plan_is_not_applied_before_its_patches_were_made(app: Path, run: Run, plan_file: Path) -> None:
    edit(plan_file, lambda document: document["choices"]["names"].update(save="store"))
    refused = run("apply", "--plan", str(plan_file))
    assert refused.exit_code == 2
    assert refused.stderr.splitlines() == [
        f"error[EM125]: {plan_file} was edited since its patches were made",
        f"help: See what comes of it, and have the patches made: electron-migrate plan --plan {plan_file} -o {plan_file.parent}",
    ]
    assert {path: (app / path).read_text() for path in FILES} == FILES


def put(*keys: str | int, value: object) -> Edit:
    def change(document: dict[str, Any]) -> None:
        inner: Any = document
        for key in keys[:-1]:
            inner = inner[key]
        inner[keys[-1]] = value

    return change


def move(id: str, before: str) -> Edit:
    def change(document: dict[str, Any]) -> None:
        group = group_of(document, id)
        document["groups"].remove(group)
        document["groups"].insert(document["groups"].index(group_of(document, before)), group)

    return change


WRONG: dict[str, tuple[Edit, str, str]] = {
    "a skip that is text": (
        lambda document: group_of(document, "isolate-w1").update(skip="yes"),
        'groups[N].skip: expected true or false, found "yes"',
        '"yes"',
    ),
    "a misspelt field": (
        lambda document: group_of(document, "isolate-w1").update(skp=True),
        "groups[N].skp: there is no such field; did you mean skip?",
        '"skp"',
    ),
    "a group before what it depends on": (
        move("sandbox-w1", "isolate-w1"),
        "groups[6]: sandbox-w1 stands before isolate-w1, which it depends on",
        "{",
    ),
    "a group outside of its stage": (
        move("bridge-channel-save", "isolate-w1"),
        "groups[5]: bridge-channel-save of stage bridge stands after call-sites-window-review of stage call-sites; groups move within their stage",
        "{",
    ),
    "a group that is deleted": (
        lambda document: document["groups"].pop(1),
        "groups: the group with number 2 is missing",
        "[",
    ),
    "a group that is there twice": (
        lambda document: document["groups"].append(document["groups"][0]),
        "groups[N].id: bridge-channel-save is groups[0] already",
        '"bridge-channel-save"',
    ),
    "a strategy that there is not": (
        put("choices", "strategies", ASKED, value="asinc"),
        f'choices.strategies["{ASKED}"]: expected "async", "sync-bridge" or "manual", found "asinc" (did you mean "async"?)',
        '"asinc"',
    ),
    "a strategy that the site cannot have": (
        put("choices", "strategies", IN_PLACE, value="async"),
        f'choices.strategies["{IN_PLACE}"]: it cannot be async: The page blocks until main answers, as it did with remote '
        "(it runs at the top level of a script)",
        '"async"',
    ),
    "a strategy behind auto": (
        put("choices", "strategies", ASKED, value="auto: sync-bridge"),
        f'choices.strategies["{ASKED}"]: the tool chose async; to choose yourself, write "sync-bridge"',
        '"auto: sync-bridge"',
    ),
    "a strategy for a finding that is not there": (
        put("choices", "strategies", "remote-use:page.js:99:1", value="async"),
        'choices.strategies["remote-use:page.js:99:1"]: the app has no finding with this id or fingerprint',
        '"async"',
    ),
    "a strategy for what is no use of anything": (
        put("choices", "strategies", WINDOW, value="manual"),
        f'choices.strategies["{WINDOW}"]: nothing can be chosen for it: leave its group out by its skip',
        '"manual"',
    ),
    "a name that is none": (
        put("choices", "names", "save", value="save-note"),
        'choices.names.save: expected JavaScript names joined by dots, four at most, found "save-note"',
        '"save-note"',
    ),
    "a name that another method has": (
        put("choices", "names", "save", value="tick"),
        "choices.names.save: two methods would be called tick",
        '"tick"',
    ),
    "a method that is a group too": (
        put("choices", "names", "save", value="window"),
        "choices.names.save: window would be a method and a group of methods",
        '"window"',
    ),
    "a name for a method that there is not": (
        put("choices", "names", "dialog.open", value="open"),
        'choices.names["dialog.open"]: the plan has no method or group of methods with this name',
        '"open"',
    ),
    "a process that there is not": (
        put("choices", "processes", "shared.js", value="Main"),
        'choices.processes["shared.js"]: expected "main", "preload", "renderer" or "worker", found "Main" (did you mean "main"?)',
        '"Main"',
    ),
    "a file that is not there": (
        put("choices", "processes", "src/shared.js", value="main"),
        'choices.processes["src/shared.js"]: the app has no script with this path',
        '"src/shared.js"',
    ),
    "a path out of the app": (
        put("choices", "processes", "../shared.js", value="main"),
        'choices.processes["../shared.js"]: expected the path of a file, from the app\'s folder, with /',
        '"../shared.js"',
    ),
    "a page that is pinned": (
        put("choices", "processes", "index.html", value="main"),
        'choices.processes["index.html"]: a page always runs in a renderer',
        '"index.html"',
    ),
    "a name that is edited where the group wants it": (
        lambda document: group_of(document, "bridge-channel-save")["needs"][0].update(path=["store"]),
        'groups[0].needs[0].path[0]: it cannot be edited; expected "save"',
        '"store"',
    ),
    "a title": (
        lambda document: document["groups"][0].update(title="Mine"),
        'groups[0].title: it cannot be edited; expected "Bridge methods and handlers: channel save"',
        '"Mine"',
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_edit_is_refused_where_it_stands(name: str, app: Path, run: Run, plan_file: Path) -> None:
    change, message, at = WRONG[name]
    edit(plan_file, change)
    text = plan_file.read_text()
    result = run("plan", "--plan", str(plan_file), "-o", str(plan_file.parent))
    assert result.exit_code == 2
    found = re.match(r"error\[EM106\]: (.*?):(\d+):(\d+): (.*)", result.stderr)
    assert found is not None, result.stderr
    assert re.sub(r"groups\[\d+\](?=\.(?:skip|skp|id))", "groups[N]", found[4]) == message
    line = text.splitlines()[int(found[2]) - 1]
    assert line[int(found[3]) - 1 :].startswith(at)
    excerpt, mark = result.stderr.splitlines()[1:3]
    assert excerpt[mark.index("^") :].startswith(at)
    assert plan_file.read_text() == text, "what the person wrote stays"
    applied = run("apply", "--plan", str(plan_file))
    assert applied.exit_code == 2
    assert {path: (app / path).read_text() for path in FILES} == FILES


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"skip": false,', '"skip": fals,', "not JSON: expecting value"),
        ('"skip": false,', '"skip": false', "not JSON: expecting ',' delimiter"),
        ('"skip": false,', '"skip": false, "skip": true,', 'not JSON: "skip" is there twice'),
    ],
)
def test_what_is_no_json_says_where(run: Run, plan_file: Path, old: str, new: str, message: str) -> None:
    text = plan_file.read_text().replace(old, new, 1)
    plan_file.write_text(text)
    result = run("apply", "--plan", str(plan_file))
    line = text[: text.index(new)].count("\n") + 1
    found = re.match(r"error\[EM106\]: .*?:(\d+):(\d+): (.*)", result.stderr)
    assert found is not None, result.stderr
    assert found[3] == message
    assert line <= int(found[1]) <= line + 1


def test_a_new_plan_that_cannot_be_written_leaves_the_edited_one(run: Run, plan_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(plan_file, lambda document: document["choices"]["names"].update(save="store"))
    text = plan_file.read_text()
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "report.html":
            raise OSError(28, "No space left on device", str(path))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    result = run("plan", "--plan", str(plan_file), "-o", str(plan_file.parent))
    assert (result.exit_code, result.stderr[:13]) == (2, "error[EM110]:")
    assert plan_file.read_text() == text
    monkeypatch.undo()


@pytest.mark.parametrize("arguments", [["--level", "safe"], ["--electron", "9"], ["--window", "w1"]])
def test_options_beside_it_are_refused(run: Run, app: Path, plan_file: Path, arguments: list[str]) -> None:
    result = run("plan", "--plan", str(plan_file), *arguments)
    assert result.exit_code == 2
    assert f"{arguments[0]} cannot be given with --plan" in result.stderr
