/** A folder that somebody empties: on this machine, or a share that is mounted here. */
import { access, chmod, constants, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Outcome } from 'yibiao/adapter'
import { codeOf, type Destination, PLACED_ONCE, placeOnce } from './place.ts'
import { receiptText } from './receipts.ts'

// The importer often runs as another user of the same group.
const MODE = 0o640

export function folderDestination(folder: string): Destination {
  return {
    address: folder,
    idempotency: PLACED_ONCE,
    deliver(file, context) {
      const part = join(folder, `${file.name}.part`)
      return placeOnce(
        file.name,
        {
          async stage() {
            await rm(part, { force: true })
            await file.write(part)
            await chmod(part, MODE)
            await flush(folder)
          },
          async reveal() {
            try {
              await rename(part, join(folder, file.name))
            } catch (error) {
              if (codeOf(error) !== 'ENOENT') throw error
              // Of a share that is no longer mounted nothing can be said.
              await access(folder)
              return false
            }
            await flush(folder)
            return true
          },
          notPlaced,
        },
        context,
      )
    },
    async read(path, _context, maxBytes) {
      try {
        const { size } = await stat(join(folder, path))
        return size > maxBytes ? '' : receiptText(await readFile(join(folder, path)))
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw error
        return undefined
      }
    },
    async diagnose() {
      try {
        await access(folder, constants.W_OK | constants.X_OK)
        return [{ check: 'folder', ok: true, detail: { zh: '可写', en: 'writable' } }]
      } catch (error) {
        return [{ check: 'folder', ok: false, detail: codeOf(error) }]
      }
    },
  }
}

function notPlaced(error: unknown): Outcome {
  const code = codeOf(error)
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return { state: 'not-applied', why: { barred: 'right' }, detail: code }
  return { state: 'not-applied', why: 'unavailable', detail: code }
}

/** Makes names durable. Windows has no such call for folders. */
async function flush(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  await using directory = await open(folder)
  await directory.sync()
}
