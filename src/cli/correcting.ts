/** The commands that correct a record as a whole, as commander knows them. */
import type { Command } from 'commander'
import type { Text } from '../base/text.ts'
import { type CorrectOptions, type MergeOptions, merge, rekey } from './commands/correct.ts'
import { type UpgradeOptions, upgrade } from './commands/upgrade.ts'
import { help } from './help-words.ts'
import type { Start } from './program.ts'

interface Parts {
  readonly command: (name: 'upgrade') => Command
  readonly deciding: (name: 'rekey' | 'merge') => Command
  readonly t: (text: Text) => string
  readonly start: Start
}

export function addCorrectingCommands({ command, deciding, t, start }: Parts): void {
  const rekeying = deciding('rekey').argument('<NUMBER>', t(help.number)).argument('<FIELD=VALUE...>', t(help.keyPairs))
  rekeying.action((number: string, pairs: string[], options: CorrectOptions) =>
    start(rekeying.optsWithGlobals(), (context) => rekey(number, pairs, options, context)),
  )
  const upgrading = command('upgrade')
    .option('--form <NAME>', t(help.upgradeForm))
    .option('--by <NAME>', t(help.by))
    .option('--dry-run', t(help.tryOnly))
  upgrading.action((options: UpgradeOptions) =>
    start(upgrading.optsWithGlobals(), (context) => upgrade(options, context)),
  )
  const merging = deciding('merge').argument('<NUMBER>', t(help.mergeFrom))
  merging
    .requiredOption('--into <NUMBER>', t(help.mergeInto))
    .action((number: string, options: MergeOptions) =>
      start(merging.optsWithGlobals(), (context) => merge(number, options, context)),
    )
}
