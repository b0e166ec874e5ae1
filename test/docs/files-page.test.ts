/** docs/files.md: the project it shows, written out and checked. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { project } from '../cli/project.ts'
import { projectDir } from '../lint/lint-samples.ts'

const page = readFileSync(join(projectDir, 'docs/files.md'), 'utf8')

/** A line with nothing but a file's name, and the block below it. */
const shown = [...page.matchAll(/^`([\w./-]+\.json)`:\n\n```json [^\n]+\n([\s\S]*?)```/gm)].map(
  ([, name = '', text = '']) => ({ name, text }),
)

test('is a project without a fault', async () => {
  const { path, run } = project()
  for (const { name, text } of shown) {
    mkdirSync(dirname(path(name)), { recursive: true })
    writeFileSync(path(name), text)
  }
  const { code, out, err } = await run(['check', '--lang', 'en'])
  expect([code, err]).toEqual([0, ''])
  expect(out).toBe('Civil affairs (civil-affairs): form resident, 4 properties mapped, no fault\n')
})

test('is what editors are told', () => {
  const told = shown.flatMap(({ name, text }) => {
    const kind = /json-schemas\/(\w+)\.schema\.json/.exec(text)?.[1] ?? (name.includes('/codes/') ? 'codes' : undefined)
    return kind === undefined ? [] : [{ kind, value: JSON.parse(text) }]
  })
  expect(told.map(({ kind }) => kind).sort()).toEqual(['codes', 'config', 'form', 'mapping', 'upstream'])
  for (const { kind, value } of told) {
    const schema = JSON.parse(readFileSync(join(projectDir, `json-schemas/${kind}.schema.json`), 'utf8'))
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema)
    expect({ kind, ok: validate(value), errors: validate.errors }).toEqual({ kind, ok: true, errors: null })
    // And it says something: a member nobody knows is refused.
    expect(validate({ ...value, adaptr: 7 })).toBe(false)
  }
})
