import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { address } from './place.ts'
import { line, paragraph } from './text.ts'

const kept = (schema: z.ZodType, value: unknown) => {
  const result = schema.safeParse(value)
  return result.success ? result.data : undefined
}

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
