import { describe, expect, it } from 'vitest'
import { household, resident } from '../../../../schemas/index.ts'
import { fieldAt } from '../../../form/index.ts'
import type { ListedField } from '../types.ts'
import { ruleFor } from './rule.ts'

const listed = (more: Partial<ListedField>): ListedField => ({ name: 'x', label: '', ...more })
const rule = (path: string, more: Partial<ListedField>) => {
  const field = fieldAt(resident, path) ?? fieldAt(household, path)
  if (!field) throw new RangeError(path)
  return ruleFor(listed(more), field, path)
}
const codes = (...pairs: readonly string[]) =>
  pairs.map((pair) => ({ code: pair.split(' ')[0] ?? '', title: pair.split(' ')[1] ?? '' }))

describe('codes', () => {
  it('go by their names to every code of the form', () => {
    const theirs = codes('M 男', 'F 女', 'X 未说明')
    expect(rule('sex', { codes: theirs }).rule).toEqual({ code: 'sex', to: { '0': 'X', '1': 'M', '2': 'F', '9': 'X' } })
  })

  it('that the upstream has nothing for are named in the rule', () => {
    expect(rule('sex', { type: 'integer', codes: codes('1 男', '2 女') })).toEqual({
      rule: { code: 'sex', to: { '1': 1, '2': 2 }, refused: ['0', '9'] },
      doubts: [],
    })
  })

  it('of a narrower kind go to the wider one that the upstream has', () => {
    const { rule: married } = rule('maritalStatus', { codes: codes('1 未婚', '2 已婚', '3 离异', '4 丧偶') })
    expect(married).toMatchObject({ to: { '20': '2', '21': '2', '22': '2', '23': '2' }, refused: ['90'] })
    const { rule: party } = rule('politicalStatus', { codes: codes('1 党员', '2 团员', '3 民主党派', '4 群众') })
    expect(party).toMatchObject({ to: { '01': '1', '05': '3', '13': '4' }, refused: ['02', '12'] })
  })

  it('of education find the shorter names', () => {
    const theirs = codes('1 小学', '2 初中', '3 高中', '4 中专', '5 大专', '6 本科', '7 研究生', '8 其他')
    expect(rule('education', { codes: theirs })).toEqual({
      rule: {
        code: 'education',
        to: { '10': '7', '20': '6', '30': '5', '40': '4', '60': '3', '70': '2', '80': '1', '90': '8' },
      },
      doubts: [],
    })
  })

  it('without a dictionary are names, or codes where the column asks for codes', () => {
    expect(rule('sex', { label: '性别' }).rule).toMatchObject({ code: 'sex', to: { '1': '男性', '2': '女性' } })
    expect(rule('sex', { label: '性别代码' }).rule).toBe('sex')
    expect(rule('sex', { label: '性别', type: 'integer' }).rule).toMatchObject({ to: { '1': 1, '2': 2 } })
    expect(rule('sex', { label: '性别' }).doubts).toHaveLength(1)
  })
})

it.each([
  ['birthDate', { type: 'date' }, 'birthDate'],
  ['birthDate', { type: 'date', format: 'yyyymmdd' }, { date: 'birthDate', as: 'yyyyMMdd' }],
  ['birthDate', { label: '出生日期（YYYY/MM/DD）' }, { date: 'birthDate', as: 'yyyy/MM/dd' }],
  ['birthDate', { maxLength: 8 }, { date: 'birthDate', as: 'yyyyMMdd' }],
  ['birthDate', { format: 'date-time' }, { date: 'birthDate', as: 'yyyy-MM-ddTHH:mm:ss+08:00' }],
  ['birthDate', { format: 'yyyy-MM-dd HH:mm:ss' }, { date: 'birthDate', as: 'yyyy-MM-dd HH:mm:ss' }],
  ['birthDate', { pattern: '^\\d{8}$' }, { date: 'birthDate', as: 'yyyyMMdd' }],
  ['isLowIncome', { type: 'boolean' }, 'isLowIncome'],
  ['isLowIncome', { codes: codes('0 是', '1 否') }, { flag: 'isLowIncome', yes: '0', no: '1' }],
  ['isLowIncome', { type: 'integer' }, { flag: 'isLowIncome', yes: 1, no: 0 }],
  ['size', { type: 'string' }, { text: 'size' }],
  ['size', { type: 'integer' }, 'size'],
  ['phone', { type: 'number' }, { number: 'phone' }],
  ['name', {}, 'name'],
] as const)('%s into %j', (path, more, wanted) => {
  expect(rule(path, more as Partial<ListedField>).rule).toEqual(wanted)
})
