const emitFew = require('emit-few')
const rules = require('./rules')

const boxes = []

exports.changed = emitFew()
exports.count = () => boxes.length
exports.names = () => boxes.slice()
exports.put = (name) => {
  if (!rules.allows(name)) return
  boxes.push(name)
  exports.changed.emit()
}
