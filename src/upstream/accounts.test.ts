/** Which account a record goes under, and what is wrong with accounts before anything is sent. */
import { describe, expect, test } from 'vitest'
import { accountValueNames, forAccount, perAccount } from './account-values.ts'
import { type AccountsSpec, accountFaults, accountsOf, pickAccount } from './accounts.ts'

const values = (username: string) => ({ username, password: '${SOME_PASSWORD}' as const })
const townships = (more: Partial<AccountsSpec> = {}): AccountsSpec => ({
  by: 'division',
  each: {
    county: { for: ['500103'], values: values('county') },
    chengguan: { for: ['500103001000'], values: values('cg') },
    village: { for: ['500103001002'], values: values('village') },
  },
  ...more,
})

describe('which account', () => {
  test.each([
    ['500103001002', 'village'],
    ['500103001003', 'chengguan'],
    ['500103001000', 'chengguan'],
    ['500103001', 'chengguan'],
    ['500103002001', 'county'],
    ['500103000000', 'county'],
    ['500103', 'county'],
    ['500104001002', undefined],
    ['5001', undefined],
    [undefined, undefined],
  ])('of division %s: %s', (division, account) => {
    expect(pickAccount(accountsOf(townships()), division === undefined ? {} : { division })).toBe(account)
  })

  test('by actor exactly, and the default for everybody else', () => {
    const accounts = accountsOf({
      by: 'actor',
      default: 'office',
      each: { office: { values: values('office') }, zhang: { for: ['张三', '__proto__'], values: values('zhang') } },
    })
    expect(['张三', '张三 ', '__proto__', 'toString'].map((by) => pickAccount(accounts, { by }))).toEqual([
      'zhang',
      'office',
      'zhang',
      'office',
    ])
  })
})

test('what is wrong is named by its place, no value quoted', () => {
  const faults = accountFaults({
    by: 'division',
    default: 'nobody',
    each: {
      A: { for: ['500103'], values: { username: 'a', password: 'open-word' as never } },
      b: { for: ['500103000000', '5001'], values: { username: 'b' } },
      c: { values: values('c') },
    },
  })
  expect(faults.map(({ path }) => path.join('.'))).toEqual([
    'default',
    'each.A',
    'each.A.values.password',
    'each.b.for.0',
    'each.b.for.1',
    'each.b.values',
    'each.c.for',
  ])
  expect(JSON.stringify(faults)).not.toContain('open-word')
  expect(accountFaults(townships())).toEqual([])
  expect(accountFaults({ by: 'actor', each: {} }).map(({ path }) => path.join('.'))).toEqual(['each'])
})

test('settings of an account: whole values alone are filled in, once for each account', () => {
  const [county] = accountsOf(townships()).each.values()
  const settings = {
    auth: { username: '${account.username}', password: '${account.password}', prefix: 'x ${account.y}' },
  }
  expect(accountValueNames(settings)).toEqual(['username', 'password'])
  const filled = forAccount(settings, county)
  expect(filled.auth).toEqual({ username: 'county', password: '${SOME_PASSWORD}', prefix: 'x ${account.y}' })
  expect(forAccount(settings, county)).toBe(filled)
  expect(forAccount(settings, undefined)).toBe(settings)
  const plain = { auth: { username: 'all' } }
  expect(forAccount(plain, county)).toBe(plain)
  const own = perAccount(() => ({}))
  expect(own.of(county)).toBe(own.of(county))
  expect(own.of(county)).not.toBe(own.of(undefined))
})
