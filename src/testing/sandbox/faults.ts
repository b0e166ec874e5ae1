/** Which fault strikes which call. */
import type { CallKind, SandboxFault } from './types.ts'

export interface Faults {
  set(faults: readonly SandboxFault[]): void
  /** The first fault that strikes this call. */
  strike(call: CallKind, body: () => unknown): SandboxFault | undefined
  /** The refusal of one of several records in a call. */
  refusal(call: CallKind, body: unknown): Refuse | undefined
}

type Refuse = SandboxFault & { readonly fault: 'refuse' }

interface Armed {
  readonly fault: SandboxFault
  readonly until: number
  calls: number
  times: number
}

export function createFaults(now: () => number): Faults {
  let armed: Armed[] = []
  const isRefuse = (fault: SandboxFault): fault is Refuse => fault.fault === 'refuse'

  return {
    set(faults) {
      armed = faults.map((fault) => ({ fault, until: now() + (fault.healAfter?.ms ?? Infinity), calls: 0, times: 0 }))
    },
    strike(call, body) {
      for (const one of armed) {
        const { fault } = one
        if (!concerns(fault, call) || (fault.fault === 'refuse' && !refuses(fault, body()))) continue
        if (one.times >= (fault.healAfter?.times ?? Infinity) || now() >= one.until) continue
        one.calls += 1
        if (one.calls % (fault.every ?? 1) !== 0) continue
        one.times += 1
        return fault
      }
      return undefined
    },
    refusal: (call, body) =>
      armed
        .map(({ fault }) => fault)
        .filter(isRefuse)
        .find((fault) => concerns(fault, call) && refuses(fault, body)),
  }
}

const OF_LOOKUPS: readonly SandboxFault['fault'][] = ['filterIgnored', 'hidesProperty', 'hidesRows']

function concerns(fault: SandboxFault, call: CallKind): boolean {
  const at = fault.at ?? (OF_LOOKUPS.includes(fault.fault) ? 'lookup' : 'write')
  if (at === 'all') return true
  return at === 'write' ? call === 'create' || call === 'update' || call === 'withdraw' : call === at
}

function refuses(fault: Refuse, body: unknown): boolean {
  if (fault.property === undefined) return true
  const value = (body as Record<string, unknown> | undefined)?.[fault.property]
  return value !== undefined && new RegExp(fault.matches ?? '', 'u').test(String(value))
}
