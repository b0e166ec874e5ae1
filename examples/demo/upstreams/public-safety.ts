/**
 * (Invented) public safety platform: REST with a unique number per record, down (503) when the demo starts. Takes all
 * residents, but only those visits that need a follow-up, and no name longer than eight characters.
 */
import { defineContract, defineSystem, defineUpstream } from 'yibiao'
import { http } from 'yibiao/adapters/http'
import { resident, visit } from 'yibiao/schemas'
import { sandboxSettings } from 'yibiao/testing'

interface Row {
  /** 业务编号: one per record, for ever. */
  bh: string
  lb: '人员' | '走访'
  /** Asked of people; a visit names its person by 身份证号. */
  xm?: string
  sfzh: string
  lxdh?: string
  dz?: string
  rq?: string
  nr?: string
}

const contract = defineContract<Row>({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: '综治信息',
  type: 'object',
  required: ['bh', 'lb', 'sfzh'],
  additionalProperties: false,
  properties: {
    bh: { type: 'string', title: '业务编号', maxLength: 64 },
    lb: { enum: ['人员', '走访'], title: '类别' },
    xm: { type: 'string', title: '姓名', maxLength: 8 },
    sfzh: { type: 'string', title: '身份证号', maxLength: 18 },
    lxdh: { type: 'string', title: '联系电话', maxLength: 20 },
    dz: { type: 'string', title: '地址', maxLength: 100 },
    rq: { type: 'string', title: '日期', pattern: '^\\d{4}/\\d{2}/\\d{2}$' },
    nr: { type: 'string', title: '内容', maxLength: 500 },
  },
})

export function publicSafety(url: string) {
  const system = defineSystem({
    name: 'public-safety',
    title: { zh: '综治平台', en: 'Safety' },
    // Asked after 3 s whether it is back, not after 30: nobody wants to wait half a minute for a demo.
    limits: { probeGapMs: 3_000 },
  })
  const settings = sandboxSettings('rest-unique', url, { keyProperty: 'bh' })
  // Its manual promises that a 503 was not applied: the delivery waits, and nothing needs to be looked up.
  const adapter = http({ ...settings, notAppliedStatuses: [503] })
  // A real upstream gets the default ladder (10 s, 1 min, 5 min …); a demo can't wait that long.
  const limits = { concurrency: 4, retryGapsMs: [800, 1_200, 1_600] }
  const people = defineUpstream({
    name: 'public-safety-people',
    title: system.title,
    system,
    form: resident,
    contract,
    mapping: {
      bh: 'idNumber',
      lb: { const: '人员' },
      xm: 'name',
      sfzh: 'idNumber',
      lxdh: 'phone',
      dz: 'address',
      rq: { date: 'birthDate', as: 'yyyy/MM/dd' },
    },
    adapter,
    limits,
  })
  const visits = defineUpstream({
    name: 'public-safety-visits',
    title: system.title,
    system,
    form: visit,
    contract,
    when: { path: 'needsFollowUp', is: true },
    mapping: {
      bh: { join: ['residentIdNumber', 'date', 'visitor'], with: '/' },
      lb: { const: '走访' },
      sfzh: 'residentIdNumber',
      rq: { date: 'date', as: 'yyyy/MM/dd' },
      nr: 'findings',
    },
    adapter,
    limits,
  })
  const about = {
    zh: 'REST 接口：演示开始时正在停机，几秒后恢复；姓名最多 8 个字',
    en: 'REST; down when the demo starts, back after seconds; names of 8 characters at most',
  }
  return { system, about, upstreams: [people, visits] }
}
