const ofSecretsLength = /[\w-]{20,}/g
const shown = 4

/** What may be a token, a code or a verifier keeps its beginning alone: a form with a lost & brings one where nobody expects it. */
const withoutSecrets = (value: string): string =>
  value.replace(ofSecretsLength, (run) => (/[a-z]/.test(run) && /[A-Z]/.test(run) ? `${run.slice(0, shown)}…` : run))

const printable = (value: string): string => value.replace(/[^\x20-\x7e]/g, '?')

/** The text, cut at the limit (characters), with the length that it had. */
const cut = (text: string, limit: number, length: number): string =>
  text.length > limit ? `${text.slice(0, limit)}… (${length} characters)` : text

/** A parameter's value as evidence may show it: one line of printable ASCII, cut at the limit (characters), without what may be a secret. */
export const excerpt = (value: string | undefined, limit = 100): string =>
  value === undefined ? 'nothing' : cut(withoutSecrets(printable(value)), limit, value.length)

/** A value that holds no secret, such as a key's id or a claim, as evidence may show it. */
export const excerptWhole = (value: string, limit = 100): string => cut(printable(value), limit, value.length)
