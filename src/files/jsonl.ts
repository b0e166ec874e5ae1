/**
 * One JSON object per line. A broken line is that line's problem; the others are read.
 *
 * JSON.parse rounds a number of more than 15 digits without a word (`110105194912310021` becomes `…020`): lines that
 * may hold one are read with the source text of every number at hand.
 */
import type { MessageCode } from '../base/messages/index.ts'
import { decodedChunks, type TextEncoding } from './text-encoding.ts'
import type { Line } from './types.ts'

// One record. A longer line is a whole JSON document on one line.
const MAX_LINE_CHARACTERS = 4_194_304
const LONG_NUMBER = /(?:^|[:[,\s])-?\d[\d.]{15,}/

/** Lines with their text, from 1, blank ones included. An overlong line comes without its text. */
export async function* textLines(
  path: string,
  encoding: TextEncoding,
): AsyncGenerator<{ number: number; text: string | undefined }> {
  let number = 0
  let held = ''
  let overlong = false
  for await (const chunk of decodedChunks(path, encoding)) {
    let start = 0
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      const text = held + chunk.slice(start, end)
      number += 1
      yield { number, text: overlong ? undefined : text.replace(/\r$/, '') }
      held = ''
      overlong = false
      start = end + 1
    }
    held += chunk.slice(start)
    if (held.length > MAX_LINE_CHARACTERS) {
      overlong = true
      held = ''
    }
  }
  if (held !== '' || overlong) yield { number: number + 1, text: overlong ? undefined : held }
}

/** Blank lines are left out. */
export async function* jsonLines(path: string, file: string, encoding: TextEncoding): AsyncGenerator<Line> {
  for await (const { number, text } of textLines(path, encoding)) {
    if (text === undefined) yield broken(number, file, 'line_too_long')
    else if (text.trim() !== '') yield parseLine(text, number, file)
  }
}

/** One array, or one object over several lines: a broken first line of records is told from it by the line behind. */
export async function isJsonDocument(path: string, encoding: TextEncoding): Promise<boolean> {
  const heads: string[] = []
  for await (const { text = '' } of textLines(path, encoding)) {
    if (text.trim() !== '') heads.push(text.trim())
    if (heads.length === 2) break
  }
  const [first = '', next = ''] = heads
  if (!/^(\[\s*([[{"\d]|$)|\{\s*("|$))/.test(first)) return false
  const value = parsed(first)
  if (value !== undefined) return Array.isArray(value)
  return first === '[' || (!/[\]}]$/.test(first) && !isRecord(parsed(next)))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // what it is instead is told line by line
  }
}

const isRecord = (value: unknown): boolean => value !== null && typeof value === 'object' && !Array.isArray(value)

function parseLine(text: string, number: number, file: string): Line {
  let damaged = false
  let forbidden = false
  const inspect = (key: string, value: unknown, context?: { source?: string }): unknown => {
    if (key === '__proto__') forbidden = true
    if (typeof value === 'number' && isDamaged(value, context?.source)) damaged = true
    return value
  }
  const careful = LONG_NUMBER.test(text) || text.includes('__proto__') || text.includes('\\u')
  let value: unknown
  try {
    value = careful ? JSON.parse(text, inspect) : JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) return broken(number, file, 'line_not_json')
    throw cause
  }
  if (damaged) return broken(number, file, 'line_number_damaged')
  if (forbidden || !isRecord(value)) {
    return broken(number, file, 'line_not_json')
  }
  return { number, value: value as Record<string, unknown> }
}

// A long fraction (0.30000000000000004) is rounded by nobody; a long integer has lost digits.
const isDamaged = (value: number, source: string | undefined): boolean =>
  source !== undefined && /^-?\d+$/.test(source) ? !Number.isSafeInteger(value) : Math.abs(value) >= 1e15

const broken = (number: number, file: string, code: MessageCode): Line => ({
  number,
  problem: { code, who: 'reporter', params: { file, line: number } },
})
