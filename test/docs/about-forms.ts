/** What a form is for, in one sentence, and which kinds of upstream usually ask for it (by the field lists collected). */
export const aboutForms: Readonly<Record<string, { readonly about: string; readonly askedBy: readonly string[] }>> = {
  resident: {
    about: '住在本地或户籍在本地的一个人。其他表只填证件号码，不再问姓名、电话、地址。',
    askedBy: ['公安人口', '综治网格', '民政', '卫生健康', '农业农村', '医保社保'],
  },
  household: {
    about: '一户人家：户主、成员、住址。以户编号为主键，户主变了户还在。',
    askedBy: ['农业农村', '民政', '综治网格', '数字乡村'],
  },
  house: { about: '一处房屋，以房屋编号为主键；房主只填证件号码。', askedBy: ['综治网格', '公安人口', '住建'] },
  organisation: {
    about: '辖区内的企业、商铺、合作社、学校和社会组织，以统一社会信用代码为主键。',
    askedBy: ['综治网格', '市场监管', '应急管理', '消防'],
  },
  'floating-population': {
    about: '外地来本地居住的人：何时、为何、住在哪里。',
    askedBy: ['公安人口', '综治网格', '卫生健康'],
  },
  'rental-housing': { about: '房屋出租情况、承租人和安全状况。', askedBy: ['公安人口', '综治网格', '住建', '消防'] },
  visit: {
    about: '一次入户走访，一次填写，分送各系统。',
    askedBy: ['民政', '综治网格', '智慧社区', '农业农村', '组织'],
  },
  activity: { about: '学习、宣传、会议等活动；签到只填证件号码。', askedBy: ['组织', '宣传', '综治网格', '应急管理'] },
  'hazard-point': {
    about: '可能伤人的地点：位置、威胁哪些人、谁负责、往哪撤。',
    askedBy: ['自然资源', '应急管理', '水利', '综治网格'],
  },
  'hazard-inspection': { about: '对隐患点的一次排查，只填隐患点编号。', askedBy: ['自然资源', '应急管理', '综治网格'] },
  'hazard-rectification': { about: '隐患的整改过程，从发现到验收。', askedBy: ['应急管理', '住建', '消防'] },
  dispute: { about: '一起矛盾纠纷，从受理到办结；当事人只填证件号码。', askedBy: ['司法行政', '综治网格', '政法'] },
  'grid-event': { about: '网格员发现或群众反映的一件事，从上报到办结。', askedBy: ['综治网格', '城管', '应急管理'] },
  'low-income': { about: '低保、特困等救助的申请和结果。', askedBy: ['民政'] },
  disability: {
    about: '持证残疾人的类别、等级和待遇；残疾人证号由证件号码得出。',
    askedBy: ['残联', '民政', '卫生健康'],
  },
  'poverty-monitoring': {
    about: '防止返贫动态监测对象：风险、帮扶、消除。',
    askedBy: ['农业农村', '民政', '医保社保'],
  },
  'left-behind-child': { about: '父母外出务工的儿童由谁照看、需要什么。', askedBy: ['民政', '教育', '妇联', '关工委'] },
  'elder-care': { about: '独居、空巢、留守老人的照料和探访。', askedBy: ['民政', '卫生健康', '老龄'] },
  'party-member': { about: '党员的组织关系。不含积分和排名。', askedBy: ['组织'] },
  'health-follow-up': { about: '村医对重点人群的一次健康随访。', askedBy: ['卫生健康'] },
  vaccination: { about: '一个人的一剂疫苗。', askedBy: ['卫生健康', '疾控', '教育'] },
  'farm-subsidy': {
    about: '一户一年一项惠农补贴；账号在居民表里，不必年年重填。',
    askedBy: ['农业农村', '财政', '林草'],
  },
}
