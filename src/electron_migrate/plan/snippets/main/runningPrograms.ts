import * as child_process from 'child_process'

// The programs that run for pages, by web contents and the number that the page gave.
export const runningPrograms = new Map<string, child_process.ChildProcess>()
