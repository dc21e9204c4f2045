import { enforces } from '../checks/enforces'
import { pickTranslation } from '../languages/pick-translation'
import type { ClientMetadata, TranslatedField } from './client-metadata'

enforces('OIDCR-2.1')

/** What people are shown of a client, in one language. */
export interface ClientDisplay {
  readonly name: string
  readonly logoUri: string | undefined
  readonly policyUri: string | undefined
  readonly tosUri: string | undefined
  readonly clientUri: string | undefined
}

/** @see https://openid.net/specs/openid-connect-registration-1_0.html#LanguagesAndScripts */
function translated(metadata: ClientMetadata, field: TranslatedField, language: string): string | undefined {
  const prefix = `${field}#`
  const texts = Object.entries(metadata).filter(([name]) => name.startsWith(prefix))
  const byTag = Object.fromEntries(texts.map(([name, text]) => [name.slice(prefix.length), String(text)]))
  return pickTranslation(byTag, language) ?? metadata[field]
}

/** Each field in the language, where the registration speaks it; a client without a name goes by its id. */
export function toClientDisplay(metadata: ClientMetadata, language: string): ClientDisplay {
  return {
    name: translated(metadata, 'client_name', language) ?? metadata.client_id,
    logoUri: translated(metadata, 'logo_uri', language),
    policyUri: translated(metadata, 'policy_uri', language),
    tosUri: translated(metadata, 'tos_uri', language),
    clientUri: translated(metadata, 'client_uri', language),
  }
}
