import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Adapter } from 'yibiao/adapter'

/** A folder that a bureau's importer empties: one file per record, named by our key, so that a repeat replaces itself. */
export const exchangeFolder = (folder: string): Adapter<readonly { file: string; text: string }[]> => ({
  contract: 'v1',
  name: 'exchange-folder',
  capabilities: {
    operations: ['create'],
    idempotency: { key: { scope: 'item', windowMs: 86_400_000 } },
    maxProcessingMs: 0,
  },
  // Pure: what it returns is stored before anything leaves, and is the same on every attempt.
  prepare: (members) =>
    members.map(({ idempotencyKey, payload }) => ({ file: `${idempotencyKey}.json`, text: JSON.stringify(payload) })),
  // Tries once and says what happened; retrying is not its business.
  async send(message, { signal }) {
    if (signal.aborted) return message.map(() => ({ state: 'not-applied', why: 'unavailable' }))
    for (const { file, text } of message) {
      await writeFile(join(folder, `${file}.part`), text)
      await rename(join(folder, `${file}.part`), join(folder, file))
    }
    return message.map(({ file }) => ({ state: 'delivered', reference: file }))
  },
})
