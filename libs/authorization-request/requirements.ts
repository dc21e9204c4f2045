import { enforces } from '../checks/enforces'
import { checkClaimsParameter } from './checks/check-claims-parameter'
import { checkClientId } from './checks/check-client-id'
import { checkDpopBinding } from './checks/check-dpop-binding'
import { checkHintLengths } from './checks/check-hint-lengths'
import { checkIdTokenHint } from './checks/check-id-token-hint'
import { checkMaxAge } from './checks/check-max-age'
import { checkNonce } from './checks/check-nonce'
import { checkParRequired } from './checks/check-par-required'
import { checkPkce } from './checks/check-pkce'
import { checkPrompt } from './checks/check-prompt'
import { checkRedirectUri } from './checks/check-redirect-uri'
import { checkRegistration } from './checks/check-registration'
import { checkResource } from './checks/check-resource'
import { checkResponseMode } from './checks/check-response-mode'
import { checkResponseType } from './checks/check-response-type'
import { checkScope } from './checks/check-scope'
import { checkState } from './checks/check-state'
import { rejectRequestObject } from './checks/reject-request-object'
import { rejectRequestUri } from './checks/reject-request-uri'
import { rejectRequestUriByValue } from './checks/reject-request-uri-by-value'
import type { Requirement } from './requirement'

enforces('OIDCC-15.1')

const yes = true
const no = false

/** What must hold before anything may be sent back to the client's redirect_uri; at the authorization endpoint a refusal is a page. */
// prettier-ignore
export const redirectTargetRequirements = [
  //                         authorize  par
  [rejectRequestUri,         no,        yes],   // RFC 9126 §2.1
  [rejectRequestObject,      no,        yes],   // OpenID Connect Core §3.1.2.6
  [checkClientId,            yes,       yes],   // RFC 6749 §4.1.1
  [checkRedirectUri,         yes,       yes],   // RFC 6749 §3.1.2
  [checkState,               yes,       yes],   // RFC 6749 §4.1.1
] as const satisfies readonly Requirement[]

/** What is asked of a request after that, in order, and at which door; a refusal is sent to the redirect_uri. To add a rule is to add a row. */
// prettier-ignore
export const requirements = [
  //                         authorize  par
  [rejectRequestObject,      yes,       no],    // OpenID Connect Core §3.1.2.6
  [rejectRequestUriByValue,  yes,       no],    // OpenID Connect Core §3.1.2.6
  [checkRegistration,        yes,       yes],   // OpenID Connect Core §3.1.2.6
  [checkParRequired,         yes,       no],    // RFC 9126 §5
  [checkResponseType,        yes,       yes],   // RFC 6749 §3.1.1
  [checkResponseMode,        yes,       yes],   // OAuth 2.0 Multiple Response Types §2.1
  [checkScope,               yes,       yes],   // RFC 6749 §3.3
  [checkPkce,                yes,       yes],   // RFC 7636 §4.3
  [checkDpopBinding,         yes,       yes],   // RFC 9449 §10
  [checkNonce,               yes,       yes],   // OpenID Connect Core §3.1.2.1
  [checkPrompt,              yes,       yes],   // OpenID Connect Core §3.1.2.1
  [checkMaxAge,              yes,       yes],   // OpenID Connect Core §3.1.2.1
  [checkIdTokenHint,         yes,       yes],   // OpenID Connect Core §3.1.2.1
  [checkHintLengths,         yes,       yes],   // OpenID Connect Core §3.1.2.1
  [checkClaimsParameter,     yes,       yes],   // OpenID Connect Core §5.5
  [checkResource,            yes,       yes],   // RFC 8707 §2
] as const satisfies readonly Requirement[]
