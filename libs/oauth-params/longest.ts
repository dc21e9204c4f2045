/** How long values may be that several endpoints read, in characters. Checks bound many of them more tightly. */
export const longest = {
  /** A button or a word out of a list. */
  choice: 100,
  clientId: 1_024,
  secret: 1_024,
  /** A code, a refresh token, a session id. */
  opaque: 1_024,
  scope: 8_192,
  uri: 8_192,
  /** A JWT, or what this server has sealed for itself. */
  token: 32_768,
} as const
