// Other programs and the clipboard.
{
	const { shell, clipboard } = require('electron');
	const electron = require('electron');

	document.getElementById('site').addEventListener('click', event => {
		event.preventDefault();
		shell.openExternal(event.target.href);
	});

	document.getElementById('show').addEventListener('click', () => {
		electron.shell.showItemInFolder(electron.remote.app.getPath('exe'));
	});

	document.getElementById('beep').onclick = () => electron.remote.shell.beep();

	document.getElementById('copy').addEventListener('click', () => {
		clipboard.writeText(document.getElementById('word').value);
	});

	document.getElementById('paste').addEventListener('click', () => {
		document.getElementById('pasted').textContent = `“${clipboard.readText()}”`;
	});
}
