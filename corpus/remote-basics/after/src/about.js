// What the app is: read once, shown at once.
{
	const about = [
		`${window.electronAPI.app.name} ${window.electronAPI.app.version}`,
		window.electronAPI.process.platform === 'darwin' ? 'Mac' : window.electronAPI.process.platform,
		`Electron ${window.electronAPI.process.versions.electron}`,
		`Chrome ${window.electronAPI.process.versions.chrome}`,
		window.electronAPI.app.locale
	];
	document.getElementById('about').textContent = about.join('; ') + '; ' + window.electronAPI.app.paths.userData;

	const folder = document.getElementById('folder');
	const showPath = () => {
		document.getElementById('path').textContent = window.electronAPI.app.getPathSync(folder.value);
	};
	folder.addEventListener('change', showPath);
	showPath();
}
