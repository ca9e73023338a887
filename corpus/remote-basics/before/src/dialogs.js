// Dialogs: awaited, chained, and the ones that block.
{
	const { remote } = require('electron');
	const { dialog } = require('electron').remote;

	const byId = id => document.getElementById(id);

	byId('open').addEventListener('click', async () => {
		const { canceled, filePaths } = await dialog.showOpenDialog(remote.getCurrentWindow(), {
			title: 'Open a picture',
			defaultPath: remote.app.getPath('temp'),
			properties: ['openFile']
		});
		byId('opened').textContent = canceled ? 'nothing' : filePaths.join(', ');
	});

	byId('open-free').onclick = async () => {
		const result = await remote.dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] });
		byId('opened').textContent = result.canceled ? 'no folder' : `folder ${result.filePaths[0]}`;
	};

	byId('ask').addEventListener('click', () => {
		byId('asked').textContent = 'asking';
		dialog.showMessageBox({ message: 'Sure?', buttons: ['Yes', 'No'], checkboxLabel: 'always' })
			.then(({ response, checkboxChecked }) => {
				byId('asked').textContent += `; ${response === 0 ? 'yes' : 'no'}${checkboxChecked ? ', always' : ''}`;
			});
	});

	byId('save').addEventListener('click', () => {
		const path = dialog.showSaveDialogSync(remote.getCurrentWindow(), { defaultPath: 'entwurf.txt' });
		if (path === undefined) {
			byId('saved').textContent = 'not saved';
			return;
		}
		byId('saved').textContent = path;
	});

	byId('remove').addEventListener('click', function () {
		const options = { type: 'warning', message: 'Remove it?', buttons: ['Remove', 'Keep'], cancelId: 1 };
		if (remote.dialog.showMessageBoxSync(remote.getCurrentWindow(), options) !== 0) {
			byId('removed').textContent = 'kept';
		} else {
			byId('removed').textContent = 'removed';
		}
	});
}
