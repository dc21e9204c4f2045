import { describeProperties } from './describe-properties'
import { properties } from './headers.properties'

describeProperties('Headers', require.resolve('./headers.properties'), properties)
