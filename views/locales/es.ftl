language-name = Español
direction = ltr

## On every page

title-problem = Problema: { $title }
language = Idioma: { $name }
new-tab = se abre en una pestaña nueva
policy = Privacidad
terms = Condiciones del servicio
help = Ayuda
client-policy = Política de privacidad de { $client }
client-terms = Condiciones del servicio de { $client }
cancel = Cancelar
signed-in-as = Ha iniciado sesión como { $username }.

## Sign in

login-title = Iniciar sesión
login-to = para continuar a { $client }
login-to-account = para ver su cuenta
login-meanwhile = Su sesión terminó entretanto. Inicie sesión de nuevo para continuar. Nada ha cambiado.
login-new-password = Su sesión está cerrada. Vuelva a iniciar sesión; si acaba de cambiar la contraseña, con la nueva.
login-submit = Iniciar sesión
username = Nombre de usuario
password = Contraseña
login-wrong = El nombre de usuario o la contraseña no son correctos.
login-too-often =
    { $minutes ->
        [one] Demasiados intentos fallidos. Espere un minuto y vuelva a intentarlo.
       *[other] Demasiados intentos fallidos. Espere { $minutes } minutos y vuelva a intentarlo.
    }
login-busy = El servidor está ocupado. Inténtelo de nuevo en un momento.
login-other-account = La aplicación ha pedido otra cuenta. Inicie sesión con esa.

## Choose an account

account-title = Elegir una cuenta
account-continue = Continuar como { $username }
account-other = Usar otra cuenta

## No access

not-allowed-title = Sin acceso
not-allowed-text = Su cuenta { $username } no tiene acceso a { $client }.
not-allowed-contacts = Si necesita acceso, diríjase a:
not-allowed-ask = Si necesita acceso, diríjase a quien le proporciona { $client }.

## Allow access

consent-title = ¿Permitir el acceso?
consent-intro = { $client } solicita acceso a su cuenta { $username }:
consent-resources = Esto vale para:
consent-offline = El acceso continúa mientras usted no está, hasta que usted o la aplicación lo terminen.
consent-goes-to = Su respuesta le lleva a { $host }.
consent-allow = Permitir
consent-deny = Denegar
scope-openid = Saber quién es usted, mediante un identificador
scope-profile = Ver su nombre y su perfil
scope-email = Ver su dirección de correo electrónico
scope-address = Ver su dirección postal
scope-phone = Ver su número de teléfono
scope-other = Usar { $name }
claim-name = Ver su nombre completo
claim-given-name = Ver su nombre de pila
claim-family-name = Ver sus apellidos
claim-middle-name = Ver su segundo nombre
claim-nickname = Ver su apodo
claim-preferred-username = Ver el nombre corto que usted prefiere
claim-profile = Ver la dirección de su página de perfil
claim-picture = Ver la dirección de su foto
claim-website = Ver la dirección de su sitio web
claim-gender = Ver su género
claim-birthdate = Ver su fecha de nacimiento
claim-zoneinfo = Ver su zona horaria
claim-locale = Ver su idioma
claim-updated-at = Ver cuándo cambiaron sus datos por última vez
claim-email-verified = Ver si su dirección de correo electrónico fue verificada
claim-phone-number-verified = Ver si su número de teléfono fue verificado
claim-other = Ver { $name } de su cuenta

## Sign out

logout-title = ¿Cerrar sesión?
logout-asked-by = { $client } pregunta si desea cerrar la sesión aquí.
logout-submit = Cerrar sesión
logout-stay = Mantener la sesión
logged-out-title = Sesión cerrada
logged-out-text = Su sesión aquí está cerrada. Las aplicaciones pueden mantener sesiones propias. Puede cerrar esta página.
stayed-title = Sesión abierta
stayed-text = Nada ha cambiado. Puede cerrar esta página.

## Back to the application

form-post-title = Volver a la aplicación
form-post-text = Si no ocurre nada, pulse el botón.
form-post-submit = Continuar

## Problems

error-refused = Esto no ha funcionado
error-missing = Aquí no hay nada
error-too-often = Demasiados intentos
error-unavailable = No disponible en este momento
error-broken = Algo ha fallado aquí
error-too-old = Esta página es demasiado antigua
error-complete = Esto ya está hecho
error-other-browser = Esta página pertenece a otro navegador
error-description = Lo que dijo el servidor
error-flow = Número de esta operación
error-way-on = Ir a { $client }
error-explanation = Para desarrolladores: por qué se rechazó
advice-start-again = Vuelva a la aplicación de la que vino y empiece de nuevo. Si vuelve a ocurrir, indique a su asistencia el número que aparece abajo.
advice-wait = Espere un momento y vuelva a cargar esta página. Si vuelve a ocurrir, indique a la asistencia el número que aparece abajo.
advice-address = Compruebe la dirección, o vuelva a la aplicación de la que vino.
advice-too-often = Espere unos minutos antes de volver a intentarlo.
advice-too-old = Estuvo abierta demasiado tiempo, o se cambió su dirección. No ha ocurrido nada. Empiece de nuevo desde la aplicación.
advice-once = Su dirección sirve una sola vez y durante poco tiempo. Continúe en la aplicación, o empiece allí de nuevo.
advice-complete = Su respuesta ha llegado a la aplicación; quizá se pulsó un botón dos veces o se recargó una página. Continúe allí, o empiece allí de nuevo.
advice-other-browser = Empiece de nuevo desde la aplicación, y quédese en este navegador.
advice-cookies = Su navegador no envió la cookie que esta página necesita. Permita las cookies de este sitio y empiece de nuevo desde la aplicación.
advice-other-site = El formulario se envió desde otro sitio. Abra usted mismo este sitio y use el formulario que hay en él.
advice-account = Pertenece a otra sesión. Nada ha cambiado. Abra de nuevo su cuenta y hágalo allí.

## Your account

home-welcome = Le damos la bienvenida
home-nobody = No ha iniciado sesión.
home-title = Su cuenta
sessions-title = Dónde ha iniciado sesión
session-unknown = Un navegador
session-here = este navegador
session-since = Inicio de sesión:
session-used = Última actividad:
session-network = Red:
session-end = Terminar la sesión
sessions-end-others = Terminar todas las demás sesiones
clients-title = Aplicaciones con acceso
clients-none = Ninguna aplicación tiene acceso a su cuenta.
clients-text = Si retira el acceso, la aplicación se lo volverá a pedir cuando regrese.
client-allowed = Permitido por primera vez:
client-used = Último uso:
client-withdraw = Retirar el acceso
done-session = La sesión ha terminado.
done-sessions = Todas las demás sesiones han terminado.
done-client = La aplicación ya no tiene acceso.
done-password = Su contraseña ha cambiado. Su sesión se ha cerrado en todas partes menos aquí.

## Change the password

password-title = Cambiar la contraseña
password-text = Aquí su sesión sigue abierta. En todos los demás lugares se cierra, y las aplicaciones le pedirán que vuelva a iniciar sesión.
password-current = Contraseña actual
password-new = Contraseña nueva
password-again = Contraseña nueva, otra vez
password-rule = Al menos 8 caracteres. Van bien varias palabras sin relación entre sí.
password-submit = Cambiar
password-wrong = La contraseña actual no es correcta.
password-short = La contraseña nueva es demasiado corta. Necesita al menos 8 caracteres.
password-long = La contraseña nueva es demasiado larga.
password-unreadable = La contraseña nueva contiene un carácter que no se puede escribir en todas partes. Elija otra.
password-guessable = La contraseña nueva está entre las primeras que prueban los atacantes. Elija otra, por ejemplo varias palabras sin relación entre sí.
password-different = Las dos contraseñas nuevas no coinciden. Escriba la nueva dos veces.
