/** A sandbox as the suite's upstream. */
import type { JsonObject } from '../../base/json.ts'
import type { Sandbox, SandboxFault } from '../sandbox/types.ts'
import type { TestUpstream, UpstreamFault } from './suite.ts'

const isSandboxFault = (fault: UpstreamFault): fault is SandboxFault => fault.fault !== 'away'

export function sandboxUpstream(sandbox: Sandbox): TestUpstream {
  let open = true
  const close = async () => {
    if (open) await sandbox.close()
    open = false
  }
  return {
    address: sandbox.url,
    rows: () => sandbox.rows().map(({ payload }) => payload as JsonObject),
    users: () => sandbox.writes().map(({ by }) => by ?? ''),
    arrived() {
      const { create, update, withdraw } = sandbox.calls()
      return create + update + withdraw
    },
    async setFaults(...faults) {
      if (faults.some(({ fault }) => fault === 'away')) await close()
      else sandbox.setFaults(...faults.filter(isSandboxFault))
    },
    close,
  }
}
