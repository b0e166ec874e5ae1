/** What `yibiao demo` runs: the workbook, the forms its sheets hold, and four systems at the addresses it is told. */
import type { Upstream } from 'yibiao'
import { resident, visit } from 'yibiao/schemas'
import { civilAffairs } from './upstreams/civil-affairs.ts'
import { grid } from './upstreams/grid.ts'
import { health } from './upstreams/health.ts'
import { publicSafety } from './upstreams/public-safety.ts'

/** Beside this file; the built demo has a copy beside itself. */
export const register = new URL('./register.xlsx', import.meta.url)

/** @param urls - address of each stand-in, by the system's name */
export function createWorld(urls: Readonly<Record<string, string>>) {
  const at = (name: string) => urls[name] ?? ''
  const parts = [
    civilAffairs(at('civil-affairs')),
    health(at('health')),
    grid(at('grid')),
    publicSafety(at('public-safety')),
  ]
  return {
    register,
    sheets: [
      { sheet: '居民', form: resident },
      { sheet: '走访', form: visit },
    ],
    systems: parts.map(({ system: { name, title }, about }) => ({ name, title, about })),
    upstreams: parts.flatMap(({ upstreams }): readonly Upstream[] => upstreams),
  }
}
