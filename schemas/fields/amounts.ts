/** How much: money, areas, counts. Numbers as they are kept, never text. */
import { z } from 'zod'
import { describeField } from '../../src/form/index.ts'

/**
 * A number from `min` to `max` with at most `decimals` decimals: 0.1 + 0.2 must not travel to an upstream as
 * 0.30000000000000004. Refused, not rounded.
 */
export const amountOf = (min: number, max: number, decimals: number) =>
  z
    .number()
    .min(min)
    .max(max)
    .refine((amount) => Number(amount.toFixed(decimals)) === amount)

/** An amount in yuan, to the cent, from 0 to 100 million. */
export const yuan = describeField(amountOf(0, 100_000_000, 2), {
  title: { zh: '金额（元）', en: 'Amount (yuan)' },
  hint: { zh: '以元为单位的金额，最多两位小数', en: 'an amount in yuan with at most two decimals' },
  sensitivity: 'personal',
  example: 12000.5,
})

/** An area in square metres, up to 1,000,000. */
export const squareMetres = describeField(amountOf(0, 1_000_000, 2), {
  title: { zh: '面积（平方米）', en: 'Area (m²)' },
  hint: { zh: '以平方米为单位的面积，最多两位小数', en: 'an area in square metres with at most two decimals' },
  sensitivity: 'public',
  example: 98.5,
})

/** An area of land in mu (1 mu = 2000/3 m²), up to 100,000. */
export const mu = describeField(amountOf(0, 100_000, 2), {
  title: { zh: '面积（亩）', en: 'Area (mu)' },
  hint: { zh: '以亩为单位的面积，最多两位小数', en: 'an area in mu with at most two decimals' },
  sensitivity: 'public',
  example: 3.25,
})

/** A count of people or things, from 0 to `max`. */
export const count = (max: number) => z.int().min(0).max(max)
