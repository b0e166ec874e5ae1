/** Parameters of a request, as signatures count them. */

/** Fields of a form body, decoded; none when the body is no form. */
export function formParameters(headers: Readonly<Record<string, string>>, body: string): [string, string][] {
  return (headers['content-type'] ?? '').includes('x-www-form-urlencoded') ? [...new URLSearchParams(body)] : []
}

/** By code unit, as Java's TreeMap sorts. */
export const byName = ([left]: readonly [string, string], [right]: readonly [string, string]): number =>
  left < right ? -1 : left > right ? 1 : 0
