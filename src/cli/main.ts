#!/usr/bin/env node
/** The door of the command: says which Node it needs before anything is loaded that an older one doesn't have. */
const NEEDED = 24

if (Number.parseInt(process.versions.node, 10) >= NEEDED) await import('./process.ts')
else {
  const zh = /^zh/i.test(process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? '')
  const found = process.versions.node
  process.stderr.write(
    zh
      ? `yibiao 需要 Node ${NEEDED} 以上，现在是 ${found}；请升级 Node，或在项目里 npm install node@${NEEDED}\n`
      : `yibiao needs Node ${NEEDED} or later; this is ${found}. Upgrade Node, or npm install node@${NEEDED} in your project.\n`,
  )
  process.exitCode = 2
}
