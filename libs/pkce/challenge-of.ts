import { hash } from 'node:crypto'
import { enforces } from '../checks/enforces'

enforces('RFC7636-4.2')

/**
 * The S256 challenge of a verifier: BASE64URL(SHA256(ASCII(code_verifier))).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7636#section-4.2
 */
export const challengeOf = (verifier: string): string => hash('sha256', verifier, 'base64url')
