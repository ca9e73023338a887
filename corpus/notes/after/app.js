'use strict';

const path = require('path');
const url = require('url');
const { app, BrowserWindow } = require('electron');
const notebook = require('./lib/notebook');
require('./ipc-handlers');
const { trustedIpcMain } = require('./trusted-ipc');

let mainWindow;

function createWindow() {
    mainWindow = new BrowserWindow({
        width: 860,
        height: 620,
        minWidth: 400,
        webPreferences: { nodeIntegration: false, enableRemoteModule: false, contextIsolation: true, sandbox: true, preload: path.join(__dirname, 'preload.js') },
    });
    mainWindow.loadURL(url.format({
        pathname: path.join(__dirname, 'index.html'),
        protocol: 'file:',
        slashes: true,
    }));
    mainWindow.on('closed', () => {
        mainWindow = null;
    });
}

app.on('ready', createWindow);

app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
});

app.on('activate', () => {
    if (!mainWindow) createWindow();
});

trustedIpcMain.on('notes:list', (event) => {
    event.returnValue = notebook.list();
});

trustedIpcMain.handle('notes:read', (event, title) => {
    return notebook.read(title);
});

trustedIpcMain.on('notes:save', (event, title, text) => {
    notebook.save(title, text);
    event.reply('notes:saved', title, text.length);
});

trustedIpcMain.on('notes:delete', (event, title) => {
    const gone = notebook.remove(title);
    event.reply('notes:deleted', { title, gone, left: notebook.list().length });
});
