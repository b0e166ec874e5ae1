/** The conformance suite on a server that answers as ODK Central does, and on one as KoboToolbox. */
import * as vitest from 'vitest'
import { describeAdapter } from 'yibiao/testing'
import { openrosa } from './index.ts'
import { openServer, PASSWORD, settingsFor, USERS } from './test-server.ts'

const accountOf = (username: string, password: string) => ({
  name: username,
  values: { username, password: () => password },
})

for (const kind of ['central', 'kobo'] as const)
  describeAdapter(vitest, `openrosa: ${kind}`, {
    open: () => openServer(kind),
    adapter: (address) => openrosa(settingsFor(address)),
    payload: (index, round) => ({ sfzh: `50999919900101${index}1X`, xm: `张<小>${index}`, dz: `第${round}号` }),
    property: 'xm',
    faults: [
      'away',
      'cutAfterSave',
      'cutBeforeSave',
      'drip',
      'emptyBody',
      'envelopeFailure',
      'garbage',
      'gbkReply',
      'hang',
      'htmlPage',
      'redirect',
      'refuse',
      'slow',
      'status5xx',
      'throttle',
      'truncated',
    ],
    unable: 'OpenRosa has no look-up and no tickets',
    accounts: {
      adapter: (address) =>
        openrosa(
          settingsFor(address, {
            auth: { kind: 'basic', username: '${account.username}', password: '${account.password}' },
          }),
        ),
      right: [accountOf(USERS[0], PASSWORD), accountOf(USERS[1], PASSWORD)],
      wrong: accountOf(USERS[1], 'wrong-password'),
    },
    secrets: [PASSWORD, 'wrong-password'],
  })
