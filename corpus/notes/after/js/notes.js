(function () {
    'use strict';

    const offAnnounce = [];
    const title = document.getElementById('title');
    const text = document.getElementById('text');
    const status = document.getElementById('status');
    const messages = document.getElementById('messages');

    // the list is drawn from what is on disk; a click opens a note
    function drawList() {
        const list = document.getElementById('notes');
        list.innerHTML = '';
        window.electronAPI.notesList().forEach(function (name) {
            const item = document.createElement('li');
            item.textContent = name;
            item.onclick = async function () {
                title.value = name;
                text.value = await window.electronAPI.notesRead(name);
            };
            list.appendChild(item);
        });
    }

    function announce(name, length) {
        messages.textContent += '„' + name + '“: ' + length + ' Zeichen. ';
    }

    window.electronAPI.onNotesSaved(() => { drawList(); });
    offAnnounce.push(window.electronAPI.onNotesSaved((name, length) => { announce(name, length); }));

    window.electronAPI.onNotesDeleted(function (result) {
        status.textContent = result.gone ? `${result.title} gelöscht, ${result.left} übrig` : `${result.title} gibt es nicht`;
        drawList();
    });

    document.getElementById('announce').addEventListener('change', function (event) {
        if (event.target.checked) offAnnounce.push(window.electronAPI.onNotesSaved((name, length) => { announce(name, length); }));
        else offAnnounce.pop()?.();
    });

    document.getElementById('save').addEventListener('click', function () {
        window.electronAPI.notesSave(title.value, text.value);
    });

    document.getElementById('delete').addEventListener('click', async function () {
        const { response } = await window.electronAPI.dialog.showMessageBoxForWindow({
            type: 'question',
            message: `„${title.value}“ löschen?`,
            buttons: ['Löschen', 'Abbrechen'],
        });
        if (response === 0) window.electronAPI.notesDelete(title.value);
        else status.textContent = 'nichts gelöscht';
    });

    document.getElementById('import').addEventListener('click', function () {
        window.electronAPI.dialog.showOpenDialog({
            title: 'Importieren',
            properties: ['openFile', 'multiSelections'],
            filters: [{ name: 'Text', extensions: ['txt', 'md'] }],
        }).then(function (result) {
            document.getElementById('imported').textContent = result.canceled ? 'abgebrochen' : result.filePaths.join(', ');
        });
    });

    drawList();
})();
