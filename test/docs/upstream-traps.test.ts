/** Each trap on its page has the test that the page names. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectDir } from '../lint/lint-samples.ts'

const read = (path: string) => readFileSync(join(projectDir, path), 'utf8')
const ROW = /^\| ([^|]+?) \| [^|]+ \| `([^`]+)` in (\S+) \|$/gm

test('every line of the page names a test that exists and is called like it', () => {
  const page = read('docs/upstream-traps.md')
  const rows = [...page.matchAll(ROW)].map(([, trap, name, file]) => ({ trap, name, file: file ?? '' }))
  expect(rows.length).toBe(page.split('\n').filter((line) => line.startsWith('| ')).length - 2)
  for (const { trap, name, file } of rows) {
    expect(name).toBe(trap)
    expect(read(file)).toContain(`describe('${name}'`)
  }
})
