"""Keep the function of a global shortcut in the page, and let main register its keys.

## What it does
`remote.globalShortcut.register('F5', reload)` becomes `window.electronAPI.globalShortcut.register('F5', reload)`. Main registers the keys that the
app's pages name and no others, says when they are pressed, and unregisters them when the page goes or loads another document.

## Why
The function crosses to main by `remote`, and main calls it there; a page that was reloaded leaves a dead one behind.

## When it stays its hand
The function cannot be told (it is spread, or missing), or several shortcuts are registered at once.

## Safety
Review: the function runs a moment later than main gets the keys, and the shortcut goes with the document that registered it.
"""

from __future__ import annotations

from dataclasses import replace

from electron_migrate.api import (
    ApiUse,
    BridgeMember,
    Call,
    Context,
    DropUnused,
    Edit,
    Example,
    Fix,
    HandlerKind,
    HandlerParameter,
    MainHandler,
    Manual,
    MemberKind,
    Need,
    Parameter,
    Safety,
    Site,
    Spread,
    Transform,
    Use,
    Value,
    callback_edits,
)

TRANSFORM = Transform(
    id="global-shortcut",
    title="Register a page's global shortcuts in main",
    rules=("remote-use",),
    origins=("remote.globalShortcut.register", "remote.globalShortcut.unregister", "remote.globalShortcut.unregisterAll"),
    safety=Safety.REVIEW,
)

_REMOTE = "const { remote } = require('electron')\n"

EXAMPLES = (
    Example(
        "registered and unregistered",
        before=_REMOTE
        + "const reload = () => remote.getCurrentWindow().reload()\nremote.globalShortcut.register('F5', reload)\n"
        "window.addEventListener('beforeunload', () => {\n  remote.globalShortcut.unregister('F5')\n})\n",
        after="const reload = () => window.electronAPI.window.reload()\nwindow.electronAPI.globalShortcut.register('F5', () => { reload() })\n"
        "window.addEventListener('beforeunload', () => {\n  window.electronAPI.globalShortcut.unregister('F5')\n})\n",
    ),
    Example(
        "whether it could be registered",
        before=_REMOTE
        + "const { globalShortcut: keys } = remote\nconst got = keys.register('Control+Shift+D', () => { open() })\nif (!got) warn()\nkeys.unregisterAll()\n",
        after="const got = window.electronAPI.globalShortcut.registerSync('Control+Shift+D', () => { open() })\nif (!got) warn()\n"
        "window.electronAPI.globalShortcut.unregisterAll()\n",
    ),
    Example(
        "keys that the user chose",
        before="const { remote } = require('electron')\n"
        "function bind (keys) {\n  remote.globalShortcut.register(keys, () => toggle(1))\n}\nbind(stored())\nbind(other())\n",
        after="function bind (keys) {\n  window.electronAPI.globalShortcut.register(keys, () => { toggle(1) })\n}\nbind(stored())\nbind(other())\n",
    ),
    Example(
        "arguments that are spread",
        before=_REMOTE + "remote.globalShortcut.register(...binding)\n",
        after=None,
        why="which keys and which function are meant is not known",
    ),
    Example(
        "the method as a value",
        before=_REMOTE + "bindings.forEach(remote.globalShortcut.unregister)\n",
        after=None,
        why="what it is called with is not known",
    ),
    Example(
        "the same names on another object",
        before="const globalShortcut = keyboard()\nglobalShortcut.register('F5', reload)\n",
        after=None,
        why="nothing of Electron is used",
    ),
)

_CHANGES = (
    "Main hears of the shortcut a moment later, and unregisters it when the page goes or loads another document; its function runs by a message of main's."
)
_RISK = "the page chooses the keys: they are taken from all other programs"


def rewrite(site: Site, context: Context) -> Fix | Manual:
    level = next((level for level in site.levels if level.origin[:1] == ("globalShortcut",) and len(level.origin) == 2), None)
    if level is None or level.use is not ApiUse.CALL or not isinstance(level.value, Call) or level.value.optional:
        return Manual("The method is used as a value.", "Call it where it is meant.")
    call, name = level.value, level.origin[1]
    if any(isinstance(argument, Spread) for argument in call.arguments) or len(call.arguments) != {"register": 2, "unregister": 1}.get(name, 0):
        return Manual("What is passed cannot be read.", "Pass the keys and the function one by one.")
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    edits: dict[str, tuple[Edit, ...]] = {}
    kind = name
    if name == "register":
        changed = callback_edits(context, site.unit, call.arguments[1])
        if isinstance(changed, Manual):
            return changed
        edits.update(changed)
        if site.chain.use is not Use.STATEMENT or level.value is not site.chain.value:
            kind = "registerSync"
    elif site.chain.use not in (Use.STATEMENT, Use.RETURNED):
        return Manual("What it answers is used, but it answers nothing.", "Make it a statement of its own.")
    own = context.callee_edits(site.unit, call.function, ("globalShortcut", kind))
    edits[site.unit.path] = (*own, *edits.get(site.unit.path, ()))
    needs = _needs(context, preloads, kind, site, call.arguments[0] if call.arguments else None)
    return Fix(
        title=f"globalShortcut.{kind} through the bridge",
        safety=Safety.REVIEW,
        topic="globalShortcut",
        edits=edits,
        needs=(*needs, DropUnused(site.unit.path)),
        may_change=_CHANGES,
    )


def _needs(context: Context, preloads: tuple[str, ...], kind: str, site: Site, keys: Value | None) -> tuple[Need, ...]:
    channel = context.free_channel(f"globalShortcut:{kind}")
    pressed = context.free_channel("globalShortcut:pressed")
    accelerator = Parameter("accelerator", "string")
    callback = Parameter("callback", "() => void")
    text = context.facts.origins.text(site.unit, keys) if keys is not None else None
    checked = HandlerParameter("accelerator", "string", guard="" if text is not None else "string", values=(text,) if text is not None else ())
    todos = (_RISK,) if keys is not None and text is None and kind != "unregister" else ()
    path = ("globalShortcut", kind)
    body = f"registerShortcut(event.sender, '{pressed}', accelerator)"
    match kind:
        case "register":
            asked = f"(keepShortcut('{pressed}', accelerator, callback), ipcRenderer.invoke('{channel}', accelerator))"
            member = BridgeMember(
                "", path, MemberKind.LOCAL, parameters=(accelerator, callback), result="Promise<boolean>",
                expression=asked, imports=("ipcRenderer",), helpers=("keepShortcut",),
            )  # fmt: skip
            handler = MainHandler(channel, HandlerKind.HANDLE, (checked,), body, todos=todos, helpers=("registerShortcut",))
        case "registerSync":
            asked = f"(keepShortcut('{pressed}', accelerator, callback), ask('{channel}', accelerator))"
            member = BridgeMember(
                "", path, MemberKind.LOCAL, parameters=(accelerator, callback), result="boolean",
                expression=asked, helpers=("ask", "keepShortcut"), doc="Blocks the page until main answers.",
            )  # fmt: skip
            handler = MainHandler(channel, HandlerKind.ANSWER, (checked,), body, todos=todos, helpers=("registerShortcut",))
        case "unregister":
            member = BridgeMember("", path, MemberKind.SEND, channel, (accelerator,))
            handler = MainHandler(channel, HandlerKind.ON, (checked,), "globalShortcut.unregister(accelerator)", imports=("globalShortcut",))
        case _:
            member = BridgeMember("", path, MemberKind.SEND, channel)
            handler = MainHandler(channel, HandlerKind.ON, (), "globalShortcut.unregisterAll()", imports=("globalShortcut",))
    return (*(replace(member, preload=preload) for preload in preloads), handler)
