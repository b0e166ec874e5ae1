/**
 * What reaches the operator's log. Facts are short codes by contract; what an adapter or an upstream slips in besides is
 * masked: by the sensitivity of the field it is named after, by the value of every secret that was read, by the look of
 * personal numbers, and where it is no code at all, as a whole.
 */

import { codeText } from '../base/code-text.ts'
import { GatewayError } from '../base/errors.ts'
import { maskPersonal, maskValue, type Sensitivity } from '../base/mask.ts'
import { strikeSecrets } from '../base/secret-values.ts'
import { fieldsOf } from '../form/index.ts'
import { formatReceiptNumber, type Moved } from '../ledger/index.ts'
import type { CompiledUpstream } from '../upstream/index.ts'

export type Facts = Readonly<Record<string, string | number | boolean>>

/** What `pino()` makes, and any logger of the same four methods. */
export interface Logger {
  debug(facts: object, event: string): void
  info(facts: object, event: string): void
  warn(facts: object, event: string): void
  error(facts: object, event: string): void
}

export type Level = keyof Logger

/** @param facts - made only where somebody listens */
export type Log = (level: Level, event: string, facts: () => Facts) => void

/** Names that only we give, whose values are ours: a 受理号, an upstream's name. */
const OURS: ReadonlySet<string> = new Set(['number', 'upstream', 'form', 'state', 'gate', 'adapter'])

/** A log that can't show personal data or secrets, and whose logger may throw without stopping a delivery. */
export function createLog(logger: Logger | undefined, upstreams: readonly CompiledUpstream[]): Log {
  if (!logger) return () => {}
  const fields = new Map<string, Sensitivity>()
  for (const { form } of upstreams)
    for (const { path, meta } of fieldsOf(form)) fields.set(path, meta.sensitivity ?? 'personal')
  const safe = ([name, value]: [string, string | number | boolean]) => [name, safeFact(name, value, fields.get(name))]
  return (level, event, facts) => {
    try {
      logger[level](Object.fromEntries(Object.entries(facts()).map(safe)), codeText(event))
    } catch {
      // There is nowhere left to say it.
    }
  }
}

function safeFact(name: string, value: string | number | boolean, sensitivity: Sensitivity | undefined) {
  if (sensitivity) return maskValue(value, sensitivity)
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return maskPersonal(String(value)) === String(value) ? value : '******'
  return OURS.has(name) ? strikeSecrets(value) : codeText(value)
}

/** A delivery that moved. What the upstream said of it stays in the ledger. */
export const factsOf = ({ record, revision, form, upstream, state, problems }: Moved): Facts => ({
  number: formatReceiptNumber(record, revision),
  form,
  upstream,
  state,
  ...(problems[0] ? { problem: problems[0].code } : {}),
})

/** An error by code or kind: its message may quote what somebody typed. */
export const codeOf = (error: unknown): string => {
  if (error instanceof GatewayError) return error.problems[0]?.code ?? error.code
  return error instanceof Error ? error.name : typeof error
}
