(function () {
    'use strict';

    document.getElementById('heading').textContent = 'Pinnwand ' + window.electronAPI.app.version;

    // bigger and back again
    document.getElementById('maximise').addEventListener('click', async function () {
        if (await window.electronAPI.window.isMaximized()) {
            window.electronAPI.window.unmaximize();
            document.body.classList.remove('maximised');
        } else {
            window.electronAPI.window.maximize();
            document.body.classList.add('maximised');
        }
        document.getElementById('status').textContent = document.body.className || 'normal';
    });
})();
