// The modules that the suite skips of its own accord. Its runner fails for any that it was not told of (--expected-skips-file).
const unsupportedRequestObject = 'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported'
const needsRsaKey = 'fapi2-security-profile-final-ensure-signed-client-assertion-with-RS256-fails'

const skip = (module, file, comment) => ({ 'test-name': module, variant: '*', 'configuration-filename': `*${file}`, comment })

/** For the runner: which module of which plan, and why. */
export function expectedSkips({ keys }) {
  const requestObjects = ['oidc-basic', 'oidc-form-post-basic'].map((plan) =>
    skip(unsupportedRequestObject, `${plan}.json`, 'the server takes no request objects, and says so'),
  )
  const rsa = skip(needsRsaKey, 'fapi2-sp-final-*.json', 'the suite signs with RS256 by an RSA key alone')
  return keys === 'PS256' ? requestObjects : [...requestObjects, rsa]
}
