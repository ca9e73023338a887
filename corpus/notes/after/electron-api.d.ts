import type { MessageBoxOptions, MessageBoxReturnValue, OpenDialogOptions, OpenDialogReturnValue } from 'electron';

export interface ElectronAPI {
    app: {
        readonly version: string;
    };
    dialog: {
        showMessageBoxForWindow(options: MessageBoxOptions): Promise<MessageBoxReturnValue>;
        showOpenDialog(options: OpenDialogOptions): Promise<OpenDialogReturnValue>;
    };
    window: {
        isMaximized(): Promise<boolean>;
        maximize(): void;
        unmaximize(): void;
    };
    notesDelete(title: unknown): void;
    /** Blocks the page until main answers. */
    notesList(): unknown;
    notesRead(title: unknown): Promise<unknown>;
    notesSave(title: unknown, text: unknown): void;
    /** Returns a function that unsubscribes. */
    onNotesDeleted(callback: (result: unknown) => void): () => void;
    /** Returns a function that unsubscribes. */
    onNotesSaved(callback: (name: unknown, length: unknown) => void): () => void;
}

declare global {
    interface Window {
        electronAPI: ElectronAPI;
    }
}
