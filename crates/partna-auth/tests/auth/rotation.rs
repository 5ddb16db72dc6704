//! Rotation of keys against a scripted API: the requests, the refused keys, and errors of the API. The suite `rotation` of the
//! workspace tests rotations on the sandbox.

use std::error::Error;
use std::time::Duration;

use partna_auth::{Environment, ErrorKind, Partna, Secret, SecretDir};
use partna_tests::USER;
use partna_tests::fake_keys::{KeyServer, RotationFixture, client};
use partna_tests::server::Reply;
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

#[tokio::test]
async fn rotation_replaces_one_key_and_keeps_the_others() -> Result {
    let fixture = RotationFixture::new().await?;
    let rotated = fixture.rotation().run().await?;
    assert!(rotated.name.starts_with("partna-rust-"), "{rotated:?}");
    assert_eq!(rotated.unexpected, None);
    let mut live = fixture.server.state().live_names();
    live.sort();
    assert_eq!(live, [rotated.name.as_str(), "reports", "support-team"]);
    {
        let state = fixture.server.state();
        let made = state
            .keys
            .values()
            .find(|key| key.name == rotated.name)
            .ok_or("no such key")?;
        assert_eq!(
            (made.scope.as_str(), made.generate_options.as_str()),
            ("N", "expirationInMonths 10")
        );
    }
    // The API accepts requests of the same client, and of a client that has only the store.
    fixture.partna.get_balances().send().await?;
    fixture
        .client_from_store()
        .await?
        .get_balances()
        .send()
        .await?;
    assert_eq!(fixture.server.state().refused, 0);
    let journal = fixture.journal()?;
    assert_eq!(journal["names"], json!([rotated.name]));
    assert_eq!(journal["open"], Value::Null);
    Ok(())
}

#[tokio::test]
async fn key_without_expiry_is_replaced_by_one_without_expiry() -> Result {
    let fixture = RotationFixture::new().await?;
    let forever = fixture.server.state().make("forever", "M", false);
    let partna = client(&fixture.server, &forever)?.build().await?;
    let rotated = fixture.rotation_of(&partna).run().await?;
    let options_of = |name: &str| {
        let state = fixture.server.state();
        state
            .keys
            .values()
            .find(|key| key.name == name)
            .map(|key| key.generate_options.clone())
    };
    assert_eq!(options_of(&rotated.name).as_deref(), Some(""));
    // An explicit lifetime applies to later rotations of the same key.
    let rotated = fixture
        .rotation_of(&partna)
        .expires_in_days(90)
        .run()
        .await?;
    assert_eq!(
        options_of(&rotated.name).as_deref(),
        Some("expirationInDays 90")
    );
    let rotated = fixture.rotation_of(&partna).run().await?;
    assert_eq!(
        options_of(&rotated.name).as_deref(),
        Some("expirationInDays 90")
    );
    assert_eq!(
        fixture.journal()?["names"].as_array().map(Vec::len),
        Some(3)
    );
    Ok(())
}

#[tokio::test]
async fn opaque_key_requires_scope_and_lifetime() -> Result {
    let fixture = RotationFixture::new().await?;
    let known = fixture
        .server
        .state()
        .keys
        .get(&fixture.old)
        .cloned()
        .ok_or("no key")?;
    fixture
        .server
        .state()
        .keys
        .insert("opaque".to_owned(), known);
    let partna = client(&fixture.server, "opaque")?.build().await?;
    let error = fixture
        .rotation_of(&partna)
        .run()
        .await
        .err()
        .ok_or("the rotation succeeded")?;
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("Rotation::scope"), "{error}");
    let error = fixture
        .rotation_of(&partna)
        .scope("N")
        .run()
        .await
        .err()
        .ok_or("the rotation succeeded")?;
    assert!(error.to_string().contains("never_expires"), "{error}");
    let rotation = fixture.rotation_of(&partna);
    rotation.scope("N").never_expires().run().await?;
    Ok(())
}

#[tokio::test]
async fn unexpected_key_that_cannot_be_deleted_is_reported_and_journaled() -> Result {
    let server = KeyServer::start_with(|state, request| match request.method.as_str() {
        "DELETE" => Reply::Json(400, json!({"message": "invalid key"})),
        _ => state.respond(&request),
    });
    let fixture = RotationFixture::with_server(server.await?).await?;
    fixture.server.state().creates_key_on_invalidate = true;
    let rotated = fixture.rotation().run().await?;
    let unexpected = rotated.unexpected.ok_or("the key was not reported")?;
    assert_eq!(
        fixture.journal()?["unexpected"],
        json!([unexpected.expose()])
    );
    assert!(
        fixture
            .server
            .state()
            .live_names()
            .contains(&"unrequested".to_owned()),
        "the key is not live"
    );
    Ok(())
}

#[tokio::test]
async fn one_time_code_is_requested_to_generate_the_key() -> Result {
    let fixture = RotationFixture::new().await?;
    let otp = || async { Ok(Secret::from("123456")) };
    let rotated = fixture.rotation().otp(otp).run().await?;
    let state = fixture.server.state();
    let made = state
        .keys
        .values()
        .find(|key| key.name == rotated.name)
        .ok_or("no key")?;
    assert!(made.generate_options.contains("otp \"123456\""), "{made:?}");
    Ok(())
}

#[tokio::test]
async fn new_key_that_the_api_rejects_is_an_error_and_can_be_abandoned() -> Result {
    // The API refuses the keys that it generated.
    let server = KeyServer::start_with(|state, request| {
        let reply = state.respond(&request);
        let made = state
            .keys
            .values_mut()
            .filter(|key| key.name.starts_with("partna-rust"));
        if request.method == "POST" {
            made.for_each(|key| key.live = false);
        }
        reply
    });
    let fixture = RotationFixture::with_server(server.await?).await?;
    let error = fixture
        .rotation()
        .run()
        .await
        .err()
        .ok_or("the rotation succeeded")?;
    assert_eq!(error.kind(), ErrorKind::NotAuthenticated);
    assert!(
        error.to_string().contains("verifying the new key"),
        "{error}"
    );
    fixture.partna.get_balances().send().await?;
    fixture.rotation().abandon().await?;
    assert_eq!(fixture.journal()?["open"], Value::Null);
    let mut live = fixture.server.state().live_names();
    live.sort();
    assert_eq!(live, ["reports", "support-team", "the-first"]);
    Ok(())
}

/// A secret directory that is updated late or never does not restore the old key.
#[tokio::test]
async fn stale_source_does_not_restore_the_old_key() -> Result {
    let fixture = RotationFixture::new().await?;
    let directory = tempfile::tempdir()?;
    std::fs::write(directory.path().join("api-key"), &fixture.old)?;
    std::fs::write(directory.path().join("api-user"), USER)?;
    let source = SecretDir::at(directory.path())
        .environment(Environment::Staging)
        .poll_every(Duration::ZERO);
    let builder = Partna::builder()
        .credentials(source)
        .base_url(fixture.server.base_url());
    let partna = builder.build().await?;
    fixture.rotation_of(&partna).run().await?;
    // The file is written again, with the same key.
    std::fs::write(
        directory.path().join("api-key"),
        format!("{}\n", fixture.old),
    )?;
    partna.get_balances().send().await?;
    assert_eq!(fixture.server.state().refused, 0);
    Ok(())
}

/// A 401 can have another reason than the key, such as an address that is not on the allowlist. The rotation invalidates a key
/// that the list shows as live, although the key gets such a 401.
#[tokio::test]
async fn old_key_with_unclear_401_is_still_invalidated() -> Result {
    let server = KeyServer::start_with(|state, request| {
        let is_old = state
            .keys
            .get(request.header("x-api-key"))
            .is_some_and(|key| key.name == "the-first");
        if is_old
            && state
                .keys
                .values()
                .any(|key| key.name.starts_with("partna-rust"))
        {
            return Reply::Json(401, json!({"message": "not from here"}));
        }
        state.respond(&request)
    });
    let fixture = RotationFixture::with_server(server.await?).await?;
    fixture.rotation().prepare().await?;
    fixture.rotation().finish().await?;
    let state = fixture.server.state();
    assert!(
        state
            .log
            .contains(&"POST /user/invalidate-apikey".to_owned()),
        "{:?}",
        state.log
    );
    assert!(!state.live_names().contains(&"the-first".to_owned()));
    Ok(())
}
