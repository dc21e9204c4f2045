language-name = Français
direction = ltr

## On every page

title-problem = Problème : { $title }
language = Langue : { $name }
new-tab = s’ouvre dans un nouvel onglet
policy = Confidentialité
terms = Conditions d’utilisation
help = Aide
client-policy = Politique de confidentialité de { $client }
client-terms = Conditions d’utilisation de { $client }
cancel = Annuler
signed-in-as = Vous utilisez le compte { $username }.

## Sign in

login-title = Connexion
login-to = pour continuer vers { $client }
login-to-account = pour voir votre compte
login-meanwhile = Votre session s’est terminée entre-temps. Connectez-vous de nouveau pour continuer. Rien n’a changé.
login-new-password = Votre session est terminée. Reconnectez-vous ; si vous venez de changer de mot de passe, avec le nouveau.
login-submit = Se connecter
username = Nom d’utilisateur
password = Mot de passe
login-wrong = Le nom d’utilisateur ou le mot de passe est incorrect.
login-too-often =
    { $minutes ->
        [one] Trop de tentatives échouées. Patientez une minute, puis réessayez.
       *[other] Trop de tentatives échouées. Patientez { $minutes } minutes, puis réessayez.
    }
login-busy = Le serveur est très sollicité. Réessayez dans un instant.
login-other-account = L’application a demandé un autre compte. Connectez-vous avec celui-là.

## Choose an account

account-title = Choisir un compte
account-continue = Continuer en tant que { $username }
account-other = Utiliser un autre compte

## No access

not-allowed-title = Accès refusé
not-allowed-text = Votre compte { $username } n’a pas accès à { $client }.
not-allowed-contacts = Si vous avez besoin d’un accès, adressez-vous à :
not-allowed-ask = Si vous avez besoin d’un accès, adressez-vous aux personnes qui mettent { $client } à votre disposition.

## Allow access

consent-title = Autoriser l’accès ?
consent-intro = { $client } demande l’accès à votre compte { $username } :
consent-resources = Cela vaut pour :
consent-offline = L’accès se poursuit en votre absence, jusqu’à ce que vous ou l’application y mettiez fin.
consent-goes-to = Votre réponse vous mène à { $host }.
consent-allow = Autoriser
consent-deny = Refuser
scope-openid = Savoir qui vous êtes, grâce à un identifiant
scope-profile = Voir votre nom et votre profil
scope-email = Voir votre adresse e-mail
scope-address = Voir votre adresse postale
scope-phone = Voir votre numéro de téléphone
scope-other = Utiliser { $name }
claim-name = Voir votre nom complet
claim-given-name = Voir votre prénom
claim-family-name = Voir votre nom de famille
claim-middle-name = Voir votre deuxième prénom
claim-nickname = Voir votre surnom
claim-preferred-username = Voir le nom court que vous préférez
claim-profile = Voir l’adresse de votre page de profil
claim-picture = Voir l’adresse de votre photo
claim-website = Voir l’adresse de votre site web
claim-gender = Voir votre genre
claim-birthdate = Voir votre date de naissance
claim-zoneinfo = Voir votre fuseau horaire
claim-locale = Voir votre langue
claim-updated-at = Voir quand vos données ont été modifiées pour la dernière fois
claim-email-verified = Voir si votre adresse e-mail a été vérifiée
claim-phone-number-verified = Voir si votre numéro de téléphone a été vérifié
claim-other = Voir { $name } dans votre compte

## Sign out

logout-title = Se déconnecter ?
logout-asked-by = { $client } demande si vous souhaitez vous déconnecter ici.
logout-submit = Se déconnecter
logout-stay = Garder la session
logged-out-title = Déconnexion effectuée
logged-out-text = Votre session ici est fermée. Les applications peuvent garder leurs propres sessions. Vous pouvez fermer cette page.
stayed-title = Session conservée
stayed-text = Rien n’a changé. Vous pouvez fermer cette page.

## Back to the application

form-post-title = Retour à l’application
form-post-text = Si rien ne se passe, appuyez sur le bouton.
form-post-submit = Continuer

## Problems

error-refused = Cela n’a pas fonctionné
error-missing = Il n’y a rien ici
error-too-often = Trop de tentatives
error-unavailable = Indisponible pour le moment
error-broken = Un problème est survenu ici
error-too-old = Cette page est trop ancienne
error-complete = C’est déjà fait
error-other-browser = Cette page appartient à un autre navigateur
error-description = Réponse du serveur
error-flow = Numéro de cette opération
error-way-on = Aller à { $client }
error-explanation = Pour les développeurs : pourquoi cela a été refusé
advice-start-again = Revenez à l’application d’où vous venez et recommencez. Si cela se reproduit, communiquez le numéro ci-dessous à son assistance.
advice-wait = Patientez un instant, puis rechargez la page. Si cela se reproduit, communiquez le numéro ci-dessous à l’assistance.
advice-address = Vérifiez l’adresse, ou revenez à l’application d’où vous venez.
advice-too-often = Patientez quelques minutes avant de réessayer.
advice-too-old = Elle est restée ouverte trop longtemps, ou son adresse a été modifiée. Rien ne s’est passé. Recommencez depuis l’application.
advice-once = Son adresse ne sert qu’une fois, et peu de temps. Poursuivez dans l’application, ou recommencez là-bas.
advice-complete = Votre réponse est parvenue à l’application ; un bouton a peut-être été pressé deux fois, ou une page rechargée. Poursuivez là-bas, ou recommencez là-bas.
advice-other-browser = Recommencez depuis l’application, et restez dans ce navigateur.
advice-cookies = Votre navigateur n’a pas envoyé le cookie dont cette page a besoin. Autorisez les cookies pour ce site, puis recommencez depuis l’application.
advice-other-site = Le formulaire a été envoyé depuis un autre site. Ouvrez vous-même ce site et utilisez le formulaire qui s’y trouve.
advice-account = Elle appartient à une autre session. Rien n’a changé. Ouvrez de nouveau votre compte et recommencez là.

## Your account

home-welcome = Bienvenue
home-nobody = Aucune session n’est ouverte.
home-title = Votre compte
sessions-title = Où votre session est ouverte
session-unknown = Un navigateur
session-here = ce navigateur
session-since = Connexion :
session-used = Dernière activité :
session-network = Réseau :
session-end = Mettre fin à la session
sessions-end-others = Mettre fin à toutes les autres sessions
clients-title = Applications ayant accès
clients-none = Aucune application n’a accès à votre compte.
clients-text = Si vous retirez l’accès, l’application vous le demandera de nouveau à votre prochaine visite.
client-allowed = Première autorisation :
client-used = Dernière utilisation :
client-withdraw = Retirer l’accès
done-session = La session est terminée.
done-sessions = Toutes les autres sessions sont terminées.
done-client = L’application n’a plus accès.
done-password = Votre mot de passe a changé. Vos sessions ont pris fin partout ailleurs.

## Change the password

password-title = Changer de mot de passe
password-text = Votre session reste ouverte ici. Partout ailleurs elle prend fin, et les applications vous demanderont de vous reconnecter.
password-current = Mot de passe actuel
password-new = Nouveau mot de passe
password-again = Nouveau mot de passe, encore une fois
password-rule = Au moins 8 caractères. Plusieurs mots sans lien entre eux conviennent bien.
password-submit = Changer
password-wrong = Le mot de passe actuel est incorrect.
password-short = Le nouveau mot de passe est trop court. Il faut au moins 8 caractères.
password-long = Le nouveau mot de passe est trop long.
password-unreadable = Le nouveau mot de passe contient un caractère impossible à saisir partout. Choisissez-en un autre.
password-guessable = Le nouveau mot de passe est parmi les premiers que des attaquants essaient. Choisissez-en un autre, par exemple plusieurs mots sans lien entre eux.
password-different = Les deux nouveaux mots de passe ne sont pas identiques. Saisissez le nouveau deux fois.
