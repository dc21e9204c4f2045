import type { AdministeredClient } from '#records/clients/client-administration'
import { toTime, toTimeOrNull } from '../../output/to-time'

/** A client as verbs show it: its registration in the names of RFC 7591, and never its secret. */
export const toClientData = (client: AdministeredClient) => ({
  ...client.metadata,
  disabled: client.disabled,
  disabled_by_hand_at: toTimeOrNull(client.disabledByHandAt),
  has_client_secret: client.hasSecret,
  from_seed: client.isSeeded,
  created_at: toTime(client.createdAt),
  updated_at: toTime(client.updatedAt),
})
