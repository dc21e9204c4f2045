import { enforces } from '../checks/enforces'
import { parseLoopbackUri } from './loopback-uri'

enforces('RFC8252-8.6')

/**
 * Whether any program on the person's machine could receive what is sent there, so that remembered consent must not count.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8252#section-8.6
 */
export const isLoopbackOrPrivateScheme = (uri: string): boolean => !/^https?:/i.test(uri) || parseLoopbackUri(uri) !== undefined
