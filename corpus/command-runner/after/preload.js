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
    const isError = event.endsWith('error')
    const told = isError ? [new Error(values[0]), values[1]] : values
    if (isError && own.length === 0) throw told[0]
    for (const listener of own) listener(...told)
    after(event)
  }
  const unsubscribe = subscribeTo(channel, id, (event, ...values) => {
    if (event === 'close') unsubscribe()
    tell(event, ...values)
  })
  return { on, once, tell }
}

// A stream that main reads for the page: from the first listener on, part by part, each when the listeners have had the one before.
function readerOf(id, channel, reading, closing) {
  const listeners = listenersOf(`${channel}:event`, id, (event) => { if (event === 'data') ipcRenderer.send(reading, id, true, []) })
  let isHeard = false
  let isAsked = false
  let targets = []
  // once for all that the page asks for in one go: no part is read before everything is in place
  const ask = () => {
    if (isAsked) return
    isAsked = true
    Promise.resolve().then(() => {
      ipcRenderer.send(reading, id, isHeard, targets)
      isAsked = false
      targets = []
    })
  }
  const hear = (event) => {
    if (event !== 'data' || isHeard) return
    isHeard = true
    ask()
  }
  const close = () => { ipcRenderer.send(closing, id) }
  const reader = {
    id,
    close,
    destroy: close,
    on: (event, listener) => {
      listeners.on(event, listener)
      hear(event)
      return reader
    },
    once: (event, listener) => {
      listeners.once(event, listener)
      hear(event)
      return reader
    },
    pipe: (target) => {
      targets.push(target.id)
      ask()
      return target
    },
    resume: ask
  }
  return { listeners, reader }
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

// What main asks a server for the page: the answer's head comes first, and then its parts.
function webRequest(channel, reading, closing, url, options, answered) {
  const id = lastMade.id += 1
  const { listeners, reader } = readerOf(id, channel, reading, closing)
  ipcRenderer.invoke(channel, id, url, options).catch(({ message }) => { listeners.tell('request error', message) })
  listeners.on('response', (head) => {
    if (answered) answered({ ...head, ...reader })
    else reader.resume()
  })
  const request = {
    on: (event, listener) => {
      listeners.on(`request ${event}`, listener)
      return request
    },
    once: (event, listener) => {
      listeners.once(`request ${event}`, listener)
      return request
    }
  }
  return request
}

// A file that main writes for the page, part by part in the order in which they are sent.
function writeStream(channel, writing, path, options) {
  const id = lastMade.id += 1
  const listeners = listenersOf(`${channel}:event`, id)
  ipcRenderer.invoke(channel, id, path, options).catch(({ message }) => { listeners.tell('error', message) })
  // what fails is told by the event, too
  const write = (data, isLast, done) => {
    settled(ipcRenderer.invoke(writing, id, data, isLast)).then(({ error, code }) => { if (done) done(error, code) })
  }
  const writer = {
    id,
    close: () => { write(undefined, true) },
    end: (data, done) => { write(data, true, done) },
    on: (event, listener) => {
      listeners.on(event, listener)
      return writer
    },
    once: (event, listener) => {
      listeners.once(event, listener)
      return writer
    },
    write: (data, done) => { write(data, false, done) }
  }
  return writer
}

const electronAPI = {
  fs: {
    createWriteStream: (path, options) => writeStream('fs:createWriteStream', 'streams:write', path, options)
  },
  programs: {
    exprLength: (text) => ipcRenderer.invoke('programs:exprLength', text),
    startNoProgramOfThisName: () => runningProgram('programs:startNoProgramOfThisName', 'programs:kill'),
    startTail: (arg1) => runningProgram('programs:startTail', 'programs:kill', arg1),
    true: () => { ipcRenderer.send('programs:true') },
    tryCat: () => settled(ipcRenderer.invoke('programs:cat')),
    tryPrintf: (text) => settled(ipcRenderer.invoke('programs:printf', text)),
    tryPrintfDone: () => settled(ipcRenderer.invoke('programs:printfDone')),
    unameSync: () => ask('programs:unameSync')
  },
  web: {
    get: (url, options, answered) => webRequest('web:get', 'streams:read', 'streams:close', url, options, answered)
  }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
