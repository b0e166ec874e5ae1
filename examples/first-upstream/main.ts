import { createGateway, defineContract, defineUpstream } from 'yibiao'
import { http } from 'yibiao/adapters/http'
import { resident } from 'yibiao/schemas'

const contract = defineContract<{ xm: string; sfzh: string; xb?: 'M' | 'F' | 'U'; csrq?: string }>({
  required: ['xm', 'sfzh'],
  properties: { xm: { maxLength: 20 }, sfzh: { pattern: '^\\d{17}[\\dX]$' }, xb: { enum: ['M', 'F', 'U'] }, csrq: {} },
})
const civilAffairs = defineUpstream({
  name: 'civil-affairs',
  title: { zh: '民政救助系统', en: 'Civil affairs' },
  form: resident,
  contract,
  mapping: {
    xm: 'name',
    sfzh: 'idNumber',
    xb: { code: 'sex', to: { '1': 'M', '2': 'F', '0': 'U', '9': 'U' } },
    csrq: { date: 'birthDate', as: 'yyyyMMdd' },
  },
  adapter: http({
    baseUrl: process.env.CIVIL_AFFAIRS_URL ?? 'https://civil-affairs.example',
    auth: { kind: 'api-key', in: 'header', name: 'x-api-key', value: '${CIVIL_AFFAIRS_KEY}' },
    create: { method: 'POST', path: '/records' },
    success: { statuses: [201], checks: [{ pointer: '/id', present: true }] },
    idempotency: { key: { header: 'idempotency-key', windowMs: 86_400_000 } },
  }),
})

await using gateway = await createGateway({ ledger: 'file:yibiao.db', upstreams: [civilAffairs] })
const person = { name: '赵小测', idNumber: '509999199001010015', sex: '1' } as const
const submission = await gateway.submit(resident, person, { by: 'sun' })
console.log(submission.number, (await submission.settled({ timeoutMs: 10_000 })).deliveries)
