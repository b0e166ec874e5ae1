import { expect, test } from 'vitest'
import type { DeliveryEvent, Gateway, RecordStatus } from '../gateway/index.ts'
import { watchGateway } from './submit-wait.ts'

test('what another process delivers ends the wait too: the ledger is asked, not only what was told here', async () => {
  let tell = (_event: DeliveryEvent) => {}
  const on = ((event: string, listener: (event: DeliveryEvent) => void) => {
    if (event === 'delivery') tell = listener
    return () => {}
  }) as Gateway['on']
  const watch = watchGateway({ on })
  for (const number of ['a-1', 'b-1'])
    tell({ number, form: 'visit', upstream: 'visits', state: 'pending', problems: [], woken: true })
  expect(watch.woken).toBe(2)
  const states = new Map([
    ['a-1', { number: 'a-1', state: 'pending' }],
    ['b-1', { number: 'b-2', state: 'pending' }],
  ])
  const record = async (asked: string) => {
    const { number, state } = states.get(asked) ?? {}
    return { number, deliveries: [{ upstream: 'visits', state, problems: [] }] } as unknown as RecordStatus
  }
  expect(await watch.isAnyMoving({ record })).toBe(true)
  states.set('a-1', { number: 'a-1', state: 'delivered' })
  // Of the other a newer revision took the place.
  expect(await watch.isAnyMoving({ record })).toBe(false)
  expect(watch.woken).toBe(0)
})

test('the time is over, or somebody stops it, also while the question has no answer yet', async () => {
  const watch = watchGateway({ on: (() => () => {}) as Gateway['on'] })
  const never = () => new Promise<boolean>(() => {})
  expect(await watch.until(never, { timeoutMs: 20 })).toBe('time-over')
  const stopping = new AbortController()
  const waiting = watch.until(never, { timeoutMs: 60_000, signal: stopping.signal })
  stopping.abort()
  expect(await waiting).toBe('stopped')
})
