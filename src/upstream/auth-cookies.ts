/** Cookies of one session with one origin: names and values; paths and domains don't matter there. */

export type Cookies = ReadonlyMap<string, string>

/** What is kept after a reply's `Set-Cookie` lines; one that ends at once is taken away. */
export function withCookies(cookies: Cookies, lines: readonly string[] = []): Cookies {
  const kept = new Map(cookies)
  for (const line of lines) {
    const [pair = '', ...attributes] = line.split(';')
    const sign = pair.indexOf('=')
    if (sign < 1) continue
    const name = pair.slice(0, sign).trim()
    if (attributes.some((attribute) => /^\s*max-age\s*=\s*(?:0|-\d+)\s*$/i.test(attribute))) kept.delete(name)
    else kept.set(name, pair.slice(sign + 1).trim())
  }
  return kept
}

/** The `Cookie` header. */
export const cookieHeader = (cookies: Cookies): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
