import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { manualClock } from '../testing/manual-clock.ts'
import { systemClock } from './clock.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('the system clock runs a task once, after its delay', () => {
  const task = vi.fn()
  systemClock.after(1_000, task)
  vi.advanceTimersByTime(999)
  expect(task).not.toHaveBeenCalled()
  vi.advanceTimersByTime(100_000)
  expect(task).toHaveBeenCalledTimes(1)
})

test('the system clock cancels, and a delay below zero is none', () => {
  const task = vi.fn()
  systemClock.after(1_000, task)()
  systemClock.after(-5, task)
  vi.advanceTimersByTime(10_000)
  expect(task).toHaveBeenCalledTimes(1)
})

test('a delay of a year does not fire at once', () => {
  const task = vi.fn()
  const cancel = systemClock.after(31_536_000_000, task)
  vi.advanceTimersByTime(86_400_000)
  expect(task).not.toHaveBeenCalled()
  cancel()
})

test('the system clock keeps no process alive', () => {
  vi.useRealTimers()
  const before = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  const cancel = systemClock.after(60_000, () => {})
  expect(process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length).toBe(before)
  cancel()
})

test('the manual clock runs timers in order, each at its own moment', () => {
  const clock = manualClock(1_000)
  const seen: string[] = []
  clock.after(20, () => seen.push(`second at ${clock.now()}`))
  clock.after(10, () => {
    seen.push(`first at ${clock.now()}`)
    clock.after(5, () => seen.push(`added at ${clock.now()}`))
  })
  clock.after(100, () => seen.push('never'))()
  clock.advance(99)
  expect(seen).toEqual(['first at 1010', 'added at 1015', 'second at 1020'])
  expect([clock.now(), clock.monotonic()]).toEqual([1_099, 99])
})

test('a jump of the manual clock’s wall time moves no timer', () => {
  const clock = manualClock(1_000)
  const task = vi.fn()
  clock.after(50, task)
  clock.jump(1_000_000)
  expect(task).not.toHaveBeenCalled()
  expect([clock.now(), clock.monotonic()]).toEqual([1_001_000, 0])
  clock.advance(50)
  expect(task).toHaveBeenCalledTimes(1)
})
