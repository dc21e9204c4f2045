language-name = العربية
direction = rtl

## On every page

title-problem = مشكلة: { $title }
language = اللغة: { $name }
new-tab = يُفتح في علامة تبويب جديدة
policy = سياسة الخصوصية
terms = شروط الخدمة
help = المساعدة
client-policy = سياسة الخصوصية لدى { $client }
client-terms = شروط الخدمة لدى { $client }
cancel = إلغاء
signed-in-as = لقد سجّلت الدخول باسم { $username }.

## Sign in

login-title = تسجيل الدخول
login-to = للمتابعة إلى { $client }
login-to-account = لعرض حسابك
login-meanwhile = انتهت جلستك في هذه الأثناء. سجّل الدخول مجددًا للمتابعة. لم يتغيّر شيء.
login-new-password = سُجّل خروجك. سجّل الدخول مجددًا، وإن كنت قد غيّرت كلمة مرورك للتو فبالجديدة.
login-submit = تسجيل الدخول
username = اسم المستخدم
password = كلمة المرور
login-wrong = اسم المستخدم أو كلمة المرور غير صحيحة.
login-too-often =
    { $minutes ->
        [one] محاولات فاشلة كثيرة جدًا. انتظر دقيقة واحدة ثم حاول مجددًا.
        [two] محاولات فاشلة كثيرة جدًا. انتظر دقيقتين ثم حاول مجددًا.
        [few] محاولات فاشلة كثيرة جدًا. انتظر { $minutes } دقائق ثم حاول مجددًا.
       *[other] محاولات فاشلة كثيرة جدًا. انتظر { $minutes } دقيقة ثم حاول مجددًا.
    }
login-busy = الخادم مشغول الآن. حاول مجددًا بعد لحظات.
login-other-account = طلب التطبيق حسابًا آخر. سجّل الدخول بذلك الحساب.

## Choose an account

account-title = اختيار حساب
account-continue = المتابعة باسم { $username }
account-other = استخدام حساب آخر

## No access

not-allowed-title = لا يمكنك الوصول
not-allowed-text = ليس لحسابك { $username } إذن بالوصول إلى { $client }.
not-allowed-contacts = إذا كنت تحتاج إلى الوصول، فاتصل بـ:
not-allowed-ask = إذا كنت تحتاج إلى الوصول، فاسأل الجهة التي توفر لك { $client }.

## Allow access

consent-title = هل تسمح بالوصول؟
consent-intro = يطلب { $client } الوصول إلى حسابك { $username }:
consent-resources = ينطبق هذا على:
consent-offline = يستمر الوصول أثناء غيابك إلى أن تنهيه أنت أو ينهيه التطبيق.
consent-goes-to = ستنقلك إجابتك إلى { $host }.
consent-allow = السماح
consent-deny = الرفض
scope-openid = معرفة من أنت عن طريق معرّف
scope-profile = الاطلاع على اسمك وملفك الشخصي
scope-email = الاطلاع على عنوان بريدك الإلكتروني
scope-address = الاطلاع على عنوانك البريدي
scope-phone = الاطلاع على رقم هاتفك
scope-other = استخدام { $name }
claim-name = الاطلاع على اسمك الكامل
claim-given-name = الاطلاع على اسمك الأول
claim-family-name = الاطلاع على اسم عائلتك
claim-middle-name = الاطلاع على اسمك الأوسط
claim-nickname = الاطلاع على لقبك
claim-preferred-username = الاطلاع على الاسم المختصر الذي تفضّله
claim-profile = الاطلاع على عنوان صفحة ملفك الشخصي
claim-picture = الاطلاع على عنوان صورتك
claim-website = الاطلاع على عنوان موقعك على الويب
claim-gender = الاطلاع على جنسك
claim-birthdate = الاطلاع على تاريخ ميلادك
claim-zoneinfo = الاطلاع على منطقتك الزمنية
claim-locale = الاطلاع على لغتك
claim-updated-at = معرفة آخر مرة تغيّرت فيها بياناتك
claim-email-verified = معرفة هل جرى التحقق من عنوان بريدك الإلكتروني
claim-phone-number-verified = معرفة هل جرى التحقق من رقم هاتفك
claim-other = الاطلاع على { $name } من حسابك

## Sign out

logout-title = هل تريد تسجيل الخروج؟
logout-asked-by = يسأل { $client } هل تريد تسجيل الخروج من هنا.
logout-submit = تسجيل الخروج
logout-stay = البقاء مسجّلًا
logged-out-title = تم تسجيل الخروج
logged-out-text = لقد سجّلت الخروج من هنا. قد تحتفظ التطبيقات بجلسات خاصة بها. يمكنك إغلاق هذه الصفحة.
stayed-title = ما زلت مسجّل الدخول
stayed-text = لم يتغيّر شيء. يمكنك إغلاق هذه الصفحة.

## Back to the application

form-post-title = العودة إلى التطبيق
form-post-text = إن لم يحدث شيء فاضغط على الزر.
form-post-submit = متابعة

## Problems

error-refused = لم ينجح هذا
error-missing = لا يوجد شيء هنا
error-too-often = محاولات كثيرة جدًا
error-unavailable = غير متاح في الوقت الحالي
error-broken = حدث خطأ هنا
error-too-old = هذه الصفحة قديمة جدًا
error-complete = تم هذا من قبل
error-other-browser = هذه الصفحة تخص متصفحًا آخر
error-description = ما قاله الخادم
error-flow = رقم هذه العملية
error-way-on = الانتقال إلى { $client }
error-explanation = للمطوّرين: سبب الرفض
advice-start-again = ارجع إلى التطبيق الذي أتيت منه وابدأ من جديد. إن تكرر هذا فأعطِ فريق الدعم لديه الرقم أدناه.
advice-wait = انتظر لحظة ثم أعد تحميل هذه الصفحة. إن تكرر هذا فأعطِ فريق الدعم الرقم أدناه.
advice-address = تحقق من العنوان، أو ارجع إلى التطبيق الذي أتيت منه.
advice-too-often = انتظر بضع دقائق قبل أن تحاول مجددًا.
advice-too-old = ظلّت مفتوحة مدة طويلة، أو تغيّر عنوانها. لم يحدث شيء. ابدأ من جديد من التطبيق.
advice-once = عنوانها صالح مرة واحدة ولوقت قصير. تابع في التطبيق، أو ابدأ هناك من جديد.
advice-complete = وصلت إجابتك إلى التطبيق. ربما ضُغط على زر مرتين أو أُعيد تحميل صفحة. تابع هناك، أو ابدأ هناك من جديد.
advice-other-browser = ابدأ من جديد من التطبيق، وابقَ في هذا المتصفح.
advice-cookies = لم يرسل متصفحك ملف تعريف الارتباط الذي تحتاج إليه هذه الصفحة. اسمح بملفات تعريف الارتباط لهذا الموقع، ثم ابدأ من جديد من التطبيق.
advice-other-site = أُرسل النموذج من موقع آخر. افتح هذا الموقع بنفسك واستخدم النموذج الموجود فيه.
advice-account = إنها تخص جلسة أخرى. لم يتغيّر شيء. افتح حسابك من جديد ونفّذ ذلك هناك.

## Your account

home-welcome = أهلًا بك
home-nobody = لم تسجّل الدخول.
home-title = حسابك
sessions-title = أين سجّلت الدخول
session-unknown = متصفح
session-here = هذا المتصفح
session-since = وقت تسجيل الدخول:
session-used = آخر نشاط:
session-network = الشبكة:
session-end = إنهاء الجلسة
sessions-end-others = إنهاء كل الجلسات الأخرى
clients-title = التطبيقات التي يمكنها الوصول
clients-none = لا يمكن لأي تطبيق الوصول إلى حسابك.
clients-text = إذا سحبت حق الوصول فسيطلبه التطبيق منك مجددًا عند عودتك.
client-allowed = وقت السماح الأول:
client-used = وقت آخر استخدام:
client-withdraw = سحب حق الوصول
done-session = انتهت الجلسة.
done-sessions = انتهت كل الجلسات الأخرى.
done-client = لم يعد بإمكان التطبيق الوصول.
done-password = تغيّرت كلمة مرورك. سُجّل خروجك من كل مكان آخر.

## Change the password

password-title = تغيير كلمة المرور
password-text = تبقى جلستك هنا مفتوحة. تُغلق في كل مكان آخر، وستطلب منك التطبيقات تسجيل الدخول مجددًا.
password-current = كلمة المرور الحالية
password-new = كلمة المرور الجديدة
password-again = كلمة المرور الجديدة مرة أخرى
password-rule = 8 أحرف على الأقل. تصلح عدة كلمات لا رابط بينها.
password-submit = تغيير
password-wrong = كلمة المرور الحالية غير صحيحة.
password-short = كلمة المرور الجديدة قصيرة جدًا. يلزم 8 أحرف على الأقل.
password-long = كلمة المرور الجديدة طويلة جدًا.
password-unreadable = تحتوي كلمة المرور الجديدة على رمز لا يمكن كتابته في كل مكان. اختر غيرها.
password-guessable = كلمة المرور الجديدة من أول ما يجرّبه المهاجمون. اختر غيرها، مثل عدة كلمات لا رابط بينها.
password-different = كلمتا المرور الجديدتان غير متطابقتين. اكتب الجديدة مرتين.
