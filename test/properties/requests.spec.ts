import { describeProperties } from './describe-properties'
import { properties } from './requests.properties'

describeProperties('Authorization requests', require.resolve('./requests.properties'), properties)
