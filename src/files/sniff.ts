/**
 * What a file is, by its first bytes; its name only settles what bytes can't.
 *
 * Old .xls and password-protected .xlsx share one container (CFB), and many systems export a web page named .xls.
 */
import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import { refusal } from './errors.ts'
import type { Format } from './types.ts'

const CFB_MAGIC = 'd0cf11e0a1b11ae1'
const HEAD_BYTES = 4_096
// The directory of a CFB file may lie anywhere; it is near one of the ends in everything that programs write.
const CFB_SCAN_BYTES = 1_048_576

type Found = Format | 'html' | 'xls' | 'encrypted' | 'text' | 'empty' | 'binary'

/**
 * The format of the file at `path`.
 *
 * @param asked - format the caller insists on; without it the name's extension is held against the content
 * @throws {FileError} when the content is none of the formats, or another than the name says
 */
export async function formatOf(path: string, name: string, asked?: Format): Promise<Format> {
  const found = await look(path)
  const extension = extname(name).toLowerCase()
  const said = asked ?? formatOfName(name)
  if (found === 'empty') throw refusal('file_empty', { file: name })
  if (found === 'encrypted') throw refusal('file_encrypted', { file: name })
  if (found === 'xls') throw refusal('file_old_xls', { file: name })
  if (found === 'html') throw refusal('file_is_html', { file: name })
  if (found === 'binary') throw refusal('file_unknown_format', { file: name })
  if (found === 'xlsx') {
    if (said && said !== 'xlsx') throw notAsNamed(name, said, 'Excel (.xlsx)')
    return 'xlsx'
  }
  if (said === 'xlsx' || extension === '.xls') throw notAsNamed(name, said ?? 'xls', found === 'jsonl' ? 'JSON' : 'CSV')
  if (said) return said
  return found === 'jsonl' ? 'jsonl' : 'csv'
}

const notAsNamed = (name: string, said: string, found: string) =>
  refusal('file_not_as_named', { file: name, said: `.${said}`, found })

/** What a name says about its content; undefined where it says nothing. */
export function formatOfName(name: string): Format | undefined {
  const extension = extname(name).toLowerCase()
  if (extension === '.xlsx' || extension === '.xlsm') return 'xlsx'
  if (extension === '.csv' || extension === '.tsv' || extension === '.txt') return 'csv'
  if (extension === '.jsonl' || extension === '.ndjson') return 'jsonl'
  return undefined
}

async function look(path: string): Promise<Found> {
  await using file = await open(path)
  const head = Buffer.alloc(HEAD_BYTES)
  const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0)
  if (bytesRead === 0) return 'empty'
  const bytes = head.subarray(0, bytesRead)
  if (bytes.toString('latin1', 0, 2) === 'PK') return 'xlsx'
  if (bytes.toString('hex', 0, 8) === CFB_MAGIC) {
    const scanned = Buffer.alloc(CFB_SCAN_BYTES)
    const { size } = await file.stat()
    for (const position of [0, Math.max(0, size - CFB_SCAN_BYTES)]) {
      const { bytesRead: length } = await file.read(scanned, 0, CFB_SCAN_BYTES, position)
      if (scanned.subarray(0, length).includes(Buffer.from('EncryptedPackage', 'utf16le'))) return 'encrypted'
    }
    return 'xls'
  }
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (!utf16 && bytes.includes(0)) return 'binary'
  const start = bytes
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
  if (start === '' && !utf16 && bytesRead < HEAD_BYTES) return 'empty'
  if (/^<(!doctype html|html|head|table|meta|\?xml)/i.test(start)) return 'html'
  return start.startsWith('{') ? 'jsonl' : 'text'
}
