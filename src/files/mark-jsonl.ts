/** A marked .jsonl: each line with a `$result` member. In UTF-8, whatever the source was in. */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { jsonLines, textLines } from './jsonl.ts'
import type { Mark, MarkCursor } from './mark-cursor.ts'
import { encodingOf } from './text-encoding.ts'

export async function markJsonl(source: string, target: string, file: string, cursor: MarkCursor): Promise<void> {
  const encoding = await encodingOf(source, file)

  async function* lines(): AsyncGenerator<string> {
    const texts = textLines(source, encoding)
    for await (const { number, value } of jsonLines(source, file, encoding)) {
      const text = await textOf(texts, number)
      const mark = await cursor.take(undefined, number)
      if (!mark) yield `${text ?? ''}\n`
      else if (value) yield `${JSON.stringify({ ...value, $result: resultOf(mark) })}\n`
      else yield `${JSON.stringify({ $line: text ?? '', $result: resultOf(mark) })}\n`
    }
  }

  await pipeline(Readable.from(lines()), createWriteStream(target, { mode: 0o600 }))
}

const resultOf = ({ ok, result, reason, receiptNumber }: Mark) =>
  receiptNumber === undefined ? { ok, result, reason } : { ok, result, receiptNumber, reason }

/** The text of one line; both walks go forward only. */
async function textOf(
  texts: AsyncGenerator<{ number: number; text: string | undefined }>,
  wanted: number,
): Promise<string | undefined> {
  for (;;) {
    const { value, done } = await texts.next()
    if (done || value.number === wanted) return done ? undefined : value.text
  }
}
