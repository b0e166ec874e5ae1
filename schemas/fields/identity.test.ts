import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { residentIdCheckDigit } from '../../src/base/checks/resident-id.ts'
import { documentFaults, personNumber, residentId, temporaryId } from './identity.ts'

const kept = (schema: z.ZodType, text: unknown) => {
  const result = schema.safeParse(text)
  return result.success ? result.data : undefined
}

describe('residentId', () => {
  const id = '11010519491231002X' // the standard's own example

  it.each([
    id,
    '11010519491231002x',
    ' 110105 19491231 002X ',
    "'11010519491231002X",
    '’11010519491231002X\t',
    '１１０１０５１９４９１２３１００２Ｘ',
    '\u200e11010519491231002X',
  ])('%j is put right', (typed) => {
    expect(kept(residentId, typed)).toBe(id)
  })

  it.each<[unknown, RegExp]>([
    ['110105194912310021', /校验位不对/],
    ['110105491231002', /15位的旧身份证号码/],
    [`11010519490230002${residentIdCheckDigit('11010519490230002')}`, /不是真实的日期/],
    [`66010519491231002${residentIdCheckDigit('66010519491231002')}`, /地区代码不存在/],
    ['1101051949123100', /应为18位/],
    ['11010519491231002XX', /应为18位/],
  ])('%j is refused in its own words', (typed, words) => {
    const issue = residentId.safeParse(typed).error?.issues[0] as { params?: { detail?: { zh: string; en: string } } }
    expect(issue.params?.detail?.zh).toMatch(words)
    expect(issue.params?.detail?.en).toMatch(/^[A-Z].*\.$/)
  })

  it('never takes a number, which has lost its last digits already', () => {
    expect(kept(residentId, 110105194912310030)).toBeUndefined()
  })
})

it('temporaryId forgives the check digit and nothing else', () => {
  expect(kept(temporaryId, '110105194912310021')).toBe('110105194912310021')
  for (const wrong of ['110105194902300021', '660105194912310021', '110105491231002', '1'.repeat(17)]) {
    expect(kept(temporaryId, wrong), wrong).toBeUndefined()
  }
})

describe('personNumber', () => {
  it.each(['11010519491231002x', 'E1234 5678', 'h12345678', '12345678', '军字第1234567号'])(
    '%j is a person',
    (typed) => {
      expect(kept(personNumber, typed)).toBe(typed.replace(/ /g, '').toUpperCase())
    },
  )

  it.each([
    ['110105194912310021', /校验位不对/],
    ['1101051949123100', /应为18位/],
    ['110105491231002', /15位的旧身份证号码/],
    ['1101051949123100212', /应为18位/],
    ['A1', /护照/],
    ['E12345678;G1', /护照/],
  ])('%j is nobody', (typed, words) => {
    const issue = personNumber.safeParse(typed).error?.issues[0] as { params?: { detail?: { zh: string } } }
    expect(issue.params?.detail?.zh).toMatch(words)
  })
})

describe('documentFaults', () => {
  const words = (idType: string | undefined, text: string) =>
    documentFaults(idType, text, ['idNumber']).map(({ path, params }) => `${path} ${params.detail.zh}`)

  it('wants a resident id where no kind is given', () => {
    expect(words(undefined, '11010519491231002X')).toEqual([])
    expect(words('01', '11010519491231002X')).toEqual([])
    expect(words(undefined, 'E12345678')).toEqual(['idNumber 不是18位身份证号码；是其他证件的，请同时选择证件类型'])
  })

  it('knows the shapes of passports and travel permits, and leaves the rest alone', () => {
    for (const [type, text] of [
      ['03', 'E12345678'],
      ['06', 'H12345678'],
      ['07', '12345678'],
      ['07', '0123456701(B)'],
      ['04', '军字第1234567号'],
      ['99', '11010519491231002X'],
    ] as const) {
      expect(words(type, text), `${type} ${text}`).toEqual([])
    }
    for (const [type, text] of [
      ['03', '护照12345'],
      ['06', '12345678'],
      ['07', 'H12345678'],
    ] as const) {
      expect(words(type, text), `${type} ${text}`).toHaveLength(1)
    }
  })
})
