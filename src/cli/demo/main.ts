/**
 * `yibiao demo`: 200 rows of a real workbook to four stand-in systems that fail as real ones do. Uses the same parts as
 * `yibiao submit`; its own are the stand-ins and what it tells.
 */
import { constants } from 'node:fs'
import { access, copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { inLang } from '../../base/text.ts'
import type { MarkWords } from '../../batch/index.ts'
import { createGateway, type Gateway } from '../../gateway/index.ts'
import type { Context } from '../context.ts'
import { createDescribe } from '../describe.ts'
import { EXIT } from '../exit-code.ts'
import { note, printJson, printLine } from '../print.ts'
import { createProgress } from '../progress.ts'
import { type Say, sayIn } from '../words.ts'
import { type DemoFacts, gatherFacts } from './facts.ts'
import { handInSheets, markSheets, sumOf } from './hand-in.ts'
import { factsJson, type Print, printNext, printResult, printStart } from './print.ts'
import { type StandIns, startStandIns } from './stand-ins.ts'
import { createStoryteller } from './story.ts'
import type { Voice } from './tables.ts'
import { demoSayIn } from './words.ts'
import type { DemoWorld, DemoWorldModule } from './world.ts'

type DemoContext = Pick<Context, 'stdout' | 'stderr' | 'env' | 'cwd' | 'lang' | 'json' | 'signal'>

const FOLDER = 'yibiao-demo'

/** Runs the whole demo. @returns the exit code: 0, or that of Ctrl-C */
export async function runDemo(context: DemoContext): Promise<number> {
  const { createWorld } = (await import(new URL('./world.js', import.meta.url).href)) as DemoWorldModule
  const scratch = await mkdtemp(join(tmpdir(), 'yibiao-demo-'))
  let standIns: StandIns | undefined
  let gateway: Gateway | undefined
  try {
    standIns = await startStandIns(new URL('./stand-ins.js', import.meta.url))
    const world = createWorld(standIns.urls)
    gateway = await createGateway({ ledger: `file:${join(scratch, 'yibiao.db')}`, upstreams: world.upstreams })
    return await show({ world, standIns, gateway, scratch }, context)
  } finally {
    await gateway?.close()
    await standIns?.stop()
    await rm(scratch, { recursive: true, force: true })
  }
}

interface Stage {
  readonly world: DemoWorld
  readonly standIns: StandIns
  readonly gateway: Gateway
  readonly scratch: string
}

async function show({ world, standIns, gateway, scratch }: Stage, context: DemoContext): Promise<number> {
  const { lang, cwd, signal, json } = context
  const say = sayIn(lang)
  const voice: Voice = { lang, say, tell: demoSayIn(lang), describe: createDescribe(lang, say, world.upstreams) }
  const { tell } = voice
  const print: Print = (text = '') => {
    if (!json) printLine(context, text)
  }
  const path = join(await ownFolder(cwd), lang === 'zh-CN' ? '登记表.xlsx' : 'register.xlsx')
  await copyFile(world.register, path)
  printStart(world, relative(cwd, path), voice, print)

  const progress = createProgress({ ...context, say })
  const storyteller = createStoryteller(gateway, world.upstreams, (name, what) => {
    const system = world.systems.find((each) => each.name === name)
    if (!context.stderr.isTTY || !system) return
    // Between two draws of the bar.
    progress.clear()
    note(context, tell(`live.${what}`, { system: inLang(system.title, lang) }))
  })
  const startedAt = performance.now()
  const results = await handInSheets(path, { gateway, sheets: world.sheets, signal, progress })
  const seconds = (performance.now() - startedAt) / 1_000
  if (signal.aborted) {
    print(tell('stopped'))
    return EXIT.interrupted
  }
  const facts = await gatherFacts({ world, path, gateway, standIns, storyteller, results })
  printResult(facts, seconds, voice, print)

  const target = path.replace(/\.xlsx$/, '.marked.xlsx')
  await rm(target, { force: true })
  await markSheets(path, results, {
    target,
    scratch,
    words: { lang, result: resultWords(say), describe: voice.describe },
  })
  const marked = relative(cwd, target)
  print(tell('marked', { path: marked }))
  const repeated = await handInSheets(target, { gateway, sheets: world.sheets, signal })
  const { unchanged, refused } = sumOf(repeated.map(({ report }) => report.records))
  const again = { unchanged, refused, sent: (await writesOf(world, standIns)) - writesIn(facts) }
  print(tell('again', again))
  printNext(relative(cwd, path), world, voice, print)
  if (json) printJson(context, { ...factsJson(facts, lang), marked, again })
  return EXIT.settled
}

/** `yibiao-demo` where the command runs; where nothing can be written, in the system's folder for such things. */
async function ownFolder(cwd: string): Promise<string> {
  try {
    const folder = join(cwd, FOLDER)
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
    return folder
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return mkdtemp(join(tmpdir(), `${FOLDER}-`))
  }
}

async function writesOf({ systems }: DemoWorld, standIns: StandIns): Promise<number> {
  const reports = await Promise.all(systems.map(({ name }) => standIns.report(name)))
  return reports.reduce((sum, { writes }) => sum + writes.length, 0)
}

const writesIn = ({ systems }: DemoFacts): number => systems.reduce((sum, { writes }) => sum + writes, 0)

const resultWords = (say: Say): MarkWords['result'] => ({
  accepted: say('mark.accepted'),
  unchanged: say('mark.unchanged'),
  moving: say('mark.moving'),
  refused: say('mark.refused'),
  needsPerson: say('mark.needsPerson'),
})
