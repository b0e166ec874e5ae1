import { expect, test } from 'vitest'
import { byteLimit } from './bytes.ts'
import { compileContract } from './compile.ts'
import { defineContract } from './contract.ts'

test('GBK is read as GB18030, nothing as UTF-8', () => {
  expect(byteLimit({ 'x-maxBytes': 9, 'x-encoding': 'gbk' })).toEqual({ limit: 9, encoding: 'gb18030', each: 2 })
  expect(byteLimit({ 'x-maxBytes': 9 })).toEqual({ limit: 9, encoding: 'utf-8', each: 3 })
  expect(byteLimit({ maxLength: 9 })).toBeUndefined()
})

test.each(['draft-04', 'draft-07', 'draft/2020-12'])('the limit is held to per payload in %s', (draft) => {
  const $schema = `http://json-schema.org/${draft}/schema#`
  const properties = { xm: { 'x-maxBytes': 4, 'x-encoding': 'gb18030' } }
  const { validate, findings } = compileContract(defineContract({ $schema, properties }))
  expect(findings).toEqual([])
  expect(validate({ xm: '张三' })).toEqual([])
  expect(validate({ xm: '张三丰' })).toMatchObject([
    { pointer: '/xm', keyword: 'x-maxBytes', params: { limit: 4, bytes: 6, each: 2 } },
  ])
})
