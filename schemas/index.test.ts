import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeProblem } from '../src/base/problem.ts'
import { type Field, type Form, fieldAt, fieldsOf, formJsonSchema, validateRecord } from '../src/form/index.ts'
import { syntheticHousehold, syntheticId, syntheticResident, syntheticVisit } from '../test/synthetic.ts'
import { forms, household, resident, visit } from './index.ts'

const samples: Record<string, (seed: number) => object> = {
  resident: syntheticResident,
  household: syntheticHousehold,
  visit: syntheticVisit,
}

/** A record with its texts as people type them: padded, full-width, with marks that can't be seen. Codes stay. */
function untidy(form: Form, value: unknown, twists: readonly number[], path = '', at = { next: 0 }): unknown {
  const below = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`)
  if (Array.isArray(value)) return value.map((each, i) => untidy(form, each, twists, below(i), at))
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, untidy(form, each, twists, below(key), at)]),
    )
  }
  if (typeof value !== 'string' || fieldAt(form, path)?.kind === 'code') return value
  const twist = TWISTS[(twists[at.next++ % twists.length] as number) % TWISTS.length] as (text: string) => string
  return twist(value)
}

const TWISTS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => ` ${text}\u3000`,
  (text) => `\ufeff${text}\t`,
  (text) => text.replaceAll('-', '/'),
  (text) => `\u200e${text}\r\n`,
  (text) => text.replaceAll('X', 'x'),
]

const parse = (form: Form, values: unknown) => form.schema.safeParse(values)

describe.each(forms.map((form) => [form.name, form] as const))('%s', (name, form) => {
  const sample = samples[name] as (seed: number) => object

  it('parsing what was parsed changes nothing', () => {
    fc.assert(
      fc.property(fc.nat(5_000_000), fc.array(fc.nat(), { minLength: 1, maxLength: 30 }), (seed, twists) => {
        const once = parse(form, untidy(form, sample(seed), twists))
        fc.pre(once.success) // fast-check fails the test when too few are accepted
        expect(parse(form, once.data)).toEqual({ success: true, data: once.data })
      }),
      { numRuns: 500 },
    )
  })

  it('no field changes what it has once accepted, whatever was typed', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...[..."0123456789xX+-/.年月日 '’·•\u3000\u200b赵小测（）()\n\t"]) }),
      fc.stringMatching(/^ ?(\+86|0086)?-?1[3-9]\d[ -]?\d{4}[ -]?\d{4}$/),
      fc.stringMatching(/^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/),
    )
    fc.assert(
      fc.property(fc.constantFrom(...fieldsOf(form)), typed, (field, text) => {
        const once = field.schema.safeParse(text)
        if (once.success) expect(field.schema.parse(once.data)).toEqual(once.data)
      }),
      { numRuns: 5000 },
    )
  })

  it('accepts every synthetic record as it is', () => {
    fc.assert(
      fc.property(fc.nat(9_999_999), (seed) => {
        expect(parse(form, sample(seed % 2_000_000))).toEqual({ success: true, data: sample(seed % 2_000_000) })
      }),
    )
  })

  it('names every field in both languages, says how delicate it is, and shows an example that holds', () => {
    const leaf = ({ kind }: Field) => kind !== 'object' && kind !== 'list'
    for (const field of fieldsOf(form)) {
      const { title, example, sensitivity } = field.meta
      expect(title.zh, field.path).toMatch(/\p{Script=Han}/u)
      expect(title.en, field.path).toMatch(/^[A-Z]/)
      if (!leaf(field)) continue
      expect(field.schema.safeParse(example).success, `${field.path} ${example}`).toBe(true)
      const inPosition = field.path.startsWith('position.')
      if (!inPosition) expect(sensitivity, field.path).toBeDefined()
    }
  })

  it('has no header that stands for two fields', () => {
    const owners = new Map<string, string>()
    for (const { path, meta } of fieldsOf(form)) {
      if (path.includes('.')) continue
      for (const header of new Set([path, meta.title.zh, meta.title.en, ...(meta.aliases ?? [])])) {
        expect(owners.get(header), header).toBeUndefined()
        owners.set(header, path)
      }
    }
  })

  it('can be told as JSON Schema', () => {
    const text = JSON.stringify(formJsonSchema(form))
    expect(text).toContain('"additionalProperties":false')
    expect(JSON.parse(text)).toMatchObject({ type: 'object', title: form.title.zh })
  })
})

const words = (form: Form, values: unknown) => {
  const result = validateRecord(form, values)
  return result.ok ? [] : result.problems.map((problem) => `${problem.field} ${describeProblem(problem)}`)
}

describe('resident', () => {
  const person = syntheticResident(7)
  const otherSex = person.sex === '1' ? '2' : '1'

  it('refuses a sex and a birth date that contradict the id', () => {
    expect(words(resident, { ...person, sex: otherSex })).toEqual(['sex 性别与身份证号码不一致'])
    expect(words(resident, { ...person, birthDate: '1990-02-02' })).toEqual(['birthDate 出生日期与身份证号码不一致'])
    expect(words(resident, { ...person, sex: '9' })).toEqual([])
  })

  it('needs no more than id and name', () => {
    expect(words(resident, { idNumber: person.idNumber, name: person.name })).toEqual([])
    expect(words(resident, {})).toEqual(['idNumber 请填写“公民身份号码”', 'name 请填写“姓名”'])
  })

  it('says what is wrong with the id in its own words', () => {
    const id = person.idNumber
    const wrong = `${id.slice(0, 17)}${id.endsWith('0') ? '1' : '0'}`
    expect(words(resident, { ...person, idNumber: wrong })).toEqual(['idNumber 身份证号码的校验位不对，请逐位核对'])
    expect(words(resident, { ...person, phone: '12345' })).toEqual(['phone “联系电话”应为手机号码或带区号的座机号码'])
    expect(words(resident, { ...person, sex: '男' })).toEqual(['sex “性别”不在代码表“性别代码”中'])
  })
})

describe('household', () => {
  const home = syntheticHousehold(3)
  const member = { name: '赵小测', relation: '1' }

  it('has one head among its members', () => {
    expect(words(household, { ...home, members: [member] })).toEqual(['members 家庭成员里没有户主'])
    const heads = [
      { ...member, relation: '0' },
      { ...member, relation: '0' },
    ]
    expect(words(household, { ...home, members: heads })).toEqual(['members 家庭成员里有不止一位户主'])
    expect(words(household, { householdNumber: 'H1', headName: '赵小测' })).toEqual([])
  })

  it('checks each member’s id against her sex and birth date', () => {
    const members = [{ name: '赵小测', relation: '0', idNumber: syntheticId(1), birthDate: '1930-01-01' }]
    expect(words(household, { ...home, members })).toEqual(['members.0.birthDate 出生日期与身份证号码不一致'])
  })

  it('takes amounts in yuan with two decimals at most', () => {
    expect(words(household, { ...home, perCapitaIncome: 0 })).toEqual([])
    expect(words(household, { ...home, perCapitaIncome: 12000.55 })).toEqual([])
    expect(words(household, { ...home, perCapitaIncome: 0.1 + 0.2 })).toEqual([
      'perCapitaIncome “人均纯收入”应为以元为单位的金额，最多两位小数',
    ])
  })
})

describe('visit', () => {
  it('cannot have happened after today', () => {
    const result = validateRecord(visit, { ...syntheticVisit(1), date: '2204-03-05' }, { today: '2024-12-31' })
    expect(result.ok ? [] : result.problems.map((problem) => describeProblem(problem))).toEqual([
      '“走访日期”不能晚于今天',
    ])
  })

  it('is an event: generated key, and fields that tell a repeat', () => {
    expect(visit.key).toEqual([])
    for (const name of visit.sameEvent) expect(fieldAt(visit, name)?.optional).toBe(false)
  })
})
