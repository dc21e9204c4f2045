type Sign = readonly [name: string, sign: RegExp]

/** In this order: most browsers also call themselves by the names of those that come later. */
const browsers: readonly Sign[] = [
  ['Edge', /\bEdg(?:A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|Chromium|CriOS)\//],
  ['Safari', /\bSafari\//],
]
const systems: readonly Sign[] = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
]

/** Longest header that is looked at, in characters. */
const longest = 512

const find = (signs: readonly Sign[], text: string): string | undefined => signs.find(([, sign]) => sign.test(text))?.[0]

/**
 * Browser and system by their names, for people to recognise their own: a hint, for anybody can send any User-Agent.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.1.5
 */
export function describeBrowser(userAgent: string | undefined): string | undefined {
  const text = (userAgent ?? '').slice(0, longest)
  const names = [find(browsers, text), find(systems, text)].filter((name) => name !== undefined)
  return names.length === 0 ? undefined : names.join(' · ')
}
