import { describe, expect, it } from 'vitest'
import type { CodeList } from '../../src/form/index.ts'
import * as all from './index.ts'

const isList = (value: unknown): value is CodeList =>
  typeof value === 'object' && value !== null && 'codes' in value && 'source' in value

const lists = Object.entries(all).flatMap(([name, value]) => (isList(value) ? [[name, value] as const] : []))

describe.each(lists)('%s', (name, list) => {
  it('says what it is and where it was read', () => {
    expect(name.endsWith('Codes')).toBe(true)
    expect(list.title.zh).toMatch(/\p{Script=Han}/u)
    expect(list.title.en).toMatch(/^[A-Z]/)
    expect(list.source).not.toBe('')
    expect(list.year).toBeGreaterThan(1980)
    expect(list.year).toBeLessThanOrEqual(new Date().getFullYear())
  })

  it('has a name in both languages for every code', () => {
    for (const { code, zh, en } of list.codes) {
      expect(zh, code).toMatch(/\p{Script=Han}/u)
      expect(en, code).toMatch(/^[A-Z]/)
    }
  })

  it('uses words, never numbers, where the codes are our own', () => {
    if (!list.source.includes('本项目自定')) return
    for (const { code } of list.codes) expect(code).toMatch(/^[a-z][a-z-]*$/)
  })
})

it('no two lists share a name', () => {
  const names = lists.map(([, { name }]) => name)
  expect(new Set(names).size).toBe(names.length)
})

describe('crosswalks', () => {
  const { sexToRuoyi, sexFromRuoyi, politicalStatusToShort, politicalStatusFromShort } = all

  it('turn sex into RuoYi’s numbers and back', () => {
    expect(sexToRuoyi).toEqual({ '0': '2', '1': '0', '2': '1', '9': '2' })
    for (const sex of ['1', '2'] as const) expect(sexFromRuoyi[sexToRuoyi[sex] as '0' | '1']).toBe(sex)
    expect(sexFromRuoyi['2']).toBe('0')
  })

  it('turn political status into three words, others as the upstream’s owner says', () => {
    const short = politicalStatusToShort('4')
    expect([short['01'], short['02'], short['03'], short['04'], short['12'], short['13']]).toEqual([
      '2',
      '2',
      '3',
      '4',
      '4',
      '1',
    ])
    for (const value of ['1', '2', '3'] as const) expect(short[politicalStatusFromShort[value] as '13']).toBe(value)
  })

  it('turn the editions of education into each other, losing 技工学校 alone', () => {
    const { education1984Codes, education1984To2006, education2006To1984 } = all
    const lost = education1984Codes.codes.filter(({ code }) => {
      const newer = education1984To2006[code as '10'] as '10'
      return education2006To1984[newer] !== code
    })
    expect(lost.map(({ zh }) => zh)).toEqual(['技工学校'])
  })

  it('turn yes and no both ways round', () => {
    expect([all.oneIsYes, all.zeroIsYes, all.wordIsYes]).toEqual([
      { yes: '1', no: '0' },
      { yes: '0', no: '1' },
      { yes: '是', no: '否' },
    ])
  })

  it('use general codes where a list has more digits', () => {
    expect(all.familyRelationToTwoDigits).toMatchObject({ '0': '02', '1': '10', '8': '80' })
    expect(all.healthStatusToTwoDigits['6']).toBe('60')
    expect(all.disabilityTypeToHealthStatus['7']).toBe('67')
  })
})
