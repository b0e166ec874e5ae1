/**
 * (Invented) civil affairs bureau on a RuoYi back end: pinyin property names, codes of its own, HTTP 200 for everything,
 * no id in the answer. Knows people by 身份证号, so a lost answer can be looked up.
 */
import { defineContract, defineSystem, defineUpstream } from 'yibiao'
import { http } from 'yibiao/adapters/http'
import { resident } from 'yibiao/schemas'
import { sandboxSettings } from 'yibiao/testing'

interface Person {
  xm: string
  sfzh: string
  xb?: '0' | '1' | '2'
  csrq?: string
  mz?: string
  lxdh?: string
  jtzz?: string
  hbh?: string
  yhzgx?: string
  sfdb?: 'Y' | 'N'
}

const contract = defineContract<Person>({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: '救助对象',
  type: 'object',
  required: ['xm', 'sfzh'],
  additionalProperties: false,
  properties: {
    xm: { type: 'string', title: '姓名', maxLength: 20 },
    sfzh: { type: 'string', title: '身份证号', pattern: '^\\d{17}[\\dX]$' },
    xb: { enum: ['0', '1', '2'], title: '性别' },
    csrq: { type: 'string', title: '出生日期', pattern: '^\\d{8}$' },
    mz: { type: 'string', title: '民族', maxLength: 2 },
    lxdh: { type: 'string', title: '联系电话', maxLength: 20 },
    jtzz: { type: 'string', title: '家庭住址', maxLength: 100 },
    hbh: { type: 'string', title: '户编号', maxLength: 20 },
    yhzgx: { type: 'string', title: '与户主关系', maxLength: 1 },
    sfdb: { enum: ['Y', 'N'], title: '是否低保' },
  },
})

export function civilAffairs(url: string) {
  const system = defineSystem({ name: 'civil-affairs', title: { zh: '民政救助', en: 'Civil affairs' } })
  const people = defineUpstream({
    name: 'civil-affairs',
    title: system.title,
    system,
    form: resident,
    contract,
    mapping: {
      xm: 'name',
      sfzh: 'idNumber',
      // This bureau counts 0 as male; our own code list is GB/T 2261.1.
      xb: { code: 'sex', to: { '1': '0', '2': '1', '0': '2', '9': '2' } },
      csrq: { date: 'birthDate', as: 'yyyyMMdd' },
      mz: 'ethnicity',
      lxdh: 'phone',
      jtzz: 'address',
      hbh: 'householdNumber',
      yhzgx: 'relationToHead',
      sfdb: { flag: 'isLowIncome', yes: 'Y', no: 'N' },
    },
    adapter: http(sandboxSettings('ruoyi', url)),
    limits: { concurrency: 4, retryGapsMs: [300] },
  })
  const about = {
    zh: '若依（RuoYi）式接口：字段名是拼音，成败都回 HTTP 200，有时存下了却不回话',
    en: 'RuoYi-shaped: pinyin names, HTTP 200 for everything; may save and never answer',
  }
  return { system, about, upstreams: [people] }
}
