const settings = { theme: 'dark', columns: ['title', 'größe'] }
const items = []

exports.add = (item) => { items.push(item) }
exports.remove = (index) => items.splice(index, 1)
exports.titles = () => items.map((item) => item.title)
exports.count = () => items.length
exports.setting = (key) => (key in settings ? settings[key] : null)
