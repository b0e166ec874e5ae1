/** An upstream behind an adapter of one's own. Prints what lies in the exchange folder afterwards. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGateway, defineContract, defineUpstream } from 'yibiao'
import { visit } from 'yibiao/schemas'
import { exchangeFolder } from './exchange-folder.ts'

const folder = await mkdtemp(join(tmpdir(), 'exchange-'))
const visits = defineUpstream({
  name: 'visit-exchange',
  title: { zh: '走访交换目录', en: 'Visit exchange' },
  form: visit,
  contract: defineContract<{ zfr: string; zfrq: string; nr: string }>({
    type: 'object',
    required: ['zfr', 'zfrq', 'nr'],
    properties: { zfr: { maxLength: 50 }, zfrq: { maxLength: 20 }, nr: { maxLength: 200 } },
  }),
  mapping: { zfr: 'visitor', zfrq: { date: 'date', as: 'yyyy年M月d日' }, nr: 'findings' },
  adapter: exchangeFolder(folder),
})

{
  await using gateway = await createGateway({ ledger: 'memory:', upstreams: [visits] })
  const entry = {
    residentIdNumber: '509999199001010015',
    date: '2024-03-05',
    visitor: '孙小测',
    findings: '身体状况良好',
  }
  const submission = await gateway.submit(visit, entry, { by: 'sun', clientKey: 'app-17' })
  const { deliveries } = await submission.settled({ timeoutMs: 5_000 })
  console.log(deliveries.map(({ upstream, state }) => `${upstream}: ${state}`).join('\n'))
}
for (const file of await readdir(folder)) console.log(await readFile(join(folder, file), 'utf8'))
await rm(folder, { recursive: true })
