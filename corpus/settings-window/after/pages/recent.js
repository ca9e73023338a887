// a settings module of our own: one file, read and written whole

const file = window.electronAPI.path.join(window.electronAPI.app.paths.userData, 'recent.json')

async function read () {
  if (!await window.electronAPI.userData.exists(file)) return {}
  return JSON.parse(await window.electronAPI.userData.readTextFile(file))
}

export const get = async (key, fallback) => {
  const all = await read()
  return key in all ? all[key] : fallback
}

export const set = async (key, value) => {
  const all = await read()
  all[key] = value
  await window.electronAPI.userData.writeFile(file, JSON.stringify(all))
}
