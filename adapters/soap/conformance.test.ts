/** The conformance suite on the `soap` package's server and on PHP's, SOAP 1.1 and 1.2. */
import * as vitest from 'vitest'
import { describeAdapter } from 'yibiao/testing'
import { noPhpSoap, startPhpSoap } from '../../test/fixtures/php-soap.ts'
import { soap } from './index.ts'
import { openService, PASSWORD, settingsFor, WSDL } from './test-service.ts'

const USERS = ['grid', 'chengguan'] as const
const accountOf = (username: string) => ({ name: username, values: { username, password: () => PASSWORD } })

const NAMES = [...'一二三四五六七八']

for (const version of ['1.1', '1.2'] as const)
  describeAdapter(vitest, `soap ${version}`, {
    open: () => openService({ usernames: USERS }),
    adapter: (address) =>
      soap(settingsFor(address, { version, wsSecurity: { username: 'grid', password: () => PASSWORD } })),
    payload: (index, round) => ({ sfzh: `50999919900101${index}1X`, xm: `张小${NAMES[index]}`, dz: `第${round}号` }),
    similar: (payload) => ({ ...payload, sfzh: `${payload.sfzh}9` }),
    property: 'xm',
    faults: [
      'away',
      'cutAfterSave',
      'cutBeforeSave',
      'drip',
      'emptyBody',
      'envelopeFailure',
      'filterIgnored',
      'garbage',
      'gbkReply',
      'hang',
      'hidesProperty',
      'hidesRows',
      'htmlPage',
      'lie',
      'redirect',
      'refuse',
      'slow',
      'status5xx',
      'throttle',
      'truncated',
    ],
    unable: 'it answers at once',
    accounts: {
      adapter: (address) =>
        soap(
          settingsFor(address, {
            version,
            wsSecurity: { username: '${account.username}', password: '${account.password}' },
            refusals: [
              {
                when: { checks: [{ pointer: '/Fault/text', matches: 'Invalid username' }] },
                is: { barred: 'credentials' },
              },
            ],
          }),
        ),
      right: [accountOf(USERS[0]), accountOf(USERS[1])],
      wrong: accountOf('nobody'),
    },
    secrets: [PASSWORD],
  })

if (noPhpSoap !== undefined) console.log(`PHP's SoapServer: skipped, ${noPhpSoap}`)

vitest.describe.skipIf(noPhpSoap !== undefined)(
  `PHP${noPhpSoap === undefined ? '' : ` (skipped: ${noPhpSoap})`}`,
  () => {
    for (const version of ['1.1', '1.2'] as const)
      describeAdapter(vitest, `soap ${version}: PHP's SoapServer`, {
        async open() {
          const service = await startPhpSoap(WSDL)
          return {
            address: service.url,
            rows: service.rows,
            setFaults: async (fault) => (fault?.fault === 'away' ? await service.close() : service.setFault(fault)),
            close: service.close,
          }
        },
        adapter: (address) => soap(settingsFor(address, { version, timeoutMs: 2_000 })),
        payload: (index, round) => ({
          sfzh: `50999919900101${index}1X`,
          xm: `张小${NAMES[index]}`,
          dz: `第${round}号`,
        }),
        similar: (payload) => ({ ...payload, sfzh: `${payload.sfzh}9` }),
        property: 'xm',
        faults: ['away', 'envelopeFailure', 'refuse', 'status5xx'],
        unable: 'PHP’s server can’t be cut short at will',
      })
  },
)
