/** Texts that a mapping hands on in pieces (`split`), put together again where the pieces are all there. */
import type { ConvertNode, Node, Piece } from './node.ts'

/** Canonical paths whose pieces in this mapping make up the whole text; `*` for list positions. */
export function wholeTexts(root: Node): ReadonlySet<string> {
  const byPath = Map.groupBy(piecesIn(root), ({ read }) => read.path)
  return new Set(
    [...byPath].filter(([, nodes]) => inOrder(nodes.map(({ piece }) => piece)) !== undefined).map(([path]) => path),
  )
}

/** The text that these pieces were cut from; undefined where one is missing. */
export function assemble(pieces: readonly { readonly piece: Piece; readonly text: string }[]): string | undefined {
  const order = inOrder(pieces.map(({ piece }) => piece))
  const texts = order?.map((position) => pieces[position]?.text ?? '')
  const first = pieces[0]?.piece
  return texts && first && ('of' in first ? texts.join(first.separator) : texts.join(''))
}

/** Positions of the pieces that follow one another from the first character to the last; undefined where there is a gap. */
function inOrder(pieces: readonly (Piece | undefined)[]): readonly number[] | undefined {
  const first = pieces[0]
  if (!first) return undefined
  if ('of' in first) {
    const parts = Array.from({ length: first.of }, (_, part) =>
      pieces.findIndex(
        (piece) =>
          piece !== undefined &&
          'of' in piece &&
          piece.of === first.of &&
          piece.separator === first.separator &&
          piece.part === part + 1,
      ),
    )
    return parts.includes(-1) ? undefined : parts
  }
  const order: number[] = []
  for (let at: number | undefined = 0; at !== undefined; ) {
    const position = pieces.findIndex((piece) => piece !== undefined && 'from' in piece && piece.from === at)
    const piece = pieces[position]
    if (!piece || 'of' in piece) return undefined
    order.push(position)
    at = piece.to
  }
  return order
}

/** Those that are made of every record: not below a condition or a choice. */
function piecesIn(node: Node): readonly (ConvertNode & { readonly piece: Piece })[] {
  switch (node.verb) {
    case 'object':
      return node.members.flatMap(([, member]) => piecesIn(member))
    case 'each':
      return piecesIn(node.item)
    case 'split':
      return node.piece ? [{ ...node, piece: node.piece }] : []
    default:
      return []
  }
}
