/** The commands that look after the ledger itself, as commander knows them. */
import type { Command } from 'commander'
import type { Text } from '../base/text.ts'
import { show, verify } from './commands/audit.ts'
import { backup, type RestoreOptions, restore } from './commands/backup.ts'
import { newKey, type RotateOptions, rotate } from './commands/keys.ts'
import { type PurgeOptions, purge } from './commands/purge.ts'
import { keepingHelp as help } from './keeping-words.ts'
import type { GlobalOptions, Start } from './program.ts'

interface Parts {
  readonly command: (name: 'keys' | 'audit' | 'backup' | 'restore' | 'purge') => Command
  readonly t: (text: Text) => string
  readonly start: Start
}

export function addKeepingCommands({ command, t, start }: Parts): void {
  const under = (parent: Command, name: string, about: Text) =>
    parent.command(name).description(t(about)).helpOption('--help', t(help.help))
  const given = (of: Command) => of.optsWithGlobals<GlobalOptions>()

  const audit = command('audit').helpCommand(false)
  const verifying = under(audit, 'verify', help.auditVerify).option('--anchor <ANCHOR>', t(help.auditAnchor))
  verifying.action((options: { anchor?: string }) => start(given(verifying), (context) => verify(options, context)))
  const showing = under(audit, 'show', help.auditShow).requiredOption('--record <NUMBER>', t(help.auditRecord))
  showing.action((options: { record: string }) => start(given(showing), (context) => show(options, context)))

  const copying = command('backup').argument('<FILE>', t(help.backupFile))
  copying.action((file: string) => start(given(copying), (context) => backup(file, context)))
  const restoring = command('restore')
    .argument('[FILE]', t(help.restoreFile))
    .option('--taken-at <TIME>', t(help.takenAt))
    .option('--end-doubt', t(help.endDoubt))
    .option('--by <NAME>', t(help.by))
  restoring.action((file: string | undefined, options: RestoreOptions) =>
    start(given(restoring), (context) => restore(file, options, context)),
  )

  const purging = command('purge')
    .requiredOption('--before <DAY>', t(help.before))
    .option('--dry-run', t(help.purgeDryRun))
    .option('--by <NAME>', t(help.by))
  purging.action((options: PurgeOptions) => start(given(purging), (context) => purge(options, context)))

  const keys = command('keys').helpCommand(false)
  const making = under(keys, 'new', help.keysNew).option('--id <NAME>', t(help.keyId))
  making.action((options: { id?: string }) => start(given(making), (context) => newKey(options, context)))
  const rotating = under(keys, 'rotate', help.keysRotate).option('--index', t(help.keysIndex))
  rotating.action((options: RotateOptions) => start(given(rotating), (context) => rotate(options, context)))
}
