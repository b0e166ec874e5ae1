import { defineConfig } from 'tsup'

// One build with splitting: the field registry and the error classes must be the same objects behind every subpath.
export default defineConfig({
  entry: {
    index: 'src/index.ts',
    adapter: 'src/upstream/adapter.ts',
    testing: 'src/testing/index.ts',
    schemas: 'schemas/index.ts',
    'adapters/http': 'adapters/http/index.ts',
    cli: 'src/cli/main.ts',
    'ledger-worker': 'src/ledger/thread/worker.ts',
  },
  format: 'esm',
  target: 'node24',
  platform: 'node',
  splitting: true,
  clean: true,
  sourcemap: false,
  dts: false, // tsup's own declarations crash on TypeScript 7; tsc writes them
  removeNodeProtocol: false, // 'node:sqlite' exists under that name only
})
