/** What is generated is what the code says today. `npm run docs` writes it anew. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import type { AdapterKind } from 'yibiao/adapter'
import { projectDir } from '../lint/lint-samples.ts'
import { editorSchemas } from './editor-schemas.ts'
import { withRulesTable } from './rules-table.ts'
import { withSettingsTables } from './settings-tables.ts'

const docs = join(projectDir, 'docs')
const adapters = join(projectDir, 'adapters')

/** Every adapter's kind by its module's name: an adapter without one fails here. */
const kinds = new Map<string, AdapterKind>()
for (const { name } of readdirSync(adapters, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  kinds.set(`yibiao/adapters/${name}`, (await import(join(adapters, name, 'index.ts'))).kind)
}

test('every adapter module exports its kind', () => {
  expect([...kinds].filter(([, kind]) => typeof kind?.create !== 'function')).toEqual([])
})

test.each(readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md')))(
  '%s has nothing out of date',
  async (file) => {
    const page = readFileSync(join(docs, file), 'utf8')
    await expect(withRulesTable(withSettingsTables(page, [...kinds.values()]))).toMatchFileSnapshot(join(docs, file))
  },
)

test.each([...editorSchemas(kinds)])('editors complete %s by what reads it', async (name, schema) => {
  new Ajv({ strict: false }).compile(schema)
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    join(projectDir, `json-schemas/${name}.schema.json`),
  )
})
