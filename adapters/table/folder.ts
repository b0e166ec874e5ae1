/**
 * A folder that somebody empties. The file appears there whole, once, whatever is cut short: it is written as `.part`,
 * flushed, noted in the ledger, and only then renamed. After a crash a `.part` that is gone has been renamed, so a file
 * that the importer took away meanwhile is not put there again.
 */
import { access, chmod, constants, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Diagnosis, FileError, type Outcome, type SendContext, SettingsError } from 'yibiao/adapter'

export interface OutFile {
  readonly name: string
  /** Writes it to a path that doesn't exist yet, flushed. */
  write(path: string): Promise<void>
}

// The importer often runs as another user of the same group.
const MODE = 0o640

export async function intoFolder(folder: string, file: OutFile, context: SendContext): Promise<Outcome> {
  if (context.signal.aborted) return { state: 'not-applied', why: 'unavailable', detail: 'aborted' }
  const part = join(folder, `${file.name}.part`)
  const stage = async () => {
    await rm(part, { force: true })
    await file.write(part)
    await chmod(part, MODE)
    await flush(folder)
  }
  let staged = false
  try {
    await context.once(`staged ${file.name}`, async () => {
      await stage()
      staged = true
      return true
    })
  } catch (error) {
    return notPlaced(error)
  }
  try {
    await rename(part, join(folder, file.name)).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      // Noted by an earlier attempt, and gone since: that attempt renamed it.
      if (!staged) return await access(folder)
      await stage()
      await rename(part, join(folder, file.name))
    })
    await flush(folder)
  } catch (error) {
    return { state: 'unknown', detail: codeOf(error) }
  }
  return { state: 'delivered', reference: file.name }
}

/** Whether files can be put there; writes nothing. */
export async function diagnoseFolder(folder: string): Promise<readonly Diagnosis[]> {
  try {
    await access(folder, constants.W_OK | constants.X_OK)
    return [{ check: 'folder', ok: true, detail: 'writable' }]
  } catch (error) {
    return [{ check: 'folder', ok: false, detail: codeOf(error) }]
  }
}

/** Nothing stands under the file's own name yet. */
function notPlaced(error: unknown): Outcome {
  if (error instanceof SettingsError || error instanceof FileError) {
    return { state: 'rejected', who: 'operator', faults: error.problems.map(({ code }) => ({ upstreamCode: code })) }
  }
  const code = codeOf(error)
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return { state: 'not-applied', why: { barred: 'right' }, detail: code }
  return { state: 'not-applied', why: 'unavailable', detail: code }
}

const codeOf = (error: unknown): string =>
  error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : typeof error

/** Makes names durable. Windows has no such call for folders. */
async function flush(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  await using directory = await open(folder)
  await directory.sync()
}
