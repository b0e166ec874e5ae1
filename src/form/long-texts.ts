/** Texts that no field takes, found before any pattern sees them: on tens of megabytes a pattern overflows the stack. */
import type { Issue } from './issues.ts'

// A long report has some thousand characters. Patterns overflow somewhere above a million.
const LONGEST_TEXT = 100_000

// No form is that deep; what is deeper the schema doesn't know.
const DEEPEST = 32

/** @returns an issue for each, as the schema would raise it */
export function longTextIssues(values: unknown, path: readonly (string | number)[] = []): Issue[] {
  if (values === null || typeof values !== 'object' || path.length > DEEPEST) return []
  const issues: Issue[] = []
  const at = (name: string) => [...path, Array.isArray(values) ? Number(name) : name]
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string' && value.length > LONGEST_TEXT) issues.push(tooLong(at(name)))
    else if (value !== null && typeof value === 'object') issues.push(...longTextIssues(value, at(name)))
  }
  return issues
}

const tooLong = (path: (string | number)[]): Issue => ({
  code: 'too_big',
  origin: 'string',
  maximum: LONGEST_TEXT,
  inclusive: true,
  path,
  message: '',
})
