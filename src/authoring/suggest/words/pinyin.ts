/**
 * The vocabulary's Chinese words in Pinyin, for column names that are written so: `xingming`, `zhengzhiMm`, `hjdz`.
 *
 * pinyin-pro (1.2 MB, no dependencies) is loaded only for a list that has such a name without a label.
 */
import type { Lexicon, Meaning } from '../vocabulary/index.ts'
import { isChinese } from './label.ts'

export interface PinyinLexicons {
  /** Full syllables, the last ones shortened or not: `xingming`, `zhengzhimm`. */
  readonly full: Lexicon
  /** First letters of words of at least three characters that stand for one thing only. */
  readonly initials: Lexicon
}

/** Two letters are short for anything. */
const SHORTEST_INITIALS = 3

export async function pinyinLexicons(zh: Lexicon): Promise<PinyinLexicons> {
  const { pinyin } = await import('pinyin-pro')
  const full = new Map<string, Meaning[]>()
  const initials = new Map<string, Meaning[]>()
  for (const [word, meanings] of zh) {
    if (!isChinese(word)) continue
    const syllables = pinyin(word, { toneType: 'none', type: 'array', v: true })
    const first = syllables.map((syllable) => syllable.slice(0, 1))
    if (word.length > 1) {
      for (let whole = 1; whole <= syllables.length; whole += 1) {
        add(full, [...syllables.slice(0, whole), ...first.slice(whole)].join(''), meanings)
      }
    }
    if (word.length >= SHORTEST_INITIALS) add(initials, first.join(''), meanings)
  }
  for (const [letters, meanings] of initials) {
    if (new Set(meanings.map(({ id }) => id)).size > 1) initials.delete(letters)
  }
  return { full, initials }
}

/** Spells Chinese, a word per syllable; other letters stay as they are. */
export async function pinyinSpeller(): Promise<(text: string) => string> {
  const { pinyin } = await import('pinyin-pro')
  return (text) => pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).join(' ')
}

function add(lexicon: Map<string, Meaning[]>, letters: string, meanings: readonly Meaning[]): void {
  const known = lexicon.get(letters) ?? []
  known.push(...meanings.filter(({ part, id }) => !known.some((other) => other.part === part && other.id === id)))
  lexicon.set(letters, known)
}
