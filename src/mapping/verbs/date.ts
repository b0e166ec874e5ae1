/** `{ date: path, as: format }`. The inverse needs a field that takes exactly one kind of ISO text. */
import type { Json } from '../../base/json.ts'
import { type ParseContext, readAt, refuse, type Spec } from '../context.ts'
import { type AnyDateFormat, DATE_FORMATS, dateWriter, EPOCH_FORMATS, isFinerOrEqual } from '../date-formats.ts'
import type { Read } from '../fields.ts'
import { isIsoDay, type Moment, type Precision, parseIso } from '../moment.ts'
import type { ConvertNode } from '../node.ts'
import { hint } from '../problems.ts'
import { type Shape, textShape } from '../shape.ts'

const FORMATS: readonly string[] = [...DATE_FORMATS, ...EPOCH_FORMATS]

export function parseDate(context: ParseContext, { members, at }: Spec): ConvertNode | undefined {
  const read = readAt(context, members.date, [...at, 'date'])
  const format = members.as
  if (typeof format !== 'string' || !FORMATS.includes(format)) {
    const meant = hint(String(format), FORMATS)
    const zh = `不认识的日期格式“${String(format)}”${meant.zh}`
    return refuse(context, [...at, 'as'], { zh, en: `unknown date format “${String(format)}”.${meant.en}` })
  }
  if (!read) return undefined
  const writer = dateWriter(format as AnyDateFormat)
  const shape = isoShape(read)
  const forward = (value: unknown) => {
    if (typeof value !== 'string') return undefined
    if (writer.writeDay && isIsoDay(value)) return writer.writeDay(value)
    const moment = parseIso(value)
    return moment && writer.write(moment)
  }
  return {
    verb: 'date',
    place: context.place,
    read,
    forward,
    gives: () => dateShape(SAMPLES.map(forward).filter((sample) => sample !== undefined)),
    misfit: () => ({ code: 'value_not_date', params: { format } }),
    ...(shape && isFinerOrEqual(writer.precision, shape.precision)
      ? { backward: (value: Json) => isoText(writer.read(value), shape) }
      : {}),
  }
}

// Of one and of two digits in month and day; a month alone for the formats that want no more.
const SAMPLES = ['1990-03-07', '2024-12-31', '2024-11-30T23:59:58']

/** Every date of a format looks like the others. */
function dateShape(samples: readonly Json[]): Shape {
  if (typeof samples[0] === 'number') return { types: ['number'], decimals: 0, samples, uniform: true }
  const lengths = samples.map((sample) => [...String(sample)].length)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked for
  const ascii = samples.every((sample) => /^[\u0000-\u007f]*$/.test(String(sample)))
  return textShape(Math.min(...lengths), Math.max(...lengths), { samples, uniform: true, ascii })
}

interface IsoShape {
  readonly precision: Precision
  readonly write: (moment: Moment) => string
}

const two = (value: number) => String(value).padStart(2, '0')
const month = (moment: Moment) => `${String(moment.year).padStart(4, '0')}-${two(moment.month)}`
const day = (moment: Moment) => `${month(moment)}-${two(moment.day)}`
const second = (moment: Moment) => `${day(moment)}T${two(moment.hour)}:${two(moment.minute)}:${two(moment.second)}`

const SHAPES: readonly IsoShape[] = [
  { precision: 'month', write: month },
  { precision: 'day', write: day },
  { precision: 'second', write: second },
  { precision: 'second', write: (moment) => `${second(moment)}+08:00` },
  { precision: 'second', write: (moment) => `${new Date(moment.epochMs).toISOString().slice(0, 19)}Z` },
]

/**
 * How the field writes dates, found by asking its schema; undefined when it takes text of several precisions. Where only
 * the zone is open, the first in the order above is used: the same instant. Fractions of a second don't come back.
 */
function isoShape(read: Read): IsoShape | undefined {
  const sample = parseIso('2000-02-29T12:00:00')
  const taken = sample ? SHAPES.filter((shape) => read.field.schema.safeParse(shape.write(sample)).success) : []
  return new Set(taken.map(({ precision }) => precision)).size === 1 ? taken[0] : undefined
}

const isoText = (moment: Moment | undefined, shape: IsoShape): string | undefined => moment && shape.write(moment)
