/** Stand-in upstreams, part of `yibiao/testing`. */
export type { ControlOrder, ControlReport } from './control.ts'
export { serveSandboxes } from './main.ts'
export { createSandbox } from './server.ts'
export { type SandboxSettingsOptions, sandboxSettings } from './settings.ts'
export {
  SANDBOX_ACCOUNT,
  SANDBOX_KINDS,
  type Sandbox,
  type SandboxAccount,
  type SandboxFault,
  type SandboxKind,
  type SandboxOptions,
  type SandboxRow,
  type SandboxWrite,
} from './types.ts'
