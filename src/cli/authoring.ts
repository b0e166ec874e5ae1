/** The commands for whoever connects upstreams, as commander knows them. */
import type { Command } from 'commander'
import type { Text } from '../base/text.ts'
import { authoringHelp as help } from './authoring-words.ts'
import type { CoverageOptions } from './commands/coverage.ts'
import type { DiffOptions } from './commands/diff.ts'
import type { TypesOptions } from './commands/types.ts'
import type { GlobalOptions, Start } from './program.ts'

interface Parts {
  readonly command: (name: 'types' | 'coverage' | 'diff') => Command
  readonly t: (text: Text) => string
  readonly start: Start
}

/** Each is loaded when it is asked for: no other command pays for their vocabularies. */
export function addAuthoringCommands({ command, t, start }: Parts): void {
  const given = (of: Command) => of.optsWithGlobals<GlobalOptions>()

  const typing = command('types').argument('<CONTRACT...>', t(help.contracts)).option('--check', t(help.typesCheck))
  typing.action((files: string[], options: TypesOptions) =>
    start(given(typing), async (context) => (await import('./commands/types.ts')).types(files, options, context)),
  )

  const covering = command('coverage')
    .argument('[CONTRACT...]', t(help.coverageContracts))
    .option('--html <FILE>', t(help.coverageHtml))
  covering.action((contracts: string[], options: CoverageOptions) =>
    start(given(covering), async (context) =>
      (await import('./commands/coverage.ts')).showCoverage(contracts, options, context),
    ),
  )

  const comparing = command('diff').argument('<OLD>', t(help.diffOld)).argument('<NEW>', t(help.diffNew))
  comparing.requiredOption('--upstream <NAME>', t(help.diffUpstream)).option('--accept', t(help.diffAccept))
  comparing.action((old: string, next: string, options: DiffOptions) =>
    start(given(comparing), async (context) => (await import('./commands/diff.ts')).diff(old, next, options, context)),
  )
}
