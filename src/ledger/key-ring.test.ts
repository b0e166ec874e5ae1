/** Keys as they stand in the environment. */
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { SettingsError } from '../base/errors.ts'
import { parseLedgerKeys } from './key-ring.ts'

const [one, two] = [randomBytes(32), randomBytes(32)]

test('one key or several, base64 or hex, named or not', () => {
  expect(parseLedgerKeys('')).toEqual([])
  const [bare] = parseLedgerKeys(one.toString('base64'))
  expect([bare?.key, bare?.id]).toEqual([new Uint8Array(one), expect.stringMatching(/^[0-9a-f]{8}$/)])
  // The same key has the same name however it is written.
  expect(parseLedgerKeys(one.toString('hex'))).toEqual([bare])
  expect(parseLedgerKeys(one.toString('base64url'))).toEqual([bare])
  const several = parseLedgerKeys(` 2027:${two.toString('hex')} , 2026:${one.toString('base64')} `)
  expect(several.map(({ id, key }) => [id, Buffer.from(key)])).toEqual([
    ['2027', two],
    ['2026', one],
  ])
})

test.each([
  'short',
  `${'0'.repeat(63)}`,
  `bad id:${'0'.repeat(64)}`,
  `:${'0'.repeat(64)}`,
  `a:${randomBytes(16).toString('base64')}`,
  `a:${'0'.repeat(64)},b:`,
])('%s is refused by position, never quoted', (text) => {
  const refusal = (() => {
    try {
      parseLedgerKeys(text)
    } catch (error) {
      return error as SettingsError
    }
    throw new RangeError('it was taken')
  })()
  expect(refusal).toBeInstanceOf(SettingsError)
  expect(refusal.problems[0]).toMatchObject({ code: 'ledger_key_malformed', who: 'operator' })
  expect(refusal.message).not.toContain('0'.repeat(20))
})

test('a name belongs to one key', () => {
  const text = `a:${one.toString('hex')},a:${two.toString('hex')}`
  expect(() => parseLedgerKeys(text)).toThrow('Two keys in the environment variable YIBIAO_LEDGER_KEY are named "a"')
})
