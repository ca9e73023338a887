'use strict'

// What `events` of Node gives, for the scripts of pages. A function and no class, so that `EventEmitter.call(this)` does what it does there.
window.EventEmitter = (() => {
  function EventEmitter () {
    this._events = Object.create(null)
  }

  // of this object, not of its prototype
  function eventsOf (emitter) {
    if (!Object.prototype.hasOwnProperty.call(emitter, '_events') || !emitter._events) emitter._events = Object.create(null)
    return emitter._events
  }

  function add (emitter, name, listener, isFirst) {
    if (typeof listener !== 'function') throw new TypeError('The "listener" argument must be of type function')
    if (eventsOf(emitter).newListener) emitter.emit('newListener', name, listener.listener || listener)
    const before = eventsOf(emitter)[name] || []
    // a new list: `emit` goes on with the one that it began with
    eventsOf(emitter)[name] = isFirst ? [listener, ...before] : [...before, listener]
    return emitter
  }

  function once (emitter, name, listener) {
    if (typeof listener !== 'function') throw new TypeError('The "listener" argument must be of type function')
    let isDone = false
    const wrapped = (...args) => {
      if (isDone) return
      isDone = true
      emitter.removeListener(name, wrapped)
      return Reflect.apply(listener, emitter, args)
    }
    wrapped.listener = listener
    return wrapped
  }

  function unheard (context) {
    const shown = typeof context === 'string' ? `'${context}'` : String(context)
    return Object.assign(new Error(`Unhandled error. (${shown})`), { code: 'ERR_UNHANDLED_ERROR', context })
  }

  const methods = {
    addListener (name, listener) { return add(this, name, listener, false) },
    prependListener (name, listener) { return add(this, name, listener, true) },
    once (name, listener) { return this.on(name, once(this, name, listener)) },
    prependOnceListener (name, listener) { return this.prependListener(name, once(this, name, listener)) },

    removeListener (name, listener) {
      const events = eventsOf(this)
      const before = events[name] || []
      const at = before.map((one) => one === listener || one.listener === listener).lastIndexOf(true)
      if (at < 0) return this
      if (before.length === 1) delete events[name]
      else events[name] = before.filter((_, index) => index !== at)
      if (events.removeListener) this.emit('removeListener', name, before[at].listener || listener)
      return this
    },

    removeAllListeners (...names) {
      const events = eventsOf(this)
      // `removeListener` itself comes last, so that it hears of the others
      const all = names.length ? names : Reflect.ownKeys(events).sort((one, other) => (one === 'removeListener') - (other === 'removeListener'))
      for (const name of all) {
        if (events.removeListener && name !== 'removeListener') for (const one of [...(events[name] || [])].reverse()) this.removeListener(name, one)
        delete events[name]
      }
      return this
    },

    emit (name, ...args) {
      const listeners = eventsOf(this)[name]
      if (!listeners) {
        if (name === 'error') throw args[0] instanceof Error ? args[0] : unheard(args[0])
        return false
      }
      for (const listener of listeners) Reflect.apply(listener, this, args)
      return true
    },

    eventNames () { return Reflect.ownKeys(eventsOf(this)) },
    listenerCount (name) { return (eventsOf(this)[name] || []).length },
    listeners (name) { return (eventsOf(this)[name] || []).map((one) => one.listener || one) },
    rawListeners (name) { return [...(eventsOf(this)[name] || [])] },

    // there is no warning here for more listeners than that
    setMaxListeners (count) {
      this._maxListeners = count
      return this
    },
    getMaxListeners () { return this._maxListeners === undefined ? EventEmitter.defaultMaxListeners : this._maxListeners }
  }

  Object.assign(EventEmitter.prototype, methods, { on: methods.addListener, off: methods.removeListener })
  return Object.assign(EventEmitter, {
    EventEmitter,
    defaultMaxListeners: 10,
    listenerCount: (emitter, name) => emitter.listenerCount(name),
    once: (emitter, name) => new Promise((resolve, reject) => {
      const failed = (error) => {
        emitter.removeListener(name, happened)
        reject(error)
      }
      const happened = (...args) => {
        emitter.removeListener('error', failed)
        resolve(args)
      }
      if (name !== 'error') emitter.once('error', failed)
      emitter.once(name, happened)
    })
  })
})()
