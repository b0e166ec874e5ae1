/** What is generated inside docs/ is what the code says today. `npm run docs` writes it anew. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AdapterKind } from 'yibiao/adapter'
import { projectDir } from '../lint/lint-samples.ts'
import { withSettingsTables } from './settings-tables.ts'

const folder = join(projectDir, 'docs')
const adapters = join(projectDir, 'adapters')

/** Every adapter's kind, read from its module: an adapter without one fails here. */
const kinds = await Promise.all(
  readdirSync(adapters, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(async ({ name }): Promise<AdapterKind> => (await import(join(adapters, name, 'index.ts'))).kind),
)

test('every adapter module exports its kind', () => {
  expect(kinds.filter((kind) => typeof kind?.create !== 'function')).toEqual([])
})

test.each(readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md')))(
  '%s has nothing out of date',
  async (file) => {
    const page = readFileSync(join(folder, file), 'utf8')
    await expect(withSettingsTables(page, kinds)).toMatchFileSnapshot(join(folder, file))
  },
)
