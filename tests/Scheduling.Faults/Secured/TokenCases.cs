using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Scheduling.Faults.Http;

namespace Scheduling.Faults.Secured;

/// <summary>Tokens (JWT) that somebody made up, changed or kept too long, and one that is right.</summary>
internal static class TokenCases
{
    private const string Audience = "scheduling";
    private const string Key = "k1";

    public static async Task<int> RunAsync(FaultSetting setting, List<string> breaches)
    {
        using RSA rsa = RSA.Create(2048);
        using RSA stranger = RSA.Create(2048);
        RSAParameters open = rsa.ExportParameters(false);
        string keys = new JsonObject { ["keys"] = new JsonArray(new JsonObject { ["kty"] = "RSA", ["kid"] = Key, ["use"] = "sig", ["alg"] = "RS256", ["n"] = Base64Url.EncodeToString(open.Modulus), ["e"] = Base64Url.EncodeToString(open.Exponent) }) }.ToJsonString();
        LocalSite? self = null;
        await using LocalSite provider = self = LocalSite.Start(path => path.EndsWith("openid-configuration", StringComparison.Ordinal)
            ? (200, "", new JsonObject { ["issuer"] = self!.Address, ["jwks_uri"] = self.Address + "/keys" }.ToJsonString())
            : (200, "", keys));
        await using FaultApi api = await FaultApi.StartAsync(setting, ("Scheduling__Tokens__Authority", provider.Address), ("Scheduling__Tokens__Audience", Audience));
        long now = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()).ToUnixTimeSeconds();
        JsonObject Claims(Action<JsonObject>? change = null)
        {
            var claims = new JsonObject { ["iss"] = provider.Address, ["aud"] = Audience, ["sub"] = "u1", ["iat"] = now - 10, ["nbf"] = now - 10, ["exp"] = now + 600, ["scheduling_role"] = "planner", ["scheduling_teams"] = "*" };
            change?.Invoke(claims);
            return claims;
        }

        string right = Signed("RS256", Claims(), rsa);
        string body = right.Split('.')[1];
        string signature = right.Split('.')[2];
        byte[] openKey = Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem());
        (string Name, string Token)[] forged =
        [
            ("alg none", $"{Head("none")}.{Encoded(Claims())}."),
            ("alg None", $"{Head("None")}.{Encoded(Claims())}."),
            ("alg nOnE with the right signature", $"{Head("nOnE")}.{body}.{signature}"),
            ("alg empty", $"{Head("")}.{body}.{signature}"),
            ("no signature", $"{Head("RS256")}.{body}."),
            ("HS256 by the open key", Hashed(Claims(), openKey)),
            ("HS256 by nothing", Hashed(Claims(), [])),
            ("RS512 where RS256 is told", Signed("RS512", Claims(), rsa)),
            ("PS256 where RS256 is told", Signed("PS256", Claims(), rsa)),
            ("another's key", Signed("RS256", Claims(), stranger)),
            ("another's key under the name of ours", Signed("RS256", Claims(), stranger)),
            ("changed claims", $"{right.Split('.')[0]}.{Encoded(Claims(c => c["scheduling_role"] = "admin"))}.{signature}"),
            ("a signature cut short", right[..^10]),
            ("wrong audience", Signed("RS256", Claims(c => c["aud"] = "other"), rsa)),
            ("no audience", Signed("RS256", Claims(c => c.Remove("aud")), rsa)),
            ("audience of another letter case", Signed("RS256", Claims(c => c["aud"] = "SCHEDULING"), rsa)),
            ("wrong issuer", Signed("RS256", Claims(c => c["iss"] = "https://other.example"), rsa)),
            ("no issuer", Signed("RS256", Claims(c => c.Remove("iss")), rsa)),
            ("expired", Signed("RS256", Claims(c => c["exp"] = now - 120), rsa)),
            ("without an end", Signed("RS256", Claims(c => c.Remove("exp")), rsa)),
            ("not valid yet", Signed("RS256", Claims(c => c["nbf"] = now + 600), rsa)),
            ("an end that is no number", Signed("RS256", Claims(c => c["exp"] = "never"), rsa)),
            ("no subject", Signed("RS256", Claims(c => c.Remove("sub")), rsa)),
            ("no role", Signed("RS256", Claims(c => c.Remove("scheduling_role")), rsa)),
            ("an unknown role", Signed("RS256", Claims(c => c["scheduling_role"] = "root"), rsa)),
            ("two roles", Signed("RS256", Claims(c => c["scheduling_role"] = new JsonArray("planner", "admin")), rsa)),
            ("a key of its own in the head", Signed("RS256", Claims(), stranger, new JsonObject { ["alg"] = "RS256", ["jwk"] = JsonNode.Parse(keys)!["keys"]![0]!.DeepClone() })),
            ("a key from elsewhere in the head", Signed("RS256", Claims(), stranger, new JsonObject { ["alg"] = "RS256", ["jku"] = "http://127.0.0.1:1/keys" })),
            ("five parts", right + ".a.b"), ("one part", "eyJ"), ("empty", ""), ("dots", ".."),
        ];
        foreach ((string name, string token) in forged)
        {
            if (await StatusAsync(api, token) != HttpStatusCode.Unauthorized)
            {
                breaches.Add($"token: {name} is let in");
            }
        }

        // A build that takes no tokens refuses all of these for that alone: then nothing is shown.
        bool takes = typeof(Api.Hosting.SchedulingHost).Assembly.GetType("Scheduling.Api.Access.TokenAuthentication") is not null;
        if (takes && await StatusAsync(api, right) != HttpStatusCode.OK)
        {
            breaches.Add("token: a right one is refused");
        }

        return takes ? forged.Length + 1 : 0;
    }

    private static async Task<HttpStatusCode> StatusAsync(FaultApi api, string token)
    {
        using HttpRequestMessage request = FaultApi.Request(HttpMethod.Get, "/api/v1/me", null);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        using var client = new HttpClient { BaseAddress = api.Address };
        using HttpResponseMessage answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static string Head(string algorithm) => Encoded(new JsonObject { ["alg"] = algorithm, ["kid"] = Key, ["typ"] = "JWT" });

    private static string Encoded(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));

    private static string Signed(string algorithm, JsonObject claims, RSA key, JsonObject? head = null)
    {
        string text = $"{(head is null ? Head(algorithm) : Encoded(head))}.{Encoded(claims)}";
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(text), algorithm.EndsWith("512", StringComparison.Ordinal) ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256, algorithm.StartsWith('P') ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Hashed(JsonObject claims, byte[] key)
    {
        string text = $"{Head("HS256")}.{Encoded(claims)}";
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)))}";
    }
}
