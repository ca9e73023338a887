"""Use a window, or web contents, that a page looks up in main by a handle that main checks.

## What it does
`remote.webContents.fromId(webview.getWebContentsId())` becomes `window.electronAPI.webContents.fromId(…)`, `BrowserWindow.fromId(id)` and
`getFocusedWindow()` alike: what comes back is an object of the functions that the page calls on it. Main takes the number that is sent along,
and finds the page's own web contents and those of its webviews by it, or a window that shows a page of the app; events are forwarded while
the page listens.

## Why
A page that can look up any window reaches all of its powers. The window with the focus at a click need not be the page's own.

## When it stays its hand
The handle is passed on, returned or kept elsewhere; a member that is used is not in the table; listeners are taken off.

## Safety
Review: a handle is there even where main finds nothing, and a call on it is then dropped with a warning, or rejected.
"""

from __future__ import annotations

import re

from electron_migrate.api import (
    ApiUse,
    BridgeMember,
    Context,
    DropUnused,
    Edit,
    Example,
    Fix,
    Handle,
    HandleMethod,
    HandlerKind,
    LookedUp,
    MainHandler,
    Manual,
    MemberKind,
    Need,
    Parameter,
    Safety,
    Site,
    Span,
    Transform,
    handle_object,
    looked_up_at,
    with_edits,
)

TRANSFORM = Transform(
    id="looked-up-handle",
    title="Use what a page looks up in main by a handle",
    rules=("remote-use",),
    origins=("remote.webContents.fromId", "remote.BrowserWindow.fromId", "remote.BrowserWindow.getFocusedWindow"),
    safety=Safety.REVIEW,
)

_REMOTE = "const { remote } = require('electron')\n"

EXAMPLES = (
    Example(
        "an event of a webview's contents",
        before="const { remote } = require('electron')\nview.addEventListener('dom-ready', () => {\n"
        "  const contents = remote.webContents.fromId(view.getWebContentsId())\n"
        "  contents.on('before-input-event', (event, input) => { key(input) })\n})\n",
        after="view.addEventListener('dom-ready', () => {\n  const contents = window.electronAPI.webContents.fromId(view.getWebContentsId())\n"
        "  contents.onBeforeInputEvent((input) => { key(input) })\n})\n",
    ),
    Example(
        "a command at once",
        before=_REMOTE + "remote.webContents.fromId(id).openDevTools()\n",
        after="window.electronAPI.webContents.fromId(id).openDevTools()\n",
    ),
    Example(
        "the window with the focus need not be the page's own",
        before=_REMOTE + "small.addEventListener('click', () => {\n  const win = remote.BrowserWindow.getFocusedWindow()\n"
        "  if (win) win.minimize()\n})\n",
        after="small.addEventListener('click', () => {\n  const win = window.electronAPI.windows.getFocused()\n  if (win) win.minimize()\n})\n",
    ),
    Example(
        "an answer of a window by its number",
        before=_REMOTE + "async function f (id) {\n  const other = remote.BrowserWindow.fromId(id)\n  show(other.getTitle())\n}\nf(1)\n",
        after="async function f (id) {\n  const other = window.electronAPI.windows.fromId(id)\n  show(await other.getTitle())\n}\nf(1)\n",
    ),
    Example(
        "its number",
        before=_REMOTE + "const number = remote.BrowserWindow.getFocusedWindow().id\nshow(number)\n",
        after="const number = window.electronAPI.windows.getFocused().id\nshow(number)\n",
    ),
    Example(
        "handed on",
        before=_REMOTE + "register(remote.webContents.fromId(id))\n",
        after=None,
        why="what is done with it is not seen",
    ),
    Example(
        "code run elsewhere",
        before=_REMOTE + "remote.webContents.fromId(id).executeJavaScript('x()')\n",
        after=None,
        why="a page must not run code elsewhere",
    ),
    Example(
        "another object with such a method",
        before="webContents.fromId(id).openDevTools()\n",
        after=None,
        why="it is nothing of Electron's",
    ),
    Example(
        "already migrated",
        before="window.electronAPI.webContents.fromId(id).openDevTools()\n",
        after=None,
        why="there is nothing to do",
    ),
)

_NUMBER = HandleMethod(("id",), "id", "number")


def rewrite(site: Site, context: Context) -> Fix | Manual:
    key = looked_up_at(context, site)
    found = context.looked_up.get(key) if key is not None else None
    if found is None:
        return Manual(
            "What is looked up here is one of several windows or web contents, or comes from a function.", "Look it up where it is used."
        )
    preloads = context.bridge_of(found.unit)
    if isinstance(preloads, Manual):
        return preloads
    methods = _methods(context, found)
    if isinstance(methods, Manual):
        return methods
    edits: list[Edit] = []
    needs: list[Need] = []
    later, may_change = {}, ""
    if found.call.span == site.span or (site.chain.value is not found.call and _starts_with(site, found)):
        edits += context.callee_edits(found.unit, found.call.function, found.how.bridge)
        needs += _needs(context, found, preloads)
    method = methods.get(site.span)
    if method is not None:
        edits += method.edits
        later, may_change = dict(method.later), method.may_change
    fix = Fix(
        title=f"{site.name} by a handle",
        safety=Safety.REVIEW,
        topic=f"handles {'.'.join(found.how.bridge)}",
        edits={found.unit.path: tuple(edits)},
        needs=(*needs, DropUnused(found.unit.path)),
        may_change=f"{may_change} {_MAY_CHANGE}".strip(),
    )
    return with_edits(fix, later)


_MAY_CHANGE = "A handle is there even where main finds nothing: a call on it is then dropped with a warning in main, or rejected."


def _starts_with(site: Site, found: LookedUp) -> bool:
    """True where the look-up stands in the chain itself."""
    return site.span.contains(found.call.span)


def _methods(context: Context, found: LookedUp) -> dict[Span, HandleMethod] | Manual:
    """What each use of a look-up becomes; one that cannot be served keeps all of them."""
    if found.refused is not None:
        return found.refused
    handle = Handle(context, found.unit, found.how.kind, found.uses, depth=2)
    methods: dict[Span, HandleMethod] = {}
    for use in found.uses:
        reads_number = use.last.use is ApiUse.GET and use.last.origin[2:] == ("id",)
        method = _NUMBER if reads_number else handle.method(use)
        if isinstance(method, Manual):
            return method
        methods[use.span] = method
    return methods


def _needs(context: Context, found: LookedUp, preloads: tuple[str, ...]) -> list[Need]:
    """One member for each way to look something up: its handle has what all pages of the app call on it."""
    used: dict[tuple[str, ...], HandleMethod] = {}
    handlers: list[Need] = []
    for other in context.looked_up.values():
        methods = _methods(context, other) if other.how == found.how else {}
        for method in () if isinstance(methods, Manual) else methods.values():
            used[method.path] = method
            if method.handler is not None:
                handlers.append(method.handler)
    code, type_ = handle_object(tuple(used.values()))
    needs: list[Need] = []
    helpers = {method.helper for method in used.values() if method.helper}
    if found.how.takes_id:
        parameters, expression, result = (Parameter("id", "number"),), code, type_
    else:
        given = "(id: number)" if re.search(r"\bid\b", code) else "()"
        parameters, expression, result = (), f"focusedWindow({given} => ({code}))", f"{type_} | null"
        helpers.add("focusedWindow")
        needs.append(
            MainHandler(
                "windows:focused",
                HandlerKind.ANSWER,
                (),
                "win && showsOwnPage(win.webContents) ? win.id : null",
                imports=("BrowserWindow",),
                statements=("const win = BrowserWindow.getFocusedWindow()",),
                trusted=("showsOwnPage",),
            )
        )
    types = tuple(sorted({name for method in used.values() for name in method.types}))
    needs += [
        BridgeMember(
            preload, found.how.bridge, MemberKind.LOCAL, parameters=parameters, result=result, types=types, expression=expression,
            imports=("ipcRenderer",) if "ipcRenderer" in code else (), helpers=tuple(sorted(helpers)),
        )
        for preload in preloads
    ]  # fmt: skip
    return [*needs, *dict.fromkeys(handlers)]
