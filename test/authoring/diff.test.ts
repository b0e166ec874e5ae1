/** yibiao diff: what changed, what it breaks, and a portal that refuses only the upstream whose contract changed. */
import { mkdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { resident } from '../../schemas/index.ts'
import { contractChanges, driftOf } from '../../src/authoring/index.ts'
import { defineContract } from '../../src/contract/index.ts'
import { sandboxSettings } from '../../src/testing/index.ts'
import { SANDBOX_ACCOUNT } from '../../src/testing/sandbox/types.ts'
import { defineUpstream, type Upstream } from '../../src/upstream/index.ts'
import { atEnd, project, sandbox } from '../cli/project.ts'
import { syntheticId } from '../synthetic.ts'
import { silentAdapter } from './silent-adapter.ts'

const text = { type: 'string' }
const object = (properties: object, more: object = {}) => defineContract({ properties, ...more })

test.each<[string, object, object, object[]]>([
  ['nothing', { a: text }, { a: { ...text, title: 'A' } }, []],
  ['a property that is gone', { a: text, b: text }, { a: text }, [{ pointer: '/b', kind: 'removed', breaking: true }]],
  ['a new optional one', { a: text }, { a: text, b: text }, [{ pointer: '/b', kind: 'added', breaking: false }]],
  [
    'a shorter text',
    { a: { maxLength: 50 } },
    { a: { maxLength: 20 } },
    [{ kind: 'narrowed', keyword: 'maxLength', from: 50, to: 20, breaking: true }],
  ],
  [
    'a longer text',
    { a: { maxLength: 20 } },
    { a: { maxLength: 50 } },
    [{ kind: 'widened', keyword: 'maxLength', breaking: false }],
  ],
  [
    'a limit that is new',
    { a: {} },
    { a: { minLength: 2 } },
    [{ kind: 'narrowed', keyword: 'minLength', to: 2, breaking: true }],
  ],
  [
    'a limit that is gone',
    { a: { pattern: 'x' } },
    { a: {} },
    [{ kind: 'widened', keyword: 'pattern', breaking: false }],
  ],
  [
    'another pattern',
    { a: { pattern: 'x' } },
    { a: { pattern: 'y' } },
    [{ kind: 'narrowed', keyword: 'pattern', breaking: true }],
  ],
  [
    'a higher minimum',
    { a: { minimum: 1 } },
    { a: { minimum: 2 } },
    [{ kind: 'narrowed', keyword: 'minimum', breaking: true }],
  ],
  [
    'a code that is gone',
    { a: { enum: ['1', '2'] } },
    { a: { enum: ['1', '3'] } },
    [{ kind: 'narrowed', keyword: 'enum', breaking: true }],
  ],
  [
    'a code that is new',
    { a: { enum: ['1'] } },
    { a: { enum: ['1', '2'] } },
    [{ kind: 'widened', keyword: 'enum', breaking: false }],
  ],
  [
    'integer to number',
    { a: { type: 'integer' } },
    { a: { type: 'number' } },
    [{ kind: 'widened', keyword: 'type', breaking: false }],
  ],
  [
    'number to integer',
    { a: { type: 'number' } },
    { a: { type: 'integer' } },
    [{ kind: 'narrowed', keyword: 'type', breaking: true }],
  ],
  ['text to number', { a: text }, { a: { type: 'number' } }, [{ kind: 'narrowed', keyword: 'type', breaking: true }]],
  [
    'inside a list',
    { l: { items: { properties: { a: { maxLength: 9 } } } } },
    { l: { items: { properties: { a: { maxLength: 8 } } } } },
    [{ pointer: '/l/*/a', breaking: true }],
  ],
])('%s', (_, old, next, changes) => {
  expect(contractChanges(object(old), object(next))).toMatchObject(changes)
  expect(contractChanges(object(old), object(next))).toHaveLength(changes.length)
})

test('requirements and rules over several properties', () => {
  const before = object({ a: text, b: text }, { required: ['a'] })
  const after = object({ a: text, b: text }, { required: ['b'], if: { required: ['a'] }, then: { required: ['b'] } })
  expect(contractChanges(before, after)).toMatchObject([
    { pointer: '/b', kind: 'required', breaking: true },
    { pointer: '', kind: 'rule', keyword: 'if', breaking: true },
    { pointer: '', kind: 'rule', keyword: 'then', breaking: true },
    { pointer: '/a', kind: 'optional', breaking: false },
  ])
  expect(contractChanges(after, after)).toEqual([])
})

describe('for an upstream', () => {
  const old = object({ xm: text, sfzh: text, lxdh: text, bz: text }, { required: ['xm', 'sfzh'] })
  const upstream = defineUpstream({
    name: 'civil',
    title: '民政系统',
    form: resident,
    contract: old,
    mapping: { xm: 'name', sfzh: 'idNumber', lxdh: 'phone' } as never,
    when: { path: 'sex', is: '1' },
    adapter: silentAdapter,
  }) as Upstream
  const next = object(
    { xm: { ...text, maxLength: 2 }, sfzh: text, lxdh: text, dw: text },
    { required: ['xm', 'sfzh', 'lxdh', 'dw'] },
  )
  const records = [
    { name: '赵测', idNumber: '1', sex: '1', phone: '1' },
    { name: '赵小测', idNumber: '2', sex: '1', phone: '1' },
    { name: '阿依古丽·测试', idNumber: '3', sex: '1' },
    { name: '钱小测', idNumber: '4', sex: '2' },
  ].map((values) => ({ values }))

  test('the mapping, the records that concern it, and fields by name', async () => {
    const drift = await driftOf(upstream, old, next, records)
    expect(drift.breaking).toBe(true)
    expect(drift.changes).toMatchObject([
      { pointer: '/xm', kind: 'narrowed', breaking: true, fields: ['name'] },
      { pointer: '/lxdh', kind: 'required', breaking: true, fields: ['phone'] },
      { pointer: '/dw', kind: 'added', breaking: true, fields: [] },
      // Nothing makes it.
      { pointer: '/bz', kind: 'removed', breaking: false },
    ])
    expect(drift.mapping).toContainEqual(
      expect.objectContaining({ severity: 'error', code: 'mapping_property_missing' }),
    )
    expect(drift.records.checked).toBe(3)
    // `dw` is missing everywhere.
    expect(drift.records.refused).toBe(3)
    expect(drift.records.faults).toEqual([
      { pointer: '/dw', keyword: 'required', fields: [], count: 3 },
      { pointer: '/xm', keyword: 'maxLength', fields: ['name'], count: 2 },
      { pointer: '/lxdh', keyword: 'required', fields: ['phone'], count: 1 },
    ])
  })

  test('what was refused before is not the new version’s doing', async () => {
    const stricter = object(
      { xm: { ...text, maxLength: 2 }, sfzh: text, lxdh: text, bz: text },
      { required: ['xm', 'sfzh'] },
    )
    const { records: judged } = await driftOf({ ...upstream, contract: stricter }, stricter, next, records.slice(1, 2))
    expect(judged).toMatchObject({ checked: 1, refused: 0, faults: [] })
  })

  test('what is known besides the record counts as it did when it was handed in', async () => {
    const unit = { ...upstream, mapping: { ...upstream.mapping, dw: '$division' } } as Upstream
    const standing = [{ values: records[0]?.values, context: { division: '509999001001' } }]
    const wanted = object({ xm: text, sfzh: text, dw: { ...text, maxLength: 9 } }, { required: ['dw'] })
    const before = object({ xm: text, sfzh: text, dw: text }, { required: ['dw'] })
    const { records: judged } = await driftOf(unit, before, wanted, standing)
    expect(judged).toEqual({
      checked: 1,
      refused: 1,
      faults: [{ pointer: '/dw', keyword: 'maxLength', fields: ['$division'], count: 1 }],
    })
  })

  test('equal versions', async () => {
    expect(await driftOf(upstream, old, old, records)).toEqual({
      changes: [],
      mapping: [],
      records: { checked: 3, refused: 0, faults: [] },
      breaking: false,
    })
  })
})

describe('at start', () => {
  const contract = { required: ['xm', 'sfzh'], properties: { xm: text, sfzh: text, lxdh: text } }
  const changed = {
    required: ['xm', 'sfzh', 'lxdh'],
    properties: { ...contract.properties, xm: { ...text, maxLength: 2 } },
  }
  const entry = (index: number) => `公民身份号码,姓名,联系电话\n${syntheticId(index)},赵小测,13900000001\n`

  async function setUp() {
    const [one, other] = [await sandbox({ kind: 'rest-key' }), await sandbox({ kind: 'rest-key' })]
    process.env.YIBIAO_TEST_KEY = SANDBOX_ACCOUNT.apiKey
    atEnd(() => delete process.env.YIBIAO_TEST_KEY)
    const made = project()
    const write = (name: string, value: unknown) => made.write(name, `${JSON.stringify(value, null, 2)}\n`)
    write('yibiao.config.json', { ledger: 'file:a.db', forms: ['resident'], upstreams: './upstreams', by: 'li' })
    for (const [name, url] of [
      ['civil', one.url],
      ['health', other.url],
    ] as const) {
      mkdirSync(made.path(`upstreams/${name}`), { recursive: true })
      const settings = JSON.parse(JSON.stringify(sandboxSettings('rest-key', url)))
      settings.auth.value = '${YIBIAO_TEST_KEY}'
      const adapter = { use: 'yibiao/adapters/http', settings }
      write(`upstreams/${name}/upstream.json`, { name, title: `${name}系统`, form: 'resident', adapter })
      write(`upstreams/${name}/contract.schema.json`, contract)
      write(`upstreams/${name}/mapping.json`, { xm: 'name', sfzh: 'idNumber', lxdh: 'phone' })
    }
    return { ...made, write, text: made.write, one, other }
  }

  test('only the changed one is refused; accepted, it goes on', async () => {
    const { run, write, text: writeText, read, one, other } = await setUp()
    writeText('a.csv', entry(1))
    const hand = (file: string, wait = '20') =>
      run(['submit', file, '--form', 'resident', '--wait', wait, '--lang', 'en'])
    expect((await hand('a.csv')).code).toBe(0)

    write('old.json', contract)
    write('upstreams/civil/contract.schema.json', { ...contract, properties: { ...contract.properties, bz: text } })
    writeText('b.csv', entry(2))
    const waits = await hand('b.csv', '2')
    expect([one.rows().length, other.rows().length, waits.code]).toEqual([1, 2, 3])
    expect(waits.out + waits.err).toContain('The contract of “civil系统” has changed')
    expect((await run(['status', '--lang', 'en'])).out).toContain('yibiao diff OLD NEW --upstream civil')

    const command = ['diff', 'old.json', 'upstreams/civil/contract.schema.json', '--upstream', 'civil', '--lang', 'en']
    const harmless = await run(command)
    expect([harmless.code, harmless.out]).toEqual([0, expect.stringMatching(/1 record concerns it, 0 of them break/)])
    expect(harmless.out).toMatch(/\/bz/)

    const accepted = await run([...command, '--accept'])
    expect([accepted.code, accepted.out]).toEqual([0, expect.stringContaining('upstreams/civil/upstream.json')])
    expect(JSON.parse(read('upstreams/civil/upstream.json'))).toMatchObject({
      name: 'civil',
      acceptedContract: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    writeText('c.csv', entry(3))
    expect((await hand('c.csv')).code).toBe(0)
    expect([one.rows().length, other.rows().length]).toEqual([3, 3])
    expect((await run(['status', '--lang', 'en'])).out).not.toContain('has changed')
  })

  test('what breaks comes first; exit code 1 until somebody accepts', async () => {
    const { run, write, text: writeText } = await setUp()
    writeText('a.csv', entry(1))
    expect((await run(['submit', 'a.csv', '--form', 'resident', '--wait', '20'])).code).toBe(0)
    write('new.json', changed)
    const command = ['diff', 'upstreams/civil/contract.schema.json', 'new.json', '--upstream', 'civil']
    const { code, out } = await run([...command, '--lang', 'en'])
    expect(code).toBe(1)
    expect(out).toMatch(
      /maxLength: — → 2[^\n]*Name[\s\S]*1 record concerns it, 1 of them breaks[^\n]*[\s\S]*\/xm \(maxLength\): 1/,
    )
    const { json } = await run([...command, '--json'])
    expect(json).toMatchObject({
      upstream: 'civil',
      breaking: true,
      accepted: false,
      records: { checked: 1, refused: 1 },
    })
    expect(JSON.stringify(json)).not.toContain(syntheticId(1))
    const unknown = await run(['diff', 'new.json', 'new.json', '--upstream', 'cvil'])
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('是不是 civil？')])
  })
})
