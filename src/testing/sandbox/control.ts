/** Sandbox-only: faults set and rows counted from another process. No real upstream has these paths. */
import type { Answer, Call } from './behaviour.ts'
import type { Sandbox, SandboxFault } from './types.ts'

/** What `POST /__control` takes. */
export interface ControlOrder {
  readonly faults?: readonly SandboxFault[]
  readonly revokeTokens?: true
}

/** What `GET /__rows` gives. */
export interface ControlReport {
  readonly kind: Sandbox['kind']
  readonly rows: ReturnType<Sandbox['rows']>
  readonly writes: ReturnType<Sandbox['writes']>
  readonly calls: ReturnType<Sandbox['calls']>
}

export function answerControl(sandbox: Sandbox, { method, path, body }: Call): Answer {
  if (method === 'GET' && path === '/__rows') {
    const report: ControlReport = {
      kind: sandbox.kind,
      rows: sandbox.rows(),
      writes: sandbox.writes(),
      calls: sandbox.calls(),
    }
    return { status: 200, body: report }
  }
  if (method === 'POST' && path === '/__control') {
    const order = body as ControlOrder
    if (order.faults) sandbox.setFaults(...order.faults)
    if (order.revokeTokens) sandbox.revokeTokens()
    return { status: 200, body: { ok: true } }
  }
  return { status: 404, body: { ok: false } }
}
