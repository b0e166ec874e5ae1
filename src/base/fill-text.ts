/** The one way a sentence of a catalogue gets its parameters. */
import { localTime } from './local-time.ts'
import { inLang, type Lang, type Text } from './text.ts'

export type Params = Readonly<Record<string, string | number | Text>>

/**
 * A sentence with its places filled in; a place without a value stays as it is.
 *
 * `{count}` is the parameter: a text in the language asked for, a moment (as `toISOString` writes it) in Beijing time.
 * `{count|record|records}` is the first word where `count` takes the singular of that language, else the second.
 */
export const fillText = (sentence: string, params: Params, lang: Lang): string =>
  sentence.replace(PLACE, (whole, name: string, one?: string, other?: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    if (value === undefined) return whole
    if (one !== undefined && other !== undefined) return PLURALS[lang].select(Number(value)) === 'one' ? one : other
    if (typeof value === 'object') return inLang(value, lang)
    return typeof value === 'string' && INSTANT.test(value) ? inLang(localTime(Date.parse(value)), lang) : String(value)
  })

const PLACE = /\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g

const PLURALS = { 'zh-CN': new Intl.PluralRules('zh-CN'), en: new Intl.PluralRules('en') } as const

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
