"""Let main make a window that a page makes with `remote`, and give the page a handle on it.

## What it does
`const win = new remote.BrowserWindow({ width: 400 })` and `win.loadURL(…)` become `const win = window.electronAPI.windows.openAbout()`: main
makes the window with the options of this place and loads its page, isolated and sandboxed. What the page calls on `win` are methods of
the handle (`win.show()` stays as it is), `win.on('close', f)` becomes `win.onClose(f)`. Numbers, booleans and texts among the options that
are not fixed are passed and checked. A page that uses Node in ways that the tool cannot rewrite keeps it: main makes its window with the web
preferences that are written here. Main knows the window by a number, and lets only the page that opened it use it.

## Why
A page that can make windows can make one with Node.

## When it stays its hand
The window is handed on, or has no variable of its own; its page is not known, uses Node or Electron in ways that can be rewritten, or is loaded
elsewhere than the window is made; a member that is used is not in the table, or its listener is taken off; an option is neither fixed nor of a plain type.

## Safety
Review: main makes the window once it gets the request, and a call on a window that is closed already no longer throws.
"""

from __future__ import annotations

import re

from electron_migrate.api import (
    BridgeMember,
    Call,
    Context,
    DropUnused,
    Edit,
    Example,
    Fix,
    Handle,
    HandleKind,
    HandleMethod,
    HandlerKind,
    HandlerParameter,
    MainHandler,
    Manual,
    MemberKind,
    Need,
    Opened,
    OpenedOptions,
    Safety,
    Site,
    Span,
    Transform,
    fixed_text,
    handle_object,
    made_at,
    opened_options,
    quoted_text,
    remove_statement,
    url_origin,
    with_edits,
)

TRANSFORM = Transform(
    id="opened-window",
    title="Make a window in main instead of in a page",
    rules=("remote-use",),
    origins=("remote.BrowserWindow",),
    safety=Safety.REVIEW,
)

_REMOTE = "const { BrowserWindow } = require('electron').remote\n"
_ABOUT = "//- about.html\n<h1>About</h1>\n"

EXAMPLES = (
    Example(
        "a window with fixed options and a page of the app",
        before="const { BrowserWindow } = require('electron').remote\nabout.addEventListener('click', () => {\n"
        "  let win = new BrowserWindow({ width: 400, height: 320 })\n  win.on('close', () => { win = null })\n"
        "  win.loadFile('about.html')\n  win.show()\n})\n//- about.html\n<h1>About</h1>\n",
        after="about.addEventListener('click', () => {\n  let win = window.electronAPI.windows.openAbout()\n"
        "  win.onClose(() => { win = null })\n  win.show()\n})\n",
    ),
    Example(
        "the path to its page goes with it",
        before="const { BrowserWindow } = require('electron').remote\nconst path = require('path')\n\nfunction open () {\n"
        "  const page = path.join('file://', __dirname, 'about.html')\n  const win = new BrowserWindow({ show: false })\n"
        "  win.loadURL(page)\n  win.once('ready-to-show', () => win.show())\n}\nopen()\n" + _ABOUT,
        after="function open () {\n  const win = window.electronAPI.windows.openAbout()\n"
        "  win.onceReadyToShow(() => { win.show() })\n}\nopen()\n",
    ),
    Example(
        "a size that the page works out, and an answer that is awaited",
        before=_REMOTE + "async function open (size) {\n  const win = new BrowserWindow({ width: size.width, title: 'About', modal: true })\n"
        "  win.loadFile('about.html')\n  show((await win.getSize())[0])\n}\nopen({ width: 200 })\n" + _ABOUT,
        after="async function open (size) {\n  const win = window.electronAPI.windows.openAbout(size.width)\n"
        "  show((await win.getSize())[0])\n}\nopen({ width: 200 })\n",
    ),
    Example(
        "a child of the page's window, with its developer tools",
        before="const { remote } = require('electron')\nconst win = new remote.BrowserWindow({ parent: remote.getCurrentWindow(), modal: true })\n"
        "win.loadFile('about.html')\nwin.setMenu(null)\nwin.webContents.openDevTools()\n" + _ABOUT,
        after="const win = window.electronAPI.windows.openAbout()\nwin.removeMenu()\nwin.webContents.openDevTools()\n",
    ),
    Example(
        "a page from the web",
        before=_REMOTE + "const help = new BrowserWindow({ width: 800 })\nhelp.loadURL('https://example.org/help')\n",
        after="const help = window.electronAPI.windows.openWindow()\n",
    ),
    Example(
        "the page works out the rest of a URL",
        before=_REMOTE + "const login = new BrowserWindow({ width: 800 })\nlogin.loadURL('https://example.org/login?id=' + id)\n",
        after="const login = window.electronAPI.windows.openWindow()\nlogin.loadURL('https://example.org/login?id=' + id)\n",
    ),
    Example(
        "the page works out more of a URL, piece by piece",
        before=_REMOTE + "const login = new BrowserWindow({ width: 800 })\nconst base = 'https://example.org/login?'\n"
        "const url = base + 'id=' + id + '&scope=' + scope\nlogin.loadURL(url)\n",
        after="const login = window.electronAPI.windows.openWindow()\nconst base = 'https://example.org/login?'\n"
        "const url = base + 'id=' + id + '&scope=' + scope\nlogin.loadURL(url)\n",
    ),
    Example(
        "a page that uses Electron itself",
        before=_REMOTE + "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true } })\nwin.loadFile('about.html')\n"
        "//- about.html\n<script>require('electron').ipcRenderer.send('ready')</script>\n",
        after=None,
        why="it would open without what it needs",
    ),
    Example(
        "a page that uses Node in a way that nothing rewrites keeps it",
        before=_REMOTE + "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true } })\nwin.loadFile('about.html')\n"
        "//- about.html\n<a href=\"javascript:show(process.versions.node)\">Which Node?</a>\n",
        after="const win = window.electronAPI.windows.openAbout()\n",
    ),
    Example(
        "the window is handed on",
        before=_REMOTE + "const win = new BrowserWindow({ width: 100 })\nwin.loadFile('about.html')\nregister(win)\n" + _ABOUT,
        after=None,
        why="what is done with it is not seen",
    ),
    Example(
        "an option that is not plain",
        before=_REMOTE + "const win = new BrowserWindow({ icon: chooseIcon() })\nwin.loadFile('about.html')\n" + _ABOUT,
        after=None,
        why="the page must not choose files",
    ),
    Example(
        "options that are spread",
        before=_REMOTE + "const win = new BrowserWindow({ ...defaults })\nwin.loadFile('about.html')\n" + _ABOUT,
        after=None,
        why="web preferences could be among them",
    ),
    Example(
        "a page that is not known",
        before=_REMOTE + "const win = new BrowserWindow({ width: 100 })\nwin.loadURL(url)\n",
        after=None,
        why="main must know what it opens",
    ),
    Example(
        "a member that only main may use",
        before=_REMOTE + "const win = new BrowserWindow({ width: 100 })\nwin.loadFile('about.html')\nwin.webContents.executeJavaScript(code)\n" + _ABOUT,
        after=None,
        why="a page must not run code elsewhere",
    ),
    Example(
        "a window made by something else of that name",
        before="const win = new BrowserWindow({ width: 100 })\nwin.loadFile('about.html')\n" + _ABOUT,
        after=None,
        why="it is nothing of Electron's",
    ),
    Example(
        "already migrated",
        before="const win = window.electronAPI.windows.openAbout()\nwin.onClose(() => { done() })\n",
        after=None,
        why="there is nothing to do",
    ),
)

_KIND = HandleKind("windows", "openedBy(event, id)", ("openedBy",), told=True)
_ID = HandlerParameter("id")
_MAY_CHANGE = (
    "Main makes the window once it gets the request, {kept}. A call on the window after it is closed is dropped with a warning in "
    "main instead of throwing in the page."
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    key = made_at(context, site)
    opened = context.opened_windows.get(key) if key is not None else None
    if opened is None:
        manual = context.table.find_manual(site.last.origin, site.last.use)
        return Manual(manual.reason, manual.hint)
    preloads = context.bridge_of(opened.unit)
    if isinstance(preloads, Manual):
        return preloads
    if opened.refused is not None:
        return opened.refused
    return _Window(context, opened, preloads).rewrite(site)


class _Window:
    """One window that a page makes."""

    def __init__(self, context: Context, opened: Opened, preloads: tuple[str, ...]) -> None:
        self.context, self.opened, self.preloads = context, opened, preloads
        self.unit = opened.unit
        self.origins = context.facts.origins
        self.channel = context.free_channel(f"windows:{opened.name}")
        self.handle = Handle(context, self.unit, _KIND, opened.uses, depth=1)
        kept = f"and with Node, which its page needs ({opened.keeps_node})" if opened.keeps_node else "isolated and sandboxed"
        self._may_change = _MAY_CHANGE.format(kept=kept)

    def rewrite(self, site: Site) -> Fix | Manual:
        methods: dict[Span, HandleMethod] = {}
        for use in self.opened.uses:
            method = self._method(use)
            if isinstance(method, Manual):
                if use.span == site.span:
                    return method
                line = self.context.facts.sources[self.unit.path].position(use.span.start).line
                return Manual(f"The window is used in a way that has no counterpart (line {line}). {method.reason}", method.hint)
            methods[use.span] = method
        options = opened_options(self.context, self.opened)
        if isinstance(options, Manual):
            return options
        if site.span not in methods:
            return self._opener(options, list(methods.values()))
        method = methods[site.span]
        return with_edits(self._fix(f"{site.name} through the handle", method.edits, (), method.may_change), method.later)

    def _method(self, use: Site) -> HandleMethod | Manual:
        call, path = use.last.value, use.last.origin[1:]
        if isinstance(call, Call) and path in (("loadURL",), ("loadFile",)):
            return self._load(use, call)
        if isinstance(call, Call) and path == ("isDestroyed",):
            return self.handle.asked(call, path, "boolean", "isClosed(event, id)", helpers=("isClosed",))
        return self.handle.method(use)

    def _fix(self, title: str, edits: tuple[Edit, ...], needs: tuple[Need, ...], may_change: str) -> Fix:
        return Fix(
            title=title,
            safety=Safety.REVIEW,
            topic=f"window {self.opened.name}",
            edits={self.unit.path: edits},
            needs=(*needs, DropUnused(self.unit.path)),
            may_change=may_change or self._may_change,
        )

    def _opener(self, options: OpenedOptions, methods: list[HandleMethod]) -> Fix:
        bridge = self.context.bridge_at(self.unit, self.opened.new.span)
        call = f"{bridge}.windows.{self.opened.name}({', '.join(options.arguments)})"
        edits = (self.context.replacement(self.unit, self.opened.new.span, call),)
        code, type_ = handle_object(methods)
        passed = "".join(f", {parameter.name}" for parameter in options.parameters)
        given = "(id: number)" if re.search(r"\bid\b", code) else "()"
        needs: list[Need] = [
            BridgeMember(
                preload,
                ("windows", self.opened.name),
                MemberKind.LOCAL,
                parameters=options.parameters,
                result=type_,
                types=tuple(sorted({name for method in methods for name in method.types})),
                expression=f"openWindow('{self.channel}', {given} => ({code}){passed})",
                imports=("ipcRenderer",) if "ipcRenderer" in code else (),
                helpers=tuple(sorted({"openWindow", *(method.helper for method in methods if method.helper)})),
            )
            for preload in self.preloads
        ]
        statements = [f"// {self.opened.window.pages[0]} uses Node itself, and keeps it"] if self.opened.keeps_node else []
        statements += [f"const win = new BrowserWindow({options.text})"]
        statements += dict.fromkeys(method.statement for method in methods if method.statement)
        last = "keepOpened(event, id, win)"
        loaded = self._loaded()
        if loaded:
            statements.append(last)
            last = loaded
        told = ("tellOpener",) if any(method.statement for method in methods) else ()
        needs.append(
            MainHandler(
                self.channel,
                HandlerKind.ON,
                (_ID, *options.checks),
                last,
                imports=("BrowserWindow",),
                helpers=tuple(sorted({"keepOpened", *told, *options.helpers})),
                statements=tuple(statements),
            )
        )
        needs.extend(method.handler for method in methods if method.handler is not None)
        return self._fix(f"let main make the window of {self.opened.name}", edits, tuple(needs), self._may_change)

    # ---- its page

    def _loaded(self) -> str:
        """What main loads at once; empty where the page says the rest of the URL."""
        [load] = self.opened.window.model.loads
        if load.page is not None:
            return f"win.loadFile({quoted_text(load.page)})"
        url = self._url()
        return f"win.loadURL({quoted_text(url)}{self._load_options()})" if url is not None else ""

    def _url(self) -> str | None:
        """The whole URL where the page always loads the same."""
        call = self.opened.load
        return self.origins.text(self.unit, call.arguments[0]) if call is not None and call.arguments else None

    def _load_options(self) -> str | None:
        """The second argument of the load, with its comma; None where it is not fixed."""
        call = self.opened.load
        if call is None or len(call.arguments) < 2:
            return ""
        text = fixed_text(self.context, self.unit, call.arguments[1])
        return f", {text}" if text is not None and len(call.arguments) == 2 else None

    def _load(self, use: Site, call: Call) -> HandleMethod | Manual:
        if self._load_options() is None:
            return Manual("How the page is loaded is not fixed here.", "Write the options of loadURL as one object of plain values.")
        [load] = self.opened.window.model.loads
        if load.page is not None or self._url() is not None:
            statement = self.context.node(self.unit, use.span).parent
            assert statement is not None
            return HandleMethod((), "", "", remove_statement(self.context.parsed(self.unit), statement))
        origin = url_origin(self.origins, self.unit, call.arguments[0])
        if origin is None:
            return Manual("The page of the window is not known.", "Make the window in main, with the page or the origin fixed there.")
        channel = f"{self.channel}.loadURL"
        checked = HandlerParameter("url", "string", guard="string", origins=(origin,))
        handler = MainHandler(
            channel, HandlerKind.ON, (_ID, checked), f"openedBy(event, id).loadURL(url{self._load_options()})", helpers=("openedBy",)
        )
        edits = (Edit.delete(call.arguments[0].span.end, call.arguments_span.end - 1),) if len(call.arguments) > 1 else ()
        code = f"(url: string) => {{ ipcRenderer.send('{channel}', id, url) }}"
        return HandleMethod(("loadURL",), code, "(url: string) => void", edits, handler)
