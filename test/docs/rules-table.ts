/** The table of field rules inside docs/files.md, between `<!-- rules -->` and `<!-- /rules -->`. */
import { vocabulary } from '../../schemas/index.ts'
import { metaOf } from '../../src/form/index.ts'

export const withRulesTable = (page: string): string =>
  page.replace(/(<!-- rules -->\n)[\s\S]*?(<!-- \/rules -->)/, (_all, start: string, end: string) => {
    const rows = Object.entries(vocabulary.rules).map(([name, rule]) => {
      if (typeof rule === 'function') return `| \`${name}\` | text, with \`maxLength\` | |`
      const { title, hint, standard } = metaOf(rule) ?? {}
      const english = [title?.en, hint?.en].filter((part) => part !== undefined).join(': ')
      return `| \`${name}\` | ${title?.zh ?? ''} ${english} | ${standard ?? ''} |`
    })
    return `${start}\n| rule | what | standard |\n| --- | --- | --- |\n${rows.join('\n')}\n\n${end}`
  })
