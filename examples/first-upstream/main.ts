import { createGateway, defineContract, defineUpstream } from 'yibiao'
import { http } from 'yibiao/adapters/http'
import { resident } from 'yibiao/schemas'

const contract = defineContract<{ xm: string; sfzh: string; xb?: 'M' | 'F' | 'U' }>({
  required: ['xm', 'sfzh'],
  properties: { xm: { maxLength: 20 }, sfzh: { pattern: '^\\d{17}[\\dX]$' }, xb: { enum: ['M', 'F', 'U'] } },
})
const civilAffairs = defineUpstream({
  name: 'civil-affairs',
  title: { zh: '民政救助系统', en: 'Civil affairs' },
  form: resident,
  contract,
  mapping: { xm: 'name', sfzh: 'idNumber', xb: { code: 'sex', to: { '1': 'M', '2': 'F', '0': 'U', '9': 'U' } } },
  adapter: http({
    baseUrl: process.env.CIVIL_AFFAIRS_URL ?? 'https://civil-affairs.example',
    auth: { kind: 'api-key', in: 'header', name: 'x-api-key', value: '${CIVIL_AFFAIRS_KEY}' },
    create: { method: 'POST', path: '/records' },
    update: { method: 'PUT', path: '/records/{reference}' },
    success: { statuses: [200, 201], checks: [{ pointer: '/id', present: true }] },
    reference: '/id',
    refusals: [{ when: { statuses: [422], checks: [{ pointer: '/code', present: true }] }, is: 'rejected' }],
    idempotency: { key: { header: 'idempotency-key', windowMs: 86_400_000 } },
  }),
})

await using gateway = await createGateway({ ledger: 'file:yibiao.db', upstreams: [civilAffairs] })
const submission = await gateway.submit(resident, { name: '赵小测', idNumber: '509999199001010015' }, { by: 'sun' })
const { deliveries } = await submission.settled({ timeoutMs: 10_000 })
for (const { upstream, state } of deliveries) console.log(submission.number, upstream, state)
