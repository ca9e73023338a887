// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Asks main and blocks the page until it answers; what failed there throws here.
function ask(channel, ...args) {
  const answer = ipcRenderer.sendSync(channel, ...args)
  if (!answer || !answer.ok) throw new Error(answer ? answer.error : `${channel}: no answer`)
  return answer.value
}

// Handles on objects that live in main, by kind: main says the number of an object, or null where there is none.
function liveObjects(kinds) {
  const handles = {}
  for (const kind of Object.keys(kinds)) handles[kind] = (id) => (typeof id === 'number' ? kinds[kind](id, handles) : null)
  return handles
}

const electronAPI = {
  library: {
    count: () => ipcRenderer.invoke('library:count'),
    openLibrarySync: () => liveObjects({
      library: (id, handles) => ({
        close: () => { ipcRenderer.send('library:library.close', id) },
        createShelf: (name) => handles.shelf(ask('library:library.createShelf', id, name)),
        shelf: (name) => handles.shelf(ask('library:library.shelf', id, name))
      }),
      search: (id) => ({
        run: () => ipcRenderer.invoke('library:search.run', id),
        stop: () => { ipcRenderer.send('library:search.stop', id) }
      }),
      shelf: (id, handles) => ({
        add: (arg1) => { ipcRenderer.send('library:shelf.add', id, arg1) },
        list: () => ipcRenderer.invoke('library:shelf.list', id),
        open: () => ipcRenderer.invoke('library:shelf.open', id),
        search: (word) => handles.search(ask('library:shelf.search', id, word))
      })
    }).library(ask('library:openLibrarySync'))
  }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
