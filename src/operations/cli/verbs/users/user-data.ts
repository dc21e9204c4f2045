import type { AdministeredUser } from '#records/users/user-administration'
import { toTime, toTimeOrNull } from '../../output/to-time'

/** An account as verbs show it, and never its password. */
export const toUserData = (user: AdministeredUser) => ({
  sub: user.sub,
  username: user.username,
  claims: user.claims,
  attributes: user.attributes,
  disabled: user.disabled,
  disabled_by_hand_at: toTimeOrNull(user.disabledByHandAt),
  has_password: user.hasPassword,
  from_seed: user.isSeeded,
  created_at: toTime(user.createdAt),
  updated_at: toTime(user.updatedAt),
})
