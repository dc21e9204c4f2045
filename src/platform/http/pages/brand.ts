import type { PageSettings } from '#platform/config/page-settings'
import type { Assets } from './assets'

/** What every page shows of the operator: name, logo and links. */
export interface Brand {
  readonly name: string
  readonly logo: string | undefined
  /** Where the logo is fetched from, when not from here. */
  readonly logoUri: string | undefined
  /** Links by the ids of their messages. */
  readonly links: readonly { readonly id: string; readonly uri: string }[]
}

export function toBrand({ name, logo, policyUri, tosUri, supportUri }: PageSettings, assets: Assets): Brand {
  const links = [
    { id: 'policy', uri: policyUri },
    { id: 'terms', uri: tosUri },
    { id: 'help', uri: supportUri },
  ].flatMap(({ id, uri }) => (uri === undefined ? [] : { id, uri }))
  const logoUri = logo && 'uri' in logo ? logo.uri : undefined
  return { name, logo: logo && 'svg' in logo ? assets.urlOf('logo.svg') : logoUri, logoUri, links }
}
