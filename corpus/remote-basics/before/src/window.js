// The page's own window.
const { remote, webFrame } = require('electron');

const win = remote.getCurrentWindow();
const element = id => document.getElementById(id);

element('minimise').addEventListener('click', () => {
	win.minimize();
});

element('maximise').addEventListener('click', () => {
	if (win.isMaximized()) {
		win.unmaximize();
	} else {
		win.maximize();
	}
});

// the answer is part of what is drawn
function modeName() {
	return win.isFullScreen() ? 'full screen' : 'in a window';
}

function render() {
	element('mode').textContent = `Shown ${modeName()}.`;
	element('full').textContent = win.isFullScreen() ? 'Leave full screen' : 'Full screen';
}

element('full').addEventListener('click', () => {
	win.setFullScreen(!win.isFullScreen());
	render();
});

element('rename').addEventListener('click', () => {
	const before = win.getTitle();
	win.setTitle(element('name').value);
	element('window').textContent = `${before} → ${win.getTitle()}`;
});

element('bigger').addEventListener('click', () => {
	webFrame.setZoomFactor(webFrame.getZoomFactor() + 0.5);
	element('zoom').textContent = `${Math.round(webFrame.getZoomFactor() * 100)} %`;
});

element('window').textContent = win.getTitle();
render();
