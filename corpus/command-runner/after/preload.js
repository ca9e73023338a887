// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Asks main and blocks the page until it answers; what failed there throws here.
function ask(channel, ...args) {
  const answer = ipcRenderer.sendSync(channel, ...args)
  if (!answer || !answer.ok) throw new Error(answer ? answer.error : `${channel}: no answer`)
  return answer.value
}

// How a request ended, for callers that look at its error themselves; `code` is what Node's messages begin with.
function settled(request) {
  return request.then((value) => ({ error: null, value }), ({ message }) => {
    const plain = message.replace(/^Error invoking remote method '[^']*': (?:\w*Error: )?/, '')
    return { error: new Error(plain), code: (/^(E[A-Z0-9]+):/.exec(plain) || [])[1] }
  })
}

const electronAPI = {
  programs: {
    exprLength: (text) => ipcRenderer.invoke('programs:exprLength', text),
    true: () => { ipcRenderer.send('programs:true') },
    tryCat: () => settled(ipcRenderer.invoke('programs:cat')),
    tryPrintf: (text) => settled(ipcRenderer.invoke('programs:printf', text)),
    tryPrintfDone: () => settled(ipcRenderer.invoke('programs:printfDone')),
    unameSync: () => ask('programs:unameSync')
  }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
