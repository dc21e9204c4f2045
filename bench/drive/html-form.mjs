const entities = { amp: '&', quot: '"', lt: '<', gt: '>', '#39': "'", '#x27': "'", '#x2f': '/', '#x2F': '/' }
const unescape = (text) => text.replaceAll(/&(amp|quot|lt|gt|#39|#x27|#x2f|#x2F);/g, (_, name) => entities[name])
const attribute = (tag, name) => {
  const [, value] = new RegExp(`\\s${name}\\s*=\\s*"([^"]*)"`, 'i').exec(tag) ?? []
  return value === undefined ? undefined : unescape(value)
}

const formSyntax = /<form\b([^>]*)>([\s\S]*?)<\/form>/i
const fieldSyntax = /<(?:input|button)\b([^>]*)>/gi

/** The first form of a page: where it goes, and its fields and buttons. */
export function readForm(html) {
  const [, tag, content] = formSyntax.exec(html) ?? []
  if (tag === undefined) return undefined
  const fields = [...content.matchAll(fieldSyntax)].map(([, field]) => ({
    name: attribute(` ${field}`, 'name'),
    type: (attribute(` ${field}`, 'type') ?? 'text').toLowerCase(),
    value: attribute(` ${field}`, 'value'),
  }))
  return { action: attribute(` ${tag}`, 'action') ?? '', fields: fields.filter(({ name }) => name !== undefined) }
}

const isSent = ({ name, type, value }) => type !== 'submit' || (name === 'decision' && value === 'allow')

/** The form as a person sends it who logs in, and who allows what is asked. */
export function fillForm({ fields }, { username, password }) {
  const answers = { text: () => username, email: () => username, password: () => password, checkbox: ({ value }) => value ?? 'on' }
  return Object.fromEntries(
    fields.filter(isSent).map((field) => [field.name, (answers[field.type] ?? (({ value }) => value ?? ''))(field)]),
  )
}
