"""Keep the items of a page's menu in the page, and let main show it.

## What it does
`new Menu()` becomes a list, `append(new MenuItem({ … }))` becomes `push({ … })`, `Menu.buildFromTemplate(template)` is the template, and
`menu.popup({ window, x, y })` becomes `window.electronAPI.menu.popup(menu, { x, y })`. A menu that main keeps (of the application, the window, the dock) is
sent there; an item of it is changed by its id (`menu.setItem('save', { enabled })`). Main builds the menu of a plain copy, with the keys and roles that
the app's pages use and no others, and says which item was chosen; the function of that item runs in the page as before.

## Why
A menu made by `remote` is a live object of main, held by the page item by item, and its clicks are functions that main calls in the page. None of
that crosses to an isolated page.

## When it stays its hand
A menu or item is handed on to code that cannot be followed; a click function uses the window or the event, or changes its item; a checkbox of a
menu that main keeps and that is popped up too; an icon is an image of Electron's; the menu is placed over another window. The menus of one
script are rewritten together, so one of them holds the others.

## Safety
Review: the menu opens a moment later, over the page's own window; an error in a click function is an unhandled rejection, for a menu that main keeps in
the console alone; what a function that is not written in place returns is copied over the bridge.
"""

from __future__ import annotations

from electron_migrate.api import (
    BridgeMember,
    Context,
    DropUnused,
    Example,
    Fix,
    HandlerKind,
    HandlerParameter,
    MainHandler,
    Manual,
    MemberKind,
    MenuMember,
    Need,
    Parameter,
    Safety,
    Site,
    Transform,
    menu_items,
)

TRANSFORM = Transform(
    id="menu",
    title="Show a page's menu from main",
    rules=("remote-use",),
    origins=("remote.Menu", "remote.MenuItem", "remote.currentWindow.setMenu", "remote.app.dock.setMenu"),
    safety=Safety.REVIEW,
)

_REMOTE = "const { remote } = require('electron')\n"

EXAMPLES = (
    Example(
        "items of Electron's own type",
        before="//- renderer.ts\nimport { remote, MenuItemConstructorOptions } from 'electron'\n"
        "const items: MenuItemConstructorOptions[] = [{ label: 'Copy', click: () => { copy() } }]\n"
        "const menu = remote.Menu.buildFromTemplate(items)\nmenu.popup({})\n",
        after=None,
        why="the bridge takes less than that type allows, and TypeScript would say so",
    ),
    Example(
        "a template that is shown at once",
        before=_REMOTE
        + "const { Menu } = remote\nwindow.addEventListener('contextmenu', (event) => {\n  event.preventDefault()\n  Menu.buildFromTemplate([\n"
        "    { label: 'Today', click: () => insert(today()) },\n    { type: 'separator' },\n"
        "    { label: 'More', submenu: [{ label: 'Clear', click () { clear() } }] }\n"
        "  ]).popup({ window: remote.getCurrentWindow() })\n})\n",
        after="window.addEventListener('contextmenu', (event) => {\n  event.preventDefault()\n  window.electronAPI.menu.popup([\n"
        "    { label: 'Today', click: () => { insert(today()) } },\n    { type: 'separator' },\n"
        "    { label: 'More', submenu: [{ label: 'Clear', click () { clear() } }] }\n"
        "  ])\n})\n",
    ),
    Example(
        "appended item by item, some of them on a condition",
        before=_REMOTE
        + "function show (file) {\n  const menu = new remote.Menu()\n  menu.append(new remote.MenuItem({\n    label: 'Open',\n"
        "    click: () => open(file)\n  }))\n"
        "  if (file.path) {\n    menu.append(new remote.MenuItem({ type: 'separator' }))\n  }\n"
        "  menu.insert(0, new remote.MenuItem({ label: file.name, enabled: false }))\n"
        "  menu.popup({ window: remote.getCurrentWindow() })\n}\nshow(current)\n",
        after="function show (file) {\n  const menu = []\n  menu.push({\n    label: 'Open',\n    click: () => { open(file) }\n  })\n"
        "  if (file.path) {\n    menu.push({ type: 'separator' })\n  }\n  menu.splice(0, 0, { label: file.name, enabled: false })\n"
        "  window.electronAPI.menu.popup(menu)\n}\nshow(current)\n",
    ),
    Example(
        "a menu kept in a field, placed by the mouse",
        before="const { remote } = require('electron')\nconst { Menu, MenuItem } = remote\nclass Cell {\n  onContextMenu (event) {\n"
        "    if (!this.contextMenu) {\n      this.contextMenu = new Menu()\n"
        "      this.contextMenu.append(\n        new MenuItem({\n          label: 'Preview',\n"
        "          click: this.props.onPreview.bind(this, this.props.value),\n        }),\n      )\n    }\n"
        "    this.contextMenu.popup({\n      x: event.clientX,\n      y: event.clientY\n    })\n  }\n}\n",
        after="class Cell {\n  onContextMenu (event) {\n    if (!this.contextMenu) {\n      this.contextMenu = []\n"
        "      this.contextMenu.push(\n        {\n          label: 'Preview',\n"
        "          click: this.props.onPreview.bind(this, this.props.value),\n        },\n      )\n    }\n"
        "    window.electronAPI.menu.popup(this.contextMenu, {\n      x: event.clientX,\n      y: event.clientY\n    })\n  }\n}\n",
    ),
    Example(
        "templates made by methods, and a window in a field",
        before=_REMOTE
        + "class ContextMenu {\n  open (kind) {\n    let menu\n    switch (kind) {\n      case 'color':\n"
        "        menu = remote.Menu.buildFromTemplate(this.colorMenu())\n        break\n"
        "      default:\n        menu = remote.Menu.buildFromTemplate(this.otherMenu())\n    }\n    menu.popup(remote.getCurrentWindow())\n  }\n"
        "  colorMenu () {\n    return [{ label: 'Delete', click: () => deleteColor() }]\n  }\n  otherMenu () {\n"
        "    return [{ role: 'copy' }]\n  }\n}\n",
        after="class ContextMenu {\n  open (kind) {\n    let menu\n    switch (kind) {\n      case 'color':\n        menu = this.colorMenu()\n"
        "        break\n"
        "      default:\n        menu = this.otherMenu()\n    }\n    window.electronAPI.menu.popup(menu)\n  }\n"
        "  colorMenu () {\n    return [{ label: 'Delete', click: () => { deleteColor() } }]\n  }\n  otherMenu () {\n"
        "    return [{ role: 'copy' }]\n  }\n}\n",
    ),
    Example(
        "items of another module, with a field of their own that the click reads",
        before=_REMOTE
        + "const { CLOSE } = require('./items')\nfunction show (tab) {\n  const menu = new remote.Menu()\n  ;[CLOSE].forEach((item) => {\n"
        "    const menuItem = new remote.MenuItem(item)\n    menuItem._tab = tab.id\n    menu.append(menuItem)\n  })\n"
        "  menu.popup([{ window: remote.getCurrentWindow(), x: 1, y: 2 }])\n}\n"
        "//- items.js\nconst CLOSE = {\n  label: 'Close',\n  click (menuItem, browserWindow) {\n    close(menuItem._tab)\n  }\n}\n"
        "module.exports = { CLOSE }\n",
        after="import { CLOSE } from './items.js'\nfunction show (tab) {\n  const menu = []\n  ;[CLOSE].forEach((item) => {\n"
        "    const menuItem = { ...item }\n    menuItem._tab = tab.id\n    menu.push(menuItem)\n  })\n  window.electronAPI.menu.popup(menu)\n}\n"
        "//- items.js\nconst CLOSE = {\n  label: 'Close',\n  click (menuItem, browserWindow) {\n    close(menuItem._tab)\n  }\n}\n"
        "export { CLOSE }\n",
    ),
    Example(
        "a click function by its name that answers something",
        before=_REMOTE + "const save = () => store(1)\nremote.Menu.buildFromTemplate([{ label: 'Save', click: save }]).popup()\n",
        after="const save = () => store(1)\nwindow.electronAPI.menu.popup([{ label: 'Save', click: () => { save() } }])\n",
    ),
    Example(
        "items that are written later",
        before=_REMOTE + "const menu = remote.Menu.buildFromTemplate([{ label: 'a' }, { label: 'b', submenu: [{ label: 'c' }] }])\n"
        "function show (on) {\n  menu.items[0].enabled = on\n  menu.items[1].submenu.items[0].visible = on\n  menu.popup()\n}\n"
        "button.onclick = show\n",
        after="const menu = [{ label: 'a' }, { label: 'b', submenu: [{ label: 'c' }] }]\n"
        "function show (on) {\n  menu[0].enabled = on\n  menu[1].submenu[0].visible = on\n  window.electronAPI.menu.popup(menu)\n}\n"
        "button.onclick = show\n",
    ),
    Example(
        "the application menu of a page, and an item that changes",
        before=_REMOTE + "const menu = remote.Menu.buildFromTemplate([\n"
        "  { label: 'File', submenu: [{ id: 'save', label: 'Save', click: save }, { role: 'quit' }] }\n])\n"
        "remote.Menu.setApplicationMenu(menu)\nfunction changed (dirty) {\n"
        "  remote.Menu.getApplicationMenu().getMenuItemById('save').enabled = dirty\n"
        "  menu.items[0].submenu.items[1].visible = !dirty\n}\nfunction save () {\n  store()\n}\n",
        after="const menu = [\n  { label: 'File', submenu: [{ id: 'save', label: 'Save', click: save }, { role: 'quit' }] }\n]\n"
        "window.electronAPI.menu.setApplicationMenu(menu)\nfunction changed (dirty) {\n"
        "  window.electronAPI.menu.setItem('save', { enabled: dirty })\n"
        "  window.electronAPI.menu.setItem([0, 1], { visible: !dirty })\n}\nfunction save () {\n  store()\n}\n",
    ),
    Example(
        "an item of the application menu in a name",
        before=_REMOTE + "const ID = 'insert'\nfunction update (on, ticked) {\n  const item = remote.Menu.getApplicationMenu().getMenuItemById(ID)\n"
        "  if (item) {\n    item.enabled = on\n    item.checked = ticked\n  }\n}\nupdate(true, false)\n",
        after="const ID = 'insert'\nfunction update (on, ticked) {\n  const item = ID\n"
        "  if (item) {\n    window.electronAPI.menu.setItem(item, { enabled: on })\n"
        "    window.electronAPI.menu.setItem(item, { checked: ticked })\n  }\n}\nupdate(true, false)\n",
    ),
    Example(
        "the application menu shown by a button",
        before=_REMOTE + "button.onclick = () => {\n  const win = remote.getCurrentWindow()\n"
        "  remote.Menu.getApplicationMenu().popup({ window: win, x: 23, y: 20 })\n}\n",
        after="button.onclick = () => {\n  window.electronAPI.menu.popupApplicationMenu({ x: 23, y: 20 })\n}\n",
    ),
    Example(
        "the menu of the window, of the dock, and none",
        before=_REMOTE + "const { app, Menu } = remote\nconst win = remote.getCurrentWindow()\n"
        "win.setMenu(Menu.buildFromTemplate([{ label: 'File', submenu: [] }]))\n"
        "app.dock.setMenu(Menu.buildFromTemplate([{ label: 'New', click () { open() } }]))\nMenu.setApplicationMenu(null)\n",
        after="window.electronAPI.window.setMenu([{ label: 'File', submenu: [] }])\n"
        "window.electronAPI.app.setDockMenu([{ label: 'New', click () { open() } }])\nwindow.electronAPI.menu.removeApplicationMenu()\n",
    ),
    Example(
        "no menu for the window",
        before="const { getCurrentWindow } = require('electron').remote\ngetCurrentWindow().setMenu(null)\n",
        after="window.electronAPI.window.removeMenu()\n",
    ),
    Example(
        "a typed page that fills its menu item by item",
        before="//- index.html\n<script type='module' src='page.ts'></script>\n"
        "//- page.ts\nimport { remote } from 'electron'\nconst menu = new remote.Menu()\n"
        "menu.append(new remote.MenuItem({ label: 'x', click: () => { act() } }))\nwindow.oncontextmenu = () => { menu.popup() }\n",
        after="//- page.ts\nconst menu = [] as Parameters<Window['electronAPI']['menu']['popup']>[0]\n"
        "menu.push({ label: 'x', click: () => { act() } })\nwindow.oncontextmenu = () => { window.electronAPI.menu.popup(menu) }\n\nexport {}\n",
    ),
    Example(
        "a template that grows once the menu is made: the menu did not",
        before=_REMOTE + "const items = [{ label: 'a' }]\nconst menu = remote.Menu.buildFromTemplate(items)\n"
        "function more () { items.push({ label: 'b' }) }\nwindow.oncontextmenu = () => { more(); menu.popup() }\n",
        after="const items = [{ label: 'a' }]\nconst menu = [...items]\n"
        "function more () { items.push({ label: 'b' }) }\nwindow.oncontextmenu = () => { more(); window.electronAPI.menu.popup(menu) }\n",
    ),
    Example(
        "a template whose items are written once the menu is made",
        before=_REMOTE + "const items = [{ label: 'a' }]\nconst menu = remote.Menu.buildFromTemplate(items)\n"
        "window.oncontextmenu = () => { items[0].label = 'b'; menu.popup() }\n",
        after=None,
        why="the menu did not change with its template",
    ),
    Example(
        "an item of the application menu that is read",
        before=_REMOTE + "const ticked = remote.Menu.getApplicationMenu().getMenuItemById('x').checked\nuse(ticked)\n",
        after=None,
        why="main has to be asked, and the value is needed in place",
    ),
    Example(
        "a click function that uses the window",
        before=_REMOTE + "remote.Menu.buildFromTemplate([{ label: 'x', click: (item, win) => win.reload() }]).popup()\n",
        after=None,
        why="the window stays in main",
    ),
    Example(
        "a menu that is handed on",
        before=_REMOTE + "const menu = new remote.Menu()\nplugins.extend(menu)\nmenu.popup()\n",
        after=None,
        why="what is done with it elsewhere needs a live menu",
    ),
    Example(
        "arguments that are spread",
        before=_REMOTE + "remote.Menu.buildFromTemplate(...parts).popup()\n",
        after=None,
        why="what the menu is made of is not known",
    ),
    Example(
        "a tick that Electron keeps",
        before=_REMOTE
        + "const menu = remote.Menu.buildFromTemplate([{ label: 'x', type: 'checkbox' }])\nwindow.oncontextmenu = () => { menu.popup() }\n"
        "remote.Menu.setApplicationMenu(menu)\n",
        after=None,
        why="main ticks the menu that it keeps, and the page's list would not know",
    ),
    Example(
        "the class as a value",
        before=_REMOTE + "const isMenu = (x) => x instanceof remote.Menu\nuse(isMenu)\n",
        after=None,
        why="there is no such class in an isolated page",
    ),
    Example(
        "a menu that is not Electron's",
        before="const menu = new Menu()\nmenu.append(new MenuItem({ label: 'x' }))\nmenu.popup()\n",
        after=None,
        why="nothing of Electron is used",
    ),
    Example(
        "migrated already",
        before="window.electronAPI.menu.popup([{ label: 'x' }])\n",
        after=None,
        why="there is nothing left to do",
    ),
)

_CHANGES = (
    "The menu opens over the page's own window once main has it, a moment later; an error in a click function is an unhandled rejection, for a menu "
    "that main keeps in the console alone; what a function that is not written in place returns is copied over the bridge."
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    fix = context.menus.fix(site)
    if isinstance(fix, Manual):
        return fix
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    needs: tuple[Need, ...] = ()
    if fix.member is not None:
        made = _Bridge(context, fix.member)
        needs = (*(made.member(preload) for preload in preloads), made.handler())
    return Fix(
        title=f"{site.name} as a plain list" if fix.member is None else f"{fix.member.value} through the bridge",
        safety=Safety.REVIEW,
        topic="menu",
        edits=fix.edits,
        needs=(*needs, *(DropUnused(path) for path in sorted({site.unit.path, *fix.edits}))),
        may_change=_CHANGES,
    )


# What hangs where, and what main does with the items of a page.
_KEPT = {
    MenuMember.APPLICATION: ("menu", "Menu.setApplicationMenu({})", ("Menu",)),
    MenuMember.WINDOW: ("window", "win.setMenu({})", ()),
    MenuMember.DOCK: ("app", "app.dock && app.dock.setMenu({})", ("app",)),
}


class _Bridge:
    """The method of the bridge, and the handler in main, for one thing that pages do with menus."""

    def __init__(self, context: Context, member: MenuMember) -> None:
        self.context = context
        self.kind = member
        self.owner = _KEPT[member][0] if member in _KEPT else "window" if member is MenuMember.NO_WINDOW else "menu"
        self.path = (self.owner, member.value)
        self.channel = context.free_channel(":".join(self.path))
        self.options = context.menus.options(member)

    def member(self, preload: str) -> BridgeMember:
        items = Parameter("items", "MenuItemTemplate[]")
        declared = ("MenuItemTemplate",)
        match self.kind:
            case MenuMember.POPUP:
                parameters = (items, *self._options())
                given = "".join(f", {parameter.name}" for parameter in parameters)
                return BridgeMember(
                    preload, self.path, MemberKind.LOCAL, parameters=parameters, result="Promise<void>",
                    expression=f"popupMenu('{self.channel}'{given})", helpers=("popupMenu",), declarations=declared,
                    doc="Resolves when the menu has closed and the function of the chosen item has run.",
                )  # fmt: skip
            case MenuMember.APPLICATION | MenuMember.WINDOW | MenuMember.DOCK:
                return BridgeMember(
                    preload, self.path, MemberKind.LOCAL, parameters=(items,),
                    expression=f"sendMenu('{self.channel}', '{self._clicks()}', items)", helpers=("sendMenu",), declarations=declared,
                )  # fmt: skip
            case MenuMember.SET_ITEM:
                parameters = (Parameter("item", "string | number[]"), Parameter("changes", self._changes()))
                return BridgeMember(preload, self.path, MemberKind.SEND, self.channel, parameters)
            case MenuMember.POPUP_APPLICATION:
                return BridgeMember(preload, self.path, MemberKind.SEND, self.channel, self._options())
            case _:
                return BridgeMember(preload, self.path, MemberKind.SEND, self.channel)

    def handler(self) -> MainHandler:
        options = tuple(HandlerParameter(one.name, one.type, optional=True, keys=self.options) for one in self._options())
        passed = "".join(f", {one.name}" for one in options)
        if self.kind in _KEPT:
            _, body, imports = _KEPT[self.kind]
            menu = f"pageMenu(event.sender, '{self._clicks()}', items)"
            return self._with_items(HandlerKind.ON, (), body.replace("{}", menu), "pageMenu", imports, window=self.kind is MenuMember.WINDOW)
        match self.kind:
            case MenuMember.POPUP:
                return self._with_items(HandlerKind.HANDLE, options, f"popupMenu(win, items{passed})", "popupMenu", (), window=True)
            case MenuMember.SET_ITEM:
                parameters = (
                    HandlerParameter("item", "string | number[]"),
                    HandlerParameter("changes", self._changes(), keys=self.context.menus.changes()),
                )
                return MainHandler(self.channel, HandlerKind.ON, parameters, "setMenuItem(item, changes)", helpers=("setMenuItem",))
            case MenuMember.POPUP_APPLICATION:
                body = f"popupApplicationMenu(win{passed})"
                return MainHandler(self.channel, HandlerKind.ON, options, body, uses_window=True, helpers=("popupApplicationMenu",))
            case MenuMember.NO_WINDOW:
                return MainHandler(self.channel, HandlerKind.ON, (), "win.removeMenu()", uses_window=True)
            case _:
                return MainHandler(self.channel, HandlerKind.ON, (), "Menu.setApplicationMenu(null)", imports=("Menu",))

    def _with_items(
        self, kind: HandlerKind, more: tuple[HandlerParameter, ...], body: str, helper: str, imports: tuple[str, ...], *, window: bool
    ) -> MainHandler:
        items, todos = menu_items(self.context)
        return MainHandler(
            self.channel, kind, (items, *more), body, uses_window=window, imports=imports, todos=todos,
            helpers=(helper,), declarations=("MenuItemTemplate",),
        )  # fmt: skip

    def _clicks(self) -> str:
        return self.context.free_channel(f"{self.owner}:{self.kind.value}:click")

    def _options(self) -> tuple[Parameter, ...]:
        named = ", ".join(f"{name}?: number" for name in self.options)
        return (Parameter("options", f"{{ {named} }}", optional=True),) if self.options else ()

    def _changes(self) -> str:
        kinds = {"checked": "boolean", "enabled": "boolean", "visible": "boolean"}
        named = (f"{name}?: {kinds.get(name, 'string')}" for name in self.context.menus.changes())
        return f"{{ {', '.join(named)} }}"
