import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { SignedIn } from '../actions/action'
import { importFapiKey } from '../tour/make-party'

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const lifetimeSeconds = 60

type Form = Readonly<Record<string, string>>

/** A client assertion of fapi-demo, made so many seconds ago. */
export async function makeAssertion({ tour, settings }: SignedIn, ageSeconds = 0): Promise<string> {
  const { key, kid } = await importFapiKey(settings)
  const iat = settings.now() - ageSeconds
  const { clientId } = tour.mode
  return new SignJWT({ iss: clientId, sub: clientId, aud: settings.issuer, jti: randomUUID(), iat, exp: iat + lifetimeSeconds })
    .setProtectedHeader({ alg: 'ES256', kid })
    .sign(key)
}

/** The form parameters of an assertion. */
export const asserted = (assertion: string): Form => ({ client_assertion_type: jwtBearer, client_assertion: assertion })

/** The form parameters that sign the client in, in the way of the tour's mode. */
export async function authenticate(victim: SignedIn): Promise<Form> {
  const { tour, settings } = victim
  const client = { client_id: tour.mode.clientId }
  if (tour.mode.id === 'standard') return { ...client, client_secret: settings.webSecret }
  return { ...client, ...asserted(await makeAssertion(victim)) }
}
