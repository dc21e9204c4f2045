// The plans that the server is meant to pass, with the configuration that the suite needs for each.
import { fapiAutomation, logoutAutomation, oidcAutomation } from './automation.mjs'
import { usualVariations } from './variations.mjs'

const fapi = 'fapi2-security-profile-final-test-plan'
const sender = { client_auth_type: 'private_key_jwt', sender_constrain: 'dpop' }
const logout = { response_type: 'code', client_registration: 'static_client' }

const pair = ({ clients }, name) => ({ client: clients[`${name}-1`].suite, client2: clients[`${name}-2`].suite })
const basic = (profile) => ({ ...pair(profile, 'oidc-basic'), client_secret_post: profile.clients['oidc-post'].suite })

const isCertified = ({ oidcAuth }) => oidcAuth === usualVariations.oidcAuth

/** The certification plans authenticate by client_secret_basic. Any other method goes with the plan that has every module, which discovers. */
const basicPlan = (certification, mode) => ({
  plan: (variations) => (isCertified(variations) ? certification : 'oidcc-test-plan'),
  variant: (variations) =>
    isCertified(variations)
      ? { server_metadata: variations.metadata, client_registration: 'static_client' }
      : { client_auth_type: variations.oidcAuth, response_type: 'code', response_mode: mode, client_registration: 'static_client' },
  parts: basic,
  hasStaticMetadata: isCertified,
})

/** Discovery as the plans of OAuth without OpenID look for it. */
const oauthMetadata = '/.well-known/oauth-authorization-server'
const fapiPlan = (openid, fapiProfile, name, resourceOf, discovery) => ({
  plan: () => fapi,
  automation: fapiAutomation,
  variant: () => ({ ...sender, openid, fapi_profile: fapiProfile }),
  discovery,
  parts: (profile) => ({ ...pair(profile, name), resource: { resourceUrl: resourceOf(profile) } }),
})
const userInfo = ({ issuer }) => `${issuer}/userinfo`
const accounts = ({ resource }) => resource

/** By file name: the suite's plan, its variant, and what goes into the file. */
const plans = {
  'fapi2-sp-final-openid': fapiPlan('openid_connect', 'plain_fapi', 'fapi', userInfo),
  'fapi2-sp-final-plain-oauth': fapiPlan('plain_oauth', 'plain_fapi', 'fapi-plain', accounts, oauthMetadata),
  'fapi2-sp-final-client-credentials': fapiPlan('plain_oauth', 'fapi_client_credentials_grant', 'fapi-cc', accounts, oauthMetadata),
  'oidc-basic': basicPlan('oidcc-basic-certification-test-plan', 'default'),
  'oidc-config': { plan: () => 'oidcc-config-certification-test-plan', variant: () => ({}), parts: () => ({}) },
  'oidc-form-post-basic': basicPlan('oidcc-formpost-basic-certification-test-plan', 'form_post'),
  'oidc-rp-initiated-logout': {
    plan: () => 'oidcc-rp-initiated-logout-certification-test-plan',
    variant: () => logout,
    parts: (profile) => pair(profile, 'oidc-logout'),
    automation: logoutAutomation,
  },
  'oidc-back-channel-logout': {
    plan: () => 'oidcc-backchannel-rp-initiated-logout-certification-test-plan',
    variant: () => logout,
    parts: (profile) => pair(profile, 'oidc-backchannel'),
    automation: logoutAutomation,
  },
}

const variantText = (variant) =>
  Object.entries(variant)
    .map(([name, value]) => `[${name}=${value}]`)
    .join('')

/** What the suite is told where it does not discover. */
const staticServer = ({ issuer, acr }) => ({
  issuer,
  jwks_uri: `${issuer}/jwks`,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  userinfo_endpoint: `${issuer}/userinfo`,
  acr_values: acr,
})

function serverOf({ discovery = '/.well-known/openid-configuration', hasStaticMetadata = () => false }, profile) {
  const isStatic = hasStaticMetadata(profile.variations) && profile.variations.metadata === 'static'
  return { ...(isStatic ? staticServer(profile) : { discoveryUrl: profile.issuer + discovery }), login_hint: profile.person.username }
}

/** How the suite's own runner names each plan with its variant, by file name. */
export const planNames = (variations) =>
  Object.fromEntries(Object.entries(plans).map(([file, { plan, variant }]) => [file, plan(variations) + variantText(variant(variations))]))

/** Every plan's configuration, by file name. */
export const newPlans = (profile) =>
  Object.fromEntries(
    Object.entries(plans).map(([file, plan]) => [
      file,
      {
        alias: profile.alias,
        description: `Aldgate: ${file}`,
        server: serverOf(plan, profile),
        ...plan.parts(profile),
        ...(plan.automation ?? oidcAutomation)(profile),
      },
    ]),
  )
