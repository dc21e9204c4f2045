/**
 * Holds for accounts and clients that neither an administrator nor a seed has disabled. Each of the two has a column of its own, so that
 * neither can undo or contradict the other.
 */
export const isEnabled = 'disabled_by_hand_at IS NULL AND disabled_by_seed_at IS NULL'

/** The same of a row that has been read. */
export const isRowEnabled = (row: { readonly disabledByHandAt: number | null; readonly disabledBySeedAt: number | null }): boolean =>
  row.disabledByHandAt === null && row.disabledBySeedAt === null
