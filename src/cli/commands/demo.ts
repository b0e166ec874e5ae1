/** yibiao demo: a part of its own, loaded when it is asked for, since it brings stand-in upstreams with it. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Context } from '../context.ts'
import { UsageError } from '../usage-error.ts'

/** What the demo exports: it runs, prints, and answers the exit code. */
export interface DemoModule {
  runDemo(context: Pick<Context, 'stdout' | 'stderr' | 'env' | 'cwd' | 'lang' | 'json' | 'signal'>): Promise<number>
}

export async function demo(context: Context): Promise<number> {
  // Beside the built command: dist/cli.js and dist/demo/main.js.
  const module = new URL('./demo/main.js', import.meta.url)
  if (!existsSync(fileURLToPath(module))) throw new UsageError('demo_missing')
  const { runDemo } = (await import(module.href)) as DemoModule
  return runDemo(context)
}
