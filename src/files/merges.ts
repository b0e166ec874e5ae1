/**
 * The merged cells of a sheet. They stand after all rows in the file, but a header of two rows needs them first: one
 * pass over the unpacked bytes that looks for nothing else.
 */
import { columnOf, rowOf } from './cell-reference.ts'
import type { Merge } from './types.ts'

// More merges than this are not a table.
const MAX_MERGES = 200_000
// A tag that two chunks share: where it may still become the one we look for.
const BEGUN = /^<(?:\w*:?|(?:\w+:)?m[^<>]*)$/
// `<` can't stand inside a text or an attribute, so this never matches what somebody typed.
const MERGE = /<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"[^<>]*>/g

export async function readMerges(chunks: AsyncIterable<Buffer>): Promise<readonly Merge[]> {
  const merges: Merge[] = []
  let begun = ''
  for await (const chunk of chunks) {
    // Most chunks hold cells only: a byte search is ten times cheaper than decoding them.
    const text = begun !== '' || chunk.includes('mergeCell') ? begun + chunk.toString('latin1') : ''
    for (const [, from = '', to = ''] of text.matchAll(MERGE)) {
      if (merges.length < MAX_MERGES) {
        merges.push({ top: rowOf(from), left: columnOf(from), bottom: rowOf(to), right: columnOf(to) })
      }
    }
    const tail =
      text === '' ? chunk.toString('latin1', Math.max(0, chunk.lastIndexOf('<'))) : text.slice(text.lastIndexOf('<'))
    begun = BEGUN.test(tail) ? tail : ''
  }
  return merges
}
