/** A bar on a terminal's standard error; nothing anywhere else. */
import type { RowCounts } from '../batch/index.ts'
import type { Gateway } from '../gateway/index.ts'
import { isMoving } from '../ledger/index.ts'
import type { Context } from './context.ts'
import { widthOf } from './table.ts'

export interface Progress {
  rows(counts: RowCounts): void
  /** Counts deliveries of a gateway as they come to rest. */
  watch(gateway: Pick<Gateway, 'on'>): void
  /** Takes the bar off the screen. */
  clear(): void
}

// Ten times a second: smooth for the eye, nothing for the processor.
const REDRAW_MS = 100
const BAR_COLUMNS = 20

export function createProgress({ stderr, env, say }: Pick<Context, 'stderr' | 'env' | 'say'>): Progress {
  if (!stderr.isTTY || env.TERM === 'dumb') return { rows() {}, watch() {}, clear() {} }
  const paint =
    env.NO_COLOR === undefined || env.NO_COLOR === ''
      ? (text: string) => `\u001b[36m${text}\u001b[39m`
      : (text: string) => text
  let counts: RowCounts = { read: 0, accepted: 0, refused: 0, unchanged: 0 }
  const moving = new Set<string>()
  let settled = 0
  let drawnAt = Number.NEGATIVE_INFINITY

  const draw = () => {
    const now = performance.now()
    if (now - drawnAt < REDRAW_MS) return
    drawnAt = now
    const total = settled + moving.size
    const filled = total === 0 ? 0 : Math.floor((settled / total) * BAR_COLUMNS)
    const bar = paint('█'.repeat(filled)) + '░'.repeat(BAR_COLUMNS - filled)
    const text = `${say('progress.rows', { ...counts })}  ${say('progress.deliveries')} `
    const room = (stderr.columns ?? 80) - widthOf(text) - BAR_COLUMNS - 1
    const share = `${settled}/${total}`
    stderr.write(`\r\u001b[2K${text}${bar}${room > share.length ? ` ${share}` : ''}`)
  }
  return {
    rows(next) {
      counts = next
      draw()
    },
    watch(gateway) {
      gateway.on('delivery', ({ number, upstream, state }) => {
        const key = `${number} ${upstream}`
        if (isMoving(state)) moving.add(key)
        else {
          moving.delete(key)
          settled += 1
        }
        draw()
      })
    },
    clear() {
      if (drawnAt !== Number.NEGATIVE_INFINITY) stderr.write('\r\u001b[2K')
    },
  }
}
