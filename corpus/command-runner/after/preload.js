// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Asks main and blocks the page until it answers; what failed there throws here.
function ask(channel, ...args) {
  const answer = ipcRenderer.sendSync(channel, ...args)
  if (!answer || !answer.ok) throw new Error(answer ? answer.error : `${channel}: no answer`)
  return answer.value
}

// The number of what a page has made in main last: no other page, nor this one after a reload, begins with the same.
const lastMade = { id: Date.now() }

// How a request ended, for callers that look at its error themselves; `code` is what Node's messages begin with.
function settled(request) {
  return request.then((value) => ({ error: null, value }), ({ message }) => {
    const plain = message.replace(/^Error invoking remote method '[^']*': (?:\w*Error: )?/, '')
    return { error: new Error(plain), code: (/^(E[A-Z0-9]+):/.exec(plain) || [])[1] }
  })
}

// Subscribes to one channel; the page sees the payload, never the event, and gets a function that unsubscribes.
function subscribe(channel, callback) {
  const listener = (_event, ...args) => { callback(...args) }
  ipcRenderer.on(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}

// Subscribes to an event of one thing in main, by its number.
function subscribeTo(channel, id, callback) {
  return subscribe(channel, (of, ...args) => { if (of === id) callback(...args) })
}

// The page's listeners to a thing that main has for it: main tells of each event by its name, and of `close` last.
function listenersOf(channel, id, after = () => {}) {
  const listeners = new Map()
  const on = (event, listener) => { listeners.set(event, [...(listeners.get(event) || []), listener]) }
  const once = (event, listener) => {
    let isDone = false
    on(event, (...values) => {
      if (isDone) return
      isDone = true
      listener(...values)
    })
  }
  const tell = (event, ...values) => {
    const own = listeners.get(event) || []
    // the code of an error does not cross with it
    const told = event === 'error' ? [new Error(values[0]), values[1]] : values
    if (event === 'error' && own.length === 0) throw told[0]
    for (const listener of own) listener(...told)
    after(event)
  }
  const unsubscribe = subscribeTo(channel, id, (event, ...values) => {
    if (event === 'close') unsubscribe()
    tell(event, ...values)
  })
  return { on, once, tell }
}

// A program that main runs for the page, which hears what it prints and how it ends.
function runningProgram(channel, killing, ...args) {
  const id = lastMade.id += 1
  const listeners = listenersOf(`${channel}:event`, id)
  ipcRenderer.invoke(channel, id, ...args).catch(({ message }) => { listeners.tell('error', message) })
  const outputOf = (name) => {
    const output = {
      on: (event, listener) => {
        listeners.on(`${name} ${event}`, listener)
        return output
      },
      once: (event, listener) => {
        listeners.once(`${name} ${event}`, listener)
        return output
      }
    }
    return output
  }
  const program = {
    kill: (signal) => { ipcRenderer.send(killing, id, signal) },
    on: (event, listener) => {
      listeners.on(event, listener)
      return program
    },
    once: (event, listener) => {
      listeners.once(event, listener)
      return program
    },
    stderr: outputOf('stderr'),
    stdout: outputOf('stdout')
  }
  return program
}

const electronAPI = {
  programs: {
    exprLength: (text) => ipcRenderer.invoke('programs:exprLength', text),
    startNoProgramOfThisName: () => runningProgram('programs:startNoProgramOfThisName', 'programs:kill'),
    startTail: (arg1) => runningProgram('programs:startTail', 'programs:kill', arg1),
    true: () => { ipcRenderer.send('programs:true') },
    tryCat: () => settled(ipcRenderer.invoke('programs:cat')),
    tryPrintf: (text) => settled(ipcRenderer.invoke('programs:printf', text)),
    tryPrintfDone: () => settled(ipcRenderer.invoke('programs:printfDone')),
    unameSync: () => ask('programs:unameSync')
  }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
