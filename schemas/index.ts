/** Canonical forms for grassroots work, the fields they are built from, and the official code lists. */
import type { Form } from '../src/form/index.ts'
import { household } from './household.ts'
import { resident } from './resident.ts'
import { visit } from './visit.ts'
import { vocabularyOf } from './vocabulary.ts'

export * from './codes/index.ts'
export * from './fields/index.ts'
export { type Household, household } from './household.ts'
export { type Resident, resident } from './resident.ts'
export { type Visit, visit } from './visit.ts'

export const forms: readonly Form[] = [resident, household, visit]

/** What form files can name: `loadForms(dir, vocabulary)`. */
export const vocabulary = vocabularyOf(forms)
