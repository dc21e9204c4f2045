language-name = Suomi
direction = ltr

## On every page

title-problem = Ongelma: { $title }
language = Kieli: { $name }
new-tab = avautuu uuteen välilehteen
policy = Tietosuoja
terms = Käyttöehdot
help = Ohje
client-policy = Tietosuoja: { $client }
client-terms = Käyttöehdot: { $client }
cancel = Peruuta
signed-in-as = Olet kirjautunut käyttäjänä { $username }.

## Sign in

login-title = Kirjaudu sisään
login-to = ja jatka palveluun { $client }
login-to-account = nähdäksesi tilisi
login-meanwhile = Istuntosi on sillä välin päättynyt. Jatka kirjautumalla uudelleen. Mikään ei ole muuttunut.
login-new-password = Olet kirjautunut ulos. Kirjaudu uudelleen; jos vaihdoit juuri salasanan, käytä uutta.
login-submit = Kirjaudu sisään
username = Käyttäjätunnus
password = Salasana
login-wrong = Käyttäjätunnus tai salasana on väärin.
login-too-often =
    { $minutes ->
        [one] Liian monta epäonnistunutta yritystä. Odota minuutti ja yritä sitten uudelleen.
       *[other] Liian monta epäonnistunutta yritystä. Odota { $minutes } minuuttia ja yritä sitten uudelleen.
    }
login-busy = Palvelin on ruuhkautunut. Yritä hetken kuluttua uudelleen.
login-other-account = Sovellus pyysi toista tiliä. Kirjaudu sillä.

## Choose an account

account-title = Valitse tili
account-continue = Jatka käyttäjänä { $username }
account-other = Käytä toista tiliä

## No access

not-allowed-title = Ei käyttöoikeutta
not-allowed-text = Tililläsi { $username } ei ole oikeutta käyttää sovellusta { $client }.
not-allowed-contacts = Jos tarvitset käyttöoikeuden, ota yhteyttä:
not-allowed-ask = Jos tarvitset käyttöoikeuden, ota yhteyttä siihen, joka tarjoaa sinulle sovelluksen { $client }.

## Allow access

consent-title = Sallitaanko käyttö?
consent-intro = { $client } pyytää oikeutta käyttää tiliäsi { $username }:
consent-resources = Tämä koskee:
consent-offline = Käyttö jatkuu poissa ollessasi, kunnes sinä tai sovellus lopettaa sen.
consent-goes-to = Vastauksesi vie sinut osoitteeseen { $host }.
consent-allow = Salli
consent-deny = Kiellä
scope-openid = Tietää tunnisteen perusteella, kuka olet
scope-profile = Nähdä nimesi ja profiilisi
scope-email = Nähdä sähköpostiosoitteesi
scope-address = Nähdä postiosoitteesi
scope-phone = Nähdä puhelinnumerosi
scope-other = Käyttää: { $name }
claim-name = Nähdä koko nimesi
claim-given-name = Nähdä etunimesi
claim-family-name = Nähdä sukunimesi
claim-middle-name = Nähdä toinen etunimesi
claim-nickname = Nähdä lempinimesi
claim-preferred-username = Nähdä lyhyt nimi, jota haluat käyttää
claim-profile = Nähdä profiilisivusi osoite
claim-picture = Nähdä kuvasi osoite
claim-website = Nähdä verkkosivustosi osoite
claim-gender = Nähdä sukupuolesi
claim-birthdate = Nähdä syntymäaikasi
claim-zoneinfo = Nähdä aikavyöhykkeesi
claim-locale = Nähdä kielesi
claim-updated-at = Nähdä, milloin tietosi viimeksi muuttuivat
claim-email-verified = Nähdä, onko sähköpostiosoitteesi vahvistettu
claim-phone-number-verified = Nähdä, onko puhelinnumerosi vahvistettu
claim-other = Nähdä tililtäsi: { $name }

## Sign out

logout-title = Kirjaudutaanko ulos?
logout-asked-by = { $client } kysyy, haluatko kirjautua täältä ulos.
logout-submit = Kirjaudu ulos
logout-stay = Pysy kirjautuneena
logged-out-title = Olet kirjautunut ulos
logged-out-text = Olet kirjautunut täältä ulos. Sovelluksilla voi olla omia istuntojaan. Voit sulkea tämän sivun.
stayed-title = Olet yhä kirjautuneena
stayed-text = Mikään ei muuttunut. Voit sulkea tämän sivun.

## Back to the application

form-post-title = Takaisin sovellukseen
form-post-text = Jos mitään ei tapahdu, paina painiketta.
form-post-submit = Jatka

## Problems

error-refused = Tämä ei onnistunut
error-missing = Täällä ei ole mitään
error-too-often = Liian monta yritystä
error-unavailable = Ei käytettävissä juuri nyt
error-broken = Täällä meni jokin vikaan
error-too-old = Tämä sivu on liian vanha
error-complete = Tämä on jo tehty
error-other-browser = Tämä sivu kuuluu toiselle selaimelle
error-description = Palvelimen vastaus
error-flow = Tämän tapahtuman numero
error-way-on = Siirry palveluun { $client }
error-explanation = Kehittäjille: miksi tämä hylättiin
advice-start-again = Palaa sovellukseen, josta tulit, ja aloita alusta. Jos tämä toistuu, ilmoita sen tuelle alla oleva numero.
advice-wait = Odota hetki ja lataa sivu sitten uudelleen. Jos tämä toistuu, ilmoita tuelle alla oleva numero.
advice-address = Tarkista osoite tai palaa sovellukseen, josta tulit.
advice-too-often = Odota muutama minuutti ennen kuin yrität uudelleen.
advice-too-old = Se oli auki liian kauan, tai sen osoitetta muutettiin. Mitään ei tapahtunut. Aloita alusta sovelluksesta.
advice-once = Sen osoite toimii kerran ja vain hetken. Jatka sovelluksessa tai aloita siellä alusta.
advice-complete = Vastauksesi on perillä sovelluksessa. Ehkä painiketta painettiin kahdesti tai sivu ladattiin uudelleen. Jatka sovelluksessa tai aloita siellä alusta.
advice-other-browser = Aloita alusta sovelluksesta ja pysy tässä selaimessa.
advice-cookies = Selaimesi ei lähettänyt evästettä, jota tämä sivu tarvitsee. Salli tämän sivuston evästeet ja aloita sitten alusta sovelluksesta.
advice-other-site = Lomake lähetettiin toiselta sivustolta. Avaa tämä sivusto itse ja käytä sen omaa lomaketta.
advice-account = Se kuuluu toiseen istuntoon. Mikään ei ole muuttunut. Avaa tilisi uudelleen ja tee se siellä.

## Your account

home-welcome = Tervetuloa
home-nobody = Et ole kirjautunut.
home-title = Tilisi
sessions-title = Missä olet kirjautuneena
session-unknown = Selain
session-here = tämä selain
session-since = Kirjautunut:
session-used = Viimeksi käytössä:
session-network = Verkko:
session-end = Päätä istunto
sessions-end-others = Päätä kaikki muut istunnot
clients-title = Sovellukset, joilla on käyttöoikeus
clients-none = Yhdelläkään sovelluksella ei ole käyttöoikeutta tiliisi.
clients-text = Jos poistat käyttöoikeuden, sovellus kysyy sitä uudelleen, kun palaat.
client-allowed = Sallittu ensimmäisen kerran:
client-used = Viimeksi käytetty:
client-withdraw = Poista käyttöoikeus
done-session = Istunto on päättynyt.
done-sessions = Kaikki muut istunnot ovat päättyneet.
done-client = Sovelluksella ei ole enää käyttöoikeutta.
done-password = Salasanasi on vaihdettu. Sinut on kirjattu ulos kaikkialta muualta.

## Change the password

password-title = Vaihda salasana
password-text = Pysyt kirjautuneena tässä. Kaikkialta muualta sinut kirjataan ulos, ja sovellukset pyytävät sinua kirjautumaan uudelleen.
password-current = Nykyinen salasana
password-new = Uusi salasana
password-again = Uusi salasana uudelleen
password-rule = Vähintään 8 merkkiä. Hyvä on useampi sana, jotka eivät liity toisiinsa.
password-submit = Vaihda
password-wrong = Nykyinen salasana on väärin.
password-short = Uusi salasana on liian lyhyt. Siinä on oltava vähintään 8 merkkiä.
password-long = Uusi salasana on liian pitkä.
password-unreadable = Uudessa salasanassa on merkki, jota ei voi kirjoittaa kaikkialla. Valitse toinen.
password-guessable = Uusi salasana on niitä, joita hyökkääjät kokeilevat ensimmäisinä. Valitse toinen, esimerkiksi useampi sana, jotka eivät liity toisiinsa.
password-different = Uudet salasanat eivät ole samat. Kirjoita uusi salasana kahdesti.
