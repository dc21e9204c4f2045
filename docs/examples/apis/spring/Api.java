package example;

import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.*;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.*;

@SpringBootApplication
@RestController
class Api {
  public static void main(String[] args) {
    SpringApplication.run(Api.class, args);
  }

  @GetMapping("/payments")
  Map<String, Object> payments(@AuthenticationPrincipal Jwt token) {
    return Map.of("payments", List.of(), "sub", token.getSubject(), "client", token.getClaimAsString("client_id"));
  }

  @Bean
  SecurityFilterChain rules(HttpSecurity http) throws Exception {
    return http
        .authorizeHttpRequests(
            requests -> requests.requestMatchers("/payments").hasAuthority("SCOPE_payments").anyRequest().denyAll())
        .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .oauth2ResourceServer(
            server -> server.jwt(Customizer.withDefaults()).dPoP(Customizer.withDefaults()))
        .build();
  }

  /**
   * Access tokens are typed at+jwt (RFC 9068), which the decoder that Spring makes by itself refuses. Those that are bound to no key
   * are refused as well.
   */
  @Bean
  JwtDecoder tokens(@Value("${issuer}") String issuer, @Value("${audience}") String audience) {
    var decoder =
        NimbusJwtDecoder.withIssuerLocation(issuer)
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .validateType(false)
            .build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTypeValidator("at+jwt"),
            new JwtTimestampValidator(),
            new JwtIssuerValidator(issuer),
            new JwtAudienceValidator(audience),
            new JwtClaimValidator<Map<String, Object>>("cnf", cnf -> cnf != null && cnf.containsKey("jkt"))));
    return decoder;
  }
}
