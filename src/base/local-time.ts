/** A moment as people here read it. All of China keeps one time, wherever the machine stands. */
import type { Text } from './text.ts'

const BEIJING_AHEAD_MS = 8 * 3_600_000

/** @param at - epoch ms */
export function localTime(at: number): Text {
  const text = new Date(at + BEIJING_AHEAD_MS).toISOString().slice(0, 19).replace('T', ' ')
  return { zh: `${text}（北京时间）`, en: `${text} (Beijing time)` }
}
