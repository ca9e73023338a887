export const $ = (id) => document.getElementById(id)

export function say (text) {
  $('status').textContent = text
}
