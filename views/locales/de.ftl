language-name = Deutsch
direction = ltr

## On every page

title-problem = Problem: { $title }
language = Sprache: { $name }
new-tab = öffnet in einem neuen Tab
policy = Datenschutz
terms = Nutzungsbedingungen
help = Hilfe
client-policy = Datenschutz bei { $client }
client-terms = Nutzungsbedingungen von { $client }
cancel = Abbrechen
signed-in-as = Sie sind als { $username } angemeldet.

## Sign in

login-title = Anmelden
login-to = um fortzufahren zu { $client }
login-to-account = um Ihr Konto zu sehen
login-meanwhile = Sie wurden zwischenzeitlich abgemeldet. Melden Sie sich erneut an, um fortzufahren. Es hat sich nichts geändert.
login-new-password = Sie sind abgemeldet. Melden Sie sich wieder an; wenn Sie Ihr Passwort gerade geändert haben, mit dem neuen.
login-submit = Anmelden
username = Benutzername
password = Passwort
login-wrong = Benutzername oder Passwort stimmt nicht.
login-too-often =
    { $minutes ->
        [one] Zu viele Fehlversuche. Warten Sie eine Minute und versuchen Sie es dann erneut.
       *[other] Zu viele Fehlversuche. Warten Sie { $minutes } Minuten und versuchen Sie es dann erneut.
    }
login-busy = Der Server ist ausgelastet. Versuchen Sie es gleich noch einmal.
login-other-account = Die Anwendung hat nach einem anderen Konto gefragt. Melden Sie sich mit diesem an.

## Choose an account

account-title = Konto auswählen
account-continue = Weiter als { $username }
account-other = Anderes Konto verwenden

## No access

not-allowed-title = Kein Zugriff
not-allowed-text = Ihr Konto { $username } hat keinen Zugriff auf { $client }.
not-allowed-contacts = Wenn Sie Zugriff brauchen, wenden Sie sich an:
not-allowed-ask = Wenn Sie Zugriff brauchen, wenden Sie sich an die Stelle, die Ihnen { $client } bereitstellt.

## Allow access

consent-title = Zugriff erlauben?
consent-intro = { $client } bittet um Zugriff auf Ihr Konto { $username }:
consent-resources = Das gilt für:
consent-offline = Der Zugriff bleibt bestehen, auch wenn Sie nicht da sind, bis Sie oder die Anwendung ihn beenden.
consent-goes-to = Ihre Antwort führt Sie zu { $host }.
consent-allow = Erlauben
consent-deny = Ablehnen
scope-openid = Anhand einer Kennung wissen, wer Sie sind
scope-profile = Ihren Namen und Ihr Profil sehen
scope-email = Ihre E-Mail-Adresse sehen
scope-address = Ihre Postanschrift sehen
scope-phone = Ihre Telefonnummer sehen
scope-other = { $name } nutzen
claim-name = Ihren vollen Namen sehen
claim-given-name = Ihren Vornamen sehen
claim-family-name = Ihren Nachnamen sehen
claim-middle-name = Ihren zweiten Vornamen sehen
claim-nickname = Ihren Spitznamen sehen
claim-preferred-username = Sehen, mit welchem Kurznamen Sie angesprochen werden möchten
claim-profile = Die Adresse Ihrer Profilseite sehen
claim-picture = Die Adresse Ihres Bildes sehen
claim-website = Die Adresse Ihrer Website sehen
claim-gender = Ihr Geschlecht sehen
claim-birthdate = Ihr Geburtsdatum sehen
claim-zoneinfo = Ihre Zeitzone sehen
claim-locale = Ihre Sprache sehen
claim-updated-at = Sehen, wann Ihre Daten zuletzt geändert wurden
claim-email-verified = Sehen, ob Ihre E-Mail-Adresse geprüft wurde
claim-phone-number-verified = Sehen, ob Ihre Telefonnummer geprüft wurde
claim-other = { $name } aus Ihrem Konto sehen

## Sign out

logout-title = Abmelden?
logout-asked-by = { $client } fragt, ob Sie sich hier abmelden möchten.
logout-submit = Abmelden
logout-stay = Angemeldet bleiben
logged-out-title = Abgemeldet
logged-out-text = Sie sind hier abgemeldet. Anwendungen können eigene Sitzungen behalten. Sie können diese Seite schließen.
stayed-title = Weiterhin angemeldet
stayed-text = Es hat sich nichts geändert. Sie können diese Seite schließen.

## Back to the application

form-post-title = Zurück zur Anwendung
form-post-text = Wenn nichts geschieht, drücken Sie die Schaltfläche.
form-post-submit = Weiter

## Problems

error-refused = Das hat nicht geklappt
error-missing = Hier gibt es nichts
error-too-often = Zu viele Versuche
error-unavailable = Im Moment nicht verfügbar
error-broken = Hier ist etwas schiefgegangen
error-too-old = Diese Seite ist zu alt
error-complete = Das ist bereits erledigt
error-other-browser = Diese Seite gehört zu einem anderen Browser
error-description = Was der Server gemeldet hat
error-flow = Nummer dieses Vorgangs
error-way-on = Weiter zu { $client }
error-explanation = Für Entwickler: warum das abgelehnt wurde
advice-start-again = Gehen Sie zurück zur Anwendung, von der Sie kamen, und beginnen Sie von vorn. Geschieht das wieder, nennen Sie deren Support die Nummer unten.
advice-wait = Warten Sie einen Moment und laden Sie die Seite dann neu. Geschieht das wieder, nennen Sie dem Support die Nummer unten.
advice-address = Prüfen Sie die Adresse, oder gehen Sie zurück zur Anwendung, von der Sie kamen.
advice-too-often = Warten Sie einige Minuten, bevor Sie es erneut versuchen.
advice-too-old = Sie war zu lange geöffnet, oder ihre Adresse wurde verändert. Es ist nichts geschehen. Beginnen Sie von der Anwendung aus von vorn.
advice-once = Ihre Adresse gilt nur einmal und nur kurze Zeit. Machen Sie in der Anwendung weiter, oder beginnen Sie dort von vorn.
advice-complete = Ihre Antwort ist bei der Anwendung angekommen; vielleicht wurde eine Schaltfläche zweimal gedrückt oder eine Seite neu geladen. Machen Sie dort weiter, oder beginnen Sie dort von vorn.
advice-other-browser = Beginnen Sie von der Anwendung aus von vorn, und bleiben Sie in diesem Browser.
advice-cookies = Ihr Browser hat das Cookie nicht gesendet, das diese Seite braucht. Erlauben Sie Cookies für diese Website und beginnen Sie dann von der Anwendung aus von vorn.
advice-other-site = Das Formular wurde von einer anderen Website gesendet. Öffnen Sie diese Website selbst, und benutzen Sie das Formular dort.
advice-account = Sie gehört zu einer anderen Sitzung. Es hat sich nichts geändert. Öffnen Sie Ihr Konto neu und erledigen Sie es dort.

## Your account

home-welcome = Willkommen
home-nobody = Sie sind nicht angemeldet.
home-title = Ihr Konto
sessions-title = Wo Sie angemeldet sind
session-unknown = Ein Browser
session-here = dieser Browser
session-since = Angemeldet:
session-used = Zuletzt aktiv:
session-network = Netzwerk:
session-end = Sitzung beenden
sessions-end-others = Alle anderen Sitzungen beenden
clients-title = Anwendungen mit Zugriff
clients-none = Keine Anwendung hat Zugriff auf Ihr Konto.
clients-text = Wenn Sie den Zugriff entziehen, fragt die Anwendung Sie beim nächsten Mal erneut.
client-allowed = Zuerst erlaubt:
client-used = Zuletzt benutzt:
client-withdraw = Zugriff entziehen
done-session = Die Sitzung ist beendet.
done-sessions = Alle anderen Sitzungen sind beendet.
done-client = Die Anwendung hat keinen Zugriff mehr.
done-password = Ihr Passwort ist geändert. Außer hier sind Sie überall abgemeldet.

## Change the password

password-title = Passwort ändern
password-text = Hier bleiben Sie angemeldet. Überall sonst werden Sie abgemeldet, und Anwendungen bitten Sie, sich neu anzumelden.
password-current = Bisheriges Passwort
password-new = Neues Passwort
password-again = Neues Passwort wiederholen
password-rule = Mindestens 8 Zeichen. Gut sind mehrere Wörter, die nicht zusammengehören.
password-submit = Ändern
password-wrong = Das bisherige Passwort stimmt nicht.
password-short = Das neue Passwort ist zu kurz. Es braucht mindestens 8 Zeichen.
password-long = Das neue Passwort ist zu lang.
password-unreadable = Das neue Passwort enthält ein Zeichen, das sich nicht überall eingeben lässt. Wählen Sie ein anderes.
password-guessable = Das neue Passwort gehört zu den ersten, die Angreifer versuchen. Wählen Sie ein anderes, etwa mehrere Wörter, die nicht zusammengehören.
password-different = Die beiden neuen Passwörter sind nicht gleich. Geben Sie das neue zweimal ein.
