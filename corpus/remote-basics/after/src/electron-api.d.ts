import type { App, MessageBoxOptions, MessageBoxReturnValue, OpenDialogOptions, OpenDialogReturnValue, SaveDialogOptions, SourcesOptions } from 'electron';

/** What crosses of an image of main's: it answers as a NativeImage does. */
export interface CapturedImage {
	getAspectRatio: () => number;
	getSize: () => { width: number, height: number };
	isEmpty: () => boolean;
	toDataURL: () => string;
}

/** A screen or window that can be captured by its id. */
export interface CapturedSource {
	appIcon: CapturedImage;
	display_id: string;
	id: string;
	name: string;
	thumbnail: CapturedImage;
}

export interface ElectronAPI {
	app: {
		paths: {
			readonly exe: string;
			readonly temp: string;
			readonly userData: string;
		};
		/** Blocks the page until main answers. */
		getPathSync(name: Parameters<App['getPath']>[0]): string;
		readonly locale: string;
		readonly name: string;
		readonly version: string;
	};
	clipboard: {
		readText(): Promise<string>;
		writeText(text: string): void;
	};
	desktopCapturer: {
		getSources(options: SourcesOptions): Promise<CapturedSource[]>;
	};
	dialog: {
		messageResponseForWindow(options: MessageBoxOptions): Promise<number>;
		savePathForWindow(options: SaveDialogOptions): Promise<string | undefined>;
		showMessageBox(options: MessageBoxOptions): Promise<MessageBoxReturnValue>;
		showOpenDialog(options: OpenDialogOptions): Promise<OpenDialogReturnValue>;
		showOpenDialogForWindow(options: OpenDialogOptions): Promise<OpenDialogReturnValue>;
	};
	process: {
		readonly platform: string;
		readonly versions: Record<string, string>;
	};
	shell: {
		beep(): void;
		openExternal(url: string): Promise<void>;
		showItemInFolder(fullPath: string): void;
	};
	webFrame: {
		getZoomFactor(): number;
		setZoomFactor(factor: number): void;
	};
	window: {
		getTitle(): Promise<string>;
		/** Blocks the page until main answers. */
		getTitleSync(): string;
		isFullScreen(): Promise<boolean>;
		/** Blocks the page until main answers. */
		isFullScreenSync(): boolean;
		isMaximized(): Promise<boolean>;
		maximize(): void;
		minimize(): void;
		setFullScreen(flag: boolean): void;
		setTitle(title: string): void;
		unmaximize(): void;
	};
}

declare global {
	interface Window {
		electronAPI: ElectronAPI;
	}
}
