// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { BrowserWindow, Menu } = require("electron");
const { on } = require("./trusted-ipc");

// A menu of main's from the items of a page. A click says which item it was by the indexes that lead to it.
function buildMenu(items, onClick) {
  const build = (list, above) => list.map((item, index) => {
    const path = [...above, index];
    const click = ({ checked }) => { onClick({ path, checked }); };
    return { ...item, ...(item.submenu ? { submenu: build(item.submenu, path) } : { click }) };
  });
  return Menu.buildFromTemplate(build(items, []));
}

function oneOf(value, allowed) {
  if (!allowed.includes(value)) throw new TypeError(`${value} is not one of ${allowed.join(", ")}`);
  return value;
}

// The items of a menu, if their roles are ones that the pages of this app use.
function menuRoles(items, roles) {
  return items.map((item) => {
    if (item.role !== undefined) oneOf(item.role, roles);
    return item.submenu ? { ...item, submenu: menuRoles(item.submenu, roles) } : item;
  });
}

// A menu that main keeps for a page. The page hears what was clicked as long as it is there.
function pageMenu(page, clicks, items) {
  return buildMenu(items, (chosen) => {
    if (!page.isDestroyed()) page.send(clicks, chosen);
  });
}

// The options without the keys that no page of this app passes.
function pick(options, keys) {
  if (options === undefined || options === null) return {};
  if (typeof options !== "object") throw new TypeError("the options must be an object");
  const picked = {};
  for (const [key, value] of Object.entries(options)) if (keys.includes(key)) picked[key] = value;
  return picked;
}

// The items of a menu, with what the pages of this app give them; any other key is left out.
function menuKeys(items, keys) {
  if (!Array.isArray(items)) throw new TypeError("a menu must be a list of items");
  return items.map((item) => {
    const { submenu, ...picked } = pick(item, keys);
    return submenu ? { ...picked, submenu: menuKeys(submenu, keys) } : picked;
  });
}

// Shows the application menu over a page's window.
function popupApplicationMenu(win, options = {}) {
  const menu = Menu.getApplicationMenu();
  if (menu) menu.popup({ ...options, window: win });
}

// Changes an item of the application menu, named by its id or by the indexes that lead to it.
function setMenuItem(named, changes) {
  const menu = Menu.getApplicationMenu();
  const [first, ...rest] = Array.isArray(named) ? named : [];
  const item = typeof named === "string"
    ? menu && menu.getMenuItemById(named)
    : rest.reduce((at, index) => at && at.submenu && at.submenu.items[index], menu && menu.items[first]);
  if (!item) throw new Error(`the application menu has no item ${named}`);
  Object.assign(item, changes);
}

// The window of the page that asks. Without one, as in a webview or when it is gone, a request is rejected and a message dropped.
function windowOf(event) {
  const win = BrowserWindow.fromWebContents(event.sender);
  if (!win || win.isDestroyed()) throw new Error("the page has no window");
  return win;
}

on("menu:popupApplicationMenu", (event, options) => popupApplicationMenu(windowOf(event), pick(options, ["x", "y"])));

on("menu:setApplicationMenu", (event, items) => {
  items = menuRoles(menuKeys(items, ["accelerator", "checked", "enabled", "id", "label", "role", "submenu", "type"]), ["selectAll"]);
  return Menu.setApplicationMenu(pageMenu(event.sender, "menu:setApplicationMenu:click", items));
});

on("menu:setItem", (event, item, changes) => setMenuItem(item, pick(changes, ["enabled", "visible"])));
