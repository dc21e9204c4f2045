import { describeProperties } from './describe-properties'
import { properties } from './credentials.properties'

describeProperties('Basic credentials', require.resolve('./credentials.properties'), properties)
