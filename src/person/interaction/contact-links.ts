/** Whom to ask, as a page shows it: with a link where there is an address to follow. */
export interface ContactLink {
  readonly text: string
  readonly uri?: string
}

const emailAddress = /^[^\s@:/?#%&<>"]+@[^\s@:/?#%&<>"]+$/

function toContactLink(contact: string): ContactLink {
  const text = contact.replace(/^mailto:/i, '')
  if (emailAddress.test(text)) return { text, uri: `mailto:${text}` }
  return contact.startsWith('https://') && URL.canParse(contact) ? { text: contact, uri: contact } : { text: contact }
}

/** The contacts of a client, else the help of the operator, where there is any. */
export const toContactLinks = (contacts: readonly string[], supportUri: string | undefined): readonly ContactLink[] =>
  contacts.length === 0 && supportUri !== undefined ? [{ text: supportUri, uri: supportUri }] : contacts.map(toContactLink)
