// What the suite's browser does on the pages of the server. A task whose address does not match is skipped, and so is a command whose
// element is not there: one list does for logins, silent answers and error pages alike.

const place = ['update-image-placeholder-optional']
const page = (id, text) => ['wait', 'id', id, 10, text, ...place]

// A screenshot ends a module that waits for one, so it is taken only where the login page is what the module wants to see.
const loginPage = ['wait', 'id', 'login-form', 10, 'Username', ...place]
const login = (issuer, { username, password }, screenshot) => ({
  task: 'Sign in',
  match: `${issuer}/*`,
  optional: true,
  commands: [
    ...(screenshot ? [loginPage] : []),
    ['text', 'id', 'username', username, 'optional'],
    ['text', 'id', 'password', password, 'optional'],
    ['click', 'id', 'login', 'optional'],
  ],
})
const consent = (issuer) => ({
  task: 'Allow access',
  match: `${issuer}/*`,
  optional: true,
  commands: [['click', 'id', 'allow', 'optional']],
})
const reject = (issuer) => ({
  task: 'Cancel or deny',
  match: `${issuer}/*`,
  commands: [['click', 'css', 'button[value=cancel], button[id=deny]']],
})
const errorPage = (address) => ({
  task: 'Error page',
  match: `${address}*`,
  optional: true,
  commands: [page('error-page', 'What the server said')],
})
/** An answer by form is on its way while the page with the form is still there. */
const formPost = (issuer) => ({
  task: 'Answer by form',
  match: `${issuer}/*`,
  optional: true,
  commands: [['wait', 'contains', '/callback', 10]],
})
const answer = (base) => ({
  task: 'Answer',
  match: `${base}/callback*`,
  optional: true,
  commands: [['wait', 'id', 'submission_complete', 10]],
})

const authorization = (issuer, tasks) => ({ match: `${issuer}/authorize*`, tasks })
const logout = (issuer, tasks) => ({ match: `${issuer}/logout*`, tasks })

const signIn = ({ issuer, base, person }, { screenshot = false } = {}) =>
  authorization(issuer, [login(issuer, person, screenshot), consent(issuer), formPost(issuer), answer(base)])
const signOut = ({ issuer }) => ({ task: 'Sign out', match: `${issuer}/logout*`, commands: [['click', 'id', 'logout']] })

/** For the FAPI plans: answers come by redirect, so whoever is at the authorization endpoint in the end looks at an error page. */
export function fapiAutomation({ issuer, base, person }) {
  const signs = authorization(issuer, [login(issuer, person), consent(issuer), errorPage(`${issuer}/authorize`), answer(base)])
  const looks = { task: 'See the login page', match: `${issuer}/*`, commands: [['wait', 'id', 'login-form', 10]] }
  const override = (module, browser) => [`fapi2-security-profile-final-${module}`, { browser }]
  return {
    browser: [signs],
    override: Object.fromEntries([
      override('user-rejects-authentication', [authorization(issuer, [reject(issuer), answer(base)])]),
      override('par-ensure-reused-request-uri-prior-to-auth-completion-succeeds', [
        { ...authorization(issuer, [looks]), 'match-limit': 1 },
        signs,
      ]),
    ]),
  }
}

/** For the OpenID Connect plans. */
export function oidcAutomation(profile) {
  const again = { browser: [signIn(profile), signIn(profile, { screenshot: true })] }
  again.browser[0]['match-limit'] = 1
  const refused = { browser: [authorization(profile.issuer, [errorPage(`${profile.issuer}/authorize`)])] }
  return {
    browser: [signIn(profile)],
    override: {
      'oidcc-prompt-login': again,
      'oidcc-max-age-1': again,
      'oidcc-ensure-registered-redirect-uri': refused,
      'oidcc-ensure-request-object-with-redirect-uri': refused,
      'oidcc-redirect-uri-query-added': refused,
    },
  }
}

const modulesWithErrorPage = [
  'bad-post-logout-redirect-uri',
  'query-added-to-post-logout-redirect-uri',
  'modified-id-token-hint',
  'bad-id-token-hint',
]
const modulesThatStay = ['no-params', 'only-state', 'no-post-logout-redirect-uri']

/** For plans that log people out as well. */
export function logoutAutomation(profile) {
  const { issuer, base } = profile
  const back = { task: 'Back at the application', match: `${base}/post_logout_redirect*` }
  const stays = { task: 'Signed out', match: `${issuer}/logout/confirm*`, commands: [page('logged-out', 'Signed out')] }
  const asks = { task: 'Confirm page', match: `${issuer}/logout*`, commands: [page('logout-form', 'Sign out')] }
  const override = (module, tasks) => [`oidcc-rp-initiated-logout-${module}`, { browser: [signIn(profile), logout(issuer, tasks)] }]
  return {
    browser: [signIn(profile), logout(issuer, [signOut(profile), back])],
    override: Object.fromEntries([
      ...modulesWithErrorPage.map((module) => override(module, [errorPage(`${issuer}/logout`)])),
      ...modulesThatStay.map((module) => override(module, [signOut(profile), stays])),
      override('no-id-token-hint', [asks]),
    ]),
  }
}
