import type { EpochSeconds } from '#libs/time/epoch-seconds'

/** A point in time for a person: as their language writes it, and as machines do. */
export interface ToldTime {
  readonly text: string
  readonly iso: string
}

const parts = { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const

function formatIn(language: string, timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language, { ...parts, timeZone })
  } catch {
    return new Intl.DateTimeFormat(language, { ...parts, timeZone: 'UTC' })
  }
}

/**
 * Tells times in a person's language.
 *
 * @param zone the person's time zone, as their claim zoneinfo names it; UTC where there is none, or none that is known
 */
export function timeTeller(language: string, zone: unknown): (at: EpochSeconds) => ToldTime {
  const format = formatIn(language, typeof zone === 'string' ? zone : 'UTC')
  return (at) => ({ text: format.format(at * 1000), iso: new Date(at * 1000).toISOString() })
}
