/** The commands about upstreams themselves, as commander knows them. */
import type { Command } from 'commander'
import type { Text } from '../base/text.ts'
import { adapters } from './commands/adapters.ts'
import { type DoctorOptions, doctor } from './commands/doctor.ts'
import { type SandboxCommandOptions, sandbox } from './commands/sandbox.ts'
import type { Start } from './program.ts'

interface Parts {
  readonly command: (name: 'doctor' | 'adapters' | 'sandbox', usage?: string) => Command
  readonly t: (text: Text) => string
  readonly start: Start
}

const help = {
  upstream: { zh: '只查这个上级接口', en: 'Only this upstream' },
  adapter: { zh: '适配器名称', en: 'Name of an adapter' },
  kinds: {
    zh: '种类：ruoyi、ruoyi-plus、jeecg、rest-key、rest-unique、portal、bare；默认 ruoyi',
    en: 'Kinds: ruoyi, ruoyi-plus, jeecg, rest-key, rest-unique, portal, bare; default: ruoyi',
  },
  port: {
    zh: '第一个的端口，其余依次加一；默认任取空闲的',
    en: 'Port of the first, the others follow; default: any free',
  },
  key: { zh: '报文的主键字段；默认 sfzh', en: 'The payload’s natural key; default: sfzh' },
} as const satisfies Record<string, Text>

export function addUpstreamCommands({ command, t, start }: Parts): void {
  const checking = command('doctor').option('--upstream <NAME>', t(help.upstream))
  checking.action((options: DoctorOptions) => start(checking.optsWithGlobals(), (context) => doctor(options, context)))

  const listing = command('adapters').argument('[NAME]', t(help.adapter))
  listing.action((name: string | undefined) => start(listing.optsWithGlobals(), (context) => adapters(name, context)))

  const standIns = command('sandbox').argument('[KIND...]', t(help.kinds))
  standIns.option('--port <NUMBER>', t(help.port)).option('--key <PROPERTY>', t(help.key))
  standIns.action((kinds: string[], options: SandboxCommandOptions) =>
    start(standIns.optsWithGlobals(), (context) => sandbox(kinds, options, context)),
  )
}
