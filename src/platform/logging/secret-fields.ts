/** Fields of requests and answers whose values nobody may read in a log or a row. */
export const secretFields = [
  'password',
  'current_password',
  'new_password',
  'new_password_again',
  'client_secret',
  'client_secrets',
  'client_assertion',
  'code',
  'code_verifier',
  'access_token',
  'refresh_token',
  'id_token',
  'id_token_hint',
  'token',
  'handle',
] as const
