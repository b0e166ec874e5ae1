import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numberCell, textCell } from './number-cell.ts'
import { numberStyleOf } from './number-style.ts'

const plain = (raw: string) => numberCell(raw, undefined, false)
const styled = (raw: string, format: string, date1904 = false) => numberCell(raw, numberStyleOf(format), date1904)

describe('numbers', () => {
  test.each([
    ['0', '0'],
    ['-12.5', '-12.5'],
    ['13800000000', '13800000000'],
    ['0.30000000000000004', '0.3'],
    ['1.5E3', '1500'],
    ['1E-7', '0.0000001'],
    ['999999999999999', '999999999999999'],
  ])('%s is shown as %s', (raw, text) => {
    expect(plain(raw)).toMatchObject({ kind: 'number', text })
  })

  test('keeps the stored text where it differs from what is shown', () => {
    expect(plain('0.30000000000000004')).toHaveProperty('raw', '0.30000000000000004')
    expect(plain('12')).not.toHaveProperty('raw')
  })

  test.each(['440524188001010014', '4.4052418800101E+017', '1000000000000000', '-1234567890123456'])(
    '%s has 16 digits or more: damaged',
    (raw) => expect(plain(raw)).toEqual({ kind: 'fault', fault: 'number_damaged' }),
  )

  test('every whole number of up to 15 digits keeps all its digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), (value) => {
        expect(plain(String(value))).toMatchObject({ text: String(value) })
      }),
    )
  })

  test('no number at all is a fault', () => {
    expect(plain('abc')).toMatchObject({ kind: 'fault', fault: 'cell_error' })
  })

  test('shows leading zeros and percentages as the format does', () => {
    expect(styled('12345', '000000')).toMatchObject({ kind: 'number', text: '012345' })
    expect(styled('0.15', '0%')).toMatchObject({ kind: 'number', text: '15%' })
    expect(styled('0.07', '0.00%')).toMatchObject({ text: '7%' })
  })
})

describe('dates', () => {
  test.each([
    ['1', '1900-01-01'],
    ['59', '1900-02-28'],
    ['61', '1900-03-01'],
    ['18263', '1949-12-31'],
    ['44562', '2022-01-01'],
  ])('day %s of the 1900 calendar is %s', (raw, text) => {
    expect(styled(raw, 'yyyy/m/d')).toMatchObject({ kind: 'date', text })
  })

  test('the 29 February 1900 that never was is no date', () => {
    expect(styled('60', 'yyyy/m/d')).toEqual({ kind: 'number', text: '60' })
  })

  test('the 1904 calendar starts four years and a day later', () => {
    expect(styled('0', 'yyyy-mm-dd', true)).toMatchObject({ text: '1904-01-01' })
    expect(styled('43100', 'yyyy-mm-dd', true)).toMatchObject({ text: '2022-01-01' })
  })

  test('shows the time only where the format does', () => {
    expect(styled('44562.5', 'yyyy-mm-dd hh:mm')).toMatchObject({ text: '2022-01-01T12:00:00' })
    expect(styled('44562.5', 'yyyy-mm-dd')).toMatchObject({ text: '2022-01-01' })
    expect(styled('0.5', 'h:mm')).toMatchObject({ text: '12:00:00' })
    expect(styled('44562.9999999999', 'yyyy-mm-dd hh:mm:ss')).toMatchObject({ text: '2022-01-02T00:00:00' })
  })
})

test('a text that was made of a long number is damaged too', () => {
  const damaged = { kind: 'fault', fault: 'number_damaged' }
  expect(textCell('1.10105E+17')).toEqual(damaged)
  expect(textCell(' 4.4e+15 ')).toEqual(damaged)
  for (const text of ['1.5E+3', 'E+17', '1+1', '110105194912310021'])
    expect(textCell(text)).toEqual({ kind: 'text', text })
  expect(textCell('')).toBeUndefined()
})
