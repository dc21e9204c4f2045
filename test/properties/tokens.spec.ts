import { describeProperties } from './describe-properties'
import { properties } from './tokens.properties'

describeProperties('Signed tokens', require.resolve('./tokens.properties'), properties)
