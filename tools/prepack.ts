/** Before packing: `dist` is there and made from what stands in the folder. Nothing is built here: what was tested is what is packed. */
import { globSync, statSync } from 'node:fs'

const BUILT = ['dist/cli.js', 'dist/index.js', 'dist/types/src/index.d.ts']

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
const isTest = (path: string) => /\.test(-d)?\.ts$|(^|\/)test-[^/]*\.ts$/.test(path)

const sources = globSync('{src,adapters,schemas}/**/*.ts').filter((path) => !isTest(path))
const newest = Math.max(...sources.map(changedAt))
const stale = BUILT.find((path) => changedAt(path) < newest)

if (stale !== undefined) {
  const state = changedAt(stale) === 0 ? 'is missing' : 'is older than the sources'
  process.stderr.write(`${stale} ${state}: run \`npm run build\`, then pack again.\n`)
  process.exitCode = 1
}
