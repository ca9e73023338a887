(function () {
    'use strict';

    const remote = require('electron').remote;

    document.getElementById('heading').textContent = 'Pinnwand ' + remote.app.getVersion();

    // bigger and back again
    document.getElementById('maximise').addEventListener('click', function () {
        const win = remote.getCurrentWindow();
        if (win.isMaximized()) {
            win.unmaximize();
            document.body.classList.remove('maximised');
        } else {
            win.maximize();
            document.body.classList.add('maximised');
        }
        document.getElementById('status').textContent = document.body.className || 'normal';
    });
})();
