import { issuerPathOf } from '#libs/issuer/issuer-path'
import { oauthMetadataPathOf } from '#libs/issuer/metadata-path'
import type { ServerSettings } from '#platform/config/server-settings'
import type { OutboundClient } from '#platform/outbound/outbound-client'
import { OutboundError } from '#platform/outbound/outbound-error'
import { broken, fine, skipped } from './finding'
import type { Finding } from './finding'

const fixServer = 'start the server, or fix its name, balancer or certificate'
const guarded: ReadonlySet<string> = new Set(['address not allowed', 'url not allowed'])

/** Whether clients find this server at its issuer, and, where that has a path, at the root of the host too, where OAuth clients look. */
export async function lookAtDiscovery(server: ServerSettings, outbound: OutboundClient): Promise<Finding> {
  const { issuer } = server
  const found = await lookAt(issuer, server.urlOf('/.well-known/openid-configuration'), outbound, fixServer)
  if (found.state !== 'ok' || issuerPathOf(issuer) === '') return found
  return lookAt(issuer, new URL(oauthMetadataPathOf(issuer), issuer).href, outbound, 'have the balancer pass this path on too')
}

async function lookAt(issuer: string, url: string, outbound: OutboundClient, fix: string): Promise<Finding> {
  try {
    return judge(issuer, (await outbound.getJson(url)).body)
  } catch (error) {
    const reason = error instanceof OutboundError ? error : new OutboundError('connection failed', error)
    return explain(reason, url, fix)
  }
}

function judge(issuer: string, body: unknown): Finding {
  const found = (body as { readonly issuer?: unknown } | null)?.issuer
  if (found === issuer) return fine('discovery', `${issuer} answers, and says the same of itself`)
  return broken('discovery', `${issuer} says that it is ${JSON.stringify(found)}`, 'set ISSUER to what clients know, or fix the balancer')
}

// What may be private is not asked from here: no URL leads this server inside.
function explain({ reason, cause }: OutboundError, url: string, fix: string): Finding {
  if (guarded.has(reason)) return skipped('discovery', `${url} is private, and not asked from here; ask it from where the clients are`)
  return broken('discovery', `${url} gives no answer (${[reason, codeOf(cause)].filter(Boolean).join(': ')})`, fix)
}

/** The errors below are wrapped into each other. */
function codeOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { readonly code?: unknown; readonly cause?: unknown }
  return typeof code === 'string' ? code : cause === undefined ? '' : codeOf(cause)
}
