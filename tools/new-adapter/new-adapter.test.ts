/** What `npm run new:adapter` writes passes the conformance suite at once, types and style included. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runShell } from '../../test/examples/run-node.ts'
import { projectDir } from '../../test/lint/lint-samples.ts'
import { newAdapter } from './new-adapter.ts'

const root = mkdtempSync(join(tmpdir(), 'new-adapter-'))
afterAll(() => rmSync(root, { recursive: true }))

const CONFIGS = ['package.json', 'tsup.config.ts', 'tsconfig.json', 'vitest.config.ts']
for (const file of [...CONFIGS, 'biome.json']) cpSync(join(projectDir, file), join(root, file))
for (const folder of ['src', 'schemas', 'test', 'node_modules'])
  symlinkSync(join(projectDir, folder), join(root, folder))
mkdirSync(join(root, 'adapters'))
for (const name of ['http', 'table']) symlinkSync(join(projectDir, 'adapters', name), join(root, 'adapters', name))

test('makes a folder, a page and the lines that ship it', () => {
  const written = newAdapter('county-grid', root)
  expect(written).toContain('adapters/county-grid/index.ts')
  expect(written).toContain('docs/settings-county-grid.md')
  for (const file of CONFIGS) expect(readFileSync(join(root, file), 'utf8')).toContain('adapters/county-grid')
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: object }
  expect(exports).toHaveProperty(['./adapters/county-grid', 'default'], './dist/adapters/county-grid.js')
  expect(readFileSync(join(root, 'adapters/county-grid/index.ts'), 'utf8')).not.toMatch(/__\w+__/)
})

test('passes the suite, the type checker and the linter', async () => {
  const run = (line: string) => runShell(line, { cwd: root })
  const tests = await run('npm exec -- vitest run adapters/county-grid')
  expect(tests.stdout).toMatch(/Tests +\d\d passed/)
  expect(tests.code).toBe(0)
  const only = { extends: './tsconfig.json', include: ['adapters/county-grid'] }
  writeFileSync(join(root, 'tsconfig.only.json'), JSON.stringify(only))
  const types = await run('npm exec -- tsc --noEmit -p tsconfig.only.json')
  expect(types.stdout).toBe('')
  const style = await run('npm exec -- biome check --vcs-enabled=false adapters/county-grid')
  expect([style.code, style.stdout + style.stderr]).toEqual([0, expect.stringContaining('No fixes applied')])
}, 180_000)

test.each(['', 'Grid', '1a', 'a/b', '../x', 'county-grid'])('%o is refused', (name) => {
  expect(() => newAdapter(name, root)).toThrow(RangeError)
  expect(existsSync(join(root, '..', 'x'))).toBe(false)
})
