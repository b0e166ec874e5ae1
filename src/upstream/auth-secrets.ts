/**
 * Secrets are named, not written: resolved at use, so that a new password needs no restart, and absent from every
 * settings file, log, message and ledger.
 */
import { z } from 'zod'
import { SettingsError } from '../base/errors.ts'
import { rememberSecret } from '../base/secret-values.ts'
import { says } from '../form/index.ts'
import { setting } from './setting.ts'

/**
 * Where a secret comes from: `${NAME}`, an environment variable, the same in TypeScript and in JSON; `${account.NAME}`, a
 * value of the account that the call is made under; or a function.
 */
export type Secret = `\${${string}}` | (() => string | Promise<string>)

const REFERENCE = /^\$\{(account\.)?([A-Za-z_]\w*)\}$/

export const isSecret = (value: unknown): value is Secret =>
  typeof value === 'function' || (typeof value === 'string' && REFERENCE.test(value))

/** Whether a member called so holds a credential, whatever the settings' author calls it: `password`, `appSecret`, `x-api-key`. */
export const soundsSecret = (name: string): boolean =>
  /pass(?:wd|word|code)?$|pwd|secret|token|credential|authori[sz]ation|cookie|api-?key|access-?key|private-?key|密码|口令|密钥/i.test(
    name,
  )

/** What a refused literal says. `params.secret` tells the loader which kind of fault it is. */
const LITERAL = says(
  '密码等机密只能写成 ${变量名}，由环境变量给出',
  'a secret is written as ${NAME}, the name of an environment variable, never as itself',
)

/** A setting that holds a secret. A bare text is refused, and not quoted. Give it a meaning with `setting`. */
export const secretSetting = setting(z.custom<Secret>(isSecret, { params: { ...LITERAL.params, secret: true } }), {
  zh: '机密：${变量名}',
  en: 'A secret: ${NAME}',
  secret: true,
})

/** A secret written in code, for tests: it shows in no log. */
export const secret = (value: string): Secret => Object.freeze(() => value)

/**
 * The secret itself.
 *
 * @param name - name of the setting, for the message when it is missing
 * @throws {SettingsError} when the variable is unset or empty, or the text is no `${NAME}`; it names the variable, never a value
 */
export async function revealSecret(source: Secret, name: string): Promise<string> {
  const value = await read(source, name)
  rememberSecret(value)
  return value
}

/** A text that may be written as a secret, such as a user name. @throws {SettingsError} as `revealSecret` */
export const revealText = async (source: Secret | string, name: string): Promise<string> =>
  isSecret(source) ? await revealSecret(source, name) : source

/** Which variable it is, where that is what an error says. */
export function missingVariable(error: SettingsError): { readonly variable?: string } {
  const variable = error.problems.find(({ code }) => code === 'variable_missing')?.params?.variable
  return typeof variable === 'string' ? { variable } : {}
}

async function read(source: Secret, name: string): Promise<string> {
  if (typeof source === 'function') return await source()
  const [, account, variable] = REFERENCE.exec(source) ?? []
  // What an account has was put in its place before (`forAccount`).
  if (account !== undefined && variable !== undefined) {
    const params = { value: variable, setting: name }
    throw new SettingsError([{ code: 'account_value_missing', who: 'operator', params }])
  }
  if (variable === undefined) {
    const { detail } = LITERAL.params
    throw new SettingsError([{ code: 'settings_invalid', who: 'operator', params: { setting: name, detail } }])
  }
  const value = process.env[variable]
  if (value === undefined || value === '') {
    throw new SettingsError([{ code: 'variable_missing', who: 'operator', params: { variable, setting: name } }])
  }
  return value
}
