/** What a portal builder writes first. Compiled by package.test.ts against the packed package, never run. */
import { defineForm, type RecordInvalidError } from 'yibiao'
import type { Adapter, Outcome } from 'yibiao/adapter'
import { z } from 'zod'

export const visit = defineForm({
  name: 'visit',
  title: '走访',
  version: 1,
  key: ['number'],
  schema: z.strictObject({ number: z.string(), note: z.string().optional() }),
})

defineForm({
  name: 'visit',
  title: '走访',
  version: 1,
  // @ts-expect-error no such field: the package's types reach the consumer
  key: ['nubmer'],
  schema: z.strictObject({ number: z.string() }),
})

export const capabilities: Adapter['capabilities'] = { operations: ['create'], maxProcessingMs: 0 }
export const outcome: Outcome = { state: 'delivered', reference: '1' }
export const fieldsInError = (error: RecordInvalidError): (string | undefined)[] => error.problems.map((it) => it.field)
