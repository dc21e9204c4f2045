import { toInertText } from '#libs/terminal/inert-text'

/** Second line of defence: what must never be kept is left out even where somebody tells it. */
const secretNames =
  /^(?:password|secret|assertion|code|verifier|token|handle|cookie|proof|authorization)$|(?:secret|password|_token|Token)$/
const signedToken = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)*/g

const longestText = 1_000
const longestList = 100
const longestDetails = 16_000

/** Text as it may be kept: bounded, without tokens, and without effect wherever it is shown. */
export const toKeptText = (text: string): string => toInertText(text.slice(0, longestText).replaceAll(signedToken, '[redacted]'))

function toKept(name: string, value: unknown): unknown {
  if (secretNames.test(name)) return '[redacted]'
  if (typeof value === 'string') return toKeptText(value)
  if (Array.isArray(value)) return value.slice(0, longestList).map((one) => toKept('', one))
  return typeof value === 'object' && value !== null ? toKeptFields(value) : value
}

const toKeptFields = (fields: object): object =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [toKeptText(name), toKept(name, value)]),
  )

/** The fields of an event as JSON: what is kept of them besides the columns that records are found by. */
export function toDetails(fields: object): string {
  const details = JSON.stringify(toKeptFields(fields))
  return details.length <= longestDetails ? details : JSON.stringify({ cut: toInertText(details.slice(0, longestDetails / 2)) })
}
