/**
 * Exchange tables (前置库): records as rows of a table in PostgreSQL (9.5 and later), MySQL or MariaDB, where the
 * department's importer finds them. One transaction per parcel; what was not committed provably isn't there.
 */
import {
  type Adapter,
  type AdapterKind,
  accountValueNames,
  type Capabilities,
  type Diagnosis,
  diagnosed,
  type Found,
  forAccount,
  type Member,
  type Operation,
  type Outcome,
  perAccount,
  readSettings,
  type SendContext,
  systemClock,
} from 'yibiao/adapter'
import { faultsOf } from './check.ts'
import { connectingOf, withDeadline } from './connecting.ts'
import type { Catalogue, Database, Session } from './database.ts'
import { diagnoseTable } from './diagnose.ts'
import { failureOf, notApplied, unusable } from './failure.ts'
import { awaiting, listAll, lookUp, type Reading, receiptOf, ticketOf } from './lookup.ts'
import { mysql } from './mysql.ts'
import { postgres } from './postgres.ts'
import { cellsOf, pointersOf, prepareRows, rowsOf, type SqlMessage, shapeOf } from './row.ts'
import { SqlSettings } from './settings.ts'
import { writeRows } from './write.ts'

/** As one account has it. */
interface Way {
  readonly database: Database
  catalogue?: Catalogue
}

export type { SqlMessage } from './row.ts'
export type { SqlSettings } from './settings.ts'

const OPERATIONS = ['create', 'update', 'withdraw'] as const satisfies readonly Operation[]
// Our own key is found however late the repeat; the bound only has to be longer than any delivery is kept waiting.
const SERIAL_WINDOW_MS = 365 * 86_400_000
// How long the gateway's start waits for a database. Longer would let one that is away hold up the others.
const OPEN_TIMEOUT_MS = 3_000

/**
 * An adapter from settings.
 *
 * @throws {SettingsError} when a setting is unknown, missing or wrong; each problem names the setting
 */
export function sql(given: SqlSettings): Adapter<SqlMessage> {
  const settings = readSettings('sql', SqlSettings, given)
  const { dialect, mode, serial, receipt, timeoutMs } = settings
  // Connections are an account's own, and so is what it may see of the table.
  const ways = perAccount((account): Way => {
    const connecting = connectingOf(forAccount(settings, account))
    return { database: (dialect === 'postgres' ? postgres : mysql)(connecting) }
  })
  const pointers = pointersOf(settings)
  /** With a connection and what is known of the table. A failure is an outcome: nothing was committed. */
  async function within<T>(
    context: Pick<SendContext, 'signal' | 'clock' | 'account'>,
    run: (session: Session, known: Catalogue, database: Database) => Promise<T>,
  ): Promise<T | Outcome> {
    const way = ways.of(context.account)
    const { database } = way
    const { signal, end } = withDeadline(context, timeoutMs)
    let session: Session | undefined
    let broken = true
    try {
      session = await database.connect(signal)
      way.catalogue ??= await known(database, session)
      const result = await run(session, way.catalogue, database)
      broken = session.inDoubt === true
      return result
    } catch (error) {
      const failure = failureOf(database, error)
      // What the table is like may have changed.
      if (failure.kind === 'barred') delete way.catalogue
      return notApplied(
        signal.aborted ? { ...failure, code: context.signal.aborted ? 'aborted' : 'deadline' } : failure,
      )
    } finally {
      session?.release(broken)
      end()
    }
  }

  async function known(database: Database, session: Session): Promise<Catalogue> {
    const found = await database.catalogue(session)
    if (found.columns.size === 0) throw unusable('no-such-table')
    return found
  }

  /** What the table takes, as far as any account has seen. */
  const anyCatalogue = () => [...ways.all()].find(({ catalogue }) => catalogue)?.catalogue

  const read = <T>(context: SendContext, run: (reading: Reading) => Promise<T>) =>
    within(context, (session, catalogue, database) => run({ settings, database, session, catalogue }))

  async function send(message: SqlMessage, context: SendContext): Promise<readonly Outcome[]> {
    const shape = shapeOf(settings, message.columns)
    const rows = rowsOf(shape, message)
    const all = (outcome: Outcome) => rows.map(() => outcome)
    const result = await within(context, async (session, found, database): Promise<readonly Outcome[]> => {
      if (found.unusable !== undefined) throw unusable(found.unusable)
      await database.begin(session)
      const written = await writeRows(database, session, found, shape, rows)
      const doubt = await commit(database, session)
      return written.map((outcome, index) => outcome ?? doubt ?? stored(rows[index] ?? []))
    })
    return 'state' in result ? all(result) : result
  }

  const stored = (row: Parameters<typeof ticketOf>[1]): Outcome =>
    receipt ? awaiting(receipt, ticketOf(settings, row)) : { state: 'delivered' }

  /** What is to be said of the rows instead of "stored": once the word has left, silence proves nothing. */
  async function commit(database: Database, session: Session): Promise<Outcome | undefined> {
    try {
      await session.query('COMMIT')
      return undefined
    } catch (error) {
      const failure = failureOf(database, error)
      // Refused by a word of its own, the transaction is rolled back.
      if (failure.kind === 'row' || failure.code.startsWith('40')) return notApplied(failure)
      session.inDoubt = true
      return { state: 'unknown', detail: failure.code }
    }
  }

  async function lookup({ payload }: Member, context: SendContext): Promise<Found> {
    const found = await read(context, (reading) => lookUp(reading, cellsOf(payload, pointers)))
    return found.state === 'not-applied' ? { state: 'blind', detail: found.detail ?? found.state } : (found as Found)
  }

  async function diagnose(context: SendContext): Promise<readonly Diagnosis[]> {
    delete ways.of(context.account).catalogue
    const found = await within(context, async (_session, table) => table)
    if (!('state' in found))
      return [{ check: 'reach', ok: true, detail: diagnosed.answers }, ...diagnoseTable(settings, found)]
    const barred = found.state === 'not-applied' && typeof found.why === 'object' ? found.why.barred : undefined
    const detail = 'detail' in found ? (found.detail ?? found.state) : found.state
    return [{ check: barred ?? 'reach', ok: false, detail }]
  }

  return {
    contract: 'v1',
    name: 'sql',
    accountValues: accountValueNames(settings),
    address: `${dialect}://${settings.host}${settings.port === undefined ? '' : `:${settings.port}`}/${settings.database}`,
    capabilities: capabilitiesOf(settings),
    async open() {
      await ways.of(undefined).database.ready()
      // A database that is away tells later what its table takes.
      const clock = systemClock
      await within({ signal: AbortSignal.timeout(OPEN_TIMEOUT_MS), clock }, async () => undefined)
    },
    validate: (payload) => faultsOf(settings, anyCatalogue(), cellsOf(payload, pointers)),
    prepare: (members) => prepareRows(settings, members),
    send,
    ...(mode === 'upsert' && {
      lookup,
      list: (context: SendContext) => listAll(settings, (run) => read(context, run)),
    }),
    ...(receipt && {
      poll: async (ticket: string, context: SendContext) => [
        await read(context, (reading) => receiptOf(reading, receipt, ticket)),
      ],
    }),
    diagnose,
    async close() {
      for (const { database } of ways.all()) await database.close()
    },
  }

  function capabilitiesOf({ operations, maxRows, maxProcessingMs }: typeof settings): Capabilities {
    const usual: readonly Operation[] = mode === 'upsert' ? ['create', 'update'] : ['create']
    return {
      operations: OPERATIONS.filter((operation) => (operations ?? usual).includes(operation)),
      ...(maxRows > 1 && { batch: { max: maxRows, atomic: false, answers: 'each' } }),
      maxProcessingMs,
      idempotency: {
        ...(mode === 'upsert' && { upsert: true, lookup: { settleMs: 0 } }),
        ...(serial !== undefined && { key: { scope: 'item', windowMs: SERIAL_WINDOW_MS } }),
      },
    }
  }
}

/** For `upstream.json`: `"use": "yibiao/adapters/sql"`. */
export const kind: AdapterKind<SqlSettings> = {
  name: 'sql',
  title: { zh: '前置库（数据库表）', en: 'Exchange table (SQL)' },
  settings: SqlSettings,
  create: sql,
}
