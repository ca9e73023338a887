'use strict'

const folder = window.electronAPI.path.join(window.electronAPI.app.paths.userData, 'notes')
if (!window.electronAPI.userData.existsSync(folder)) window.electronAPI.userData.makeFolderSync(folder)

const fileOf = (name) => window.electronAPI.path.join(folder, `${name}.txt`)

export const names = () => window.electronAPI.userData.readFolderSync(folder).filter((file) => window.electronAPI.path.extname(file) === '.txt').map((file) => window.electronAPI.path.basename(file, '.txt'))

export const read = (name, done) => {
  window.electronAPI.userData.tryReadTextFile(window.electronAPI.path.join(folder, `${name}.txt`)).then(({ error, code, value }) => done(error && Object.assign(error, { code }), value))
}

export const write = (name, text) => {
  window.electronAPI.userData.writeFileSync(fileOf(name), text)
}

export const remove = async (name) => {
  await window.electronAPI.userData.removeFile(fileOf(name))
}
