import { expect, test } from 'vitest'
import { Serial } from './serial.ts'

test('tasks of one key run one after the other, in order of asking; other keys run meanwhile', async () => {
  const serial = new Serial()
  const seen: string[] = []
  const slow = Promise.withResolvers<void>()
  const first = serial.run('a', async () => {
    seen.push('a1 begins')
    await slow.promise
    seen.push('a1 ends')
    return 1
  })
  const second = serial.run('a', async () => {
    seen.push('a2')
    return 2
  })
  const other = serial.run('b', async () => {
    seen.push('b')
    return 3
  })
  expect(await other).toBe(3)
  expect(seen).toEqual(['a1 begins', 'b'])
  slow.resolve()
  expect(await Promise.all([first, second])).toEqual([1, 2])
  expect(seen).toEqual(['a1 begins', 'b', 'a1 ends', 'a2'])
})

test('a task that fails fails alone', async () => {
  const serial = new Serial()
  const failing = serial.run('a', async () => {
    throw new RangeError('no')
  })
  const next = serial.run('a', async () => 'next')
  await expect(failing).rejects.toThrow(RangeError)
  expect(await next).toBe('next')
})
