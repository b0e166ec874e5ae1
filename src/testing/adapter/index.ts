/** The conformance suite of adapters, part of `yibiao/testing`. */
export { createSendContext } from '../../upstream/send-context.ts'
export { describeAdapter } from './describe-adapter.ts'
export { sandboxUpstream } from './sandbox-upstream.ts'
export type { AdapterSuite, TestAccounts, TestUpstream, UpstreamFault, UpstreamFaultName } from './suite.ts'
