language-name = English
direction = ltr

## On every page

title-problem = Problem: { $title }
language = Language: { $name }
new-tab = opens in a new tab
policy = Privacy policy
terms = Terms of service
help = Help
client-policy = Privacy policy of { $client }
client-terms = Terms of service of { $client }
cancel = Cancel
signed-in-as = You are signed in as { $username }.

## Sign in

login-title = Sign in
login-to = to continue to { $client }
login-to-account = to see your account
login-meanwhile = You have been signed out meanwhile. Sign in again to go on. Nothing has changed.
login-new-password = You are signed out. Sign in again; if your password has just changed, with the new one.
login-submit = Sign in
username = Username
password = Password
login-wrong = The username or the password is not right.
login-too-often =
    { $minutes ->
        [one] Too many failed attempts. Wait a minute, then try again.
       *[other] Too many failed attempts. Wait { $minutes } minutes, then try again.
    }
login-busy = The server is busy. Try again in a moment.
login-other-account = The application asked for another account. Sign in with that one.

## Choose an account

account-title = Choose an account
account-continue = Continue as { $username }
account-other = Use another account

## No access

not-allowed-title = No access
not-allowed-text = Your account { $username } has no access to { $client }.
not-allowed-contacts = If you need access, contact:
not-allowed-ask = If you need access, ask the people who provide { $client } to you.

## Allow access

consent-title = Allow access?
consent-intro = { $client } asks for access to your account { $username }:
consent-resources = This holds for:
consent-offline = The access goes on while you are away, until you or the application end it.
consent-goes-to = Your answer takes you to { $host }.
consent-allow = Allow
consent-deny = Deny
scope-openid = Know who you are, by an identifier
scope-profile = See your name and profile
scope-email = See your email address
scope-address = See your postal address
scope-phone = See your phone number
scope-other = Use { $name }
claim-name = See your full name
claim-given-name = See your first name
claim-family-name = See your last name
claim-middle-name = See your middle name
claim-nickname = See your nickname
claim-preferred-username = See the short name you like to be called by
claim-profile = See the address of your profile page
claim-picture = See the address of your picture
claim-website = See the address of your website
claim-gender = See your gender
claim-birthdate = See your date of birth
claim-zoneinfo = See your time zone
claim-locale = See your language
claim-updated-at = See when your data last changed
claim-email-verified = See whether your email address was verified
claim-phone-number-verified = See whether your phone number was verified
claim-other = See { $name } of your account

## Sign out

logout-title = Sign out?
logout-asked-by = { $client } asks whether you want to sign out here.
logout-submit = Sign out
logout-stay = Stay signed in
logged-out-title = Signed out
logged-out-text = You are signed out here. Applications may keep sessions of their own. You may close this page.
stayed-title = Still signed in
stayed-text = Nothing has changed. You may close this page.

## Back to the application

form-post-title = Back to the application
form-post-text = If nothing happens, press the button.
form-post-submit = Continue

## Problems

error-refused = This did not work
error-missing = There is nothing here
error-too-often = Too many attempts
error-unavailable = Not available at the moment
error-broken = Something went wrong here
error-too-old = This page is too old
error-complete = This is done already
error-other-browser = This page belongs to another browser
error-description = What the server said
error-flow = Number of this flow
error-way-on = Go to { $client }
error-explanation = For developers: why this was refused
advice-start-again = Go back to the application you came from and start again. If this happens again, give its support the number below.
advice-wait = Wait a moment, then reload this page. If this happens again, give the support the number below.
advice-address = Check the address, or go back to the application you came from.
advice-too-often = Wait some minutes before you try again.
advice-too-old = It was open for too long, or its address was changed. Nothing has happened. Start again from the application.
advice-once = Its address works once, and only for a short time. Go on in the application, or start again there.
advice-complete = Your answer has reached the application, perhaps because a button was pressed twice or a page was reloaded. Go on there, or start again there.
advice-other-browser = Start again from the application, and stay in this browser.
advice-cookies = Your browser did not send the cookie that this page needs. Allow cookies for this site, then start again from the application.
advice-other-site = The form was sent from another site. Open this site yourself, and use the form there.
advice-account = It belongs to another session. Nothing has changed. Open your account anew and do it there.

## Your account

home-welcome = Welcome
home-nobody = You are not signed in.
home-title = Your account
sessions-title = Where you are signed in
session-unknown = A browser
session-here = this browser
session-since = Signed in:
session-used = Last active:
session-network = Network:
session-end = End session
sessions-end-others = End all other sessions
clients-title = Applications with access
clients-none = No application has access to your account.
clients-text = If you take access away, the application asks you again when you come back.
client-allowed = First allowed:
client-used = Last used:
client-withdraw = Take access away
done-session = The session has ended.
done-sessions = All other sessions have ended.
done-client = The application has no access any more.
done-password = Your password has changed. You are signed out everywhere but here.

## Change the password

password-title = Change password
password-text = You stay signed in here. Everywhere else you are signed out, and applications ask you to sign in again.
password-current = Current password
password-new = New password
password-again = New password again
password-rule = At least 8 characters. Several words that do not belong together are good.
password-submit = Change
password-wrong = The current password is not right.
password-short = The new password is too short. It needs at least 8 characters.
password-long = The new password is too long.
password-unreadable = The new password holds a character that cannot be typed everywhere. Choose another.
password-guessable = The new password is among the first that attackers try. Choose another, such as several words that do not belong together.
password-different = The two new passwords are not the same. Type the new one twice.
