/** Children that get killed or stopped, and what they say. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export type Script = ChildProcess & { readonly stdout: NodeJS.ReadableStream }

/** A script of this folder as a process of its own; its standard output is the caller's to read. */
export const startScript = (name: string, args: readonly string[]): Script =>
  spawn(process.execPath, [fileURLToPath(new URL(name, import.meta.url)), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })

export const linesOf = (child: Script) => createInterface({ input: child.stdout })

/** Exit code; null when it was killed. */
export const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('close', (code) => resolve(code)))
