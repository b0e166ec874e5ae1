/** yibiao types: generated files say what the contract says, are stable, and tell when they are old. */
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contractPlace, payloadTypes } from '../../src/authoring/index.ts'
import { defineContract } from '../../src/contract/index.ts'
import { project } from '../cli/project.ts'
import { contract } from './civil-affairs/contract.ts'

const folder = join(import.meta.dirname, 'civil-affairs')
const source = JSON.parse(readFileSync(join(folder, 'contract.schema.json'), 'utf8'))

describe('the command', () => {
  const inProject = () => {
    const made = project()
    cpSync(folder, made.path('civil-affairs'), { recursive: true })
    return made
  }
  const file = 'civil-affairs/contract.schema.json'

  test('the committed file is fresh; a change of the contract or of the file shows, and is mended', async () => {
    const { run, write, read } = inProject()
    const fresh = await run(['types', file, '--check', '--lang', 'en'])
    expect([fresh.code, fresh.out]).toEqual([0, 'civil-affairs/contract.ts (CivilAffairs) is up to date\n'])
    const committed = read('civil-affairs/contract.ts')

    write(file, JSON.stringify({ ...source, properties: { ...source.properties, zz: { type: 'string' } } }))
    const stale = await run(['types', file, '--check', '--lang', 'en'])
    expect([stale.code, stale.out]).toEqual([2, 'civil-affairs/contract.ts (CivilAffairs) is out of date\n'])
    expect(stale.err).toContain(`Run yibiao types ${file}`)
    expect(read('civil-affairs/contract.ts')).toBe(committed)
    expect((await run(['types', file, '--json'])).json).toEqual({
      files: [{ contract: file, file: 'civil-affairs/contract.ts', state: 'written' }],
    })
    expect(read('civil-affairs/contract.ts')).toContain('zz?: string')

    write('civil-affairs/contract.ts', committed.replace('xm: string', 'xm: any'))
    expect((await run(['types', file, '--check'])).code).toBe(2)
  })

  test.each([
    ['{', /contract\.schema\.json:1 .*JSON/],
    ['[]', /应是一个 JSON Schema/],
    ['{ "$ref": "#/nowhere" }', /#\/nowhere/],
  ])('%s is refused and nothing is written', async (text, message) => {
    const { run, write, has } = project()
    write('contract.schema.json', text)
    const { code, err } = await run(['types', 'contract.schema.json'])
    expect([code, err]).toEqual([2, expect.stringMatching(message)])
    expect(has('contract.ts')).toBe(false)
  })
})

test('type and contract are of one file: the contract is the one that was read', () => {
  expect(contract.canonical).toBe(defineContract(source).canonical)
  expect(contract.name).toBe('civil-affairs')
})

test('the order of members changes neither text nor hash beyond their order', async () => {
  const options = { typeName: 'A', source: 'a.json' }
  const text = await payloadTypes(defineContract(source), options)
  expect(await payloadTypes(defineContract(structuredClone(source)), options)).toBe(text)
  const { $schema, ...rest } = source
  const turned = await payloadTypes(defineContract({ ...rest, $schema }), options)
  expect(turned.split('\n')[1]).toBe(text.split('\n')[1])
})

test.each<[string, object, RegExp]>([
  [
    'draft-04',
    { id: 'http://x/y', properties: { a: { type: 'integer', minimum: 0, exclusiveMinimum: true } } },
    /a\?: number/,
  ],
  [
    'OpenAPI',
    {
      $ref: '#/components/schemas/R',
      components: { schemas: { R: { properties: { a: { type: 'string', nullable: true, example: 'x' } } } } },
    },
    /a\?: string \| null/,
  ],
  ['a recursive one', { properties: { a: { $ref: '#' } } }, /a\?: T\b/],
  [
    'oneOf',
    { oneOf: [{ properties: { lx: { const: 'A' } }, required: ['lx'] }, { properties: { lx: { const: 'B' } } }] },
    /'A'[\s\S]*'B'/,
  ],
  ['explicitly open', { properties: { a: {} }, additionalProperties: true }, /\[k: string\]: unknown/],
  ['a property that needs quotes', { properties: { '姓名-1': { type: 'string' } } }, /'姓名-1'\?: string/],
  [
    'text that closes a comment',
    { properties: { a: { type: 'string', title: '*/ export const x = 1 /*' } } },
    /^(?![\s\S]*\n\s*\* \*\/ export)/,
  ],
])('%s', async (_, schema, expected) => {
  expect(await payloadTypes(defineContract(schema), { typeName: 'T', source: 'x.json' })).toMatch(expected)
})

test.each([
  [
    'upstreams/civil-affairs/contract.schema.json',
    'CivilAffairs',
    'civil-affairs',
    'upstreams/civil-affairs/contract.ts',
  ],
  ['contracts/health_bureau.schema.json', 'HealthBureau', 'health_bureau', 'contracts/health_bureau.ts'],
  ['民政.contract.json', '民政', '民政', '民政.contract.ts'],
  ['2024.json', 'Payload', '2024', '2024.ts'],
])('%s → %s', (path, typeName, name, target) => {
  expect(contractPlace(path)).toEqual({ typeName, name, target })
})
