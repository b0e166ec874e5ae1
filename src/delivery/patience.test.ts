/** Asking the ledger again: how often, who is told, and when it is given up. */
import { expect, test, vi } from 'vitest'
import { StorageError } from '../base/errors.ts'
import { manualClock } from '../testing/manual-clock.ts'
import { isPassing, Patience } from './patience.ts'

const full = new StorageError([{ code: 'ledger_full', who: 'operator' }])
const closed = new StorageError([{ code: 'ledger_closed', who: 'operator' }])
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

function patience() {
  const clock = manualClock()
  const [failed, recovered] = [vi.fn(), vi.fn()]
  return { clock, failed, recovered, asked: new Patience({ clock, failed, recovered }) }
}

/** Refuses this often, then answers. */
function refusing(times: number, refusal: unknown = full) {
  let left = times
  return vi.fn(async () => {
    if (left-- > 0) throw refusal
    return 'written'
  })
}

test('an answer at once tells nobody', async () => {
  const { asked, failed, recovered } = patience()
  expect(await asked.until(refusing(0))).toBe('written')
  expect([failed.mock.calls, recovered.mock.calls]).toEqual([[], []])
})

test('asks after 1, 2, 4 … s, at most every 30 s, and says once that it failed and once that it goes on', async () => {
  const { clock, asked, failed, recovered } = patience()
  const [one, other] = [refusing(9), refusing(3)]
  const answers = Promise.all([asked.until(one), asked.until(other)])
  await turn()
  const pauses: number[] = []
  for (const pauseMs of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000]) {
    const before = one.mock.calls.length
    clock.advance(pauseMs - 1)
    await turn()
    expect(one.mock.calls.length).toBe(before)
    clock.advance(1)
    await turn()
    pauses.push(one.mock.calls.length - before)
  }
  expect(await answers).toEqual(['written', 'written'])
  expect(pauses).toEqual(Array.from({ length: 9 }, () => 1))
  expect(failed.mock.calls).toEqual([[full]])
  expect(recovered.mock.calls).toEqual([[151_000]])
})

test('what no time can mend is thrown at once', async () => {
  const { asked, failed } = patience()
  await expect(asked.until(refusing(1, closed))).rejects.toBe(closed)
  await expect(asked.until(refusing(1, new RangeError('no')))).rejects.toBeInstanceOf(RangeError)
  expect(failed).not.toHaveBeenCalled()
  expect([isPassing(full), isPassing(closed), isPassing(new RangeError('no'))]).toEqual([true, false, false])
})

test('at the end whoever waits asks once more', async () => {
  const { asked, recovered } = patience()
  const [lucky, unlucky] = [refusing(1), refusing(9)]
  const results = Promise.allSettled([asked.until(lucky), asked.until(unlucky)])
  await turn()
  asked.end()
  expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect([lucky.mock.calls.length, unlucky.mock.calls.length]).toEqual([2, 2])
  expect(recovered).not.toHaveBeenCalled()
  await expect(asked.until(refusing(1))).rejects.toBe(full)
})
