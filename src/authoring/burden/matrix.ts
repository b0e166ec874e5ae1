/** Fields × upstreams as a table: what several ask for on top, the upstream that asks for most on the left. */
import { inLang, type Lang } from '../../base/text.ts'
import type { FieldCoverage, FormCoverage, UpstreamCoverage } from './coverage.ts'
import { escapeHtml } from './escape-html.ts'
import { wordsIn } from './words.ts'

export function matrixTable(form: FormCoverage, lang: Lang): string {
  const say = wordsIn(lang)
  const columns = [...form.upstreams].sort((a, b) => b.entries - a.entries)
  const rows = form.fields
    .filter(({ upstreams }) => upstreams.length > 0)
    .sort((a, b) => b.upstreams.length - a.upstreams.length)
  const several = rows.filter(({ upstreams }) => upstreams.length > 1)
  const single = rows.filter(({ upstreams }) => upstreams.length === 1)
  const group = (heading: string, fields: readonly FieldCoverage[]) =>
    fields.length === 0
      ? ''
      : `<tbody><tr class="group"><th scope="rowgroup" colspan="${columns.length + 2}">${heading}</th></tr>${fields
          .map((field) => rowOf(field, columns, lang))
          .join('')}</tbody>`
  const names = columns.map(
    ({ title }) => `<th scope="col" class="name"><span>${escapeHtml(inLang(title, lang))}</span></th>`,
  )
  const entries = columns.map((column) => `<td>${column.entries}</td>`).join('')
  return `<p class="legend"><span><span class="dot full"></span>${say('required')}</span><span><span class="dot"></span>${say('optional')}</span></p>
<div class="scroll" tabindex="0" role="region" aria-label="${say('matrix')}"><table class="matrix">
<thead><tr><th scope="col">${say('field')}</th>${names.join('')}<th scope="col">${say('asked')}</th></tr></thead>
${group(say('several', { count: several.length }), several)}
${group(say('single', { count: single.length }), single)}
<tfoot><tr><th scope="row">${say('entries')}</th>${entries}<td></td></tr></tfoot>
</table></div>`
}

// The bar beside a row's count, in px per upstream.
const UNIT = 6

function rowOf({ path, title, upstreams }: FieldCoverage, columns: readonly UpstreamCoverage[], lang: Lang): string {
  const count = upstreams.length
  const bar = `<svg width="${count * UNIT}" height="8" aria-hidden="true"><rect width="${count * UNIT}" height="8" rx="2"/></svg>`
  return `<tr><th scope="row" title="${escapeHtml(path)}">${escapeHtml(inLang(title, lang))}</th>${columns
    .map((column) => cellOf(path, column, lang))
    .join('')}<td class="count">${bar}${count}</td></tr>`
}

function cellOf(path: string, { properties }: UpstreamCoverage, lang: Lang): string {
  const fed = properties.filter(({ fields }) => fields.includes(path))
  if (fed.length === 0) return '<td></td>'
  const required = fed.some((property) => property.required)
  const label = `${fed.map(({ pointer }) => pointer).join(' ')} (${wordsIn(lang)(required ? 'required' : 'optional')})`
  const shown = escapeHtml(label)
  return `<td><span class="dot${required ? ' full' : ''}" role="img" aria-label="${shown}" title="${shown}"></span></td>`
}
