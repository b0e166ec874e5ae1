/** What `yibiao worker` says. */
import type { Text } from '../base/text.ts'

export const workerWords = {
  'worker.started': {
    zh: '开始报送到 {count} 个上级接口；Ctrl-C 结束',
    en: 'Delivering to {count} {count|upstream|upstreams}; Ctrl-C ends it.',
  },
  'worker.recovered': {
    zh: '台账恢复正常，中断了 {seconds} 秒；继续报送',
    en: 'The ledger is back after {seconds} s; deliveries go on.',
  },
  'worker.stopping': { zh: '正在结束：等已发出的有结果', en: 'Ending: waiting for what is in flight.' },
  'worker.ended': { zh: '已结束；没有送完的留在台账里', en: 'Ended. What is left waits in the ledger.' },
} as const satisfies Record<string, Text>
