/**
 * Speed, as ratios within one run: `npm run bench`, or `npm run --silent bench -- --json` for an array of
 * `{ row, value, unit, against, ratio }`. Run it alone: two sides share the machine, but a third would disturb both.
 */
import { parseArgs } from 'node:util'
import { benchAccepts } from './accepts.ts'
import { benchCheck } from './check.ts'
import { benchDeliveries } from './deliveries.ts'
import { benchExchangeTable } from './exchange-table.ts'
import { benchFiles } from './files.ts'
import { benchMapping } from './mapping.ts'
import { benchSealing } from './sealing.ts'
import { benchShared } from './shared.ts'

const { values } = parseArgs({ options: { json: { type: 'boolean' } } })
const rows = [
  ...(await benchMapping()),
  ...(await benchCheck()),
  ...(await benchDeliveries()),
  ...(await benchAccepts()),
  ...(await benchExchangeTable()),
  ...(await benchFiles()),
  ...(await benchSealing()),
  ...(await benchShared()),
]

if (values.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
else {
  for (const { row, value, unit, against, ratio } of rows) {
    process.stdout.write(`${row}: ${value.toLocaleString('en')} ${unit}, ${ratio.toFixed(2)} of ${against}\n`)
  }
}
