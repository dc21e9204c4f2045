/**
 * Decodes unpadded base64url, or says undefined: foreign characters, padding, whitespace and stray trailing bits are not decoded loosely.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-2
 */
export function decodeBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  // One byte string has one spelling: what does not encode back to itself was not canonical.
  return bytes.toString('base64url') === text ? bytes : undefined
}
