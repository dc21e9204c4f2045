import { FromEnvironment } from './from-environment'
import { parseWord } from './values/parse-choice'
import { parseColor } from './values/parse-color'
import { parseLine } from './values/parse-line'
import { parseList } from './values/parse-list'
import { parseLogo } from './values/parse-logo'
import type { Logo } from './values/parse-logo'
import { parseWebUrl } from './values/parse-web-url'

/** The languages that the pages are written in. */
export const knownLanguages = ['en', 'de', 'fr', 'es', 'fi', 'ja', 'ar'] as const

/** How the pages look, and in which languages they speak. */
export class PageSettings {
  @FromEnvironment('ALDGATE_NAME', {
    description: 'What people see as the name of this server, on every page.',
    default: 'Aldgate',
    parse: parseLine(60),
  })
  readonly name!: string

  @FromEnvironment('ALDGATE_LOGO', {
    description: 'The logo on every page: an SVG document (ALDGATE_LOGO_FILE names its file), or an https URL that browsers fetch it from.',
    parse: parseLogo,
  })
  readonly logo?: Logo

  @FromEnvironment('ALDGATE_COLOR', {
    description: 'The colour of buttons and links, #rrggbb; shades that can be read on light and dark ground are made of it.',
    default: '#1f4e8c',
    parse: parseColor,
  })
  readonly color!: string

  @FromEnvironment('ALDGATE_POLICY_URI', { description: 'The privacy policy, linked from every page.', parse: parseWebUrl })
  readonly policyUri?: string

  @FromEnvironment('ALDGATE_TOS_URI', { description: 'The terms of service, linked from every page.', parse: parseWebUrl })
  readonly tosUri?: string

  @FromEnvironment('ALDGATE_SUPPORT_URI', { description: 'Where people get help, linked from every page.', parse: parseWebUrl })
  readonly supportUri?: string

  @FromEnvironment('ALDGATE_LANGUAGES', {
    description: 'The languages that the pages are offered in; the first is for browsers that ask for none of them.',
    default: knownLanguages.join(','),
    parse: parseList(parseWord(...knownLanguages)),
  })
  readonly languages!: readonly string[]
}
