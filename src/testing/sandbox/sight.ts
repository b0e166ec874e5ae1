/** What a stand-in's look-ups show while something is wrong with them. */
import type { Sight } from './behaviour.ts'
import type { SandboxFault, SandboxRow } from './types.ts'

const without = ({ payload, ...row }: SandboxRow, property: string): SandboxRow => ({
  ...row,
  payload: Object.fromEntries(Object.entries(payload).filter(([name]) => name !== property)),
})

export function sightOf(fault: SandboxFault | undefined): Sight {
  return {
    filterIgnored: fault?.fault === 'filterIgnored',
    shown(rows) {
      if (fault?.fault === 'hidesRows') return []
      return fault?.fault === 'hidesProperty' ? [...rows].map((row) => without(row, fault.property)) : [...rows]
    },
  }
}
