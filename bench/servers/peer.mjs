import { randomBytes } from 'node:crypto'
import { makeKey } from '../drive/keys.mjs'
import { toLoginClient, toResourceServer } from '../known.mjs'
import { freePort } from './free-port.mjs'
import { MeasuredProcess } from './measured-process.mjs'

const main = new URL('./peer-process.mjs', import.meta.url).pathname

const toClients = ({ client, furtherClients, resourceServer, callback }) => [
  ...[client, ...furtherClients].map((one) => ({ ...toLoginClient(one, callback), require_pushed_authorization_requests: true })),
  toResourceServer(resourceServer),
]

/** The peer, in one process; in memory where no database file is named. */
export async function startPeer({ known, databaseFile }) {
  const issuer = `http://127.0.0.1:${await freePort()}`
  const setUp = {
    issuer,
    databaseFile,
    clients: toClients(known),
    signingKey: makeKey('as1').privateJwk,
    cookieKey: randomBytes(32).toString('hex'),
  }
  return new MeasuredProcess(issuer, [main], { PEER: JSON.stringify(setUp) }).ready()
}
