/**
 * Secrets are named, not written: resolved at use, so that a new password needs no restart, and absent from every
 * settings file, log and message.
 */
import { SettingsError } from '../base/errors.ts'

/** Where a secret comes from: an environment variable (the form settings in JSON can hold), or a function. */
export type Secret = { readonly env: string } | (() => string | Promise<string>)

/** A reference to an environment variable, read at each use. */
export const env = (variable: string): Secret => ({ env: variable })

/** A secret written into code, for tests. A function, so that neither JSON nor a log shows it. */
export const secret = (value: string): Secret => Object.freeze(() => value)

/**
 * The secret itself.
 *
 * @param setting - name of the setting, for the message when it is missing
 * @throws {SettingsError} when the variable is unset or empty; it names the variable, never a value
 */
export async function revealSecret(source: Secret, setting: string): Promise<string> {
  if (typeof source === 'function') return await source()
  const value = process.env[source.env]
  if (value === undefined || value === '') {
    throw new SettingsError([{ code: 'variable_missing', who: 'operator', params: { variable: source.env, setting } }])
  }
  return value
}
