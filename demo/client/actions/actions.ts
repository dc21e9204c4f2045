import * as client from 'openid-client'
import type { Action } from './action'
import { callApi } from './call-api'
import { refresh } from './refresh'

/** What can be done with the tokens, in the order of the buttons. To offer more is to add an entry. */
export const actions: readonly Action[] = [
  {
    id: 'userinfo',
    group: 'use',
    label: 'Ask who it is',
    title: 'UserInfo',
    story: 'The server itself is an API too: it tells the claims that the granted scopes allow. Compare them with the ID token.',
    async run({ tour, party: { config, DPoP }, tokens }) {
      tour.person = await client.fetchUserInfo(config, tokens.accessToken, tokens.claims.sub, DPoP && { DPoP })
    },
  },
  {
    id: 'accounts',
    group: 'use',
    label: 'Look at the accounts',
    title: 'The API: GET /accounts',
    story:
      'The API judges the token by itself: signature by the server’s published keys, issuer, audience, time, scope, and the proof where the token is bound to a key. The server hears nothing of it.',
    run: (signedIn) => callApi(signedIn, { method: 'GET', path: '/accounts' }),
  },
  {
    id: 'payment',
    group: 'use',
    label: 'Pay 12.50 euros',
    title: 'The API: POST /payments',
    story: 'A request that changes something needs another scope, payments. Look at the accounts again afterwards.',
    run: (signedIn) => callApi(signedIn, { method: 'POST', path: '/payments', body: { to: 'The Tea Party', amount: '12.50' } }),
  },
  {
    id: 'live-accounts',
    group: 'use',
    label: 'Look, asking the server',
    title: 'The API: GET /live/accounts',
    story:
      'The same accounts, but the API asks the server by introspection whether the token is still good. Revoke a token and compare: a signature holds until the token expires, an introspection ends at once.',
    run: (signedIn) => callApi(signedIn, { method: 'GET', path: '/live/accounts' }),
  },
  {
    id: 'refresh',
    group: 'keep',
    label: 'Refresh',
    title: 'A new access token',
    story:
      'The refresh token brings a new access token without you. In FAPI 2.0 mode it stays the same, since only this client can use it; in standard mode each use replaces it, so that a stolen copy is noticed.',
    run: refresh,
  },
  {
    id: 'introspect',
    group: 'keep',
    label: 'Introspect',
    title: 'Introspection',
    story: 'The server tells the client about its own access token, and whether it is still good.',
    async run({ party: { config }, tokens }) {
      await client.tokenIntrospection(config, tokens.accessToken)
    },
  },
  {
    id: 'revoke-access',
    group: 'end',
    label: 'Revoke the access token',
    title: 'Revocation of the access token',
    story: 'This one token ends at the server; the refresh token lives on. Try the API both ways now, then refresh.',
    async run({ party: { config }, tokens }) {
      await client.tokenRevocation(config, tokens.accessToken)
    },
  },
  {
    id: 'revoke-refresh',
    group: 'end',
    label: 'Revoke the refresh token',
    title: 'Revocation of the refresh token',
    story: 'With the refresh token the whole grant ends, and every token that came of it. Your session at the server lives on.',
    async run({ party: { config }, tokens }) {
      await client.tokenRevocation(config, tokens.refreshToken ?? tokens.accessToken)
    },
  },
]

export const findAction = (id: unknown): Action | undefined => actions.find((action) => action.id === id)
