/**
 * Group commit: whatever asks to write while a commit is under way shares the next one, so a hundred callers cost
 * one `fsync`. One that throws takes back its own writes and nobody else's: by a savepoint, or, where the database gives none,
 * by making each task of the group once more, alone.
 */
import { type Database, Spoiled } from './database.ts'
import type { Undo } from './undo.ts'

interface Waiting {
  /** Absent: it asks nothing ahead. */
  readonly ahead?: Ahead
  run(): void
  done(): void
  fail(error: unknown): void
}

// Commits closer together than this share work badly: each costs a sync, and under load the next tasks are a millisecond
// away. Behind a lone task nothing is delayed: who waits for each answer before asking again is felt by nobody else.
const COMMIT_INTERVAL_MS = 2

// Tasks in one commit. More make a commit's pause longer than a request; fewer waste syncs.
const LONGEST_GROUP = 1_000

/** What tasks of one kind ask before the first of them runs, so that their answers come together. */
export interface Ahead {
  /** Tasks of one kind, one behind the other, change nothing that another of them asks. */
  readonly kind: string
  ask(): void
}

export class Writer {
  readonly #db
  readonly #undo
  readonly #last
  #queue: Waiting[] = []
  #scheduled = false
  #committedAt = Number.NEGATIVE_INFINITY
  #commits = 0
  #closed: unknown

  /**
   * @param undo - what is taken back in memory together with a task, or with a whole group
   * @param last - what every transaction writes before its commit
   */
  constructor(db: Database, undo: Undo, last: () => void = () => {}) {
    this.#db = db
    this.#undo = undo
    this.#last = last
  }

  /** Runs `task` in the next commit; resolves with its result after that commit is on disk. */
  write<T>(task: () => T, ahead?: Ahead): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(this.#closed)
      let result: T
      this.#queue.push({
        ...(ahead && { ahead }),
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
    // One of them failed, and it isn't known which, or it can't be undone by itself.
    for (const waiting of this.#commit(group)) this.#commit([waiting])
  }

  /** @returns those that nobody has been told of yet: each has to be made alone */
  #commit(group: readonly Waiting[]): readonly Waiting[] {
    const kept: Waiting[] = []
    const failed = new Set<Waiting>()
    try {
      this.#db.begin()
      if (this.#db.isShared) this.#undo.renew()
      this.#run(group, kept, failed)
      this.#last()
      this.#db.commit()
      this.#undo.keep()
      this.#committedAt = group.length > 1 ? performance.now() : Number.NEGATIVE_INFINITY
      this.#commits++
    } catch (error) {
      // On a full disk SQLite has rolled back by itself; anything else is rolled back here.
      if (this.#db.isTransaction) this.#db.rollback()
      this.#undo.backTo(0)
      if (error instanceof Spoiled) return group.filter((waiting) => !failed.has(waiting))
      const failure = this.#db.failure(error)
      for (const waiting of group) waiting.fail(failure)
      return []
    }
    for (const waiting of kept) waiting.done()
    return []
  }

  #run(group: readonly Waiting[], kept: Waiting[], failed: Set<Waiting>): void {
    let asked = 0
    for (const [index, waiting] of group.entries()) {
      if (index >= asked) asked = this.#askAhead(group, index)
      // Nobody shares its transaction: it is taken back as a whole.
      if (group.length === 1) waiting.run()
      else if (!this.#runOne(waiting)) {
        failed.add(waiting)
        continue
      }
      kept.push(waiting)
    }
  }

  /** @returns the first task behind them that is of another kind */
  #askAhead(group: readonly Waiting[], from: number): number {
    const kind = group[from]?.ahead?.kind
    let index = from
    // Where nobody else writes, and the database answers in the same thread, there is nothing to gain.
    if (this.#db.isShared && kind !== undefined)
      for (; group[index]?.ahead?.kind === kind; index++) this.#ask(group[index]?.ahead as Ahead)
    return Math.max(index, from + 1)
  }

  #ask(ahead: Ahead): void {
    try {
      ahead.ask()
    } catch (error) {
      if (!this.#db.isTransaction || error instanceof Spoiled) throw error
      // Its task asks again, and fails alone.
    }
  }

  #runOne(waiting: Waiting): boolean {
    this.#db.save()
    const mark = this.#undo.mark
    try {
      waiting.run()
    } catch (error) {
      // A full disk took the whole transaction back, not this task alone.
      if (!this.#db.isTransaction || error instanceof Spoiled) throw error
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
