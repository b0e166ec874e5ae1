/** A property or column name as small letters, with where its words begin: `ownerIdCard`, `OWNER_ID_CARD`, `owner-id-card`. */
export interface NameLetters {
  readonly letters: string
  /** Positions where a word starts or ends, 0 and the length among them. */
  readonly edges: ReadonlySet<number>
}

export function nameLetters(name: string): NameLetters {
  const words = nameWords(name)
  const edges = new Set([0])
  let at = 0
  for (const word of words) {
    at += word.length
    edges.add(at)
  }
  return { letters: words.join(''), edges }
}

/** The words of a name, small; digits at its end are left out (`phone1`). */
const nameWords = (name: string): string[] =>
  name
    .replace(/\d+$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase())

/**
 * What most names of a list begin with and which therefore says nothing: `RK_` in RK_XM, RK_XB; `child` in childName.
 * Undefined where fewer than half share a first word.
 */
export function commonFirstWord(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const name of names) {
    const [first, ...rest] = nameWords(name)
    if (first !== undefined && rest.length > 0) counts.set(first, (counts.get(first) ?? 0) + 1)
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return most && names.length >= 4 && most[1] * 2 > names.length ? most[0] : undefined
}
