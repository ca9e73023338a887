import { ask } from './ask'

// A handle on the window that has the focus, if one of the app's has.
export function focusedWindow<Handle> (handle: (id: number) => Handle) {
  const id = ask('windows:focused')
  return typeof id === 'number' ? handle(id) : null
}
