// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require("electron");

// Runs the function of the item that was chosen, in the page: main says which one by the indexes that lead to it.
async function clickMenuItem(items, chosen) {
  if (!chosen) return;
  const [first, ...rest] = chosen.path;
  const item = rest.reduce((at, index) => at && at.submenu && at.submenu[index], items[first]);
  if (!item || !item.click) return;
  const { click, submenu, ...plain } = item;
  await click({ ...plain, checked: chosen.checked });
}

// A menu's items without their functions, as they can be sent to main.
function plainMenu(items) {
  return items.map(({ click, submenu, ...item }) => (submenu ? { ...item, submenu: plainMenu(submenu) } : item));
}

// The menus that main keeps for this page, by the channel on which it says what was clicked.
const sentMenus = new Map();

// Gives main a menu that it keeps; the functions of its items run in the page.
function sendMenu(channel, clicks, items) {
  if (!sentMenus.has(clicks)) {
    ipcRenderer.on(clicks, (_event, chosen) => { void clickMenuItem(sentMenus.get(clicks) || [], chosen); });
  }
  sentMenus.set(clicks, items);
  ipcRenderer.send(channel, plainMenu(items));
}

const electronAPI = {
  menu: {
    popupApplicationMenu: (options) => { ipcRenderer.send("menu:popupApplicationMenu", options); },
    setApplicationMenu: (items) => sendMenu("menu:setApplicationMenu", "menu:setApplicationMenu:click", items),
    setItem: (item, changes) => { ipcRenderer.send("menu:setItem", item, changes); },
  },
};

contextBridge.exposeInMainWorld("electronAPI", electronAPI);
