language-name = 日本語
direction = ltr

## On every page

title-problem = 問題: { $title }
language = 言語: { $name }
new-tab = 新しいタブで開きます
policy = プライバシーポリシー
terms = 利用規約
help = ヘルプ
client-policy = { $client } のプライバシーポリシー
client-terms = { $client } の利用規約
cancel = キャンセル
signed-in-as = { $username } としてログインしています。

## Sign in

login-title = ログイン
login-to = { $client } に進むため
login-to-account = アカウントを表示するため
login-meanwhile = その間にログアウトされました。続けるにはもう一度ログインしてください。何も変更されていません。
login-new-password = ログアウトされています。もう一度ログインしてください。パスワードを変更したばかりの場合は、新しいものをお使いください。
login-submit = ログイン
username = ユーザー名
password = パスワード
login-wrong = ユーザー名またはパスワードが正しくありません。
login-too-often = 失敗した回数が多すぎます。{ $minutes } 分待ってから、もう一度お試しください。
login-busy = サーバーが混み合っています。しばらくしてからもう一度お試しください。
login-other-account = アプリケーションは別のアカウントを求めています。そのアカウントでログインしてください。

## Choose an account

account-title = アカウントの選択
account-continue = { $username } として続ける
account-other = 別のアカウントを使う

## No access

not-allowed-title = アクセス権がありません
not-allowed-text = アカウント { $username } には { $client } へのアクセス権がありません。
not-allowed-contacts = アクセスが必要な場合の連絡先:
not-allowed-ask = アクセスが必要な場合は、{ $client } の提供元にお問い合わせください。

## Allow access

consent-title = アクセスを許可しますか？
consent-intro = { $client } があなたのアカウント { $username } へのアクセスを求めています。
consent-resources = 対象:
consent-offline = あなたまたはアプリケーションが終了するまで、あなたが使っていない間もアクセスは続きます。
consent-goes-to = 回答すると { $host } に移動します。
consent-allow = 許可する
consent-deny = 拒否する
scope-openid = 識別子によってあなたを識別する
scope-profile = 名前とプロフィールを見る
scope-email = メールアドレスを見る
scope-address = 住所を見る
scope-phone = 電話番号を見る
scope-other = { $name } を使う
claim-name = 氏名を見る
claim-given-name = 名を見る
claim-family-name = 姓を見る
claim-middle-name = ミドルネームを見る
claim-nickname = ニックネームを見る
claim-preferred-username = 希望する呼び名を見る
claim-profile = プロフィールページのアドレスを見る
claim-picture = 写真のアドレスを見る
claim-website = ウェブサイトのアドレスを見る
claim-gender = 性別を見る
claim-birthdate = 生年月日を見る
claim-zoneinfo = タイムゾーンを見る
claim-locale = 言語を見る
claim-updated-at = データが最後に変更された日時を見る
claim-email-verified = メールアドレスが確認済みかどうかを見る
claim-phone-number-verified = 電話番号が確認済みかどうかを見る
claim-other = アカウントの { $name } を見る

## Sign out

logout-title = ログアウトしますか？
logout-asked-by = { $client } が、ここからログアウトするかどうかを尋ねています。
logout-submit = ログアウトする
logout-stay = ログインしたままにする
logged-out-title = ログアウトしました
logged-out-text = ここからログアウトしました。アプリケーション側のセッションは残っている場合があります。このページは閉じてかまいません。
stayed-title = ログインしたままです
stayed-text = 何も変更されていません。このページは閉じてかまいません。

## Back to the application

form-post-title = アプリケーションに戻る
form-post-text = 何も起こらない場合は、ボタンを押してください。
form-post-submit = 続ける

## Problems

error-refused = うまくいきませんでした
error-missing = ここには何もありません
error-too-often = 試行回数が多すぎます
error-unavailable = 現在ご利用いただけません
error-broken = こちらで問題が発生しました
error-too-old = このページは古くなっています
error-complete = すでに完了しています
error-other-browser = このページは別のブラウザーのものです
error-description = サーバーの応答
error-flow = この処理の番号
error-way-on = { $client } に進む
error-explanation = 開発者向け：拒否された理由
advice-start-again = 元のアプリケーションに戻って、最初からやり直してください。繰り返し起こる場合は、下の番号をそのサポートにお伝えください。
advice-wait = しばらく待ってから、このページを再読み込みしてください。繰り返し起こる場合は、下の番号をサポートにお伝えください。
advice-address = アドレスを確認するか、元のアプリケーションに戻ってください。
advice-too-often = 数分待ってから、もう一度お試しください。
advice-too-old = 長時間開かれていたか、アドレスが変更されました。何も行われていません。アプリケーションから最初からやり直してください。
advice-once = このページのアドレスは一度だけ、短い時間だけ使えます。アプリケーションで続けるか、そこで最初からやり直してください。
advice-complete = 回答はアプリケーションに届いています。ボタンが二度押されたか、ページが再読み込みされた可能性があります。アプリケーションで続けるか、そこで最初からやり直してください。
advice-other-browser = アプリケーションから最初からやり直し、このブラウザーのまま進めてください。
advice-cookies = このページに必要な Cookie がブラウザーから送られませんでした。このサイトの Cookie を許可してから、アプリケーションで最初からやり直してください。
advice-other-site = フォームは別のサイトから送信されました。このサイトをご自身で開き、ここにあるフォームをお使いください。
advice-account = このページは別のセッションのものです。何も変更されていません。アカウントを開き直して、そこで操作してください。

## Your account

home-welcome = ようこそ
home-nobody = ログインしていません。
home-title = あなたのアカウント
sessions-title = ログイン中のブラウザー
session-unknown = ブラウザー
session-here = このブラウザー
session-since = ログイン日時:
session-used = 最終アクセス:
session-network = ネットワーク:
session-end = セッションを終了
sessions-end-others = ほかのセッションをすべて終了
clients-title = アクセスできるアプリケーション
clients-none = アカウントにアクセスできるアプリケーションはありません。
clients-text = アクセスを取り消すと、次に使うときにアプリケーションがもう一度許可を求めます。
client-allowed = 最初の許可日時:
client-used = 最終使用日時:
client-withdraw = アクセスを取り消す
done-session = セッションを終了しました。
done-sessions = ほかのセッションをすべて終了しました。
done-client = アプリケーションはアクセスできなくなりました。
done-password = パスワードを変更しました。ここ以外ではログアウトされました。

## Change the password

password-title = パスワードの変更
password-text = このブラウザーではログインしたままです。ほかではログアウトされ、アプリケーションはもう一度ログインを求めます。
password-current = 現在のパスワード
password-new = 新しいパスワード
password-again = 新しいパスワード（もう一度）
password-rule = 8文字以上。互いに関係のない単語をいくつか並べるとよいでしょう。
password-submit = 変更する
password-wrong = 現在のパスワードが正しくありません。
password-short = 新しいパスワードが短すぎます。8文字以上必要です。
password-long = 新しいパスワードが長すぎます。
password-unreadable = 新しいパスワードに、どこでも入力できるとは限らない文字が含まれています。別のものを選んでください。
password-guessable = 新しいパスワードは、攻撃者が最初に試すものの一つです。互いに関係のない単語をいくつか並べるなど、別のものを選んでください。
password-different = 二つの新しいパスワードが一致しません。同じものを二回入力してください。
