/**
 * The package as a stranger gets it: packed, and installed in an empty folder without this project's own dependencies.
 *
 * Works on what `npm run build` left in dist/; `npm test` builds first.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

export const projectDir = join(import.meta.dirname, '../..')

interface Manifest {
  readonly version: string
  readonly bin: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>
  readonly devDependencies: Readonly<Record<string, string>>
}

export const manifest: Manifest = JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8'))

/** One subpath of the package as others write it, with the files behind it. */
export interface Entry {
  readonly specifier: string
  readonly files: readonly string[]
  /** A JSON file (package.json) has neither types nor named exports. */
  readonly isCode: boolean
}

export const entries: readonly Entry[] = Object.entries(manifest.exports).map(([subpath, target]) => ({
  specifier: `yibiao${subpath.slice(1)}`,
  files: (typeof target === 'string' ? [target] : [target.types, target.default]).map((path) => path.slice(2)),
  isCode: typeof target !== 'string',
}))

// What an outer `npm run` says about *this* project would steer the inner npm; registry, cache and proxy stay.
const outerRun = /^(npm_(package|lifecycle|config_local_prefix|command|execpath)|INIT_CWD)/

/** Runs a program with this very Node first in PATH, and returns what it wrote to stdout. */
export function run(program: string, args: readonly string[], cwd: string): string {
  const kept = Object.entries(process.env).filter(([name]) => !outerRun.test(name))
  const path = [dirname(process.execPath), process.env.PATH].join(delimiter)
  const env = { ...Object.fromEntries(kept), PATH: path, NO_COLOR: '1' }
  return execFileSync(program, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

export interface Packed {
  readonly tarball: string
  /** Paths inside the package, `/` between folders. */
  readonly files: readonly string[]
}

/** `npm pack` into a folder. */
export function packProject(targetDir: string): Packed {
  if (!existsSync(join(projectDir, 'dist'))) throw new Error('dist/ is missing: run `npm run build` first')
  const answer = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', targetDir], projectDir)
  // npm 11 prints a list, later versions an object by package name.
  const [packed] = Object.values(JSON.parse(answer)) as { filename: string; files: { path: string }[] }[]
  return { tarball: join(targetDir, packed!.filename), files: packed!.files.map(({ path }) => path) }
}

/** Installs packages in a folder that has nothing but a package.json. */
export function install(dir: string, flags: readonly string[], packages: readonly string[]): void {
  if (!existsSync(join(dir, 'package.json')))
    writeFileSync(join(dir, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }\n')
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...flags, ...packages], dir)
}

export interface Weight {
  readonly packages: number
  readonly bytes: number
}

/** What an installed folder weighs: number of packages, and bytes in their files. */
export function weigh(dir: string): Weight {
  const files = readdirSync(join(dir, 'node_modules'), { recursive: true, withFileTypes: true }).filter((it) =>
    it.isFile(),
  )
  const lock = JSON.parse(readFileSync(join(dir, 'node_modules/.package-lock.json'), 'utf8'))
  const bytes = files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0)
  return { packages: Object.keys(lock.packages).length, bytes }
}
