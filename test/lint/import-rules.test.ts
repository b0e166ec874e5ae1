/**
 * The house has floors, and biome.json holds them: a room imports only from lower ones.
 *
 * The table below says so a second time, on purpose; for every pair of rooms a small file that imports the one from
 * the other is linted with the real configuration.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintSamples, projectDir } from './lint-samples.ts'

const contractFloor = ['base', 'form']
const mappingFloor = [...contractFloor, 'contract']
const upstreamFloor = [...mappingFloor, 'mapping', 'files']
const ledgerFloor = [...upstreamFloor, 'upstream']
const deliveryFloor = [...ledgerFloor, 'ledger']
const gatewayFloor = [...deliveryFloor, 'delivery']
const batchFloor = [...gatewayFloor, 'gateway']
const serverFloor = [...batchFloor, 'batch']

/** Room → the rooms it may import. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  base: [],
  form: ['base'],
  files: ['base'],
  contract: contractFloor,
  mapping: mappingFloor,
  upstream: upstreamFloor,
  loading: ledgerFloor,
  ledger: ledgerFloor,
  delivery: deliveryFloor,
  gateway: gatewayFloor,
  batch: batchFloor,
  authoring: [...ledgerFloor, 'loading'],
  server: [...serverFloor, 'loading'],
  embed: ['base'],
  testing: [...serverFloor, 'loading', 'authoring', 'server', 'embed'],
  cli: [...serverFloor, 'loading', 'authoring', 'server', 'testing'],
}

/** Rooms that a browser runs too. */
const browserRooms = ['base', 'form', 'contract', 'mapping', 'embed']

type Samples = Record<string, string>

/** Lints both lists together: every file of the first must be refused by the import rules, none of the second. */
function check(refused: Samples, accepted: Samples): void {
  const findings = lintSamples({ ...refused, ...accepted })
  const isImportRule = (category: string) => category === 'lint/style/noRestrictedImports'
  const stopped = findings.filter(({ category }) => isImportRule(category)).map(({ path }) => path)
  expect([...new Set(stopped)].sort()).toEqual(Object.keys(refused).sort())
  expect(findings.filter(({ category }) => !isImportRule(category))).toEqual([])
}

describe('a room of src/ imports', () => {
  test('only from lower floors, from whichever depth', () => {
    const refused: Samples = {}
    const accepted: Samples = {}
    for (const [room, lower] of Object.entries(rooms)) {
      for (const other of Object.keys(rooms).filter((name) => name !== room)) {
        const file = other === 'gateway' ? 'gateway.ts' : `${other}/index.ts`
        const samples = lower.includes(other) ? accepted : refused
        samples[`src/${room}/to-${other}.ts`] = `import '../${file}'`
        samples[`src/${room}/inner/to-${other}.ts`] = `import '../../${file}'`
      }
      accepted[`src/${room}/to-itself.ts`] = `import './own.ts'`
      accepted[`src/${room}/inner/to-itself.ts`] = `import '../own.ts'`
    }
    refused['src/gateway.ts'] = `import './batch/index.ts'`
    accepted['src/index.ts'] = `export * from './gateway.ts'\nexport * from './form/index.ts'`
    check(refused, accepted)
  })

  test('no adapter, no schema, and not itself by name', () => {
    const refused: Samples = { 'src/index.ts': `import '../schemas/index.ts'` }
    for (const room of Object.keys(rooms)) {
      refused[`src/${room}/to-adapter.ts`] = `import '../../adapters/http/index.ts'`
      refused[`src/${room}/to-schemas.ts`] = `import '../../schemas/index.ts'`
      refused[`src/${room}/by-name.ts`] = `import 'yibiao/schemas'`
    }
    check(refused, {})
  })

  test('no Node module where a browser runs it too; zod everywhere', () => {
    const refused: Samples = {}
    const accepted: Samples = {}
    for (const room of Object.keys(rooms)) {
      const samples = browserRooms.includes(room) ? refused : accepted
      samples[`src/${room}/to-node.ts`] = `import 'node:crypto'`
      samples[`src/${room}/deep-node.ts`] = `import 'node:fs/promises'`
      accepted[`src/${room}/to-zod.ts`] = `import 'zod'`
    }
    check(refused, accepted)
  })

  test('by any kind of import, tests excepted', () => {
    check(
      {
        'src/mapping/type.ts': `import type { Ledger } from '../ledger/index.ts'\nexport type A = Ledger`,
        'src/mapping/dynamic.ts': `export const load = () => import('../ledger/index.ts')`,
        'src/mapping/handed-on.ts': `export { a } from '../ledger/index.ts'`,
      },
      { 'src/mapping/above.test.ts': `import '../ledger/index.ts'\nimport 'node:fs'` },
    )
  })

  test('by a rule of its own: every room that exists is in the table', () => {
    const entries = readdirSync(join(projectDir, 'src'), { withFileTypes: true })
    const existing = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
    expect(existing.filter((name) => !Object.hasOwn(rooms, name))).toEqual([])
  })
})

test('schemas/ stand on form and base', () => {
  check(
    {
      'schemas/to-mapping.ts': `import '../src/mapping/index.ts'`,
      'schemas/codes/to-mapping.ts': `import '../../src/mapping/index.ts'`,
      'schemas/to-door.ts': `import '../src/index.ts'`,
      'schemas/to-adapter.ts': `import '../adapters/http/index.ts'`,
      'schemas/by-name.ts': `import 'yibiao'`,
      'schemas/to-node.ts': `import 'node:fs'`,
    },
    {
      'schemas/to-form.ts': `import '../src/form/index.ts'\nimport '../src/base/text.ts'\nimport 'zod'`,
      'schemas/codes/to-form.ts': `import '../../src/form/types.ts'\nimport '../fields.ts'`,
    },
  )
})

test('adapters/ import yibiao/adapter, Node, npm packages and their own folder', () => {
  check(
    {
      'adapters/http/to-src.ts': `import '../../src/upstream/adapter.ts'`,
      'adapters/http/to-neighbour.ts': `import '../soap/index.ts'`,
      'adapters/http/auth/to-neighbour.ts': `import '../../soap/index.ts'`,
      'adapters/http/to-door.ts': `import 'yibiao'`,
      'adapters/http/to-schemas.ts': `import 'yibiao/schemas'`,
      'adapters/group.ts': `import './http/index.ts'`,
    },
    {
      'adapters/http/legal.ts': `import 'node:crypto'\nimport 'yibiao/adapter'\nimport 'zod'\nimport './reply.ts'`,
      'adapters/http/auth/legal.ts': `import 'yibiao/adapter'\nimport '../reply.ts'`,
      'adapters/chat.ts': `import 'yibiao/adapter'\nimport 'node:crypto'`,
    },
  )
})

test('examples/ import the package by name', () => {
  check(
    { 'examples/quick/inside.ts': `import '../../src/index.ts'` },
    { 'examples/quick/outside.ts': `import 'yibiao'\nimport 'yibiao/schemas'` },
  )
})
