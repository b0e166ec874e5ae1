/** Two bars on one scale: typed system by system, and typed once. What is missing from the second is what was saved. */
import { inLang, type Lang } from '../../base/text.ts'
import type { FormCoverage } from './coverage.ts'
import { escapeHtml } from './escape-html.ts'
import { wordsIn } from './words.ts'

const WIDTH = 960
const HEIGHT = 24

export function savedBars({ upstreams, perRecord }: FormCoverage, lang: Lang): string {
  const { typed, received, saved } = perRecord
  const say = wordsIn(lang)
  const scale = WIDTH / Math.max(1, received, typed)
  const percent = received === 0 ? 0 : Math.round((saved / received) * 100)
  let x = 0
  const parts = [...upstreams]
    .sort((a, b) => b.entries - a.entries)
    .filter(({ entries }) => entries > 0)
    .map(({ title, entries }, index) => {
      const width = entries * scale
      const part = `<rect class="apart${index % 2 === 1 ? ' odd' : ''}" x="${round(x)}" y="20" width="${round(Math.max(1, width - 1.5))}" height="${HEIGHT}"><title>${escapeHtml(inLang(title, lang))}: ${entries}</title></rect>`
      x += width
      return part
    })
  const once = typed * scale
  const gain = say('saved', { count: saved, percent })
  // Where the gap is too narrow for its words, they stand behind it.
  const inside = WIDTH - once > 220
  return `<svg class="bars" viewBox="0 0 ${WIDTH} 100" role="img" aria-label="${say('separately', { count: received })}; ${say('once', { count: typed })}; ${gain}">
<text x="0" y="13">${say('separately', { count: received })}</text>${parts.join('')}
<text x="0" y="65">${say('once', { count: typed })}</text>
<rect class="once" x="0" y="72" width="${round(once)}" height="${HEIGHT}"/>
${saved > 0 ? `<rect class="gap" x="${round(once + 1)}" y="72.5" width="${round(WIDTH - once - 2)}" height="${HEIGHT - 1}"/>` : ''}
<text class="gain" x="${round(inside ? once + 14 : WIDTH)}" y="${inside ? 89 : 65}" text-anchor="${inside ? 'start' : 'end'}">${saved > 0 ? gain : ''}</text>
</svg>`
}

const round = (value: number): number => Math.round(value * 10) / 10
