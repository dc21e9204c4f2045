// An API in Go that lets in whoever has a token of the issuer and proves its key (RFC 9449), by github.com/lestrrat-go/jwx/v3.
package main

import (
	"context"
	"crypto"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/lestrrat-go/httprc/v3"
	"github.com/lestrrat-go/jwx/v3/jwk"
	"github.com/lestrrat-go/jwx/v3/jws"
	"github.com/lestrrat-go/jwx/v3/jwt"
)

var algorithms = []string{"ES256", "PS256", "EdDSA"}

const maxAge = time.Minute

type gate struct {
	issuer, audience string
	keys             jwk.Set
	mutex            sync.Mutex
	seen             map[string]time.Time // several processes share this in a database
}

func newGate(ctx context.Context, issuer, audience string) (*gate, error) {
	cache, err := jwk.NewCache(ctx, httprc.NewClient())
	if err != nil {
		return nil, err
	}
	if err := cache.Register(ctx, issuer+"/jwks", jwk.WithMaxInterval(5*time.Minute)); err != nil {
		return nil, err
	}
	keys, err := cache.CachedSet(issuer + "/jwks")
	return &gate{issuer: issuer, audience: audience, keys: keys, seen: map[string]time.Time{}}, err
}

// admit answers the token's claims, or why the request stays outside.
func (g *gate) admit(r *http.Request) (jwt.Token, error) {
	scheme, value, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "DPoP") || len(r.Header.Values("DPoP")) != 1 {
		return nil, errors.New("a DPoP token and one proof are required")
	}
	if typ, _, err := header(value); err != nil || typ != "at+jwt" {
		return nil, errors.New("this is no access token")
	}
	token, err := jwt.Parse([]byte(value), jwt.WithKeySet(g.keys), jwt.WithIssuer(g.issuer), jwt.WithAudience(g.audience),
		jwt.WithRequiredClaim("exp"))
	if err != nil {
		return nil, err
	}
	var confirmation map[string]any
	if err := token.Get("cnf", &confirmation); err != nil {
		return nil, errors.New("the token is bound to no key")
	}
	jkt, _ := confirmation["jkt"].(string)
	return token, g.checkProof(r, value, jkt)
}

func (g *gate) checkProof(r *http.Request, token, jkt string) error {
	proof := r.Header.Get("DPoP")
	typ, headers, err := header(proof)
	if err != nil || typ != "dpop+jwt" {
		return errors.New("the proof is none")
	}
	algorithm, _ := headers.Algorithm()
	key, ok := headers.JWK()
	if !ok || !slices.Contains(algorithms, algorithm.String()) {
		return errors.New("the proof has no key, or an algorithm that is not accepted")
	}
	if isPrivate, err := jwk.IsPrivateKey(key); err != nil || isPrivate {
		return errors.New("the proof shows a private key")
	}
	payload, err := jws.Verify([]byte(proof), jws.WithKey(algorithm, key))
	if err != nil {
		return errors.New("the signature of the proof is wrong")
	}
	thumbprint, err := key.Thumbprint(crypto.SHA256)
	if err != nil || !same(encode(thumbprint), jkt) {
		return errors.New("the token is bound to another key")
	}
	var claims struct {
		Htm, Htu, Jti, Ath string
		Iat                int64
	}
	if err := json.Unmarshal(payload, &claims); err != nil {
		return errors.New("the proof is none")
	}
	hash, age := sha256.Sum256([]byte(token)), time.Since(time.Unix(claims.Iat, 0))
	switch {
	case claims.Htm != r.Method, claims.Htu != g.audience+r.URL.EscapedPath():
		return errors.New("the proof is for another request")
	case !same(claims.Ath, encode(hash[:])):
		return errors.New("the proof is for another token")
	case age > maxAge, age < -10*time.Second:
		return errors.New("the proof is too old, or of the future")
	case claims.Jti == "" || !g.first(jkt+"."+claims.Jti):
		return errors.New("the proof was used before")
	}
	return nil
}

// first records a proof; false when it was seen.
func (g *gate) first(name string) bool {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	now := time.Now()
	for old, until := range g.seen {
		if until.Before(now) {
			delete(g.seen, old)
		}
	}
	_, wasSeen := g.seen[name]
	g.seen[name] = now.Add(maxAge + 10*time.Second)
	return !wasSeen
}

func header(value string) (string, jws.Headers, error) {
	message, err := jws.Parse([]byte(value), jws.WithCompact())
	if err != nil {
		return "", nil, err
	}
	headers := message.Signatures()[0].ProtectedHeaders()
	typ, _ := headers.Type()
	return typ, headers, nil
}

func encode(bytes []byte) string { return base64.RawURLEncoding.EncodeToString(bytes) }
func same(left, right string) bool {
	return subtle.ConstantTimeCompare([]byte(left), []byte(right)) == 1
}

func main() {
	gate, err := newGate(context.Background(), os.Getenv("ISSUER"), os.Getenv("AUDIENCE"))
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("GET /payments", func(w http.ResponseWriter, r *http.Request) {
		token, err := gate.admit(r)
		if err != nil {
			log.Print("refused: ", err)
			w.Header().Set("WWW-Authenticate", `DPoP error="invalid_token", algs="`+strings.Join(algorithms, " ")+`"`)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		var scope string
		if token.Get("scope", &scope) != nil || !slices.Contains(strings.Fields(scope), "payments") {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		sub, _ := token.Subject()
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"payments": []string{}, "sub": sub})
	})
	log.Fatal(http.ListenAndServe(os.Getenv("LISTEN"), nil))
}
