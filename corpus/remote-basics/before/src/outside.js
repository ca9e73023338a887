// Other programs, the clipboard and the screens.
{
	const { shell, clipboard, desktopCapturer } = require('electron');
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

	document.getElementById('look').addEventListener('click', () => {
		desktopCapturer.getSources({ types: ['screen'], thumbnailSize: { width: 120, height: 90 }, fetchWindowIcons: true }).then(sources => {
			const [first] = sources;
			const { width, height } = first.thumbnail.getSize();
			document.getElementById('screen').src = first.thumbnail.toDataURL();
			document.getElementById('screens').textContent =
				`${sources.length}: ${first.id.split(':')[0]} ${width > 0 && height <= 90} ${first.thumbnail.isEmpty()} ${first.appIcon ? 'icon' : 'no icon'}`;
		});
	});
}
