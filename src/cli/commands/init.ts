/** yibiao init: a configuration to start from. Never replaces one. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SettingsError } from '../../base/errors.ts'
import type { Context } from '../context.ts'
import { note, printJson, printLine } from '../print.ts'
import { UsageError } from '../usage-error.ts'

const FILE = 'yibiao.config.ts'
const IGNORED = 'yibiao.db*'

const START = `// What \`yibiao\` works with: the ledger, the forms, and the upstreams that records go to.
import { defineConfig } from 'yibiao'
import { resident } from 'yibiao/schemas'

// An upstream: its own JSON Schema, how a record becomes its payload, and how to talk to it.
//
// import { defineContract, defineUpstream } from 'yibiao'
// import { http } from 'yibiao/adapters/http'
//
// const civilAffairs = defineUpstream({
//   name: 'civil-affairs',
//   title: { zh: '民政救助系统', en: 'Civil affairs' },
//   form: resident,
//   contract: defineContract<{ xm: string; sfzh: string; lxdh?: string }>({
//     type: 'object',
//     required: ['xm', 'sfzh'],
//     properties: { xm: { type: 'string', maxLength: 50 }, sfzh: { type: 'string' }, lxdh: { type: 'string' } },
//   }),
//   mapping: { xm: 'name', sfzh: 'idNumber', lxdh: 'phone' },
//   adapter: http({
//     baseUrl: 'https://civil-affairs.example',
//     auth: { kind: 'bearer', token: '\${CIVIL_AFFAIRS_TOKEN}' },
//     create: { method: 'POST', path: '/api/residents' },
//     success: { statuses: [200, 201], checks: [{ pointer: '/id', present: true }] },
//   }),
// })

export default defineConfig({
  ledger: 'file:yibiao.db',
  forms: [resident],
  upstreams: [], // [civilAffairs]
})
`

export async function init(context: Context): Promise<number> {
  const { say, json, cwd } = context
  try {
    // 'wx': made only where there is none, also when two people try at once.
    await writeFile(join(cwd, FILE), START, { flag: 'wx' })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code === 'EEXIST') throw new UsageError('config_exists', { file: FILE })
    throw new SettingsError([{ code: 'config_unreadable', who: 'operator', params: { file: FILE, detail: code } }], {
      cause: error,
    })
  }
  if (json) printJson(context, { file: FILE, ignore: [IGNORED] })
  else printLine(context, say('init.done', { file: FILE }))
  note(context, say('init.ignore', { lines: IGNORED }))
  return 0
}
