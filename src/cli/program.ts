/** The command line as commander knows it. A mistyped flag or command is refused with the nearest name. */
import { Command } from 'commander'
import { inLang, type Lang, type Text } from '../base/text.ts'
import { addAuthoringCommands } from './authoring.ts'
import { type CheckOptions, check } from './commands/check.ts'
import { type DecideOptions, hold, type ResolveOptions, resolve } from './commands/decide.ts'
import { demo } from './commands/demo.ts'
import { failures } from './commands/failures.ts'
import { type GateOptions, pause, resume } from './commands/gate.ts'
import { type HandoverOptions, handover } from './commands/handover.ts'
import { init } from './commands/init.ts'
import { type ReconcileOptions, reconcile } from './commands/reconcile.ts'
import { type ReplayOptions, replay } from './commands/replay.ts'
import { type SheetOptions, sheet } from './commands/sheet.ts'
import { type StatusOptions, status } from './commands/status.ts'
import { type SubmitOptions, submit } from './commands/submit.ts'
import type { SuggestOptions } from './commands/suggest.ts'
import { type UnlockOptions, unlock } from './commands/unlock.ts'
import { worker } from './commands/worker.ts'
import type { Context } from './context.ts'
import { addCorrectingCommands } from './correcting.ts'
import { type FilterOptions, withFilter } from './filter.ts'
import { examples, headings, help } from './help-words.ts'
import type { Io } from './io.ts'
import { addKeepingCommands } from './keeping.ts'
import { addUpstreamCommands } from './upstreams.ts'
import { packageVersion } from './version.ts'

export interface GlobalOptions {
  readonly config?: string
  readonly lang?: string
  readonly json?: boolean
}

/** Runs a command in its context; what it answers is the exit code. */
export type Start = (options: GlobalOptions, run: (context: Context) => Promise<number>) => Promise<void>

const DEFAULT_WAIT_SECONDS = '30'

export function createProgram(lang: Lang, { stdout, stderr }: Io, start: Start): Command {
  const t = (text: Text) => inLang(text, lang)
  const program = new Command('yibiao')
    .description(t(help.program))
    .version(packageVersion(), '--version', t(help.version))
    .helpOption('--help', t(help.help))
    .helpCommand('help [COMMAND]', t(help.help))
    .option('--config <PATH>', t(help.config))
    .option('--lang <LANG>', t(help.lang))
    .option('--json', t(help.json))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      // Told in our own words by whoever catches the error.
      outputError: () => {},
    })
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => (lang === 'zh-CN' ? (headings[title] ?? title) : title),
    })
    .addHelpText('after', `\n${t(help.exitCodes)}`)

  const command = (name: keyof typeof examples, usage = '') =>
    program
      .command(`${name}${usage}`)
      .description(t(help[name]))
      .helpOption('--help', t(help.help))
      .addHelpText('after', `\n${t(help.examples)}\n${examples[name].map((line) => `  $ ${line}`).join('\n')}`)

  const filing = command('submit').argument('<FILE...>', t(help.files))
  filing
    .option('--form <NAME>', t(help.form))
    .option('--dry-run', t(help.dryRun))
    .option('--wait <SECONDS>', t(help.wait), DEFAULT_WAIT_SECONDS)
    .option('--out <FILE>', t(help.out))
    .option('--by <NAME>', t(help.by))
    .option('--division <CODE>', t(help.division))
    .option('--period <PERIOD>', t(help.period))
    .option('--task <TASK>', t(help.task))
    .option('--due <TIME>', t(help.due))
    .option('--allow-repeat', t(help.allowRepeat))
    .option('--sheet <NAME>', t(help.onlySheet))
    .addHelpText('after', `\n${t(help.exitCodes)}`)
    .action((files: string[], options: SubmitOptions) =>
      start(filing.optsWithGlobals(), (context) => submit(files, options, context)),
    )

  const reconciling = command('reconcile').option('--upstream <NAME>', t(help.reconcileUpstream))
  reconciling.action((options: ReconcileOptions) =>
    start(reconciling.optsWithGlobals(), (context) => reconcile(options, context)),
  )

  const listing = withFilter(command('failures'), lang)
  listing.action((options: FilterOptions) => start(listing.optsWithGlobals(), (context) => failures(options, context)))

  const deciding = (each: Command) => each.option('--by <NAME>', t(help.by)).option('--note <TEXT>', t(help.note))
  const filtered = (name: 'replay' | 'hold' | 'resolve', usage = '') =>
    deciding(withFilter(command(name, usage), lang)).option('--dry-run', t(help.tryOnly))
  const replaying = filtered('replay').option('--wait <SECONDS>', t(help.wait), DEFAULT_WAIT_SECONDS)
  replaying.action((options: ReplayOptions) =>
    start(replaying.optsWithGlobals(), (context) => replay(options, context)),
  )
  const holding = filtered('hold')
  holding.action((options: DecideOptions) => start(holding.optsWithGlobals(), (context) => hold(options, context)))
  const resolving = filtered('resolve').argument('<DECISION>', t(help.decision))
  resolving
    .option('--reference <ID>', t(help.reference))
    .action((decision: string, options: ResolveOptions) =>
      start(resolving.optsWithGlobals(), (context) => resolve(decision, options, context)),
    )
  const handing = deciding(command('handover').argument('<STEP>', t(help.handoverStep)))
  handing
    .argument('[FILE]', t(help.handoverFile))
    .option('--upstream <NAME>', t(help.onlyUpstream))
    .option('--record <NUMBER>', t(help.onlyRecord))
    .option('--field <FIELD>', t(help.refusedField))
    .option('--reference <ID>', t(help.reference))
    .action((step: string, file: string | undefined, options: HandoverOptions) =>
      start(handing.optsWithGlobals(), (context) => handover(step, file, options, context)),
    )
  for (const [name, run] of [
    ['pause', pause],
    ['resume', resume],
  ] as const) {
    const turning = deciding(command(name).argument('<NAME>', t(help.gateName)))
    turning.action((gate: string, options: GateOptions) =>
      start(turning.optsWithGlobals(), (context) => run(gate, options, context)),
    )
  }

  const unlocking = deciding(command('unlock').argument('<NAME>', t(help.gateName)))
  unlocking
    .option('--wait <SECONDS>', t(help.wait), DEFAULT_WAIT_SECONDS)
    .action((gate: string, options: UnlockOptions) =>
      start(unlocking.optsWithGlobals(), (context) => unlock(gate, options, context)),
    )

  addCorrectingCommands({ command, deciding: (name) => deciding(command(name)), t, start })
  const asking = command('status').argument('[NUMBER]', t(help.number)).option('--watch', t(help.watch))
  asking.action((number: string | undefined, options: StatusOptions) =>
    start(asking.optsWithGlobals(), (context) => status(number, options, context)),
  )
  const checking = command('check').option('--notes', t(help.notes))
  checking.action((options: CheckOptions) => start(checking.optsWithGlobals(), (context) => check(options, context)))
  addKeepingCommands({ command, t, start })
  const suggesting = command('suggest')
  suggesting
    .requiredOption('--contract <FILE>', t(help.contract))
    .option('--form <NAME>', t(help.suggestForm))
    .option('--out <FOLDER>', t(help.suggestOut))
    .option('--name <NAME>', t(help.suggestName))
    .option('--sheet <NAME>', t(help.onlySheet))
    .action((options: SuggestOptions) =>
      start(suggesting.optsWithGlobals(), async (context) => {
        // The vocabulary and what reads schemas: no other command pays for them.
        const { suggest } = await import('./commands/suggest.ts')
        return suggest(options, context)
      }),
    )
  const blank = command('sheet')
  blank
    .option('--form <NAME>', t(help.sheetForm))
    .option('--out <FILE>', t(help.sheetOut))
    .action((options: SheetOptions) => start(blank.optsWithGlobals(), (context) => sheet(options, context)))
  addUpstreamCommands({ command, t, start })
  addAuthoringCommands({ command, t, start })
  for (const [name, run] of [
    ['init', init],
    ['demo', demo],
    ['worker', worker],
  ] as const) {
    const plain = command(name)
    plain.action(() => start(plain.optsWithGlobals(), run))
  }
  return program
}
