/** PostgreSQL through the conformance suite of ledgers, on a real server. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../../../test/fixtures/postgres-server.ts'
import { describeLedger } from '../../testing/index.ts'
import { openPostgresLedger } from './index.ts'
import { openForReading } from './open.ts'

let server: PostgresServer
let asking: ReturnType<typeof openForReading> | undefined
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(async () => {
  asking?.close()
  await server.close()
}, 60_000)

let count = 0
const url = () => `${server.url}?schema=suite_${count}`

describeLedger(
  { describe, test, expect },
  'postgres ledger',
  ({ now }) => {
    count++
    return openPostgresLedger({ url: url(), now })
  },
  {
    isShared: true,
    reopen: ({ now }) => openPostgresLedger({ url: url(), now }),
    query(sql) {
      asking ??= openForReading(url(), [])
      asking.db.run([`SET search_path = "suite_${count}"`])
      return asking.db.prepare(sql).all()
    },
  },
)
