const special = /[&<>"']/g
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as HTML shows it: in elements, and in attributes that stand in quotes. */
export const escapeHtml = (text: string): string => text.replace(special, (character) => entities[character] ?? '')
