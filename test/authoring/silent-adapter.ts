/** An adapter that is never asked to send. */
import type { Adapter } from '../../src/upstream/index.ts'

export const silentAdapter: Adapter = {
  contract: 'v1',
  name: 'silent',
  capabilities: { operations: ['create'], maxProcessingMs: 0 },
  prepare: () => null,
  send: async () => [],
}
