import { refusalOf, read, web } from '#libs/client-metadata/client-metadata.fixtures'
import { withDefaults } from '#libs/client-metadata/with-defaults'
import { testSettings } from '../../../test/support/test-settings'
import { lifetimeFault, lifetimesOf } from './lifetimes-of'

const { lifetimes: settings } = testSettings()
const clientOf = (lifetimes: object, profile: 'oidc' | 'fapi2' = 'oidc') =>
  withDefaults({ client_id: 'web', security_profile: profile, lifetimes })

describe('lifetimes of a client', () => {
  it.each([
    [{ access_token: 601 }, 'lifetimes.access_token: must be 600 seconds or less (ALDGATE_ACCESS_TOKEN_LIFETIME)'],
    [{ id_token: 601 }, 'lifetimes.id_token: must be 600 seconds or less (ALDGATE_ID_TOKEN_LIFETIME)'],
    [{ session: 43_201 }, 'lifetimes.session: must be 43200 seconds or less (ALDGATE_SESSION_LIFETIME)'],
    [{ access_token: 600, session: 60 }, undefined],
  ])('beyond the server’s own are named: %j', (lifetimes, fault) => {
    expect(lifetimeFault(clientOf(lifetimes), settings)).toBe(fault)
  })

  it('of a fapi2 client are held to its own bound', () => {
    expect(lifetimeFault(clientOf({ access_token: 301 }, 'fapi2'), settings)).toBe(
      'lifetimes.access_token: must be 300 seconds or less (ALDGATE_ACCESS_TOKEN_LIFETIME_FAPI2)',
    )
  })

  it('are never longer than the server’s, which may have become shorter since', () => {
    expect(lifetimesOf(clientOf({ access_token: 86_400, id_token: 45 }), settings)).toMatchObject({ access_token: 600, id_token: 45 })
    expect(lifetimesOf(withDefaults({ client_id: 'web' }), settings)).toMatchObject({ access_token: 600, session: 43_200 })
  })

  it.each([
    [{ access_token: 29 }, 'lifetimes.access_token: must be 30 seconds or more'],
    [{ session: 59 }, 'lifetimes.session: must be 60 seconds or more'],
    [{ refresh_token: 1.5 }, 'lifetimes.refresh_token: must be a whole number, 0 or more'],
    [{ code: 30 }, 'lifetimes.code: is not one of access_token, id_token, refresh_token_idle, refresh_token, session'],
    [[], 'lifetimes: must be a map of names to seconds'],
  ])('that make no sense are refused: %j', (lifetimes, message) => {
    expect(refusalOf({ ...web, lifetimes }).message).toBe(message)
  })

  it('are kept as they were given', () => {
    expect(read({ ...web, lifetimes: { session: 60 } }).metadata.lifetimes).toEqual({ session: 60 })
  })
})
