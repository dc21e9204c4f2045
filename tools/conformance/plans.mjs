// The plans that the server is meant to pass, with the configuration that the suite needs for each.
import { fapiAutomation, logoutAutomation, oidcAutomation } from './automation.mjs'

const openidMetadata = '/.well-known/openid-configuration'
const oauthMetadata = '/.well-known/oauth-authorization-server'
const fapi = 'fapi2-security-profile-final-test-plan'
const sender = { client_auth_type: 'private_key_jwt', sender_constrain: 'dpop' }
const fixed = { server_metadata: 'discovery', client_registration: 'static_client' }
const logout = { response_type: 'code', client_registration: 'static_client' }

const pair = ({ clients }, name) => ({ client: clients[`${name}-1`].suite, client2: clients[`${name}-2`].suite })
const basic = (profile) => ({ ...pair(profile, 'oidc-basic'), client_secret_post: profile.clients['oidc-post'].suite })

/** By file name: the suite's plan, its variant, and what goes into the file. */
const plans = {
  'fapi2-sp-final-openid': {
    plan: fapi,
    automation: fapiAutomation,
    variant: { ...sender, openid: 'openid_connect', fapi_profile: 'plain_fapi' },
    parts: (profile) => ({ ...pair(profile, 'fapi'), resource: { resourceUrl: `${profile.issuer}/userinfo` } }),
  },
  'fapi2-sp-final-plain-oauth': {
    plan: fapi,
    automation: fapiAutomation,
    variant: { ...sender, openid: 'plain_oauth', fapi_profile: 'plain_fapi' },
    metadata: oauthMetadata,
    parts: (profile) => ({ ...pair(profile, 'fapi-plain'), resource: { resourceUrl: profile.resource } }),
  },
  'fapi2-sp-final-client-credentials': {
    plan: fapi,
    automation: fapiAutomation,
    variant: { ...sender, openid: 'plain_oauth', fapi_profile: 'fapi_client_credentials_grant' },
    metadata: oauthMetadata,
    parts: (profile) => ({ ...pair(profile, 'fapi-cc'), resource: { resourceUrl: profile.resource } }),
  },
  'oidc-basic': { plan: 'oidcc-basic-certification-test-plan', variant: fixed, parts: basic },
  'oidc-config': { plan: 'oidcc-config-certification-test-plan', parts: () => ({}) },
  'oidc-form-post-basic': { plan: 'oidcc-formpost-basic-certification-test-plan', variant: fixed, parts: basic },
  'oidc-rp-initiated-logout': {
    plan: 'oidcc-rp-initiated-logout-certification-test-plan',
    variant: logout,
    parts: basic,
    automation: logoutAutomation,
  },
  'oidc-back-channel-logout': {
    plan: 'oidcc-backchannel-rp-initiated-logout-certification-test-plan',
    variant: logout,
    parts: basic,
    automation: logoutAutomation,
  },
}

const variantText = (variant = {}) =>
  Object.entries(variant)
    .map(([name, value]) => `[${name}=${value}]`)
    .join('')

/** How the suite's own runner names a plan with its variant. */
export const planNames = Object.fromEntries(Object.entries(plans).map(([file, { plan, variant }]) => [file, plan + variantText(variant)]))

/** Every plan's configuration, by file name. */
export const newPlans = (profile) =>
  Object.fromEntries(
    Object.entries(plans).map(([file, { metadata = openidMetadata, parts, automation = oidcAutomation }]) => [
      file,
      {
        alias: profile.alias,
        description: `Aldgate: ${file}`,
        server: { discoveryUrl: profile.issuer + metadata, login_hint: profile.person.username },
        ...parts(profile),
        ...automation(profile),
      },
    ]),
  )
