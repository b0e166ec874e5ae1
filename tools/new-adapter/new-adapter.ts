/** Writes a new adapter that works: a JSON back end with an idempotency key, to be made into the real one. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const TEMPLATES = join(import.meta.dirname, 'template')
const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

/**
 * @param root - folder of the project
 * @returns what was written or changed, below `root`
 * @throws {RangeError} when the name is not lower-case letters, digits and hyphens, or is taken
 */
export function newAdapter(name: string, root: string): readonly string[] {
  if (!NAME.test(name)) {
    throw new RangeError('npm run new:adapter NAME: lower-case letters, digits and hyphens, a letter first')
  }
  const folder = join('adapters', name)
  if (existsSync(join(root, folder))) throw new RangeError(`${folder} is there already`)
  const written: string[] = []
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
    written.push(path)
  }
  for (const file of readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.txt')) continue
    const path = file.slice(0, -'.txt'.length)
    const content = readFileSync(join(TEMPLATES, file), 'utf8')
    write(path === 'page.md' ? `docs/settings-${name}.md` : join(folder, path), filled(content, name))
  }
  for (const [path, insert] of Object.entries(LINES)) {
    write(path, insert(readFileSync(join(root, path), 'utf8'), name))
  }
  return written
}

/** `civil-affairs` → `civilAffairs`, `CivilAffairs`. */
const filled = (text: string, name: string): string => {
  const camel = name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  const pascal = camel.charAt(0).toUpperCase() + camel.slice(1)
  return text.replaceAll('__NAME__', name).replaceAll('__CAMEL__', camel).replaceAll('__PASCAL__', pascal)
}

/** After the last line that names an adapter. */
function after(text: string, line: RegExp, added: string): string {
  const found = [...text.matchAll(line)].at(-1)
  if (!found) throw new RangeError(`no line like ${line} to add the adapter after`)
  const end = found.index + found[0].length
  return text.slice(0, end) + added + text.slice(end)
}

const LINES: Readonly<Record<string, (text: string, name: string) => string>> = {
  'package.json': (text, name) =>
    after(
      text,
      /\n {4}"\.\/adapters\/[\w-]+": \{[^}]*\},/g,
      `\n    "./adapters/${name}": {\n      "types": "./dist/types/adapters/${name}/index.d.ts",\n      "default": "./dist/adapters/${name}.js"\n    },`,
    ),
  'tsup.config.ts': (text, name) =>
    after(text, /\n {4}'adapters\/[\w-]+': [^\n]+/g, `\n    'adapters/${name}': 'adapters/${name}/index.ts',`),
  'tsconfig.json': (text, name) =>
    after(
      text,
      /\n {6}"yibiao\/adapters\/[\w-]+": [^\n]+/g,
      `\n      "yibiao/adapters/${name}": ["./adapters/${name}/index.ts"],`,
    ),
  'vitest.config.ts': (text, name) =>
    after(
      text,
      /\n {6}\{ find: 'yibiao\/adapters\/[\w-]+'[^\n]+/g,
      `\n      { find: 'yibiao/adapters/${name}', replacement: at('./adapters/${name}/index.ts') },`,
    ),
}
