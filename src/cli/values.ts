/** Values of options: read as they were typed, refused with what would be right. */
import { userInfo } from 'node:os'
import { nearest } from '../base/nearest.ts'
import type { Text } from '../base/text.ts'
import type { Form } from '../form/index.ts'
import { DELIVERY_STATES, type DeliveryState, parseReceiptNumber } from '../ledger/index.ts'
import type { LoadedConfig } from './config-file.ts'
import { hintOf, UsageError } from './usage-error.ts'

// A day: whoever wants to wait longer runs the command again.
const MOST_WAIT_SECONDS = 86_400

export function secondsOf(option: string, typed: string): number {
  const seconds = Number(typed)
  if (/^\d+(\.\d+)?$/.test(typed) && seconds <= MOST_WAIT_SECONDS) return seconds
  throw wrong(option, typed, {
    zh: `应是 0 到 ${MOST_WAIT_SECONDS} 的秒数`,
    en: `it takes seconds from 0 to ${MOST_WAIT_SECONDS}.`,
  })
}

export function statesOf(typed: string): DeliveryState[] {
  return typed.split(',').map((each) => {
    const state = DELIVERY_STATES.find((known) => known === each.trim())
    if (state) return state
    const { zh, en } = hintOf(each, DELIVERY_STATES)
    const known = DELIVERY_STATES.join(', ')
    throw wrong('--state', each, {
      zh: `没有这个状态${zh === '' ? '；' : zh}可用的有：${known}`,
      en: `there is no such state.${en} Known: ${known}.`,
    })
  })
}

// A date or a time without a zone is meant on Beijing time, wherever the machine stands.
const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2})?)?$/

/** Epoch ms of `2026-11-25`, `2026-11-25T18:00` (Beijing time) or a time with a zone. */
export function timeOf(option: string, typed: string): number {
  const [, date, time = '00:00', zone = '+08:00'] = TIME.exec(typed.trim()) ?? []
  const at = date === undefined ? Number.NaN : Date.parse(`${date}T${time}${zone}`)
  // Date.parse takes February 30th for March 2nd.
  const isReal = date !== undefined && new Date(`${date}T00:00Z`).toISOString().startsWith(date)
  if (isReal && !Number.isNaN(at)) return at
  throw wrong(option, typed, {
    zh: '应是日期或时间，例如 2026-11-25 或 2026-11-25T18:00（北京时间）',
    en: 'it takes a date or a time, such as 2026-11-25 or 2026-11-25T18:00 (Beijing time).',
  })
}

/** Epoch ms by which something is due: a date alone means until the end of that day. */
export const endOf = (option: string, typed: string): number =>
  timeOf(option, typed) + (/^\d{4}-\d{2}-\d{2}$/.test(typed.trim()) ? 86_400_000 : 0)

export function oneOf<T extends string>(option: string, typed: string, known: readonly T[]): T {
  const found = known.find((each) => each === typed)
  if (found !== undefined) return found
  const { zh, en } = hintOf(typed, known)
  throw wrong(option, typed, {
    zh: `可用的有：${known.join('、')}${zh}`,
    en: `it is one of ${known.join(', ')}.${en}`,
  })
}

export function numberOf(option: string, typed: string): string {
  const parsed = parseReceiptNumber(typed)
  if (parsed) return parsed.number
  throw wrong(option, typed, {
    zh: '不是受理号，请核对有没有抄错',
    en: 'it is no number of ours; check how it was copied.',
  })
}

export function upstreamOf({ upstreams }: LoadedConfig, name: string): string {
  const names = upstreams.map((upstream) => upstream.name)
  if (names.includes(name)) return name
  const { zh, en } = hintOf(name, names)
  throw new UsageError('upstream_unknown', { name, hint: { zh: zh === '' ? '；' : zh, en }, known: names.join(', ') })
}

/** @throws {UsageError} no form has this name */
export function formNamed(forms: readonly Form[], name: string): Form {
  const form = forms.find((each) => each.name === name)
  if (form) return form
  const names = forms.map((each) => each.name)
  const near = nearest(name, names)
  const known = names.join(', ')
  throw near === undefined
    ? new UsageError('form_unknown', { name, known })
    : new UsageError('form_unknown_near', { name, nearest: near, known })
}

/** Who acts: said, configured, or whoever is logged in. */
export function actorOf(
  said: string | undefined,
  config: LoadedConfig,
  env: Readonly<Record<string, string | undefined>>,
): string {
  return said ?? config.by ?? env.USER ?? env.USERNAME ?? userInfo().username
}

const wrong = (option: string, typed: string, detail: Text) =>
  new UsageError('usage_value_wrong', { option, typed, detail })
