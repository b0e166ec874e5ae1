/** How to ask what stands there: one record, or all of them. */
import { lookupSettings, Match, Pointer } from 'yibiao/adapter'
import { z } from 'zod'
import { RequestTemplate } from './settings-request.ts'

export const Lookup = lookupSettings(RequestTemplate)
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
