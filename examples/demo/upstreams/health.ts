/**
 * (Invented) health bureau on JeecgBoot: a token that dies within seconds, and a telephone that our own form leaves
 * optional but this bureau insists on.
 */
import { defineContract, defineSystem, defineUpstream } from 'yibiao'
import { http } from 'yibiao/adapters/http'
import { resident } from 'yibiao/schemas'
import { sandboxSettings } from 'yibiao/testing'

interface Patient {
  idCard: string
  patientName: string
  gender: 'M' | 'F' | 'U'
  birthday: string
  telephone: string
  /** Grid and address in one line. */
  dwellingPlace?: string
  marriage?: 1 | 2 | 3 | 4 | 9
}

const contract = defineContract<Patient>({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: '健康档案',
  type: 'object',
  required: ['idCard', 'patientName', 'gender', 'birthday', 'telephone'],
  additionalProperties: false,
  properties: {
    idCard: { type: 'string', title: '证件号码', minLength: 18, maxLength: 18 },
    patientName: { type: 'string', title: '姓名', maxLength: 32 },
    gender: { enum: ['M', 'F', 'U'], title: '性别' },
    birthday: { type: 'string', title: '出生日期', format: 'date' },
    telephone: { type: 'string', title: '联系电话', maxLength: 20 },
    dwellingPlace: { type: 'string', title: '居住地', maxLength: 120 },
    marriage: { enum: [1, 2, 3, 4, 9], title: '婚姻状况' },
  },
})

export function health(url: string) {
  const system = defineSystem({ name: 'health', title: { zh: '卫生健康', en: 'Health' } })
  const patients = defineUpstream({
    name: 'health',
    title: system.title,
    system,
    form: resident,
    contract,
    mapping: {
      idCard: 'idNumber',
      patientName: 'name',
      gender: { code: 'sex', to: { '1': 'M', '2': 'F', '0': 'U', '9': 'U' } },
      birthday: { date: 'birthDate', as: 'yyyy-MM-dd' },
      telephone: 'phone',
      dwellingPlace: { join: ['grid', 'address'], with: ' ' },
      marriage: {
        code: 'maritalStatus',
        to: { '10': 1, '20': 2, '21': 2, '22': 2, '23': 2, '30': 3, '40': 4, '90': 9 },
      },
    },
    adapter: http(sandboxSettings('jeecg', url, { keyProperty: 'idCard' })),
    limits: { concurrency: 4, retryGapsMs: [300] },
  })
  const about = {
    zh: 'JeecgBoot 式接口：登录令牌不到一秒就过期，没有电话不收',
    en: 'JeecgBoot-shaped: its tokens die within a second, and it insists on a telephone',
  }
  return { system, about, upstreams: [patients] }
}
