/** What the ledger tells the operator. */
export const ledger = {
  ledger_owned: {
    zh: '台账 {file} 正被另一个进程使用；请先停止它，或改用只读命令',
    en: 'The ledger {file} is in use by another process. Stop that process first, or use a command that only reads.',
  },
  ledger_full: {
    zh: '磁盘已满，台账无法写入；已受理的记录都在，请腾出空间后重新运行同一命令',
    en: 'The disk is full and the ledger cannot write. What was accepted is safe: free some space, then run the same command again.',
  },
  ledger_space_low: {
    zh: '磁盘只剩 {free} MB，少于 {floor} MB 时不再受理新记录，留给已受理的报送；请腾出空间',
    en: 'Only {free} MB of disk are left. Below {floor} MB nothing new is accepted, so that what was accepted can be delivered. Free some space.',
  },
  ledger_busy: {
    zh: '台账文件被别的程序锁住，暂时写不进去；请关闭正在打开它的备份或数据库工具',
    en: 'Another program has locked the ledger file. Close the backup or database tool that has it open.',
  },
  ledger_stopped: {
    zh: '台账线程意外停止；已受理的都在，请重新启动程序',
    en: 'The ledger stopped unexpectedly. What was accepted is safe: start the program again.',
  },
  ledger_damaged: {
    zh: '台账文件已损坏或不是台账（{detail}）；请用备份恢复',
    en: 'The ledger file is damaged or is not a ledger ({detail}). Restore it from a backup.',
  },
  ledger_read_only: {
    zh: '台账文件只读，无法写入；请检查文件权限',
    en: 'The ledger file is read-only. Check its permissions.',
  },
  ledger_failed: {
    zh: '台账读写失败（{detail}）；请检查磁盘和权限后重试',
    en: 'The ledger could not be read or written ({detail}). Check the disk and permissions, then try again.',
  },
  ledger_missing: {
    zh: '没有找到台账 {file}；先用 yibiao submit 交一份表',
    en: 'There is no ledger at {file} yet. Hand something in first, with yibiao submit.',
  },
  ledger_newer: {
    zh: '台账 {file} 由更新版本的 yibiao 写成（第 {found} 版，本程序只认到第 {known} 版）；请升级程序',
    en: 'The ledger {file} was written by a newer yibiao (version {found}; this one knows {known}). Upgrade the program.',
  },
  ledger_unsupported: {
    zh: '不认识的台账地址“{setting}”；请写 file:路径，例如 file:yibiao.db',
    en: 'Unknown ledger address "{setting}". Write file:PATH, for example file:yibiao.db.',
  },
  ledger_unknown_upstream: {
    zh: '台账里没有登记上级接口“{upstream}”',
    en: 'The upstream "{upstream}" is not registered with this ledger.',
  },
  ledger_closed: { zh: '台账已关闭，不能再写入', en: 'The ledger is closed and takes no more writes.' },
} as const
