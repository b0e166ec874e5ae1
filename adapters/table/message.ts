/** Members → what is stored before anything leaves: the file's name and its content, the same on every attempt. */
import { createHash } from 'node:crypto'
import { type FileEncoding, type Member, type OutCell, writeText, writeXlsx } from 'yibiao/adapter'

export type Content =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: FileEncoding }
  | {
      readonly kind: 'sheet'
      readonly sheet: string
      readonly header: readonly string[]
      readonly rows: readonly (readonly OutCell[])[]
      readonly dates: readonly number[]
    }
  | {
      readonly kind: 'template'
      /** Header paths: the columns are found by them again, should the template have changed meanwhile. */
      readonly columns: readonly (readonly string[])[]
      readonly rows: readonly (readonly OutCell[])[]
      readonly cells: Readonly<Record<string, OutCell>>
    }

export type TableMessage = {
  /** Without personal data: the members' keys, hashed together where they are several. */
  readonly file: string
  readonly members: number
  readonly content: Content
}

// 128 bits of a key: nobody meets another record's file name.
const NAME_CHARACTERS = 32

export const fileName = (prefix: string, members: readonly Member[], extension: string): string =>
  `${prefix}${keyOf(members).slice(0, NAME_CHARACTERS)}.${extension}`

/** Writes what needs no template, flushed to disk. @throws {NodeJS.ErrnoException} when `path` exists or can't be written */
export const writePlain = (content: Exclude<Content, { kind: 'template' }>, path: string): Promise<void> =>
  content.kind === 'text' ? writeText(path, content.text, content.encoding) : writeXlsx(path, content)

function keyOf(members: readonly Member[]): string {
  const keys = members.map(({ idempotencyKey }) => idempotencyKey)
  if (keys.length === 1 && keys[0]) return keys[0]
  return createHash('sha256').update(keys.join('\n')).digest('hex')
}
