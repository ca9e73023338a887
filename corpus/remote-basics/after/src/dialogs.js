// Dialogs: awaited, chained, and the ones that block.
{
	const byId = id => document.getElementById(id);

	byId('open').addEventListener('click', async () => {
		const { canceled, filePaths } = await window.electronAPI.dialog.showOpenDialogForWindow({
			title: 'Open a picture',
			defaultPath: window.electronAPI.app.paths.temp,
			properties: ['openFile']
		});
		byId('opened').textContent = canceled ? 'nothing' : filePaths.join(', ');
	});

	byId('open-free').onclick = async () => {
		const result = await window.electronAPI.dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] });
		byId('opened').textContent = result.canceled ? 'no folder' : `folder ${result.filePaths[0]}`;
	};

	byId('ask').addEventListener('click', () => {
		byId('asked').textContent = 'asking';
		window.electronAPI.dialog.showMessageBox({ message: 'Sure?', buttons: ['Yes', 'No'], checkboxLabel: 'always' })
			.then(({ response, checkboxChecked }) => {
				byId('asked').textContent += `; ${response === 0 ? 'yes' : 'no'}${checkboxChecked ? ', always' : ''}`;
			});
	});

	byId('save').addEventListener('click', async () => {
		const path = await window.electronAPI.dialog.savePathForWindow({ defaultPath: 'entwurf.txt' });
		if (path === undefined) {
			byId('saved').textContent = 'not saved';
			return;
		}
		byId('saved').textContent = path;
	});

	byId('remove').addEventListener('click', async function () {
		const options = { type: 'warning', message: 'Remove it?', buttons: ['Remove', 'Keep'], cancelId: 1 };
		if (await window.electronAPI.dialog.messageResponseForWindow(options) !== 0) {
			byId('removed').textContent = 'kept';
		} else {
			byId('removed').textContent = 'removed';
		}
	});
}
