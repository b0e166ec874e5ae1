/**
 * Settings as one account has them: the only place where an account's values get into an adapter's settings. Whatever is
 * kept for an account (connections, controls, what is known of its rights) is kept apart here too.
 */
import { isPlainObject } from './auth-json.ts'
import type { Account } from './contract-v1.ts'

const REFERENCE = /^\$\{account\.([A-Za-z_]\w*)\}$/

const kept = new WeakMap<object, WeakMap<Account, object>>()

/**
 * The settings with the account's values in the place of each `${account.NAME}`: the same object for the same account, and
 * the settings themselves where they name none. A name that the account doesn't have stays: it is told when it is revealed.
 */
export function forAccount<T extends object>(settings: T, account: Account | undefined): T {
  if (!account) return settings
  const own = kept.get(settings) ?? new WeakMap<Account, object>()
  kept.set(settings, own)
  const known = own.get(account)
  if (known) return known as T
  const filled = (accountValueNames(settings).length === 0 ? settings : fill(settings, account)) as T
  own.set(account, filled)
  return filled
}

/** Names that the settings take from the account, each once. */
export function accountValueNames(settings: unknown): readonly string[] {
  const names = new Set<string>()
  const look = (value: unknown): void => {
    const name = typeof value === 'string' ? REFERENCE.exec(value)?.[1] : undefined
    if (name !== undefined) names.add(name)
    else if (Array.isArray(value) || isPlainObject(value)) Object.values(value).forEach(look)
  }
  look(settings)
  return [...names]
}

function fill(value: unknown, account: Account): unknown {
  if (typeof value === 'string') {
    const name = REFERENCE.exec(value)?.[1]
    return name !== undefined && Object.hasOwn(account.values, name) ? account.values[name] : value
  }
  if (Array.isArray(value)) return value.map((each) => fill(each, account))
  if (!isPlainObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each, account)]))
}

/** Something of its own for every account, made when it is first asked for. */
export function perAccount<T>(make: (account: Account | undefined) => T) {
  const made = new Map<Account | undefined, T>()
  return {
    of(account: Account | undefined): T {
      const own = made.get(account) ?? make(account)
      made.set(account, own)
      return own
    },
    all: (): Iterable<T> => made.values(),
  }
}
