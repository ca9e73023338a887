let entries = []

exports.all = () => entries.slice()
exports.add = (entry) => { entries.push(entry) }
exports.remove = (index) => entries.splice(index, 1)[0]
exports.sort = (backwards) => { entries.sort((a, b) => a.localeCompare(b) * (backwards ? -1 : 1)) }
exports.find = (text) => entries.filter((entry) => entry.includes(text))
exports.clear = () => { entries = [] }
