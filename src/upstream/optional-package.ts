/** Heavy packages that only some upstreams need: loaded at first use, and named when they are missing. */
import { SettingsError } from '../base/errors.ts'

/**
 * @param name - as it is installed
 * @param load - a function of one dynamic import, written out where it is used, so that types and bundlers see it
 * @throws {SettingsError} with the install command, when it is not installed
 */
export async function optionalPackage<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    if (!isMissing(error, name)) throw error
    throw new SettingsError(
      [{ code: 'package_missing', who: 'operator', params: { package: name, command: `npm install ${name}` } }],
      { cause: error },
    )
  }
}

/** Missing itself, rather than something it needs. */
const isMissing = (error: unknown, name: string): boolean =>
  error instanceof Error &&
  (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND' &&
  error.message.includes(`'${name}'`)
