const words = require('./words.json')

exports.text = () => words.help
