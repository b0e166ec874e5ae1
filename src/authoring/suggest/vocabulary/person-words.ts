/**
 * Words for what is asked about a person.
 *
 * Sources: names and synonyms of GA/T 543 (公安数据元), WS 363/365 (卫生信息数据元目录, 城乡居民健康档案基本数据集),
 * GB/T 2261, 3304, 4658, 4762, 6565 (titles of the code lists) and LB 101 (社会保险指标体系); then what RuoYi, JeecgBoot and
 * office spreadsheets commonly write. From general knowledge of them, not copied from their texts.
 */
import type { Words } from './words.ts'

export const personWords: readonly Words[] = [
  {
    id: 'person.name',
    zh: '姓名 名字 真实姓名 中文姓名 人名 姓名全称',
    en: 'name full_name real_name person_name people_name true_name xing_ming nick_name xm_name',
    short: 'xm',
  },
  {
    id: 'person.formerName',
    zh: '曾用名 别名 又名',
    en: 'former_name used_name alias old_name once_name',
    short: 'cym',
  },
  {
    id: 'person.idType',
    zh: '证件类型 证件种类 证件类别 身份证件类型 身份证件类别 身份证件种类 有效证件类型 身份证类型 证照类型',
    en: 'id_type cert_type certificate_type card_type document_type credential_type credentials_type id_card_type identity_type papers_type idcard_category',
    short: 'zjlx zjzl zjlb sfzjlx sfzjlb sfzjzl',
  },
  {
    id: 'person.idNumber',
    zh: '身份证号 身份证号码 身份证 居民身份证 居民身份证号 居民身份证号码 公民身份号码 公民身份证号 公民身份证号码 证件号 证件号码 证件编号 有效证件号码 身份证件号码 身份证件号 身份证编号 身份号码 身份证件 社会保障号码 社会保障号 公民身份证 二代身份证号 二代身份证号码 身份证件编号 身份证明号码',
    en: 'id_card id_card_no id_card_num id_card_number id_no id_num id_number card_no card_num card_number card_id cert_no cert_num cert_number certificate_no certificate_num certificate_number certificate_code identity identity_no identity_num identity_number identity_card identity_card_no citizen_id citizen_no citizen_id_number credential_no credentials_no credentials_num document_number document_no identification_number identification_no sfz id_code paper_no idcard_code resident_id person_id_card',
    short: 'sfzh sfzhm sfz zjhm zjh zjbh gmsfhm gmsfzh gmsfzhm sfzjhm sfzjh sfhm jmsfzh',
  },
  { id: 'person.gender', zh: '性别', en: 'sex gender sex_code gender_code', short: 'xb xbdm xbmc' },
  {
    id: 'person.birthDate',
    zh: '出生日期 出生年月 出生年月日 出生时间 生日 诞生日期 出生日 出生年份',
    en: 'birth birthday birth_date date_of_birth birth_day dob born_date birth_time birth_year_month',
    short: 'csrq csny csnyr cssj',
  },
  { id: 'person.age', zh: '年龄 周岁 实足年龄 岁数 年纪', en: 'age', short: 'nl' },
  {
    id: 'person.ethnicity',
    zh: '民族 族别 民族成分 所属民族',
    en: 'nation ethnic ethnicity ethnic_group ethnic_code race folk minzu nation_code nationality_group',
    short: 'mz mzdm mzmc',
  },
  {
    id: 'person.nationality',
    zh: '国籍 国家地区 国家或地区 国家和地区 国籍地区 国别 国家',
    en: 'nationality country citizenship nationality_code country_code',
    short: 'gj gjdm gjdq gb',
  },
  {
    id: 'person.nativePlace',
    zh: '籍贯 祖籍 原籍 籍贯省市县 籍贯省市县区',
    en: 'native_place origin_place native place_of_origin hometown native_province jiguan',
    short: 'jg jgdm jgssx jgssxq',
  },
  {
    id: 'person.politicalStatus',
    zh: '政治面貌 政治面目 政治身份 政治面貌代码',
    en: 'political_status politics_status political politics politic political_outlook political_face political_affiliation politics_face political_landscape politic_status',
    short: 'zzmm zzmmdm',
  },
  {
    id: 'person.education',
    zh: '文化程度 学历 最高学历 受教育程度 教育程度 文化水平 学历层次 教育水平 文化学历 受教育情况 教育情况 教育背景 受教育水平 教育状况 文化程度学历',
    en: 'education edu edu_level education_level educational_level education_degree degree_of_education educational_background schooling record_of_formal_schooling culture culture_level culture_degree edu_background academic xueli education_code education_background diploma highest_education',
    short: 'whcd xl xldm zgxl sjycd jycd whcddm',
  },
  {
    id: 'person.studentStatus',
    zh: '在校生状况 在校生情况 在校状况 在校情况 是否在校 是否在校生 是否在校学生 就学状况 就学情况 就读状况 就读情况 在读情况 是否在读 上学情况 在校生类别 在学情况 是否学生',
    en: 'student_status in_school at_school is_student school_status enrolment_status study_status is_in_school',
    short: 'zxszk zxsqk sfzx jxzk zxzk',
  },
  {
    id: 'person.maritalStatus',
    zh: '婚姻状况 婚姻状态 婚姻 婚姻情况 婚否 婚姻状况代码 是否已婚 是否结婚 婚育状况 婚史',
    en: 'marriage marital marital_status marriage_status marry marry_status married is_married marital_state marriage_state marry_state wedding_status',
    short: 'hyzk hyzt hyqk hyzkdm hf',
  },
  {
    id: 'person.healthStatus',
    zh: '健康状况 健康情况 身体状况 健康状态 身体健康状况 身体情况 健康 身体健康情况 健康程度 健康状况代码',
    en: 'health health_status health_condition physical_condition health_state physical_status body_status health_situation healthy',
    short: 'jkzk stzk jkqk',
  },
  {
    id: 'person.bloodType',
    zh: '血型 血型代码 abo血型 abo血型代码',
    en: 'blood_type blood blood_group abo_blood_type abo',
    short: 'xx xxdm abo',
  },
  {
    id: 'person.religion',
    zh: '宗教信仰 宗教 信教情况 信仰 信仰宗教 宗教信仰情况 所信宗教 信仰情况',
    en: 'religion religious_belief religious faith religion_belief religious_faith belief',
    short: 'zjxy zjxydm',
  },
  {
    id: 'person.militaryService',
    zh: '兵役状况 兵役情况 服役情况 是否服兵役 服兵役情况 服兵役状况 兵役 是否服役 兵役状态 服役状况 服役状态 是否参军',
    en: 'military_service military_status military enlist soldier_status service_status is_military army_status military_state conscription',
    short: 'byzk byqk fyqk byzkdm',
  },
  {
    id: 'person.occupation',
    zh: '职业 从事职业 职业类别 职业类型 职业代码 职业名称 工种 从事工作 职业种类 职业身份 从业类型 从业类别 职业状况 职业情况 个人职业',
    en: 'occupation profession job vocation career job_type occupation_type occupation_code profession_code work_type professional job_name work job_category',
    short: 'zy zylb zydm zylx csgz cszy',
  },
  {
    id: 'person.employer',
    zh: '工作单位 服务处所 工作单位名称 就业单位 务工单位 从业单位 所在单位 就读学校 工作单位或学校 工作或学习单位 现工作单位 单位名称 就业单位名称 单位 工作单位及职务 就读学校名称 所在学校 学习工作单位 工作学习单位 所在单位名称 就业企业 工作场所 服务单位 就读院校 学校名称 学校 务工企业 务工单位名称 工作单位或就读学校 工作处所 工作地名称',
    en: 'employer work_unit work_company company company_name employer_name workplace unit_name job_unit work_unit_name work_place_name working_unit employment_unit work_org work_depart working_depart school school_name company_of_employment service_place firm_name',
    short: 'gzdw fwcs dwmc jydw gzdwmc cydw jdxx',
  },
  {
    id: 'person.laborSkill',
    zh: '劳动技能 劳动能力 劳动能力状况 劳动力状况 劳动能力情况 劳动技能状况 劳动能力类型 劳动力情况 是否有劳动能力',
    en: 'labor_skill labor_skills labour_skill labor_ability labour_ability labor_capacity working_ability work_ability labor_status labor',
    short: 'ldjn ldnl ldlzk',
  },
  {
    id: 'person.phone',
    zh: '联系电话 联系方式 电话 手机 手机号 手机号码 移动电话 电话号码 联系手机 联系号码 固定电话 座机 座机号 座机号码 常用电话 移动电话号码 联系电话号码 固定电话号码 联系手机号 联系方式电话 手机电话 联系方法 手机联系方式 通讯方式 联系电话手机 联系手机号码 办公电话 固话 本地电话 移动手机 常用手机号码 联系电话1 手机号1',
    en: 'phone mobile tel telephone phone_number phone_no phone_num mobile_phone mobile_no mobile_number mobile_num cell_phone cellphone contact_phone contact_number contact_way contact_tel contact_mobile link_phone link_tel tel_no tel_number tel_phone tel_num telephone_number telephone_no contact_information contact_info contact_details lxdh phone1 handset linkphone mobilephone mobile_tel moblie',
    short: 'lxdh sjh sjhm dh dhhm lxfs sj yddh gddh lxdhhm sjhm1 lxsj',
  },
  {
    id: 'person.email',
    zh: '电子邮箱 电子邮件 邮箱 电子信箱 邮箱地址 电子邮箱地址 电子邮件地址 email e-mail',
    en: 'email mail e_mail email_address mailbox',
    short: 'dzyx dzyj yx dzxx',
  },
  {
    id: 'person.photo',
    zh: '照片 相片 头像 证件照 免冠照片 一寸照 一寸照片 人像 人脸照片 近照 登记照 个人头像',
    en: 'photo avatar portrait head_image head_img profile_photo face_image photo_url photo_path id_photo face_photo head_pic face_url avatar_url',
    short: 'zp tx',
  },
  {
    id: 'person.category',
    zh: '人员类型 人员类别 人口类型 人口类别 人员属性 人口属性 人员分类 人口性质 居民类型 居民类别 人群类别 人群分类 人群类型 人员性质 人口分类 对象类别 对象类型 人员种类 实有人口类型 人员标签 居住类别 人口管理类别 村民类型',
    en: 'person_type people_type resident_type population_type person_category people_category personnel_type population_category crowd_type resident_category person_kind personnel_category crowd_category person_class person_tag population_kind',
    short: 'rylx rylb rklb rklx rkxz ryfl rysx',
    seen: { en: 'personnel_attributes' },
  },
  {
    id: 'person.hukouType',
    zh: '户口性质 户籍性质 户口类型 户籍类型 户口类别 户籍类别 户别 户口属性 户籍属性 户口性质代码 户口种类 户籍分类 户籍状态类别',
    en: 'hukou_type hukou_kind hukou_nature household_registration_type registration_type census_type domicile_type residence_type register_type household_register_type hukou account_type hk_type household_category registered_type',
    short: 'hkxz hjxz hklx hb hjlx hklb hjlb',
  },
  {
    id: 'person.policeStation',
    zh: '户籍派出所 所属派出所 派出所 管辖派出所 户口所在地派出所 户籍地派出所 户籍所在地派出所 所辖派出所 辖区派出所 落户派出所 户口派出所 属地派出所',
    en: 'police_station police_office police police_substation local_police_station police_station_name',
    short: 'pcs hjpcs sspcs pcsmc pcsdm hjdpcs hkszdpcs',
  },
  {
    id: 'person.domicileAddress',
    zh: '户籍地址 户籍所在地 户口所在地 户籍地 户口地址 户籍详址 户籍地详址 户籍住址 户口住址 户口所在地址 户籍所在 户口所在 户籍 户口地 户口登记地 户籍登记地 户籍登记地址 户籍地门牌 原户籍地 原户籍地址 户口详细地址 户口本地址 身份证地址 身份证住址 户籍地地址 身份证件地址 证件地址 户口簿地址',
    en: 'domicile domicile_address household_register_address hukou_address register_address registered_address census_register census_register_address permanent_address registered_residence hj_address registered_permanent_residence domicile_place household_registration_address household_address hukou_location registration_address domicile_addr hukou_addr residence_registration census_address id_card_address idcard_address registered_addr hukou_location_address household_registration registered_domicile',
    short: 'hjdz hkszd hjszd hkdz hjd hjdxz hjdxxdz hjszddz hkszddz hjxxdz hjdzxz hjxz1 hkszdxz hjdzqc sfzdz',
  },
  {
    id: 'person.domicileRegion',
    zh: '户籍行政区划 户籍地区划 户籍地行政区划 户籍地区 户籍所在地区划 户籍所在地行政区划 户籍省市县 户籍地省市县 户籍省市区 户籍地省市区 户口所在地区划 户籍区域 户籍地区域 户籍所属地区 户籍所属区域 户籍省县',
    en: 'domicile_code domicile_region domicile_area_code hukou_region hukou_area_code register_region registered_region domicile_division hj_area_code household_area_code',
    short: 'hjdxzqh hjxzqh hjqh hjdqh hjssx hjdssx hjdxzqhdm hjdq hjssxq hjdzxzqh hjdzssxdm ssssx',
  },
  {
    id: 'person.bankAccount',
    zh: '银行卡号 银行账号 银行帐号 银行账户 银行帐户 开户账号 开户帐号 账号 帐号 一卡通账号 一卡通号 一卡通卡号 一卡通帐号 存折账号 收款账号 收款账户 银行卡 社保卡银行账号 惠农卡号 惠农一卡通账号 银行卡账号 开户银行账号 个人账号 存折号 发放账号 代发账号 银行存折账号 卡号 补贴账号 惠农补贴一卡通账号',
    en: 'bank_account bank_card bank_card_no bank_account_no account_no account_number bank_no bank_number bank_card_number bank_account_number bank_num card_account pay_account bankcard',
    short: 'yhzh yhkh zh khzh ykth yktzh yhkzh skzh czzh',
  },
  {
    id: 'person.deathDate',
    zh: '死亡日期 死亡时间 去世时间 去世日期 死亡年月 死亡年月日 逝世日期 逝世时间 身故日期',
    en: 'death_date date_of_death die_date death_time dead_time dead_date decease_date',
    short: 'swrq swsj qssj',
  },
  {
    id: 'person.medicalInsurance',
    zh: '医疗保险 基本医疗保险 医保 医疗保险类型 医保类型 医疗保险类别 医保类别 医疗参保 新农合 新型农村合作医疗 合作医疗 医疗保险参保 医保参保 医疗保险参保情况 医保情况 医疗保险情况 医保参保情况 医疗保险参保状态 参加医疗保险情况 医疗保障 参合情况 是否参合 医保状态 医保参保状态 医保参保类型 医疗参保情况 医疗保险种类 基本医疗参保情况 基本医保 医疗保障类型',
    en: 'medical_insurance medical_insurance_type health_insurance medicare is_medical_insurance basic_medical_insurance medical_insured health_insurance_type cooperative_medical medical insurance_type_medical yibao yiliao',
    short: 'ylbx yb jbylbx ybcb xnh sfcjylbx sfcjyb cjylbx ybcbqk sfcjjbylbx ylbxlb sfcjcxjmjbylbx',
  },
  {
    id: 'person.pensionInsurance',
    zh: '养老保险 基本养老保险 养老 养老参保 养老保险类型 养老保险参保 养老保险参保情况 养老保险情况 养老保险类别 社会养老保险 新农保 新型农村养老保险 养老保险参保状态 参加养老保险情况 养老参保情况 养老保障 居民养老保险 养老保险种类 基本养老参保情况',
    en: 'pension_insurance endowment_insurance pension old_age_insurance is_pension_insurance basic_pension_insurance pension_insurance_type endowment pension_insured yanglao',
    short: 'jbyanglbx xnb sfcjyanglbx cjyanglbx',
  },
  {
    id: 'person.criticalIllnessInsurance',
    zh: '大病保险 大病医疗保险 大病医保 大病保险参保 大病保险参保情况 居民大病保险 大病参保 大病保险情况 城乡居民大病保险',
    en: 'critical_illness_insurance serious_illness_insurance major_disease_insurance serious_disease_insurance critical_illness is_serious_illness_insurance dabing',
    short: 'dbbx sfcjdbbx dbyb cjdbbx',
  },
]
