import type { OutboundClient } from '#platform/outbound/outbound-client'
import { OutboundError } from '#platform/outbound/outbound-error'
import { broken, fine, skipped } from './finding'
import type { Finding } from './finding'

const guarded: ReadonlySet<string> = new Set(['address not allowed', 'url not allowed'])

/** Whether clients find this server at its issuer. */
export async function lookAtDiscovery(issuer: string, outbound: OutboundClient): Promise<Finding> {
  const url = `${issuer}/.well-known/openid-configuration`
  try {
    return judge(issuer, (await outbound.getJson(url)).body)
  } catch (error) {
    const reason = error instanceof OutboundError ? error : new OutboundError('connection failed', error)
    return explain(reason, url)
  }
}

function judge(issuer: string, body: unknown): Finding {
  const found = (body as { readonly issuer?: unknown } | null)?.issuer
  if (found === issuer) return fine('discovery', `${issuer} answers, and says the same of itself`)
  return broken('discovery', `${issuer} says that it is ${JSON.stringify(found)}`, 'set ISSUER to what clients know, or mend the balancer')
}

// What may be private is not asked from here: no URL leads this server inside.
function explain({ reason, cause }: OutboundError, url: string): Finding {
  if (guarded.has(reason)) return skipped('discovery', `${url} is private, and not asked from here; ask it from where the clients are`)
  return broken(
    'discovery',
    `${url} gives no answer (${[reason, codeOf(cause)].filter(Boolean).join(': ')})`,
    'start the server, or mend its name, balancer or certificate',
  )
}

/** The errors below are wrapped into each other. */
function codeOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { readonly code?: unknown; readonly cause?: unknown }
  return typeof code === 'string' ? code : cause === undefined ? '' : codeOf(cause)
}
