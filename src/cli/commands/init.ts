/** yibiao init: a configuration to start from. Never replaces one. */
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Context } from '../context.ts'
import { note, printJson, printLine } from '../print.ts'
import { UsageError } from '../usage-error.ts'

// In a package that says it is CommonJS, Node reads .ts as CommonJS too.
const FILES = { esm: 'yibiao.config.ts', commonjs: 'yibiao.config.mts' }
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
  const file = (await isCommonJs(cwd)) ? FILES.commonjs : FILES.esm
  try {
    // 'wx': made only where there is none, also when two people try at once.
    await writeFile(join(cwd, file), START, { flag: 'wx' })
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw exists ? new UsageError('config_exists', { file }) : error
  }
  if (json) printJson(context, { file, ignore: [IGNORED] })
  else printLine(context, say('init.done', { file }))
  note(context, say('init.ignore', { lines: IGNORED }))
  return 0
}

async function isCommonJs(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const text = await readFile(join(at, 'package.json'), 'utf8').catch(() => undefined)
    if (text !== undefined) return /"type"\s*:\s*"commonjs"/.test(text)
    if (dirname(at) === at) return false
  }
}
