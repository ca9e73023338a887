// Other programs and the clipboard.
{
	document.getElementById('site').addEventListener('click', event => {
		event.preventDefault();
		window.electronAPI.shell.openExternal(event.target.href);
	});

	document.getElementById('show').addEventListener('click', () => {
		window.electronAPI.shell.showItemInFolder(window.electronAPI.app.paths.exe);
	});

	document.getElementById('beep').onclick = () => window.electronAPI.shell.beep();

	document.getElementById('copy').addEventListener('click', () => {
		window.electronAPI.clipboard.writeText(document.getElementById('word').value);
	});

	document.getElementById('paste').addEventListener('click', async () => {
		document.getElementById('pasted').textContent = `“${await window.electronAPI.clipboard.readText()}”`;
	});
}
