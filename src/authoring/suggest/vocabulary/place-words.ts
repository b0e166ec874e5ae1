/**
 * Words for households, places, houses and residence.
 *
 * Sources: GA/T 543 and GA 417 (地址, 门楼牌, 暂住), GB/T 2260 and 统计用区划代码 (levels of division), GB/T 4761 (family
 * relation), the housing and grid standards' field names (SZY 504, GB/T 34300 城乡社区网格化服务管理规范), poverty-register
 * exports, and what office spreadsheets write. From general knowledge of them, not copied from their texts.
 */
import type { Words } from './words.ts'

export const placeWords: readonly Words[] = [
  {
    id: 'household.number',
    zh: '户编号 户号 家庭编号 户编码 农户编码 农户编号 家庭编码 住户编号 住户编码 户口编号 户口号 户代码 贫困户编号 户口簿号 户口本号 家庭户号 户口簿编号 户口本编号 家庭户编号 低保户编号 户籍号 门户编号 户id 家庭户主编号',
    en: 'household_no household_number household_code household_id family_no family_number family_num family_code family_id house_hold_no hukou_no hukou_number home_no household_num hh_id family_sn householdno account_book_no household_register_no',
    short: 'hbh hh hbm jtbh nhbm jtbm nhbh hkbh zhbh jthh',
    seen: { zh: '户主编号 家庭id' },
  },
  {
    id: 'household.relationToHead',
    zh: '与户主关系 与户主的关系 和户主关系 家庭关系 户主关系 与户主之关系 与户主称谓 成员关系 与家长关系 与户主关系代码 家庭成员关系 称谓 同户主关系 与户主人关系 与户主亲属关系 与家庭户主关系 和户主的关系 与户主或本人关系 户内关系 与本户户主关系',
    en: 'relation relation_to_head family_relation relationship relation_with_householder householder_relation head_relation relation_to_householder relation_with_head relation_householder household_relation family_relationship householder_relationship relationship_with_householder relation_of_householder head_of_household_relation huzhu_relation relation_ship host_relation master_relation',
    short: 'yhzgx hzgx jtgx yhzgxdm yhzdgx',
    seen: { en: 'family_rel' },
  },
  {
    id: 'household.size',
    zh: '家庭人口 家庭人口数 家庭人口总数 家庭总人口 家庭总人口数 户人口数 户人数 人口数 家庭人数 家庭成员数 家庭成员人数 成员数 成员人数 家庭成员数量 家庭人口数量 户内人口数 户籍人口数 在户人口数 全家人口 家庭总人数 户内人数 家庭规模 共同生活人口数 户人口 家庭共同生活成员数 人数 常住人口数 户均人口 家庭成员总数 家庭常住人口数 共同生活家庭成员数 保障人数 保障人口 享受人数',
    en: 'family_size household_size family_population total_person member_count population family_count family_people_num family_members_count member_num person_count people_num household_population family_person_num members_number family_num_total population_num person_num people_count family_total home_population',
    short: 'jtrk jtrks rks rs jtrs hrks jtcys jtzrk jtrkzs',
  },
  {
    id: 'household.type',
    zh: '户类型 户类别 户属性 家庭类型 农户类型 农户类别 户性质 农户属性 家庭类别 贫困户属性 贫困户类型 脱贫户类型 贫困类型 家庭性质 贫困属性 住户类型 户分类 救助家庭类型 贫困户类别 贫困类别 农户性质 住户类别 家庭属性 低收入家庭类型 困难家庭类型',
    en: 'family_type household_type household_category family_category household_kind family_kind poverty_type farmer_type household_property family_attribute',
    short: 'hlx hsx nhlx hlb jtlx pkhsx pkhlx nhsx',
  },
  {
    id: 'household.phone',
    zh: '户联系电话 家庭电话 家庭联系电话 住宅电话 家庭座机 宅电 家庭固定电话 家庭联系方式 户电话 家中电话 家庭手机 家庭电话号码 农户电话 农户联系电话 户联系方式 家庭联系人电话',
    en: 'family_phone home_phone home_tel household_phone family_tel house_phone home_telephone family_telephone household_tel home_mobile family_mobile',
    short: 'jtdh hlxdh jtlxdh zzdh jtlxfs',
  },
  {
    id: 'household.address',
    zh: '家庭住址 家庭地址 现住址 居住地址 现居住地址 现居住地 住址 居住地 常住地址 现住地址 居住详址 现住地 常住地 实际居住地 实际居住地址 现住地详址 居住地详址 暂住地址 暂住地 暂居住址 暂居住地址 暂居地 暂居地址 目前所在地 现所在地 当前所在地 现居地 目前居住地 住所 经常居住地 经常居住地址 家庭所在地 居住所在地 家庭居住地 家庭居住地址 现住详址 现地址 居所 现在住址 目前住址 现住所 现住处 居住位置 住宅地址 住地 现居住地详址 暂住详址 现居住详址 实际住址 现居住址 联系地址 通讯地址 家庭通讯地址 常住住址 实际居住住址 居住门牌 家庭常住地址 暂住住址 住所地址 住处 本地居住地址 本地住址 本地居住地 现住宅地址 在本地居住地址 租住地址 通信地址 居住地门牌地址 实际居所 家住址',
    en: 'home_address live_address residence_address current_address living_address residential_address family_address residence present_address home_addr live_place living_place now_address resident_address live_addr current_residence reside_address residence_addr living_addr live_in now_live_address present_residence abode residential_addr address_of_residence home_detail contact_address mailing_address communication_address actual_address temporary_address now_addr now_add',
    short:
      'jtzz jtdz xzz jzdz xjzdz zz zzdz xjzd lxdz xzdz jzd jtxxdz xzzxz xzdxz czdz sjjzd sjjzdz txdz xzzxxdz jzdxz xxzz xzxxdz',
  },
  {
    id: 'household.income',
    zh: '家庭收入 家庭年收入 家庭总收入 家庭年总收入 年收入 年总收入 家庭纯收入 家庭年纯收入 家庭月收入 家庭月总收入 全家年收入 家庭经济收入 年家庭收入 户年收入 家庭可支配收入 家庭年均收入 全年家庭收入',
    en: 'family_income household_income annual_income home_income family_annual_income year_income total_income income',
    short: 'jtsr jtnsr jtzsr nsr jtnzsr',
  },
  {
    id: 'household.perCapitaIncome',
    zh: '人均收入 人均纯收入 人均年收入 家庭人均收入 家庭年人均收入 家庭月人均收入 人均可支配收入 月人均收入 年人均收入 家庭人均纯收入 家庭人均年收入 年人均纯收入 家庭人均月收入 人均月收入 家庭人均可支配收入 家庭年人均纯收入 户人均收入 人均年纯收入',
    en: 'per_capita_income average_income avg_income per_income income_per_capita capita_income per_capita percapita_income family_per_income per_capita_net_income person_avg_income',
    short: 'rjsr rjcsr rjnsr jtrjsr jtrjnsr nrjsr yrjsr rjkzpsr njcsr jtrjcsr',
  },
  {
    id: 'location.longitude',
    zh: '经度 地理经度 经度坐标 坐标经度 x坐标 横坐标 经度值 百度经度 高德经度',
    en: 'longitude lng lon long longtitude lng_value coordinate_x gps_lng gps_x point_x map_lng gis_x',
    short: 'jd jdzb',
  },
  {
    id: 'location.latitude',
    zh: '纬度 地理纬度 纬度坐标 坐标纬度 y坐标 纵坐标 纬度值 百度纬度 高德纬度',
    en: 'latitude lat lat_value coordinate_y gps_lat gps_y point_y map_lat gis_y lattitude',
    short: 'wd wdzb',
    seen: { zh: '维度' },
  },
  {
    id: 'house.code',
    zh: '房屋编号 房屋编码 房屋代码 房屋唯一编码 住房编号 出租屋编号 房产编号 房屋标识码 出租房编号 房屋统一编码 房源编号 房屋唯一标识 房屋号码',
    en: 'house_code house_sn room_code house_uuid housing_code rent_house_code rental_house_no',
    short: 'fwbh fwbm fwdm czwbh fwbsm',
  },
  {
    id: 'house.address',
    zh: '房屋地址 住房地址 房屋坐落 房屋位置 出租屋地址 出租房地址 房屋坐落地址 房屋详址 坐落 坐落地址 房屋座落 座落 房产地址 房屋所在地 房屋所在地址 房屋坐落位置 门楼详址 出租房屋地址 住宅坐落 门牌地址 房屋所在位置',
    en: 'house_address housing_address room_address house_location rent_house_address house_addr property_address rental_address house_position room_addr',
    short: 'fwdz fwzl czwdz czfdz fwxxdz',
  },
  {
    id: 'house.type',
    zh: '房屋类型 住房类型 房屋类别 房屋性质 房屋种类 房屋属性 住房类别 住宅类型 房屋建筑类型 住房性质 房屋产权性质 房产类型 出租屋类型 房型 房屋类别代码 房屋产权类型 住房种类 房源类型',
    en: 'house_type housing_type room_type house_kind house_category building_type house_nature house_property dwelling_type house_attribute',
    short: 'fwlx fwlb fwxz zflx',
  },
  {
    id: 'house.usage',
    zh: '房屋用途 使用用途 房屋使用性质 使用性质 房屋使用用途 房屋使用类型 居住用途 建筑用途 房屋用途类型 实际用途 房屋使用情况 房屋使用方式 出租用途 规划用途 房屋用处 楼房用途',
    en: 'house_usage house_use usage use_type house_purpose usage_type room_usage building_use house_use_type using_type building_usage use_nature',
    short: 'fwyt syyt fwsyxz yt',
    seen: { zh: '使用方式', en: 'usage_mode' },
  },
  {
    id: 'house.area',
    zh: '建筑面积 房屋面积 住房面积 居住面积 使用面积 房屋建筑面积 住房建筑面积 建筑居住面积 房屋使用面积 住宅面积 房间面积 出租面积 住房使用面积 房屋居住面积 家庭住房面积 房屋总面积 房产面积 现有住房面积 总建筑面积 出租屋面积 室内面积 套内面积',
    en: 'house_area building_area floor_area living_area room_area area housing_area floorage built_area construction_area covered_area use_area area_size build_area',
    short: 'jzmj fwmj zfmj mj fwjzmj jzmianji symj',
  },
  {
    id: 'residence.moveInDate',
    zh: '入住日期 入住时间 迁入日期 迁入时间 流入日期 流入时间 来本地日期 来本地时间 来本市日期 来本市时间 来本县日期 来此日期 来此时间 搬入日期 搬入时间 来居住地日期 暂住日期 居住开始日期 到本地日期 来本址日期 来暂住地日期 到达暂住地日期 居住起始日期 开始居住日期 开始居住时间 入住年月 何时来本地 迁来日期 何时迁入 何时来此 何时来本地 何时入住 迁入本地时间 来本地居住时间 到本地时间 来沪日期 来京日期 来渝日期 现居住地入住时间 现居住地居住开始日期 起始居住时间 入住社区时间 来本辖区时间 来辖区时间 迁入本市日期 暂住起始日期 暂住开始日期 到现住地日期 何时由何地迁来本市 何时由何地迁来本址 居住起始时间',
    en: 'move_in_date check_in_date in_date arrive_date inflow_date move_in_time checkin_time come_date in_time immigration_date move_date enter_date arrival_date live_start_date live_date inflow_time settle_date come_time move_in arrive_time stay_start_date live_start_time',
    short: 'rzrq rzsj qrrq qrsj lrrq lbdrq lbdsj lbsrq jzksrq zzrq',
  },
  {
    id: 'residence.moveOutDate',
    zh: '迁出日期 迁出时间 离开日期 离开时间 搬离日期 搬离时间 撤离日期 撤离时间 流出日期 流出时间 搬出日期 搬出时间 离开本地日期 离开本地时间 退房日期 退租日期 迁离日期 离开暂住地日期 迁走日期 搬走时间 离开本市日期 离开时日期 注销离开日期 搬离社区时间',
    en: 'move_out_date leave_date departure_date out_date outflow_date move_out_time leave_time check_out_date checkout_time outflow_time move_away_date emigration_date left_date',
    short: 'qcrq qcsj lkrq lksj blrq clrq lcrq',
  },
  {
    id: 'residence.reason',
    zh: '暂住事由 暂住原因 流入原因 流入事由 居住事由 居住原因 来本地原因 来本地事由 迁入原因 流动原因 暂居事由 来本市原因 来此原因 入住原因 流入理由 暂住理由 何因来本地 为何来此 为何来本地 因何来此 来居住地原因 迁来原因 租住原因 居住理由 迁移原因 流动事由 来本地目的 流入目的 寄住原因 暂住缘由 寄住事由',
    en: 'residence_reason live_reason stay_reason inflow_reason move_reason move_in_reason come_reason temporary_reason flow_reason reason_of_residence flow_cause in_reason temporary_residence_reason living_reason residence_cause',
    short: 'zzsy lryy lrsy jzsy zzyy ldyy jzyy lbdyy qryy',
  },
  {
    id: 'residence.placeType',
    zh: '暂住处所 居住处所 暂住处所类别 暂居住处所 暂居处所 居住场所 住所类型 居住类型 暂住处所类型 住所类别 居住方式 居住场所类型 居住处所类型 居住处所类别 暂住场所 暂住场所类型 居所类型 暂住类型 住处类型 居住场所类别 居所类别 居住形式 暂住方式 暂住地类型 住宿类型 暂住场所类别 住所性质',
    en: 'residence_place_type live_place_type dwelling_place live_type residence_kind living_type residential_type stay_place_type temporary_place_type residence_way living_place_type dwelling_kind temporary_dwelling_type residence_mode live_way',
    short: 'zzcs jzcs zzcslb jzcslx jzlx jzfs zslx jzcslb zzcslx',
  },
]
