// The page's own window.

const element = id => document.getElementById(id);

element('minimise').addEventListener('click', () => {
	window.electronAPI.window.minimize();
});

element('maximise').addEventListener('click', async () => {
	if (await window.electronAPI.window.isMaximized()) {
		window.electronAPI.window.unmaximize();
	} else {
		window.electronAPI.window.maximize();
	}
});

// the answer is part of what is drawn
function modeName() {
	return window.electronAPI.window.isFullScreenSync() ? 'full screen' : 'in a window';
}

function render() {
	element('mode').textContent = `Shown ${modeName()}.`;
	element('full').textContent = window.electronAPI.window.isFullScreenSync() ? 'Leave full screen' : 'Full screen';
}

element('full').addEventListener('click', async () => {
	window.electronAPI.window.setFullScreen(!await window.electronAPI.window.isFullScreen());
	render();
});

element('rename').addEventListener('click', async () => {
	const before = await window.electronAPI.window.getTitle();
	window.electronAPI.window.setTitle(element('name').value);
	element('window').textContent = `${before} → ${await window.electronAPI.window.getTitle()}`;
});

element('bigger').addEventListener('click', () => {
	window.electronAPI.webFrame.setZoomFactor(window.electronAPI.webFrame.getZoomFactor() + 0.5);
	element('zoom').textContent = `${Math.round(window.electronAPI.webFrame.getZoomFactor() * 100)} %`;
});

element('window').textContent = window.electronAPI.window.getTitleSync();
render();
