/** Texts that should be short codes for an operator (`timeout`, `http-503`), from code that may quote what it shouldn't. */
import { maskPersonal } from './mask.ts'
import { strikeSecrets } from './secret-values.ts'

const HIDDEN = '******'

// Printable ASCII: what people are called and where they live is written in Chinese.
const CODE = /^[\x20-\x7e]{0,200}$/

/** The text without secrets and personal numbers; six stars when it is no code at all. */
export function codeText(text: string): string {
  const struck = maskPersonal(strikeSecrets(text))
  return CODE.test(struck) ? struck : HIDDEN
}
