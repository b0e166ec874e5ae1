/** `AB12` as position and back: columns from 0, rows from 1. */

/** Last column of a sheet, XFD. */
export const MAX_COLUMN = 16_383

/** The column of a cell reference, or -1 where it has none. */
export function columnOf(reference: string): number {
  let column = 0
  for (let index = 0; index < reference.length; index += 1) {
    const letter = reference.charCodeAt(index) & 0xdf
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column - 1
}

export const rowOf = (reference: string): number => Number(/\d+$/.exec(reference)?.[0] ?? 0)

/** `0` → `A`, `27` → `AB`. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}
