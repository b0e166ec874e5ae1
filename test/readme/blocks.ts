/** Fenced blocks of a Markdown page, in order. */
export interface Block {
  readonly lang: string
  readonly text: string
  /** Line of its fence, from 1. */
  readonly line: number
}

export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = []
  let open: { lang: string; line: number; lines: string[] } | undefined
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = /^```(\w*)$/.exec(line)
    if (!open && fence) open = { lang: fence[1] ?? '', line: index + 1, lines: [] }
    else if (open && fence) {
      blocks.push({ lang: open.lang, text: open.lines.join('\n'), line: open.line })
      open = undefined
    } else open?.lines.push(line)
  }
  return blocks
}
