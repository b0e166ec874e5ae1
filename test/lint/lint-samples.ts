/**
 * Runs the project's own lint configuration over small samples, in a folder of their own.
 *
 * Files and one run, not biome's stdin mode: that answers with the text, never with diagnostics, and its `check` ends
 * with 0 whatever it found.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export const projectDir = join(import.meta.dirname, '../..')

export interface Finding {
  readonly path: string
  /** `lint/style/noRestrictedImports`, or `plugin` for our own. */
  readonly category: string
}

/** Lints the samples (path in the project → code) and returns what was found. */
export function lintSamples(samples: Readonly<Record<string, string>>): Finding[] {
  const dir = mkdtempSync(join(tmpdir(), 'yibiao-lint-'))
  try {
    for (const name of ['biome.json', 'package.json', '.gitignore']) cpSync(join(projectDir, name), join(dir, name))
    for (const name of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.grit')))
      cpSync(join(import.meta.dirname, name), join(dir, 'test/lint', name))
    for (const [path, code] of Object.entries(samples)) {
      mkdirSync(dirname(join(dir, path)), { recursive: true })
      writeFileSync(join(dir, path), `${code}\n`)
    }
    return runBiome(dir)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

interface Report {
  readonly summary: { readonly errors: number }
  readonly diagnostics: readonly { readonly category: string; readonly location: { readonly path: string } }[]
}

function runBiome(cwd: string): Finding[] {
  const biome = join(projectDir, 'node_modules/@biomejs/biome/bin/biome')
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.']
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (!stdout.startsWith('{')) throw new Error(`biome gave no report: ${stderr}`)
  const { diagnostics } = JSON.parse(stdout) as Report
  return diagnostics.map(({ category, location }) => ({ category, path: location.path }))
}
