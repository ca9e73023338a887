"use strict";

const { app, BrowserWindow } = require("electron");
const path = require("path");
const settings = require("./settings");
const { trustedIpcMain } = require("./trusted-ipc");

function createEditor() {
  const editor = new BrowserWindow({
    webPreferences: {
      nodeIntegration: true,
      contextIsolation: false,
      preload: path.join(__dirname, "preload.js"),
    },
  });
  editor.loadFile("pages/editor.html");
}

function createSettings() {
  const window = new BrowserWindow({
    width: 420,
    webPreferences: {
      contextIsolation: true,
      preload: path.join(__dirname, "settings-preload.js"),
      sandbox: true,
    },
  });
  window.loadFile("pages/settings.html");
}

trustedIpcMain.on("settings:open", createSettings);
trustedIpcMain.handle("settings:load", () => settings.all());
trustedIpcMain.on("settings:change", (event, key, value) => {
  settings.set(key, value);
  for (const window of BrowserWindow.getAllWindows()) {
    window.webContents.send("settings:changed", key, value);
  }
});
trustedIpcMain.handle("document:save", async (event, name, text) => ({ name, bytes: Buffer.byteLength(text) }));

app.whenReady().then(createEditor);
app.on("window-all-closed", () => app.quit());
