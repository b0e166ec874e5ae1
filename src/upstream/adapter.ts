/** The door for authors of adapters (`yibiao/adapter`): the contract, outcomes, transport, credentials, files. Re-exports only. */
export { canonicalJson } from '../base/canonical-json.ts'
export { type Clock, systemClock } from '../base/clock.ts'
export { byteLength, type FileEncoding } from '../base/encoding.ts'
export { MappingError, SettingsError } from '../base/errors.ts'
export type { Json, JsonObject } from '../base/json.ts'
export { atPointer, pointerTokens, toPointer } from '../base/json-pointer.ts'
export type { Problem } from '../base/problem.ts'
export type { Text } from '../base/text.ts'
export {
  CHARACTER_SETS,
  type CharacterSet,
  csvLine,
  daySerial,
  encodeGb18030,
  escapeXml,
  FileError,
  fillTemplate,
  firstOutside,
  firstUnencodable,
  guarded,
  looksLikeFormula,
  MAX_CELL_CHARACTERS,
  type OutCell,
  openTemplate,
  type SheetContent,
  type Template,
  writeText,
  writeXlsx,
} from '../files/index.ts'
export { accountValueNames, forAccount, perAccount } from './account-values.ts'
export { type AdapterKind, readSettings } from './adapter-kind.ts'
export {
  type AuthContext,
  type AuthSettings,
  type Channel,
  type Exchanged,
  exchange,
  type RefusesToken,
} from './auth.ts'
export type { FormLoginSettings } from './auth-form-login.ts'
export { isPlainObject, withPointer } from './auth-json.ts'
export type { LoginSettings } from './auth-login.ts'
export { type Place, placeCredential } from './auth-place.ts'
export {
  isSecret,
  missingVariable,
  revealSecret,
  revealText,
  type Secret,
  secret,
  secretSetting,
  soundsSecret,
} from './auth-secrets.ts'
export { type AccountTokens, createTokens } from './auth-tokens.ts'
export type {
  Account,
  Adapter,
  Capabilities,
  Diagnosis,
  LogIn,
  Member,
  Operation,
  PayloadFault,
  SendContext,
  Tokens,
} from './contract-v1.ts'
export { diagnosed } from './diagnosis-words.ts'
export { createHttp, DEFAULT_MAX_REPLY_BYTES, DEFAULT_TIMEOUT_MS } from './http.ts'
export { type ConnectionSettings, ProxySettings, readConnection, TlsSettings } from './http-connection.ts'
export type { Http, HttpConnection, HttpLimits, HttpReply, HttpRequest, HttpResult } from './http-contract.ts'
export { retryAfterMs } from './http-retry-after.ts'
export { multipart } from './multipart.ts'
export { optionalPackage } from './optional-package.ts'
export type { Bar, Fault, Found, Outcome } from './outcome.ts'
export { Auth } from './rules/auth.ts'
export { matches, type ReadBody, readJson, scalar, shapeOf } from './rules/body.ts'
export { connectionSettings, exchangeSettings } from './rules/exchange-settings.ts'
export { type ControlMemory, lookUp } from './rules/lookup.ts'
export { lookupSettings } from './rules/lookup-settings.ts'
export { outcomeOf, outcomeOfBody, type ReplyRules, refusesToken, withoutReply } from './rules/outcome.ts'
export {
  type Check,
  Endpoint,
  FaultPlaces,
  Headers,
  Match,
  Ms,
  Path,
  Pattern,
  Pointer,
  Refusal,
  Status,
  Texts,
} from './rules/parts.ts'
export { type Filling, fill, needsReference, segment } from './rules/template.ts'
export { pathSetting, type SettingMeta, setting } from './setting.ts'
export { flatTexts, type Sign, type Signing, type SignPatch, SignSettings, signed } from './sign/index.ts'
export { childOf, dataOf, elementsOf, parseXml, XML_NAME, type XmlElement } from './xml.ts'
export { xmlFaults } from './xml-faults.ts'
