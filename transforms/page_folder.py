"""Read the folder of a page from the bridge instead of from `__dirname`.

## What it does
`path.join(__dirname, 'icons')` becomes `path.join(window.electronAPI.folders.app, 'icons')`. In a page `__dirname` is the folder of its HTML file, in
a file that it loads by `require` that file's own; main says where it is on the disk.

## Why
An isolated page has no `__dirname`.

## When it stays its hand
The script belongs to pages of several folders, or main is compiled or an ES module, so that its own place among the files is not known.

## Safety
Safe: the folder does not move while the app runs.
"""

from __future__ import annotations

from electron_migrate.api import (
    BridgeMember,
    Context,
    DropUnused,
    Example,
    Fix,
    Manual,
    MemberKind,
    Name,
    Safety,
    Site,
    Transform,
    page_folder,
)

TRANSFORM = Transform(
    id="page-folder",
    title="Read the page's folder from the bridge",
    rules=("node-global-in-page",),
    origins=("global.__dirname",),
    safety=Safety.SAFE,
)

EXAMPLES = (
    Example(
        "a file of the page",
        before="image.src = __dirname + '/icons/a.png'\n",
        after="image.src = window.electronAPI.folders.app + '/icons/a.png'\n",
    ),
    Example(
        "a page in a folder, with a script elsewhere",
        before="//- main.js\n"
        "const { app, BrowserWindow } = require('electron')\n"
        "app.whenReady().then(() => {\n"
        "  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })\n"
        "  win.loadFile('views/index.html')\n"
        "})\n"
        '//- views/index.html\n<script src="../scripts/show.js"></script>\n'
        "//- scripts/show.js\nshow(`${__dirname}/a.png`)\n",
        after="//- main.js\n"
        "const { app, BrowserWindow } = require('electron')\nconst path = require('path')\nrequire('./ipc-handlers')\n"
        "app.whenReady().then(() => {\n"
        "  const win = new BrowserWindow({ webPreferences: { nodeIntegration: false, contextIsolation: true, sandbox: true, "
        "preload: path.join(__dirname, 'preload.js') } })\n"
        "  win.loadFile('views/index.html')\n"
        "})\n"
        "//- scripts/show.js\nshow(`${window.electronAPI.folders.views}/a.png`)\n",
    ),
    Example(
        "a short property",
        before="start({ __dirname })\n",
        after="start({ __dirname: window.electronAPI.folders.app })\n",
    ),
    Example(
        "a parameter of that name",
        before="function start (__dirname) { show(__dirname) }\nstart('x')\n",
        after=None,
        why="it is not Node's",
    ),
    Example(
        "already read from the bridge",
        before="show(window.electronAPI.folders.app)\n",
        after=None,
        why="it is migrated",
    ),
    Example(
        "main as an ES module",
        before="//- main.mjs\n"
        "import { app, BrowserWindow } from 'electron'\n"
        "app.whenReady().then(() => {\n"
        "  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })\n"
        "  win.loadFile('index.html')\n"
        "})\n"
        '//- package.json\n{ "name": "x", "version": "1.0.0", "main": "main.mjs", "devDependencies": { "electron": "30.0.0" } }\n'
        "//- renderer.js\nshow(__dirname)\n",
        after=None,
        why="it has no __dirname of its own",
    ),
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    root = site.levels[0].value
    if not isinstance(root, Name):
        return Manual("It is reached by another name.", "Write __dirname itself.")
    found = page_folder(context, site.unit)
    if isinstance(found, Manual):
        return found
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    name, constant = found
    text = f"{context.bridge_at(site.unit, root.span)}.folders.{name}"
    return Fix(
        title="the page's folder from the bridge",
        safety=Safety.SAFE,
        topic="folders",
        edits={site.unit.path: (context.replacement(site.unit, root.span, text),)},
        needs=(
            *(
                BridgeMember(
                    preload, ("folders", name), MemberKind.CONSTANT, result="string", expression=f"constants['{constant.key}']", is_value=True
                )
                for preload in preloads
            ),
            constant,
            DropUnused(site.unit.path),
        ),
    )
