// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron');

// Values that cannot change while a page lives, read once.
const constants = ipcRenderer.sendSync('app:constants') || {};

// Subscribes to one channel; the page sees the payload, never the event, and gets a function that unsubscribes.
function subscribe(channel, callback) {
    const listener = (_event, ...args) => { callback(...args); };
    ipcRenderer.on(channel, listener);
    return () => { ipcRenderer.removeListener(channel, listener); };
}

const electronAPI = {
    app: {
        version: constants['app.version'],
    },
    dialog: {
        showMessageBoxForWindow: (options) => ipcRenderer.invoke('dialog:showMessageBoxForWindow', options),
        showOpenDialog: (options) => ipcRenderer.invoke('dialog:showOpenDialog', options),
    },
    window: {
        isMaximized: () => ipcRenderer.invoke('window:isMaximized'),
        maximize: () => { ipcRenderer.send('window:maximize'); },
        unmaximize: () => { ipcRenderer.send('window:unmaximize'); },
    },
    notesDelete: (title) => { ipcRenderer.send('notes:delete', title); },
    notesList: () => ipcRenderer.sendSync('notes:list'),
    notesRead: (title) => ipcRenderer.invoke('notes:read', title),
    notesSave: (title, text) => { ipcRenderer.send('notes:save', title, text); },
    onNotesDeleted: (callback) => subscribe('notes:deleted', callback),
    onNotesSaved: (callback) => subscribe('notes:saved', callback),
};

contextBridge.exposeInMainWorld('electronAPI', electronAPI);
