import { excerpt } from '#libs/oauth-params/excerpt'
import type { Excerpt } from '#libs/oauth-params/excerpt'

/** Why an expression failed, without what stands in quotes, which may be about the person. */
export const reasonOf = (error: unknown): Excerpt =>
  excerpt(error instanceof Error ? (error.message.split('\n')[0] ?? '').replaceAll(/(["'`]).*?\1/g, '"…"') : 'it failed')
