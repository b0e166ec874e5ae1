/** One call: where it goes and how the payload travels. */
import { Headers, Match, Path, Pointer, Texts } from 'yibiao/adapter'
import { z } from 'zod'

export const RequestTemplate = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: Path,
  /** Values may hold placeholders. */
  query: Texts.optional(),
  headers: Headers.optional(),
  /** How the payload travels. `none` by default for GET and DELETE, else `json`. */
  body: z.enum(['json', 'form', 'multipart', 'none']).optional(),
  /** Puts the payload under this pointer instead of at the root of the body. */
  wrap: Pointer.optional(),
  /** More properties of the body, by pointer; values may hold placeholders. */
  set: z.record(Pointer, z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** The success rule of this call, where it differs from the general one. */
  success: Match.optional(),
})
export type RequestTemplate = z.output<typeof RequestTemplate>
