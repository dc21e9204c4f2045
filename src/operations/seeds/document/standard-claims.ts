import { Type } from 'class-transformer'
import { IsBoolean, IsInt, IsObject, IsUrl, Matches, Min, ValidateNested } from 'class-validator'
import { enforces } from '#libs/checks/enforces'
import { Optional, Text } from './entry-rules'

enforces('OIDCC-5.1', 'OIDCC-5.1.1')

const isBoolean = { message: 'must be true or false' }
const isObject = { message: 'must be a mapping' }
const webAddress = { protocols: ['http', 'https'], require_protocol: true, require_tld: false }
const isUrl = { message: 'must be an http or https URL' }
const email = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/
const birthdate = /^\d{4}(?:-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))?$/
const locale = /^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*$/

/** The address claim (OpenID Connect Core §5.1.1). */
export class AddressClaim {
  @Optional() @Text(1000, { multiline: true }) readonly formatted?: string
  @Optional() @Text(500, { multiline: true }) readonly street_address?: string
  @Optional() @Text(200) readonly locality?: string
  @Optional() @Text(200) readonly region?: string
  @Optional() @Text(50) readonly postal_code?: string
  @Optional() @Text(200) readonly country?: string
}

/**
 * The claims that a seed may give an account, each of the type that the standard names.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims
 */
export class StandardClaims {
  @Optional() @Text(300) readonly name?: string
  @Optional() @Text(200) readonly given_name?: string
  @Optional() @Text(200) readonly family_name?: string
  @Optional() @Text(200) readonly middle_name?: string
  @Optional() @Text(200) readonly nickname?: string
  @Optional() @Text(255) readonly preferred_username?: string
  @Optional() @Text(2000) @IsUrl(webAddress, isUrl) readonly profile?: string
  @Optional() @Text(2000) @IsUrl(webAddress, isUrl) readonly picture?: string
  @Optional() @Text(2000) @IsUrl(webAddress, isUrl) readonly website?: string
  @Optional() @Text(254) @Matches(email, { message: 'must be one e-mail address' }) readonly email?: string
  @Optional() @IsBoolean(isBoolean) readonly email_verified?: boolean
  @Optional() @Text(50) readonly gender?: string
  @Optional() @Text(10) @Matches(birthdate, { message: 'must be YYYY-MM-DD or YYYY' }) readonly birthdate?: string
  @Optional() @Text(100) readonly zoneinfo?: string
  @Optional() @Text(35) @Matches(locale, { message: 'must be a language tag, such as en-GB' }) readonly locale?: string
  @Optional() @Text(50) readonly phone_number?: string
  @Optional() @IsBoolean(isBoolean) readonly phone_number_verified?: boolean
  @Optional() @IsObject(isObject) @ValidateNested() @Type(() => AddressClaim) readonly address?: AddressClaim
  @Optional()
  @Min(0, { message: 'must not be negative' })
  @IsInt({ message: 'must be seconds since 1970, whole' })
  readonly updated_at?: number
}
