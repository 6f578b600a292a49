// Reads one works record. Run: WAYLEAVE_SECRET=… WAYLEAVE_INSTRUCTION=… java QuickStart.java TSR1591199404915
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.regex.Pattern;

class QuickStart {
    public static void main(String[] arguments) throws Exception {
        var http = HttpClient.newHttpClient();
        String client = "{{client}}:" + System.getenv("WAYLEAVE_SECRET");
        var signIn = HttpRequest.newBuilder(URI.create("{{control}}/oauth/token"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(client.getBytes()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=client_credentials&instruction=" + System.getenv("WAYLEAVE_INSTRUCTION")))
                .build();
        String answer = http.send(signIn, BodyHandlers.ofString()).body();
        var token = Pattern.compile("\"access_token\" *: *\"([^\"]*)\"").matcher(answer);
        if (!token.find()) throw new IllegalStateException(answer);
        var read = HttpRequest.newBuilder(URI.create("{{data}}/v6/work/works/" + arguments[0]))
                .header("token", token.group(1))
                .build();
        // 200 is the record; 403 says which clause of the framework it breached, why, and what to do.
        var record = http.send(read, BodyHandlers.ofString());
        System.out.println(record.body());
        System.out.println(record.statusCode());
    }
}
