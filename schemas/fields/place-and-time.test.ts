import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { address, divisionCode, isoDate, position, villageCode } from './place-and-time.ts'
import { line, paragraph } from './text.ts'

const kept = (schema: z.ZodType, value: unknown) => {
  const result = schema.safeParse(value)
  return result.success ? result.data : undefined
}

describe('isoDate', () => {
  it.each(['2024-03-05', '2024/3/5', '2024.03.5', '2024年3月5日', '20240305', ' ２０２４－０３－０５ '])(
    '%j is kept as the day it says',
    (typed) => {
      expect(kept(isoDate, typed)).toBe('2024-03-05')
    },
  )

  it.each([
    '2023-02-29',
    '2024-13-01',
    '1899-12-31',
    '3/5/2024',
    '5.3.2024',
    '24-03-05',
    '2024-03',
    '45356',
    '2024-03-05T00:00:00Z',
    '',
    20240305,
    null,
  ])('%j is refused', (typed) => {
    expect(kept(isoDate, typed)).toBeUndefined()
  })

  it('is never a Date', () => {
    expect(kept(isoDate, new Date(0))).toBeUndefined()
  })
})

describe('divisions', () => {
  it('have 6, 9 or 12 digits', () => {
    for (const code of ['509999', '509999001', '509999001001']) expect(kept(divisionCode, code)).toBe(code)
    for (const code of ['50999', '5099990', '50999900100', '009999', '50999X', 509999]) {
      expect(kept(divisionCode, code)).toBeUndefined()
    }
  })

  it('of villages have 12', () => {
    expect(kept(villageCode, "'5099 9900 1001")).toBe('509999001001')
    expect(kept(villageCode, '509999001')).toBeUndefined()
  })
})

describe('position', () => {
  it('names its coordinate system', () => {
    expect(kept(position, { longitude: 106.5, latitude: 29.5, system: 'GCJ-02' })).toBeDefined()
    expect(kept(position, { longitude: 106.5, latitude: 29.5 })).toBeUndefined()
    expect(kept(position, { longitude: 29.5, latitude: 106.5, system: 'WGS84' })).toBeUndefined()
    expect(kept(position, { longitude: '106.5', latitude: 29.5, system: 'WGS84' })).toBeUndefined()
  })
})

describe('text', () => {
  it('is trimmed, on one line or on several', () => {
    expect(kept(address, ' 示例路\n1号\t2室  ')).toBe('示例路 1号 2室')
    expect(kept(line(3), '一二三')).toBe('一二三')
    expect(kept(line(3), '一二三四')).toBeUndefined()
    expect(kept(paragraph(20), '一\r\n二\r三\n\n')).toBe('一\n二\n三')
  })

  it('refuses what cannot be read or stored', () => {
    for (const text of ['', '\u3000', 'a\u0000b', 'a\u0007', 'a\ud800']) {
      expect(kept(line(9), text), JSON.stringify(text)).toBeUndefined()
      expect(kept(paragraph(9), text), JSON.stringify(text)).toBeUndefined()
    }
  })
})
