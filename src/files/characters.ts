/**
 * Which characters an upstream can keep. Old tables drop 𠮷 or write `?` for it in
 * silence, so it is found out before anything leaves.
 */
import { type FileEncoding, gb18030Code } from '../base/encoding.ts'

/**
 * From narrow to wide: `gb2312` (6,763 Chinese characters), `gbk` (two bytes each: 䶮 and 㐀 are outside), `bmp` (what
 * MySQL's `utf8mb3` keeps: no 𠮷), `any`.
 */
export const CHARACTER_SETS = ['gb2312', 'gbk', 'bmp', 'any'] as const
export type CharacterSet = (typeof CHARACTER_SETS)[number]

/** Position from 1 of the first character that the set lacks, in characters as a person counts them; 0: none. */
export const firstOutside = (text: string, set: CharacterSet): number => firstWhere(text, (point) => !isIn[set](point))

/** Position from 1 of the first character that the encoding, or any XML document, can't hold; 0: none. */
export const firstUnencodable = (text: string, encoding: FileEncoding | 'xml'): number =>
  firstWhere(text, isOutside[encoding])

const isOutside: Readonly<Record<FileEncoding | 'xml', (point: number) => boolean>> = {
  'utf-8': isSurrogate,
  gb18030: (point) => point !== 0 && gb18030Code(point) === 0,
  // XML 1.0, section 2.2.
  xml: (point) =>
    (point < 0x20 && point !== 9 && point !== 10 && point !== 13) ||
    isSurrogate(point) ||
    point === 0xfffe ||
    point === 0xffff,
}

function isSurrogate(point: number): boolean {
  return point >= 0xd800 && point <= 0xdfff
}

type Ranges = readonly (readonly [number, number])[]

// Cells that GBK (code page 936) left empty and GB 18030 filled.
const BEYOND_GBK: Ranges = [
  [0xa6d9, 0xa6df],
  [0xa6ec, 0xa6ed],
  [0xa6f3, 0xa6f3],
  [0xa8bc, 0xa8bc],
  [0xa8bf, 0xa8bf],
  [0xa989, 0xa995],
  [0xfe50, 0xfea0],
]
// Symbols that GBK put between those of GB 2312.
const BEYOND_GB2312: Ranges = [
  [0xa2a1, 0xa2aa],
  [0xa6d9, 0xa6f5],
  [0xa8bb, 0xa8c0],
]

const isBetween = (code: number, ranges: Ranges): boolean =>
  ranges.some(([first, last]) => code >= first && code <= last)

const isIn: Readonly<Record<CharacterSet, (point: number) => boolean>> = {
  gb2312(point) {
    if (point < 0x80) return true
    const code = gb18030Code(point)
    return code >= 0xa1a1 && code <= 0xf7fe && (code & 0xff) >= 0xa1 && !isBetween(code, BEYOND_GB2312)
  },
  gbk(point) {
    if (point < 0x80) return true
    const code = gb18030Code(point)
    return code > 0xff && code <= 0xffff && !isBetween(code, BEYOND_GBK)
  },
  bmp: (point) => point <= 0xffff && !isSurrogate(point),
  any: (point) => !isSurrogate(point),
}

function firstWhere(text: string, test: (point: number) => boolean): number {
  let position = 0
  for (const character of text) {
    position += 1
    if (test(character.codePointAt(0) ?? 0)) return position
  }
  return 0
}
