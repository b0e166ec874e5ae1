/** House rules about code that lint holds: each of them is seen to refuse, so that none is switched on in name only. */
import { expect, test } from 'vitest'
import { lintSamples } from './lint-samples.ts'

const load = `export const load = async (): Promise<number> => 1`

const refused: Readonly<Record<string, readonly [code: string, category: string]>> = {
  'src/base/floating.ts': [`${load}\nexport const start = () => {\n  load()\n}`, 'lint/nursery/noFloatingPromises'],
  'src/base/floating-import.ts': [
    `import { other } from './legal.ts'\nexport const start = () => {\n  other()\n}`,
    'lint/nursery/noFloatingPromises',
  ],
  'src/base/misused.ts': [
    `${load}\nexport const known = () => {\n  if (load()) return 1\n  return 2\n}`,
    'lint/nursery/noMisusedPromises',
  ],
  'src/base/any.ts': ['export const read = (value: any) => String(value)', 'lint/suspicious/noExplicitAny'],
  'src/base/empty-catch.ts': [
    'export const run = (task: () => void) => {\n  try {\n    task()\n  } catch {}\n}',
    'plugin',
  ],
  'src/base/print.ts': [`export const say = () => console.log('x')`, 'lint/suspicious/noConsole'],
  'src/base/node-global.ts': ['export const folder = () => process.cwd()', 'lint/style/noRestrictedGlobals'],
  'src/base/value-import.ts': [`import { A } from './legal.ts'\nexport type B = A`, 'lint/style/useImportType'],
  'src/base/bare-error.ts': [`export const fail = () => new Error('x')`, 'plugin'],
  'src/base/cycle-a.ts': [
    `import { b } from './cycle-b.ts'\nexport const a = () => b`,
    'lint/suspicious/noImportCycles',
  ],
  'src/base/long.ts': ['export {}\n'.repeat(301), 'lint/style/noExcessiveLinesPerFile'],
  'src/base/default.ts': ['export default 1', 'lint/style/noDefaultExport'],
  'src/base/not-declared.ts': [`import 'left-pad'`, 'lint/correctness/noUndeclaredDependencies'],
}

const accepted: Readonly<Record<string, string>> = {
  'src/base/legal.ts': [
    'export interface A {\n  readonly b: number\n}',
    'export const other = async (): Promise<number> => 1',
    'export class AError extends Error {}',
    'export const isError = (value: unknown) => value instanceof Error',
    `export const refuse = () => {\n  throw new RangeError('x')\n}`,
    'export const nothing = () => {}',
    'export const run = (task: () => void) => {\n  try {\n    task()\n  } catch {\n    // Gone already.\n  }\n}',
  ].join('\n'),
  'src/base/legal.test.ts': `export const fail = () => new Error('x')\nexport const say = () => console.log('x')`,
  'src/cli/print.ts': `export const say = () => console.log('x')`,
}

test('each rule of the house refuses', () => {
  const codes = Object.fromEntries(Object.entries(refused).map(([path, [code]]) => [path, code]))
  const cycle = `import { a } from './cycle-a.ts'\nexport const b = () => a`
  const found = lintSamples({ ...codes, 'src/base/cycle-b.ts': cycle, ...accepted })
  for (const [path, [, category]] of Object.entries(refused)) expect(found).toContainEqual({ path, category })
  expect(found.filter(({ path }) => Object.hasOwn(accepted, path))).toEqual([])
})
