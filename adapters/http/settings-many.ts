/** Upstreams that take several records in one call, and such as answer later. */
import { Match, Ms, Pointer } from 'yibiao/adapter'
import { z } from 'zod'
import { RequestTemplate } from './settings-request.ts'

/** Records in one array. */
export const Batch = z.strictObject({
  /** Most records in one call. */
  max: z.int().min(2),
  /** The upstream saves all or none. */
  atomic: z.boolean().default(false),
  /** Of a create; `wrap` says where in the body the array goes. `{key}` is the call's own. */
  request: RequestTemplate,
  /** Where the reply says what became of each. Absent: one answer counts for all. */
  items: z
    .strictObject({
      /** An array. */
      list: Pointer,
      /** Whose answer an item is: pointer into the payload and into the item. Absent: in the order they were sent. */
      key: z.strictObject({ payload: Pointer, item: Pointer }).optional(),
      /** What a positive item looks like. Refusals, faults and reference are read from the item as from a reply. */
      success: Match,
    })
    .optional(),
})
export type BatchSettings = z.output<typeof Batch>

/** A positive answer that only says "taken", with a ticket to ask by. */
export const Ticket = z.strictObject({
  /** Where the answer has the ticket. */
  pointer: Pointer,
  /** Asks what became of it; `{ticket}` is filled in. Success, refusals and reference are read as of a send. */
  request: RequestTemplate,
  /** An answer that says "not yet". */
  pending: Match,
  /** Between two questions, in ms. */
  pollAfterMs: Ms.default(10_000),
})
export type TicketSettings = z.output<typeof Ticket>
