import { createPrivateKey, X509Certificate } from 'node:crypto'
import { BrokenRule } from './broken-rule'

/** Reads a certificate, or a chain whose first is the server's own, as PEM text. */
export const parseCertificate = (text: string): string => read(text, 'must be a certificate as PEM text', () => new X509Certificate(text))

/** Reads a private key as PEM text without a passphrase. */
export const parsePrivateKey = (text: string): string =>
  read(text, 'must be a private key as PEM text without a passphrase', () => createPrivateKey(text))

/** Whether the private key is the one that the certificate is for. */
export const isKeyOf = (certificate: string, key: string): boolean =>
  new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))

function read(text: string, rule: string, attempt: () => unknown): string {
  try {
    attempt()
    return text
  } catch {
    throw new BrokenRule(rule)
  }
}
