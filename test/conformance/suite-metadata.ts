type Document = Readonly<Record<string, unknown>>

const list = (value: unknown) => Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '')
const text = (value: unknown) => typeof value === 'string' && value !== ''
const flag = (value: unknown) => typeof value === 'boolean'
const httpsUrl = (value: unknown) => text(value) && URL.parse(String(value))?.protocol === 'https:'

const named = (names: string, isValid: (value: unknown) => boolean) => names.split(' ').map((name) => [name, isValid] as const)

/** The metadata names that the suite knows, each with what its value must be (OpenID Connect Discovery, RFC 8414, 9126, 9207, 9449, logout). */
const schema: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ...named('issuer authorization_endpoint token_endpoint userinfo_endpoint jwks_uri registration_endpoint', httpsUrl),
  ...named('pushed_authorization_request_endpoint introspection_endpoint revocation_endpoint end_session_endpoint', httpsUrl),
  ...named('check_session_iframe service_documentation op_policy_uri op_tos_uri', httpsUrl),
  ...named('scopes_supported response_types_supported response_modes_supported grant_types_supported subject_types_supported', list),
  ...named('acr_values_supported display_values_supported claim_types_supported claims_supported prompt_values_supported', list),
  ...named('ui_locales_supported claims_locales_supported code_challenge_methods_supported', list),
  ...named('id_token_signing_alg_values_supported userinfo_signing_alg_values_supported dpop_signing_alg_values_supported', list),
  ...named('request_object_signing_alg_values_supported authorization_signing_alg_values_supported', list),
  ...named('token_endpoint_auth_methods_supported token_endpoint_auth_signing_alg_values_supported', list),
  ...named('introspection_endpoint_auth_methods_supported introspection_endpoint_auth_signing_alg_values_supported', list),
  ...named('revocation_endpoint_auth_methods_supported revocation_endpoint_auth_signing_alg_values_supported', list),
  ...named('claims_parameter_supported request_parameter_supported request_uri_parameter_supported', flag),
  ...named('require_request_uri_registration require_pushed_authorization_requests', flag),
  ...named('authorization_response_iss_parameter_supported tls_client_certificate_bound_access_tokens', flag),
  ...named('backchannel_logout_supported backchannel_logout_session_supported', flag),
  ...named('frontchannel_logout_supported frontchannel_logout_session_supported', flag),
])

const scopeSyntax = /^[\x21\x23-\x5b\x5d-\x7e]+$/

/** A discovery document: names that everybody knows, each value of its type, endpoints by https, scopes and locales well formed. */
export function expectMetadata(document: Document): void {
  expect(Object.keys(document).filter((name) => !schema.has(name))).toEqual([])
  expect(Object.keys(document).filter((name) => schema.get(name)?.(document[name]) === false)).toEqual([])
  for (const name of ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri']) expect(document).toHaveProperty(name)
  expect(String(document['issuer'])).not.toMatch(/[?#]/)
  for (const scope of (document['scopes_supported'] ?? []) as string[]) expect(scope).toMatch(scopeSyntax)
  for (const name of ['ui_locales_supported', 'claims_locales_supported']) {
    const locales = (document[name] ?? []) as string[]
    expect(Intl.getCanonicalLocales(locales)).toEqual(locales)
  }
}
