const items = new Map([['Bread', 1], ['Apples', 6]])

export function all () {
  return [...items].map(([name, count]) => ({ name, count }))
}

export function add (name, count) {
  items.set(name, (items.get(name) || 0) + count)
}

export function remove (name) {
  items.delete(name)
}
