/** Tools for those who connect upstreams. Heavy parts are loaded by the command that needs them. */
export { type Draft, draft } from './suggest/draft/draft.ts'
export { writeFiles } from './suggest/draft/write.ts'
export { type ContractList, readContract } from './suggest/read/read.ts'
export { sayReason } from './suggest/reasons.ts'
export { lexicons, type SuggestedField, type Suggestion, suggest } from './suggest/suggest.ts'
export { pinyinSpeller } from './suggest/words/pinyin.ts'
