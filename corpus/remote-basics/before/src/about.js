// What the app is: read once, shown at once.
{
	const { remote } = require('electron');
	const { app: electronApp } = remote;

	const { platform } = process;
	const about = [
		`${electronApp.getName()} ${electronApp.getVersion()}`,
		platform === 'darwin' ? 'Mac' : platform,
		`Electron ${remote.process.versions.electron}`,
		`Chrome ${process.versions.chrome}`,
		remote.app.getLocale()
	];
	document.getElementById('about').textContent = about.join('; ') + '; ' + require('electron').remote.app.getPath('userData');

	const folder = document.getElementById('folder');
	const showPath = () => {
		document.getElementById('path').textContent = electronApp.getPath(folder.value);
	};
	folder.addEventListener('change', showPath);
	showPath();
}
