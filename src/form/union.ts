/** Which branch of a union a value belongs to: told by the discriminator, never guessed. */
import type { FormNode } from './tree.ts'
import { own } from './values.ts'

/** The branch whose discriminator accepts the value's; undefined for plain unions and unknown discriminators. */
export function branchOf(union: FormNode, value: unknown): FormNode | undefined {
  const { discriminator } = union
  if (discriminator === undefined) return undefined
  const tag = own(value, discriminator)
  return union.options?.find((option) => option.fields?.get(discriminator)?.schema.safeParse(tag).success)
}
