/**
 * Checking 20 upstreams of 60 properties each against a form of 60 fields, and type-checking the same: CPU seconds, beside
 * the 2 s that an author is ready to wait. Run alone: `node bench/check.ts`.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { defineContract } from '../src/contract/index.ts'
import { defineForm } from '../src/form/index.ts'
import { checkMapping } from '../src/mapping/index.ts'
import type { BenchRow } from './mapping.ts'

const FIELDS = 60
const UPSTREAMS = 20
const LIMIT_S = 2

const kinds = ['text', 'code', 'date', 'number', 'flag', 'group'] as const
const kindOf = (index: number) => kinds[index % kinds.length] ?? 'text'
const numbers = Array.from({ length: FIELDS }, (_, index) => index)

export async function benchCheck(): Promise<BenchRow[]> {
  return [row('20 upstreams × 60 fields checked', checkSeconds()), row('the same, type-checked', typeSeconds())]
}

const row = (name: string, seconds: number): BenchRow => ({
  row: name,
  value: Number(seconds.toFixed(2)),
  unit: 'CPU seconds',
  against: `${LIMIT_S} s`,
  ratio: Number((seconds / LIMIT_S).toFixed(3)),
})

function checkSeconds(): number {
  const schema = z.strictObject(Object.fromEntries(numbers.map((index) => [`f${index}`, fieldSchema(index)])))
  const form = defineForm({ name: 'wide', title: 'wide', version: 1, key: ['f0'] as never, schema })
  const mapping = Object.fromEntries(numbers.map((index) => [`p${index}`, rule(index)]))
  const contracts = Array.from({ length: UPSTREAMS }, (_, number) => contractOf(number))
  const start = process.cpuUsage()
  for (const contract of contracts) {
    const errors = checkMapping({ form, mapping, contract }).filter(({ severity }) => severity === 'error')
    if (errors.length > 0) throw new RangeError(`the bench’s mapping must be right: ${JSON.stringify(errors[0])}`)
  }
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000_000
}

function fieldSchema(index: number): z.ZodType {
  const schemas = {
    text: z.string().max(50),
    code: z.enum(['1', '2', '9']),
    date: z.iso.date(),
    number: z.number().min(0),
    flag: z.boolean(),
    group: z.strictObject({ a: z.string().max(20), b: z.string().max(20) }),
  }
  const schema: z.ZodType = schemas[kindOf(index)]
  return index === 0 ? schema : schema.optional()
}

function rule(index: number): unknown {
  const field = `f${index}`
  const rules = {
    text: field,
    code: { code: field, to: { '1': 'M', '2': 'F', '9': 'U' } },
    date: { date: field, as: 'yyyyMMdd' },
    number: { number: field, decimals: 2 },
    flag: { flag: field, yes: '是', no: '否' },
    group: { object: { a: `${field}.a`, b: `${field}.b` } },
  }
  return rules[kindOf(index)]
}

function contractOf(number: number) {
  const property = (index: number) => {
    const text = { type: 'string', maxLength: 100 }
    const properties = {
      text,
      code: { enum: ['M', 'F', 'U'] },
      date: { type: 'string', pattern: '^\\d{8}$' },
      number: { type: 'number', minimum: 0 },
      flag: { enum: ['是', '否'] },
      group: { type: 'object', required: ['a'], properties: { a: text, b: text } },
    }
    return properties[kindOf(index)]
  }
  return defineContract({
    type: 'object',
    title: `upstream ${number}`,
    required: ['p0', 'p1'],
    properties: Object.fromEntries(numbers.map((index) => [`p${index}`, property(index)])),
    if: { properties: { p1: { const: 'F' } } },
    then: { required: ['p7'] },
  })
}

/** The compiler by itself, as an author's editor runs it: a file of its own beside this one, removed afterwards. */
function typeSeconds(): number {
  const folder = mkdtempSync(join(fileURLToPath(new URL('.', import.meta.url)), 'types-'))
  const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url))
  const config = (include: string[]) =>
    JSON.stringify({ extends: '../../tsconfig.json', compilerOptions: { noEmit: true }, include })
  try {
    writeFileSync(join(folder, 'wide.ts'), wideProgram())
    writeFileSync(
      join(folder, 'bare.ts'),
      "import { defineUpstream } from '../../src/upstream/index.ts'\nvoid defineUpstream\n",
    )
    writeFileSync(join(folder, 'tsconfig.json'), config(['wide.ts']))
    writeFileSync(join(folder, 'tsconfig.bare.json'), config(['bare.ts']))
    // CPU time of the child, as the shell counts it: wall time would be the neighbours' too.
    const run = (project: string) => {
      const argv = ['-c', '"$@"; times', 'sh', process.execPath, tsc, '-p', join(folder, project)]
      const [user = Number.NaN, system = Number.NaN] =
        execFileSync('sh', argv, { encoding: 'utf8' })
          .trim()
          .split('\n')
          .at(-1)
          ?.split(' ')
          .map((time) => Number(/^(\d+)m/.exec(time)?.[1]) * 60 + Number(/m([\d.]+)s$/.exec(time)?.[1])) ?? []
      return user + system
    }
    // What the library's own files cost is no author's doing.
    return Math.max(0, run('tsconfig.json') - run('tsconfig.bare.json'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function wideProgram(): string {
  const types = {
    text: 'string',
    code: "'1' | '2' | '9'",
    date: 'string',
    number: 'number',
    flag: 'boolean',
    group: '{ a: string; b: string }',
  }
  const wanted = { ...types, code: "'M' | 'F' | 'U'", flag: "'是' | '否'" }
  const member = (prefix: string, of: typeof types) => (index: number) =>
    `  ${prefix}${index}${index === 0 ? '' : '?'}: ${of[kindOf(index)]}`
  const upstreams = Array.from({ length: UPSTREAMS }, (_, number) => {
    const payload = `interface Payload${number} {\n${numbers.map(member('p', wanted)).join('\n')}\n}`
    const mapping = numbers.map((index) => `    p${index}: ${JSON.stringify(rule(index))},`).join('\n')
    return `${payload}
export const upstream${number} = defineUpstream({
  name: 'u${number}',
  title: 'u',
  form,
  contract: defineContract<Payload${number}>({}),
  mapping: {
${mapping}
  },
  adapter,
})`
  })
  return `import { defineContract } from '../../src/contract/index.ts'
import type { Form } from '../../src/form/index.ts'
import { type Adapter, defineUpstream } from '../../src/upstream/index.ts'
interface Wide {
${numbers.map(member('f', types)).join('\n')}
}
declare const form: Form<Wide, 'wide', 'f0'>
declare const adapter: Adapter
${upstreams.join('\n')}
`
}

if (import.meta.main) console.table(await benchCheck())
