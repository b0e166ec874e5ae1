/** What the delivery of a record can come to. */
export const delivery = {
  rekeyed_by_hand: {
    zh: '这份记录的主键已更正，“{upstream}”里还是原来的；为免报成两份，请到该系统中更正，再用 yibiao resolve 说明',
    en: 'The key of this record was corrected, and at “{upstream}” it stands under the old one. Sent again it could stand there twice: correct it there, then say so with yibiao resolve.',
  },
  referent_missing: {
    zh: '“{title}”所指的“{form}”还没有交来，请补交；交来后会自动报送“{upstream}”',
    en: 'The “{form}” that “{title}” names has not been handed in yet. Hand it in; this then goes to “{upstream}” by itself.',
  },
  reference_no_registrar: {
    zh: '“{upstream}”的 refAt “{place}”要的是本系统给“{form}”的编号，但同一系统（system）里接收“{form}”的上级接口应恰好有一个',
    en: '“{upstream}” asks by refAt “{place}” for its system’s own reference of “{form}”: exactly one upstream of the same system must take records of that form.',
  },
  referent_unreported: {
    zh: '“{title}”所指的“{form}”（{number}）还没有在“{there}”登记成功；登记后会自动报送“{upstream}”',
    en: 'The “{form}” that “{title}” names ({number}) is not registered at “{there}” yet. Once it is, this goes to “{upstream}” by itself.',
  },
  gave_up: {
    zh: '“{upstream}”在期限内一直无法接收，已停止自动重试；恢复后可用 yibiao replay 重新报送',
    en: '"{upstream}" could not take this within the time allowed, so automatic retries stopped. Once it is back, run yibiao replay.',
  },
  not_reached: {
    zh: '“{upstream}”暂时联系不上（{detail}），会自动再试',
    en: '"{upstream}" could not be reached ({detail}). It is tried again by itself.',
  },
  no_clear_answer: {
    zh: '“{upstream}”没有给出明确的答复（{detail}），会先核实再决定是否重发',
    en: '"{upstream}" gave no clear answer ({detail}). It is looked into before anything is sent again.',
  },
  fails_on_this_one: {
    zh: '“{upstream}”对这份记录一再出错（{detail}），别的记录都正常；请到该系统核实，并核对这份的内容',
    en: '"{upstream}" keeps failing on this record ({detail}) while it takes others. Check there whether it arrived, and look at its content.',
  },
  no_create: {
    zh: '“{upstream}”不接受新增；请在该系统中人工处理',
    en: '"{upstream}" takes no new records. Enter it there by hand.',
  },
  no_update: {
    zh: '已报“{upstream}”，该系统不接受更正；请在该系统中人工更正；若该系统其实可以更正，请在设置中写上 update 后运行 yibiao replay',
    en: 'Already reported to "{upstream}", which takes no corrections. Correct it there by hand; if it can take corrections after all, add update to its settings and run yibiao replay.',
  },
  no_withdraw: {
    zh: '已报“{upstream}”，该系统不接受撤回；请在该系统中人工撤回；若该系统其实可以撤回，请在设置中写上 withdraw 后运行 yibiao replay',
    en: 'Already reported to "{upstream}", which takes no withdrawals. Withdraw it there by hand; if it can take withdrawals after all, add withdraw to its settings and run yibiao replay.',
  },
  outcome_unknown: {
    zh: '已发往“{upstream}”，但没有收到答复，该系统也无法查询；请到该系统核实是否已有这份记录',
    en: 'Sent to "{upstream}", but no answer came and it cannot be asked. Check there whether this record exists.',
  },
  held_by_person: {
    zh: '有人让它先停下；用 yibiao replay 继续报送，或用 yibiao resolve 了结',
    en: 'Somebody has stopped it. Go on with yibiao replay, or settle it with yibiao resolve.',
  },
  handover_ready: {
    zh: '给“{upstream}”的文件 {file} 已备好，等人上交；交了就运行 yibiao handover confirm，被退回就运行 yibiao handover return',
    en: 'The file {file} for "{upstream}" is ready to be handed in. Then run yibiao handover confirm, or yibiao handover return when it comes back.',
  },
  returned_by_person: {
    zh: '“{upstream}”退回了“{title}”',
    en: '"{upstream}" gave "{title}" back.',
  },
  refused_by_person: {
    zh: '经人工核实，“{upstream}”没有接收这份记录',
    en: 'Somebody has checked: "{upstream}" did not take this record.',
  },
  decision_too_late: {
    zh: '已经办结，或者正在发送，没有改动',
    en: 'It is settled, or being sent at this moment, and was left alone.',
  },
  decision_too_early: {
    zh: '发往“{upstream}”的那一次还可能到达；请过几分钟再到该系统核实，然后作出决定',
    en: 'What was sent to "{upstream}" may still arrive. Look there again in some minutes, then decide.',
  },
  decision_earlier_first: {
    zh: '同一份记录的上一版还没有核实；请先对上一版作出决定',
    en: 'An earlier version of this record has to be cleared up first.',
  },
  decision_exposed_first: {
    zh: '它可能已经到了“{upstream}”，不能直接取消；请到该系统核实，再选 delivered（已在）、rejected（不在）或 send-again（不在，重发）',
    en: 'It may stand at "{upstream}" already and can\'t simply be cancelled. Check there, then say delivered, rejected or send-again.',
  },
  decision_in_hand: {
    zh: '程序正要发送它，没有改动；请先用 yibiao pause 暂停，再试一次',
    en: 'It was about to be sent and was left alone. Pause the upstream with yibiao pause and try again.',
  },
  behind_held: {
    zh: '这份记录的上一版发往“{upstream}”后还没有核实；核实之后，这一版会接着报送',
    en: 'An earlier version of this record at "{upstream}" has to be cleared up first; then this one goes on by itself.',
  },
  duplicate_unseen: {
    zh: '“{upstream}”说这份记录已存在，但无法查询其内容；请到该系统核对',
    en: '"{upstream}" says this record exists already, but its content cannot be looked up. Compare it there.',
  },
  look_partial: {
    zh: '“{upstream}”中有这份记录，但只能看到一部分内容；请到该系统核对',
    en: '"{upstream}" has this record, but shows only part of it. Compare it there.',
  },
  other_stands: {
    zh: '“{upstream}”中的内容与这一版不同，又把更正当作重复；请到该系统核对',
    en: '"{upstream}" has other content and took the correction for a duplicate. Compare it there.',
  },
  no_longer_applies: {
    zh: '这份记录已不归“{upstream}”管，但该系统里还有以前报的内容；核实后请撤回，或用 yibiao replay 确认不再报送',
    en: 'This record no longer concerns "{upstream}", but what was reported earlier still stands there. Withdraw it, or confirm with yibiao replay.',
  },
  look_blind: {
    zh: '多次查询“{upstream}”都得不到可信的结果；请到该系统核实是否已有这份记录',
    en: 'Looking the record up at "{upstream}" gave no trustworthy answer several times. Check there whether it exists.',
  },
  adapter_failed: {
    zh: '适配器处理这份记录时出错，报文没有发出；请联系接口维护人员',
    en: 'The adapter failed on this record and nothing was sent. Tell whoever maintains this interface.',
  },
  account_missing: {
    zh: '“{upstream}”还没有给{whom}用的账号，这份记录先等着；请在 systems.json 的 accounts 里写上，重新启动后自动报送',
    en: '"{upstream}" has no account for {whom}, so this record waits. Write one into accounts of systems.json and start again: then it goes on by itself.',
  },
  account_gone: {
    zh: '这份记录是用账号 {account} 发往“{upstream}”的，结果要用同一个账号去查，而设置里已没有它；请写回去，或到该系统核实后用 yibiao resolve 说明',
    en: 'This record was sent to "{upstream}" under the account {account}, and has to be asked about under it, but the settings no longer have it. Write it back, or check there and say so with yibiao resolve.',
  },
  account_moved: {
    zh: '这份记录在“{upstream}”里属于账号 {from}，现在归账号 {to}；为免报成两份，请先在该系统里移交，再用 yibiao resolve 说明',
    en: 'At "{upstream}" this record belongs to the account {from}, and now it is {to}\'s. Sent as it is it could stand there twice: have it moved there first, then say so with yibiao resolve.',
  },
  gate_barred: {
    zh: '从 {since}起，“{upstream}”进不去：{reason}。报送都在台账里等着，不会自动再试；请维护人员处理好后运行 yibiao resume {name}',
    en: '"{upstream}" has let nothing in since {since}: {reason}. Deliveries wait in the ledger and are not tried again by themselves. Whoever runs this mends it, then runs yibiao resume {name}.',
  },
  gate_unset: {
    zh: '从 {since}起，“{upstream}”报不出去：没有设置环境变量 {variable}。报送都在台账里等着，不会自动再试；请维护人员设好后运行 yibiao resume {name}',
    en: 'Nothing is sent to "{upstream}" since {since}: the environment variable {variable} is not set. Deliveries wait in the ledger and are not tried again by themselves. Whoever runs this sets it, then runs yibiao resume {name}.',
  },
  gate_captcha: {
    zh: '从 {since}起，“{upstream}”要求人工验证才能登录。报送都在台账里等着；请有账号的人在浏览器里登录，再运行 yibiao unlock {name}',
    en: '"{upstream}" has asked for a person to log in since {since}. Deliveries wait in the ledger. Somebody with the account logs in with a browser, then runs yibiao unlock {name}.',
  },
  gate_account_barred: {
    zh: '从 {since}起，“{upstream}”的账号 {account} 用不了：{reason}。要用它报送的都在台账里等着，不会自动再试，别的账号照常；请维护人员处理好后运行 yibiao resume {name}（要验证码的，人工登录后用 yibiao unlock {name}）',
    en: '"{upstream}" has not let the account {account} in since {since}: {reason}. What goes under it waits in the ledger and is not tried again by itself; other accounts go on. Whoever runs this mends it, then runs yibiao resume {name}; where it asks for a captcha, they log in with a browser and run yibiao unlock {name}.',
  },
  gate_account_paused: {
    zh: '从 {since}起，有人暂停了用账号 {account} 向“{upstream}”报送，别的账号照常；要继续请运行 yibiao resume {name}',
    en: 'Somebody paused deliveries to "{upstream}" under the account {account} at {since}; other accounts go on. They go on with yibiao resume {name}.',
  },
  gate_failing: {
    zh: '从 {since}起，“{upstream}”没有正常答复，先停下来等它恢复；报送都在台账里，下一次探测在 {until}，恢复后自动继续，不用人管',
    en: '"{upstream}" has not answered properly since {since}, so nothing is sent until it does. Deliveries wait in the ledger; the next probe is at {until}, and they go on by themselves.',
  },
  upstream_removed: {
    zh: '配置里已没有“{upstream}”，它还有 {count} 笔报送没有办结，新的修改也不再报给它；请把它放回配置，不再报的写 enabled: false，再用 yibiao resolve 了结',
    en: '"{upstream}" is no longer in the configuration: {count} {count|delivery for it is|deliveries for it are} unsettled, and changes are not reported there. Put it back; where nothing is to be sent any more, with enabled: false, and settle {count|it|them} with yibiao resolve.',
  },
  gate_closed: {
    zh: '“{upstream}”现在不开放，{until}开放后自动继续，不用人管；报送都在台账里等着',
    en: '"{upstream}" is closed at this time of day. Deliveries wait in the ledger and go on by themselves when it opens, at {until}.',
  },
  gate_paused: {
    zh: '从 {since}起，有人暂停了向“{upstream}”报送。报送都在台账里等着；要继续请运行 yibiao resume {name}',
    en: 'Somebody paused deliveries to "{upstream}" at {since}. They wait in the ledger and go on with yibiao resume {name}.',
  },
  gate_throttled: {
    zh: '从 {since}起，“{upstream}”要求稍后再送；{until}自动继续，不用人管',
    en: '"{upstream}" asked us to wait at {since}. It goes on by itself at {until}.',
  },
} as const
