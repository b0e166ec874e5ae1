/** How long a text is that matches an anchored regular expression: `^1[3-9]\d{9}$` has eleven characters. */

export interface Lengths {
  readonly min: number
  /** `Infinity` where there is no limit. */
  readonly max: number
  /** Only ASCII can match. */
  readonly ascii: boolean
}

/** Undefined where the pattern isn't anchored at both ends, or says something that isn't read here. */
export function patternLengths(pattern: string): Lengths | undefined {
  if (!pattern.startsWith('^') || !pattern.endsWith('$') || pattern.endsWith('\\$')) return undefined
  const reader = { text: pattern.slice(1, -1), at: 0 }
  const found = alternatives(reader)
  // An alternative at the top isn't inside the anchors: `^a|b$`.
  return found && reader.at === reader.text.length && !found.split ? found : undefined
}

interface Reader {
  readonly text: string
  at: number
}

const EMPTY: Lengths = { min: 0, max: 0, ascii: true }

function alternatives(reader: Reader): (Lengths & { split: boolean }) | undefined {
  let all: Lengths | undefined
  let split = false
  for (;;) {
    const one = sequence(reader)
    if (!one) return undefined
    all = all
      ? { min: Math.min(all.min, one.min), max: Math.max(all.max, one.max), ascii: all.ascii && one.ascii }
      : one
    if (reader.text[reader.at] !== '|') return { ...all, split }
    split = true
    reader.at += 1
  }
}

function sequence(reader: Reader): Lengths | undefined {
  let sum = EMPTY
  while (reader.at < reader.text.length && !'|)'.includes(reader.text[reader.at] ?? '')) {
    const one = atom(reader)
    const times = one && repeats(reader)
    if (!one || !times) return undefined
    sum = {
      min: sum.min + one.min * times.min,
      max: sum.max + (one.max === 0 ? 0 : one.max * times.max),
      ascii: sum.ascii && one.ascii,
    }
  }
  return sum
}

function atom(reader: Reader): Lengths | undefined {
  const { text } = reader
  const first = text[reader.at] ?? ''
  if (first === '(') return group(reader)
  if (first === '[') return set(reader)
  if ('*+?{}^$'.includes(first)) return undefined
  if (first === '\\') return escaped(reader)
  const point = String.fromCodePoint(text.codePointAt(reader.at) ?? 0)
  reader.at += point.length
  return { min: 1, max: 1, ascii: first !== '.' && first < '\u0080' }
}

function group(reader: Reader): Lengths | undefined {
  const opened = /^\((?:\?:|\?<[A-Za-z_]\w*>|(?!\?))/.exec(reader.text.slice(reader.at))
  if (!opened) return undefined
  reader.at += opened[0].length
  const inside = alternatives(reader)
  if (!inside || reader.text[reader.at] !== ')') return undefined
  reader.at += 1
  return inside
}

function set(reader: Reader): Lengths | undefined {
  const found = /^\[(\^?)((?:\\(?:[pP]\{\w[^}]*\}|u\{?[0-9A-Fa-f]+\}?|.)|[^\]\\])*)\]/u.exec(
    reader.text.slice(reader.at),
  )
  if (!found) return undefined
  reader.at += found[0].length
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked for
  const ascii = found[1] === '' && /^[\u0000-\u007f]*$/.test(found[2] ?? '') && !/\\[pPuDWS]/.test(found[2] ?? '')
  return { min: 1, max: 1, ascii }
}

function escaped(reader: Reader): Lengths | undefined {
  const found = /^\\(?:[pP]\{[^}]+\}|u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|[dDwWsS]|[^A-Za-z0-9])/u.exec(
    reader.text.slice(reader.at),
  )
  if (!found) return undefined
  reader.at += found[0].length
  return { min: 1, max: 1, ascii: /^\\(?:[dw]|[^A-Za-z0-9\u0080-\uffff])$/.test(found[0]) }
}

function repeats(reader: Reader): { min: number; max: number } | undefined {
  const found = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/.exec(reader.text.slice(reader.at))
  if (!found) return { min: 1, max: 1 }
  reader.at += found[0].length
  if (found[1] === undefined) {
    const sign = found[0][0]
    return { min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Number.POSITIVE_INFINITY }
  }
  const min = Number(found[1])
  return { min, max: found[2] === undefined ? min : found[3] ? Number(found[3]) : Number.POSITIVE_INFINITY }
}
