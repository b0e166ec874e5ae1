/** Whoever has only the installed package can follow every link of its pages. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Targets of links, without anchors; what stands in code is none. */
function linksOf(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8').replace(/```[\s\S]*?```|`[^`\n]*`/g, '')
  return [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
}

test('every relative link of a packed page leads to a packed file', () => {
  const told = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const result = Object.values(JSON.parse(told) as object)[0] as {
    readonly files: readonly { readonly path: string }[]
  }
  const packed = new Set(result.files.map(({ path }) => path))
  const pages = [...packed].filter((path) => path.endsWith('.md'))
  expect(pages).toContain('README.zh-CN.md')
  const dead = pages.flatMap((page) =>
    linksOf(page)
      .filter((target) => !packed.has(normalize(join(dirname(page), target))))
      .map((target) => `${page} → ${target}`),
  )
  expect(dead).toEqual([])
})
