/** Everything that the words of one field can mean, from its label, its name and its column code. */
import type { ListedField, Reading } from '../types.ts'
import { databaseCodes, type Lexicons, peopleHolders } from '../vocabulary/index.ts'
import { isChinese, labelForms } from '../words/label.ts'
import { nameLetters } from '../words/name.ts'
import { readWords } from '../words/read.ts'
import { personalFacets } from './neighbours.ts'

/** Trust in one word, by where it was read: a label was written for people, letters can be short for several things. */
const TRUST = { label: 0.97, code: 0.92, name: 0.88, abbreviation: 0.84, pinyin: 0.82, initials: 0.68 } as const
/** Taken off where the label says something that wasn't understood: less where it has a word of the same fact in it. */
const UNREAD_LABEL = 0.35
const HALF_READ_LABEL = 0.14

/** Labels over a group of fields, which say where and not what. */
const COVERS: ReadonlySet<string> = new Set([
  '组织结构',
  '组织架构',
  '所属区域',
  '所属组织',
  '归属',
  '地区选择',
  '区域选择',
])

/** One label over two columns, which only their names tell apart. */
const BOTH_COORDINATES = /经纬度$|坐标$/

export interface FieldReadings {
  readonly readings: readonly Reading[]
  /** Whom the column name speaks of, whatever the label says: dangerType labelled 类型. */
  readonly namedHolder?: string
  /** The number at its end: 电话2 belongs to 监护人2. */
  readonly number?: string
}

export function fieldReadings(field: ListedField, lexicons: Lexicons, firstWord: string | undefined): FieldReadings {
  const written = field.label.trim() === '' ? field.name : field.label
  const { forms, number } = labelForms(isChinese(written) ? written : '')
  const cover = forms.some((parts) => COVERS.has(parts.join('')) || BOTH_COORDINATES.test(parts.join('')))
  const read = labelReadings(forms, lexicons)
  const foreign =
    !isChinese(field.label) && field.label !== field.name ? nameReadings(field.label, lexicons, undefined) : []
  const own = isChinese(field.name) ? [] : nameReadings(field.name, lexicons, firstWord)
  const name = foreign.length > 0 ? foreign : own
  const label = cover && name.length > 0 ? [] : read
  const labelled = forms.length > 0 && !cover
  const readings =
    label.length > 0
      ? label.map((reading) => withHolder(reading, name))
      : name.map((reading) =>
          labelled ? { ...reading, trust: reading.trust - doubt(reading, forms, lexicons) } : reading,
        )
  const namedHolder = own[0]?.holder
  return {
    readings,
    ...(namedHolder === undefined ? {} : { namedHolder }),
    ...(number === undefined ? {} : { number }),
  }
}

/** How much of the label, in characters, has to be of the fact's own words. */
const HALF = 0.5

function doubt({ facet }: Reading, forms: readonly (readonly string[])[], { telling }: Lexicons): number {
  const words = facet === undefined ? undefined : telling.get(facet)
  const label = forms[0]?.join('') ?? ''
  const shared = new Set<number>()
  for (let start = 0; start + 2 <= label.length; start += 1) {
    if (words?.has(label.slice(start, start + 2))) shared.add(start).add(start + 1)
  }
  return shared.size > 0 && shared.size >= label.length * HALF ? HALF_READ_LABEL : UNREAD_LABEL
}

function labelReadings(forms: readonly (readonly string[])[], { zh }: Lexicons): readonly Reading[] {
  for (const parts of forms) {
    const each = parts.map((part) => readWords(part, zh, 'label', TRUST.label))
    const [first] = each
    if (first === undefined || each.some((readings) => readings.length === 0)) continue
    // 工作单位/服务处所: two words for one thing; 姓名/电话 are two things, and neither is meant.
    const shared = first.filter(({ holder, facet }) =>
      each.every((readings) => readings.some((other) => other.holder === holder && other.facet === facet)),
    )
    if (shared.length > 0) return shared
    if (each.length > 1) return [{ facet: 'nothing', trust: TRUST.label, words: parts.join('/'), from: 'label' }]
  }
  return []
}

function nameReadings(name: string, lexicons: Lexicons, firstWord: string | undefined): readonly Reading[] {
  const code = Object.hasOwn(databaseCodes, name.toLowerCase()) ? databaseCodes[name.toLowerCase()] : undefined
  if (code !== undefined) return [{ facet: code, trust: TRUST.code, words: name, from: 'code' }]
  const whole = nameLetters(name)
  const bare =
    firstWord !== undefined && whole.letters.startsWith(firstWord) && whole.edges.has(firstWord.length)
      ? nameLetters(whole.letters === firstWord ? name : withoutFirst(name))
      : whole
  const tries = bare === whole ? [whole] : [bare, whole]
  for (const { letters, edges } of tries) {
    const english = readWords(letters, lexicons.en, 'name', TRUST.name, edges)
    const short = readWords(letters, lexicons.short, 'abbreviation', TRUST.abbreviation, edges)
    if (english.length + short.length > 0) return [...english, ...short]
  }
  return tries.flatMap(({ letters, edges }) => pinyinReadings(letters, edges, lexicons))
}

function pinyinReadings(letters: string, edges: ReadonlySet<number>, { pinyin }: Lexicons): readonly Reading[] {
  if (!pinyin) return []
  const full = readWords(letters, pinyin.full, 'pinyin', TRUST.pinyin, edges)
  return full.length > 0 ? full : readWords(letters, pinyin.initials, 'pinyin', TRUST.initials, edges)
}

const withoutFirst = (name: string): string =>
  /[_\-. ]/.test(name) ? name.replace(/^[^_\-. ]+[_\-. ]+/, '') : name.replace(/^[a-z]+/, '')

/** What a column name may add a holder to. */
const NAMED_BY_HOLDER: ReadonlySet<string> = new Set([...personalFacets, 'person.name', 'title'])

/**
 * 联系电话 as ownerPhone is the owner's: the label says what, the name whose. A plain contactPhone adds nobody: it is what
 * people call their own number.
 */
function withHolder(reading: Reading, names: readonly Reading[]): Reading {
  if (reading.holder !== undefined || !NAMED_BY_HOLDER.has(reading.facet ?? '')) return reading
  const whose = names.find(({ holder }) => holder !== undefined && peopleHolders.has(holder))
  if (!whose?.holder || (whose.holder === 'contact' && !/emerg|urgen|jj/i.test(whose.words))) return reading
  return { ...reading, holder: whose.holder, trust: reading.trust - 0.05 }
}
