/**
 * What is thrown to a caller, by who must act. What an *upstream* did is never an exception but an outcome.
 *
 * Every error carries problems, so that one renderer serves the CLI, the server and the form element.
 */
import { describeProblem, type Problem } from './problem.ts'
import type { Lang } from './text.ts'

export class GatewayError extends Error {
  readonly code: string
  readonly problems: readonly Problem[]

  constructor(code: string, problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((problem) => describeProblem(problem, 'en')).join('\n'), options)
    this.name = new.target.name
    this.code = code
    this.problems = problems
  }

  /** The message in one language, a line per problem. */
  describe(lang: Lang): string {
    return this.problems.map((problem) => describeProblem(problem, lang)).join('\n')
  }
}

/** The record itself doesn't satisfy its form. For the person who filled it in. */
export class RecordInvalidError extends GatewayError {
  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super('record-invalid', problems, options)
  }
}

/** Same key with other content, or a field that moved since `base`. For the caller to show both and ask. */
export class ConflictError extends GatewayError {
  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super('conflict', problems, options)
  }
}

/** A form, contract or mapping is wrong. For its author; problems name the file and the JSON pointer. */
export class MappingError extends GatewayError {
  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super('mapping', problems, options)
  }
}

/** A setting is missing or wrong. For the operator; problems name the setting and its variable. */
export class SettingsError extends GatewayError {
  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super('settings', problems, options)
  }
}

/** The ledger can't be used: full, owned by another process, damaged, or gone back in time. */
export class StorageError extends GatewayError {
  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super('storage', problems, options)
  }
}
