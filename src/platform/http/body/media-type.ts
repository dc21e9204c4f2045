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

/** Whether the text is UTF-8 by its own word: no charset, or that one, and no other parameter. */
export const isUtf8 = ({ params }: MediaType): boolean => params.every((param) => /^charset="?utf-?8"?$/.test(param))
