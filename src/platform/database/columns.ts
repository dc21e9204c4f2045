import { Column, PrimaryColumn } from 'typeorm'
import type { ColumnOptions, ValueTransformer } from 'typeorm'
import { scopesFromJson, scopesToJson } from '#libs/authorization/scopes-by-resource'

// PostgreSQL answers a bigint as a string.
const asNumber: ValueTransformer = { to: (value: unknown) => value, from: (value: unknown) => (value === null ? null : Number(value)) }
const asJson: ValueTransformer = {
  to: (value: unknown) => (value === null || value === undefined ? value : JSON.stringify(value)),
  from: (value: unknown) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value),
}

/** A SHA-256 digest or an identifier of its size, base64url. */
const handleLength = 43

/** A short string with a bound. */
export const TextColumn = (name: string, length: number, options: ColumnOptions = {}) =>
  Column({ name, type: 'varchar', length, ...options })

/** A point in time, in epoch seconds. */
export const TimeColumn = (name: string, options: ColumnOptions = {}) => Column({ name, type: 'bigint', transformer: asNumber, ...options })

/** A small whole number. */
export const NumberColumn = (name: string, options: ColumnOptions = {}) => Column({ name, type: 'integer', ...options })

/** Text of any length. */
export const LongTextColumn = (name: string, options: ColumnOptions = {}) => Column({ name, type: 'text', ...options })

/** A value kept as JSON. */
export const JsonColumn = (name: string, options: ColumnOptions = {}) => Column({ name, type: 'text', transformer: asJson, ...options })

/** Scopes by resource, kept as JSON; null in rows of before they were written down. */
export const ScopesColumn = (name: string) =>
  Column({
    name,
    type: 'text',
    nullable: true,
    transformer: {
      to: (value: unknown) => (value instanceof Map ? scopesToJson(value) : value),
      from: (value: unknown) => scopesFromJson(value) ?? null,
    },
  })

export const FlagColumn = (name: string, options: ColumnOptions = {}) => Column({ name, type: 'boolean', ...options })

/** The key of a row: a digest unless a length is given. */
export const KeyColumn = (name: string, length: number = handleLength) => PrimaryColumn({ name, type: 'varchar', length })

/** The flow that a row belongs to. */
export const FlowColumn = () => TextColumn('flow_id', 32)
