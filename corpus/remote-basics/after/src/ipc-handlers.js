// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { app, BrowserWindow, clipboard, dialog, ipcMain, shell } = require('electron');
const { answer, handle, on } = require('./trusted-ipc');

// A value that cannot be had is left out: no page fails for it.
function attempt(value) {
	try { return value(); } catch (error) { return undefined; }
}

function oneOf(value, allowed) {
	if (!allowed.includes(value)) throw new TypeError(`${value} is not one of ${allowed.join(', ')}`);
	return value;
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
		'app.locale': attempt(() => app.getLocale()),
		'app.name': attempt(() => app.name),
		'app.paths.exe': attempt(() => app.getPath('exe')),
		'app.paths.temp': attempt(() => app.getPath('temp')),
		'app.paths.userData': attempt(() => app.getPath('userData')),
		'app.version': attempt(() => app.getVersion())
	};
});

answer('app:getPathSync', (event, name) => app.getPath(oneOf(name, [
	'appData',
	'assets',
	'cache',
	'crashDumps',
	'desktop',
	'documents',
	'downloads',
	'exe',
	'home',
	'logs',
	'module',
	'music',
	'pictures',
	'recent',
	'sessionData',
	'temp',
	'userData',
	'videos'
])));

handle('clipboard:readText', () => clipboard.readText());

on('clipboard:writeText', (event, text) => {
	if (typeof text !== 'string') throw new TypeError('text must be a string');
	return clipboard.writeText(text);
});

handle('dialog:messageResponseForWindow', (event, options) => dialog.showMessageBox(windowOf(event), pick(options, ['buttons', 'cancelId', 'message', 'type'])).then(({ response }) => response));

handle('dialog:savePathForWindow', (event, options) => dialog.showSaveDialog(windowOf(event), pick(options, ['defaultPath'])).then(({ canceled, filePath }) => (canceled ? undefined : filePath)));

handle('dialog:showMessageBox', (event, options) => dialog.showMessageBox(pick(options, ['buttons', 'checkboxLabel', 'message'])));

handle('dialog:showOpenDialog', (event, options) => dialog.showOpenDialog(pick(options, ['properties'])));

handle('dialog:showOpenDialogForWindow', (event, options) => dialog.showOpenDialog(windowOf(event), pick(options, ['defaultPath', 'properties', 'title'])));

on('shell:beep', () => shell.beep());

handle('shell:openExternal', (event, url) => {
	if (typeof url !== 'string') throw new TypeError('url must be a string');
	// TODO(electron-migrate:validate) allow only the URL schemes and hosts that this app opens; other schemes can start programs
	return shell.openExternal(url);
});

on('shell:showItemInFolder', (event, fullPath) => {
	if (typeof fullPath !== 'string') throw new TypeError('fullPath must be a string');
	// TODO(electron-migrate:validate) check that the path lies inside a folder that this app may touch (resolve, realpath, then compare with path.relative)
	return shell.showItemInFolder(fullPath);
});

handle('window:getTitle', (event) => windowOf(event).getTitle());

answer('window:getTitleSync', (event) => windowOf(event).getTitle());

handle('window:isFullScreen', (event) => windowOf(event).isFullScreen());

answer('window:isFullScreenSync', (event) => windowOf(event).isFullScreen());

handle('window:isMaximized', (event) => windowOf(event).isMaximized());

on('window:maximize', (event) => windowOf(event).maximize());

on('window:minimize', (event) => windowOf(event).minimize());

on('window:setFullScreen', (event, flag) => windowOf(event).setFullScreen(Boolean(flag)));

on('window:setTitle', (event, title) => {
	if (typeof title !== 'string') throw new TypeError('title must be a string');
	return windowOf(event).setTitle(title);
});

on('window:unmaximize', (event) => windowOf(event).unmaximize());
