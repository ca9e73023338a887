'use strict';

const fs = require('fs');
const path = require('path');
const { app } = require('electron');

const EXTENSION = '.txt';

function folder() {
    const name = path.join(app.getPath('userData'), 'pinboard');
    fs.mkdirSync(name, { recursive: true });
    return name;
}

function fileOf(title) {
    return path.join(folder(), encodeURIComponent(title) + EXTENSION);
}

module.exports = {
    list() {
        return fs.readdirSync(folder())
            .filter((name) => name.endsWith(EXTENSION))
            .map((name) => decodeURIComponent(name.slice(0, -EXTENSION.length)))
            .sort();
    },

    read(title) {
        return fs.existsSync(fileOf(title)) ? fs.readFileSync(fileOf(title), 'utf8') : null;
    },

    save(title, text) {
        fs.writeFileSync(fileOf(title), text);
    },

    remove(title) {
        const there = fs.existsSync(fileOf(title));
        if (there) fs.unlinkSync(fileOf(title));
        return there;
    },
};
