"""Ask main through the bridge instead of reaching a module of main's by `remote`, or by a `require` that a page loses.

## What it does
Looks the member up in the table of Electron's API and writes what the table says: a constant of the preload
(`remote.app.getVersion()` -> `window.electronAPI.app.version`), a one-way command, a request that is awaited, a call that stays
synchronous in place, or an equivalent of the web platform. A callback of Electron 5 or 6 becomes the function of a `then`. Main gets a handler
with a sender check, and an allow-list made of the call sites.

## Why
`remote` gives a page every power of main, blocks it at every step, and went with Electron 14; `shell`, `clipboard` and others are not
there without Node.

## When it stays its hand
The member is not in the table, or the table says that a person must decide; arguments are functions that the app's Electron does not call,
spread, or objects of Electron; an options object holds a key that cannot cross; a modal dialog is needed in place.

## Safety
Constants, commands without a result and promises are safe. What was synchronous and is awaited now, or blocks over the bridge, is review.
"""

from __future__ import annotations

import re
from dataclasses import replace

from electron_migrate.api import (
    ApiRow,
    ApiUse,
    BridgeMember,
    Call,
    Context,
    DropUnused,
    Edit,
    Example,
    Fix,
    FunctionValue,
    HandlerKind,
    HandlerParameter,
    Later,
    Literal,
    MainConstant,
    MainHandler,
    Manual,
    ManualRow,
    Member,
    MemberKind,
    Need,
    OldCallback,
    Param,
    Parameter,
    Safety,
    Shape,
    Site,
    SiteLevel,
    Span,
    Spread,
    Transform,
    Use,
    Value,
    allowed,
    declared_as,
    handed_arguments,
    holds_function,
    image_beyond,
    in_try,
    is_current_window,
    is_focused_window,
    may_await,
    member_name,
    old_callback,
    unsendable,
    with_edits,
)

TRANSFORM = Transform(
    id="electron-member",
    title="Ask main through the bridge",
    rules=("remote-use", "main-module-in-page", "node-global-in-page", "node-builtin-in-page"),
    origins=(
        "remote",
        "electron",
        "process",
        "remote.BrowserWindow.getAllWindows",
        "node",
        "node.fs.constants",
        "node.fs.F_OK",
        "node.fs.R_OK",
        "node.fs.W_OK",
        "node.fs.X_OK",
    ),
    safety=Safety.SAFE,
)

_REMOTE = "const { remote } = require('electron')\n"

EXAMPLES = (
    Example(
        "a value that cannot change",
        before=_REMOTE + "document.title = `Notes ${remote.app.getVersion()}`\n",
        after="document.title = `Notes ${window.electronAPI.app.version}`\n",
    ),
    Example(
        "destructured and aliased",
        before=_REMOTE
        + "const { app: application, shell } = remote\nshow(application.getName())\nshell.openExternal('https://example.org/a')\n",
        after="show(window.electronAPI.app.name)\nwindow.electronAPI.shell.openExternal('https://example.org/a')\n",
    ),
    Example(
        "a command through a handle in a variable",
        before=_REMOTE + "const win = remote.getCurrentWindow()\nbutton.addEventListener('click', () => { win.minimize() })\n",
        after="button.addEventListener('click', () => { window.electronAPI.window.minimize() })\n",
    ),
    Example(
        "a window in the state of a component",
        before=_REMOTE
        + "class Bar extends React.Component {\n  state = { open: false, win: remote.getCurrentWindow() }\n  close = () => this.state.win.close()\n}\n",
        after="class Bar extends React.Component {\n  state = { open: false }\n  close = () => window.electronAPI.window.close()\n}\n",
    ),
    Example(
        "a window in a state that is set to something else",
        before=_REMOTE
        + "class Bar extends React.Component {\n  state = { win: remote.getCurrentWindow() }\n  close = () => this.state.win.close()\n"
        "  other = (win) => this.setState({ win })\n}\n",
        after=None,
        why="what is closed may be another window",
    ),
    Example(
        "an answer that an event handler can await",
        before=_REMOTE
        + "toggle.addEventListener('click', () => {\n  const win = remote.getCurrentWindow()\n  if (win.isMaximized()) win.unmaximize()\n  else win.maximize()\n})\n",
        after="toggle.addEventListener('click', async () => {\n  if (await window.electronAPI.window.isMaximized()) window.electronAPI.window.unmaximize()\n"
        "  else window.electronAPI.window.maximize()\n})\n",
    ),
    Example(
        "an answer that is needed in place blocks over the bridge",
        before=_REMOTE + "function draw () {\n  return remote.getCurrentWindow().isFullScreen() ? 1 : 2\n}\ndraw()\n",
        after="function draw () {\n  return window.electronAPI.window.isFullScreenSync() ? 1 : 2\n}\ndraw()\n",
    ),
    Example(
        "a dialog with the page's window as its parent",
        before=_REMOTE
        + "async function open () {\n  const { filePaths } = await remote.dialog.showOpenDialog(remote.getCurrentWindow(), { properties: ['openFile'] })\n"
        "  return filePaths\n}\nopen()\n",
        after="async function open () {\n  const { filePaths } = await window.electronAPI.dialog.showOpenDialogForWindow({ properties: ['openFile'] })\n"
        "  return filePaths\n}\nopen()\n",
    ),
    Example(
        "a promise chain stays one",
        before="const electron = require('electron')\nelectron.remote.dialog.showMessageBox({ message: 'Sure?' }).then(({ response }) => act(response))\n",
        after="window.electronAPI.dialog.showMessageBox({ message: 'Sure?' }).then(({ response }) => act(response))\n",
    ),
    Example(
        "what follows an awaited answer binds tighter",
        before=_REMOTE + "async function f () {\n  return remote.app.getPath(kind).split('/')\n}\nf()\n",
        after="async function f () {\n  return (await window.electronAPI.app.getPath(kind)).split('/')\n}\nf()\n",
    ),
    Example(
        "a module of main's in a page",
        before="const { clipboard } = require('electron')\ncopy.addEventListener('click', () => { clipboard.writeText('x') })\n",
        after="copy.addEventListener('click', () => { window.electronAPI.clipboard.writeText('x') })\n",
    ),
    Example(
        "process of the page",
        before="if (process.platform === 'darwin') mac()\n",
        after="if (window.electronAPI.process.platform === 'darwin') mac()\n",
    ),
    Example(
        "a callback of Electron 5, in an app for Electron 9",
        before=_REMOTE + "remote.dialog.showMessageBox({ message: 'x' }, (index) => { act(index) })\n",
        after=None,
        why="nothing calls it since Electron 6: what was meant is for a person to say",
    ),
    Example(
        "callbacks of dialogs, in an app for Electron 5",
        before=_REMOTE + "remote.dialog.showMessageBox({ message: 'x' }, (index) => { act(index) })\n"
        "remote.dialog.showMessageBox(remote.getCurrentWindow(), { message: 'x' }, function (response, again) { act(response, again) })\n"
        "remote.dialog.showOpenDialog({\n  properties: ['openFile']\n}, files => {\n  if (files) open(files[0])\n})\n"
        "function save (name) { if (name) write(name) }\nremote.dialog.showSaveDialog({}, save)\n",
        after="window.electronAPI.dialog.showMessageBox({ message: 'x' }).then(({ response: index }) => { act(index) })\n"
        "window.electronAPI.dialog.showMessageBoxForWindow({ message: 'x' }).then(function ({ response, checkboxChecked: again }) { act(response, again) })\n"
        "window.electronAPI.dialog.openPaths({\n  properties: ['openFile']\n}).then(files => {\n  if (files) open(files[0])\n})\n"
        "function save (name) { if (name) write(name) }\nwindow.electronAPI.dialog.savePath({}).then(save)\n",
        electron="5.0.13",
    ),
    Example(
        "callbacks that get an error first",
        before=_REMOTE + "const { cookies } = remote.session.defaultSession\ncookies.get({ name: 'a' }, (error, found) => { show(error, found) })\n"
        "cookies.set({ url: 'https://example.org' }, (error) => { if (error) show(error) })\n"
        "function got (error, found) { show(error, found) }\ncookies.get({ name: 'b' }, got)\n"
        "remote.getCurrentWebContents().session.clearCache(() => { show() })\n",
        after="window.electronAPI.session.defaultSession.cookies.get({ name: 'a' })"
        ".then((value) => [null, value], (error) => [error]).then(([error, found]) => { show(error, found) })\n"
        "window.electronAPI.session.defaultSession.cookies.set({ url: 'https://example.org' })"
        ".then(() => null, (error) => error).then((error) => { if (error) show(error) })\n"
        "function got (error, found) { show(error, found) }\n"
        "window.electronAPI.session.defaultSession.cookies.get({ name: 'b' }).then((value) => got(null, value), got)\n"
        "window.electronAPI.webContents.session.clearCache().then(() => { show() })\n",
        electron="6.1.12",
    ),
    Example(
        "what a dialog of Electron 5 gives back",
        before=_REMOTE + "button.addEventListener('click', () => {\n  const files = remote.dialog.showOpenDialog({ properties: ['openFile'] })\n"
        "  if (files) open(files[0])\n  if (remote.dialog.showMessageBox({ message: 'x' }) === 1) act()\n})\n",
        after="button.addEventListener('click', async () => {\n  const files = await window.electronAPI.dialog.openPaths({ properties: ['openFile'] })\n"
        "  if (files) open(files[0])\n  if (await window.electronAPI.dialog.messageResponse({ message: 'x' }) === 1) act()\n})\n",
        electron="5.0.13",
    ),
    Example(
        "a callback that takes what only a Mac App Store build has",
        before=_REMOTE + "remote.dialog.showOpenDialog({}, (files, bookmarks) => { open(files, bookmarks) })\n",
        after=None,
        why="the bridge does not pass it",
        electron="5.0.13",
    ),
    Example(
        "a callback, and what the call gives back",
        before=_REMOTE + "const shown = remote.dialog.showMessageBox({ message: 'x' }, (index) => { act(index) })\nact(shown)\n",
        after=None,
        why="the promise is another thing",
        electron="5.0.13",
    ),
    Example(
        "a method that only some platforms have",
        before=_REMOTE + "async function f () {\n  if (remote.app.isInApplicationsFolder?.() === false) move()\n}\nf()\n",
        after="async function f () {\n  if (await window.electronAPI.app.isInApplicationsFolder() === false) move()\n}\nf()\n",
    ),
    Example(
        "a method that is called only if it is there, but always is",
        before=_REMOTE + "remote.getCurrentWindow().minimize?.()\n",
        after=None,
        why="what it is a test of is not known",
    ),
    Example(
        "a modal dialog in place",
        before=_REMOTE + "function ask () { return remote.dialog.showMessageBoxSync({ message: 'x' }) }\nask()\n",
        after=None,
        why="a modal dialog must not block the page over the bridge",
    ),
    Example(
        "another window as the dialog's parent",
        before=_REMOTE + "remote.dialog.showMessageBox(remote.BrowserWindow.fromId(2), { message: 'x' })\n",
        after=None,
        why="main would take the sender's window",
    ),
    Example(
        "the window that has the focus as the dialog's parent",
        before=_REMOTE + "const { dialog, BrowserWindow } = remote\nasync function ask () {\n"
        "  return (await dialog.showMessageBox(BrowserWindow.getFocusedWindow(), { message: 'x' })).response\n}\n",
        after="async function ask () {\n  return (await window.electronAPI.dialog.showMessageBoxForFocused({ message: 'x' })).response\n}\n",
    ),
    Example(
        "a method handed over: of what forEach passes only the item is its argument",
        before=_REMOTE + "links.forEach(remote.shell.openExternal)\n",
        after="links.forEach((url) => window.electronAPI.shell.openExternal(url))\n",
    ),
    Example(
        "a method that handles events gets no event",
        before=_REMOTE + "const win = remote.getCurrentWindow()\nsmall.addEventListener('click', win.minimize)\n",
        after="small.addEventListener('click', () => window.electronAPI.window.minimize())\n",
    ),
    Example(
        "a method kept in an object",
        before=_REMOTE + "const outside = { beep: remote.shell.beep, show: remote.shell.showItemInFolder }\nrun(outside)\n",
        after="const outside = { beep: () => window.electronAPI.shell.beep(), show: (fullPath) => window.electronAPI.shell.showItemInFolder(fullPath) }\nrun(outside)\n",
    ),
    Example(
        "a method that answers is handed over",
        before=_REMOTE + "state.wasMaximized = remote.getCurrentWindow().isMaximized\n",
        after=None,
        why="a call may be missing, and who calls it may want the answer at once",
    ),
    Example(
        "a handler that is taken off again",
        before=_REMOTE + "const win = remote.getCurrentWindow()\nsmall.addEventListener('click', win.minimize)\nsmall.removeEventListener('click', win.minimize)\n",
        after=None,
        why="two functions are not the same listener",
    ),
    Example(
        "sessions: of the app, of the page, by a partition's name",
        before=_REMOTE + "async function clear () {\n  await remote.session.defaultSession.clearCache()\n  await remote.getCurrentWebContents().session.clearCache()\n"
        "  await remote.session.fromPartition('persist:shop').clearCache()\n}\nclear()\n",
        after="async function clear () {\n  await window.electronAPI.session.defaultSession.clearCache()\n  await window.electronAPI.webContents.session.clearCache()\n"
        "  await window.electronAPI.session.persistShop.clearCache()\n}\nclear()\n",
    ),
    Example(
        "a session by a computed name",
        before=_REMOTE + "remote.session.fromPartition(name).clearCache()\n",
        after=None,
        why="a page must not choose whose data it clears",
    ),
    Example(
        "of an image, the text that crosses",
        before=_REMOTE + "paste.addEventListener('click', () => {\n  const { clipboard } = remote\n"
        "  if (!clipboard.readImage().isEmpty()) show(clipboard.readImage().toDataURL())\n})\n",
        after="paste.addEventListener('click', async () => {\n"
        "  if (!await window.electronAPI.clipboard.readImageIsEmpty()) show(await window.electronAPI.clipboard.readImageDataUrl())\n})\n",
    ),
    Example(
        "an image that a variable keeps for what is asked of it",
        before="const { clipboard } = require('electron')\npaste.addEventListener('click', () => {\n  const image = clipboard.readImage()\n"
        "  if (!image.isEmpty()) show(image.toDataURL())\n})\n",
        after="paste.addEventListener('click', async () => {\n"
        "  if (!await window.electronAPI.clipboard.readImageIsEmpty()) show(await window.electronAPI.clipboard.readImageDataUrl())\n})\n",
    ),
    Example(
        "an image that was taken before",
        before="const { clipboard } = require('electron')\nconst image = clipboard.readImage()\nlook.addEventListener('click', () => { show(image.isEmpty()) })\n",
        after=None,
        why="what lies on the clipboard later is another image",
    ),
    Example(
        "what a call answered is text",
        before="const { clipboard } = require('electron')\npaste.addEventListener('paste', () => {\n"
        "  const html = clipboard.readHTML()\n  if (html && html.length) show(html)\n})\n",
        after="paste.addEventListener('paste', async () => {\n  const html = await window.electronAPI.clipboard.readHTML()\n  if (html && html.length) show(html)\n})\n",
    ),
    Example(
        "an image kept in a variable",
        before=_REMOTE + "const image = remote.clipboard.readImage()\nshow(image.toPNG())\n",
        after=None,
        why="a NativeImage does not cross",
    ),
    Example(
        "how many windows there are",
        before=_REMOTE + "button.addEventListener('click', () => { if (remote.BrowserWindow.getAllWindows().length > 1) warn() })\n",
        after="button.addEventListener('click', async () => { if (await window.electronAPI.windows.count() > 1) warn() })\n",
    ),
    Example(
        "the windows themselves",
        before=_REMOTE + "remote.BrowserWindow.getAllWindows().forEach((win) => { win.reload() })\n",
        after=None,
        why="live windows do not cross",
    ),
    Example(
        "by functions that only hand things out",
        before=_REMOTE + "const win = () => remote.getCurrentWindow()\nlet app = null\nfunction getApp () {\n  if (!app) app = remote.app\n  return app\n}\n"
        "button.addEventListener('click', () => { win().minimize(); show(getApp().getVersion()) })\n",
        after="button.addEventListener('click', () => { window.electronAPI.window.minimize(); show(window.electronAPI.app.version) })\n",
    ),
    Example(
        "by a function that does more",
        before=_REMOTE + "let kept\nfunction win () { count(); return remote.getCurrentWindow() }\n"
        "function keep () { kept = remote.app; return kept }\nwin().minimize()\nshow(keep().getVersion())\nfind(kept)\n",
        after=None,
        why="its call has an effect",
    ),
    Example(
        "a key that cannot cross",
        before=_REMOTE + "remote.dialog.showMessageBox({ message: 'x', icon: image })\n",
        after=None,
        why="an image does not cross as it is",
    ),
    Example(
        "a window made in a page",
        before=_REMOTE + "const child = new remote.BrowserWindow({ width: 100 })\nchild.loadURL('about:blank')\n",
        after=None,
        why="main has to make windows",
    ),
    Example(
        "a named function that only handles events",
        before="(function () {\n  const { remote } = require('electron')\n  function toggle () { if (remote.getCurrentWindow().isMaximized()) grow() }\n"
        "  button.addEventListener('click', toggle)\n})()\n",
        after="(function () {\n  async function toggle () { if (await window.electronAPI.window.isMaximized()) grow() }\n"
        "  button.addEventListener('click', toggle)\n})()\n",
    ),
    Example(
        "what can be captured, shown with its picture",
        before="const { desktopCapturer } = require('electron')\ndesktopCapturer.getSources({ types: ['screen'] }).then((sources) => {\n"
        "  for (const { id, thumbnail } of sources) show(id, thumbnail.toDataURL())\n})\n",
        after="window.electronAPI.desktopCapturer.getSources({ types: ['screen'] }).then((sources) => {\n"
        "  for (const { id, thumbnail } of sources) show(id, thumbnail.toDataURL())\n})\n",
    ),
    Example(
        "what can be captured, with more of its picture",
        before="const { desktopCapturer } = require('electron')\n"
        "desktopCapturer.getSources({ types: ['screen'] }).then(([screen]) => write(screen.thumbnail.toPNG()))\n",
        after=None,
        why="the picture arrives as a data URL",
    ),
    Example(
        "a handler that uses currentTarget afterwards",
        before=_REMOTE
        + "b.addEventListener('click', (e) => {\n  if (remote.getCurrentWindow().isMaximized()) e.currentTarget.remove()\n})\n",
        after="b.addEventListener('click', (e) => {\n  if (window.electronAPI.window.isMaximizedSync()) e.currentTarget.remove()\n})\n",
        why="currentTarget is gone after an await, so the answer has to come in place",
    ),
)


# https://nodejs.org/api/process.html#processversions, and what Electron adds
_VERSIONS = frozenset(
    {
        "node",
        "chrome",
        "electron",
        "v8",
        "uv",
        "zlib",
        "modules",
        "openssl",
        "ares",
        "brotli",
        "http_parser",
        "icu",
        "llhttp",
        "napi",
        "nghttp2",
        "unicode",
    }
)
_CALLBACK = Manual(
    "It is called with a callback, the style of Electron 5 and older.", "Use the promise that it returns since Electron 6, then plan again."
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    old = old_callback(context, site)
    if isinstance(old, Manual):
        return old
    found = (old.level, old.row) if old is not None else _row(site, context)
    if isinstance(found, ManualRow):
        handed_over = _method_value(site, context)
        return Manual(found.reason, found.hint) if handed_over is None else handed_over
    level, row = found
    if site.module == "electron" and row.shape is Shape.PRELOAD and not row.bridge:
        return Manual("The module is used as a whole.", "Use its members one by one.")
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    member = _Member(site, context, level, row, preloads)
    return member.rewrite() if old is None else member.settled(old)


def _row(site: Site, context: Context) -> tuple[SiteLevel, ApiRow] | ManualRow:
    """The longest prefix of the chain that the table serves."""
    written_for = context.facts.electron.declared_major
    for level in reversed(site.levels):
        if not level.origin:
            continue
        row = context.table.find(level.origin, level.use, literal_arguments=_literal(level.value), major=written_for, target=context.major)
        if (isinstance(row, ApiRow) and row.origin == level.origin) or (isinstance(row, ApiRow) and level.origin[:1] == ("pageProcess",)):
            if row.shape is Shape.CONSTANT and context.is_changed(row.changed_by):
                row = context.table.find(level.origin, level.use, literal_arguments=False, major=written_for, target=context.major)
                if not isinstance(row, ApiRow) or row.shape is Shape.CONSTANT:
                    return ManualRow(
                        level.origin,
                        None,
                        False,
                        "Main changes this value while the app runs.",
                        "Ask main for it, or let main push each change.",
                    )
            if len(row.origin) == len(level.origin):
                return level, row
    last = site.last
    if site.chain.use is Use.STATEMENT and last.value is site.chain.value:
        # what an older Electron answered does not matter where nobody looks at it
        row = context.table.find(last.origin, last.use, literal_arguments=_literal(last.value), major=context.major, target=context.major)
        if isinstance(row, ApiRow) and row.origin == last.origin and not row.modal:
            return last, row
    return context.table.find_manual(last.origin, last.use)


def _method_value(site: Site, context: Context) -> Fix | Manual | None:
    """For a method that is handed over instead of called; None where it is not one that a function can stand for."""
    level = site.last
    if level.use is not ApiUse.GET or level.value is not site.chain.value:
        return None
    row = context.table.find(level.origin, ApiUse.CALL, literal_arguments=False, major=context.major, target=context.major)
    if not isinstance(row, ApiRow) or row.origin != level.origin or row.shape not in (Shape.COMMAND, Shape.PROMISE) or row.window_argument:
        return None
    taken = handed_arguments(context.parsed(site.unit), context.node(site.unit, level.value.span))
    if taken is None:
        return None
    params = row.params if taken < 0 else row.params[:taken]
    typed = site.unit.path.endswith((".ts", ".tsx", ".mts", ".vue"))
    if any(not param.optional for param in row.params[len(params) :]) or (typed and any(param.type not in _PLAIN for param in params)):
        return None
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    return _Member(site, context, level, row, preloads).handed_over(params, typed=typed)


_PLAIN = ("string", "number", "boolean", "string[]")


def _literal(value: Value) -> bool:
    return not isinstance(value, Call) or all(isinstance(argument, Literal) for argument in value.arguments)


class _Member:
    def __init__(self, site: Site, context: Context, level: SiteLevel, row: ApiRow, preloads: tuple[str, ...]) -> None:
        self.site, self.context, self.level, self.row, self.preloads = site, context, level, row, preloads
        self.unit = site.unit
        self.origins = context.facts.origins
        self.whole = level.value is site.chain.value
        value = level.value
        self.arguments: tuple[Value, ...] = value.arguments if isinstance(value, Call) else ()
        self.with_window = False
        self.focused = False
        """The window is not the page's own, but the one that has the focus."""
        self.without_parent = False
        self.handed: tuple[Param, ...] | None = None
        """For a method that is handed over: what the function in its place passes on."""
        self.bridge = context.bridge_at(self.unit, level.value.span)

    def rewrite(self) -> Fix | Manual:
        if isinstance(self.level.value, Call) and self.level.value.optional and not self.row.may_lack:
            return Manual("The method is called only if it is there (`?.()`).", "Call the bridge method where you know that it is meant.")
        refused = self._take_partition() or self._take_window() or self._check_arguments() or self._arrives_as_ours()
        if refused is not None:
            return refused
        match self.row.shape:
            case Shape.CONSTANT:
                return self._constant()
            case Shape.PRELOAD:
                return self._local()
            case Shape.WEB:
                return self._fix({self.level.value.span: self.row.web}, ())
            case Shape.COMMAND:
                return self._command()
            case Shape.PROMISE:
                return self._called(MemberKind.INVOKE)
            case Shape.QUERY:
                return self._query()

    def settled(self, old: OldCallback) -> Fix | Manual:
        """A call with a callback: what the callback was given is what a promise comes to."""
        self.arguments = self.arguments[:-1]
        refused = self._take_partition() or self._take_window() or self._check_arguments() or self._arrives_as_ours()
        if refused is not None:
            return refused
        fix = self._local() if self.row.shape is Shape.PRELOAD else self._called(MemberKind.INVOKE)
        if isinstance(fix, Manual):
            return fix
        own = {self.unit.path: (*fix.edits[self.unit.path], *old.edits)}
        return _with_note(replace(fix, edits=own), old.may_change, at_least=Safety.REVIEW, instead=True)

    def handed_over(self, params: tuple[Param, ...], *, typed: bool) -> Fix | Manual:
        """A function that calls the bridge, in place of the method itself; it passes on what the method would look at."""
        self.handed = params
        refused = self._take_partition()
        if refused is not None:
            return refused
        names = ", ".join(f"{param.name}{'?' * param.optional}: {param.type}" if typed else param.name for param in params)
        path = self._path()
        call = f"{self.bridge}.{'.'.join(path)}({', '.join(param.name for param in params)})"
        kind = MemberKind.SEND if self.row.shape is Shape.COMMAND else MemberKind.INVOKE
        return self._fix({self.level.value.span: f"({names}) => {call}"}, self._ipc(kind, path))

    # ---- arguments

    def _take_partition(self) -> Manual | None:
        """The literal name in `session.fromPartition('…')` becomes part of the row."""
        if self.row.origin[:2] != ("session", "fromPartition"):
            return None
        value: Value | None = self.level.value.function if isinstance(self.level.value, Call) else self.level.value
        while isinstance(value, Member):
            value = value.object
        calls = [(self.unit, value)] if isinstance(value, Call) else list(self.origins.sources(self.unit, value)) if value is not None else []
        names = {
            self.origins.text(unit, call.arguments[0]) if isinstance(call, Call) and len(call.arguments) == 1 else None for unit, call in calls
        }
        name = names.pop() if len(names) == 1 else None
        if name is None or not re.fullmatch(r"[\w:.-]+", name):
            return Manual("The session's partition is not one plain string.", "Write one handler in main for each partition.")
        self.row = replace(
            self.row,
            bridge=tuple(part.replace("${partition}", member_name(name)) for part in self.row.bridge),
            main=self.row.main.replace("${partition}", name),
        )
        return None

    def _take_window(self) -> Manual | None:
        if not self.row.window_argument or not self.arguments:
            return None
        first = self.arguments[0]
        if is_current_window(self.origins, self.unit, first):
            self.with_window = True
        elif self.row.main_with_window and is_focused_window(self.origins, self.unit, first):
            self.with_window = self.focused = True
        elif len(self.arguments) > len(self.row.params):
            if holds_function(self.origins, self.unit, self.arguments[-1]):
                return _CALLBACK
            if isinstance(first, Literal) and first.value is None:
                # nothing as the parent: a dialog without one
                self.without_parent = True
                return None
            return Manual(
                "The dialog's parent is not the page's own window, or it cannot be told.",
                "If it is meant to be, pass remote.getCurrentWindow(); else let main open the dialog over the window that it knows.",
            )
        return None

    def _check_arguments(self) -> Manual | None:
        given = self._given()
        if any(isinstance(argument, Spread) for argument in given):
            return Manual("The arguments are spread: what is passed is not known.", "Write the arguments one by one.")
        refused = unsendable(self.context, self.unit, given)
        if refused is not None:
            if len(given) > len(self.row.params) or isinstance(given[0], FunctionValue):
                return _CALLBACK
            return refused
        if self.row.shape is Shape.COMMAND and self.whole and self.site.chain.use in (Use.DECLARED, Use.ASSIGNED_FROM):
            return Manual("The command's result is kept, but it has none.", "Make it a statement of its own, then plan again.")
        for param, argument in zip(self.row.params, given, strict=False):
            if param.values and isinstance(argument, Literal) and argument.value not in param.values:
                return Manual(f"`{argument.value}` is not known to {'.'.join(self.row.origin)}.", "Correct the name, then plan again.")
        if len(given) > len(self.row.params):
            known = ", ".join(param.name for param in self.row.params) or "nothing"
            return Manual(
                f"More is passed to {'.'.join(self.row.origin)} than the bridge takes ({known}).",
                "Drop the rest, or write a bridge method that takes it.",
            )
        return None

    def _given(self) -> tuple[Value, ...]:
        return self.arguments[1:] if self.with_window or self.without_parent else self.arguments

    # ---- shapes

    def _constant(self) -> Fix | Manual:
        below = self.site.last.origin[len(self.row.origin) :]
        if self.row.origin[-1] == "versions" and below and below[0] not in _VERSIONS:
            return Manual(
                f"process.versions has no {below[0]} of its own: something puts it there.",
                "If the bundler does, leave it; else expose it by its name.",
            )
        values = {
            param.name: argument.value
            for param, argument in zip(self.row.params, self._given(), strict=False)
            if isinstance(argument, Literal)
        }
        path = tuple(_filled(name, values) for name in self.row.bridge)
        expression = _filled(self.row.constant, values)
        members: list[Need] = []
        if self.row.where == "preload":
            inner, constant = expression, None
            imports = self.row.imports
        else:
            key = ".".join(path)
            constant = MainConstant(key, expression, self.row.imports, self.row.builtins)
            inner, imports = f"constants['{key}']" if "." in key else f"constants.{key}", ()
        for preload in self.preloads:
            members.append(
                BridgeMember(
                    preload, path, MemberKind.CONSTANT if constant is not None else MemberKind.LOCAL, parameters=(), result=self.row.result,
                    types=self._types(), expression=inner, imports=imports, is_value=self.row.is_value, helpers=self.row.helpers,
                )
            )  # fmt: skip
        needs = [*members, constant] if constant is not None else members
        text = f"{self.bridge}.{'.'.join(path)}" + ("" if self.row.is_value else "()")
        return self._fix({self.level.value.span: text}, tuple(needs))

    def _local(self) -> Fix | Manual:
        members = tuple(
            BridgeMember(
                preload, self.row.bridge, MemberKind.LOCAL, parameters=self._parameters(), result=self.row.result, types=self._types(),
                expression=self._without_unpassed(self.row.preload), imports=self.row.imports, is_value=self.row.is_value, helpers=self.row.helpers,
                declarations=self.row.declarations,
            )
            for preload in self.preloads
        )  # fmt: skip
        if self.level.use is ApiUse.SET:
            return self._assignment(members)
        return self._fix(self._callee(self.row.bridge), members)

    def _called(self, kind: MemberKind) -> Fix | Manual:
        """A command or promise: the call stays where it is."""
        path = self._path()
        return self._fix(self._callee(path), self._ipc(kind, path))

    def _command(self) -> Fix | Manual:
        """One way. What main throws no longer reaches a catch around it, and a property is written a moment later than the next line reads it."""
        if self.level.use is ApiUse.SET:
            return _with_note(
                self._set(),
                "The property changes once main gets the message: code right after it still sees the old value",
                at_least=Safety.REVIEW,
            )
        fix = self._called(MemberKind.SEND)
        if in_try(self.context.node(self.unit, self.level.value.span)):
            return _with_note(fix, "What main throws is logged there: the catch around the call no longer sees it", at_least=Safety.REVIEW)
        return fix

    def _arrives_as_ours(self) -> Manual | None:
        """What stands in the way where the page gets an object of ours in the place of one of Electron's."""
        if self.row.declarations != ("CapturedSource",):
            return None
        used = image_beyond(self.context, self.unit)
        if used:
            return Manual(
                f"The page does more with an image than to show it ({used}).",
                "Let main do it, and ask for it with the source's id; an isolated page has the image's size and data URL.",
            )
        node = self.context.node(self.unit, self.level.value.span)
        declared = declared_as(self.context, self.unit, node, "DesktopCapturerSource")
        if declared:
            return Manual(
                f"What it answers is declared as Electron's DesktopCapturerSource ({declared}), and less of its images crosses.",
                "Declare it by the fields that are used, then plan again.",
            )
        return None

    def _query(self) -> Fix | Manual:
        path = self._path()
        if self.whole and self.site.chain.use in (Use.AWAITED, Use.STATEMENT):
            return self._fix(self._callee(path), self._ipc(MemberKind.INVOKE, path))
        node = self.context.node(self.unit, self.level.value.span)
        may = may_await(self.context, self.unit, node)
        if isinstance(may, Later):
            fix = self._fix(self._callee(path), self._ipc(MemberKind.INVOKE, path))
            if isinstance(fix, Manual):
                return fix
            return _with_note(with_edits(fix, may.edits, topic=may.topic), may.may_change, at_least=Safety.REVIEW)
        if self.row.modal:
            return Manual(
                f"A modal dialog is needed in place, but {may.reason}.",
                "Make the function async and await the dialog; it must not block over the bridge.",
            )
        sync = (*path[:-1], f"{path[-1]}Sync")
        fix = self._fix(self._callee(sync), self._ipc(MemberKind.ASK, sync))
        return _with_note(
            fix, f"The page blocks until main answers, as it did with remote ({may.reason}).", at_least=Safety.REVIEW, instead=True
        )

    def _set(self) -> Fix | Manual:
        return self._assignment(self._ipc(MemberKind.SEND, self._path()))

    def _assignment(self, needs: tuple[Need, ...]) -> Fix | Manual:
        node = self.context.node(self.unit, self.level.value.span)
        assignment = node.parent
        if (
            assignment is None
            or assignment.type != "assignment_expression"
            or assignment.parent is None
            or assignment.parent.type != "expression_statement"
        ):
            return Manual(
                "The value of the assignment is used, or it is updated in place.",
                "Read it, work the new value out, and write it as a statement of its own.",
            )
        right = assignment.child_by_field_name("right")
        if right is None:
            return Manual("The assignment cannot be read.")
        path = self._path()
        edits = (
            Edit.replace(Span(assignment.start_byte, right.start_byte), f"{self.bridge}.{'.'.join(path)}("),
            Edit.insert(right.end_byte, ")"),
        )
        return Fix(
            title=f"set {self.site.name} through the bridge", safety=self.row.safety, topic=self._topic(), edits={self.unit.path: edits},
            needs=(*needs, DropUnused(self.unit.path)), may_change=self.row.may_change,
        )  # fmt: skip

    # ---- what is asked for

    def _path(self) -> tuple[str, ...]:
        if self.with_window and self.row.main_with_window:
            return (*self.row.bridge[:-1], f"{self.row.bridge[-1]}For{'Focused' if self.focused else 'Window'}")
        return self.row.bridge

    def _parameters(self) -> tuple[Parameter, ...]:
        return tuple(Parameter(param.name, param.type, param.optional) for param in self._params())

    def _params(self) -> tuple[Param, ...]:
        """The parameters that some page of the app passes: what nobody passes is not offered."""
        if self.level.use is ApiUse.SET:
            return self.row.params
        passed = max(self.context.most_arguments(self.level.origin), len(self._given() if self.handed is None else self.handed))
        return tuple(param for index, param in enumerate(self.row.params) if index < passed or not param.optional)

    def _types(self) -> tuple[str, ...]:
        """Names from the types of 'electron' that the parameters in use and the result mention."""
        text = " ".join((self.row.result, *(param.type for param in self._params())))
        return tuple(name for name in self.row.types if re.search(rf"\b{name}\b", text))

    def _without_unpassed(self, body: str) -> str:
        for param in self.row.params:
            if param not in self._params():
                body = re.sub(rf",\s*Boolean\({re.escape(param.name)}\)", "", body)
                body = re.sub(rf",\s*{re.escape(param.name)}(?=[,)])|\b{re.escape(param.name)}(?=\))", "", body)
        return body

    def _ipc(self, kind: MemberKind, path: tuple[str, ...]) -> tuple[Need, ...]:
        handler = {MemberKind.SEND: HandlerKind.ON, MemberKind.INVOKE: HandlerKind.HANDLE, MemberKind.ASK: HandlerKind.ANSWER}[kind]
        channel = self.context.free_channel(f"{path[0]}:{'.'.join(path[1:])}" if len(path) > 1 else path[0])
        body = self._without_unpassed(self.row.main_with_window if self.with_window and self.row.main_with_window else self.row.main)
        parameters: list[HandlerParameter] = []
        todos: list[str] = []
        given = self._given()
        if self.level.use is ApiUse.SET:
            given = ()
        for index, param in enumerate(self._params()):
            argument = given[index] if index < len(given) else None
            parameter, dynamic = allowed(self.origins, self.unit, param, argument, risky=bool(self.row.risk))
            dynamic = dynamic or (self.handed is not None and param in self.handed)
            parameters.append(parameter)
            if dynamic and self.row.risk and self.row.risk not in todos:
                todos.append(self.row.risk)
        uses_window = self.row.uses_window or (self.with_window and bool(self.row.main_with_window) and not self.focused)
        imports = (*self.row.imports, "BrowserWindow") if self.focused else self.row.imports
        if self.focused:
            body = body.replace("(win, ", "(BrowserWindow.getFocusedWindow()!, ")
        needs: list[Need] = [self._asking(preload, path, kind, channel) for preload in self.preloads]
        types = tuple(name for name in self._types() if any(name in param.type for param in self._params()))
        needs.append(
            MainHandler(
                channel, handler, tuple(parameters), body, uses_window, imports, types, tuple(todos), helpers=self.row.helpers, builtins=self.row.builtins
            )
        )
        return tuple(needs)

    def _asking(self, preload: str, path: tuple[str, ...], kind: MemberKind, channel: str) -> BridgeMember:
        result = self.row.result if kind is not MemberKind.SEND else "void"
        member = BridgeMember(preload, path, kind, channel, self._parameters(), result, self._types(), declarations=self.row.declarations)
        if not self.row.made:
            return member
        passed = ", ".join((f"'{channel}'", *(param.name for param in self._params())))
        expression = f"ipcRenderer.invoke({passed}).then({self.row.made})"
        return replace(
            member, kind=MemberKind.LOCAL, result=f"Promise<{result}>", expression=expression, imports=("ipcRenderer",), helpers=(self.row.made,)
        )

    # ---- edits

    def _callee(self, path: tuple[str, ...]) -> dict[Span, str]:
        value = self.level.value
        text = f"{self.bridge}.{'.'.join(path)}"
        if isinstance(value, Call):
            return {edit.span: edit.new.decode() for edit in self.context.callee_edits(self.unit, value.function, path)}
        return {value.span: text + ("()" if not self.row.is_value else "")}

    def _fix(self, replaced: dict[Span, str], needs: tuple[Need, ...]) -> Fix | Manual:
        refused = next((one for need in needs for one in [self._unknown_key(need)] if one is not None), None)
        if refused is not None:
            return refused
        edits = [self.context.replacement(self.unit, span, text) for span, text in replaced.items()]
        if (self.with_window or self.without_parent) and not any(span.contains(self.arguments[0].span) for span in replaced):
            until = self.arguments[1].span.start if len(self.arguments) > 1 else self.arguments[0].span.end
            edits.extend(self.context.delete_arguments(self.unit, self.arguments[0].span, Span(until, until)))
        call = self.level.value
        if isinstance(call, Call) and call.optional and not any(span.contains(call.span) for span in replaced):
            edits.append(Edit.delete(call.function.span.end, call.arguments_span.start))
        return Fix(
            title=f"{self.site.name} through the bridge", safety=self.row.safety, topic=self._topic(), edits={self.unit.path: tuple(edits)},
            needs=(*needs, DropUnused(self.unit.path)), may_change=self.row.may_change,
        )  # fmt: skip

    def _unknown_key(self, need: Need) -> Manual | None:
        if not isinstance(need, MainHandler):
            return None
        for param, given in zip(self._params(), need.parameters, strict=True):
            strange = [key for key in given.keys if param.keys and key not in param.keys]
            if strange:
                return Manual(
                    f"The option `{strange[0]}` does not cross to main as it is.",
                    "An image crosses as a data URL or a path that main knows; let main put it in. Drop an option that Electron does not know.",
                )
        return None

    def _topic(self) -> str:
        return self.row.bridge[0] if self.row.bridge else self.level.origin[0]


def _filled(text: str, values: dict[str, object]) -> str:
    for name, value in values.items():
        text = text.replace("${" + name + "}", str(value))
    return text


def _with_note(fix: Fix | Manual, note: str, *, at_least: Safety, instead: bool = False) -> Fix | Manual:
    if isinstance(fix, Manual):
        return fix
    notes = note if instead or not fix.may_change else f"{fix.may_change} {note[:1].upper()}{note[1:]}."
    if notes and not notes.endswith("."):
        notes += "."
    return Fix(fix.title, max(fix.safety, at_least), fix.topic, fix.findings, fix.edits, fix.needs, notes[:1].upper() + notes[1:])
