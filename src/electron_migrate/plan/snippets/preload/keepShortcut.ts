import { ipcRenderer } from 'electron'

// The functions of the global shortcuts that this page has.
const shortcuts = new Map<string, () => void>()

// Keeps the function of a global shortcut; main says when its keys are pressed.
export function keepShortcut (pressed: string, accelerator: string, callback: () => void) {
  if (!shortcuts.size) {
    ipcRenderer.on(pressed, (_event, keys: string) => {
      const run = shortcuts.get(keys)
      if (run) run()
    })
  }
  shortcuts.set(accelerator, callback)
}
