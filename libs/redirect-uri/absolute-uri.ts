// RFC 3986 §2: unreserved, reserved and percent-encoded; neither quotes nor backslashes nor anything outside ASCII
const uriCharacters = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/
const scheme = /^[A-Za-z][A-Za-z0-9+\-.]*:./

/** Whether a text holds only what RFC 3986 lets a URI hold. */
export const hasUriCharacters = (text: string): boolean => uriCharacters.test(text)

/**
 * Whether a text is an absolute URI: with a scheme, without a fragment. What identifies a resource must be one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8707#section-2
 */
export const isAbsoluteUri = (text: string): boolean =>
  hasUriCharacters(text) && scheme.test(text) && !text.includes('#') && URL.canParse(text)
