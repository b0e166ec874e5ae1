/** How to ask what stands there: one record, or all of them. */
import { z } from 'zod'
import { Match, Ms, Pointer, RequestTemplate } from './settings-parts.ts'

export const Lookup = z.strictObject({
  request: RequestTemplate,
  /** What a reply that really answers looks like; the general success rule by default. */
  answered: Match.optional(),
  /** A reply that says "no such thing" by itself, such as a 404 with a code in its body. */
  absent: Match.optional(),
  /** Where the rows are: an array, or one object. Empty pointer: the body itself. */
  list: Pointer,
  /** Where the reply says how many there are in all; more than were shown makes the look-up blind. */
  total: Pointer.optional(),
  /** The natural key: pointer into the payload → pointer into a row. Compared exactly, however the upstream searches. */
  key: z.record(Pointer, Pointer).refine((key) => Object.keys(key).length > 0, 'at least one property'),
  /** Pointer to the upstream's own id in a row. */
  reference: Pointer.optional(),
  /** Top-level payload properties the upstream never shows as sent (masked numbers, write-only ones). */
  ignore: z.array(Pointer).default([]),
  /**
   * What shows that "nothing found" can be believed. With `sample` (a call that lists anything) or `known` (key values
   * of something that stands there), a known key must be found and the made-up one must not. `trusted`: the upstream's
   * documentation promises an exact answer.
   */
  control: z.union([
    z.literal('trusted'),
    z.strictObject({
      /** Key values nobody has, by pointer into the payload. */
      madeUp: z.record(Pointer, z.string()),
      known: z.record(Pointer, z.string()).optional(),
      sample: RequestTemplate.optional(),
    }),
  ]),
  /** "Absent" is believed this long after the last send, in ms: replicas and caches lag. */
  settleMs: Ms,
})
export type LookupSettings = z.output<typeof Lookup>

/** All records, page by page: `{page}`, `{size}` and `{offset}` are filled in. */
export const List = z.strictObject({
  request: RequestTemplate,
  /** What a page looks like; the general success rule by default. */
  answered: Match.optional(),
  /** Where the rows of a page are. */
  rows: Pointer,
  /** Where a page says how many there are in all. */
  total: Pointer.optional(),
  firstPage: z.int().nonnegative().default(1),
  size: z.int().min(1).default(50),
})
export type ListSettings = z.output<typeof List>
