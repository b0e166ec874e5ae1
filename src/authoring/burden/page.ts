/**
 * The burden as one page: no request leaves it, its policy allows its own style sheet and nothing else, and it holds
 * names of fields and systems only, no record.
 */
import { createHash } from 'node:crypto'
import { inLang, type Lang } from '../../base/text.ts'
import { savedBars } from './bars.ts'
import type { FormCoverage } from './coverage.ts'
import { escapeHtml } from './escape-html.ts'
import { matrixTable } from './matrix.ts'
import type { SavedSoFar } from './saved.ts'
import { STYLE } from './style.ts'
import { wordsIn } from './words.ts'

/** HTML of one self-contained page. @param saved - absent where there is no ledger yet */
export function coveragePage(forms: readonly FormCoverage[], saved: SavedSoFar | undefined, lang: Lang): string {
  const say = wordsIn(lang)
  const hash = createHash('sha256').update(STYLE).digest('base64')
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${say('title')}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${say('title')}</h1><p class="soft">${say('lead')}</p></header>
<main>
${saved && saved.records > 0 ? soFar(saved, lang) : ''}
${forms.map((form) => formSection(form, lang)).join('\n')}
</main>
<footer>${say('assumption')}</footer>
</body>
</html>
`
}

function soFar({ records, received, saved }: SavedSoFar, lang: Lang): string {
  const say = wordsIn(lang)
  const number = new Intl.NumberFormat(lang)
  const item = (count: number, word: 'soFarRecords' | 'soFarReceived' | 'soFarSaved') =>
    `<li><b>${number.format(count)}</b>${say(word, { count })}</li>`
  return `<section aria-label="${say('soFar')}"><h3>${say('soFar')}</h3><ul class="numbers">${item(records, 'soFarRecords')}${item(received, 'soFarReceived')}${item(saved, 'soFarSaved')}</ul></section>`
}

function formSection(form: FormCoverage, lang: Lang): string {
  const say = wordsIn(lang)
  const title = escapeHtml(inLang(form.title, lang))
  return `<section aria-label="${title}">
<h2>${title}</h2>
<h3>${say('perRecord')}</h3>
${savedBars(form, lang)}
<h3>${say('matrix')}</h3>
${matrixTable(form, lang)}
<h3>${say('unfed')}</h3>
${unfedList(form, lang)}
<h3>${say('unused')}</h3>
${unusedList(form, lang)}
</section>`
}

function unfedList({ upstreams }: FormCoverage, lang: Lang): string {
  const say = wordsIn(lang)
  const lacking = upstreams.filter(({ unfed }) => unfed.length > 0)
  if (lacking.length === 0) return `<p class="soft">${say('allFed')}</p>`
  const rows = lacking.map(({ title, unfed }) => {
    const tags = [...unfed]
      .sort((a, b) => Number(b.required) - Number(a.required))
      .map(({ pointer, title: called, required }) => {
        const must = required ? ` <span class="must">${say('required')}</span>` : ''
        return `<span class="tag">${escapeHtml(called)} <small>${escapeHtml(pointer)}</small>${must}</span>`
      })
    return `<dt>${escapeHtml(inLang(title, lang))}</dt><dd>${tags.join(' ')}</dd>`
  })
  return `<p class="soft">${say('unfedLead')}</p><dl>${rows.join('')}</dl>`
}

function unusedList({ fields }: FormCoverage, lang: Lang): string {
  const say = wordsIn(lang)
  const unused = fields.filter(({ upstreams }) => upstreams.length === 0)
  if (unused.length === 0) return `<p class="soft">${say('none')}</p>`
  const tags = unused.map(({ title }) => `<span class="tag">${escapeHtml(inLang(title, lang))}</span>`)
  return `<p class="soft">${say('unusedLead')}</p><p>${tags.join(' ')}</p>`
}
