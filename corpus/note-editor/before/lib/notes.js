'use strict'

const fs = require('fs')
const path = require('path')
const { remote } = require('electron')

const folder = path.join(remote.app.getPath('userData'), 'notes')
if (!fs.existsSync(folder)) fs.mkdirSync(folder)

const fileOf = (name) => path.join(folder, `${name}.txt`)

exports.names = () => fs.readdirSync(folder).filter((file) => path.extname(file) === '.txt').map((file) => path.basename(file, '.txt'))

exports.read = (name, done) => {
  fs.readFile(path.join(folder, `${name}.txt`), 'utf8', done)
}

exports.write = (name, text) => {
  fs.writeFileSync(fileOf(name), text)
}

exports.remove = (name) => {
  fs.unlinkSync(fileOf(name))
}
