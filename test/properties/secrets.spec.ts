import { describeProperties } from './describe-properties'
import { properties } from './secrets.properties'

describeProperties('Sealed texts and usernames', require.resolve('./secrets.properties'), properties)
