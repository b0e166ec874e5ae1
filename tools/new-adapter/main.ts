/** `npm run new:adapter NAME`: an adapter's folder, its page, and the lines by which the package ships it. */
import { newAdapter } from './new-adapter.ts'

const [name] = process.argv.slice(2)
try {
  const written = newAdapter(name ?? '', process.cwd())
  console.log(`${written.join('\n')}\n\nNext: npm exec -- vitest run adapters/${name}`)
} catch (error) {
  console.error(error instanceof RangeError ? error.message : error)
  process.exitCode = 2
}
