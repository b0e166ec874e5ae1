/** Texts that are numbers (of documents, codes): tidied alike, and wrong in words of their own. */
import { z } from 'zod'
import { describeField, says } from '../../src/form/index.ts'
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

/**
 * The code that a place gives to a household, a house or a hazard point, 1 to `max` UTF-16 units: without spaces and in
 * capitals, so that `h0001` typed in one form finds `H0001` typed in another.
 */
export const recordCode = (max: number) =>
  describeField(
    z
      .string()
      .overwrite(tidyNumber)
      .min(1)
      .max(max)
      .regex(/^[\p{Script=Han}A-Z0-9#_.()/-]*$/u),
    {
      title: { zh: '编号', en: 'Code' },
      hint: {
        zh: '由汉字、字母、数字和 - _ . / # ( ) 组成的编号',
        en: 'a code of characters, letters, digits and - _ . / # ( )',
      },
      example: 'H0001',
    },
  )
