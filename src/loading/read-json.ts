/**
 * JSON from a file a person wrote: bounded, strict UTF-8, and with what `JSON.parse` keeps quiet about: a name given
 * twice (the first one would vanish), `__proto__`, and the line each place is on.
 */
import { open } from 'node:fs/promises'
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { z } from 'zod'
import type { Json } from '../base/json.ts'
import { pointerTokens, toPointer } from '../base/json-pointer.ts'
import type { Problem } from '../base/problem.ts'
import type { Text } from '../base/text.ts'
import { schemaFaults } from '../upstream/index.ts'
import { type FileFaults, fileProblem } from './faults.ts'

export interface JsonFile {
  /** As shown to people: the folder that was named, and the way from there. */
  readonly label: string
  readonly value: Json
  /** Line, from 1, of the place; undefined where nothing stands there. */
  lineOf(pointer: string): number | undefined
}

/** No file of ours is longer; a data set that was put in the wrong place is. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024

// Deeper than any contract, and no stack is exhausted by whoever walks it.
const MAX_DEPTH = 100

/** The file's content, or undefined once its faults are in `problems`. */
export async function readJson(path: string, label: string, problems: Problem[]): Promise<JsonFile | undefined> {
  const text = await readText(path, label, problems)
  if (text === undefined) return undefined
  let value: Json
  try {
    // First, since it takes any depth without exhausting the stack.
    value = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    problems.push(fileProblem('file_syntax', { file: `${label}${placeOf(text)}`, detail: shortOf(error.message) }))
    return undefined
  }
  if (depthOver(value, MAX_DEPTH)) {
    problems.push(fileProblem('file_too_deep', { file: label, limit: MAX_DEPTH }))
    return undefined
  }
  const tree = parseTree(text, [], { disallowComments: true })
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length
  const found = problems.length
  if (tree)
    noteNames(tree, [], (at, node, detail) => {
      const file = `${label}:${lineAt(node.offset)}`
      problems.push(fileProblem('file_invalid', { file, pointer: toPointer(at), detail }))
    })
  if (problems.length > found) return undefined
  const lineOf = (pointer: string) => {
    let node = tree
    let line: number | undefined
    for (const step of pointerTokens(pointer)) {
      const next: Node | undefined =
        node?.type === 'array'
          ? node.children?.[Number(step)]
          : node?.children?.find(({ children: [key] = [] }) => key?.value === step)
      // What is missing is shown where it should have stood.
      if (!next) break
      line = lineAt(next.offset)
      node = next.type === 'property' ? next.children?.[1] : next
    }
    return line
  }
  return { label, value, lineOf }
}

/** The content as the schema reads it; undefined once its faults have been noted. */
export function parseFile<S extends z.ZodType>(schema: S, file: JsonFile, faults: FileFaults): z.output<S> | undefined {
  const parsed = schema.safeParse(file.value)
  if (parsed.success) return parsed.data
  for (const { path, detail } of schemaFaults(schema, file.value)) faults.add(path, detail)
  return undefined
}

async function readText(path: string, label: string, problems: Problem[]): Promise<string | undefined> {
  try {
    const handle = await open(path)
    try {
      const { size } = await handle.stat()
      if (size > MAX_FILE_BYTES) {
        problems.push(fileProblem('file_too_long', { file: label, limit: MAX_FILE_BYTES }))
        return undefined
      }
      // The size may have changed since; the buffer can't.
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0)
      return new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead))
    } finally {
      await handle.close()
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    problems.push(
      code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
        ? fileProblem('file_not_utf8', { file: label })
        : fileProblem('file_missing', { file: label, detail: code }, 'operator'),
    )
    return undefined
  }
}

function depthOver(value: unknown, limit: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true
    level = level.flatMap((each) => (each !== null && typeof each === 'object' ? Object.values(each) : []))
  }
  return false
}

const TWICE: Text = { zh: '同一级里写了两次，请删掉一个', en: 'it is written twice at the same level; take one out' }
const UNSAFE: Text = { zh: '不能用这个名称', en: 'this name can’t be used' }

function noteNames(
  node: Node,
  at: readonly (string | number)[],
  note: (at: readonly (string | number)[], node: Node, detail: Text) => void,
): void {
  const names = new Set<string>()
  for (const [index, child] of (node.children ?? []).entries()) {
    if (node.type === 'array') noteNames(child, [...at, index], note)
    if (child.type !== 'property') continue
    const [key, value] = child.children ?? []
    const name = String(key?.value)
    if (names.has(name)) note([...at, name], child, TWICE)
    if (name === '__proto__') note([...at, name], child, UNSAFE)
    names.add(name)
    if (value) noteNames(value, [...at, name], note)
  }
}

/** `:LINE` of the first fault of syntax. */
function placeOf(text: string): string {
  const errors: ParseError[] = []
  // Broken text as deep as the file is long would exhaust the parser's stack; the file alone must do then.
  if (/[[{]{1000}/.test(text.replaceAll(/[^[\]{}]/g, ''))) return ''
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const [first] = errors
  return first === undefined
    ? ''
    : `:${text.slice(0, first.offset).split('\n').length} (${printParseErrorCode(first.error)})`
}

/** The engine's sentence without the piece of the file it quotes. */
const shortOf = (message: string): string => message.replace(/,? ?(?:\.\.\.)?"[\s\S]*$/, '').replace(/ in JSON.*$/s, '')
