import { CreateTables1790000000000 } from './1790000000000-create-tables'
import { CreateLogoutDeliveries1791000000000 } from './1791000000000-create-logout-deliveries'
import { CreateFlowEvents1792000000000 } from './1792000000000-create-flow-events'
import { RotateSigningKeys1792100000000 } from './1792100000000-rotate-signing-keys'
import { DisableByHand1792300000000 } from './1792300000000-disable-by-hand'
import { CreateAuditLog1792400000000 } from './1792400000000-create-audit-log'
import { AddLanguages1792500000000 } from './1792500000000-add-languages'
import { AddSessionBrowser1792700000000 } from './1792700000000-add-session-browser'
import { IndexWhatIsSwept1792900000000 } from './1792900000000-index-what-is-swept'
import { IndexWaitingRequests1793000000000 } from './1793000000000-index-waiting-requests'
import { SayWhereScopesCount1793300000000 } from './1793300000000-say-where-scopes-count'
import { IndexLiveGrants1793400000000 } from './1793400000000-index-live-grants'
import { DeriveDisabled1793500000000 } from './1793500000000-derive-disabled'
import { MarkSessionBrowsers1793600000000 } from './1793600000000-mark-session-browsers'
import { FormatAccessTokens1793700000000 } from './1793700000000-format-access-tokens'
import { IndexWaitingDeliveries1793800000000 } from './1793800000000-index-waiting-deliveries'
import { CutAuditLog1793900000000 } from './1793900000000-cut-audit-log'
import { AddGroupsAndAttributes1794000000000 } from './1794000000000-add-groups-and-attributes'
import { NoteSessionUse1794100000000 } from './1794100000000-note-session-use'
import { AddImportDigest1794300000000 } from './1794300000000-add-import-digest'
import { KeepOldClientSecrets1794400000000 } from './1794400000000-keep-old-client-secrets'
import { RememberSeeds1794500000000 } from './1794500000000-remember-seeds'

/** All migrations, in their order. */
// prettier-ignore
export const migrations = [
  CreateTables1790000000000,
  CreateLogoutDeliveries1791000000000,
  CreateFlowEvents1792000000000,
  RotateSigningKeys1792100000000,
  DisableByHand1792300000000,
  CreateAuditLog1792400000000,
  AddLanguages1792500000000,
  AddSessionBrowser1792700000000,
  IndexWhatIsSwept1792900000000,
  IndexWaitingRequests1793000000000,
  SayWhereScopesCount1793300000000,
  IndexLiveGrants1793400000000,
  DeriveDisabled1793500000000,
  MarkSessionBrowsers1793600000000,
  FormatAccessTokens1793700000000,
  IndexWaitingDeliveries1793800000000,
  CutAuditLog1793900000000,
  AddGroupsAndAttributes1794000000000,
  NoteSessionUse1794100000000,
  AddImportDigest1794300000000,
  KeepOldClientSecrets1794400000000,
  RememberSeeds1794500000000,
]
