/**
 * A day's work through six systems of six kinds on real sockets: one resident, one household, five visits, one hazard
 * point, one low-income application. Counted are the values that were typed and those that the systems received; what
 * is known of a person or a place is typed once, and no system goes without it.
 */
import { expect, test } from 'vitest'
import { defineContract, defineSystem, defineUpstream, type Form, fieldAt, type Json, type Upstream } from 'yibiao'
import { http } from 'yibiao/adapters/http'
import { hazardPoint, household, lowIncome, resident, visit } from 'yibiao/schemas'
import { type Sandbox, type SandboxKind, sandboxSettings } from 'yibiao/testing'
import { by, gatewayOf, ledgerFile, sandbox } from '../spine/harness.ts'
import { syntheticId } from '../synthetic.ts'

const PERSON = syntheticId(1)

const entries: readonly (readonly [Form, Readonly<Record<string, Json>>])[] = [
  // In the order of a busy day: what names somebody may come before whom it names.
  ...(['2024-03-05', '2024-04-05', '2024-05-06', '2024-06-05', '2024-07-05'] as const).map(
    (date, at) =>
      [visit, { residentIdNumber: PERSON, date, visitor: '孙小访', findings: `第${at + 1}次走访，情况良好` }] as const,
  ),
  [
    lowIncome,
    {
      householdNumber: 'H0001',
      assistanceType: 'rural-allowance',
      applicantIdNumber: PERSON,
      appliedOn: '2024-03-06',
      covered: [PERSON],
    },
  ],
  [
    hazardPoint,
    {
      hazardCode: 'Y0001',
      name: '示例村后山滑坡',
      hazardType: 'landslide',
      place: '示例村1组后山',
      households: ['H0001'],
    },
  ],
  [household, { householdNumber: 'H0001', headIdNumber: PERSON, address: '示例县示例乡示例村1组8号', size: 1 }],
  [resident, { idNumber: PERSON, name: '赵小测', phone: '13900000001', ethnicity: '01' }],
]

const open = { type: 'object', additionalProperties: false } as const
const text = (title: string, required = true) => ({ type: 'string', title, ...(required ? { minLength: 1 } : {}) })
const contractOf = <P>(properties: Readonly<Record<string, object>>) =>
  defineContract<P>({ ...open, required: Object.keys(properties), properties } as never)
const adapter = (kind: SandboxKind, url: string, keyProperty: string) =>
  http(sandboxSettings(kind, url, { keyProperty, repeatGuardMs: 1 }))

/** The systems by kind; each wants in its own words what a clerk would have to type into it. */
const systems = {
  // 公安：人
  ruoyi: [
    'sfzh',
    (url: string) =>
      defineUpstream({
        name: 'police',
        title: '人口系统',
        form: resident,
        contract: contractOf<{ sfzh: string; xm: string; mz: string; dh: string }>({
          sfzh: text('身份证号'),
          xm: text('姓名'),
          mz: text('民族'),
          dh: text('电话'),
        }),
        mapping: { sfzh: 'idNumber', xm: 'name', mz: 'ethnicity', dh: 'phone' },
        adapter: adapter('ruoyi', url, 'sfzh'),
      }),
  ],
  // 户籍：户，连户主姓名、电话
  'ruoyi-plus': [
    'hh',
    (url: string) =>
      defineUpstream({
        name: 'households',
        title: '住户系统',
        form: household,
        contract: contractOf<{ hh: string; hz: string; hzzh: string; hzdh: string; dz: string; rs: string }>({
          hh: text('户号'),
          hz: text('户主姓名'),
          hzzh: text('户主证号'),
          hzdh: text('户主电话'),
          dz: text('住址'),
          rs: text('人数'),
        }),
        mapping: {
          hh: 'householdNumber',
          hz: 'head.name',
          hzzh: 'head.idNumber',
          hzdh: 'head.phone',
          dz: 'address',
          rs: { text: 'size' },
        },
        adapter: adapter('ruoyi-plus', url, 'hh'),
      }),
  ],
  // 民政：低保申请，连户址、申请人、保障人员
  jeecg: [
    'hh',
    (url: string) =>
      defineUpstream({
        name: 'welfare',
        title: '救助系统',
        form: lowIncome,
        contract: contractOf<{ hh: string; dz: string; sqr: string; sqrdh: string; sqrq: string; bzry: string }>({
          hh: text('户号'),
          dz: text('家庭住址'),
          sqr: text('申请人'),
          sqrdh: text('申请人电话'),
          sqrq: text('申请日期'),
          bzry: text('保障人员'),
        }),
        mapping: {
          hh: 'householdNumber',
          dz: 'household.address',
          sqr: 'applicant.name',
          sqrdh: 'applicant.phone',
          sqrq: { date: 'appliedOn', as: 'yyyyMMdd' },
          bzry: { join: ['applicant.name', 'applicant.idNumber'], with: '/' },
        },
        adapter: adapter('jeecg', url, 'hh'),
      }),
  ],
  // 网格：走访，连对象姓名、电话
  'rest-key': [
    'bh',
    (url: string) =>
      defineUpstream({
        name: 'grid',
        title: '网格平台',
        form: visit,
        contract: contractOf<{ name: string; phone: string; on: string; staff: string; text: string }>({
          name: text('对象姓名'),
          phone: text('对象电话'),
          on: text('日期'),
          staff: text('走访人'),
          text: text('情况'),
        }),
        mapping: { name: 'resident.name', phone: 'resident.phone', on: 'date', staff: 'visitor', text: 'findings' },
        adapter: adapter('rest-key', url, 'bh'),
      }),
  ],
  // 应急：隐患点，连受威胁户住址
  bare: [
    'code',
    (url: string) =>
      defineUpstream({
        name: 'emergency',
        title: '应急系统',
        form: hazardPoint,
        contract: contractOf<{
          code: string
          title: string
          place: string
          homes: { no: string; addr: string; people: number }[]
        }>({
          code: text('编号'),
          title: text('名称'),
          place: text('位置'),
          homes: { type: 'array', title: '受威胁户', items: { type: 'object', required: ['no', 'addr', 'people'] } },
        }),
        mapping: {
          code: 'hazardCode',
          title: 'name',
          place: 'place',
          homes: {
            each: 'households',
            item: { object: { no: 'it', addr: 'household.address', people: 'household.size' } },
          },
        },
        adapter: adapter('bare', url, 'code'),
      }),
  ],
  // 社工：人一份，走访一份，走访用它自己的人员编号
  'rest-unique': [
    'key',
    (url: string) => {
      const system = defineSystem({ name: 'social-work', title: '社工系统' })
      const common = { title: '社工系统', system, adapter: adapter('rest-unique', url, 'key') }
      return [
        defineUpstream({
          ...common,
          name: 'clients',
          form: resident,
          contract: contractOf<{ key: string; client: string }>({ key: text('证号'), client: text('姓名') }),
          mapping: { key: 'idNumber', client: 'name' },
        }),
        defineUpstream({
          ...common,
          name: 'sessions',
          form: visit,
          contract: contractOf<{ key: string; clientId: string; client: string }>({
            key: text('日期'),
            clientId: text('人员编号'),
            client: text('姓名'),
          }),
          mapping: { key: 'date', clientId: { refAt: 'resident' }, client: 'resident.name' },
        }),
      ]
    },
  ],
} as const satisfies Partial<Record<SandboxKind, readonly [string, (url: string) => Upstream | readonly Upstream[]]>>

/** Every single value, with its path. */
function* leaves(value: unknown, path = ''): Generator<readonly [path: string, value: unknown]> {
  if (value === null || typeof value !== 'object') yield [path, value]
  else for (const [name, member] of Object.entries(value)) yield* leaves(member, path === '' ? name : `${path}.${name}`)
}

test('what is known is typed once, and six systems receive all of it', async () => {
  const started: Sandbox[] = []
  const upstreams: Upstream[] = []
  for (const [kind, [keyProperty, make]] of Object.entries(systems)) {
    const one = await sandbox(kind as SandboxKind, { keyProperty })
    started.push(one)
    upstreams.push(...[make(one.url)].flat())
  }
  const gateway = await gatewayOf(ledgerFile(), ...upstreams)
  const numbers: string[] = []
  for (const [form, entry] of entries) numbers.push((await gateway.submit(form, entry as never, by)).number)
  const missing = async () => {
    const records = await Promise.all(numbers.map((number) => gateway.record(number)))
    return records.flatMap(({ deliveries }) => deliveries.filter(({ state }) => state !== 'delivered'))
  }
  await expect.poll(missing, { timeout: 20_000 }).toEqual([])

  const received = started.map((one) => one.rows().flatMap(({ payload }) => [...leaves(payload)]))
  const rows = started.map((one) => one.rows().length)
  expect(rows).toEqual([1, 1, 1, 5, 1, 6])
  // Everybody has the name and the address, wherever they were typed.
  for (const [at, words] of [
    ['赵小测'],
    ['赵小测', '13900000001'],
    ['示例县示例乡示例村1组8号', '13900000001'],
    ['赵小测'],
    ['示例县示例乡示例村1组8号'],
    ['赵小测'],
  ].entries())
    expect(received[at]?.map(([, value]) => value)).toEqual(expect.arrayContaining(words))
  const clientId = started[5]?.rows().find(({ payload }) => payload.key === PERSON)?.id
  const sessions = started[5]?.rows().filter(({ payload }) => payload.clientId !== undefined)
  expect(sessions?.map(({ payload }) => String(payload.clientId))).toEqual(Array(5).fill(String(clientId)))

  const typed = entries.flatMap(([form, entry]) =>
    [...leaves(entry)].map(([path, value]) => {
      const plain = path.replace(/(?<=\.)\d+/g, '*')
      const isKey = form.references.some(({ key }) => key === plain)
      return { form: form.name, path, value, isKey, concept: fieldAt(form, path)?.meta.concept }
    }),
  )
  const facts = typed.filter(({ isKey }) => !isKey)
  // What is said of a person or a place stands once; who visited, and what came of it, is each visit's own.
  const known = facts.filter(({ concept }) => concept && !concept.startsWith('visit.'))
  expect(known.length).toBeGreaterThan(8)
  expect(new Set(known.map(({ concept, value }) => `${concept} ${value}`)).size).toBe(known.length)
  for (const { value, path } of known)
    expect(
      typed.filter((one) => !one.isKey && one.value === value),
      path,
    ).toHaveLength(1)

  const sum = received.reduce((total, one) => total + one.length, 0)
  const keys = typed.length - facts.length
  process.stdout.write(
    `typed ${facts.length} values and ${keys} keys; six systems received ${sum} values: ${sum - facts.length - keys} entries saved\n`,
  )
  expect(sum).toBeGreaterThan(typed.length)
}, 40_000)
