const titles = new Map([['Momo', true], ['Krabat', false]])

let by = 'added'

export function all () {
  const found = [...titles].map(([title, read]) => ({ title, read }))
  return by === 'title' ? found.sort((a, b) => a.title.localeCompare(b.title)) : found
}

export function add (title) {
  if (!titles.has(title)) titles.set(title, false)
}

export function toggle (title) {
  titles.set(title, !titles.get(title))
  return titles.get(title)
}

export function order () {
  return by
}

export function setOrder (order) {
  by = order
}
