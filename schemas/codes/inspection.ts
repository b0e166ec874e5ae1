/** What an inspection found and what came of it. The codes are words of our own. */
import { defineCodes } from '../../src/form/index.ts'

export const inspectionResultCodes = defineCodes({
  name: 'inspection-result',
  title: { zh: '排查结果', en: 'Result of the inspection' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'none', zh: '未发现隐患', en: 'Nothing found', aliases: ['无隐患', '正常'] },
    { code: 'found', zh: '发现隐患', en: 'Hazard found', aliases: ['有隐患'] },
    { code: 'worse', zh: '隐患加剧', en: 'Worse than before' },
    { code: 'gone', zh: '隐患已消除', en: 'Gone', aliases: ['已消除'] },
  ],
})

export const rectificationStatusCodes = defineCodes({
  name: 'rectification-status',
  title: { zh: '整改状态', en: 'Status of the rectification' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'open', zh: '未整改', en: 'Not begun', aliases: ['待整改'] },
    { code: 'working', zh: '整改中', en: 'Under way' },
    { code: 'done', zh: '已整改', en: 'Done', aliases: ['整改完成'] },
    { code: 'accepted', zh: '已验收', en: 'Accepted', aliases: ['验收合格'] },
    { code: 'passed-on', zh: '已上报', en: 'Passed on', aliases: ['移交'] },
  ],
})
