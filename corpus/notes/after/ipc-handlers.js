// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { app, BrowserWindow, dialog, ipcMain } = require('electron');
const { handle, on } = require('./trusted-ipc');

// A value that cannot be had is left out: no page fails for it.
function attempt(value) {
    try { return value(); } catch (error) { return undefined; }
}

// The options without the keys that no page of this app passes.
function pick(options, keys) {
    if (options === undefined || options === null) return {};
    if (typeof options !== 'object') throw new TypeError('the options must be an object');
    const picked = {};
    for (const [key, value] of Object.entries(options)) if (keys.includes(key)) picked[key] = value;
    return picked;
}

// The window of the page that asks. Without one, as in a webview or when it is gone, a request is rejected and a message dropped.
function windowOf(event) {
    const win = BrowserWindow.fromWebContents(event.sender);
    if (!win || win.isDestroyed()) throw new Error('the page has no window');
    return win;
}

// Asked by a preload while its page is still on its way, when the sender cannot be told yet: nothing secret goes here.
ipcMain.on('app:constants', (event) => {
    event.returnValue = {
        'app.version': attempt(() => app.getVersion()),
    };
});

handle('dialog:showMessageBoxForWindow', (event, options) => dialog.showMessageBox(windowOf(event), pick(options, ['buttons', 'message', 'type'])));

handle('dialog:showOpenDialog', (event, options) => dialog.showOpenDialog(pick(options, ['filters', 'properties', 'title'])));

handle('window:isMaximized', (event) => windowOf(event).isMaximized());

on('window:maximize', (event) => windowOf(event).maximize());

on('window:unmaximize', (event) => windowOf(event).unmaximize());
