/**
 * What two spellings of a column's name have in common: width, white space, case, marks such as `*`, and a hint in
 * brackets (`身份证号（18位）`) don't tell columns apart.
 */
const MARKS = /[\s\u200b\ufeff*※★●☆:"'`_\-—.·/\\]/g
const HINTS = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>/g

/** The name with its hint, and without it; the first wins where both are known. */
export interface HeaderKeys {
  readonly full: string
  readonly bare: string
}

export function headerKeys(text: string): HeaderKeys {
  const even = text.normalize('NFKC').toLowerCase()
  return { full: even.replace(MARKS, ''), bare: even.replace(HINTS, '').replace(MARKS, '') }
}
