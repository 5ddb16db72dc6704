//! Rotation of keys while requests go on.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use partna_auth::{Partna, ProfileFile, Retries, types};
use partna_tests::key_server::Scene;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The client reads the very file that the store writes, and looks at it all the time, as other processes do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_request_fails_while_keys_are_rotated() -> Result {
    let scene = Scene::new().await?;
    let first = scene.rotation().run().await?;
    let file = ProfileFile::at(scene.folder.path().join("credentials.toml"));
    let file = file.poll_every(Duration::from_millis(1));
    let builder = Partna::builder().credentials(file).retries(Retries::none());
    let partna = builder.base_url(scene.server.base_url()).build().await?;
    let (done, failed) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let over = Arc::new(AtomicBool::new(false));
    let tasks: Vec<_> = (0..8)
        .map(|task| {
            let (partna, done, failed, over) =
                (partna.clone(), done.clone(), failed.clone(), over.clone());
            tokio::spawn(async move {
                while !over.load(Ordering::Relaxed) {
                    if let Err(error) = call(&partna, task).await {
                        failed.fetch_add(1, Ordering::Relaxed);
                        eprintln!("{error:?}");
                    }
                    done.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    let (mut rotations, mut last) = (1, first);
    while rotations < 100 || done.load(Ordering::Relaxed) < 20_000 {
        last = scene.rotation_of(&partna).run().await?;
        rotations += 1;
    }
    over.store(true, Ordering::Relaxed);
    for task in tasks {
        task.await?;
    }
    let (done, failed) = (done.load(Ordering::Relaxed), failed.load(Ordering::Relaxed));
    let refused = scene.server.state().refused;
    println!(
        "{rotations} rotations, {done} requests, {failed} failed, {refused} refused and sent again"
    );
    assert_eq!(
        (failed, refused),
        (0, 0),
        "no request went out with a key that was ended"
    );
    let mut live = scene.server.state().live();
    live.sort();
    assert_eq!(live, [last.name.as_str(), "reports", "somebody-elses"]);
    assert_eq!(
        scene.journal()?["names"].as_array().map(Vec::len),
        Some(rotations)
    );
    Ok(())
}

/// Half of the tasks read, half write.
async fn call(partna: &Partna, task: usize) -> std::result::Result<(), partna_auth::Error> {
    if task.is_multiple_of(2) {
        return partna.get_balances().send().await.map(drop);
    }
    let body = types::TransferRequest::builder().to_account("bello02");
    partna.create_transfer().body(body).send().await.map(drop)
}
