/** yibiao coverage: the numbers by hand, the page's promises, the command over a real ledger. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { household, resident, visit } from '../../schemas/index.ts'
import { coverage, coveragePage, savedSoFar } from '../../src/authoring/index.ts'
import { defineContract } from '../../src/contract/index.ts'
import { defineUpstream, type Upstream } from '../../src/upstream/index.ts'
import { configOf, project, sandbox } from '../cli/project.ts'
import { syntheticId } from '../synthetic.ts'
import { silentAdapter } from './silent-adapter.ts'
import { sixtyFields, tenUpstreams } from './ten-upstreams.ts'

const text = { type: 'string' as const }
const make = (name: string, contract: object, mapping: object, form: object = resident): Upstream =>
  defineUpstream({
    name,
    title: { zh: `${name}系统`, en: name },
    form: form as typeof resident,
    contract: defineContract(contract),
    mapping: mapping as never,
    adapter: silentAdapter,
  }) as Upstream

const civil = make(
  'civil',
  {
    required: ['xm', 'sfzh', 'dw'],
    properties: {
      xm: { ...text, title: '姓名' },
      sfzh: text,
      xb: text,
      dw: { ...text, description: '填报单位' },
      lx: text,
      by: text,
    },
  },
  {
    xm: 'name',
    sfzh: 'idNumber',
    xb: { code: 'sex', to: { '0': 'U', '1': 'M', '2': 'F', '9': 'U' } },
    lx: { const: '1' },
    by: '$by',
  },
)
const health = make(
  'health',
  {
    properties: { person: { $ref: '#/$defs/p' }, tel: text },
    required: ['person'],
    $defs: { p: { required: ['name'], properties: { name: text, id: text } } },
  },
  { person: { object: { name: 'name', id: 'idNumber' } }, tel: { firstOf: ['phone', 'contactPhone'] } },
)
const family = make(
  'family',
  { properties: { hh: text, cy: { type: 'array', items: { properties: { n: text, hh: text } } } } },
  { hh: 'householdNumber', cy: { each: 'members', item: { object: { n: 'idNumber', hh: '^.householdNumber' } } } },
  household,
)

describe('by hand', () => {
  const [residents, households] = coverage([civil, health, family])

  test('what feeds what, nested, in lists and through several fields', () => {
    const of = (name: string) => residents?.upstreams.find((upstream) => upstream.name === name)
    expect(of('civil')).toMatchObject({ entries: 3, unfed: [{ pointer: '/dw', title: '填报单位', required: true }] })
    expect(of('civil')?.properties.find(({ pointer }) => pointer === '/lx')).toMatchObject({ fields: [], mapped: true })
    // Known from whoever hands in: nobody types it.
    expect(of('civil')?.properties.find(({ pointer }) => pointer === '/by')).toMatchObject({ fields: [], mapped: true })
    expect(of('health')?.properties).toMatchObject([
      { pointer: '/person/name', title: 'name', required: true, fields: ['name'], mapped: true },
      { pointer: '/person/id', title: 'id', required: false, fields: ['idNumber'], mapped: true },
      { pointer: '/tel', title: 'tel', required: false, fields: ['phone', 'contactPhone'], mapped: true },
    ])
    expect(households?.upstreams[0]?.properties).toMatchObject([
      { pointer: '/hh', fields: ['householdNumber'] },
      { pointer: '/cy/*/n', fields: ['members.*.idNumber'] },
      { pointer: '/cy/*/hh', fields: ['householdNumber'] },
    ])
  })

  test('what several ask for, what goes nowhere, what is saved', () => {
    const several = residents?.fields.filter(({ upstreams }) => upstreams.length > 1)
    expect(several?.map(({ path }) => path).sort()).toEqual(['idNumber', 'name'])
    expect(residents?.fields.find(({ path }) => path === 'remark')?.upstreams).toEqual([])
    // name, idNumber, sex, phone, contactPhone are typed; 3 + 3 properties are received.
    expect(residents?.perRecord).toEqual({ typed: 5, received: 6, saved: 1 })
    expect(households?.perRecord).toEqual({ typed: 2, received: 3, saved: 1 })
  })

  test('what is read through a reference costs its key, once', () => {
    const visits = make(
      'visits',
      { properties: { xm: text, dh: text, sfzh: text, rq: text } },
      { xm: 'resident.name', dh: 'resident.phone', sfzh: 'residentIdNumber', rq: 'date' },
      visit,
    )
    const [seen] = coverage([visits])
    expect(seen?.perRecord).toEqual({ typed: 2, received: 4, saved: 2 })
    expect(seen?.fields.find(({ path }) => path === 'resident.name')).toMatchObject({ title: { zh: '居民·姓名' } })
  })

  test('each record counts once per upstream; an upstream nobody knows any more counts nothing', async () => {
    async function* arrivals() {
      for (const [record, upstream] of [
        ['A', 'civil'],
        ['A', 'health'],
        ['A', 'civil'],
        ['B', 'civil'],
        ['C', 'gone'],
      ] as const) {
        yield { record, upstream }
      }
    }
    expect(await savedSoFar([residents!, households!], arrivals())).toEqual({
      records: 2,
      typed: 5 + 3,
      received: 3 * 2 + 3,
      saved: 1,
      upstreams: [
        { name: 'civil', records: 2, entries: 6 },
        { name: 'health', records: 1, entries: 3 },
        { name: 'family', records: 0, entries: 0 },
      ],
    })
  })
})

describe('the page', () => {
  const forms = coverage(tenUpstreams)
  const page = coveragePage(forms, undefined, 'zh-CN')

  test('asks for nothing, and its policy lets nothing but its own style in', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import|https?:|\sstyle=|\son\w+=/i)
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
    expect(page).toContain(
      `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    )
  })

  test('has every field and every system, and a name for each dot', () => {
    expect(sixtyFields.name).toBe(forms[0]?.name)
    const fed = forms[0]!.fields.filter(({ upstreams }) => upstreams.length > 0)
    expect(page.match(/<th scope="row" title=/g)).toHaveLength(fed.length)
    expect(page.match(/<th scope="col" class="name">/g)).toHaveLength(10)
    const dots = fed.reduce((sum, { upstreams }) => sum + upstreams.length, 0)
    expect(page.match(/role="img" aria-label="\/p\d+ \((必填|可不填)\)"/g)).toHaveLength(dots)
    expect(coveragePage(forms, undefined, 'en')).toMatch(/<html lang="en">[\s\S]*entries saved/)
    // Chinese stands upright from top to bottom; only Latin letters are turned.
    const turned = coveragePage(forms, undefined, 'en').match(/^.*rotate\(.*$/gm) ?? []
    expect(turned.map((rule) => rule.startsWith(':lang(en) '))).toEqual([true])
  })

  test('shows names as text', () => {
    const evil = make('evil', { properties: { a: { ...text, title: '<script>alert(1)</script>"\'&' } } }, {})
    const shown = coveragePage(coverage([evil]), undefined, 'zh-CN')
    expect(shown).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;')
    expect(shown).not.toContain('<script')
  })
})

describe('the command', () => {
  test('without a ledger, and after records have arrived', async () => {
    const [one, other] = [await sandbox({ kind: 'rest-unique' }), await sandbox({ kind: 'rest-key' })]
    const { run, write, read } = project(configOf({ civil: one.url, health: other.url }))
    const before = await run(['coverage', '--lang', 'en'])
    expect([before.code, before.out]).toEqual([
      0,
      expect.stringContaining('3 entries typed for each record, 6 received, 3 saved'),
    ])
    expect(before.out).toMatch(/Asked by several \(3\): .*\(2\)/)
    expect((await run(['coverage', '--json'])).json.saved).toBeNull()
    const people = [1, 2].map((index) => `${syntheticId(index)},赵小测,13900000001`)
    write('a.csv', `公民身份号码,姓名,联系电话\n${people.join('\n')}\n`)
    expect((await run(['submit', 'a.csv', '--form', 'resident', '--wait', '20'])).code).toBe(0)
    const after = await run(['coverage', '--json', '--html', 'page.html'])
    expect(after.json.saved).toMatchObject({ records: 2, typed: 6, received: 12, saved: 6 })
    expect(read('page.html')).toContain('<b>12</b>')
    expect(read('page.html')).not.toContain(syntheticId(1))
    const unwritten = await run(['coverage', '--html', 'none/page.html'])
    expect([unwritten.code, unwritten.err]).toEqual([2, expect.stringContaining('none/page.html 写不了（ENOENT）')])
  })

  test('several contracts and no mapping: what they share, by meaning', async () => {
    const { run, write } = project()
    const contract = (properties: Record<string, string>) =>
      JSON.stringify({
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(properties).map(([name, title]) => [name, { type: 'string', title }]),
        ),
      })
    write('a.schema.json', contract({ xm: '姓名', sfzh: '身份证号码', lxdh: '联系电话', zz1: '甲乙丙丁' }))
    write('b.schema.json', contract({ name: '', idCard: '公民身份号码', hjdz: '户籍地址' }))
    const { code, json } = await run(['coverage', 'a.schema.json', 'b.schema.json', '--json'])
    expect([code, json.overlap.total, json.overlap.once, json.overlap.unsure]).toEqual([0, 7, 5, 1])
    expect(json.overlap.shared).toEqual([
      {
        meaning: 'person.name',
        asked: [
          { contract: 'a.schema.json', name: 'xm', label: '姓名' },
          { contract: 'b.schema.json', name: 'name', label: expect.any(String) },
        ],
      },
      {
        meaning: 'person.idNumber',
        asked: [expect.objectContaining({ name: 'sfzh' }), expect.objectContaining({ name: 'idCard' })],
      },
    ])
    expect((await run(['coverage', 'a.schema.json', 'b.schema.json'])).out).toContain('2 份约定共 7 项')
  })

  test('a mapping at fault is named', async () => {
    const { run } = project(configOf({ civil: 'http://127.0.0.1:9' }).replace("xm: 'name'", "xm: 'nmae'"))
    const { code, err } = await run(['coverage'])
    expect([code, err]).toEqual([2, expect.stringContaining('yibiao.config.ts (civil) /xm')])
  })
})
