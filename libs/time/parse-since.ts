const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }
const timeSyntax = /^(\d{4}-\d{2}-\d{2})(?:(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?)?$/

/**
 * Reads a point in the past as people write it: 15m, 2h, 7d ago, or an ISO 8601 date or time (UTC unless it says otherwise).
 *
 * @param now milliseconds since the epoch
 * @returns milliseconds since the epoch; undefined when it is neither
 */
export function parseSince(text: string, now: number): number | undefined {
  const [, amount, unit = ''] = /^(\d{1,6})([smhdw])$/.exec(text) ?? []
  return amount === undefined ? parseTime(text) : now - Number(amount) * (units[unit] ?? 0) * 1000
}

function parseTime(text: string): number | undefined {
  const [, date, time = 'T00:00', zone = 'Z'] = timeSyntax.exec(text) ?? []
  const at = date === undefined ? Number.NaN : Date.parse(date + time + zone)
  return Number.isNaN(at) ? undefined : at
}
