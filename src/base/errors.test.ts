import { expect, test } from 'vitest'
import { ConflictError, GatewayError, MappingError, RecordInvalidError, SettingsError, StorageError } from './errors.ts'

test.each([
  [RecordInvalidError, 'RecordInvalidError', 'record-invalid'],
  [ConflictError, 'ConflictError', 'conflict'],
  [MappingError, 'MappingError', 'mapping'],
  [SettingsError, 'SettingsError', 'settings'],
  [StorageError, 'StorageError', 'storage'],
])('%o carries problems, a code and its cause', (Kind, name, code) => {
  const cause = new RangeError('below')
  const problems = [
    { code: 'ledger_closed', who: 'operator' },
    { code: 'ledger_owned', who: 'operator', params: { file: 'a.db' } },
  ] as const
  const error = new Kind(problems, { cause })
  expect(error).toBeInstanceOf(GatewayError)
  expect([error.name, error.code, error.cause, error.problems]).toEqual([name, code, cause, problems])
  expect(error.message.split('\n')).toHaveLength(2)
  expect(error.message).toContain('a.db')
})

test('an error speaks both languages, a line per problem', () => {
  const error = new GatewayError('busy', [{ code: 'ledger_closed', who: 'operator' }])
  expect(error.describe('en')).toBe(error.message)
  expect(error.describe('zh-CN')).toBe('台账已关闭，不能再写入')
})
