/** The gateway that gets killed between the steps of one send: it hands one record in, and ends when that is settled. */
import { parseArgs } from 'node:util'
import { createGateway } from 'yibiao'
import { table } from 'yibiao/adapters/table'
import { person, tinyUpstream } from '../fixtures/tiny-upstream.ts'

const { values } = parseArgs({ options: { ledger: { type: 'string' }, url: { type: 'string' } } })
const ok = { statuses: [200], checks: [{ pointer: '/code', equals: [200] }] }
const adapter = table({
  format: 'jsonl',
  post: {
    baseUrl: values.url ?? '',
    upload: { path: '/upload', success: ok, file: '/fileName' },
    save: { path: '/save', body: { '/path': '{file}', '/name': '{name}' }, success: ok },
    recognisesNames: true,
  },
})
const gateway = await createGateway({ ledger: `file:${values.ledger}`, upstreams: [tinyUpstream(adapter)] })
const submission = await gateway.submit(person, { code: '1', name: '甲' }, { by: 'steps', clientKey: 'once' })
await submission.settled()
process.stdout.write(JSON.stringify((await gateway.status({})).counts))
await gateway.close()
