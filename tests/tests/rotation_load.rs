//! Rotation of keys while requests go on.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use partna_tests::key_server::Scene;
use serde_json::Value;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_request_fails_while_keys_are_rotated() -> Result {
    let (rotations, requests) = (100, 20_000);
    let scene = Scene::new().await?;
    let (done, failed) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let over = Arc::new(AtomicBool::new(false));
    let mut tasks = Vec::new();
    for _ in 0..8 {
        let (partna, done, failed, over) = (
            scene.partna.clone(),
            done.clone(),
            failed.clone(),
            over.clone(),
        );
        tasks.push(tokio::spawn(async move {
            while !over.load(Ordering::Relaxed) {
                if let Err(error) = partna.get_balances().send().await {
                    failed.fetch_add(1, Ordering::Relaxed);
                    eprintln!("{error:?}");
                }
                done.fetch_add(1, Ordering::Relaxed);
            }
        }));
    }
    for _ in 0..rotations {
        scene
            .partna
            .keys()
            .rotate()
            .store(scene.store())
            .run()
            .await?;
    }
    while done.load(Ordering::Relaxed) < requests {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    over.store(true, Ordering::Relaxed);
    for task in tasks {
        task.await?;
    }
    let (done, failed) = (done.load(Ordering::Relaxed), failed.load(Ordering::Relaxed));
    println!(
        "{rotations} rotations, {done} requests, {failed} failed, {} refused",
        scene.server.state().refused
    );
    assert_eq!(failed, 0);
    assert_eq!(
        scene.server.state().refused,
        0,
        "no request went out with a key that was ended"
    );
    let mut live = scene.server.state().live();
    live.sort();
    let [ours, reports, theirs] = live.as_slice() else {
        return Err(format!("{live:?}").into());
    };
    assert!(ours.starts_with("partna-rust-"));
    assert_eq!(
        (reports.as_str(), theirs.as_str()),
        ("reports", "somebody-elses")
    );
    assert_eq!(
        scene.journal()?["names"]
            .as_array()
            .and_then(|names| names.last()),
        Some(&Value::from(ours.as_str()))
    );
    Ok(())
}
