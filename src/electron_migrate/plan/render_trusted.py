"""The check of the sender that all generated handlers share: who may talk to main, and what the others get."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Mapping

from tree_sitter import Node

from electron_migrate.code.parse import has_module_syntax, parse, regions
from electron_migrate.code.source import Source
from electron_migrate.plan.needs import HandlerKind, TrustedPage
from electron_migrate.plan.render_handlers import specifier
from electron_migrate.plan.render_model import CannotRenderError, Layout, ModuleKind
from electron_migrate.plan.render_script import Script, bind_as_is
from electron_migrate.plan.render_snippets import Snippets
from electron_migrate.plan.render_style import quoted
from electron_migrate.plan.snippets.registry import Snippet

FOR_OWN_LISTENERS = "trustedIpcMain"
"""The export for listeners that main had before: they stay as they are."""
KEEP_TO_OWN_PAGES = "keepToOwnPages"
OPEN_NO_WINDOWS = "openNoWindows"
"""The exports that limit where a window is led, and what opens others."""


def render_trusted(raw: bytes | None, layout: Layout, pages: Collection[TrustedPage], names: Collection[str]) -> bytes | None:
    """The module with `pages` in its lists and one export for each of `names`: kinds of handlers, and those of `_EXPORTS`; None when nothing needs it.

    Raises CannotRenderError when the file exists and its lists are not to be found, or when no page at all is known.
    """
    if raw is None and not names:
        return None
    if raw is None and not pages:
        raise CannotRenderError("no page of the app is known, so every request of the new handlers would be rejected")
    script = Script(layout.trusted, raw, heading=_HEADING, style=layout.style, kind=layout.main_kind)
    if raw is None:
        _start(script)
    for page in sorted(pages):
        _add_page(script, page, layout.run_folder if layout.run_folder is not None else posixpath.dirname(layout.trusted))
    for name in _EXPORTS:
        if name in names:
            _add_export(script, name)
    return script.raw


def render_trusted_import(raw: bytes | None, path: str, layout: Layout, name: str) -> bytes:
    """A script of main with an export of the module imported. Raises CannotRenderError when the file is not there."""
    if raw is None:
        raise CannotRenderError(f"{path} is not there to be checked")
    script = Script(path, raw, heading="", style=layout.style, kind=_kind_of(raw, path, layout))
    bind_as_is(script, specifier(path, layout.trusted, script.kind), name)
    return script.raw


def _kind_of(raw: bytes, path: str, layout: Layout) -> ModuleKind:
    """How a script of main, which may differ from main's entry, imports."""
    if path.endswith((".ts", ".tsx", ".mts", ".cts")):
        return ModuleKind.TYPESCRIPT
    source = Source.of(path, raw)
    if path.endswith(".mjs") or has_module_syntax(parse(source, regions(source)[0])):
        return ModuleKind.ESM if layout.main_kind is ModuleKind.ESM or path.endswith(".mjs") else ModuleKind.BUNDLED
    return ModuleKind.COMMONJS


def _start(script: Script) -> None:
    kind = script.kind
    if kind is ModuleKind.COMMONJS:
        imports = "\n".join(f"const {name} = require({quoted(module)})" for name, module in _IMPORTS)
    elif kind is not ModuleKind.TYPESCRIPT:
        imports = "\n".join(f"import {name} from {quoted(module)}" for name, module in _IMPORTS)
    else:
        types = "import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'\n"
        imports = types + "\n".join(f"import {name if name[0] == '{' else '* as ' + name} from {quoted(m)}" for name, m in _IMPORTS)
    code = f"{_HEADING}\n{imports}\n\n{_CODE}"
    if kind is ModuleKind.ESM:
        here = "const here = path.dirname(fileURLToPath(import.meta.url))"
        code = code.replace(_LISTS, f"{here}\n\n{_LISTS}").replace("__dirname", "here")
    script.replace(0, len(script.data), script.dressed(code) + "\n")
    if kind is ModuleKind.COMMONJS:
        script.add_last(script.dressed("module.exports = {}"))


def _add_page(script: Script, page: TrustedPage, folder: str) -> None:
    if page.file:
        _add_to_list(script, "files", posixpath.relpath(page.file, folder or "."))
    if page.origin:
        local = re.match(r"https?://(localhost|127\.|0\.0\.0\.0|\[::1\])", page.origin) is not None
        _add_to_list(script, "devOrigins" if local else "origins", page.origin)
    if page.development:
        _add_expression(script, "devOrigins", page.development)


def _add_expression(script: Script, name: str, expression: str) -> None:
    """An address that is there only while the app is developed."""
    declarator = script.declared(name)
    array = declarator.child_by_field_name("value") if declarator is not None else None
    if array is None or array.type != "array":
        if expression.encode() in script.data:
            return
        raise CannotRenderError(f"{script.path}: no list `{name}` that {expression} could be added to")
    if script.kind is ModuleKind.TYPESCRIPT and re.fullmatch(r"\w+", expression) and f"declare const {expression}:".encode() not in script.data:
        # a constant that the bundler fills in
        first = script.declared("files")
        script.add_before(script.top_level(first if first is not None else array), script.dressed(f"declare const {expression}: string"))
        _add_expression(script, name, expression)
        return
    if expression not in script.text(array):
        script.add_element(array, f"...({expression} ? [{expression}] : [])", None, spaced=False)


def _add_to_list(script: Script, name: str, value: str) -> None:
    declarator = script.declared(name)
    array = declarator.child_by_field_name("value") if declarator is not None else None
    if array is None or array.type != "array":
        if any(script.string(node) == value for node in (*script.nodes("string"), *script.nodes("template_string"))):
            return
        raise CannotRenderError(f"{script.path}: no list `{name}` that {value} could be added to")
    values = [(script.string(node) or "", node) for node in array.named_children if node.type != "comment"]
    if value in (known for known, _ in values):
        return
    in_order = [known for known, _ in values] == sorted(known for known, _ in values)
    before = next((node for known, node in values if in_order and known > value), None)
    script.add_element(array, script.style.string(value), before, spaced=False)


def _add_export(script: Script, name: str) -> None:
    if _exports(script, name):
        return
    helper = _EXPORTS[name]
    if script.declared(helper.name) is not None:
        raise CannotRenderError(f"{script.path} declares `{helper.name}` and does not export it")
    exports = _exports_object(script)
    if script.kind is not ModuleKind.COMMONJS:
        _add_function(script, helper, script.add_last)
        return
    if exports is None:
        raise CannotRenderError(f"{script.path}: no `module.exports = {{ … }}` that `{helper.name}` could be added to")
    anchor = script.top_level(exports)
    _add_function(script, helper, lambda code: script.add_before(anchor, code))
    exports = _exports_object(script)
    if exports is not None:
        names = [(script.text(node), node) for node in exports.named_children if node.type != "comment"]
        order = sorted(_EXPORTS)
        before = next((node for name, node in names if name in order and order.index(name) > order.index(helper.name)), None)
        script.add_element(exports, helper.name, before)


def _add_function(script: Script, function: Snippet, place: Callable[[str], None]) -> None:
    Snippets(script, tuple(_EXPORTS.values()), electron=frozenset(), declarations=None, place=place).add({function.name})


def _exports(script: Script, name: str) -> bool:
    """True when the module exports `name` in any of the usual ways."""
    exports = _exports_object(script)
    if exports is not None:
        keys = [node.child_by_field_name("key") or node.child_by_field_name("name") or node for node in exports.named_children]
        if name in map(script.text, keys):
            return True
    for statement in script.statements:
        text = script.text(statement)
        if statement.type == "export_statement" and re.search(rf"\b{name}\b", text.split("{")[0] if "function" in text else text):
            return True
        if re.match(rf"(module\.)?exports\.{name}\s*=", text):
            return True
    return False


def _exports_object(script: Script) -> Node | None:
    for assignment in script.nodes("assignment_expression"):
        left, right = assignment.child_by_field_name("left"), assignment.child_by_field_name("right")
        if left is not None and right is not None and script.text(left) == "module.exports" and right.type == "object":
            return right
    return None


_IMPORTS = (("{ app, ipcMain }", "electron"), ("fs", "fs"), ("path", "path"), ("{ fileURLToPath }", "url"))

_HEADING = "// ipcMain for this app's own pages: a request from elsewhere is rejected, a message dropped, a caller that waits is told."

_LISTS = """\
// The pages: files, relative to this one; origins of custom schemes; the dev server, which a packaged app does not trust.
const files: string[] = []
const origins: string[] = []
const devOrigins: string[] = []"""

_CODE = (
    f"{_LISTS}\n"
    + """
// compared as files: the spelling of a file: URL differs by symlink, drive letter, case and escaping
function fileOf (name: string) {
  try { return fs.realpathSync.native(name) } catch (error) { return null }
}

function originOf (url: string) {
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`.toLowerCase()
}

function isOwnPage (url: string) {
  try {
    if (!url.startsWith('file:')) return origins.concat(app.isPackaged ? [] : devOrigins).map(originOf).includes(originOf(url))
    const file = fileOf(fileURLToPath(url))
    return file !== null && files.some((page) => fileOf(path.join(__dirname, page)) === file)
  } catch (error) {
    return false
  }
}

// Web contents whose current document is such a page; a route set by the History API is no new document.
const showingOwnPage = new WeakSet<WebContents>()
app.on('web-contents-created', (_event, contents) => {
  contents.on('did-navigate', (_event, url) => {
    if (isOwnPage(url)) showingOwnPage.add(contents)
    else showingOwnPage.delete(contents)
  })
})

function isTrusted (event: IpcMainEvent | IpcMainInvokeEvent) {
  if (!showingOwnPage.has(event.sender)) return false
  // Up to Electron 11 a sub-frame that has the preload cannot be told from its page.
  if (!('senderFrame' in event)) return true
  try {
    // null, or throws, when the frame is gone
    const { senderFrame } = event as { senderFrame?: { parent?: unknown } | null }
    return !!senderFrame && senderFrame.parent === null
  } catch (error) {
    return false
  }
}"""
)

_EXPORTS: Mapping[str, Snippet] = {
    HandlerKind.HANDLE.value: Snippet(
        "handle",
        """\
export function handle<Args extends unknown[]> (channel: string, listener: (event: IpcMainInvokeEvent, ...args: Args) => unknown) {
  ipcMain.handle(channel, (event, ...args) => {
    if (!isTrusted(event)) throw new Error(`${channel}: untrusted sender`)
    return listener(event, ...(args as Args))
  })
}""",
    ),
    HandlerKind.ON.value: Snippet(
        "on",
        """\
// What a listener throws, or rejects with, drops the message.
export function on<Args extends unknown[]> (channel: string, listener: (event: IpcMainEvent, ...args: Args) => unknown) {
  ipcMain.on(channel, (event, ...args) => {
    if (!isTrusted(event)) return console.warn(`${channel}: untrusted sender`)
    Promise.resolve().then(() => listener(event, ...(args as Args))).catch((error) => { console.warn(`${channel}: ${error}`) })
  })
}""",
    ),
    HandlerKind.ANSWER.value: Snippet(
        "answer",
        """\
// For a page that waits: it always gets { ok, value } or { ok, error }.
export function answer<Args extends unknown[]> (channel: string, listener: (event: IpcMainEvent, ...args: Args) => unknown) {
  ipcMain.on(channel, (event, ...args) => {
    const trusted = isTrusted(event)
    Promise.resolve().then(() => {
      if (!trusted) throw new Error(`${channel}: untrusted sender`)
      return listener(event, ...(args as Args))
    }).then((value) => {
      event.returnValue = { ok: true, value }
    }).catch((error) => {
      event.returnValue = { ok: false, error: error instanceof Error ? error.message : String(error) }
    })
  })
}""",
    ),
    FOR_OWN_LISTENERS: Snippet(
        FOR_OWN_LISTENERS,
        """\
// In the place of ipcMain: listeners run at once, and what they throw is thrown. A page that waits and is no own one gets null.
export const trustedIpcMain = {
  handle<Args extends unknown[]> (channel: string, listener: (event: IpcMainInvokeEvent, ...args: Args) => unknown) {
    ipcMain.handle(channel, (event, ...args) => {
      if (!isTrusted(event)) throw new Error(`${channel}: untrusted sender`)
      return listener(event, ...(args as Args))
    })
  },

  on<Args extends unknown[]> (channel: string, listener: (event: IpcMainEvent, ...args: Args) => unknown) {
    ipcMain.on(channel, (event, ...args) => {
      // an event without a sender is main's own, by ipcMain.emit
      if (!event || !event.sender || isTrusted(event)) {
        listener(event, ...(args as Args))
      } else {
        console.warn(`${channel}: untrusted sender`)
        event.returnValue = null
      }
    })
  }
}""",
    ),
    KEEP_TO_OWN_PAGES: Snippet(
        KEEP_TO_OWN_PAGES,
        """\
// A link, or a file that is dropped on it, leads a window to no page but the app's own.
export function keepToOwnPages ({ webContents }: { webContents: WebContents }) {
  webContents.on('will-navigate', (event, url) => {
    if (!isOwnPage(url)) event.preventDefault()
  })
}""",
    ),
    OPEN_NO_WINDOWS: Snippet(
        OPEN_NO_WINDOWS,
        """\
// Nothing that a page shows opens a window.
export function openNoWindows ({ webContents }: { webContents: WebContents }) {
  const contents = webContents as unknown as {
    setWindowOpenHandler?: (handler: () => { action: 'deny' }) => void
    on: (name: 'new-window', listener: (event: { preventDefault: () => void }) => void) => void
  }
  // there from Electron 12 on
  if (contents.setWindowOpenHandler) contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  else contents.on('new-window', (event) => { event.preventDefault() })
}""",
    ),
    "showsOwnPage": Snippet(
        "showsOwnPage",
        """\
// Whether web contents show one of the app's own pages.
export function showsOwnPage (contents: WebContents) {
  return showingOwnPage.has(contents)
}""",
    ),
}
