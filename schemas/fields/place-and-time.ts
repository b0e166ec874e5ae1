/** Where and when: dates, divisions, addresses, positions. */
import { z } from 'zod'
import { describeField, says } from '../../src/form/index.ts'
import { compact, line } from './text.ts'

// Year first, so nothing has to be guessed: 2024/3/5, 2024.3.5, 2024年3月5日, 20240305.
const YEAR_FIRST = /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))$/

function tidyDate(text: string): string {
  const plain = compact(text)
  const parts = YEAR_FIRST.exec(plain)
    ?.slice(1)
    .filter((part) => part !== undefined)
  return parts?.length === 3 ? parts.map((part) => part.padStart(2, '0')).join('-') : plain
}

/**
 * A day as the text `yyyy-MM-dd`, from 1900 on. Other spellings with the year first are rewritten; anything that could
 * be read two ways (3/5/2024) and days that don't exist are refused. Never a `Date`.
 */
export const isoDate = describeField(
  z
    .string()
    .overwrite(tidyDate)
    .min(1)
    .check(z.iso.date())
    .refine(
      (text) => text >= '1900' || !/^\d{4}-/.test(text),
      says('日期不能早于1900年', 'The date must not be before 1900.'),
    ),
  {
    title: { zh: '日期', en: 'Date' },
    standard: 'GB/T 7408.1-2023',
    sensitivity: 'public',
  },
)

const division = (pattern: RegExp) => z.string().overwrite(compact).min(1).regex(pattern)

/** A division of any level from the county down: 6 (GB/T 2260), 9 (township) or 12 digits (village, 统计用区划代码). */
export const divisionCode = describeField(division(/^[1-9]\d{5}(\d{3}(\d{3})?)?$/), {
  title: { zh: '区划代码', en: 'Division code' },
  hint: { zh: '6位、9位或12位区划代码', en: 'a division code of 6, 9 or 12 digits' },
  standard: 'GB/T 2260-2007',
  sensitivity: 'public',
})

/** A village or community: 12 digits. */
export const villageCode = describeField(division(/^[1-9]\d{11}$/), {
  title: { zh: '村（社区）代码', en: 'Village code' },
  hint: { zh: '12位统计用区划代码', en: 'a statistical division code of 12 digits' },
  standard: '统计用区划代码',
  sensitivity: 'public',
})

export const address = describeField(line(200), {
  title: { zh: '地址', en: 'Address' },
  sensitivity: 'personal',
})

/** A position names its coordinate system: the four in use differ by up to 700 m. */
export const position = describeField(
  z.strictObject({
    longitude: describeField(z.number().min(-180).max(180), {
      title: { zh: '经度', en: 'Longitude' },
      concept: 'location.longitude',
      aliases: ['经纬度（经度）', 'lng', 'lon'],
      example: 106.55,
    }),
    latitude: describeField(z.number().min(-90).max(90), {
      title: { zh: '纬度', en: 'Latitude' },
      concept: 'location.latitude',
      aliases: ['维度', '经纬度（纬度）', 'lat'],
      example: 29.56,
    }),
    system: describeField(z.enum(['WGS84', 'GCJ-02', 'BD-09', 'CGCS2000']), {
      title: { zh: '坐标系', en: 'Coordinate system' },
      example: 'CGCS2000',
    }),
  }),
  { title: { zh: '位置', en: 'Position' }, sensitivity: 'personal' },
)
