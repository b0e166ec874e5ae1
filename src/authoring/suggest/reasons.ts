/** Why a field was read as it was, in words. */
import type { Text } from '../../base/text.ts'
import { fieldTitles } from './titles.ts'
import type { Reason } from './types.ts'

const FROM: Readonly<Record<string, Text>> = {
  label: { zh: '名称', en: 'its label' },
  name: { zh: '英文名', en: 'its English name' },
  abbreviation: { zh: '缩写', en: 'its abbreviation' },
  pinyin: { zh: '拼音', en: 'its Pinyin name' },
  code: { zh: '标准字段代码', en: 'its standard column code' },
}

export function sayReason(reason: Reason): Text {
  switch (reason.kind) {
    case 'words': {
      const from = FROM[reason.from] ?? { zh: '', en: '' }
      const holder = reason.holder === undefined ? undefined : fieldTitles[reason.holder]
      return holder
        ? { zh: `${from.zh}“${reason.words}”：${holder.zh}的`, en: `${from.en} “${reason.words}”: of the ${holder.en}` }
        : { zh: `${from.zh}“${reason.words}”`, en: `${from.en} “${reason.words}”` }
    }
    case 'subject': {
      const subject = fieldTitles[reason.subject] ?? { zh: reason.subject, en: reason.subject }
      return {
        zh: `“${reason.words}”，这份清单是关于${subject.zh}的`,
        en: `“${reason.words}” in a list about ${subject.en}`,
      }
    }
    case 'neighbour':
      return {
        zh: `“${reason.words}”紧接在“${reason.after}”之后`,
        en: `“${reason.words}” follows “${reason.after}”`,
      }
    case 'codes':
      return { zh: `取值像“${reason.words}”`, en: `its values look like “${reason.words}”` }
    case 'alias':
      return { zh: `与表单字段“${reason.words}”同名`, en: `called like the form’s field “${reason.words}”` }
    case 'nothing':
      return { zh: `“${reason.words}”没有对应的通用字段`, en: `“${reason.words}” has no counterpart` }
    case 'unsure':
      return { zh: '认不出', en: 'not recognised' }
  }
}
