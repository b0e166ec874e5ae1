/** The vocabulary as the recogniser reads it: every word with what it stands for. */
import { eventWords } from './event-words.ts'
import { facetWords, fillerWords, nothingWords } from './facet-words.ts'
import { holderWords } from './holder-words.ts'
import { personWords } from './person-words.ts'
import { placeWords } from './place-words.ts'
import { recordWords } from './record-words.ts'
import type { Words } from './words.ts'

export { databaseCodes } from './codes.ts'
export { type Concept, conceptOf, concepts } from './concepts.ts'
export { holders, peopleHolders } from './meanings.ts'
export { bySubject } from './subject-meanings.ts'

/** A word's part in a label: who or what, what about it, nothing to say, or a fact without a concept. */
export type Part = 'holder' | 'facet' | 'filler' | 'nothing'

export interface Meaning {
  readonly part: Part
  readonly id: string
}

/** One spelling of words, each with all it may stand for. */
export type Lexicon = ReadonlyMap<string, readonly Meaning[]>

export interface Lexicons {
  readonly zh: Lexicon
  /** English words joined and in small letters: `idcard`. */
  readonly en: Lexicon
  readonly short: Lexicon
  /** Words in Pinyin, where they were asked for. */
  readonly pinyin?: { readonly full: Lexicon; readonly initials: Lexicon }
  /** By facet, pairs of characters of its Chinese words that no general word has: 教育 for `person.education`. */
  readonly telling: ReadonlyMap<string, ReadonlySet<string>>
}

/** @param options.seen - false: without the words that were added after looking at the lists of the bench */
export function buildLexicons({ seen = true }: { readonly seen?: boolean } = {}): Lexicons {
  const zh = new Map<string, Meaning[]>()
  const en = new Map<string, Meaning[]>()
  const short = new Map<string, Meaning[]>()
  const add = (words: Words, part: Part) => {
    const meaning = { part, id: words.id }
    for (const source of seen ? [words, words.seen ?? {}] : [words]) {
      put(zh, source.zh, meaning)
      put(en, source.en?.replaceAll('_', ''), meaning)
      put(short, source.short, meaning)
    }
  }
  for (const words of [...personWords, ...placeWords, ...eventWords, ...recordWords, ...facetWords]) add(words, 'facet')
  for (const words of holderWords) add(words, 'holder')
  add(fillerWords, 'filler')
  add(nothingWords, 'nothing')
  return { zh, en, short, telling: tellingPairs(zh) }
}

function tellingPairs(zh: Lexicon): Map<string, Set<string>> {
  const general = new Set<string>()
  const telling = new Map<string, Set<string>>()
  for (const [word, meanings] of zh) {
    const isGeneral = meanings.some(({ part, id }) => part === 'filler' || (part === 'facet' && !id.includes('.')))
    if (isGeneral) for (const pair of pairsOf(word)) general.add(pair)
  }
  for (const [word, meanings] of zh) {
    for (const { id } of meanings.filter(({ part }) => part === 'facet')) {
      const pairs = telling.get(id) ?? new Set()
      for (const pair of pairsOf(word)) if (!general.has(pair)) pairs.add(pair)
      telling.set(id, pairs)
    }
  }
  return telling
}

const pairsOf = (word: string): string[] =>
  Array.from({ length: Math.max(0, word.length - 1) }, (_, start) => word.slice(start, start + 2))

function put(lexicon: Map<string, Meaning[]>, words: string | undefined, meaning: Meaning): void {
  for (const word of words?.split(' ') ?? []) {
    const known = lexicon.get(word)
    if (!known) lexicon.set(word, [meaning])
    else if (!known.some(({ part, id }) => part === meaning.part && id === meaning.id)) known.push(meaning)
  }
}
