import path = require('path')
const value = path.join('a')
class Value { x = value }
export = Value
