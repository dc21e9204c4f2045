import { enforces } from '#libs/checks/enforces'

enforces('OIDCC-5.3.3', 'RFC9110-15.5.2')

/** What the challenges of this server say that they protect. */
export const realm = 'aldgate'

/**
 * The challenge for a client that failed to authenticate. Every 401 has one, whatever was tried: some HTTP libraries throw where there is none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2
 */
export const clientChallenge = `Basic realm="${realm}", charset="UTF-8"`
