import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conceptOf } from '../src/authoring/suggest/vocabulary/index.ts'
import { residentIdCheckDigit } from '../src/base/checks/resident-id.ts'
import { describeProblem } from '../src/base/problem.ts'
import { type Field, type Form, fieldAt, fieldsOf, formJsonSchema, validateRecord } from '../src/form/index.ts'
import { fullRecord, leastRecord } from '../test/example-records.ts'
import { syntheticHousehold, syntheticId, syntheticResident, syntheticVisit } from '../test/synthetic.ts'
import { forms, household, resident, visit } from './index.ts'

const samples: Record<string, (seed: number) => object> = {
  resident: syntheticResident,
  household: syntheticHousehold,
  visit: syntheticVisit,
}
const sampleOf = (form: Form) => samples[form.name] ?? (() => fullRecord(form))

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
  const sample = sampleOf(form)

  it('parsing what was parsed changes nothing', () => {
    fc.assert(
      fc.property(fc.nat(5_000_000), fc.array(fc.nat(), { minLength: 1, maxLength: 30 }), (seed, twists) => {
        const once = parse(form, untidy(form, sample(seed), twists))
        fc.pre(once.success) // fast-check fails the test when too few are accepted
        expect(parse(form, once.data)).toEqual({ success: true, data: once.data })
      }),
      { numRuns: 200 },
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
      { numRuns: 2000 },
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
      expect(sensitivity, field.path).toBeDefined()
    }
  })

  it('ties every field to a concept or says that it is its own', () => {
    for (const { path, meta, kind } of fieldsOf(form)) {
      if (kind === 'list' || kind === 'object' || path.endsWith('.*')) continue
      if (path.endsWith('.system')) continue
      expect(meta.concept, path).not.toBe(undefined)
      if (meta.concept) expect(conceptOf.has(meta.concept), meta.concept).toBe(true)
    }
  })

  it('asks for ten to forty fields, and knows what it cannot do without', () => {
    const asked = fieldsOf(form).filter(({ path }) => !path.includes('.'))
    expect(asked.length).toBeGreaterThanOrEqual(10)
    expect(asked.length).toBeLessThanOrEqual(40)
    expect(asked.filter(({ optional }) => !optional).length).toBeLessThanOrEqual(7)
  })

  it('is valid when every field holds its example, and when only what is required is there', () => {
    expect(words(form, fullRecord(form))).toEqual([])
    expect(words(form, leastRecord(form))).toEqual([])
    expect(parse(form, fullRecord(form))).toEqual({ success: true, data: fullRecord(form) })
  })

  it('names other forms’ records by a key those forms have', () => {
    for (const { key: path, form: named } of form.references) {
      const { kind, schema } = fieldAt(form, path) as Field
      const referent = forms.find((other) => other.name === named)
      expect(referent?.key, path).toHaveLength(1)
      const key = fieldAt(referent as Form, referent?.key[0] ?? '') as Field
      expect(kind, path).toBe(key.kind)
      // What one writes down, the other finds: both put right the same way and refuse the same.
      for (const typed of [
        ' h 0001 ',
        'h0001',
        'Ｈ0001',
        '91350100m000100y43',
        syntheticId(1),
        '1101051949123100',
        'E12345678',
      ]) {
        const [here, there] = [schema.safeParse(typed), key.schema.safeParse(typed)]
        expect([here.success, here.data], `${path} ${typed}`).toEqual([there.success, there.data])
      }
    }
  })

  it('asks nobody’s name, id or address again: who is known elsewhere is named by key alone', () => {
    if (['resident', 'household', 'house', 'organisation'].includes(name)) return
    const known = ['person.name', 'person.idNumber', 'person.phone', 'person.domicileAddress', 'household.number']
    const again = [
      ...known,
      'household.address',
      'household.headName',
      'household.headIdNumber',
      'house.code',
      'org.uscc',
    ]
    for (const { path, meta } of fieldsOf(form)) {
      if (again.includes(meta.concept ?? '')) expect(form.references.map(({ key }) => key)).toContain(path)
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

  it('takes people without a resident id, with the kind of their document', () => {
    const visitor = { name: 'Anna Test', idNumber: 'e12345678' }
    expect(words(resident, visitor)).toEqual(['idNumber 不是18位身份证号码；是其他证件的，请同时选择证件类型'])
    expect(words(resident, { ...visitor, idType: '03' })).toEqual([])
    expect(words(resident, { ...visitor, idType: '07' })).toEqual([
      'idNumber 台湾居民来往大陆通行证号码应为8位数字（旧证10位）',
    ])
  })

  it('notices an id whose birth date is still to come', () => {
    const first17 = '50999920300101001'
    const result = validateRecord(
      resident,
      { name: '赵小测', idNumber: first17 + residentIdCheckDigit(first17) },
      { today: '2026-11-25' },
    )
    expect(result.ok ? [] : result.problems.map((problem) => describeProblem(problem))).toEqual([
      '“公民身份号码”里的日期在将来，请核对',
    ])
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
  const member = { idNumber: syntheticId(1), relation: '1' }

  it('names its head once, and every other member once', () => {
    expect(words(household, { ...home, members: [{ ...member, relation: '0' }] })).toEqual([
      'members.0.idNumber 户主已在“户主身份证号码”中填写，这里只填其他成员',
    ])
    expect(words(household, { ...home, members: [{ idNumber: home.headIdNumber, relation: '1' }] })).toHaveLength(1)
    expect(words(household, { ...home, size: 9, members: [member, member] })).toEqual([
      'members.1.idNumber 这位成员填了两次',
    ])
    expect(words(household, { householdNumber: 'H1', headIdNumber: syntheticId(1) })).toEqual([])
  })

  it('counts no fewer people than it lists', () => {
    expect(words(household, { ...home, size: 1, members: [member] })).toEqual(['size 家庭人口数少于已列出的人数'])
    expect(words(household, { ...home, size: 2, members: [member] })).toEqual([])
  })

  it('asks when it moved, once it says that it was relocated', () => {
    expect(words(household, { ...home, isRelocated: true })).toEqual(['relocatedOn 是搬迁户的，请填写搬迁日期'])
    expect(words(household, { ...home, isRelocated: false })).toEqual([])
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
