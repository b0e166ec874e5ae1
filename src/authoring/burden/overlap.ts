/**
 * What several contracts ask for, before there is any mapping: fields that mean the same, by concept or by the form field
 * they would come from. What isn't recognised for sure counts as different.
 */
import type { Form } from '../../form/index.ts'
import { suggest } from '../suggest/suggest.ts'
import type { FieldList } from '../suggest/types.ts'

export interface NamedList {
  /** What the contract is called: its file. */
  readonly name: string
  readonly list: FieldList
}

export interface SharedField {
  /** Concept (`person.name`), else form and path (`resident/name`). */
  readonly meaning: string
  /** As the contracts call it, one entry per contract that asks for it. */
  readonly asked: readonly { readonly contract: string; readonly name: string; readonly label: string }[]
}

export interface Overlap {
  /** Fields of all contracts together. */
  readonly total: number
  /** Asked by two or more, the most frequent first. */
  readonly shared: readonly SharedField[]
  /** Fields that would be typed if each shared one were typed once. */
  readonly once: number
  /** Fields that weren't recognised. */
  readonly unsure: number
}

/** @param forms - whose fields count as meanings where the vocabulary has no concept */
export async function overlapOf(contracts: readonly NamedList[], forms: readonly Form[]): Promise<Overlap> {
  const byMeaning = new Map<string, Map<string, SharedField['asked'][number]>>()
  let [total, unsure] = [0, 0]
  for (const { name: contract, list } of contracts) {
    const { fields } = await suggest(list, forms)
    total += fields.length
    for (const { listed, concept, form, path } of fields) {
      const meaning = concept ?? (form !== null && path !== null ? `${form}/${path}` : undefined)
      if (meaning === undefined) {
        unsure += 1
        continue
      }
      const asked = byMeaning.get(meaning) ?? new Map()
      byMeaning.set(meaning, asked)
      // A contract that asks for it twice is one contract.
      if (!asked.has(contract)) asked.set(contract, { contract, name: listed.name, label: listed.label })
    }
  }
  const shared = [...byMeaning]
    .filter(([, asked]) => asked.size > 1)
    .map(([meaning, asked]) => ({ meaning, asked: [...asked.values()] }))
    .sort((a, b) => b.asked.length - a.asked.length)
  return { total, shared, unsure, once: total - shared.reduce((sum, { asked }) => sum + asked.length - 1, 0) }
}
