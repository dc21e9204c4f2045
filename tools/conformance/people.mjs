// The people of the profile. The suite warns about every standard claim that UserInfo does not tell, so the first one has them all.
import { newSecret } from './keys.mjs'

const everyClaim = {
  name: 'Buffy Anne Summers',
  given_name: 'Buffy',
  middle_name: 'Anne',
  family_name: 'Summers',
  nickname: 'Buff',
  preferred_username: 'buffy',
  profile: 'https://example.com/buffy',
  picture: 'https://example.com/buffy.png',
  website: 'https://buffy.example.com',
  gender: 'female',
  birthdate: '1981-01-19',
  zoneinfo: 'America/Los_Angeles',
  locale: 'en-US',
  updated_at: 1735689600,
  email: 'buffy@example.com',
  email_verified: true,
  phone_number: '+13105550142',
  phone_number_verified: true,
  address: {
    formatted: '1630 Revello Drive\nSunnydale, CA 95037\nUnited States',
    street_address: '1630 Revello Drive',
    locality: 'Sunnydale',
    region: 'CA',
    postal_code: '95037',
    country: 'United States',
  },
}

export const newPeople = () => [
  { username: 'buffy', sub: 'person-1', password: newSecret(), claims: everyClaim },
  { username: 'willow', sub: 'person-2', password: newSecret(), claims: { name: 'Willow Rosenberg' } },
]
