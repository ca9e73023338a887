/** An item of a menu that a page shows. Its `click` runs in the page, and gets no menu item, window or event. */
export interface MenuItemTemplate {
  accelerator?: string
  checked?: boolean
  click?: () => void
  enabled?: boolean
  icon?: string
  id?: string
  label?: string
  role?: string
  sublabel?: string
  submenu?: MenuItemTemplate[]
  toolTip?: string
  type?: 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio'
  visible?: boolean
}
