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
    zh: '台账 {file} 只读，无法写入；请检查文件和所在目录的权限',
    en: 'The ledger {file} is read-only. Check the permissions of the file and its folder.',
  },
  ledger_cannot_open: {
    zh: '台账 {file} 打不开；请检查所在的目录是否存在、是否允许写入',
    en: 'The ledger {file} can’t be opened. Check that its folder is there and that you may write in it.',
  },
  ledger_failed: {
    zh: '台账读写失败（{detail}）；请检查磁盘和权限后重试',
    en: 'The ledger could not be read or written ({detail}). Check the disk and permissions, then try again.',
  },
  ledger_unreachable: {
    zh: '连不上台账所在的数据库 {file}（{detail}）；已受理的都在，恢复连接后会接着报送',
    en: 'The database of the ledger, {file}, can not be reached ({detail}). What was accepted is safe, and goes on when it is back.',
  },
  ledger_refused: {
    zh: '数据库 {file} 不让进（{detail}）；请检查用户、密码、库名和权限',
    en: 'The database {file} refuses this ({detail}). Check user, password, database name and rights.',
  },
  ledger_lock_held: {
    zh: '台账 {file} 被别的会话占住，暂时写不进去（{detail}）；请看看数据库里有没有停住的事务',
    en: 'Another session holds the ledger {file} ({detail}). Look for a transaction that stands still in the database.',
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
    zh: '不认识的台账地址“{setting}”；请写 file:路径，例如 file:yibiao.db，或 postgres://用户@主机/库名',
    en: 'Unknown ledger address "{setting}". Write file:PATH, for example file:yibiao.db, or postgres://USER@HOST/DATABASE.',
  },
  ledger_unknown_upstream: {
    zh: '台账里没有登记上级接口“{upstream}”',
    en: 'The upstream "{upstream}" is not registered with this ledger.',
  },
  ledger_key_missing: {
    zh: '台账已加密，缺少密钥“{key}”；请在环境变量 {variable} 中给出',
    en: 'The ledger is encrypted and the key "{key}" is missing. Put it into the environment variable {variable}.',
  },
  ledger_key_wrong: {
    zh: '环境变量 {variable} 中名为“{key}”的密钥不是加密台账用的那一个；请核对',
    en: 'The key named "{key}" in the environment variable {variable} is not the one that encrypted this ledger. Check it.',
  },
  ledger_key_malformed: {
    zh: '环境变量 {variable} 中第 {position} 个密钥写法不对；应为 32 字节的 base64 或 64 位十六进制，可写作 名称:密钥，多个用逗号隔开',
    en: 'Key number {position} in the environment variable {variable} is malformed. It takes 32 bytes as base64 or 64 hex digits, as KEY or ID:KEY, several with commas.',
  },
  ledger_key_twice: {
    zh: '环境变量 {variable} 中有两个密钥都叫“{key}”；请各起一个名称',
    en: 'Two keys in the environment variable {variable} are named "{key}". Give each its own name.',
  },
  ledger_key_needed: {
    zh: '这要用到加密台账的密钥；请先在环境变量 {variable} 中给出',
    en: 'This needs a key for the ledger. Put one into the environment variable {variable} first.',
  },
  ledger_owner_key: {
    zh: '正在使用台账的进程还没有用上新密钥“{key}”；请先把它放在环境变量 {variable} 的第一个，重新启动那个进程',
    en: 'The process that uses this ledger does not seal with the key "{key}" yet. Put that key first in {variable} and restart that process.',
  },
  anchor_malformed: {
    zh: '“{anchor}”不是审计锚点；应为 yibiao audit verify 打印的“行数-散列值”',
    en: '"{anchor}" is no anchor of the audit. It takes ROWS-HASH as yibiao audit verify prints it.',
  },
  ledger_went_back: {
    zh: '台账 {file} 比上次用到的旧：可能是拷回了旧文件，或机器恢复了快照。直接使用会重复报送；请用 yibiao restore 恢复备份，或放回最新的文件',
    en: 'The ledger {file} is older than when it was last used: an old file was copied back, or the machine went back to a snapshot. Using it would send things twice. Put it back with yibiao restore, or put the latest file back.',
  },
  backup_missing: {
    zh: '没有备份文件 {file}；请核对文件名（备份由 yibiao backup 做出）',
    en: 'There is no backup {file}. Check its name; yibiao backup makes them.',
  },
  backup_damaged: {
    zh: '{file} 已损坏或不是台账的备份（{detail}），没有恢复；请换一份备份',
    en: '{file} is damaged or no backup of a ledger ({detail}), and nothing was restored. Take another one.',
  },
  backup_exists: {
    zh: '文件 {file} 已经有了，没有改动；请换一个名字',
    en: 'The file {file} exists already and was left as it is. Choose another name.',
  },
  ledger_backup_own: {
    zh: '台账在 PostgreSQL 里，由数据库自己的工具备份和恢复（pg_dump、pg_basebackup、按时间点恢复）；恢复到较早的时间后，请运行 yibiao restore --taken-at 时间。见 docs/postgres.md',
    en: 'This ledger is in PostgreSQL, whose own tools back it up and restore it (pg_dump, pg_basebackup, point in time). After they have gone back to an earlier moment, run yibiao restore --taken-at TIME. See docs/postgres.md.',
  },
  backup_undated: {
    zh: '{file} 没有说明是什么时候的备份；请用 --taken-at 写明，例如 --taken-at 2026-11-25T02:00:00+08:00',
    en: '{file} does not say when it was taken. Say so with --taken-at, for example --taken-at 2026-11-25T02:00:00+08:00.',
  },
  record_purged: {
    zh: '受理号 {number} 的内容已按期清除，无从撤回；请先把这份记录再交一遍，再撤回',
    en: 'The content of {number} was purged, so there is nothing to withdraw it by. Hand the record in again first.',
  },
  ledger_row_damaged: {
    zh: '台账中有一处内容被改动过，用密钥“{key}”解不开；请用备份恢复',
    en: 'A text in the ledger was changed and does not open with the key "{key}". Restore it from a backup.',
  },
  row_key_missing: {
    zh: '缺少加密台账的密钥“{key}”，这一笔暂时无法报送；把密钥加进环境变量 {variable} 后重新启动，会接着报送',
    en: 'The ledger key "{key}" is missing, so this can\'t be sent now. Add it to {variable} and start again: then it goes on.',
  },
  row_damaged: {
    zh: '这一笔在台账中的内容被改动过，解不开，没有报送；请用备份恢复',
    en: 'What the ledger keeps of this was changed and does not open, so nothing is sent. Restore it from a backup.',
  },
  ledger_closed: { zh: '台账已关闭，不能再写入', en: 'The ledger is closed and takes no more writes.' },
} as const
