import { cpSync } from 'node:fs'
import { defineConfig } from 'tsup'

// One build with splitting: the field registry and the error classes must be the same objects behind every subpath.
export default defineConfig({
  entry: {
    index: 'src/index.ts',
    adapter: 'src/upstream/adapter.ts',
    authoring: 'src/authoring/index.ts',
    testing: 'src/testing/index.ts',
    schemas: 'schemas/index.ts',
    'adapters/http': 'adapters/http/index.ts',
    'adapters/table': 'adapters/table/index.ts',
    'adapters/sql': 'adapters/sql/index.ts',
    'adapters/soap': 'adapters/soap/index.ts',
    'adapters/openrosa': 'adapters/openrosa/index.ts',
    cli: 'src/cli/main.ts',
    // `yibiao demo`: what runs it, what it runs on, and the stand-ins' own process.
    'demo/main': 'src/cli/demo/main.ts',
    'demo/world': 'examples/demo/world.ts',
    'demo/stand-ins': 'examples/demo/stand-ins.ts',
    'ledger-worker': 'src/ledger/thread/worker.ts',
    'postgres-connection': 'src/ledger/postgres/connection-worker.ts',
  },
  format: 'esm',
  target: 'node24',
  platform: 'node',
  splitting: true,
  clean: true,
  sourcemap: false,
  dts: false, // tsup's own declarations crash on TypeScript 7; tsc writes them
  removeNodeProtocol: false, // 'node:sqlite' exists under that name only
  onSuccess: async () => cpSync('examples/demo/register.xlsx', 'dist/demo/register.xlsx'),
})
