/**
 * JSON with sorted keys and no white space (RFC 8785 for the values that JSON.parse can make): equal content gives
 * equal text, whatever order its keys were typed in. Hashing is the caller's; base/ imports no `node:` module.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  return Array.isArray(value) ? canonicalList(value) : canonicalObject(value as Record<string, unknown>)
}

function canonicalList(items: readonly unknown[]): string {
  let text = '['
  for (const item of items) text += text === '[' ? canonicalJson(item) : `,${canonicalJson(item)}`
  return `${text}]`
}

// Text grows in place: lists of pieces, made for every record, were half of its garbage.
function canonicalObject(members: Record<string, unknown>): string {
  let text = '{'
  for (const key of Object.keys(members).sort()) {
    const value = members[key]
    if (value === undefined) continue
    text += `${text === '{' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(value)}`
  }
  return `${text}}`
}
