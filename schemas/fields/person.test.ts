import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { mobile, personName, phone } from './person.ts'

const kept = (schema: z.ZodType, text: unknown) => {
  const result = schema.safeParse(text)
  return result.success ? result.data : undefined
}

describe('personName', () => {
  it.each([
    ['赵小测', '赵小测'],
    [' 赵小测\u3000', '赵小测'],
    ['赵\u3000测', '赵测'],
    ['赵 小 测', '赵小测'],
    ['阿依古丽·测试', '阿依古丽·测试'],
    ['阿依古丽•测试', '阿依古丽·测试'],
    ['阿依古丽 ・ 测试', '阿依古丽·测试'],
    ['𠮷小样', '𠮷小样'],
    ['李䶮例', '李䶮例'],
    ['㐀\u{2ceb9}', '㐀\u{2ceb9}'],
    ['〇测', '〇测'],
    ['Anna  Maria O’Test-Sample', 'Anna Maria O’Test-Sample'],
    ['\ufeff赵小\u200b测', '赵小测'],
  ])('%j is kept as %j', (typed, name) => {
    expect(kept(personName, typed)).toBe(name)
  })

  it.each([
    '',
    ' ',
    '赵小测1',
    '赵小测（户主）',
    '赵?测',
    '/',
    '无。',
    '·测',
    '赵\ud842',
    '赵\ue123',
    '测'.repeat(51),
    7,
    null,
  ])('%j is refused', (typed) => {
    expect(kept(personName, typed)).toBeUndefined()
  })
})

describe('telephones', () => {
  it.each([
    ['13900000001', '13900000001'],
    ['+86 139-0000-0001', '13900000001'],
    ['0086-13900000001', '13900000001'],
    ['１３９０００００００１', '13900000001'],
  ])('mobile %j is kept as %j', (typed, number) => {
    expect(kept(mobile, typed)).toBe(number)
    expect(kept(phone, typed)).toBe(number)
  })

  it.each(['12900000001', '1390000000', '139000000011', '', '023-12345678', 13900000001])(
    'mobile %j is refused',
    (typed) => {
      expect(kept(mobile, typed)).toBeUndefined()
    },
  )

  it.each([
    ['023-62345678', '023-62345678'],
    ['（023）62345678', '023-62345678'],
    ['02362345678', '02362345678'],
    ['62345678', '62345678'],
    ['0851-6234567-801', '0851-6234567-801'],
  ])('landline %j is kept as %j', (typed, number) => {
    expect(kept(phone, typed)).toBe(number)
  })

  it.each(['无', '12345', '023-1234', '1390000000', '139000000011', '13900000001/13900000002'])(
    '%j is refused',
    (typed) => {
      expect(kept(phone, typed)).toBeUndefined()
    },
  )
})
