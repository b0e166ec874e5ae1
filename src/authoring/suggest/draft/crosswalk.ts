/** A form's codes to an upstream's, by what they are called. */
import type { CodeList } from '../../../form/index.ts'
import { codeFor } from '../../../form/index.ts'
import type { ListedCode } from '../types.ts'

export interface Crosswalk {
  /** The upstream's code by the form's. */
  readonly to: Readonly<Record<string, string>>
  /** Codes of the form that went to the upstream's 其他: worth a look. */
  readonly guessed: readonly string[]
  /** Codes of the form that the upstream has nothing for. */
  readonly missing: readonly string[]
}

const OTHER = /^(其他|其它|未知|未说明|不详|other|unknown)/i

export function crosswalk(list: CodeList, codes: readonly ListedCode[]): Crosswalk {
  const to: Record<string, string> = {}
  const guessed: string[] = []
  const missing: string[] = []
  const other = codes.find(({ code, title }) => OTHER.test(title ?? code))
  const partners = new Map<string, string>()
  for (const { code, title } of codes) {
    const own = codeFor(list, title ?? code) ?? (title === undefined ? undefined : nearCode(list, title))
    if (own !== undefined && !partners.has(own)) partners.set(own, code)
  }
  // Codes without names that are the form's own codes.
  const bare = codes.every(({ title }) => title === undefined)
  for (const { code, broader = [] } of list.codes) {
    const wider = broader
      .map(
        (word) =>
          codes.find((each) => (each.title ?? each.code) === word)?.code ?? partners.get(codeFor(list, word) ?? ''),
      )
      .find((found) => found !== undefined)
    const partner = partners.get(code) ?? wider ?? (bare ? codes.find((each) => each.code === code)?.code : undefined)
    if (partner !== undefined) to[code] = partner
    else if (other) {
      to[code] = other.code
      guessed.push(code)
    } else missing.push(code)
  }
  return { to, guessed, missing }
}

/** Fewer than half of their codes have one of the form's; that all of the form's could be called 其他 doesn't count. */
export function sharesTooLittle(list: CodeList, codes: readonly ListedCode[]): boolean {
  const { to, guessed } = crosswalk(list, codes)
  const reached = new Set(Object.entries(to).flatMap(([own, theirs]) => (guessed.includes(own) ? [] : [theirs])))
  const telling = codes.filter(({ code, title }) => !OTHER.test(title ?? code))
  return reached.size === 0 || telling.filter(({ code }) => reached.has(code)).length < telling.length / 2
}

/** 大学本科 for 大学本科教育, MALE for Male: one name begins with the other, and only one code does. */
function nearCode(list: CodeList, title: string): string | undefined {
  const english = title.replaceAll('_', ' ').toLowerCase()
  const near = list.codes.filter(
    ({ zh, en, aliases = [] }) =>
      en.toLowerCase() === english ||
      [zh, ...aliases].some(
        (name) => name.length > 1 && title.length > 1 && (name.startsWith(title) || title.startsWith(name)),
      ),
  )
  return near.length === 1 ? near[0]?.code : undefined
}
