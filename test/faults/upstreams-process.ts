/** Three upstreams as a process of their own: they outlive every killed gateway and keep the count. */
import { serveSandboxes } from 'yibiao/testing'

await serveSandboxes({
  key: { kind: 'rest-key' },
  lookup: { kind: 'rest-unique' },
  neither: { kind: 'bare' },
})
