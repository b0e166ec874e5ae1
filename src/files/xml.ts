/**
 * XML as a stream of events with bounded memory: saxes, local names only, and a stop for texts and nestings that no
 * spreadsheet program writes. saxes knows no entity but the five of XML, so nothing can expand.
 */
import { SaxesParser } from 'saxes'
import { refusal } from './errors.ts'

export interface XmlHandlers {
  open(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

export interface XmlReader {
  write(chunk: Uint8Array): void
  end(): void
}

const MAX_DEPTH = 100
// saxes holds a text until its next tag. A cell takes 32,767 characters.
const MAX_QUIET_BYTES = 16_777_216

/** @param file - name for the problem when the XML is broken */
export function createXmlReader(file: string, part: string, handlers: XmlHandlers): XmlReader {
  const parser = new SaxesParser({ position: false, xmlns: false })
  let decoder: TextDecoder | undefined
  let depth = 0
  let quietBytes = 0
  parser.on('opentag', ({ name, attributes }) => {
    quietBytes = 0
    depth += 1
    handlers.open(localName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    quietBytes = 0
    depth -= 1
    handlers.close?.(localName(name))
  })
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  parser.on('error', (cause) => {
    throw broken(cause)
  })
  const broken = (cause: unknown) => refusal('workbook_damaged', { file, detail: part }, cause)
  return {
    write(chunk) {
      decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8', { fatal: true })
      quietBytes += chunk.length
      let text: string
      try {
        text = decoder.decode(chunk, { stream: true })
      } catch (cause) {
        throw broken(cause)
      }
      parser.write(text)
      if (depth > MAX_DEPTH || quietBytes > MAX_QUIET_BYTES) throw refusal('workbook_too_large', { file, detail: part })
    },
    end() {
      parser.close()
    },
  }
}

const localName = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
