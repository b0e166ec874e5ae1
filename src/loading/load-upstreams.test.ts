import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { forms } from '../../schemas/index.ts'
import { MappingError } from '../base/errors.ts'
import { checkUpstream, type Upstream } from '../upstream/index.ts'
import { loadUpstreams, readUpstreams } from './load-upstreams.ts'
import { MAX_FILE_BYTES } from './read-json.ts'
import { goodContract, goodMapping, goodUpstream, upstreamFolder } from './test-folder.ts'

/** The English sentences of what is thrown. */
async function faultsOf(dir: string, env = {}): Promise<string[]> {
  try {
    await loadUpstreams(dir, { forms, env })
    return []
  } catch (error) {
    if (!(error instanceof MappingError)) throw error
    expect(error.describe('zh-CN').split('\n')).toHaveLength(error.problems.length)
    return error.describe('en').split('\n')
  }
}

const settings = (changed: object) => ({
  ...goodUpstream,
  adapter: { use: 'yibiao/adapters/http', settings: { ...goodUpstream.adapter.settings, ...changed } },
})

describe('a folder of upstreams', () => {
  test('is the same as defining them in code', async () => {
    const dir = upstreamFolder({
      'upstream.json': { ...goodUpstream, when: { path: 'sex', is: '1' }, limits: { perMinute: 60 }, enabled: false },
    })
    const [civil, ...others] = await loadUpstreams(dir, { forms })
    expect(others).toEqual([])
    const { $schema: _, ...rules } = goodMapping
    expect(civil).toMatchObject({
      name: 'civil',
      title: { zh: '民政系统', en: 'Civil affairs' },
      form: { name: 'resident' },
      contract: { schema: goodContract },
      mapping: rules,
      when: { path: 'sex', is: '1' },
      limits: { perMinute: 60, concurrency: 4 },
      enabled: false,
      adapter: { name: 'http', address: 'https://civil.example', capabilities: { operations: ['create'] } },
    })
    expect(civil?.files).toEqual({
      upstream: 'upstreams/civil/upstream.json',
      contract: 'upstreams/civil/contract.schema.json',
      mapping: 'upstreams/civil/mapping.json',
    })
  })

  test('relative paths lead on from their file, wherever the process runs', async () => {
    const use = (file: string, settings: object) => ({
      ...goodUpstream,
      adapter: { use: `yibiao/adapters/${file}`, settings },
    })
    const dir = upstreamFolder({ 'upstream.json': use('table', { folder: '../../out', format: 'csv' }) })
    const [civil] = await loadUpstreams(dir, { forms })
    expect(civil?.adapter.address).toBe(join(dir, '../out'))
    const absolute = upstreamFolder({ 'upstream.json': use('table', { folder: '/mnt/share', format: 'csv' }) })
    expect((await loadUpstreams(absolute, { forms }))[0]?.adapter.address).toBe('/mnt/share')
    // Inside of another setting, and where a setting has several shapes.
    const template = { file: '登记表.xlsx' }
    const nested = { folder: '/mnt/share', format: 'xlsx', template, columns: [{ header: '姓名' }] }
    const files = { 'upstream.json': use('table', nested), '登记表.xlsx': 'no workbook' }
    const [filled] = await loadUpstreams(upstreamFolder(files), { forms })
    // It is there, and found to be none.
    await expect(filled?.adapter.open?.()).rejects.toThrow(/登记表\.xlsx(?!.*ENOENT)/)
    const tls = { caFile: 'ca.pem' }
    const database = {
      dialect: 'postgres',
      host: '127.0.0.1',
      database: 'x',
      username: 'x',
      table: 't',
      columns: ['a'],
      key: ['a'],
      tls,
    }
    const [sql] = await loadUpstreams(upstreamFolder({ 'upstream.json': use('sql', database) }), { forms })
    await expect(sql?.adapter.open?.()).rejects.toThrow(/tls\.caFile.*ENOENT/)
  })

  test('warns of what a draft was unsure of until its line is deleted', async () => {
    const [rule = ''] = Object.keys(goodMapping).filter((name) => name !== '$schema')
    const looked = { zh: '也像姓名', en: 'or a name' }
    const $doubtful = { [`/${rule}`]: looked, '': '问过再定', '/x': 3, '/y': { zh: '半句' } }
    const dir = upstreamFolder({ 'mapping.json': { ...goodMapping, $doubtful } })
    const [civil] = await loadUpstreams(dir, { forms })
    const warnings = checkUpstream(civil as Upstream).filter(({ code }) => code === 'mapping_doubtful')
    const warning = { severity: 'warning', file: 'upstreams/civil/mapping.json' }
    expect(warnings).toMatchObject([
      { ...warning, pointer: `/${rule}`, params: { reason: looked } },
      { ...warning, pointer: '', params: { reason: { zh: '问过再定', en: '问过再定' } } },
    ])
  })

  test('shares systems that systems.json declares', async () => {
    const other = { ...goodUpstream, name: 'civil-low-income', system: 'civil-system' }
    const dir = upstreamFolder(
      { 'upstream.json': { ...goodUpstream, system: 'civil-system' } },
      {
        'upstreams/systems.json': { systems: { 'civil-system': { title: '民政' } } },
        'upstreams/low-income/upstream.json': other,
        'upstreams/low-income/contract.schema.json': goodContract,
        'upstreams/low-income/mapping.json': goodMapping,
      },
    )
    const [first, second] = await loadUpstreams(dir, { forms })
    expect(first?.system).toMatchObject({ name: 'civil-system' })
    expect(second?.system).toBe(first?.system)
  })

  test('takes an adapter and computed values from files of its own', async () => {
    const adapter = `
      import { z } from 'zod'
      export const kind = {
        name: 'own', title: { zh: '自制', en: 'Own' }, settings: z.strictObject({ folder: z.string() }),
        create: ({ folder }) => ({ contract: 'v1', name: 'own', address: folder,
          capabilities: { operations: ['create'], maxProcessingMs: 0 }, prepare: () => null, send: async () => [] }),
      }`
    const dir = upstreamFolder({
      'upstream.json': {
        ...goodUpstream,
        adapter: { use: './own.mjs', settings: { folder: 'x' } },
        computed: './computed.mjs',
      },
      'own.mjs': adapter.replace("'zod'", JSON.stringify(import.meta.resolve('zod'))),
      'computed.mjs':
        "export const computed = { initial: { reads: ['name'], version: 1, run: (name) => name.slice(0, 1) } }",
      'mapping.json': { ...goodMapping, xm: { compute: 'initial' } },
    })
    const [civil] = await loadUpstreams(dir, { forms })
    expect([civil?.adapter.address, Object.keys(civil?.computed ?? {})]).toEqual(['x', ['initial']])
  })

  test('a mapping that fits neither end never gets out; `check` sees it upstream by upstream', async () => {
    const dir = upstreamFolder({
      'mapping.json': { xm: 'nmae', sfzh: 'idNumber' },
      'upstream.json': { ...goodUpstream, when: { path: 'sex', is: '7' } },
    })
    expect(await faultsOf(dir)).toEqual([
      expect.stringMatching(/^Mapping upstreams\/civil\/upstream\.json \/when\/is: /),
      expect.stringMatching(/^Mapping upstreams\/civil\/mapping\.json \/xm: .*“nmae”.*“name”/),
    ])
    expect(await readUpstreams(dir, { forms })).toHaveLength(1)
    const contract = upstreamFolder({ 'contract.schema.json': { ...goodContract, $ref: '#/nowhere' } })
    expect(await faultsOf(contract)).toEqual([expect.stringContaining('upstreams/civil/contract.schema.json')])
  })
})

describe('a fault names file, line, pointer, what and the remedy', () => {
  test.each<[string, Record<string, unknown>, string | RegExp]>([
    ['a missing file', { 'mapping.json': undefined }, 'Cannot open upstreams/civil/mapping.json (ENOENT)'],
    ['no JSON', { 'mapping.json': '{\n  "xm": "name",\n}' }, /^upstreams\/civil\/mapping\.json:3 .*is not JSON/],
    [
      'a name twice',
      { 'mapping.json': '{ "xm": "name",\n "sfzh": "idNumber", "xm": "phone" }' },
      'mapping.json:2 /xm: it is written twice',
    ],
    [
      '__proto__',
      { 'mapping.json': '{ "xm": { "__proto__": { "polluted": 1 } } }' },
      'mapping.json:1 /xm/__proto__: this name',
    ],
    [
      'not UTF-8',
      { 'mapping.json': Buffer.from([0x7b, 0xd0, 0xd5, 0x7d]) },
      'upstreams/civil/mapping.json is not UTF-8',
    ],
    ['too long', { 'contract.schema.json': ' '.repeat(MAX_FILE_BYTES + 1) }, 'has more than 4194304 bytes'],
    ['too deep', { 'contract.schema.json': '['.repeat(200) + ']'.repeat(200) }, 'more than 100 levels deep'],
    ['endless nesting', { 'contract.schema.json': '['.repeat(2_000_000) }, /contract\.schema\.json is not JSON/],
    [
      'no object',
      { 'contract.schema.json': [], 'mapping.json': '7' },
      'contract.schema.json : it must be a JSON Schema',
    ],
    [
      'an unknown member',
      { 'upstream.json': { ...goodUpstream, adaptr: 1 } },
      /upstream\.json:\d+ \/adaptr: there is no member “adaptr”; did you mean “adapter”\?/,
    ],
    ['a missing member', { 'upstream.json': { ...goodUpstream, title: undefined } }, '/title: it is missing; add it'],
    [
      'an unknown form',
      { 'upstream.json': { ...goodUpstream, form: 'residnet' } },
      '/form: there is no form “residnet”. Did you mean “resident”? Known: resident',
    ],
    [
      'an unknown system',
      { 'upstream.json': { ...goodUpstream, system: 'civil' } },
      '/system: there is no system in systems.json “civil”. Known: none.',
    ],
    [
      'no such adapter',
      { 'upstream.json': { ...goodUpstream, adapter: { use: 'yibiao/adapters/htpp' } } },
      '/adapter/use: there is no module “yibiao/adapters/htpp”',
    ],
    [
      'no such package',
      { 'upstream.json': { ...goodUpstream, adapter: { use: '@yibiao-test/none/soap' } } },
      'Run npm install @yibiao-test/none.',
    ],
    [
      'no such file',
      { 'upstream.json': { ...goodUpstream, adapter: { use: './none.js' } } },
      'there is no file “./none.js”',
    ],
    [
      'no adapter in it',
      { 'upstream.json': { ...goodUpstream, adapter: { use: './empty.mjs' } }, 'empty.mjs': '' },
      'exports no `kind`',
    ],
    [
      'code that throws',
      { 'upstream.json': { ...goodUpstream, computed: './bad.mjs' }, 'bad.mjs': 'throw new TypeError("boom")' },
      '/computed: the module “./bad.mjs” failed to load: boom',
    ],
    [
      'a wrong setting',
      { 'upstream.json': settings({ sucess: {} }) },
      /upstream\.json:\d+ \/adapter\/settings\/sucess: .*“success”/,
    ],
    [
      'a deep setting',
      { 'upstream.json': settings({ create: { method: 'PUST', path: '/x' } }) },
      '/adapter/settings/create/method: Invalid option',
    ],
  ])('%s', async (_, changed, message) => {
    const faults = await faultsOf(upstreamFolder(changed))
    expect(faults).toContainEqual(
      typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message),
    )
    expect({}).not.toHaveProperty('polluted')
  })

  test('all faults of all files at once', async () => {
    const dir = upstreamFolder(
      { 'upstream.json': { ...goodUpstream, form: 'x', system: 'y' }, 'mapping.json': '{' },
      { 'upstreams/empty/readme.txt': '' },
    )
    expect((await faultsOf(dir)).filter((line) => line.includes('/empty/'))).toHaveLength(3)
    expect((await faultsOf(dir)).filter((line) => line.includes('/civil/'))).toHaveLength(3)
  })

  test('no folder', async () => {
    await expect(loadUpstreams(join(upstreamFolder(), 'none'), { forms })).rejects.toThrow(
      'Cannot open the folder none (ENOENT)',
    )
  })
})

describe('secrets and the environment', () => {
  const literal = 'hunter2-geheim'

  test.each<[string, object, string]>([
    [
      'a token',
      { auth: { kind: 'bearer', token: literal } },
      '/adapter/settings/auth/token: a secret is written as ${NAME}',
    ],
    ['a header', { headers: { 'x-api-key': literal } }, '/adapter/settings/headers: a credential has no place here'],
    [
      'a password among log-in fields',
      {
        auth: {
          kind: 'login',
          request: { path: '/l', fields: { username: 'a', password: literal } },
          token: '/t',
          place: { in: 'header', name: 'x' },
        },
      },
      '/adapter/settings/auth/request/fields/password: write a secret as ${NAME}',
    ],
    ['a variable with text around it', { auth: { kind: 'bearer', token: 'Bearer ${TOKEN}' } }, 'stands alone'],
    [
      'a variable where it would be stored',
      { create: { method: 'POST', path: '/x', set: { '/unit': '${UNIT}' } } },
      '/adapter/settings/create/set/~1unit: no ${NAME} here',
    ],
    [
      'an address whose variable is not set',
      { baseUrl: '${CIVIL_URL}' },
      '/adapter/settings/baseUrl: the environment variable CIVIL_URL is not set',
    ],
  ])('%s is refused and not quoted', async (_, changed, message) => {
    const faults = await faultsOf(upstreamFolder({ 'upstream.json': settings(changed) }))
    expect(faults).toContainEqual(expect.stringContaining(message))
    expect(faults.join()).not.toContain(literal)
  })

  test('an address is read when the file is loaded, a secret stays a name', async () => {
    const dir = upstreamFolder({ 'upstream.json': settings({ baseUrl: 'https://${HOST}:8443' }) })
    const [civil] = await loadUpstreams(dir, { forms, env: { HOST: 'civil.test' } })
    expect(civil?.adapter.address).toBe('https://civil.test:8443')
    // CIVIL_TOKEN is not set anywhere: whoever loads the files doesn't need it.
    expect(process.env.CIVIL_TOKEN).toBeUndefined()
  })
})
