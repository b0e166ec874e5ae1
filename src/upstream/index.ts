/** Systems, upstreams, the adapter contract, and what adapters share. */
export {
  type AccountRules,
  type AccountSpec,
  type Accounts,
  type AccountsSpec,
  accountFaults,
  accountGate,
  accountMissing,
  type NamedAccount,
  pickAccount,
} from './accounts.ts'
export type { AdapterKind } from './adapter-kind.ts'
export { isSecret } from './auth-secrets.ts'
export { type AccountTokens, createTokens } from './auth-tokens.ts'
export { checkUpstream } from './check.ts'
export { type CompiledUpstream, compileUpstream, type FieldAt, type Plan } from './compile.ts'
export type {
  Account,
  Adapter,
  Capabilities,
  Diagnosis,
  Member,
  Operation,
  SendContext,
  Tokens,
} from './contract-v1.ts'
export {
  defineSystem,
  defineUpstream,
  type Limits,
  type System,
  type SystemSpec,
  type Upstream,
  type UpstreamSpec,
} from './define.ts'
export { createHttp } from './http.ts'
export type { Http } from './http-contract.ts'
export type { LogInStore } from './log-in-store.ts'
export { openAdapters } from './open-adapters.ts'
export { closedMs, DAY, type OpeningHours, type OpenSpan, opensAt, TIME_OF_DAY, WEEKDAYS } from './opening-hours.ts'
export { optionalPackage } from './optional-package.ts'
export type { Bar, Fault, Found, Outcome } from './outcome.ts'
export { schemaFaults } from './schema-faults.ts'
export { createSendContext } from './send-context.ts'
export { setting, settingMeta } from './setting.ts'
export { type SettingRow, settingRows } from './setting-rows.ts'
