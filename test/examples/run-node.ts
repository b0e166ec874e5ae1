/** Runs a script or the built command in a process of its own, as a person would; works on what `npm run build` left. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

export const projectDir = join(import.meta.dirname, '../..')
export const cli = join(projectDir, 'dist/cli.js')

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

/** @param args - of Node: script first */
export function runNode(args: readonly string[], options: RunOptions): Promise<Ran> {
  if (!existsSync(cli)) throw new Error('dist/ is missing: run `npm run build` first')
  return ranToEnd(spawn(process.execPath, [...args], spawnOptions(options)))
}

/** A line as it is typed in a shell. Never blocks: the stand-ins that it talks to live in this process. */
export const runShell = (line: string, options: RunOptions): Promise<Ran> =>
  ranToEnd(spawn(line, { ...spawnOptions(options), shell: true }))

const spawnOptions = ({ cwd, env = {} }: RunOptions) => ({
  cwd,
  env: { ...process.env, NO_COLOR: '1', ...env },
  stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'],
})

async function ranToEnd(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Ran> {
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, stdout, stderr }
}
