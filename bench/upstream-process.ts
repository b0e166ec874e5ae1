/** The upstream of the delivery bench, as a process of its own. */
import { serveSandboxes } from 'yibiao/testing'

await serveSandboxes({ rest: { kind: 'rest-key' } })
