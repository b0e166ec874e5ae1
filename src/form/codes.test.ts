import { describe, expect, expectTypeOf, it } from 'vitest'
import type { z } from 'zod'
import { MappingError } from '../base/errors.ts'
import { codeFor, codeSchema, codeTitle, defineCodes, defineCrosswalk } from './codes.ts'

const spec = { name: 'sex', title: { zh: '性别', en: 'Sex' }, source: 'GB/T 2261.1-2003', year: 2003 } as const
const sexes = defineCodes({
  ...spec,
  codes: [
    { code: '1', zh: '男性', en: 'Male', aliases: ['男'] },
    { code: '2', zh: '女性', en: 'Female', aliases: ['女'] },
    { code: '10', zh: '未知', en: 'Unknown' },
  ],
})

describe('a code list', () => {
  it('becomes a schema of exactly its codes', () => {
    const schema = codeSchema(sexes)
    expectTypeOf<z.output<typeof schema>>().toEqualTypeOf<'1' | '2' | '10'>()
    expect(schema.safeParse('10').success).toBe(true)
    for (const value of ['3', 1, '01', '男', '', '1 ', 'toString']) expect(schema.safeParse(value).success).toBe(false)
  })

  it('names its codes', () => {
    expect(codeTitle(sexes, '2')).toEqual({ zh: '女性', en: 'Female' })
    expect(codeTitle(sexes, '3')).toBeUndefined()
  })

  it('finds the code behind an official name or an alias, and guesses nothing', () => {
    expect(['男', '男性', ' Male ', '1'].map((word) => codeFor(sexes, word))).toEqual(['1', '1', '1', '1'])
    expect(['', '男女', 'male', '3'].map((word) => codeFor(sexes, word))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  it.each([
    ['no codes', []],
    [
      'a repeated code',
      [
        { code: '1', zh: '男', en: 'Male' },
        { code: '1', zh: '男', en: 'Male' },
      ],
    ],
    ['a blank code', [{ code: '', zh: '男', en: 'Male' }]],
    ['a padded code', [{ code: ' 1', zh: '男', en: 'Male' }]],
    [
      'a word for two codes',
      [
        { code: '1', zh: '男', en: 'M' },
        { code: '2', zh: '女', en: 'M' },
      ],
    ],
  ])('is refused with %s', (_fault, codes) => {
    expect(() => defineCodes({ ...spec, codes })).toThrow(MappingError)
  })
})

describe('a crosswalk', () => {
  it('is a plain table, typed on both ends', () => {
    const table = defineCrosswalk({ from: sexes, to: ['M', 'F', 'U'], pairs: { '1': 'M', '2': 'F', '10': 'U' } })
    expectTypeOf(table).toEqualTypeOf<{
      readonly '1': 'M' | 'F' | 'U'
      readonly '2': 'M' | 'F' | 'U'
      readonly '10': 'M' | 'F' | 'U'
    }>()
    expect(table).toEqual({ '1': 'M', '2': 'F', '10': 'U' })
  })

  it('is total: every code needs its partner', () => {
    // @ts-expect-error a code is missing
    expect(() => defineCrosswalk({ from: sexes, to: ['M', 'F'], pairs: { '1': 'M', '2': 'F' } })).toThrow(
      /code 10 has no partner/,
    )
  })

  it('leads only to values that exist', () => {
    const wrong = { '1': 'M', '2': 'F', '10': 'X', '11': 'M' }
    expect(() => defineCrosswalk({ from: sexes, to: ['M', 'F'], pairs: wrong as never })).toThrow(
      'Code list sex: code 10 leads to a value that does not exist\nCode list sex: there is no code 11',
    )
    expect(defineCrosswalk({ from: sexes, to: sexes, pairs: { '1': '1', '2': '2', '10': '10' } })['10']).toBe('10')
  })
})
