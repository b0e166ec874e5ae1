import { expect, test } from 'vitest'
import { age, civilMapping, household } from '../../test/fixtures/civil-affairs.ts'
import { compileMapping } from './compile.ts'

const mapping = {
  ...civilMapping,
  whole: 'address',
  who: { when: { path: 'sex', is: '2' }, then: { const: '女' }, else: { const: '男' } },
  list: { each: 'members', item: { object: { all: { join: ['name', '^.name', 'relation'], with: '' } } } },
  'a/b': { text: 'size' },
}
const { sources, origin } = compileMapping({ form: household, mapping, computed: { age } })

test.each([
  ['/xm', ['name']],
  ['/cy/1/n', ['members.1.name']],
  ['/cy/1/hh', ['idNumber']],
  ['/cy/12', ['members.12.name', 'members.12.relation', 'idNumber', 'members.12.birthYear']],
  ['/cy', ['members']],
  ['/tags/0', ['nicknames.0']],
  ['/zz/sheng', ['address.province']],
  ['/zz', ['address.province', 'address.code']],
  ['/dz', ['address.province', 'address.street']],
  ['/nl', ['birthDate', 'size']],
  ['/ly', []],
  ['/who', ['sex']],
  ['/jg/je', ['outcome.amount']],
  ['/jg/lx', ['outcome.kind']],
  ['/bz', ['address.street', 'name']],
  ['/whole/street', ['address.street']],
  ['/list/2/all', ['members.2.name', 'name', 'members.2.relation']],
  ['/a~1b', ['size']],
  ['/nobody', []],
  ['/jg/nobody', []],
  ['/cy/x/n', ['members']],
])('%s comes from %j', (pointer, fields) => {
  expect(sources(pointer)).toEqual(fields)
})

test('what the mapping chose itself is told from what was typed', () => {
  expect(['/xb', '/db', '/ly', '/who'].map((pointer) => origin(pointer).chosen)).toEqual([true, true, true, true])
  expect(['/xm', '/csrq', '/dz'].map((pointer) => origin(pointer).chosen)).toEqual([false, false, false])
})

test('the whole payload comes from every field it reads', () => {
  expect(sources('')).toEqual(expect.arrayContaining(['name', 'birthDate', 'outcome.amount']))
})
