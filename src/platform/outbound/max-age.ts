/**
 * For how many seconds an answer may be kept, by its own word; undefined where it says nothing. The caller sets the bounds.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2
 */
export function maxAgeSeconds(cacheControl: string | undefined): number | undefined {
  const directives = (cacheControl ?? '')
    .toLowerCase()
    .split(',')
    .map((directive) => directive.trim())
  if (directives.includes('no-store') || directives.includes('no-cache')) return 0
  const [, seconds] = /^max-age="?(\d{1,9})"?$/.exec(directives.find((directive) => directive.startsWith('max-age=')) ?? '') ?? []
  return seconds === undefined ? undefined : Number(seconds)
}
