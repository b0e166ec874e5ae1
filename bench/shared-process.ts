/** One of several processes at a shared ledger: `deliver LEDGER` until it is killed, or `accept LEDGER FROM COUNT CALLERS` when told to go. */
import { once } from 'node:events'
import { createGateway } from 'yibiao'
import { resident } from 'yibiao/schemas'
import { syntheticResident } from '../test/synthetic.ts'
import { sharedUpstream } from './shared-upstream.ts'

const [role, ledger = '', from = '0', count = '0', callers = '1'] = process.argv.slice(2)
const gateway = await createGateway({ ledger, upstreams: [sharedUpstream()], deliver: role === 'deliver' })
process.stdout.write('ready\n')
await once(process.stdin, 'data')
let next = Number(from)
const end = next + Number(count)
const caller = async () => {
  while (next < end) await gateway.submit(resident, syntheticResident(next++), { by: 'bench' })
}
await Promise.all(Array.from({ length: Number(callers) }, caller))
process.stdout.write('done\n')
