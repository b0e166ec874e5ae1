/** A file can't be used as it is. For the person who handed it in; problems name file, sheet and remedy. */
import { GatewayError } from '../base/errors.ts'
import type { MessageCode } from '../base/messages/index.ts'
import type { Params, Problem } from '../base/problem.ts'

export class FileError extends GatewayError {
  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super('file', problems, options)
  }
}

/** The error for one problem with one file. */
export const refusal = (code: MessageCode, params: Params, cause?: unknown): FileError =>
  new FileError([{ code, who: 'reporter', params }], cause === undefined ? undefined : { cause })
