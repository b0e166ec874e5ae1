import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleForm } from '../../test/fixtures/sample-form.ts'
import { describeProblem } from '../base/problem.ts'
import { fieldAt } from '../form/index.ts'
import { cellValue, cleanText, splitList } from './cell-value.ts'
import { isoDate } from './date-text.ts'

const read = (path: string, text: string) => {
  const field = fieldAt(sampleForm, path)
  const { kind, meta } = field ?? { kind: 'other' as const, meta: { title: { zh: path, en: path } } }
  const codes = meta.codes ? { codes: meta.codes } : {}
  const result = cellValue({ kind: 'text', text }, { path, title: meta.title, kind, ...codes })
  return 'value' in result ? result.value : result.problem.code
}

test.each([
  ['name', '  测试甲\t', '测试甲'],
  ['name', '住５号楼', '住５号楼'],
  ['idNumber', "'440524188001010014", '440524188001010014'],
  ['idNumber', '１１０１０５１９４９１２３１００２Ｘ', '11010519491231002X'],
  ['idNumber', '\ufeff001', '001'],
  ['name', "'Abdul", "'Abdul"],
  ['size', '0', 0],
  ['size', '－３', -3],
  ['size', '3.0', 'cell_not_integer'],
  ['size', '1,234', 'cell_not_integer'],
  ['size', '9007199254740993', 'cell_not_integer'],
  ['size', '三', 'cell_not_integer'],
  ['income', '12.50', 12.5],
  ['income', '１２.５', 12.5],
  ['income', '15%', 'cell_not_number'],
  ['income', '1e3', 'cell_not_number'],
  ['income', '0x10', 'cell_not_number'],
  ['income', '1234567890.1234567', 'cell_not_number'],
  ['lowIncome', '是', true],
  ['lowIncome', '√', true],
  ['lowIncome', 'TRUE', true],
  ['lowIncome', '0', false],
  ['lowIncome', '否', false],
  ['lowIncome', '也许', 'cell_not_boolean'],
  ['sex', '1', '1'],
  ['sex', '女', '2'],
  ['sex', 'Male', 'cell_not_code'],
  ['sex', 'male', '1'],
  ['sex', '1-男', '1'],
  ['sex', '2.女', '2'],
  ['sex', '1-女', 'cell_not_code'],
  ['sex', '01', 'cell_not_code'],
  ['birthDate', '1990-05-01', '1990-05-01'],
  ['birthDate', '1990/5/1', '1990-05-01'],
  ['birthDate', '1990年5月1日', '1990-05-01'],
  ['birthDate', '19900501', '1990-05-01'],
  ['birthDate', '1990.5.1', '1990-05-01'],
  ['birthDate', '1990-05-01T00:00:00', '1990-05-01'],
  ['birthDate', '1990/5/1 0:00', '1990-05-01'],
  ['birthDate', '1990-05-01T08:30:00', 'cell_not_date'],
  ['birthDate', '1990-02-30', 'cell_not_date'],
  ['birthDate', '1900-02-29', 'cell_not_date'],
  ['birthDate', '5/1/1990', 'cell_not_date'],
  ['birthDate', '32994', 'cell_not_date'],
])('%s: “%s” reads as %j', (path, text, expected) => expect(read(path, text)).toBe(expected))

describe('laws', () => {
  test('a whole number that reads at all reads as itself', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(read('size', String(value))).toBe(value)
      }),
    )
  })

  test('every day that exists is read from every way of writing it', () => {
    const days = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (day) => {
        const iso = day.toISOString().slice(0, 10)
        const [year = '', month = '', date = ''] = iso.split('-')
        for (const text of [
          iso,
          `${year}/${Number(month)}/${Number(date)}`,
          `${year}年${month}月${date}日`,
          year + month + date,
        ]) {
          expect(isoDate(text)).toBe(iso)
        }
      }),
    )
  })

  test('cleaning twice is cleaning once', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '1', ' ', '\t', '\ufeff', '=', 'a', '１') }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text))
      }),
    )
  })
})

test('an unknown code lists what is allowed, at most eight, and never what was typed', () => {
  const codes = Array.from({ length: 12 }, (_, index) => ({
    code: `${index}`,
    zh: `第${index}类`,
    en: `kind ${index}`,
  }))
  const list = { name: 'kinds', title: { zh: '类', en: 'kind' }, source: 'invented', year: 2020, codes }
  const field = { path: 'kind', title: { zh: '类别', en: 'Kind' }, kind: 'code' as const, codes: list }
  const result = cellValue({ kind: 'text', text: '秘密' }, field)
  if (!('problem' in result)) throw new TypeError('a code was read')
  const text = describeProblem(result.problem, 'zh-CN')
  expect(text).toContain('第7类…')
  expect(text).not.toContain('第8类')
  expect(JSON.stringify(result.problem)).not.toContain('秘密')
})

test('a damaged cell says so and how to mend it', () => {
  const field = { path: 'idNumber', title: { zh: '身份证号', en: 'ID number' }, kind: 'text' as const }
  const result = cellValue({ kind: 'fault', fault: 'number_damaged' }, field)
  expect('problem' in result && describeProblem(result.problem)).toMatch(/身份证号.*文本.*重新录入/)
})

test('splits a list on the separators that are no part of a name', () => {
  expect(splitList('甲、乙；丙;丁\n 戊 、')).toEqual(['甲', '乙', '丙', '丁', '戊'])
  expect(splitList('Smith, John')).toEqual(['Smith, John'])
})
