import type { OAuthError } from '#libs/oauth-errors/oauth-error'

/** What views/error.eta shows. */
export interface ErrorPage {
  readonly error: string
  readonly title: string
  readonly description: string
  readonly advice: string
  readonly flow: string
}

const startAgain = 'Go back to the application you came from and start again. If this happens again, give its support the number below.'
const waitAndReload = 'Wait a moment, then reload this page. If this happens again, give the support the number below.'

const words: Readonly<Record<number, readonly [title: string, advice: string]>> = {
  404: ['There is nothing here', 'Check the address, or go back to the application you came from.'],
  429: ['Too many attempts', 'Wait some minutes before you try again.'],
  503: ['Not available at the moment', waitAndReload],
}

const otherwise = (status: number) =>
  status < 500 ? (['This did not work', startAgain] as const) : (['Something went wrong here', waitAndReload] as const)

/** A refusal in words for the person in front of the browser, who did not write the request. */
export function toErrorPage(error: OAuthError, flow: string): ErrorPage {
  const [title, advice] = words[error.status] ?? otherwise(error.status)
  return { error: error.code, title, description: error.description, advice, flow }
}
