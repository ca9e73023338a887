"""Keep the items of a page's menu in the page, and let main show it.

## What it does
`new Menu()` becomes a list, `append(new MenuItem({ … }))` becomes `push({ … })`, `Menu.buildFromTemplate(template)` is the template, and
`menu.popup({ window, x, y })` becomes `window.electronAPI.menu.popup(menu, { x, y })`. Main builds the menu of a plain copy, with the keys and roles that
the app's pages use and no others, and says which item was chosen; the function of that item runs in the page as before.

## Why
A menu made by `remote` is a live object of main, held by the page item by item, and its clicks are functions that main calls in the page. None of
that crosses to an isolated page.

## When it stays its hand
A menu or item is handed on to code that cannot be followed; a click function uses the window or the event, or changes its item; a checkbox of a
menu that lives on is ticked by Electron; an icon is an image of Electron's; the menu is placed over another window. The menus of one
script are rewritten together, so one of them holds the others.

## Safety
Review: the menu opens a moment later, over the page's own window; an error in a click function is an unhandled rejection; what a function that is not
written in place returns is copied over the bridge.
"""

from __future__ import annotations

from electron_migrate.api import (
    BridgeMember,
    Check,
    Context,
    DropUnused,
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
    Transform,
    load_menu_table,
)

TRANSFORM = Transform(
    id="menu",
    title="Show a page's menu from main",
    rules=("remote-use",),
    origins=("remote.Menu", "remote.MenuItem"),
    safety=Safety.REVIEW,
)

_REMOTE = "const { remote } = require('electron')\n"

EXAMPLES = (
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
        after="const { CLOSE } = require('./items')\nfunction show (tab) {\n  const menu = []\n  ;[CLOSE].forEach((item) => {\n"
        "    const menuItem = { ...item }\n    menuItem._tab = tab.id\n    menu.push(menuItem)\n  })\n  window.electronAPI.menu.popup(menu)\n}\n"
        "//- items.js\nconst CLOSE = {\n  label: 'Close',\n  click (menuItem, browserWindow) {\n    close(menuItem._tab)\n  }\n}\n"
        "module.exports = { CLOSE }\n",
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
        before=_REMOTE + "const menu = remote.Menu.buildFromTemplate([{ label: 'x', type: 'checkbox' }])\nwindow.oncontextmenu = () => { menu.popup() }\n",
        after=None,
        why="the page's list would not know that the item was ticked",
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
    "The menu opens over the page's own window once main has it, a moment later; an error in a click function is an unhandled rejection; what a function "
    "that is not written in place returns is copied over the bridge."
)
_OPEN = "not all templates of the pages could be read: leave only the keys and roles that they use"


def rewrite(site: Site, context: Context) -> Fix | Manual:
    fix = context.menus.fix(site)
    if isinstance(fix, Manual):
        return fix
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    needs: tuple[Need, ...] = ()
    if fix.shows:
        needs = (*(_member(context, preload) for preload in preloads), _handler(context))
    return Fix(
        title=f"{site.name} as a plain list" if not fix.shows else "show the menu through the bridge",
        safety=Safety.REVIEW,
        topic="menu",
        edits=fix.edits,
        needs=(*needs, *(DropUnused(path) for path in sorted({site.unit.path, *fix.edits}))),
        may_change=_CHANGES,
    )


def _channel(context: Context) -> str:
    return context.free_channel("menu:popup")


def _member(context: Context, preload: str) -> BridgeMember:
    options = context.menus.options
    parameters = [Parameter("items", "MenuItemTemplate[]")]
    if options:
        parameters.append(Parameter("options", f"{{ {', '.join(f'{name}?: number' for name in options)} }}", optional=True))
    given = "".join(f", {parameter.name}" for parameter in parameters)
    return BridgeMember(
        preload,
        ("menu", "popup"),
        MemberKind.LOCAL,
        parameters=tuple(parameters),
        result="Promise<void>",
        expression=f"popupMenu('{_channel(context)}'{given})",
        helpers=("popupMenu",),
        declarations=("MenuItemTemplate",),
        doc="Resolves when the menu has closed and the function of the chosen item has run.",
    )


def _handler(context: Context) -> MainHandler:
    found, table, options = context.menus.items, load_menu_table(), context.menus.options
    keys = table.keys if found.open else found.keys & table.keys
    roles = found.roles | (table.roles if found.open else frozenset())
    checks = [Check("menuKeys", tuple(sorted(keys)))]
    if roles:
        checks.append(Check("menuRoles", tuple(sorted(roles))))
    parameters = [HandlerParameter("items", "MenuItemTemplate[]", checks=tuple(checks))]
    if options:
        parameters.append(HandlerParameter("options", f"{{ {', '.join(f'{name}?: number' for name in options)} }}", optional=True, keys=options))
    return MainHandler(
        _channel(context),
        HandlerKind.HANDLE,
        tuple(parameters),
        f"popupMenu(win, items{', options' if options else ''})",
        uses_window=True,
        helpers=("popupMenu",),
        declarations=("MenuItemTemplate",),
        todos=(_OPEN,) if found.open else (),
    )
