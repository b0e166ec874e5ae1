/** A file of our own for as long as it takes to send it. */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OutFile } from './place.ts'

/** Runs with the file on disk, in a folder that only we can read, which is gone afterwards. */
export async function withTemporary<T>(file: OutFile, run: (path: string, bytes: number) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'yibiao-'))
  try {
    const path = join(folder, 'file')
    await file.write(path)
    return await run(path, (await stat(path)).size)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
