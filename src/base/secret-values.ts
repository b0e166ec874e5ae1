/**
 * The secrets that were read while this process ran, to be struck out of whatever is logged: a library below us, or an
 * upstream's echo, may quote them. Values only, never written anywhere.
 */

// Tokens come and go; what is older than this many has expired.
const MOST = 1_000

// Shorter ones stand in any text, and are no secret worth the name.
const SHORTEST = 6

const seen = new Set<string>()

/** Remembers a value that must not be shown. */
export function rememberSecret(value: string): void {
  if (value.length < SHORTEST || seen.has(value)) return
  seen.add(value)
  if (seen.size > MOST) for (const oldest of seen) return void seen.delete(oldest)
}

/** A text without any secret that was read. */
export function strikeSecrets(text: string): string {
  let struck = text
  for (const secret of seen) if (struck.includes(secret)) struck = struck.replaceAll(secret, '******')
  return struck
}
