const store = [{ id: 1, name: 'bolt', stock: 12 }, { id: 2, name: 'nut', stock: 0 }]

exports.UNITS = ['mm', 'cm', 'in']
exports.LIMIT = 3

exports.count = function () {
  return store.length
}

exports.find = async function (id) {
  const part = store.find((one) => one.id === id)
  if (!part) throw Object.assign(new RangeError(`no part ${id}`), { code: 'ENOPART', errno: -id })
  return { id: part.id, name: part.name, stock: part.stock }
}

exports.order = function (id) {
  const part = store.find((one) => one.id === id)
  return Promise.reject(Object.assign(new Error(`only ${part.stock} left`), { code: 'EMPTY', path: part.name, part }))
}

exports.take = function (id, howMany, callback) {
  setTimeout(() => {
    const part = store.find((one) => one.id === id)
    if (part.stock < howMany) return callback(new Error(`only ${part.stock} left`))
    part.stock -= howMany
    callback(null, part.stock)
  }, 5)
}

exports.labels = {
  of (part) {
    return `${part.name} (${part.stock})`
  }
}
