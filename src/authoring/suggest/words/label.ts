/**
 * A label without what isn't its name: hints in brackets, a trailing number, marks for "required", the codes that some
 * lists write into it (`是否健在,0：否，1：是`).
 */
const BRACKETS = /[([{【〔《<][^)\]}】〕》>]*[)\]}】〕》>]?/g
const MARKS = /[\s\u200b\ufeff*※★●☆:"'`_\-—.·…~!?#()[\]{}【】〔〕《》<>]+/g
const LEADING_NUMBER = /^\s*(\(?[0-9一二三四五六七八九十]{1,2}\)?[、.．)]\s*|[①-⑳]\s*)/
const TAIL = /[,;:，；：。、|].*$/s

/** Two or more codes with their names, without any mark before them: 性别1男0女. */
const CODES = /(?<=\p{Script=Han})\s*(?:\d{1,2}\s*[.:、-]?\s*\p{Script=Han}[^\d]*){2,}$/u
/** 联系人1电话. */
const INNER_NUMBER = /(?<=\p{Script=Han})\d(?=\p{Script=Han})/gu

export interface LabelForms {
  /** Ways to read it, most literal first; alternatives (`村/社区`) apart. */
  readonly forms: readonly (readonly string[])[]
  /** The number at its end: 监护人2. */
  readonly number?: string
}

/** @returns no form where the label holds no letter at all */
export function labelForms(label: string): LabelForms {
  const even = label.normalize('NFKC').toLowerCase().replace(LEADING_NUMBER, '').trim()
  const bare = even.replace(BRACKETS, '')
  const number = /[^0-9]([0-9])$/.exec(bare.replace(MARKS, ''))?.[1]
  // (户籍)详址: a hint comes after what it explains, so brackets in front are part of the name.
  const texts = [
    ...(even.startsWith('(') ? [even] : []),
    bare,
    even,
    bare.replace(TAIL, ''),
    bare.replace(CODES, ''),
    bare.replace(INNER_NUMBER, ''),
  ]
  const forms = new Map<string, readonly string[]>()
  for (const text of texts) {
    const parts = text.split(/[/／或]|、(?=\S{2})/).map(tidy)
    for (const form of [[tidy(text.replace(/[/／、,，]/g, ''))], parts]) {
      if (form.length > 0 && form.every((part) => /\p{L}/u.test(part))) forms.set(form.join('/'), form)
    }
  }
  return { forms: [...forms.values()], ...(number === undefined ? {} : { number }) }
}

const tidy = (text: string): string => text.replace(MARKS, '').replace(/(?<=\p{Script=Han})\d+$/u, '')

/** Whether people would call it Chinese. */
export const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)
