const { app, BrowserWindow } = require('electron');
const path = require('path');
require('./ipc-handlers');

const windows = new Set();

const createWindow = () => {
	const window = new BrowserWindow({
		title: 'Remote',
		webPreferences: {
			nodeIntegration: false,
			enableRemoteModule: false,
			contextIsolation: true,
			sandbox: true,
			preload: path.join(__dirname, 'preload.js')
		}
	});
	windows.add(window);
	window.loadFile('src/index.html');
	window.on('closed', () => windows.delete(window));
};

app.whenReady().then(createWindow);

app.on('window-all-closed', () => {
	app.quit();
});
