/** The command was typed wrongly, or names something that isn't there. */
import { GatewayError } from '../base/errors.ts'
import type { MessageCode } from '../base/messages/index.ts'
import { nearest } from '../base/nearest.ts'
import type { Params } from '../base/problem.ts'
import type { Text } from '../base/text.ts'

export class UsageError extends GatewayError {
  constructor(code: MessageCode, params: Params = {}) {
    super('usage', [{ code, who: 'operator', params }])
  }
}

/** “did you mean …?” for the end of a sentence; blank when no name is near. */
export function hintOf(typed: string, known: Iterable<string>): Text {
  const near = nearest(typed, known)
  return near === undefined ? { zh: '', en: '' } : { zh: `，是不是 ${near}？`, en: ` Did you mean ${near}?` }
}
