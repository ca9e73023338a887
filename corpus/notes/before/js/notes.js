(function () {
    'use strict';

    const { ipcRenderer, remote } = require('electron');
    const { dialog } = remote;

    const title = document.getElementById('title');
    const text = document.getElementById('text');
    const status = document.getElementById('status');
    const messages = document.getElementById('messages');

    // the list is drawn from what is on disk; a click opens a note
    function drawList() {
        const list = document.getElementById('notes');
        list.innerHTML = '';
        ipcRenderer.sendSync('notes:list').forEach(function (name) {
            const item = document.createElement('li');
            item.textContent = name;
            item.onclick = function () {
                title.value = name;
                text.value = ipcRenderer.sendSync('notes:read', name);
            };
            list.appendChild(item);
        });
    }

    function announce(event, name, length) {
        messages.textContent += '„' + name + '“: ' + length + ' Zeichen. ';
    }

    ipcRenderer.on('notes:saved', drawList);
    ipcRenderer.on('notes:saved', announce);

    ipcRenderer.on('notes:deleted', function (event, result) {
        status.textContent = result.gone ? `${result.title} gelöscht, ${result.left} übrig` : `${result.title} gibt es nicht`;
        drawList();
    });

    document.getElementById('announce').addEventListener('change', function (event) {
        if (event.target.checked) ipcRenderer.on('notes:saved', announce);
        else ipcRenderer.removeListener('notes:saved', announce);
    });

    document.getElementById('save').addEventListener('click', function () {
        ipcRenderer.send('notes:save', title.value, text.value);
    });

    document.getElementById('delete').addEventListener('click', async function () {
        const { response } = await dialog.showMessageBox(remote.getCurrentWindow(), {
            type: 'question',
            message: `„${title.value}“ löschen?`,
            buttons: ['Löschen', 'Abbrechen'],
        });
        if (response === 0) ipcRenderer.send('notes:delete', title.value);
        else status.textContent = 'nichts gelöscht';
    });

    document.getElementById('import').addEventListener('click', function () {
        dialog.showOpenDialog({
            title: 'Importieren',
            properties: ['openFile', 'multiSelections'],
            filters: [{ name: 'Text', extensions: ['txt', 'md'] }],
        }).then(function (result) {
            document.getElementById('imported').textContent = result.canceled ? 'abgebrochen' : result.filePaths.join(', ');
        });
    });

    drawList();
})();
