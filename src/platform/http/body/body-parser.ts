import { FormParams } from '#libs/oauth-params/form-params'
import { parseForm } from '#libs/oauth-params/parse-form'
import { isUtf8 } from './media-type'
import type { MediaType } from './media-type'

/** One kind of body: at which addresses it is taken, and what its bytes mean. */
export interface BodyParser {
  readonly name: string
  accepts(path: string, mediaType: MediaType): boolean
  parse(bytes: Uint8Array): unknown
}

/** Forms, which every address takes; a body that is empty and says nothing of itself is an empty form. */
export const formParser: BodyParser = {
  name: 'application/x-www-form-urlencoded',
  accepts: (_path, mediaType) => mediaType.type === 'application/x-www-form-urlencoded' && isUtf8(mediaType),
  parse: (bytes) => (bytes.length === 0 ? new FormParams() : parseForm(bytes)),
}
