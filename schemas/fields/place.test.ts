import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { divisionCode, position, structuredAddress, villageCode } from './place.ts'

const kept = (schema: z.ZodType, value: unknown) => {
  const result = schema.safeParse(value)
  return result.success ? result.data : undefined
}

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

it('structuredAddress takes the parts that are known', () => {
  expect(kept(structuredAddress, { county: ' 示例区 ', village: '示例村' })).toEqual({
    county: '示例区',
    village: '示例村',
  })
  expect(kept(structuredAddress, { country: '示例' })).toBeUndefined()
})
