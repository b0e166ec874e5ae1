import { describe, expect, test } from 'vitest'
import { MappingError } from '../base/errors.ts'
import { compileContract } from './compile.ts'
import { defineContract } from './contract.ts'

const check = (schema: object, payload: unknown) => compileContract(defineContract(schema)).validate(payload)
const findings = (schema: object) => compileContract(defineContract(schema)).findings.map(({ pointer }) => pointer)
const thrown = (schema: object): MappingError => {
  try {
    compileContract(defineContract(schema, { name: 'c' }))
  } catch (error) {
    if (error instanceof MappingError) return error
    throw error
  }
  throw new TypeError('did not throw')
}

describe('judging', () => {
  const schema = {
    type: 'object',
    required: ['xm', 'sfzh'],
    additionalProperties: false,
    properties: {
      xm: { type: 'string', maxLength: 3, title: '姓名' },
      sfzh: { type: 'string', pattern: '^[0-9]{17}[0-9X]$', description: '身份证号' },
      csrq: { type: 'string', format: 'date' },
      nl: { type: 'integer', default: 3 },
    },
  }

  test('all faults, each with pointer and the contract’s own title, without the value', () => {
    const faults = check(schema, { xm: '欧阳修文', csrq: '2023-02-30', extra: 1 })
    expect(faults).toEqual([
      { pointer: '/sfzh', keyword: 'required', params: { missingProperty: 'sfzh' }, schemaTitle: '身份证号' },
      { pointer: '/extra', keyword: 'additionalProperties', params: { additionalProperty: 'extra' } },
      { pointer: '/xm', keyword: 'maxLength', params: { limit: 3 }, schemaTitle: '姓名' },
      { pointer: '/csrq', keyword: 'format', params: { format: 'date' } },
    ])
    expect(JSON.stringify(faults)).not.toContain('欧阳')
  })

  test('nothing is coerced or filled in', () => {
    const payload = { xm: '张三', sfzh: '110105194912310021', nl: '3' }
    const before = structuredClone(payload)
    expect(check(schema, payload)).toMatchObject([{ pointer: '/nl', keyword: 'type' }])
    expect(payload).toEqual(before)
    expect(check(schema, { xm: '张三', sfzh: '110105194912310021' })).toEqual([])
  })

  test('length counts characters, not UTF-16 units', () => {
    expect(check({ type: 'string', maxLength: 1 }, '𠮷')).toEqual([])
  })

  test('of a union only the branch that was meant', () => {
    const union = {
      oneOf: [
        { type: 'object', required: ['lx', 'yy'], properties: { lx: { const: 'A' }, yy: { type: 'string' } } },
        {
          type: 'object',
          required: ['lx', 'je', 'rq', 'zh'],
          properties: { lx: { const: 'B' }, je: { type: 'number' } },
        },
      ],
    }
    const faults = check({ properties: { jg: union } }, { jg: { lx: 'B' } })
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/jg/je', '/jg/rq', '/jg/zh'])
  })

  test('a pointer escapes slashes and tildes', () => {
    expect(check({ required: ['a/b~c'] }, {})[0]?.pointer).toBe('/a~1b~0c')
  })
})

describe('reading contracts as they are', () => {
  test('words of other tools and drafts become findings, not crashes', () => {
    const schema = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      required: ['undeclared'],
      properties: {
        a: { type: 'string', 'x-order': 1, example: '…', pattern: '^\\d{3}\\-\\d{8}$' },
        b: { nullable: true },
        c: { type: 'number', minimum: 0, exclusiveMinimum: true },
        d: { type: 'string', format: 'id-card' },
        e: { type: 'string', widget: 'input', required: true },
        f: { type: 'string', nullable: true },
      },
    }
    const frozen = structuredClone(schema)
    expect(findings(schema)).toEqual([
      ...['/properties/a/pattern', '/properties/b/nullable', '/properties/c/exclusiveMinimum'],
      ...['/properties/d/format', '/properties/e/required', '/properties/e/widget'],
    ])
    expect(check(schema, { undeclared: 1, a: '010-12345678', b: null, c: 1, d: 'x', e: 'x', f: null })).toEqual([])
    expect(check(schema, { undeclared: 1, a: '01012345678', c: 0 }).map((fault) => fault.pointer)).toEqual(['/a', '/c'])
    expect(schema).toEqual(frozen)
  })

  test('each draft by its own rules', () => {
    const exclusive = { $schema: 'http://json-schema.org/draft-04/schema#', minimum: 0, exclusiveMinimum: true }
    expect(check(exclusive, 0)).toHaveLength(1)
    expect(findings(exclusive)).toEqual([])
    expect(check({ $schema: 'http://json-schema.org/draft-06/schema#', const: 1 }, 2)).toHaveLength(1)
    expect(
      check({ $schema: 'http://json-schema.org/draft-07/schema#', items: [{ type: 'string' }] }, [1]),
    ).toHaveLength(1)
    const dependent = { dependentRequired: { a: ['b'] } }
    expect(check({ $schema: 'https://json-schema.org/draft/2019-09/schema', ...dependent }, { a: 1 })).toMatchObject([
      { pointer: '/b', keyword: 'required' },
    ])
    expect(
      check({ $schema: 'https://json-schema.org/draft/2020-12/schema', prefixItems: [{ type: 'string' }] }, [1]),
    ).toHaveLength(1)
  })

  test('two contracts of the same id live side by side', () => {
    const make = (type: string) =>
      compileContract(
        defineContract({ $id: 'https://example.test/a', anyOf: [{ $id: 'https://example.test/b', type }] }),
      )
    const [first, second] = [make('string'), make('number')]
    expect([first.validate('x'), second.validate(1)]).toEqual([[], []])
    expect(first.validate(1)).toHaveLength(1)
    // The id of a part of the others.
    expect(compileContract(defineContract({ $id: 'https://example.test/b', type: 'null' })).validate(null)).toEqual([])
  })

  test('references into an OpenAPI file’s components', () => {
    const schema = {
      $ref: '#/components/schemas/Person',
      components: {
        schemas: {
          Person: {
            properties: { n: { nullable: true }, next: { $ref: '#/components/schemas/Person' } },
            required: ['n'],
          },
        },
      },
    }
    expect(check(schema, { n: 1, next: {} })).toMatchObject([{ pointer: '/next/n', keyword: 'required' }])
    expect(findings(schema)).toEqual(['/components/schemas/Person/properties/n/nullable'])
  })

  test('compiles once per contract', () => {
    const contract = defineContract({ type: 'string' })
    expect(compileContract(contract)).toBe(compileContract(contract))
  })
})

describe('contracts that can’t be read', () => {
  test.each([
    ['a broken reference', { properties: { a: { $ref: '#/$defs/Nobody' } } }, '/properties/a/$ref'],
    ['a reference to another file', { properties: { a: { $ref: 'other.json#/x' } } }, '/properties/a/$ref'],
    [
      'a reference in a circle',
      { $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } }, properties: { a: { $ref: '#/$defs/a' } } },
      '/$defs/a/$ref',
    ],
    [
      'a union that contains itself',
      { $defs: { a: { anyOf: [{ type: 'null' }, { $ref: '#/$defs/a' }] } }, properties: { a: { $ref: '#/$defs/a' } } },
      '/properties/a/$ref',
    ],
    ['a limit that is text', { properties: { a: { type: 'string', maxLength: '20' } } }, '/properties/a/maxLength'],
    ['a type that doesn’t exist', { properties: { a: { type: 'strng' } } }, '/properties/a/type'],
    ['a pattern that is none', { properties: { a: { pattern: '(' } } }, '/properties/a/pattern'],
  ])('%s names its place', (_, schema, pointer) => {
    expect(thrown(schema).problems.map(({ params }) => params?.pointer)).toContain(pointer)
  })

  test('a schema that is no object', () => {
    expect(() => defineContract([])).toThrow(MappingError)
    const circle: Record<string, unknown> = {}
    circle.self = circle
    expect(() => defineContract(circle)).toThrow(MappingError)
  })
})
