using Duende.AspNetCore.Authentication.JwtBearer.DPoP;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddAuthentication("token").AddJwtBearer("token", options =>
{
    options.Authority = builder.Configuration["Issuer"];
    options.Audience = builder.Configuration["Audience"];
    options.MapInboundClaims = false;
    options.TokenValidationParameters.ValidTypes = ["at+jwt"];
    options.TokenValidationParameters.ValidAlgorithms = ["ES256"];
});

// Binds what the scheme "token" has let in to the proof, and remembers proofs; nodes share a distributed cache behind it.
builder.Services.ConfigureDPoPTokensForScheme("token", options =>
{
    options.AllowBearerTokens = false;
    options.ProofTokenExpirationMode = DPoPProofExpirationMode.IssuedAt;
});
builder.Services.AddKeyedHybridCache(ServiceProviderKeys.ProofTokenReplayHybridCache);

builder.Services.AddAuthorizationBuilder().AddPolicy("payments", policy => policy.RequireAssertion(context =>
    context.User.FindFirst("scope")?.Value.Split(' ').Contains("payments") ?? false));

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();

app.MapGet("/payments", (HttpContext context) => new { payments = Array.Empty<string>(), sub = context.User.FindFirst("sub")?.Value })
    .RequireAuthorization("payments");

app.Run();
