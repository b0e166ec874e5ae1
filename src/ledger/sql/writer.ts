/**
 * Group commit: whatever asks to write while a commit is under way shares the next one, so a hundred callers cost
 * one `fsync`. Each task runs inside its own savepoint: one that throws takes back its own writes and nobody else's.
 */
import type { Database } from './database.ts'
import type { Undo } from './undo.ts'

interface Waiting {
  run(): void
  done(): void
  fail(error: unknown): void
}

// Commits closer together than this share work badly: each costs a sync, and under load the next tasks are a millisecond
// away. Behind a lone task nothing is delayed: who waits for each answer before asking again is felt by nobody else.
const COMMIT_INTERVAL_MS = 2

// Tasks in one commit. More make a commit's pause longer than a request; fewer waste syncs.
const LONGEST_GROUP = 1_000

export class Writer {
  readonly #db
  readonly #undo
  #queue: Waiting[] = []
  #scheduled = false
  #committedAt = Number.NEGATIVE_INFINITY
  #commits = 0
  #closed: unknown

  /** @param undo - what is taken back in memory together with a task, or with a whole group */
  constructor(db: Database, undo: Undo) {
    this.#db = db
    this.#undo = undo
  }

  /** Runs `task` in the next commit; resolves with its result after that commit is on disk. */
  write<T>(task: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(this.#closed)
      let result: T
      this.#queue.push({
        run: () => {
          result = task()
        },
        done: () => resolve(result),
        fail: reject,
      })
      this.#schedule()
    })
  }

  get commits(): number {
    return this.#commits
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    const pauseMs = this.#committedAt + COMMIT_INTERVAL_MS - performance.now()
    if (pauseMs > 0) setTimeout(() => this.flush(), pauseMs)
    else setImmediate(() => this.flush())
  }

  flush(): void {
    this.#scheduled = false
    const group = this.#queue.splice(0, LONGEST_GROUP)
    if (group.length === 0) return
    if (this.#queue.length > 0) this.#schedule()
    const kept: Waiting[] = []
    try {
      this.#db.begin()
      if (this.#db.isShared) this.#undo.renew()
      const [alone] = group
      // Nobody shares its transaction: it is taken back as a whole.
      if (group.length === 1) alone?.run()
      for (const waiting of group) if (group.length === 1 || this.#runOne(waiting)) kept.push(waiting)
      this.#db.commit()
      this.#undo.keep()
      this.#committedAt = group.length > 1 ? performance.now() : Number.NEGATIVE_INFINITY
      this.#commits++
    } catch (error) {
      // On a full disk SQLite has rolled back by itself; anything else is rolled back here.
      if (this.#db.isTransaction) this.#db.rollback()
      this.#undo.backTo(0)
      const failure = this.#db.failure(error)
      for (const waiting of group) waiting.fail(failure)
      return
    }
    for (const waiting of kept) waiting.done()
  }

  #runOne(waiting: Waiting): boolean {
    this.#db.save()
    const mark = this.#undo.mark
    try {
      waiting.run()
    } catch (error) {
      // A full disk took the whole transaction back, not this task alone.
      if (!this.#db.isTransaction) throw error
      this.#db.takeBack()
      this.#undo.backTo(mark)
      waiting.fail(this.#db.failure(error))
      return false
    }
    this.#db.keep()
    return true
  }

  /** Commits what is queued; later writes are refused with `reason`. */
  close(reason: unknown): void {
    while (this.#queue.length > 0) this.flush()
    this.#closed = reason
  }
}
