/** The upstreams that whole-journey tests share: one resident, different shapes, the stand-ins' settings. */
import { defineContract, defineUpstream, type Upstream } from 'yibiao'
import { http } from 'yibiao/adapters/http'
import { resident } from 'yibiao/schemas'
import { type SandboxKind, type SandboxSettingsOptions, sandboxSettings } from 'yibiao/testing'

interface GridResident {
  xm: string
  sfzh: string
  xb?: '0' | '1' | '2'
  csrq?: string
  lxdh?: string
}

const gridContract = defineContract<GridResident>({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: '网格居民',
  type: 'object',
  required: ['xm', 'sfzh'],
  additionalProperties: false,
  properties: {
    xm: { type: 'string', title: '姓名', maxLength: 20 },
    sfzh: { type: 'string', title: '身份证号', pattern: '^[0-9]{17}[0-9X]$' },
    xb: { enum: ['0', '1', '2'], title: '性别' },
    csrq: { type: 'string', title: '出生日期', pattern: '^[0-9]{8}$' },
    lxdh: { type: 'string', title: '联系电话', maxLength: 20 },
  },
})

/** An upstream for residents that speaks to a stand-in at `url`. */
export const residentUpstream = (
  name: string,
  kind: SandboxKind,
  url: string,
  limits: Upstream['limits'] | Partial<Upstream['limits']> = {},
  options: SandboxSettingsOptions = {},
): Upstream =>
  defineUpstream({
    name,
    title: { zh: `${name}系统`, en: name },
    form: resident,
    contract: gridContract,
    mapping: {
      xm: 'name',
      sfzh: 'idNumber',
      xb: { code: 'sex', to: { '0': '0', '1': '1', '2': '2', '9': '0' } },
      csrq: { date: 'birthDate', as: 'yyyyMMdd' },
      lxdh: 'phone',
    },
    adapter: http(sandboxSettings(kind, url, options)),
    limits: { concurrency: 4, ...limits },
  })
