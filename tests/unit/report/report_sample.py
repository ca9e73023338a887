"""A small app by hand: two windows, one of them held, with what scan and plan would say about it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from electron_migrate.code.diff import unified_diff
from electron_migrate.code.source import Place, Source, Span
from electron_migrate.facts.model import (
    ERROR,
    NOTE,
    WARNING,
    Channel,
    ChannelUse,
    ElectronVersion,
    FileFact,
    Load,
    Preference,
    Problem,
    Process,
    Safety,
    Severity,
    Window,
)
from electron_migrate.findings.model import Finding, Rule
from electron_migrate.pipeline import PlanResult, ScanResult, WindowStatus
from electron_migrate.plan.model import FileState, Fix, Group, Stage, Step
from electron_migrate.plan.needs import (
    AttachPreload,
    BridgeMember,
    DropUnused,
    HandlerKind,
    HandlerParameter,
    MainConstant,
    MainHandler,
    MemberKind,
    Parameter,
    PlainExposure,
    SetPreference,
    TrustedPage,
)

MAIN = """const { app, BrowserWindow, ipcMain } = require('electron')

app.whenReady().then(() => {
  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })
  win.loadFile('index.html')
  const about = new BrowserWindow({ parent: win })
  about.loadFile('about.html')
})
ipcMain.on('save', (event, note) => store(note))
"""
RENDERER = """const { ipcRenderer, remote } = require('electron')
const name = '👋', win = remote.getCurrentWindow()
\twin.customData = { name }
ipcRenderer.send('save', name)
document.title = remote.app.getVersion()
"""
PRELOAD = b"const { contextBridge } = require('electron')\n"
SOURCES = {path: Source.of(path, text.encode()) for path, text in (("main.js", MAIN), ("renderer.js", RENDERER))}


def place(path: str, text: str) -> Place:
    """Where `text` first stands in a file of the sample."""
    start = SOURCES[path].data.index(text.encode())
    return Place(path, Span(start, start + len(text.encode())))


def finding(
    rule: str, path: str, text: str, message: str, *, severity: Severity = WARNING, safety: Safety | None, reason: str = ""
) -> Finding:
    where = place(path, text)
    start = SOURCES[path].position(where.span.start)
    return Finding(
        id=f"{rule}:{path}:{start.line}:{start.column}",
        rule=rule,
        severity=severity,
        process=Process.RENDERER if path == "renderer.js" else Process.MAIN,
        place=where,
        message=message,
        safety=safety,
        reason=reason,
        transform="ipc-send" if safety is Safety.SAFE else None,
        windows=("main",),
        fingerprint=f"{rule}:{text[:8]}",
    )


SEND = finding("renderer-ipc", "renderer.js", "ipcRenderer.send('save', name)", "ipcRenderer is used in a page", safety=Safety.SAFE)
VERSION = finding(
    "remote-use",
    "renderer.js",
    "remote.app.getVersion()",
    "remote is used in a page: every call blocks it and reaches all of the main process",
    safety=Safety.REVIEW,
    reason="the title is set a moment later",
)
WRITE = finding(
    "remote-object-write",
    "renderer.js",
    "win.customData = { name }",
    "a property of a remote object is written, which has no counterpart behind a bridge",
    severity=ERROR,
    safety=Safety.MANUAL,
    reason="Keep the value in the main process, in a map from webContents.id, and ask for it through a handler of your own.",
)
DEFAULT = finding(
    "window-default", "main.js", "new BrowserWindow({ parent: win })", "preferences are left to defaults", severity=NOTE, safety=None
)
FINDINGS = (DEFAULT, WRITE, SEND, VERSION)


def _window(id: str, text: str, page: str, preferences: dict[str, Preference], preload: str | None) -> Window:
    return Window(
        id=id,
        kind="BrowserWindow",
        place=place("main.js", text),
        process=Process.MAIN,
        preferences=preferences,
        preload=preload,
        preload_place=None,
        preload_known=True,
        loads=(Load(place("main.js", f"loadFile('{page}')"), page, None),),
        pages=(page,),
    )


MAIN_WINDOW = _window(
    "main",
    "new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })",
    "index.html",
    {
        "nodeIntegration": Preference(True, "written", place("main.js", "nodeIntegration: true")),
        "contextIsolation": Preference(False, "written", place("main.js", "contextIsolation: false")),
        "sandbox": Preference(None, "dynamic", None, "set by process.env.SANDBOX"),
    },
    "preload.js",
)
ABOUT_WINDOW = _window("about", "new BrowserWindow({ parent: win })", "about.html", {"nodeIntegration": Preference(False, "default")}, None)

SCAN = ScanResult(
    root=Path("/home/me/notes"),
    main="main.js",
    electron=ElectronVersion("^9.1.0", 9, 9, "package.json"),
    package_manager="npm",
    bundler=None,
    language="javascript",
    windows=(
        WindowStatus(MAIN_WINDOW, isolated=False, sandboxed=False, ready=False, blockers=(SEND.id, VERSION.id, WRITE.id)),
        WindowStatus(ABOUT_WINDOW, isolated=True, sandboxed=True, ready=True, blockers=()),
    ),
    files=(
        FileFact("main.js", Process.MAIN, "main of package.json"),
        FileFact("renderer.js", Process.RENDERER, "script of index.html"),
        FileFact("vendor.js", Process.UNKNOWN, "nothing loads it"),
    ),
    channels=(
        Channel(
            "save",
            dynamic=False,
            senders=(ChannelUse("send", Process.RENDERER, place("renderer.js", "ipcRenderer.send"), 1),),
            receivers=(ChannelUse("on", Process.MAIN, place("main.js", "ipcMain.on"), 1),),
        ),
    ),
    findings=FINDINGS,
    rules={
        "renderer-ipc": Rule("renderer-ipc", "ipcRenderer in a page", WARNING, "isolated"),
        "remote-use": Rule("remote-use", "remote in a page", WARNING, "isolated"),
        "remote-object-write": Rule("remote-object-write", "write to a remote object", ERROR, "isolated"),
        "window-default": Rule(
            "window-default", "preferences left to the defaults of this Electron version, which have changed over time", NOTE
        ),
    },
    problems=(Problem("vendor.js", None, "skipped: minified"),),
    sources=SOURCES,
    seconds=0.1234,
)
READY = replace(SCAN, windows=tuple(replace(status, ready=True, blockers=()) for status in SCAN.windows))
BROKEN = replace(SCAN, problems=(Problem("renderer.js", 3, "syntax error: unexpected token", fatal=True), *SCAN.problems))
CLEAN = replace(SCAN, windows=SCAN.windows[1:], findings=(), problems=())


def _step(number: int, group: Group, *states: FileState) -> Step:
    return Step(group, number, states, b"".join(unified_diff(state.path, state.before, state.after) for state in states))


_RENDERER = SOURCES["renderer.js"].raw
_RENDERER_SENDS = _RENDERER.replace(b"ipcRenderer.send('save', name)", b"electronAPI.save(name)")
_RENDERER_ASKS = _RENDERER_SENDS.replace(
    b"document.title = remote.app.getVersion()", b"document.title = await electronAPI.app.getVersion()"
)
BRIDGE = Group(
    "bridge:preload.js",
    Stage.BRIDGE,
    "Add window.electronAPI with save",
    Safety.SAFE,
    (
        Fix(
            "bridge",
            Safety.SAFE,
            findings=(SEND.id,),
            needs=(
                BridgeMember("preload.js", ("save",), MemberKind.SEND, "save", (Parameter("note", "string"),)),
                MainConstant("app.name", "app.name", ("app",)),
                MainHandler(
                    "app:getVersion",
                    HandlerKind.HANDLE,
                    (HandlerParameter("x", "string", keys=("a",)),),
                    "app.getVersion()",
                    todos=("why",),
                ),
                TrustedPage(file="index.html"),
                AttachPreload("main", "preload.js"),
                SetPreference("main", "contextIsolation", True),
                PlainExposure("preload.js"),
                DropUnused("renderer.js"),
            ),
        ),
    ),
)
SENDS = Group(
    "call-sites:save",
    Stage.CALL_SITES,
    "Send save through the bridge",
    Safety.SAFE,
    (Fix("send", Safety.SAFE, findings=(SEND.id,)),),
    depends_on=(BRIDGE.id,),
)
ASKS = Group(
    "call-sites:app",
    Stage.CALL_SITES,
    "Ask the version of the app through the bridge, in the only place of the page where it is used",
    Safety.REVIEW,
    (
        Fix(
            "ask",
            Safety.REVIEW,
            findings=(VERSION.id,),
            may_change="document.title is set after the first paint instead of before it",
        ),
    ),
    depends_on=(BRIDGE.id,),
)
ISOLATE = Group(
    "isolate:main",
    Stage.ISOLATE,
    "Isolate the window main",
    Safety.REVIEW,
    (),
    depends_on=(SENDS.id, ASKS.id),
    held=f"the window has a blocker that no fix takes away: {WRITE.id}",
)
STEPS = (
    _step(1, BRIDGE, FileState("preload.js", None, PRELOAD)),
    _step(2, SENDS, FileState("renderer.js", _RENDERER, _RENDERER_SENDS)),
    _step(3, ASKS, FileState("renderer.js", _RENDERER_SENDS, _RENDERER_ASKS)),
)
PLAN = PlanResult(
    scan=SCAN,
    level="review",
    steps=STEPS,
    held=(ISOLATE,),
    migration_patch=unified_diff("preload.js", None, PRELOAD) + unified_diff("renderer.js", _RENDERER, _RENDERER_ASKS),
    digests={"renderer.js": SOURCES["renderer.js"].digest},
    windows_after=SCAN.windows,
)
SAFE_PLAN = replace(
    PLAN,
    level="safe",
    steps=STEPS[:2],
    migration_patch=unified_diff("preload.js", None, PRELOAD) + unified_diff("renderer.js", _RENDERER, _RENDERER_SENDS),
)
