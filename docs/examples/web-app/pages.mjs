const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (value) => String(value).replace(/[&<>"']/g, (letter) => entities[letter])

const page = (body) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Example application</title>
</head>
<body>
<h1>Example application</h1>
${body}
</body>
</html>
`

const button = (action, label) => `<form method="post" action="${action}"><button>${label}</button></form>`

const rows = (person) =>
  Object.entries(person).map(
    ([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(typeof value === 'object' ? JSON.stringify(value) : value)}</dd>`,
  )

/** The only page: who is signed in, or a button to sign in with. */
export function home(signedIn) {
  if (!signedIn) return page(`<p>You are not signed in.</p>\n${button('/login', 'Sign in')}`)
  const { person, expiresAt } = signedIn
  return page(`<p>Signed in as <strong>${escape(person.name ?? person.sub)}</strong>.</p>
<dl>
${rows(person).join('\n')}
</dl>
<p>The access token expires at ${new Date(expiresAt).toISOString()}.</p>
${button('/refresh', 'Refresh it')}
${button('/logout', 'Sign out')}`)
}

/** What went wrong, and the way back. */
export const problem = (text) => page(`<p id="problem">${escape(text)}</p>\n<p><a href="/">Back to the beginning</a></p>`)
