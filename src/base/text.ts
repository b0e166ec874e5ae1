/** Words shown to people: every one of them exists in Chinese and in English. */

export type Lang = 'zh-CN' | 'en'

export interface Text {
  readonly zh: string
  readonly en: string
}

/** What authors may write: one string serves both languages when there is no translation. */
export type Title = string | Text

export const toText = (title: Title): Text => (typeof title === 'string' ? { zh: title, en: title } : title)

export const inLang = (text: Text, lang: Lang): string => (lang === 'en' ? text.en : text.zh)
