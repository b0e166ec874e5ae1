/** Where a PostgreSQL ledger is: `postgres://user@host:5432/database?schema=yibiao&sslmode=verify-full`. */
import { StorageError } from '../../base/errors.ts'

export interface Address {
  /** As `pg` takes it: without what is ours alone. */
  readonly url: string
  readonly schema: string
  /** For people: without user and password. */
  readonly label: string
}

const DEFAULT_SCHEMA = 'yibiao'

// A name that needs no quotes anywhere, and leaves room for what stands before it in a channel's name.
const SCHEMA = /^[a-z_][a-z0-9_]{0,47}$/

export const isPostgres = (setting: string): boolean => /^postgres(ql)?:\/\//.test(setting)

/** @throws {StorageError} `ledger_unsupported`; the message holds no password */
export function addressOf(setting: string): Address {
  const url = URL.parse(setting)
  if (!url) throw unsupported('postgres://…')
  const schema = url.searchParams.get('schema') ?? DEFAULT_SCHEMA
  url.searchParams.delete('schema')
  const label = `postgres://${url.host}${url.pathname}?schema=${schema}`
  if (!SCHEMA.test(schema)) throw unsupported(label)
  return { url: url.href, schema, label }
}

const unsupported = (setting: string) =>
  new StorageError([{ code: 'ledger_unsupported', who: 'operator', params: { setting } }])
