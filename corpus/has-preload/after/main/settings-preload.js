const { contextBridge, ipcRenderer } = require("electron");

contextBridge.exposeInMainWorld("settingsAPI", {
  load: () => ipcRenderer.invoke("settings:load"),
  change: (key, value) => ipcRenderer.send("settings:change", key, value),
});
