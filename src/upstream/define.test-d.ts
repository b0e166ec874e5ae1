/** Faults that the types of an upstream must catch; each line below a directive fails to compile, or tsc says so. */
import {
  age,
  type CivilAffairs,
  civilContract,
  type Household,
  household,
  civilMapping as rest,
} from '../../test/fixtures/civil-affairs.ts'
import { defineContract } from '../contract/index.ts'
import { type Condition, computed, type ObjectRules } from '../mapping/index.ts'
import type { Adapter } from './contract-v1.ts'
import { defineUpstream, type Upstream } from './define.ts'

declare const adapter: Adapter
const base = {
  name: 'civil',
  title: '民政',
  form: household,
  contract: civilContract,
  computed: { age },
  adapter,
} as const

const good: Upstream<Household, CivilAffairs> = defineUpstream({
  ...base,
  mapping: rest,
  when: { path: 'sex', oneOf: ['1', '2'] },
})
defineUpstream({
  ...base,
  mapping: {
    ...rest,
    nl: { date: 'birthDate', as: 'epochMs' },
    dz: { text: 'size', maxLength: 20 },
    tags: { each: 'members', item: { join: ['name', '^.idNumber'], with: ' ' } },
    bz: { when: { path: 'address.street', present: true }, then: 'address.street' },
    sfzh: { mask: 'idNumber', keep: [6, 4] },
    xm: { firstOf: [{ trim: 'name' }, { case: '$by', as: 'upper' }, { pad: 'size', length: 3, with: '0' }] },
    csrq: { split: 'idNumber', from: 6, to: 14 },
    lxdh: { split: 'address.street', with: '-', part: 1, of: 2 },
  },
})
/** Without a payload type the paths are still checked. */
const anything = defineContract({ type: 'object' })
defineUpstream({
  ...base,
  contract: anything,
  mapping: { a: 'name', b: { const: 1 }, c: { date: 'birthDate', as: 'yyyyMMdd' } },
})
void good

// @ts-expect-error 1 no such path
defineUpstream({ ...base, mapping: { ...rest, xm: 'nmae' } })
// @ts-expect-error 2 no such nested path
defineUpstream({ ...base, mapping: { ...rest, dz: 'address.provnce' } })
const { sfzh: _sfzh, ...noId } = rest
// @ts-expect-error 3 a required property left out
defineUpstream({ ...base, mapping: { ...noId } })
// @ts-expect-error 3b the same, written out
defineUpstream({ ...base, mapping: { xm: 'name', xb: rest.xb, ly: rest.ly, zz: rest.zz, cy: rest.cy } })
// @ts-expect-error 4 a number where text is wanted
defineUpstream({ ...base, mapping: { ...rest, xm: 'size' } })
// @ts-expect-error 5 a code without its crosswalk
defineUpstream({ ...base, mapping: { ...rest, xb: 'sex' } })
// @ts-expect-error 6 a crosswalk with a gap
defineUpstream({ ...base, mapping: { ...rest, xb: { code: 'sex', to: { '0': 'U', '1': 'M', '2': 'F' } } } })
// @ts-expect-error 7 a crosswalk to a value the contract doesn't take
defineUpstream({ ...base, mapping: { ...rest, xb: { code: 'sex', to: { '0': 'U', '1': 'M', '2': 'W', '9': 'U' } } } })
// @ts-expect-error 8 a property the contract doesn't have
defineUpstream({ ...base, mapping: { ...rest, xmm: 'name' } })
// @ts-expect-error 9 a date format
defineUpstream({ ...base, mapping: { ...rest, csrq: { date: 'birthDate', as: 'yyyymmdd' } } })
// @ts-expect-error 9b a number's format where text is wanted
defineUpstream({ ...base, mapping: { ...rest, csrq: { date: 'birthDate', as: 'epochMs' } } })
// @ts-expect-error 10 the list's path
defineUpstream({ ...base, mapping: { ...rest, cy: { each: 'membrs', item: rest.cy.item } } })
const { cy: _cy, ...alone } = rest
defineUpstream({
  ...base,
  mapping: {
    ...alone,
    // @ts-expect-error 11 a path inside an item
    cy: { each: 'members', item: { object: { n: 'nmae', gx: { const: '1' }, hh: '^.idNumber' } } },
  },
})
defineUpstream({
  ...base,
  mapping: {
    ...alone,
    // @ts-expect-error 12 a required property of an item left out
    cy: { each: 'members', item: { object: { n: 'name', gx: { const: '1' } } } },
  },
})
// @ts-expect-error 13 a computed value that doesn't exist
defineUpstream({ ...base, mapping: { ...rest, nl: { compute: 'aeg' } } })
// @ts-expect-error 14 a computed value of another type
defineUpstream({ ...base, mapping: { ...rest, csrq: { compute: 'age' } } })
// @ts-expect-error 15 a condition on a value the field never has
defineUpstream({ ...base, mapping: { ...rest, dz: { when: { path: 'sex', is: '3' }, then: 'name' } } })
// @ts-expect-error 16 a property of the other branch
defineUpstream({ ...base, mapping: { ...rest, jg: { object: { lx: { const: 'B' }, yy: 'outcome.reason' } } } })
// @ts-expect-error 17 a mistyped verb
defineUpstream({ ...base, mapping: { ...rest, csrq: { dat: 'birthDate', as: 'yyyyMMdd' } } })
// @ts-expect-error 20 the path of a crosswalk
defineUpstream({ ...base, mapping: { ...rest, xb: { code: 'sx', to: { '1': 'M' } } } })
// @ts-expect-error 21 a part of a join
defineUpstream({ ...base, mapping: { ...rest, dz: { join: ['address.province', 'address.stret'], with: ' ' } } })
// @ts-expect-error 22 a mapping by itself
const single = { ...rest, xm: 'nmae' } satisfies ObjectRules<Household, CivilAffairs, { age: typeof age }>
void single
// @ts-expect-error 26 `when` on a value the field never has
defineUpstream({ ...base, when: { path: 'sex', is: '7' }, mapping: rest })
// @ts-expect-error 27 a condition on a field that doesn't exist
const condition: Condition<Household> = { path: 'sx', present: true }
void condition
// @ts-expect-error 28 a computed value that reads a field that doesn't exist
computed(household, ['birthDat'], 1, (birth) => birth)
// @ts-expect-error 29 a path below an untyped contract
defineUpstream({ ...base, contract: anything, mapping: { a: 'nmae' } })
// @ts-expect-error 30 a flag over text
defineUpstream({ ...base, mapping: { ...rest, db: { flag: 'name', yes: '是', no: '否' } } })
// @ts-expect-error 32 a mask over a number
defineUpstream({ ...base, mapping: { ...rest, sfzh: { mask: 'size', keep: [1, 1] } } })
// @ts-expect-error 33 a mask that doesn't say what it keeps
defineUpstream({ ...base, mapping: { ...rest, sfzh: { mask: 'idNumber' } } })
// @ts-expect-error 34 padding without a length
defineUpstream({ ...base, mapping: { ...rest, sfzh: { pad: 'size', with: '0' } } })
// @ts-expect-error 35 a case that isn't one
defineUpstream({ ...base, mapping: { ...rest, sfzh: { case: 'idNumber', as: 'title' } } })
// @ts-expect-error 36 a part without the number of parts
defineUpstream({ ...base, mapping: { ...rest, sfzh: { split: 'idNumber', with: '-', part: 1 } } })
// @ts-expect-error 37 a masked text where a number is wanted
defineUpstream({ ...base, mapping: { ...rest, nl: { mask: 'idNumber', keep: [1, 1] } } })
// @ts-expect-error 38 a context value that doesn't exist
defineUpstream({ ...base, mapping: { ...rest, dz: '$who' } })
// @ts-expect-error 39 a context value where a list of codes is wanted
defineUpstream({ ...base, mapping: { ...rest, xb: '$by' } })
// @ts-expect-error 40 a condition on a context value that isn't text
defineUpstream({ ...base, when: { path: '$task', is: 7 }, mapping: rest })
// @ts-expect-error 41 the mask of a field that doesn't exist
defineUpstream({ ...base, mapping: { ...rest, sfzh: { mask: 'idNumbr', keep: [1, 1] } } })
defineUpstream({ ...base, when: { path: '$task', is: '2026-11' }, mapping: { ...rest, dz: '$division' } })

// @ts-expect-error 31 an upstream without an adapter
defineUpstream({
  name: 'civil',
  title: '民政',
  form: household,
  contract: civilContract,
  mapping: rest,
  computed: { age },
})
