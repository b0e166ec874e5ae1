/** One exchange table, fresh, and an adapter for it, for one test. */
import type { Adapter, JsonObject, Member, Operation } from 'yibiao/adapter'
import { createSendContext } from 'yibiao/testing'
import { type SqlMessage, type SqlSettings, sql } from './index.ts'
import { newTable, settingsFor, type TestDatabase } from './test-tables.ts'

export const COLUMNS = ['sfzh', 'xm', 'dz', 'nl', 'je', 'csrq', 'dh']
export const person = (index: number, more: JsonObject = {}): JsonObject => ({
  sfzh: `50999919900101${index}1X`,
  xm: `测试${index}`,
  ...more,
})

/** A fresh table and an adapter for it. */
export async function openScene(server: TestDatabase, more: Partial<SqlSettings> = {}) {
  const table = await newTable(server)
  const adapter: Adapter<SqlMessage> = sql(settingsFor(server, table, { columns: COLUMNS, timeoutMs: 5_000, ...more }))
  const context = createSendContext()
  const member = (payload: JsonObject, operation: Operation = 'create'): Member => ({
    operation,
    payload,
    idempotencyKey: Buffer.from(JSON.stringify(payload)).toString('hex').slice(-32),
  })
  return {
    table,
    adapter,
    send: (payloads: readonly JsonObject[], operation?: Operation) =>
      adapter.send(
        JSON.parse(
          JSON.stringify(adapter.prepare(payloads.map((payload) => member(payload, operation)))),
        ) as SqlMessage,
        context,
      ),
    look: async (payload: JsonObject) => await adapter.lookup?.(member(payload), context),
    poll: async (payload: JsonObject) => (await adapter.poll?.(JSON.stringify([payload.sfzh]), context))?.[0],
    diagnose: async () => (await adapter.diagnose?.(context)) ?? [],
    rows: () => server.query(`SELECT * FROM ${table} ORDER BY id`),
    run: (statement: string) => server.query(statement.replaceAll('{table}', table)),
    [Symbol.asyncDispose]: async () => {
      await adapter.close?.()
      await server.query(`DROP TABLE ${table}`)
    },
  }
}
