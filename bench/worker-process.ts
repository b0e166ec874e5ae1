/** One of several processes that deliver from a shared ledger, until it is killed. */
import { createGateway } from 'yibiao'
import { residentUpstream } from '../test/spine/upstreams.ts'

const [ledger = '', url = '', lane = '1'] = process.argv.slice(2)
await createGateway({ ledger, upstreams: [residentUpstream('rest', 'rest-key', url, { concurrency: Number(lane) })] })
process.stdin.resume()
process.stdout.write('ready\n')
