/** Faults that the types of forms and rules must catch; the ones of whole upstreams are in upstream/define.test-d.ts. */
import { z } from 'zod'
import { type Household, household } from '../../test/fixtures/civil-affairs.ts'
import { defineForm, type Entry } from '../form/index.ts'
import type { At, Computed, Paths, PathTo, Rule, Seen } from './index.ts'
import { computed } from './index.ts'

// @ts-expect-error 18 a key that isn't a field
defineForm({ name: 'x', title: '', version: 1, key: ['idd'], schema: z.strictObject({ id: z.string() }) })
const transformed = z.strictObject({ id: z.string().transform(Number) })
// @ts-expect-error 19 a schema whose output isn't its input
defineForm({ name: 'x', title: '', version: 1, key: ['id'], schema: transformed })

type Handed = Entry<typeof household>
const entry: Handed = { idNumber: '1', phone: null, address: { street: 'x' } }
void entry
// @ts-expect-error 23 a field that doesn't exist
const mistyped: Handed = { idNumber: '1', nmae: 'x' }
void mistyped
// @ts-expect-error 24 the key left out
const keyless: Handed = { name: 'x' }
void keyless
// @ts-expect-error 25 a required field cleared
const cleared: Handed = { idNumber: '1', name: null }
void cleared

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const same = <A, B>(_proof: Same<A, B>): void => undefined

same<At<Household, 'address.street'>, string | undefined>(true)
same<At<Household, 'outcome.kind'>, 'refused' | 'granted'>(true)
same<PathTo<Household, boolean>, 'lowIncome'>(true)
same<Extract<Paths<Household>, `members.${string}`>, never>(true)
same<typeof total, Computed<number>>(true)

const total = computed(household, ['income', 'size'], 1, (income = 0, size) => income / size)

const partial: Rule<Household, 'M' | 'F'> = { code: 'sex', to: { '1': 'M', '2': 'F' }, refused: ['0', '9'] }
void partial
// @ts-expect-error a gap that nothing is said of
const gap: Rule<Household, 'M' | 'F'> = { code: 'sex', to: { '1': 'M', '2': 'F' } }
void gap
// @ts-expect-error the partner isn't one that the upstream takes
const noPartner: Rule<Household, 'M' | 'F'> = { code: 'sex', to: { '1': 'M', '2': 'W' }, refused: ['0', '9'] }
void noPartner

const climbs: Rule<{ it: string; '^': Household }, string> = { join: ['it', '^.name'], with: '' }
void climbs
// @ts-expect-error the item itself isn't a number
const wrongItem: Rule<{ it: string; '^': Household }, number> = 'it'
void wrongItem

// What references name, at their places: a record beside its key, one beside each item, one beside a plain item.
interface Person {
  readonly id: string
  readonly name: string
  readonly age?: number | undefined
}
interface Visit {
  readonly personId: string
  readonly members?: readonly { readonly id: string; readonly relation: string }[] | undefined
  readonly with?: readonly string[] | undefined
}
type SeenVisit = Seen<Visit, { person: Person; 'members.*.person': Person; 'with.*.person': Person }>
same<Seen<Household, object>, Household>(true)
same<At<SeenVisit, 'person.name'>, string>(true)
same<Extract<Paths<SeenVisit>, `${string}~${string}`>, never>(true)

const seen: Rule<SeenVisit, string>[] = [
  'person.name',
  { refAt: 'person' },
  { firstOf: ['person.name', { const: '' }] },
]
const lists: Rule<SeenVisit, string[]>[] = [
  { each: 'members', item: 'person.name' },
  { each: 'members', item: '^.person.name' },
  { each: 'with', item: 'person.name' },
  { each: 'with', item: 'it' },
  'with',
]
void seen
void lists
// @ts-expect-error the other form has no such field
const nowhere: Rule<SeenVisit, string> = 'person.nmae'
void nowhere
// @ts-expect-error its age isn't text
const wrongType: Rule<SeenVisit, string> = 'person.age'
void wrongType
// @ts-expect-error a key isn't a reference
const noReference: Rule<SeenVisit, string> = { refAt: 'personId' }
void noReference
// @ts-expect-error inside a list, the item's own reference is meant
const wrongPlace: Rule<SeenVisit, string[]> = { each: 'members', item: 'person.relation' }
void wrongPlace
