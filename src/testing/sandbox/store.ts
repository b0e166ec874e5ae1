/** Rows of one stand-in upstream, and every write in order; in memory, and in a file where asked. */
import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import type { Payload, SandboxRow, SandboxWrite } from './types.ts'

export interface Store {
  /** @param by - the user */
  create(payload: Payload, by?: string): string
  /** False when there is no such row. */
  update(id: string, payload: Payload, by?: string): boolean
  withdraw(id: string): boolean
  withKey(key: string): readonly SandboxRow[]
  get(id: string): SandboxRow | undefined
  rows(): Iterable<SandboxRow>
  writes(): readonly SandboxWrite[]
  /** What it does in `run` is answered as usual and never happened. */
  pretending<T>(run: () => T): T
  close(): void
}

const byOf = (by: string | undefined) => (by === undefined ? {} : { by })

export function createStore(keyProperty: string, path?: string): Store {
  const rows = new Map<string, SandboxRow>()
  const idsByKey = new Map<string, Set<string>>()
  const writes: SandboxWrite[] = []
  let lastId = 0
  let pretends = false
  const keyOf = (payload: Payload) => String(payload[keyProperty])

  function index(id: string, payload: Payload, present: boolean): void {
    const key = keyOf(payload)
    const ids = idsByKey.get(key) ?? new Set()
    if (present) ids.add(id)
    else ids.delete(id)
    idsByKey.set(key, ids)
  }

  function apply(write: SandboxWrite): void {
    const { id, operation, payload, by } = write
    const before = rows.get(id)
    if (before) index(id, before.payload, false)
    if (operation === 'withdraw') rows.delete(id)
    else {
      const maker = before ? before.by : by
      rows.set(id, { id, payload, writes: (before?.writes ?? 0) + 1, ...byOf(maker) })
      index(id, payload, true)
    }
    lastId = Math.max(lastId, Number(id))
    writes.push(write)
  }

  if (path !== undefined && existsSync(path)) {
    const text = readFileSync(path, 'utf8')
    // A server killed while writing leaves half a line: that write was never answered, so it never was.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    truncateSync(path, Buffer.byteLength(whole))
    for (const line of whole.split('\n')) if (line !== '') apply(JSON.parse(line) as SandboxWrite)
  }
  const file = path === undefined ? undefined : openSync(path, 'a')

  function record(write: SandboxWrite): void {
    if (pretends) return
    if (file !== undefined) writeSync(file, `${JSON.stringify(write)}\n`)
    apply(write)
  }

  return {
    create(payload, by) {
      const id = String(lastId + 1)
      record({ operation: 'create', id, payload, ...byOf(by) })
      return id
    },
    update(id, payload, by) {
      if (!rows.has(id)) return false
      record({ operation: 'update', id, payload, ...byOf(by) })
      return true
    },
    withdraw(id) {
      const row = rows.get(id)
      if (!row) return false
      record({ operation: 'withdraw', id, payload: row.payload })
      return true
    },
    withKey: (key) => [...(idsByKey.get(key) ?? [])].flatMap((id) => rows.get(id) ?? []),
    get: (id) => rows.get(id),
    rows: () => rows.values(),
    writes: () => writes,
    pretending(run) {
      pretends = true
      try {
        return run()
      } finally {
        pretends = false
      }
    },
    close() {
      if (file !== undefined) closeSync(file)
    },
  }
}
