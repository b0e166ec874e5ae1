/**
 * Which fields an upstream's sentence is about: most say `sfzh不能为空` or “证件号码长度有误” and give no pointer.
 */
import { escapeToken, pointerTokens } from '../base/json-pointer.ts'
import { propertyAt } from '../contract/index.ts'
import { type Form, fieldsOf } from '../form/index.ts'
import type { CompiledMapping } from './compile.ts'

// Shorter words stand inside others: the property `n`, the title 名.
const SHORTEST_WORD = 2

/**
 * Canonical fields named in the text: by a property's path (`cy[1].n`, `data.sfzh`), by its name alone, by its title in the
 * contract, or by the form's own title and aliases. The first of these that finds something decides; none found is an
 * empty list. A name or title that stands for two places says nothing: nobody guesses.
 */
export function locateByWords(compiled: CompiledMapping, form: Form, text: string): readonly string[] {
  const plain = compiled.places.filter((place) => !place.includes('/*'))
  const byPath = pathsIn(text).flatMap((tokens) => sourcesOfPath(compiled, tokens))
  if (byPath.length > 0) return unique(byPath)
  const byLastName = Map.groupBy(plain, (place) => pointerTokens(place).at(-1) ?? '')
  const byName = [...byLastName].flatMap(([name, places]) => (places.length === 1 && hasWord(text, name) ? places : []))
  if (byName.length > 0) return unique(byName.flatMap((place) => compiled.sources(place)))
  const titled = plain.flatMap((place) =>
    contractTitles(compiled, place).map((title) => ({ title, fields: compiled.sources(place) })),
  )
  const byTitle = longestFirst(titled, text)
  if (byTitle.length > 0) return unique(byTitle)
  const reached = new Set(plain.flatMap((place) => compiled.sources(place)))
  const fields = fieldsOf(form).filter(({ path }) => reached.has(path))
  return unique(
    longestFirst(
      fields.flatMap(({ path, meta }) =>
        [meta.title.zh, ...(meta.aliases ?? []).filter(isChinese)].map((title) => ({ title, fields: [path] })),
      ),
      text,
    ),
  )
}

/** English aliases are property names: those are looked for as whole words. */
const isChinese = (alias: string): boolean => /\p{Script=Han}/u.test(alias)

const unique = (fields: readonly string[]): readonly string[] => [...new Set(fields)]

/** `cy[1].n` and `data.sfzh` as tokens; single words are looked at by name. */
function pathsIn(text: string): string[][] {
  const found = text.match(/[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*|\[\d+\]|\.\d+)+/g) ?? []
  return found.map((path) => path.replaceAll(/\[(\d+)\]/g, '.$1').split('.'))
}

/** An upstream may name its own wrapper first (`data.`, `body.`): leading names are dropped until something is found. */
function sourcesOfPath(compiled: CompiledMapping, tokens: readonly string[]): readonly string[] {
  for (let from = 0; from < tokens.length; from++) {
    const fields = compiled.sources(
      tokens
        .slice(from)
        .map((token) => `/${escapeToken(token)}`)
        .join(''),
    )
    if (fields.length > 0) return fields
  }
  return []
}

function hasWord(text: string, name: string): boolean {
  if (name.length < SHORTEST_WORD) return false
  const literal = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return new RegExp(`(?<![A-Za-z0-9_$])${literal}(?![A-Za-z0-9_$])`).test(text)
}

function contractTitles(compiled: CompiledMapping, place: string): string[] {
  const schema = compiled.contract && propertyAt(compiled.contract, place)
  return [schema?.title, schema?.description].filter((title) => typeof title === 'string')
}

/** Longer titles first, each taken out of the text once found: 户主姓名 isn't also about 姓名. */
function longestFirst(candidates: readonly { title: string; fields: readonly string[] }[], text: string): string[] {
  const byTitle = Map.groupBy(candidates, ({ title }) => title)
  let rest = text
  return [...byTitle]
    .filter(([title]) => title.length >= SHORTEST_WORD)
    .sort(([a], [b]) => b.length - a.length)
    .flatMap(([title, same]) => {
      if (!rest.includes(title)) return []
      rest = rest.replaceAll(title, '\n')
      const meant = new Set(same.map(({ fields }) => fields.join('\n')))
      return meant.size === 1 ? (same[0]?.fields ?? []) : []
    })
}
