/**
 * Column codes of national systems. With a label they only confirm; without one they are all there is.
 *
 * `AAC…`, `AAE…`, `AAB…`: human resources and social security (指标体系 LB 101), as two public programs use them
 * (tangpan100/PullToSCXTPT, asengine/ng-sqjyw; AAC010, on which they differ, is left out). `DE…`: GA/T 543.1 (公安数据元),
 * whose first element is 公民身份号码.
 */
export const databaseCodes: Readonly<Record<string, string>> = {
  aac002: 'person.idNumber',
  aac003: 'person.name',
  aac004: 'person.gender',
  aac005: 'person.ethnicity',
  aac006: 'person.birthDate',
  aac009: 'person.hukouType',
  aac011: 'person.education',
  aac017: 'person.maritalStatus',
  aac024: 'person.politicalStatus',
  aac058: 'person.idType',
  aac067: 'person.phone',
  aac147: 'person.idNumber',
  aac161: 'person.nationality',
  aae004: 'contact.name',
  aae005: 'person.phone',
  aae006: 'household.address',
  aae010: 'person.bankAccount',
  aae013: 'record.remark',
  de00001: 'person.idNumber',
  gmsfhm: 'person.idNumber',
}
