/**
 * Stops accepting while the disk still has room: what is left lets the deliveries that were accepted settle, instead of
 * leaving them in doubt.
 */
import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { StorageError } from '../../base/errors.ts'

/** Room left for settling, in bytes. A settlement takes about 1 kB: this is enough for tens of thousands. */
export const MIN_FREE_BYTES = 64 * 1024 * 1024

// Between two looks at the disk. Longer, and a fast file fills the reserve; shorter costs a system call per record.
const LOOK_INTERVAL_MS = 100

const MEGABYTE = 1024 * 1024

export class FreeSpace {
  readonly #folder
  readonly #minFreeBytes
  #lookedAt = Number.NEGATIVE_INFINITY
  #freeBytes = Number.POSITIVE_INFINITY

  /** @param path - of the ledger; `:memory:` has all the room there is */
  constructor(path: string, minFreeBytes: number) {
    this.#folder = path === ':memory:' ? undefined : dirname(path)
    this.#minFreeBytes = minFreeBytes
  }

  /** @throws {StorageError} `ledger_space_low` when less than the floor is free */
  check(): void {
    if (this.#folder === undefined) return
    const now = performance.now()
    if (now - this.#lookedAt >= LOOK_INTERVAL_MS) {
      const { bavail, bsize } = statfsSync(this.#folder)
      this.#freeBytes = bavail * bsize
      this.#lookedAt = now
    }
    if (this.#freeBytes >= this.#minFreeBytes) return
    const params = { free: inMegabytes(this.#freeBytes), floor: inMegabytes(this.#minFreeBytes) }
    throw new StorageError([{ code: 'ledger_space_low', who: 'operator', params }])
  }
}

const inMegabytes = (bytes: number) => Math.floor(bytes / MEGABYTE)
