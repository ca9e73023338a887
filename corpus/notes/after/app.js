'use strict';

const path = require('path');
const url = require('url');
const { app, BrowserWindow, ipcMain } = require('electron');
const notebook = require('./lib/notebook');
require('./ipc-handlers');

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

ipcMain.on('notes:list', (event) => {
    event.returnValue = notebook.list();
});

ipcMain.handle('notes:read', (event, title) => {
    return notebook.read(title);
});

ipcMain.on('notes:save', (event, title, text) => {
    notebook.save(title, text);
    event.reply('notes:saved', title, text.length);
});

ipcMain.on('notes:delete', (event, title) => {
    const gone = notebook.remove(title);
    event.reply('notes:deleted', { title, gone, left: notebook.list().length });
});
