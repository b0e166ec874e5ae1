/**
 * A file that appears once, whole, whatever is cut short: it is staged under a name that nobody picks up, noted in the
 * ledger, and only then revealed by a rename. After a crash a staged file that is gone has been revealed, so a file that
 * the importer took away meanwhile is not put there again.
 */
import {
  type Capabilities,
  type Diagnosis,
  FileError,
  type Outcome,
  type SendContext,
  SettingsError,
} from 'yibiao/adapter'

export interface OutFile {
  readonly name: string
  /** Writes it to a path that doesn't exist yet, flushed. */
  write(path: string): Promise<void>
}

export interface Destination {
  /** For people: without credentials. */
  readonly address: string
  readonly idempotency?: Capabilities['idempotency']
  deliver(file: OutFile, context: SendContext): Promise<Outcome>
  /** The text of a file there, blank where it has more bytes; undefined where there is none. Only where receipts can be read. */
  read?(path: string, context: SendContext, maxBytes: number): Promise<string | undefined>
  /** Reach and rights; writes nothing. */
  diagnose(context: SendContext): Promise<readonly Diagnosis[]>
}

// A file is placed once however late the repeat; the bound only has to be longer than any delivery is kept waiting.
export const PLACED_ONCE: Capabilities['idempotency'] = { key: { scope: 'call', windowMs: 365 * 86_400_000 } }

/** Somewhere a file can be put in two steps. */
export interface Spot {
  /** Writes it, whole and checked, where nobody picks it up; over what an earlier attempt left there. */
  stage(): Promise<void>
  /** Renames it, over an earlier one of the same name. False: nothing is staged. */
  reveal(): Promise<boolean>
  /** What an error says while nothing can have been revealed yet. */
  notPlaced(error: unknown): Outcome
}

export async function placeOnce(name: string, spot: Spot, context: SendContext): Promise<Outcome> {
  if (context.signal.aborted) return { state: 'not-applied', why: 'unavailable', detail: 'aborted' }
  let staged = false
  try {
    await context.once(`staged ${name}`, async () => {
      await spot.stage()
      staged = true
      return true
    })
  } catch (error) {
    return refusedFile(error) ?? spot.notPlaced(error)
  }
  try {
    if (!(await spot.reveal()) && staged) {
      // Somebody cleared it away between the two steps.
      await spot.stage()
      if (!(await spot.reveal())) return { state: 'unknown', detail: 'staged-file-gone' }
    }
  } catch (error) {
    return { state: 'unknown', detail: codeOf(error) }
  }
  return { state: 'delivered', reference: name }
}

/** An address with nothing else in it. */
export function isPlainUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === ''
}

/** The file couldn't be made, for whoever runs the gateway: its template changed, or a package is missing. */
export function refusedFile(error: unknown): Outcome | undefined {
  if (!(error instanceof SettingsError || error instanceof FileError)) return undefined
  return { state: 'rejected', who: 'operator', faults: error.problems.map(({ code }) => ({ upstreamCode: code })) }
}

/** A code word, without paths and addresses. */
export const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error
  const { code } = error as NodeJS.ErrnoException
  return code === undefined ? error.name : String(code)
}
