/**
 * Short names of compound facts that abbreviations write as one: `djrq` is 登记日期. Labels and English names come apart
 * by themselves (登记 + 日期, report + date), three letters don't.
 */
import type { Words } from './words.ts'

export const recordWords: readonly Words[] = [
  { id: 'record.reportDate', short: 'djsj djrq tbrq tbsj lrsj lrrq sbsj sbrq jdrq jdsj bgrq bssj bsrq tbny' },
  { id: 'record.reporterName', short: 'tbr lrr djr sbr jdr lrrxm djrxm tbrxm bgr bsr tianbaoren' },
  { id: 'record.reporterOrg', short: 'tbdw lrdw djdw sbdw jddw lrjg jdjg djjg tbdwmc lrdwmc djdwmc bsdw' },
  { id: 'visit.date', short: 'zfrq zfsj xcsj xcrq sfrq sfsj rhrq rhsj jcrq' },
  { id: 'visit.staff', short: 'zfr sfr xcr zfry xcry rhry jcry sfys' },
  { id: 'visit.content', short: 'zfnr zfqk zfjl sfjl' },
  { id: 'event.title', zh: '事件名称 隐患名称 纠纷名称', short: 'sjmc yhmc sjbt' },
  { id: 'event.type', short: 'sjlx yhlx jflx sjlb yhlb' },
  { id: 'event.code', short: 'sjbh yhbh jfbh' },
  { id: 'event.partyName', short: 'dsr dsrxm sjry' },
  { id: 'contact.phone', short: 'lxrdh lxrdhhm lxrlxdh jjlxdh jjlxrdh lxrsj lxrsjh' },
  { id: 'contact.name', short: 'lxrxm jjlxr jjlxrxm' },
  { id: 'responsible.phone', short: 'fzrdh zrrdh fzrlxdh zrrlxdh' },
  { id: 'house.ownerName', short: 'fzxm yzxm fdxm cqrxm' },
  { id: 'house.ownerIdNumber', short: 'fzsfzh yzsfzh fdsfzh fzsfz yzsfz' },
  { id: 'house.ownerPhone', short: 'fzdh yzdh fddh fzlxdh yzlxdh fdlxdh' },
  { id: 'household.headName', short: 'hzxm' },
  { id: 'household.headIdNumber', short: 'hzsfzh hzsfz hzzjhm hzsfzhm hzgmsfhm hzzjh' },
]
