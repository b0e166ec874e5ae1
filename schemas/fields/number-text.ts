/** Texts that are numbers (of documents, codes): tidied alike, and wrong in words of their own. */
import { z } from 'zod'
import { says } from '../../src/form/index.ts'
import { compact } from './text.ts'

/** What `compact` does, in capital letters. */
export const tidyNumber = (text: string): string => compact(text).toUpperCase()

/** A text that is tidied and then told what is wrong with it; an empty one is `required` already. */
export const numberText = (faultOf: (text: string) => readonly [zh: string, en: string] | undefined) =>
  z
    .string()
    .overwrite(tidyNumber)
    .min(1)
    .check((payload) => {
      const words = payload.value === '' ? undefined : faultOf(payload.value)
      if (words) payload.issues.push({ code: 'custom', input: payload.value, ...says(...words) })
    })
