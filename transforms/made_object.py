"""Let main make a tray icon or a notification that a page makes with `remote`, and give the page a handle on it.

## What it does
`new remote.Notification({ title, body })` becomes `window.electronAPI.notifications.create({ title, body })`, and `new remote.Tray(path)` becomes
`window.electronAPI.trays.create(path)`. What the page calls on it are methods of the handle (`tray.setToolTip('…')` stays as it is), `on('click', f)`
becomes `onClick(f)`. The menu that an icon gets is a list of items: main builds it, and the function of the item that was chosen runs in the page.
Main knows each by a number, and lets only the page that made it use it.

## Why
An isolated page has no `remote`. A tray icon of a page was a live object of main, whose listeners and menu functions main called in the page.

## When it stays its hand
It is handed on, or has no variable of its own; a member that is used is not in the table, or its listener is taken off in a way that cannot be
followed; the image may be a NativeImage; the options are put together elsewhere; its menu cannot be a list of items.

## Safety
Review: main makes it once it gets the request, and what fails there no longer throws in the page. A tray icon goes with the page that made it.
"""

from __future__ import annotations

import re

from electron_migrate.api import (
    BridgeMember,
    Context,
    DropUnused,
    Edit,
    Example,
    Fix,
    HandleMethod,
    HandlerKind,
    HandlerParameter,
    Made,
    MainHandler,
    Manual,
    MemberKind,
    Need,
    Parameter,
    PathRoot,
    Safety,
    Site,
    Span,
    Transform,
    handle_object,
    made_object_at,
    menu_items,
    with_edits,
)

TRANSFORM = Transform(
    id="made-object",
    title="Make a tray icon or notification in main instead of in a page",
    rules=("remote-use",),
    origins=("remote.Notification", "remote.Tray"),
    safety=Safety.REVIEW,
)

_REMOTE = "const { remote } = require('electron')\n"

EXAMPLES = (
    Example(
        "a notification that is shown, and clicked",
        before=_REMOTE + "function tell (text) {\n  const note = new remote.Notification({ title: 'Done', body: text })\n"
        "  note.on('click', () => { open(text) })\n  note.show()\n}\ntell(first)\n",
        after="function tell (text) {\n  const note = window.electronAPI.notifications.create({ title: 'Done', body: text })\n"
        "  note.onClick(() => { open(text) })\n  note.show()\n}\ntell(first)\n",
    ),
    Example(
        "made and shown at once, by another name",
        before="const { Notification: Note } = require('electron').remote\nnew Note({ title: 'Done' }).show()\n",
        after="window.electronAPI.notifications.create({ title: 'Done' }).show()\n",
    ),
    Example(
        "a reply, and an action",
        before=_REMOTE + "const note = new remote.Notification({ title: 'Hello', hasReply: true })\n"
        "note.once('reply', (event, text) => { answer(text) })\nnote.on('action', (event, index) => { act(index) })\nnote.show()\n",
        after="const note = window.electronAPI.notifications.create({ title: 'Hello', hasReply: true })\n"
        "note.onceReply((text) => { answer(text) })\nnote.onAction((index) => { act(index) })\nnote.show()\n",
    ),
    Example(
        "a tray icon with a menu",
        before="const { Tray, Menu } = require('electron').remote\nconst path = require('path')\n"
        "let tray = null\nfunction show () {\n  tray = new Tray(path.join(__dirname, 'icon.png'))\n  tray.setToolTip('Notes')\n"
        "  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'New', click: () => add() }]))\n"
        "  tray.on('click', (event, bounds) => place(bounds))\n}\nfunction hide () {\n  if (tray) tray.destroy()\n  tray = null\n}\nshow()\nhide()\n",
        after="let tray = null\nfunction show () {\n"
        "  tray = window.electronAPI.trays.create(window.electronAPI.path.join(window.electronAPI.folders.app, 'icon.png'))\n"
        "  tray.setToolTip('Notes')\n  tray.setContextMenu([{ label: 'New', click: () => { add() } }])\n"
        "  tray.onClick((bounds) => { place(bounds) })\n}\nfunction hide () {\n  if (tray) tray.destroy()\n  tray = null\n}\nshow()\nhide()\n",
    ),
    Example(
        "where the icon is",
        before=_REMOTE + "async function where () {\n  const tray = new remote.Tray('icon.png')\n  use((await tray.getBounds()).x)\n}\nwhere()\n",
        after="async function where () {\n  const tray = window.electronAPI.trays.create('icon.png')\n  use((await tray.getBounds()).x)\n}\nwhere()\n",
    ),
    Example(
        "it is handed on",
        before=_REMOTE + "const tray = new remote.Tray('icon.png')\nregister(tray)\n",
        after=None,
        why="what is done with it is not seen",
    ),
    Example(
        "an image that may be a NativeImage",
        before=_REMOTE + "const tray = new remote.Tray(icon(1))\ntray.setToolTip('x')\n",
        after=None,
        why="a NativeImage does not cross",
    ),
    Example(
        "options that are put together elsewhere",
        before=_REMOTE + "new remote.Notification({ ...defaults }).show()\n",
        after=None,
        why="which options are passed is not known",
    ),
    Example(
        "an option that can start programs",
        before=_REMOTE + "new remote.Notification({ toastXml: xml }).show()\n",
        after=None,
        why="a page must not choose it",
    ),
    Example(
        "a listener that uses the event",
        before=_REMOTE + "const tray = new remote.Tray('icon.png')\ntray.on('click', (event) => { if (event.altKey) act() })\n",
        after=None,
        why="the event stays in main",
    ),
    Example(
        "a property that is written",
        before=_REMOTE + "const note = new remote.Notification({ title: 'a' })\nnote.title = 'b'\nnote.show()\n",
        after=None,
        why="main would not see it",
    ),
    Example(
        "a menu that cannot be a list",
        before=_REMOTE + "const tray = new remote.Tray('icon.png')\nconst menu = remote.Menu.buildFromTemplate([{ label: 'x' }])\n"
        "plugins.extend(menu)\ntray.setContextMenu(menu)\n",
        after=None,
        why="the icon and its menu go together",
    ),
    Example(
        "the page's own notification",
        before="const note = new Notification('Done', { body: 'text' })\nnote.onclick = () => open()\n",
        after=None,
        why="it is one of the web's, and needs nothing",
    ),
    Example(
        "a shadowed name",
        before="function show (Tray) {\n  const tray = new Tray('icon.png')\n  tray.setToolTip('x')\n}\nshow(Icon)\n",
        after=None,
        why="the parameter is not Electron's class",
    ),
    Example(
        "already migrated",
        before="const tray = window.electronAPI.trays.create('icon.png')\ntray.setToolTip('x')\n",
        after=None,
        why="there is nothing to do",
    ),
)

_ID = HandlerParameter("id")


def rewrite(site: Site, context: Context) -> Fix | Manual:
    key = made_object_at(context, site)
    made = context.made_objects.get(key) if key is not None else None
    if made is None:
        manual = context.table.find_manual(site.last.origin, site.last.use)
        return Manual(manual.reason, manual.hint)
    preloads = context.bridge_of(made.unit)
    if isinstance(preloads, Manual):
        return preloads
    methods = _methods(context, made)
    if isinstance(methods, Manual):
        return methods
    fix = _Maker(context, made, preloads).fix() if site == made.site else _fix(context, made, f"{site.name} through the handle", (), (), "")
    for use in made.uses:
        if use.span == site.span:
            method = methods[use.span]
            note = method.may_change or fix.may_change
            fix = with_edits(_fix(context, made, fix.title, (*fix.edits.get(made.unit.path, ()), *method.edits), fix.needs, note), method.later)
    return fix


def _methods(context: Context, made: Made) -> dict[object, HandleMethod] | Manual:
    """What each use becomes, by its span, the menu's included."""
    if made.refused is not None:
        return made.refused
    methods: dict[object, HandleMethod] = dict(made.methods)
    for use in made.sets_menu:
        list_of_items = context.menus.fix(use)
        if isinstance(list_of_items, Manual):
            return list_of_items
        methods[use.span] = _set_menu(context, made)
    return methods


def _set_menu(context: Context, made: Made) -> HandleMethod:
    channel = context.free_channel(f"{made.kind.prefix}:setContextMenu")
    clicks = context.free_channel(f"{made.kind.prefix}:setContextMenu:click")
    items, todos = menu_items(context)
    return HandleMethod(
        ("setContextMenu",),
        f"(items: MenuItemTemplate[]) => {{ sendMenuOf('{channel}', '{clicks}', id, items) }}",
        "(items: MenuItemTemplate[]) => void",
        handler=MainHandler(
            channel,
            HandlerKind.ON,
            (_ID, items),
            f"{made.kind.found}.setContextMenu(pageMenuOf(event.sender, '{clicks}', id, items))",
            imports=(made.kind.made,),
            todos=todos,
            helpers=("madeBy", "pageMenuOf"),
            declarations=("MenuItemTemplate",),
        ),
        helper="sendMenuOf",
    )


def _fix(context: Context, made: Made, title: str, edits: tuple[Edit, ...], needs: tuple[Need, ...], may_change: str) -> Fix:
    # icons and their menus are rewritten together
    with_menu = any(one.sets_menu for one in context.made_objects.values() if one.kind == made.kind)
    return Fix(
        title=title,
        safety=Safety.REVIEW,
        topic="menu" if with_menu else made.kind.prefix,
        edits={made.unit.path: edits},
        needs=tuple(dict.fromkeys((*needs, DropUnused(made.unit.path)))),
        may_change=may_change or made.row.may_change,
    )


class _Maker:
    """The member of the bridge that makes things of one class, with the methods that any page of its preload calls on one; and main's side."""

    def __init__(self, context: Context, made: Made, preloads: tuple[str, ...]) -> None:
        self.context, self.made, self.preloads = context, made, preloads
        self.kind, self.row = made.kind, made.row
        self.channel = context.free_channel(f"{self.row.bridge[0]}:{self.row.bridge[1]}")

    def fix(self) -> Fix:
        new = self.made.new
        callee = f"{self.context.bridge_at(self.made.unit, new.span)}.{'.'.join(self.row.bridge)}"
        edits = (Edit.replace(Span(new.span.start, new.arguments_span.start), callee),)
        everywhere = [method for _, _, methods in self._alike() for method in methods]
        needs: list[Need] = [self._member(preload) for preload in self.preloads]
        needs.append(self._handler(everywhere))
        needs.extend(dict.fromkeys(method.handler for method in everywhere if method.handler is not None))
        return _fix(self.context, self.made, f"let main make the {self.kind.variable}", edits, tuple(needs), "")

    def _folder(self) -> PathRoot | None:
        """Where all files that pages name for it lie; None where that is not one folder of the app's own."""
        folders = {made.folder for made, _, _ in self._alike()}
        folder = folders.pop() if len(folders) == 1 else None
        return folder if folder is not None and not folder.is_broad else None

    def _alike(self) -> list[tuple[Made, tuple[str, ...], list[HandleMethod]]]:
        """All that is made of this class in the app, with its preloads and methods."""
        found = []
        for made in self.context.made_objects.values():
            preloads = self.context.bridge_of(made.unit)
            if made.kind != self.kind or isinstance(preloads, Manual):
                continue
            methods = _methods(self.context, made)
            if not isinstance(methods, Manual):
                found.append((made, preloads, list(methods.values())))
        return found

    def _member(self, preload: str) -> BridgeMember:
        methods = [method for _, preloads, methods in self._alike() if preload in preloads for method in methods]
        code, type_ = handle_object(methods)
        [param] = self.row.params
        given = "(id: number)" if re.search(r"\bid\b", code) else "()"
        return BridgeMember(
            preload,
            self.row.bridge,
            MemberKind.LOCAL,
            parameters=(Parameter(param.name, param.type),),
            result=type_,
            types=tuple(sorted({*self.row.types, *(name for method in methods for name in method.types)})),
            expression=f"makeInMain('{self.channel}', {given} => ({code}), {param.name})",
            imports=("ipcRenderer",) if "ipcRenderer" in code else (),
            helpers=tuple(sorted({"makeInMain", *(method.helper for method in methods if method.helper)})),
            declarations=("MenuItemTemplate",) if "MenuItemTemplate" in code else (),
        )

    def _handler(self, methods: list[HandleMethod]) -> MainHandler:
        assert self.made.argument is not None
        name = self.kind.variable
        keep = "keepTray" if self.kind.made == "Tray" else "keepMade"
        told = [method.statement for method in methods if method.statement]
        main, folder = self.row.main, self._folder()
        if folder is not None:
            main = re.sub(r"\((\w+)\)$", rf"(inside({folder.expression}, \1))", main)
        return MainHandler(
            self.channel,
            HandlerKind.ON,
            (_ID, self.made.argument),
            f"{keep}(event, id, {name})",
            imports=(self.kind.made, *(folder.imports if folder is not None else ())),
            types=self.row.types,
            todos=self.made.todos if folder is None else (),
            helpers=tuple(sorted({keep, *(("tellMaker",) if told else ()), *(("inside",) if folder is not None else ())})),
            builtins=folder.builtins if folder is not None else (),
            statements=(f"const {name} = {main}", *sorted(dict.fromkeys(told))),
        )
