/**
 * A number cell as the person sees it.
 *
 * A workbook stores numbers as doubles and shows 15 digits. A number of 16 digits or more (an id, a bank account) has
 * lost its last digits for good when it gets here: such a cell is a fault, never a text that looks right.
 */
import type { NumberStyle } from './number-style.ts'
import type { Cell } from './types.ts'

const SHOWN_DIGITS = 15
// 10^15 is the first number with 16 digits.
const DAMAGED_FROM = 1e15
const DAY_MS = 86_400_000
// 9999-12-31, the last day a spreadsheet shows.
const LAST_SERIAL = 2_958_465
const DAYS_FROM_1900_TO_1904 = 1_462
const DAMAGED: Cell = { kind: 'fault', fault: 'number_damaged' }

/** @param raw - the number as stored · `date1904` - the workbook counts days from 1904 */
export function numberCell(raw: string, style: NumberStyle | undefined, date1904: boolean): Cell {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return { kind: 'fault', fault: 'cell_error', error: '#NUM!' }
  if (style?.kind === 'date') {
    const text = dateText(value, style, date1904)
    if (text !== undefined) return withRaw('date', text, raw)
  }
  if (Math.abs(value) >= DAMAGED_FROM) return DAMAGED
  if (style?.kind === 'percent') return withRaw('number', `${shownDigits(String(value * 100))}%`, raw)
  const text = shownDigits(raw)
  if (style?.kind === 'padded' && /^\d+$/.test(text)) return withRaw('number', text.padStart(style.digits, '0'), raw)
  return withRaw('number', text, raw)
}

/** A text that a spreadsheet program made of a long number when it saved a csv: `1.10105E+17`. */
const isDamagedNumberText = (text: string): boolean => {
  // Two million cells go by here: the search is cheaper than the pattern.
  if (!text.includes('+')) return false
  const match = /^\s*\d(?:\.\d+)?E\+(\d{2,})\s*$/i.exec(text)
  return match !== null && Number(match[1]) >= SHOWN_DIGITS
}

/** A text cell, or undefined where it is empty. */
export function textCell(text: string): Cell | undefined {
  if (text === '') return undefined
  return isDamagedNumberText(text) ? DAMAGED : { kind: 'text', text }
}

const withRaw = (kind: 'number' | 'date', text: string, raw: string): Cell =>
  text === raw ? { kind, text } : { kind, text, raw }

// 0.1 + 0.2 is stored as 0.30000000000000004 and shown as 0.3.
function shownDigits(raw: string): string {
  if (raw.length <= SHOWN_DIGITS && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(raw)) return raw
  const text = String(Number(Number(raw).toPrecision(SHOWN_DIGITS)))
  const [mantissa = '', places] = text.split('e-')
  if (places === undefined) return text
  const sign = mantissa.startsWith('-') ? '-' : ''
  return `${sign}0.${'0'.repeat(Number(places) - 1)}${mantissa.replace(/[-.]/g, '')}`
}

function dateText(serial: number, style: { date: boolean; time: boolean }, date1904: boolean): string | undefined {
  let days = Math.floor(serial)
  let seconds = Math.round((serial - days) * 86_400)
  if (seconds === 86_400) {
    days += 1
    seconds = 0
  }
  if (days < 0 || days > LAST_SERIAL) return undefined
  const time = new Date(seconds * 1_000).toISOString().slice(11, 19)
  if (!style.date) return time
  if (date1904) days += DAYS_FROM_1900_TO_1904
  // The 1900 calendar has a 29 February that never was: day 60.
  if (days === 60 || days === 0) return undefined
  const date = new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * DAY_MS).toISOString().slice(0, 10)
  return style.time ? `${date}T${time}` : date
}
