/** Configurations, good and broken: one sentence with the file, the line where there is one, and the remedy. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sandboxSettings } from '../../src/testing/index.ts'
import { SANDBOX_ACCOUNT } from '../../src/testing/sandbox/types.ts'
import { syntheticId } from '../synthetic.ts'
import { atEnd, configOf, project, sandbox } from './project.ts'

const define = (members: string) => `import { defineConfig } from 'yibiao'
import { resident } from 'yibiao/schemas'
export default defineConfig(${members} as never)
`

test.each([
  ['no default export', 'export const a = 1\n', '没有默认导出；请写 export default defineConfig({ … })'],
  ['throws', '\n\nthrow new RangeError("too far")\n', /yibiao\.config\.ts(:3)? 运行出错：too far\. ?；请改正/],
  ['an unknown member', define("{ ledger: 'file:a.db', froms: [resident] }"), '里没有“froms”这一项，是不是 forms？'],
  [
    'a wrong member',
    define("{ ledger: 'file:a.db', forms: resident }"),
    '的 forms 不对：应是 defineForm 做出的表单的列表',
  ],
  ['no ledger', define('{ forms: [resident] }'), '的 ledger 不对：请写 file:路径，例如 file:yibiao.db'],
  ['a ledger in memory', define("{ ledger: 'memory:', forms: [resident] }"), '命令行每次结束都会丢掉内存台账'],
  [
    'a ledger in no folder',
    define("{ ledger: 'file:data/a.db', forms: [resident] }"),
    '的 ledger 不对：它所在的目录不存在，请先建好',
  ],
  ['no form', define("{ ledger: 'file:a.db' }"), '的 forms 不对：还没有表单'],
  [
    'another copy',
    "export default { [Symbol.for('yibiao.config')]: true, ledger: 'file:a.db' }",
    '用的是另一份 yibiao',
  ],
])('%s: exit code 2', async (_, config, message) => {
  const { run } = project(config)
  const { code, out, err } = await run(['check'])
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(/^错误：配置文件 yibiao\.config\.ts/)
  if (typeof message === 'string') expect(err).toContain(message)
  else expect(err).toMatch(message)
})

test('none anywhere', async () => {
  const { run } = project()
  const { code, err } = await run(['status'])
  expect([code, err]).toEqual([2, expect.stringContaining('没有找到 yibiao.config.ts；先运行 yibiao init')])
})

test('found upward; its ledger lies beside it', async () => {
  const { path, write, has, run } = project(configOf({}))
  mkdirSync(path('inner'))
  write('inner/a.csv', `公民身份号码,姓名\n${syntheticId(1)},赵小测\n`)
  expect((await run(['submit', 'inner/a.csv', '--form', 'resident', '--config', './yibiao.config.ts'])).code).toBe(0)
  expect(has('yibiao.db')).toBe(true)
})

describe('in JSON', () => {
  const upstream = {
    name: 'civil',
    title: '民政系统',
    form: 'resident',
    adapter: { use: 'yibiao/adapters/http', settings: {} as object },
  }

  function files(url: string, mapping: object) {
    const made = project()
    mkdirSync(made.path('upstreams/civil'), { recursive: true })
    const write = (name: string, value: unknown) => made.write(name, JSON.stringify(value, null, 2))
    write('yibiao.config.json', { ledger: 'file:a.db', forms: ['resident'], upstreams: './upstreams', by: 'li' })
    const settings = JSON.parse(JSON.stringify(sandboxSettings('rest-key', url)))
    write('upstreams/civil/upstream.json', {
      ...upstream,
      adapter: {
        ...upstream.adapter,
        settings: { ...settings, auth: { ...settings.auth, value: '${YIBIAO_TEST_KEY}' } },
      },
    })
    write('upstreams/civil/contract.schema.json', {
      required: ['xm', 'sfzh'],
      properties: { xm: { type: 'string' }, sfzh: { type: 'string' } },
    })
    write('upstreams/civil/mapping.json', mapping)
    made.write('a.csv', `公民身份号码,姓名\n${syntheticId(1)},赵小测\n`)
    return made
  }

  test('complete without any module: a record arrives, and the secret stays out of the ledger', async () => {
    const civil = await sandbox({ kind: 'rest-key' })
    const { run, path } = files(civil.url, { xm: 'name', sfzh: 'idNumber' })
    process.env.YIBIAO_TEST_KEY = SANDBOX_ACCOUNT.apiKey
    atEnd(() => delete process.env.YIBIAO_TEST_KEY)
    const submitted = await run(['submit', 'a.csv', '--form', 'resident', '--wait', '20', '--json'])
    expect([submitted.code, civil.rows().map(({ payload }) => payload)]).toEqual([
      0,
      [{ xm: '赵小测', sfzh: syntheticId(1) }],
    ])
    expect((await run(['status', submitted.json.submission, '--json'])).json.by).toBe('li')
    const kept = readdirSync(path('.')).filter((name) => name.startsWith('a.db'))
    expect(kept.filter((name) => readFileSync(path(name)).includes(SANDBOX_ACCOUNT.apiKey))).toEqual([])
  })

  test('a mapping at fault is named by its file', async () => {
    const { run } = files('http://127.0.0.1:9', { xm: 'nmae', sfzh: 'idNumber' })
    const { code, out } = await run(['check'])
    expect([code, out]).toEqual([2, expect.stringMatching(/\n {2}.*upstreams\/civil\/mapping\.json \/xm.*“name”/)])
    const submitted = await run(['submit', 'a.csv', '--form', 'resident'])
    expect([submitted.code, submitted.err]).toEqual([2, expect.stringContaining('upstreams/civil/mapping.json /xm')])
  })

  test.each([
    ['{ "ledger": ', /yibiao\.config\.json:1 .*不是有效的 JSON/],
    [
      '{ "ledger": "file:a.db", "forms": ["resident"], "load": ["./a.js"] }',
      /yibiao\.config\.json:1 \/load：没有“load”这一项/,
    ],
    ['{ "ledger": "file:a.db" }', /\/forms：缺少这一项/],
    ['{ "ledger": "file:a.db", "forms": ["residnet"] }', /\/forms\/0：没有现成的表单“residnet”，是不是“resident”？/],
    ['{ "ledger": "memory:", "forms": ["resident"] }', /\/ledger：.*file:yibiao\.db/],
    ['{ "ledger": "file:a.db", "forms": ["./forms"] }', /目录 forms 打不开（ENOENT）/],
    ['{ "ledger": "file:a.db", "forms": ["resident"], "upstreams": "./none" }', /目录 none 打不开（ENOENT）/],
  ])('%s', async (text, message) => {
    const { write, run } = project()
    write('yibiao.config.json', text)
    const { code, err } = await run(['check'])
    expect([code, err]).toEqual([2, expect.stringMatching(message)])
  })
})

describe('yibiao check', () => {
  test('a line per upstream', async () => {
    const civil = await sandbox({ kind: 'rest-unique' })
    const { run } = project(configOf({ civil: civil.url }))
    const { code, out } = await run(['check'])
    expect([code, out]).toEqual([0, '民政系统（civil）：表单 resident，3 项映射，没有问题\n'])
    expect((await run(['check', '--json'])).json.upstreams).toMatchObject([{ name: 'civil', findings: [] }])
  })

  test('a warning stops nothing, a note shows when asked for; each with its remedy', async () => {
    const civil = await sandbox({ kind: 'rest-unique' })
    const config = configOf({ civil: civil.url }).replace(
      'xm: text',
      "xm: { ...text, maxLength: 20 }, lxdh: { ...text, maxLength: 30, pattern: '^1' }",
    )
    expect(config).toContain('maxLength: 20')
    const { run } = project(config)
    const { code, out, err } = await run(['check'])
    expect(code).toBe(0)
    expect(out.split('\n').slice(0, 3)).toEqual([
      '民政系统（civil）：表单 resident，3 项映射，没有问题，1 处要留意',
      '  留意：映射 yibiao.config.ts (civil) /xm：“name”最长 50 个字，接口约定最多 20 个字',
      expect.stringMatching(/^ {4}→ 更长的值.*把长度限制为 20/),
    ])
    expect(err).toBe('')
  })

  test('every fault with its upstream and pointer; submit refuses the same way', async () => {
    const civil = await sandbox({ kind: 'rest-unique' })
    const wrong = configOf({ civil: civil.url }).replace("xm: 'name', sfzh: 'idNumber'", "xm: 'nmae', sfz: 'idNumber'")
    const { write, run } = project(wrong)
    const { code, out } = await run(['check'])
    expect(code).toBe(2)
    expect(out).toMatch(/^民政系统（civil）：\d 处有误\n {2}.*yibiao\.config\.ts \(civil\) \/xm.*name/)
    const { json } = await run(['check', '--json'])
    expect(json.upstreams[0].findings).toMatchObject([
      { severity: 'error', end: 'mapping', file: 'yibiao.config.ts (civil)', pointer: '/xm', fix: expect.any(String) },
      { severity: 'error', code: 'mapping_property_unknown', pointer: '/sfz' },
      { severity: 'error', code: 'mapping_property_missing', pointer: '' },
    ])
    write('a.csv', `公民身份号码,姓名\n${syntheticId(1)},赵小测\n`)
    const submitted = await run(['submit', 'a.csv', '--form', 'resident'])
    expect([submitted.code, submitted.err]).toEqual([2, expect.stringContaining('yibiao.config.ts (civil) /xm')])
  })
})

describe('yibiao init', () => {
  test('writes a configuration that checks, and never replaces one', async () => {
    const { write, read, run } = project()
    const made = await run(['init'])
    expect([made.code, made.out]).toEqual([0, expect.stringContaining('已写好 yibiao.config.ts')])
    expect((await run(['check'])).code).toBe(0)
    write('yibiao.config.ts', 'mine')
    const again = await run(['init'])
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('yibiao.config.ts 已经有了，没有改动')])
    expect(read('yibiao.config.ts')).toBe('mine')
  })

  test('its upstream, once uncommented, checks too', async () => {
    const { write, read, run } = project()
    await run(['init'])
    const code = read('yibiao.config.ts')
      .replace(/^\/\/(?! What| An upstream) ?/gm, '')
      .replace('[], // [civilAffairs]', '[civilAffairs],')
    write('yibiao.config.ts', code)
    const { code: exit, out, err } = await run(['check', '--lang', 'en'])
    expect(err).toBe('')
    expect([exit, out]).toEqual([0, 'Civil affairs (civil-affairs): form resident, 3 properties mapped, no fault\n'])
  })
})

test.each([
  [{ LANG: 'zh_CN.UTF-8' }, '表单'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_US.UTF-8' }, 'configuration'],
  [{ LANG: '', LC_MESSAGES: 'zh_TW' }, '表单'],
  [{ LANG: 'C' }, 'configuration'],
])('the language of %j', async (env, word) => {
  const { run } = project()
  expect((await run(['check'], { env })).err).toContain(word === '表单' ? '没有找到' : 'There is no')
})

test.each([
  'submit',
  'check',
  'status',
  'failures',
  'replay',
  'hold',
  'resolve',
  'pause',
  'resume',
  'reconcile',
  'types',
  'coverage',
  'diff',
  'init',
  'demo',
])('%s --help has examples in both languages', async (name) => {
  const { run } = project()
  const zh = await run([name, '--help'])
  const en = await run([name, '--help', '--lang', 'en'])
  expect([zh.code, en.code]).toEqual([0, 0])
  expect(zh.out).toMatch(/用法：[\s\S]*示例：\n {2}\$ .*yibiao/)
  expect(en.out).toMatch(/Usage:[\s\S]*Examples:\n {2}\$ .*yibiao/)
  expect(en.out).not.toMatch(/用法|选项/)
})
