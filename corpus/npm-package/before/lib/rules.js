// main and the page both run this; it and shelves.js load each other
const most = 3

exports.capacity = () => most
exports.allows = (name) => name !== '' && require('./shelves').count() < most
