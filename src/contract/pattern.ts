/**
 * Regular expressions as bureaus write them: `^\d{3}\-\d{8}$` is fine in Java and fails under the `u` flag that JSON
 * Schema asks for. Such a pattern is compiled without the flag; only one that fails both ways is wrong.
 */
export type Pattern =
  | { readonly kind: 'unicode' | 'legacy'; readonly expression: RegExp }
  | { readonly kind: 'invalid' }

export function compilePattern(source: string): Pattern {
  const unicode = tryPattern(source, 'u')
  if (unicode) return { kind: 'unicode', expression: unicode }
  const legacy = tryPattern(source, '')
  return legacy ? { kind: 'legacy', expression: legacy } : { kind: 'invalid' }
}

function tryPattern(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags)
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}
