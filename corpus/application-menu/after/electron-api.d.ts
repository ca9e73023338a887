/** An item of a menu that a page shows. Its `click` runs in the page, with a plain copy of the item; the window and the event stay in main. */
export interface MenuItemTemplate {
  accelerator?: string;
  checked?: boolean;
  click?: (item: MenuItemTemplate) => void;
  enabled?: boolean;
  icon?: string;
  id?: string;
  label?: string;
  role?: string;
  sublabel?: string;
  submenu?: MenuItemTemplate[];
  toolTip?: string;
  type?: string;
  visible?: boolean;
}

export interface ElectronAPI {
  menu: {
    popupApplicationMenu(options?: { x?: number, y?: number }): void;
    setApplicationMenu(items: MenuItemTemplate[]): void;
    setItem(item: string | number[], changes: { enabled?: boolean, visible?: boolean }): void;
  };
}

declare global {
  interface Window {
    electronAPI: ElectronAPI;
  }
}
