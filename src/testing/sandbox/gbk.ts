/** Text as GBK bytes. The platform only decodes it, so the table is made once by decoding every two-byte code. */

let table: Map<string, readonly [number, number]> | undefined

function makeTable(): Map<string, readonly [number, number]> {
  const decoder = new TextDecoder('gbk')
  const made = new Map<string, readonly [number, number]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const character = decoder.decode(new Uint8Array([lead, trail]))
      if (character.length === 1 && character !== '\uFFFD') made.set(character, [lead, trail])
    }
  }
  return made
}

/** Characters outside GBK become `?`, silently: that is what such back ends do. */
export function toGbk(text: string): Buffer {
  table ??= makeTable()
  const bytes: number[] = []
  for (const character of text) {
    const code = character.charCodeAt(0)
    if (code < 0x80) bytes.push(code)
    else bytes.push(...(table.get(character) ?? [0x3f]))
  }
  return Buffer.from(bytes)
}
