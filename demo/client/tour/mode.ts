/** The two ways to log in that the demo shows. */
export type ModeId = 'standard' | 'fapi'

/** A mode in words, and the client that it comes as. */
export interface Mode {
  readonly id: ModeId
  readonly clientId: string
  readonly name: string
  readonly summary: string
}

/** The modes, in the order of the home page. */
export const modes: readonly Mode[] = [
  {
    id: 'standard',
    clientId: 'web-demo',
    name: 'Standard OIDC',
    summary: 'The authorization code flow with PKCE. The client has a secret, and whoever holds the access token can use it.',
  },
  {
    id: 'fapi',
    clientId: 'fapi-demo',
    name: 'FAPI 2.0',
    summary:
      'The request is pushed, the client signs instead of sending a secret, and tokens work only with the key that they are bound to.',
  },
]

export const findMode = (id: unknown): Mode | undefined => modes.find((mode) => mode.id === id)
