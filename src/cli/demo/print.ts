/** What the demo shows, in the order a person would ask: what became of it, what is wrong, what it saved, what next. */
import { inLang, type Lang } from '../../base/text.ts'
import { tableOf } from '../table.ts'
import type { DemoFacts } from './facts.ts'
import {
  eventLines,
  movingCount,
  problemLines,
  recordTable,
  sampleRows,
  savings,
  systemTable,
  type Voice,
} from './tables.ts'
import type { DemoWorld } from './world.ts'

export type Print = (text?: string) => void

export function printStart(world: DemoWorld, path: string, { lang, tell }: Voice, print: Print): void {
  print(tell('title'))
  print(tell('about'))
  print()
  const systems = world.systems.map(({ title, about }) => [inLang(title, lang), inLang(about, lang)])
  for (const line of tableOf(systems).split('\n')) print(`  ${line}`)
  print()
  print(tell('sheet', { path }))
  print(tell('sameAs'))
  for (const { sheet, form } of world.sheets) print(`  yibiao submit ${path} --sheet ${sheet} --form ${form.name}`)
  print()
}

export function printResult(facts: DemoFacts, seconds: number, voice: Voice, print: Print): void {
  const { tell } = voice
  const part = (head: string, body: string | readonly string[]) => {
    print(head)
    for (const line of typeof body === 'string' ? body.split('\n') : body) print(`  ${line}`)
    print()
  }
  part(tell('records', { ...facts.records, seconds }), [...systemTable(facts, voice).split('\n'), tell('proof')])
  const moving = movingCount(facts)
  if (moving > 0) print(tell('stillMoving', { count: moving }))
  const sample = sampleRows(facts)
  part(tell('sample', { count: sample.length }), recordTable(sample, facts, voice))
  const problems = problemLines(facts, voice)
  part(tell('problems', { count: problems.length }), problems)
  part(tell('events'), eventLines(facts, voice))
  part(tell('saved', savings(facts)), [])
}

/** Commands that work where the demo was run: the stand-ins are gone by then, so none of them sends. */
export function printNext(path: string, { sheets }: DemoWorld, { tell }: Voice, print: Print): void {
  const [first] = sheets
  print()
  print(tell('next'))
  const commands: [string, string][] = [
    ['npx yibiao init', tell('next.init')],
    [`npx yibiao submit ${path} --sheet ${first?.sheet} --dry-run`, tell('next.dry')],
    ['npx yibiao --help', tell('next.help')],
  ]
  for (const [command, about] of commands) print(`  ${command}  # ${about}`)
}

/** The same for programs. */
export function factsJson(facts: DemoFacts, lang: Lang) {
  return {
    records: facts.records,
    systems: facts.systems.map(({ system, states, rows, doubled, lookedUp, story }) => ({
      name: system.name,
      title: inLang(system.title, lang),
      deliveries: states,
      rows,
      doubled,
      lookedUp,
      lostAnswers: story?.lostAnswers ?? 0,
      mostWaiting: story?.mostWaiting ?? 0,
    })),
    problems: facts.rows.flatMap(({ problems }) => problems).length,
    entries: savings(facts),
    moving: movingCount(facts),
  }
}
