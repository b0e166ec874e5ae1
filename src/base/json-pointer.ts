/** JSON Pointer (RFC 6901), and the dotted paths that mappings and problems use for canonical fields. */

export const escapeToken = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1')

export const toPointer = (tokens: readonly (string | number)[]): string =>
  tokens.map((token) => `/${escapeToken(String(token))}`).join('')

/** @throws {RangeError} when the text is neither empty nor starts with a slash (RFC 6901, section 3) */
export function pointerTokens(pointer: string): string[] {
  if (pointer === '') return []
  if (!pointer.startsWith('/')) throw new RangeError(`not a JSON pointer: ${pointer}`)
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

// Own properties only, so that no path can reach a prototype.
const ownValue = (value: unknown, token: string): unknown =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, token)
    ? (value as Record<string, unknown>)[token]
    : undefined

/** The value at a pointer, or undefined where there is none. */
export const atPointer = (root: unknown, pointer: string): unknown => pointerTokens(pointer).reduce(ownValue, root)

/** The value at a dotted path (`members.1.name`), or undefined where there is none. */
export const atPath = (root: unknown, path: string): unknown =>
  path === '' ? root : path.split('.').reduce(ownValue, root)
