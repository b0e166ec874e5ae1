/** `npm run demo`: builds where dist/ is missing or older than the sources, then runs `yibiao demo`. */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../..', import.meta.url))
const built = new URL('../../dist/demo/main.js', import.meta.url)
const sources = globSync('{src,schemas,adapters,examples/demo}/**/*.{ts,xlsx}', { cwd: project })
const changedAt = (path: string | URL) => statSync(path).mtimeMs

const isFresh = existsSync(built) && sources.every((path) => changedAt(`${project}/${path}`) <= changedAt(built))
if (!isFresh) {
  console.error('dist/ is missing or old: npm run build …')
  // Through a shell: npm is a script with another name on Windows. What it prints matters only when it fails.
  const { status, stdout } = spawnSync('npm run build', { cwd: project, shell: true, encoding: 'utf8' })
  if (status !== 0) {
    console.error(stdout)
    process.exit(1)
  }
}
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const { status } = spawnSync(process.execPath, [cli, 'demo', ...process.argv.slice(2)], { stdio: 'inherit' })
process.exit(status ?? 1)
