/** The process around a command: its streams, its signals, its exit code. */
import { setFlagsFromString } from 'node:v8'
import { EXIT } from './exit-code.ts'
import { run } from './run.ts'

// This process is ours, and it shares a clerk's machine: a nursery that grows with every busy second holds a hundred
// megabytes of garbage for a fifth more speed.
setFlagsFromString('--semi-space-growth-factor=1')

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second one quits at once: what was accepted is on disk, what was in flight is looked into next time.
    if (stopping.signal.aborted) process.exit(EXIT.interrupted)
    stopping.abort()
  })
}

// Whoever reads our output may stop reading (`| head`): that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.settled)
    throw error
  })
}

// Node warns about configurations beside a package.json without "type"; it works, and a clerk can't act on it.
const warn = process.listeners('warning')
process.removeAllListeners('warning')
process.on('warning', (warning: Error & { code?: string }) => {
  if (warning.code !== 'MODULE_TYPELESS_PACKAGE_JSON') for (const listener of warn) listener(warning)
})

const exitCode = await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  signal: stopping.signal,
})
// Kept-alive connections would hold the process for seconds; all that matters is on disk by now.
process.stdout.write('', () => process.exit(exitCode))
