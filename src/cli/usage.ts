/** What commander found wrong with the command line, in our words. */
import type { CommanderError } from 'commander'
import type { GatewayError } from '../base/errors.ts'
import type { Text } from '../base/text.ts'
import { UsageError } from './usage-error.ts'

export function usageErrorOf(error: CommanderError, command: string): GatewayError {
  const { code, message } = error
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? ''
  switch (code) {
    case 'commander.unknownOption':
      return new UsageError('usage_unknown_option', { typed: quoted, hint: suggestionIn(message) })
    case 'commander.unknownCommand':
      return new UsageError('usage_unknown_command', { typed: quoted, hint: suggestionIn(message) })
    case 'commander.missingArgument':
      return new UsageError('usage_argument_missing', { argument: quoted, command })
    case 'commander.missingMandatoryOptionValue':
      return new UsageError('usage_option_missing', { option: flagOf(quoted), command })
    case 'commander.optionMissingArgument':
      return new UsageError('usage_value_missing', { option: flagOf(quoted) })
    default:
      return new UsageError('usage_wrong', { detail: message.replace(/^error: /, '') })
  }
}

const flagOf = (definition: string): string => definition.split(' ')[0] ?? definition

/** The nearest names are found by commander; only its sentence is English. */
function suggestionIn(message: string): Text {
  const names = /\(Did you mean (?:one of )?(.+)\?\)/.exec(message)?.[1]
  return names === undefined ? { zh: '', en: '' } : { zh: `，是不是 ${names}？`, en: ` Did you mean ${names}?` }
}
