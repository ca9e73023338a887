// The channels that main listens on or sends to by name. Pages load this file as a classic script; main requires it.
const CHANNELS = {
  ADD: 'item:add',
  REMOVE: 'item:remove',
  CHANGED: 'items:changed',
  PROGRESS: 'export:progress'
}

if (typeof module !== 'undefined') module.exports = CHANNELS
