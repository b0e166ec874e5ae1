/**
 * Cuts a text into known words, all of it or not at all: what isn't understood to the last character is not understood.
 * That is what keeps 目前居住小区是否有确诊病例 from becoming an address.
 */
import type { Lexicon, Meaning } from '../vocabulary/index.ts'

export interface Token {
  readonly word: string
  readonly meaning: Meaning
}

const MAX_WORD_LENGTH = 30
const MAX_TOKENS = 6
/** Ways kept at each place. More would only add ways with more words, which lose anyway. */
const MAX_WAYS = 16

interface Way {
  readonly tokens: readonly Token[]
  readonly cost: number
}

/**
 * Every way to cut `text`, fewest words first.
 *
 * @param edges - where words may start and end at no cost; elsewhere each cut costs one word. Default: everywhere
 */
export function segment(text: string, lexicon: Lexicon, edges?: ReadonlySet<number>): readonly (readonly Token[])[] {
  const ways: Way[][] = [[{ tokens: [], cost: 0 }]]
  for (let end = 1; end <= text.length; end += 1) {
    const here: Way[] = []
    for (let start = Math.max(0, end - MAX_WORD_LENGTH); start < end; start += 1) {
      const before = ways[start]
      if (!before || before.length === 0) continue
      const word = text.slice(start, end)
      const meanings = lexicon.get(word)
      if (!meanings) continue
      const price = 1 + (edges && !edges.has(start) ? 1 : 0) + (edges && !edges.has(end) ? 1 : 0)
      for (const { tokens, cost } of before) {
        if (tokens.length === MAX_TOKENS) continue
        for (const meaning of meanings) here.push({ tokens: [...tokens, { word, meaning }], cost: cost + price })
      }
    }
    ways[end] = here.sort((a, b) => a.cost - b.cost).slice(0, MAX_WAYS)
  }
  return (ways[text.length] ?? []).map(({ tokens }) => tokens)
}
