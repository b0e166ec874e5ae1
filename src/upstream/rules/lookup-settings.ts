/** How to ask whether a record stands there, and what makes the answer credible. */
import { z } from 'zod'
import { Match, Ms, Pointer } from './parts.ts'

/** @param request - how one call is described, by whatever kind of adapter */
export const lookupSettings = <Request extends z.ZodType>(request: Request) =>
  z.strictObject({
    request,
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
        sample: request.optional(),
      }),
    ]),
    /** "Absent" is believed this long after the last send, in ms: replicas and caches lag. */
    settleMs: Ms,
  })
export type LookupRules = Omit<z.output<ReturnType<typeof lookupSettings>>, 'request'>
