import { expect, test } from 'vitest'
import { byteLength, byteLimit } from './bytes.ts'
import { compileContract } from './compile.ts'
import { defineContract } from './contract.ts'

test.each([
  ['abc', 3, 3],
  ['张三', 6, 4],
  ['·', 2, 2],
  ['€', 3, 2],
  ['㐀', 3, 4],
  ['𠮷', 4, 4],
  ['', 0, 0],
])('%s has %i bytes in UTF-8 and %i in GB18030', (text, utf8, gb18030) => {
  expect([byteLength(text, 'UTF-8'), byteLength(text, 'GB18030')]).toEqual([utf8, gb18030])
})

test('GBK is read as GB18030, nothing as UTF-8', () => {
  expect(byteLimit({ 'x-maxBytes': 9, 'x-encoding': 'gbk' })).toEqual({ limit: 9, encoding: 'GB18030' })
  expect(byteLimit({ 'x-maxBytes': 9 })).toEqual({ limit: 9, encoding: 'UTF-8' })
  expect(byteLimit({ maxLength: 9 })).toBeUndefined()
})

test.each(['draft-04', 'draft-07', 'draft/2020-12'])('the limit is held to per payload in %s', (draft) => {
  const $schema = `http://json-schema.org/${draft}/schema#`
  const properties = { xm: { 'x-maxBytes': 4, 'x-encoding': 'GB18030' } }
  const { validate, findings } = compileContract(defineContract({ $schema, properties }))
  expect(findings).toEqual([])
  expect(validate({ xm: '张三' })).toEqual([])
  expect(validate({ xm: '张三丰' })).toMatchObject([
    { pointer: '/xm', keyword: 'x-maxBytes', params: { limit: 4, encoding: 'GB18030' } },
  ])
})
