/** The floor below which nothing new is accepted, on the disk the tests run on. */
import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { StorageError } from '../../base/errors.ts'
import { FreeSpace } from './free-space.ts'

const path = join(tmpdir(), 'ledger.db')
const { bavail, bsize } = statfsSync(tmpdir())

test('above the floor nothing is said; below it the operator is told how much is left', () => {
  new FreeSpace(path, 1).check()
  new FreeSpace(':memory:', Number.MAX_SAFE_INTEGER).check()
  const full = new FreeSpace(path, bavail * bsize * 2)
  expect(() => full.check()).toThrow(StorageError)
  expect(() => full.check()).toThrow(/Below \d+ MB nothing new is accepted/)
})
