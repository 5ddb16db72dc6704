//! Rotation of keys, as the API sees it: what it is asked for, how often it refuses a key, and what it may get wrong. Rotations on
//! the sandbox are in the suite `rotation` of the workspace.

use std::error::Error;
use std::time::Duration;

use partna_auth::{Environment, ErrorKind, Partna, Secret, SecretDir};
use partna_tests::USER;
use partna_tests::fake_keys::{KeyServer, RotationFixture, client};
use partna_tests::server::Reply;
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

#[tokio::test]
async fn a_rotation_replaces_one_key_and_touches_no_other() -> Result {
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
    // The same client goes on, and so does one that knows the store alone.
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
async fn a_key_that_does_not_expire_is_replaced_by_another() -> Result {
    let fixture = RotationFixture::new().await?;
    let forever = fixture.server.state().make("forever", "M", false);
    let partna = client(&fixture.server, &forever)?.build().await?;
    let rotated = fixture.rotation_of(&partna).run().await?;
    let asked = |name: &str| {
        let state = fixture.server.state();
        state
            .keys
            .values()
            .find(|key| key.name == name)
            .map(|key| key.generate_options.clone())
    };
    assert_eq!(asked(&rotated.name).as_deref(), Some(""));
    // And a life that was said once holds for the next of the lineage.
    let rotated = fixture
        .rotation_of(&partna)
        .expires_in_days(90)
        .run()
        .await?;
    assert_eq!(asked(&rotated.name).as_deref(), Some("expirationInDays 90"));
    let rotated = fixture.rotation_of(&partna).run().await?;
    assert_eq!(asked(&rotated.name).as_deref(), Some("expirationInDays 90"));
    assert_eq!(
        fixture.journal()?["names"].as_array().map(Vec::len),
        Some(3)
    );
    Ok(())
}

#[tokio::test]
async fn an_opaque_key_needs_scope_and_life_said() -> Result {
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
        .ok_or("it ran")?;
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("Rotation::scope"), "{error}");
    let error = fixture
        .rotation_of(&partna)
        .scope("N")
        .run()
        .await
        .err()
        .ok_or("it ran")?;
    assert!(error.to_string().contains("never_expires"), "{error}");
    let rotation = fixture.rotation_of(&partna);
    rotation.scope("N").never_expires().run().await?;
    Ok(())
}

#[tokio::test]
async fn a_key_that_nobody_asked_for_and_that_stays_is_reported_and_journalled() -> Result {
    let server = KeyServer::start_with(|state, request| match request.method.as_str() {
        "DELETE" => Reply::Json(400, json!({"message": "invalid key"})),
        _ => state.respond(&request),
    });
    let fixture = RotationFixture::with_server(server.await?).await?;
    fixture.server.state().creates_key_on_invalidate = true;
    let rotated = fixture.rotation().run().await?;
    let unexpected = rotated.unexpected.ok_or("not reported")?;
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
        "it has ended"
    );
    Ok(())
}

#[tokio::test]
async fn a_second_factor_is_asked_for_when_the_key_is_made() -> Result {
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
async fn a_new_key_that_does_not_work_is_given_up() -> Result {
    // The API makes keys, and does not know them.
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
    let error = fixture.rotation().run().await.err().ok_or("it ran")?;
    assert_eq!(error.kind(), ErrorKind::NotAuthenticated);
    assert!(error.to_string().contains("proving the new key"), "{error}");
    fixture.partna.get_balances().send().await?;
    fixture.rotation().abandon().await?;
    assert_eq!(fixture.journal()?["open"], Value::Null);
    let mut live = fixture.server.state().live_names();
    live.sort();
    assert_eq!(live, ["reports", "support-team", "the-first"]);
    Ok(())
}

/// A secret folder that lags behind, or that nobody changes, is not gone back to.
#[tokio::test]
async fn a_source_that_still_has_the_old_key_does_not_bring_it_back() -> Result {
    let fixture = RotationFixture::new().await?;
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("api-key"), &fixture.old)?;
    std::fs::write(folder.path().join("api-user"), USER)?;
    let source = SecretDir::at(folder.path())
        .environment(Environment::Staging)
        .poll_every(Duration::ZERO);
    let builder = Partna::builder()
        .credentials(source)
        .base_url(fixture.server.base_url());
    let partna = builder.build().await?;
    fixture.rotation_of(&partna).run().await?;
    // It is written anew, with the same key.
    std::fs::write(folder.path().join("api-key"), format!("{}\n", fixture.old))?;
    partna.get_balances().send().await?;
    assert_eq!(fixture.server.state().refused, 0);
    Ok(())
}

/// A 401 that does not say that the key is unknown says nothing of the key: an address that is not on the whitelist, say.
/// What is listed as live is ended, and not taken for ended.
#[tokio::test]
async fn an_old_key_is_not_taken_for_ended_by_any_refusal() -> Result {
    let server = KeyServer::start_with(|state, request| {
        let old = state
            .keys
            .get(request.header("x-api-key"))
            .is_some_and(|key| key.name == "the-first");
        if old
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
