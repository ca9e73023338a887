import type { NotificationConstructorOptions, Point, Rectangle } from 'electron'

/** An item of a menu that a page shows. Its `click` runs in the page, with a plain copy of the item; the window and the event stay in main. */
export interface MenuItemTemplate {
  accelerator?: string
  checked?: boolean
  click?: (item: MenuItemTemplate) => void
  enabled?: boolean
  icon?: string
  id?: string
  label?: string
  role?: string
  sublabel?: string
  submenu?: MenuItemTemplate[]
  toolTip?: string
  type?: string
  visible?: boolean
}

export interface ElectronAPI {
  folders: {
    readonly app: string
  }
  notifications: {
    create(options: NotificationConstructorOptions): {
      onceClose: (callback: () => void) => () => void
      onClick: (callback: () => void) => () => void
      show: () => void
    }
  }
  path: {
    join(...paths: string[]): string
  }
  trays: {
    create(image: string): {
      destroy: () => void
      onClick: (callback: (bounds: Rectangle, position: Point) => void) => () => void
      onDoubleClick: (callback: (bounds: Rectangle) => void) => () => void
      removeContextMenu: () => void
      setContextMenu: (items: MenuItemTemplate[]) => void
      setToolTip: (toolTip: string) => void
    }
  }
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
