/** The four stand-in upstreams, as a process of their own on 127.0.0.1; it ends when its parent does. */
import { serveSandboxes } from 'yibiao/testing'

await serveSandboxes({
  'civil-affairs': {
    kind: 'ruoyi',
    faults: [
      {
        fault: 'refuse',
        property: 'jtzz',
        matches: '已拆迁',
        text: '家庭住址【jtzz】不在本辖区地址库内',
      },
      { fault: 'cutAfterSave', every: 40, healAfter: { times: 3 } },
      { fault: 'slow', delayMs: 40 },
    ],
  },
  health: { kind: 'jeecg', keyProperty: 'idCard', tokenMs: 700, faults: { fault: 'slow', delayMs: 50 } },
  grid: {
    kind: 'rest-key',
    faults: [
      { fault: 'cutAfterSave', every: 50, healAfter: { times: 3 } },
      { fault: 'slow', delayMs: 30 },
    ],
  },
  'public-safety': {
    kind: 'rest-unique',
    keyProperty: 'bh',
    faults: [
      // Down for so many calls, not so many seconds: a slow machine sees the same outage.
      { fault: 'status5xx', status: 503, healAfter: { times: 6 } },
      { fault: 'cutAfterSave', every: 60, healAfter: { times: 2 } },
      { fault: 'slow', delayMs: 20 },
    ],
  },
})
