/** A content type in parts, all lower case: application/json; charset=utf-8. */
export interface MediaType {
  readonly type: string
  readonly params: readonly string[]
}

/** Undefined where there is no content type. */
export function parseMediaType(contentType: string | undefined): MediaType | undefined {
  if (contentType === undefined) return undefined
  const [type = '', ...params] = contentType.split(';').map((part) => part.trim().toLowerCase())
  return { type, params: params.filter((param) => param !== '') }
}

/**
 * Whether a form is read as UTF-8: no charset or one of these, and no other parameter. Forms are UTF-8 whatever they say (WHATWG URL), and
 * older libraries say ISO-8859-1 of every one. Bytes that are no UTF-8 are refused when they are read.
 */
export const isUtf8 = ({ params }: MediaType): boolean =>
  params.every((param) => /^charset="?(?:utf-?8|iso-8859-1|us-ascii)"?$/.test(param))
