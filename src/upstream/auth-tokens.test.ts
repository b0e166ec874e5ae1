import { expect, test, vi } from 'vitest'
import type { Clock } from '../base/clock.ts'
import { createTokens } from './auth-tokens.ts'
import type { LogIn } from './contract-v1.ts'

function setUp() {
  let nowMs = 1_000_000
  const clock: Clock = { now: () => nowMs, monotonic: () => nowMs, after: () => () => undefined }
  const waiting: ((result: LogIn) => void)[] = []
  const logIn = () => new Promise<LogIn>((resolve) => waiting.push(resolve))
  /** Once that log-in has begun. */
  const answer = async (at: number, result: LogIn) => {
    await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(at))
    waiting[at]?.(result)
  }
  return { tokens: createTokens(clock), logIn, answer, waiting, turn: (ms: number) => (nowMs += ms), now: () => nowMs }
}

const token = (value: string, expiresAt?: number): LogIn => ({
  state: 'token',
  value,
  ...(expiresAt !== undefined && { expiresAt }),
})
const barred: LogIn = { state: 'barred', bar: 'credentials', detail: 'no' }

test('one log-in serves all who wait, and those who come later', async () => {
  const { tokens, logIn, answer, waiting } = setUp()
  const asked = Array.from({ length: 100 }, () => tokens.get('v1', logIn))
  await answer(0, token('a'))
  expect(new Set(await Promise.all(asked))).toEqual(new Set([token('a')]))
  expect(await tokens.get('v1', logIn)).toEqual(token('a'))
  expect(waiting).toHaveLength(1)
})

test('a refused token is fetched anew once; a late refusal of an older one throws nothing away', async () => {
  const { tokens, logIn, answer, waiting } = setUp()
  const first = tokens.get('v1', logIn)
  await answer(0, token('a'))
  await first
  tokens.refused('a')
  const second = tokens.get('v1', logIn)
  await answer(1, token('b'))
  expect(await second).toEqual(token('b'))
  tokens.refused('a')
  expect(await tokens.get('v1', logIn)).toEqual(token('b'))
  expect(waiting).toHaveLength(2)
})

test('a token near its end is fetched anew', async () => {
  const { tokens, logIn, answer, turn, now } = setUp()
  const first = tokens.get('v1', logIn)
  await answer(0, token('a', now() + 60_000))
  await first
  turn(54_999)
  expect(await tokens.get('v1', logIn)).toMatchObject({ value: 'a' })
  turn(2)
  const second = tokens.get('v1', logIn)
  await answer(1, token('b'))
  expect(await second).toEqual(token('b'))
})

test('a barred log-in is remembered until the password changes or somebody says it works again', async () => {
  const { tokens, logIn, answer, waiting } = setUp()
  const first = tokens.get('v1', logIn)
  await answer(0, barred)
  expect(await first).toEqual(barred)
  expect(await tokens.get('v1', logIn)).toEqual(barred)
  expect(waiting).toHaveLength(1)
  tokens.forget()
  const second = tokens.get('v1', logIn)
  await answer(1, barred)
  expect(await second).toEqual(barred)
  const third = tokens.get('v2', logIn)
  await answer(2, token('a'))
  expect(await third).toEqual(token('a'))
})

test('what the last log-in left is traded for the next token, whether that one ended or was refused', async () => {
  const { tokens, turn, now } = setUp()
  const traded: (string | undefined)[] = []
  const logIn = async (refresh?: string): Promise<LogIn> => {
    traded.push(refresh)
    const n = traded.length
    return { state: 'token', value: `t${n}`, refresh: `r${n}`, expiresAt: now() + 60_000 }
  }
  expect(await tokens.get('v1', logIn)).toMatchObject({ value: 't1' })
  turn(60_000)
  expect(await tokens.get('v1', logIn)).toMatchObject({ value: 't2' })
  tokens.refused('t2')
  expect(await tokens.get('v1', logIn)).toMatchObject({ value: 't3' })
  expect(traded).toEqual([undefined, 'r1', 'r2'])
})

test('an unavailable log-in is not remembered', async () => {
  const { tokens, logIn, answer } = setUp()
  const first = tokens.get('v1', logIn)
  await answer(0, { state: 'unavailable', detail: 'x' })
  expect(await first).toMatchObject({ state: 'unavailable' })
  const second = tokens.get('v1', logIn)
  await answer(1, token('a'))
  expect(await second).toEqual(token('a'))
})

test('a log-in under an old password that ends late changes nothing', async () => {
  const { tokens, logIn, answer } = setUp()
  const old = tokens.get('v1', logIn)
  const current = tokens.get('v2', logIn)
  await answer(1, token('new'))
  await current
  await answer(0, barred)
  await old
  expect(await tokens.get('v2', logIn)).toEqual(token('new'))
})

test('two accounts in turn keep their tokens, and a wrong password of one stays remembered', async () => {
  const { tokens, logIn, answer, waiting } = setUp()
  const right = tokens.get('v1', logIn)
  await answer(0, token('a'))
  await right
  const wrong = tokens.get('v2', logIn)
  await answer(1, barred)
  await wrong
  expect(await tokens.get('v1', logIn)).toEqual(token('a'))
  expect(await tokens.get('v2', logIn)).toEqual(barred)
  expect(waiting).toHaveLength(2)
})

test('a log-in that throws is not kept', async () => {
  const { tokens, logIn, answer } = setUp()
  await expect(tokens.get('v1', () => Promise.reject(new TypeError('x')))).rejects.toThrow('x')
  const second = tokens.get('v1', logIn)
  await answer(0, token('a'))
  expect(await second).toEqual(token('a'))
})
