/** Fenced blocks of a Markdown page, in order. */
export interface Block {
  /** Empty: an illustration, not executed. */
  readonly lang: string
  /** Path behind the language: what the block is the content of. */
  readonly file?: string
  readonly text: string
  /** Line of its fence, from 1. */
  readonly line: number
}

export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = []
  let open: { lang: string; file?: string; line: number; lines: string[] } | undefined
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = /^```(\w*)(?: (\S+))?$/.exec(line)
    if (!open && fence) {
      const [, lang = '', file] = fence
      open = { lang, ...(file === undefined ? {} : { file }), line: index + 1, lines: [] }
    } else if (open && fence) {
      const { lines, ...rest } = open
      blocks.push({ ...rest, text: lines.join('\n') })
      open = undefined
    } else open?.lines.push(line)
  }
  return blocks
}
