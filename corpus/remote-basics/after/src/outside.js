// Other programs, the clipboard and the screens.
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

	document.getElementById('look').addEventListener('click', () => {
		window.electronAPI.desktopCapturer.getSources({ types: ['screen'], thumbnailSize: { width: 120, height: 90 }, fetchWindowIcons: true }).then(sources => {
			const [first] = sources;
			const { width, height } = first.thumbnail.getSize();
			document.getElementById('screen').src = first.thumbnail.toDataURL();
			document.getElementById('screens').textContent =
				`${sources.length}: ${first.id.split(':')[0]} ${width > 0 && height <= 90} ${first.thumbnail.isEmpty()} ${first.appIcon ? 'icon' : 'no icon'}`;
		});
	});
}
