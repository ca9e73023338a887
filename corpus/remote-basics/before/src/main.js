const { app, BrowserWindow } = require('electron');

const windows = new Set();

const createWindow = () => {
	const window = new BrowserWindow({
		title: 'Remote',
		webPreferences: {
			nodeIntegration: true,
			enableRemoteModule: true
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
