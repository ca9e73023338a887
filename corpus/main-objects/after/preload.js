// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Values that cannot change while a page lives, read once.
const constants = ipcRenderer.sendSync('app:constants') || {}

// Asks main and blocks the page until it answers; what failed there throws here.
function ask (channel, ...args) {
  const answer = ipcRenderer.sendSync(channel, ...args)
  if (!answer || !answer.ok) throw new Error(answer ? answer.error : `${channel}: no answer`)
  return answer.value
}

// Hands an answer on in Node's style: an error, or null and the values.
function callBack (answer, callback) {
  answer.then(({ error, values }) => { callback(error === undefined ? null : new Error(error), ...values) }, (error) => { callback(error) })
}

const electronAPI = {
  globals: {
    appTitle: constants['globals.appTitle'],
    greet: (name, loud) => ipcRenderer.invoke('globals:greet', name, loud)
  },
  journal: {
    info: (...args) => { ipcRenderer.send('journal:info', ...args) },
    size: () => ipcRenderer.invoke('journal:size'),
    tail: (count) => ipcRenderer.invoke('journal:tail', count),
    warn: (message, error) => { ipcRenderer.send('journal:warn', message, error) }
  },
  parts: {
    labels: {
      of: (part) => ipcRenderer.invoke('parts:labels.of', part)
    },
    countSync: () => ask('parts:countSync'),
    find: (id) => ipcRenderer.invoke('parts:find', id),
    LIMIT: constants['parts.LIMIT'],
    take: (id, howMany, callback) => callBack(ipcRenderer.invoke('parts:take', id, howMany), callback),
    tryFind: (id) => ipcRenderer.invoke('parts:tryFind', id),
    tryOrder: (id) => ipcRenderer.invoke('parts:tryOrder', id),
    UNITS: constants['parts.UNITS']
  },
  settings: {
    get: (key) => ipcRenderer.invoke('settings:get', key),
    getSync: (key) => ask('settings:getSync', key),
    set: (key, value) => { ipcRenderer.send('settings:set', key, value) }
  },
  shared: {
    last: {
      getName: () => ipcRenderer.invoke('shared:last.getName'),
      setName: (value) => { ipcRenderer.send('shared:last.setName', value) }
    },
    getVisits: () => ipcRenderer.invoke('shared:getVisits'),
    getVisitsSync: () => ask('shared:getVisitsSync'),
    setVisits: (value) => { ipcRenderer.send('shared:setVisits', value) }
  }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
