/**
 * How well `yibiao suggest` knows a field: `npm run bench:suggest`, or `-- --json`; `-- --errors` names each miss.
 *
 * A field counts as found when its concept is the one that was labelled by hand, as wrong when it is another or none was
 * labelled, as missed when it stays without. Fields whose label is in doubt (`ambiguous`) are left out; for the core
 * concepts alone, the extended ones count as none. Nothing is learned from lists, so leaving one out changes only what its
 * words brought: the second figure takes out every word that was added after looking at the lists.
 *
 * Three sets (`suggest/README.md`): the twelve that were developed on, invented ones written before tuning, and public ones
 * labelled before they were tried.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { recogniseList } from '../src/authoring/suggest/recognise/recognise.ts'
import { buildLexicons, conceptOf, type Lexicons } from '../src/authoring/suggest/vocabulary/index.ts'
import { pinyinLexicons } from '../src/authoring/suggest/words/pinyin.ts'

interface LabelledList {
  readonly title: string
  readonly fields: readonly {
    readonly name: string
    readonly label: string
    readonly concept: string | null
    readonly ambiguous?: boolean
  }[]
}

interface Score {
  readonly set: string
  readonly words: string
  readonly concepts: 'core' | 'all'
  readonly found: number
  readonly wrong: number
  readonly missed: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

const SETS = ['field-lists', 'held-out', 'public', 'public-2', 'public-3']
const { values } = parseArgs({ options: { json: { type: 'boolean' }, errors: { type: 'boolean' } } })

const listsOf = (set: string): [string, LabelledList][] => {
  const folder = new URL(`suggest/${set}/`, import.meta.url)
  const names = readdirSync(folder).toSorted()
  return names.map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as LabelledList])
}

function scoresOf(set: string, words: string, lexicons: Lexicons): Score[] {
  const lists = listsOf(set)
  return (['core', 'all'] as const).map((concepts) => {
    const counts = { found: 0, wrong: 0, missed: 0 }
    for (const [name, list] of lists) {
      const { fields } = recogniseList(list, lexicons)
      for (const [index, field] of list.fields.entries()) {
        if (field.ambiguous) continue
        const wanted = within(concepts, field.concept)
        const got = within(concepts, fields[index]?.concept ?? null)
        if (wanted !== null && got === wanted) counts.found++
        if (wanted !== null && got !== wanted) counts.missed++
        if (got !== null && got !== wanted) counts.wrong++
        if (values.errors && concepts === 'all' && got !== wanted) {
          process.stderr.write(`${set}/${name} ${field.name} ${field.label}: ${wanted}, not ${got}\n`)
        }
      }
    }
    const { found, wrong, missed } = counts
    const precision = found / (found + wrong)
    const recall = found / (found + missed)
    return { set, words, concepts, ...counts, precision, recall, f1: (2 * precision * recall) / (precision + recall) }
  })
}

const within = (concepts: 'core' | 'all', id: string | null): string | null =>
  id === null || (concepts === 'core' && !conceptOf.get(id)?.core) ? null : id

/** CPU of one list of 60 fields after start, in milliseconds: the median of a few. */
function cpuMs(lexicons: Lexicons): number {
  const fields = SETS.flatMap(listsOf).flatMap(([, list]) => list.fields)
  const list = { title: '', fields: fields.slice(0, 60) }
  const times = Array.from({ length: 9 }, () => {
    const start = process.cpuUsage()
    recogniseList(list, lexicons)
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  })
  return times.toSorted((a, b) => a - b)[4] ?? Number.NaN
}

const withPinyin = async (lexicons: Lexicons): Promise<Lexicons> => ({
  ...lexicons,
  pinyin: await pinyinLexicons(lexicons.zh),
})
const all = await withPinyin(buildLexicons())
const unseen = await withPinyin(buildLexicons({ seen: false }))
const scores = SETS.flatMap((set) => [
  ...scoresOf(set, 'all words', all),
  ...scoresOf(set, 'without words added after looking', unseen),
])

if (values.json) process.stdout.write(`${JSON.stringify({ scores, cpuMsPer60Fields: cpuMs(all) }, null, 2)}\n`)
else {
  for (const { set, words, concepts, precision, recall, f1, found, wrong, missed } of scores) {
    const figures = `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`
    process.stdout.write(
      `${set}, ${words}, ${concepts}: ${figures} (${found} found, ${wrong} wrong, ${missed} missed)\n`,
    )
  }
  process.stdout.write(`60 fields: ${cpuMs(all).toFixed(1)} ms of CPU\n`)
}
