/** `systems.json`, and what it has in common with the other files. */
import { z } from 'zod'
import { DAY, setting, TIME_OF_DAY, WEEKDAYS } from '../upstream/index.ts'
import { Name } from './form-file-parts.ts'

export const Count = z.int().positive()

/** Both languages, or one text for both. */
export const TitleText = z.union(
  [z.string().min(1), z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })],
  'a text, or { zh, en }',
)

export const Schema = setting(z.string().optional(), {
  zh: '编辑器用的说明文件',
  en: 'The JSON Schema that editors complete by',
})

const HoursFile = z.strictObject({
  zone: z.string().exactOptional(),
  open: z
    .array(
      z.strictObject({
        days: z.array(z.enum(WEEKDAYS)).min(1).exactOptional(),
        from: z.string().regex(TIME_OF_DAY),
        to: z.string().regex(TIME_OF_DAY),
      }),
    )
    .min(1),
  closedOn: z.array(z.string().regex(DAY)).exactOptional(),
})

export const LimitsFile = z.strictObject({
  concurrency: setting(Count.exactOptional(), {
    zh: '同时最多几次报送，默认 4',
    en: 'Sends in flight at once, 4 by default',
  }),
  perMinute: setting(Count.exactOptional(), { zh: '每分钟最多几次，默认不限', en: 'Sends that may start in a minute' }),
  timeoutMs: setting(Count.exactOptional(), {
    zh: '一次报送最长多久（毫秒），默认 30000',
    en: 'Bound on one send in ms, 30000 by default',
  }),
  retryGapsMs: setting(z.array(Count).exactOptional(), {
    zh: '重试的间隔（毫秒），最后一个重复使用',
    en: 'Gaps between attempts in ms, the last one repeated',
  }),
  probeGapMs: setting(Count.exactOptional(), {
    zh: '系统出故障后多久去探一次（毫秒），之后逐次加倍到 15 分钟，默认 30000',
    en: 'Time in ms from a failure to the first probe, doubled up to 15 minutes, 30000 by default',
  }),
  gatherMs: setting(Count.exactOptional(), {
    zh: '攒多久（毫秒）合成一次调用或一个文件，默认不攒',
    en: 'Window in ms in which deliveries gather to leave in one call or one file',
  }),
  giveUpMs: setting(Count.exactOptional(), {
    zh: '等待多久后放弃（毫秒），默认 14 天',
    en: 'Time in ms after which a waiting delivery is given up, 14 days by default',
  }),
  hours: setting(HoursFile.exactOptional(), {
    zh: '开放时间，如 { "open": [{ "days": ["mon"], "from": "08:30", "to": "17:30" }] }；zone 默认 Asia/Shanghai，closedOn 写节假日',
    en: 'When it is open, such as { "open": [{ "days": ["mon"], "from": "08:30", "to": "17:30" }] }; zone is Asia/Shanghai by default, closedOn takes holidays',
  }),
})

const AccountsFile = z.strictObject({
  by: setting(z.enum(['division', 'actor']), {
    zh: '按什么选账号：区划（division）或填报人（actor）',
    en: 'What decides: the division a record was handed in for, or the actor who did',
  }),
  each: setting(
    z.record(
      Name,
      z.strictObject({
        title: setting(TitleText.exactOptional(), { zh: '给人看的名称', en: 'What people call it' }),
        for: setting(z.array(z.string().min(1)).exactOptional(), {
          zh: '给谁用：6、9、12 位区划代码（含下级），或填报人',
          en: 'Whom it is for: division codes of 6, 9 or 12 digits with all that lies within, or actors',
        }),
        values: setting(z.record(z.string().regex(/^[A-Za-z_]\w*$/), z.string().min(1)), {
          zh: '适配器设置里 `${account.名}` 处填什么；口令等机密写成 ${变量名}',
          en: 'What stands in for `${account.NAME}` in the adapter’s settings; a secret is ${NAME}',
        }),
      }),
    ),
    { zh: '账号，按名称', en: 'Accounts by name' },
  ),
  default: setting(Name.exactOptional(), {
    zh: '没有写明的人用哪个账号；不写就等着',
    en: 'The account for whoever none is named for; without it those wait',
  }),
  moved: setting(z.enum(['hold', 'send']).exactOptional(), {
    zh: '记录换了账号而上级已有：`hold`（默认）等人处理，`send` 直接用新账号报送',
    en: 'A record that stands there under another account: `hold` (default) waits for a person, `send` sends it',
  }),
})

/** `systems.json`: what several upstreams share, by name. */
export const SystemsFile = z.strictObject({
  $schema: Schema,
  systems: setting(
    z.record(
      Name,
      z.strictObject({
        title: TitleText,
        address: z.string().exactOptional(),
        accounts: AccountsFile.exactOptional(),
        limits: LimitsFile.exactOptional(),
        gate: Name.exactOptional(),
      }),
    ),
    { zh: '按名称列出', en: 'By name' },
  ),
})
