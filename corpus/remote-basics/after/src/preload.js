// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, desktopCapturer, ipcRenderer, webFrame } = require('electron');

// Values that cannot change while a page lives, read once.
const constants = ipcRenderer.sendSync('app:constants') || {};

// Asks main and blocks the page until it answers; what failed there throws here.
function ask(channel, ...args) {
	const answer = ipcRenderer.sendSync(channel, ...args);
	if (!answer || !answer.ok) throw new Error(answer ? answer.error : `${channel}: no answer`);
	return answer.value;
}

// The screens and windows that can be captured, with what pages ask their images for.
async function capturedSources(options) {
	const image = (native) => native && {
		getAspectRatio: () => native.getAspectRatio(),
		getSize: () => native.getSize(),
		isEmpty: () => native.isEmpty(),
		toDataURL: () => native.toDataURL()
	};
	const sources = await desktopCapturer.getSources(options);
	return sources.map(({ appIcon, thumbnail, ...source }) => ({ ...source, appIcon: image(appIcon), thumbnail: image(thumbnail) }));
}

const electronAPI = {
	app: {
		paths: {
			exe: constants['app.paths.exe'],
			temp: constants['app.paths.temp'],
			userData: constants['app.paths.userData']
		},
		getPathSync: (name) => ask('app:getPathSync', name),
		locale: constants['app.locale'],
		name: constants['app.name'],
		version: constants['app.version']
	},
	clipboard: {
		readText: () => ipcRenderer.invoke('clipboard:readText'),
		writeText: (text) => { ipcRenderer.send('clipboard:writeText', text); }
	},
	desktopCapturer: {
		getSources: (options) => capturedSources(options)
	},
	dialog: {
		messageResponseForWindow: (options) => ipcRenderer.invoke('dialog:messageResponseForWindow', options),
		savePathForWindow: (options) => ipcRenderer.invoke('dialog:savePathForWindow', options),
		showMessageBox: (options) => ipcRenderer.invoke('dialog:showMessageBox', options),
		showOpenDialog: (options) => ipcRenderer.invoke('dialog:showOpenDialog', options),
		showOpenDialogForWindow: (options) => ipcRenderer.invoke('dialog:showOpenDialogForWindow', options)
	},
	process: {
		platform: process.platform,
		versions: process.versions
	},
	shell: {
		beep: () => { ipcRenderer.send('shell:beep'); },
		openExternal: (url) => ipcRenderer.invoke('shell:openExternal', url),
		showItemInFolder: (fullPath) => { ipcRenderer.send('shell:showItemInFolder', fullPath); }
	},
	webFrame: {
		getZoomFactor: () => webFrame.getZoomFactor(),
		setZoomFactor: (factor) => webFrame.setZoomFactor(factor)
	},
	window: {
		getTitle: () => ipcRenderer.invoke('window:getTitle'),
		getTitleSync: () => ask('window:getTitleSync'),
		isFullScreen: () => ipcRenderer.invoke('window:isFullScreen'),
		isFullScreenSync: () => ask('window:isFullScreenSync'),
		isMaximized: () => ipcRenderer.invoke('window:isMaximized'),
		maximize: () => { ipcRenderer.send('window:maximize'); },
		minimize: () => { ipcRenderer.send('window:minimize'); },
		setFullScreen: (flag) => { ipcRenderer.send('window:setFullScreen', flag); },
		setTitle: (title) => { ipcRenderer.send('window:setTitle', title); },
		unmaximize: () => { ipcRenderer.send('window:unmaximize'); }
	}
};

contextBridge.exposeInMainWorld('electronAPI', electronAPI);
