/** The upstream of the shared ledger's bench: the same for whoever hands in and whoever delivers, answered in this process. */
import { tinyAdapter } from '../test/fixtures/tiny-upstream.ts'
import { residentUpstream } from '../test/spine/upstreams.ts'

export const LANE = 64

export const sharedUpstream = () => ({
  ...residentUpstream('rest', 'rest-key', 'http://127.0.0.1:9', { concurrency: LANE }),
  adapter: tinyAdapter(),
})
