import { Entity, Index } from 'typeorm'
import { JsonColumn, KeyColumn, LongTextColumn, TextColumn, TimeColumn } from '#platform/database/columns'
import type { JWK } from 'jose'

/** A signing key; of each algorithm one signs, and one at most is announced. Its private half is sealed, and goes when it signs no more. */
@Entity('signing_keys')
@Index('signing_keys_one_signs', ['algorithm'], { unique: true, where: "state = 'signing'" })
@Index('signing_keys_one_announced', ['algorithm'], { unique: true, where: "state = 'announced'" })
export class SigningKeyRow {
  @KeyColumn('kid') kid!: string
  @TextColumn('algorithm', 16) algorithm!: string
  @TextColumn('state', 16) state!: 'announced' | 'signing' | 'retired'
  @JsonColumn('public_jwk') publicJwk!: JWK
  @LongTextColumn('sealed_private_jwk') sealedPrivateJwk!: string
  @TimeColumn('created_at') createdAt!: number
  @TimeColumn('signing_at', { nullable: true }) signingAt!: number | null
  @TimeColumn('retired_at', { nullable: true }) retiredAt!: number | null
  @TimeColumn('rotate_at', { nullable: true }) rotateAt!: number | null
}
