import type { MigrationInterface, QueryRunner } from 'typeorm'
import { flag, key, longText, number, optional, portableTable, text, time } from './portable-table'

const flowId = text(32)

const tables = [
  portableTable(
    'signing_keys',
    { kid: key(), algorithm: text(16), state: text(16), public_jwk: longText, sealed_private_jwk: longText, created_at: time },
    [{ name: 'signing_keys_one_signs', columns: ['algorithm'], unique: true, where: "state = 'signing'" }],
  ),
  portableTable('clients', {
    client_id: key(200),
    metadata: longText,
    secret_hash: optional(text(64)),
    disabled: flag,
    version: number,
    seed_digest: optional(text(64)),
    created_at: time,
    updated_at: time,
  }),
  portableTable('resources', { resource: key(500), scopes: longText, seed_digest: optional(text(64)) }),
  portableTable(
    'users',
    {
      sub: key(255),
      username: text(255),
      canonical_username: text(255),
      password_hash: optional(text(255)),
      claims: longText,
      disabled: flag,
      seed_digest: optional(text(64)),
      password_seed_digest: optional(text(64)),
      created_at: time,
      updated_at: time,
    },
    [{ name: 'users_canonical_username', columns: ['canonical_username'], unique: true }],
  ),
  portableTable(
    'sessions',
    {
      handle_digest: key(),
      sid: text(43),
      sub: text(255),
      acr: text(100),
      amr: longText,
      interaction_id: optional(text(43)),
      auth_time: time,
      idle_expires_at: time,
      expires_at: time,
      flow_id: flowId,
    },
    [
      { name: 'sessions_sid', columns: ['sid'], unique: true },
      { name: 'sessions_sub', columns: ['sub'] },
      { name: 'sessions_idle_expires_at', columns: ['idle_expires_at'] },
    ],
  ),
  portableTable(
    'grants',
    {
      id: key(),
      client_id: text(200),
      sub: text(255),
      sid: text(43),
      scope: longText,
      resources: longText,
      claims: optional(longText),
      offline: flag,
      auth_time: time,
      acr: text(100),
      amr: longText,
      created_at: time,
      expires_at: time,
      ended_at: optional(time),
      flow_id: flowId,
    },
    [
      { name: 'grants_sid', columns: ['sid'] },
      { name: 'grants_sub_client_id', columns: ['sub', 'client_id'] },
      { name: 'grants_expires_at', columns: ['expires_at'] },
    ],
  ),
  portableTable('consents', {
    sub: key(255),
    client_id: key(200),
    scopes: longText,
    resources: longText,
    claims: longText,
    granted_at: time,
    flow_id: flowId,
  }),
  portableTable('replay_marks', { mark: key(), expires_at: time }, [{ name: 'replay_marks_expires_at', columns: ['expires_at'] }]),
  portableTable('attempts', { subject: key(), failures: number, window_ends_at: time }, [
    { name: 'attempts_window_ends_at', columns: ['window_ends_at'] },
  ]),
  portableTable(
    'pushed_requests',
    {
      handle_digest: key(),
      client_id: text(200),
      params: longText,
      dpop_jkt: optional(text(43)),
      opens_until: time,
      expires_at: time,
      used_at: optional(time),
      flow_id: flowId,
    },
    [
      { name: 'pushed_requests_client_id_opens_until', columns: ['client_id', 'opens_until'] },
      { name: 'pushed_requests_expires_at', columns: ['expires_at'] },
    ],
  ),
  portableTable(
    'authorization_codes',
    {
      code_digest: key(),
      interaction_id: text(43),
      grant_id: text(43),
      client_id: text(200),
      redirect_uri: longText,
      code_challenge: optional(text(43)),
      dpop_jkt: optional(text(43)),
      nonce: optional(text(512)),
      expires_at: time,
      used_at: optional(time),
      flow_id: flowId,
    },
    [
      { name: 'authorization_codes_interaction_id', columns: ['interaction_id'], unique: true },
      { name: 'authorization_codes_grant_id', columns: ['grant_id'] },
      { name: 'authorization_codes_expires_at', columns: ['expires_at'] },
    ],
  ),
  portableTable(
    'refresh_tokens',
    {
      token_digest: key(),
      grant_id: text(43),
      client_id: text(200),
      dpop_jkt: optional(text(43)),
      is_bound: flag,
      successor_key_id: optional(text(16)),
      created_at: time,
      expires_at: time,
      rotated_at: optional(time),
      flow_id: flowId,
    },
    [
      { name: 'refresh_tokens_grant_id', columns: ['grant_id'] },
      { name: 'refresh_tokens_expires_at', columns: ['expires_at'] },
    ],
  ),
  portableTable('revoked_access_tokens', { jti: key(), expires_at: time }, [
    { name: 'revoked_access_tokens_expires_at', columns: ['expires_at'] },
  ]),
]

/** The first schema. */
export class CreateTables1790000000000 implements MigrationInterface {
  readonly name = 'CreateTables1790000000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.createTable(table)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables.toReversed()) await runner.dropTable(table)
  }
}
