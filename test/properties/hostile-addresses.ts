import * as fc from 'fast-check'
import { changed, textOf } from './arbitraries'

/** Addresses that have led browsers astray somewhere; where they lead here is nobody's client. */
const known = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '\t//evil.example',
  'https:evil.example',
  'https:/evil.example',
  'https://evil.example/cb',
  'https://rp.example.com@evil.example/cb',
  'https://rp.example.com.evil.example/cb',
  'https://evil.example\\@rp.example.com/cb',
  'https://evil.example/https://rp.example.com/cb',
  'https://rp.example.com/cb/../../evil',
  'https://rp.example.com/cb%2f..%2fevil',
  'https://rp.example.com/cb#@evil.example',
  'http://rp.example.com/cb',
  'https://RP.example.com/cb',
  'https://rp.example.com:443/cb',
  'https://rp.example.com/cb\r\nlocation: https://evil.example',
  'javascript:location="https://evil.example"',
  'java\nscript:alert(1)',
  'data:text/html,<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '"><meta http-equiv="refresh" content="0;url=https://evil.example">',
  "'><a href=//evil.example>",
  'urn:ietf:params:oauth:request_uri:https://evil.example',
  'com.evil.app:/cb',
  'https://[::1]/cb',
  'https://0x7f.1/cb',
  'https://ｅｖｉｌ.example/cb',
]
const pieces = ['https:', '//', '/\\', '\\', '@', '#', '?', ':', '%2f', '%0d%0a', '\t', '.', 'evil.example', 'rp.example.com', '/cb']

export const hostileAddress: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...known) },
  { weight: 1, arbitrary: fc.constantFrom(...known).chain(changed) },
  { weight: 1, arbitrary: textOf(...pieces).map((text) => text.slice(0, 400)) },
)

/** Every parameter that is an address here, was one somewhere else, or comes back in an answer. */
export const addressParameters = [
  'redirect_uri request_uri post_logout_redirect_uri client_id state nonce scope resource response_mode login_hint id_token_hint',
  'ui_locales acr_values claims registration request iss error_uri handle returnTo return_to next continue url goto target redirect',
  'redirect_url RelayState callback origin',
].flatMap((names) => names.split(' '))
export const addressHeaders = ['referer', 'origin', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded', 'x-original-url', 'x-rewrite-url']
