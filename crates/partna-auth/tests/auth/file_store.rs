//! The file store: which links and owners it rejects, and its guarantees when the lock is lost.
#![cfg(unix)] // links, owners and modes

mod store_dir;

use std::error::Error;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, lchown, symlink};

use partna_auth::{ErrorKind, FileStore, JournalRecord, KeyStore};
use partna_tests::fake_keys::RotationFixture;
use partna_tests::file_matrix::{JOURNALS, KEYS, credentials};
use store_dir::{
    HANG_GUARD, ProtectedFile, SERVICE_UID, StoreDir, assert_names, is_root, lock_error,
};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

#[tokio::test]
async fn rejects_lock_that_links_to_a_file_of_root() -> Result {
    if !is_root() {
        return Ok(());
    }
    let (dir, protected) = (StoreDir::of_service()?, ProtectedFile::new()?);
    let lock = dir.path("credentials.toml.lock");
    symlink(protected.path(), &lock)?;
    lchown(&lock, Some(SERVICE_UID), Some(SERVICE_UID))?;
    let error = lock_error(&dir.store()).await?;
    assert_eq!(error.kind(), ErrorKind::Store);
    assert_names(&error, &lock);
    protected.assert_untouched()
}

#[tokio::test]
async fn rejects_dangling_lock_and_creates_no_file() -> Result {
    let (dir, protected) = (StoreDir::new()?, ProtectedFile::new()?);
    let lock = dir.path("credentials.toml.lock");
    symlink(protected.home.path().join("new-file"), &lock)?;
    assert_names(&lock_error(&dir.store()).await?, &lock);
    protected.assert_untouched()
}

#[tokio::test]
async fn rejects_hard_linked_lock() -> Result {
    let (dir, protected) = (StoreDir::new()?, ProtectedFile::new()?);
    let lock = dir.path("credentials.toml.lock");
    fs::hard_link(protected.path(), &lock)?;
    let error = lock_error(&dir.store()).await?;
    assert!(error.to_string().contains("hard links"), "{error}");
    protected.assert_untouched()
}

/// Another program moved its file to the path of the lock.
#[tokio::test]
async fn lock_file_with_other_content_is_kept() -> Result {
    let dir = StoreDir::new()?;
    let lock = dir.path("credentials.toml.lock");
    for text in ["other content\n", &"process ".repeat(20)] {
        dir.write("credentials.toml.lock", text)?;
        assert_names(&lock_error(&dir.store()).await?, &lock);
        assert_eq!(fs::read_to_string(&lock)?, text);
    }
    Ok(())
}

#[tokio::test]
async fn lock_file_of_earlier_process_is_reused() -> Result {
    let dir = StoreDir::new()?;
    let earlier = "process 1 since 1700000000 (Unix seconds)";
    for text in ["", earlier, &format!("{earlier:<63}\n"), "proc", "\0\0\0"] {
        dir.write("credentials.toml.lock", text)?;
        let lock = dir.store().lock().await?;
        assert!(lock.still_held().await?);
        let error = lock_error(&dir.store()).await?;
        assert_eq!(error.kind(), ErrorKind::Busy);
        let holder = format!("process {} since ", std::process::id());
        assert!(error.to_string().contains(&holder), "{error}");
    }
    Ok(())
}

#[tokio::test]
async fn root_and_service_share_lock_and_journal() -> Result {
    if !is_root() {
        return Ok(());
    }
    let dir = StoreDir::of_service()?;
    let store = dir.store();
    let lock = store.lock().await?;
    let [journal, _] = JOURNALS;
    store
        .save_journal(&JournalRecord::from_text(journal)?)
        .await?;
    dir.publish().await?;
    drop(lock);
    for name in ["", ".lock", ".rotation"] {
        let path = dir.path(&format!("credentials.toml{name}"));
        let metadata = fs::metadata(&path)?;
        assert_eq!((metadata.uid(), metadata.gid()), (SERVICE_UID, SERVICE_UID));
        assert_eq!(metadata.mode() & 0o777, 0o600, "{}", path.display());
    }
    store.lock().await?;
    Ok(())
}

/// In a shared directory, any user can create the credentials file. Its owner would receive the new key.
#[tokio::test]
async fn root_does_not_publish_to_foreign_file_in_shared_directory() -> Result {
    if !is_root() {
        return Ok(());
    }
    let dir = StoreDir::new()?;
    dir.write("credentials.toml", "")?;
    chown(
        dir.path("credentials.toml"),
        Some(SERVICE_UID),
        Some(SERVICE_UID),
    )?;
    for (owner, mode) in [(0, 0o1777), (0, 0o777), (7392, 0o755)] {
        chown(dir.home.path(), Some(owner), None)?;
        fs::set_permissions(dir.home.path(), Permissions::from_mode(mode))?;
        assert!(dir.publish().await.is_err(), "{owner} {mode:o}");
        assert_eq!(fs::read_to_string(dir.path("credentials.toml"))?, "");
    }
    Ok(())
}

#[tokio::test]
async fn root_does_not_follow_link_of_another_user() -> Result {
    if !is_root() {
        return Ok(());
    }
    let (dir, real) = (StoreDir::of_service()?, StoreDir::new()?);
    let directory = dir.path("conf");
    symlink(real.home.path(), &directory)?;
    lchown(&directory, Some(SERVICE_UID), Some(SERVICE_UID))?;
    let store = FileStore::at(directory.join("credentials.toml"));
    assert_names(&lock_error(&store).await?, &directory);
    assert_eq!(fs::read_dir(real.home.path())?.count(), 1);
    // Root follows its own link.
    lchown(&directory, Some(0), Some(0))?;
    store.lock().await?;
    Ok(())
}

#[tokio::test]
async fn rejects_hard_linked_credentials() -> Result {
    let dir = StoreDir::new()?;
    let second = dir.path("second.toml");
    fs::hard_link(dir.path("credentials.toml"), &second)?;
    for store in [dir.store(), FileStore::at(&second)] {
        let error = lock_error(&store).await?;
        assert!(error.to_string().contains("hard links"), "{error}");
    }
    Ok(())
}

#[tokio::test]
async fn lock_is_lost_with_its_file() -> Result {
    let dir = StoreDir::new()?;
    let store = dir.store();
    let lock = store.lock().await?;
    assert!(lock.still_held().await?);
    fs::remove_file(dir.path("credentials.toml.lock"))?;
    assert!(!lock.still_held().await?);
    let second = dir.store().lock().await?;
    assert!(!lock.still_held().await?);
    assert!(second.still_held().await?);
    let [journal, _] = JOURNALS;
    let record = JournalRecord::from_text(journal)?;
    let error = store.save_journal(&record).await.err();
    assert_eq!(error.map(|it| it.kind()), Some(ErrorKind::Busy));
    assert!(!dir.path("credentials.toml.rotation").exists());
    Ok(())
}

#[tokio::test]
async fn lock_is_lost_if_the_link_changes() -> Result {
    let (dir, other) = (StoreDir::new()?, StoreDir::new()?);
    let link = dir.path("link.toml");
    symlink(dir.path("credentials.toml"), &link)?;
    let lock = FileStore::at(&link).lock().await?;
    assert!(lock.still_held().await?);
    fs::remove_file(&link)?;
    symlink(other.path("credentials.toml"), &link)?;
    assert!(!lock.still_held().await?);
    Ok(())
}

#[tokio::test]
async fn journal_of_an_outdated_generation_is_not_saved() -> Result {
    let dir = StoreDir::new()?;
    let records: Vec<JournalRecord> = (1..4)
        .map(|it| JournalRecord::from_text(format!("{{\"generation\": {it}, \"by\": \"a\"}}")))
        .collect::<std::result::Result<_, _>>()?;
    let [first, second, third] = records.as_slice() else {
        return Err("not three records".into());
    };
    let store = dir.store();
    store.save_journal(first).await?;
    store.save_journal(second).await?;
    let by_another = JournalRecord::from_text("{\"generation\": 2, \"by\": \"b\"}")?;
    for outdated in [first, &by_another] {
        let error = store.save_journal(outdated).await.err();
        assert_eq!(error.map(|it| it.kind()), Some(ErrorKind::Busy));
    }
    store.save_journal(second).await?;
    store.save_journal(third).await?;
    Ok(())
}

/// No store holds the lock, as if each had lost it. At most one of them saves each generation.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn at_most_one_concurrent_save_of_a_generation_succeeds() -> Result {
    let dir = StoreDir::new()?;
    for generation in 1..=20_u32 {
        let mut tasks = Vec::new();
        for writer in 0..8 {
            let store = dir.store();
            let text = format!("{{\"generation\": {generation}, \"by\": {writer}}}");
            tasks.push(tokio::spawn(async move {
                let record = JournalRecord::from_text(text)?;
                store.save_journal(&record).await
            }));
        }
        let mut saved = 0;
        for task in tasks {
            match task.await? {
                Ok(()) => saved += 1,
                Err(error) => assert_eq!(error.kind(), ErrorKind::Busy, "{error}"),
            }
        }
        let stored = dir.store().load_journal().await?.ok_or("no journal")?;
        if saved == 0 {
            // Each save failed because of another one. A later save must succeed.
            let text = format!("{{\"generation\": {generation}, \"by\": 9}}");
            dir.store()
                .save_journal(&JournalRecord::from_text(text)?)
                .await?;
        } else {
            assert_eq!((saved, stored.generation()), (1, u64::from(generation)));
        }
    }
    Ok(())
}

#[tokio::test(flavor = "current_thread")]
async fn journal_that_is_a_pipe_does_not_block() -> Result {
    let fixture = RotationFixture::new().await?;
    fixture.rotation().prepare().await?;
    let journal = fixture.directory.path().join("credentials.toml.rotation");
    fs::remove_file(&journal)?;
    let status = std::process::Command::new("mkfifo")
        .arg(&journal)
        .status()?;
    assert!(status.success());
    let result = tokio::time::timeout(HANG_GUARD, fixture.rotation().run()).await?;
    assert_names(&result.err().ok_or("the rotation succeeded")?, &journal);
    Ok(())
}

#[tokio::test]
async fn rejects_journal_that_others_can_access_or_that_is_too_long() -> Result {
    let dir = StoreDir::new()?;
    let journal = dir.path("credentials.toml.rotation");
    let [text, _] = JOURNALS;
    for mode in [0o604, 0o602, 0o620, 0o666] {
        dir.write("credentials.toml.rotation", text)?;
        fs::set_permissions(&journal, Permissions::from_mode(mode))?;
        let error = dir.store().load_journal().await.err();
        let error = error.ok_or_else(|| format!("mode {mode:o} was accepted"))?;
        assert_names(&error, &journal);
        assert!(error.to_string().contains("chmod 600"), "{error}");
    }
    let padding = " ".repeat(1 << 20);
    dir.write("credentials.toml.rotation", &format!("{text}{padding}"))?;
    let error = dir
        .store()
        .load_journal()
        .await
        .err()
        .ok_or("the long journal was loaded")?;
    assert!(error.to_string().contains("longer than"), "{error}");
    dir.write("credentials.toml.rotation", "canary: not a journal")?;
    let error = dir
        .store()
        .load_journal()
        .await
        .err()
        .ok_or("the invalid journal was loaded")?;
    assert_names(&error, &journal);
    Ok(())
}

#[tokio::test]
async fn group_that_could_read_the_credentials_still_can() -> Result {
    let dir = StoreDir::new()?;
    let path = dir.path("credentials.toml");
    for (before, after) in [
        (0o640, 0o640),
        (0o600, 0o600),
        (0o644, 0o600),
        (0o400, 0o600),
    ] {
        let [old, new] = KEYS;
        let _ = fs::remove_file(&path);
        dir.write("credentials.toml", &credentials(old))?;
        fs::set_permissions(&path, Permissions::from_mode(before))?;
        dir.publish().await?;
        assert_eq!(fs::metadata(&path)?.mode() & 0o777, after, "{before:o}");
        assert_eq!(fs::read_to_string(&path)?, credentials(new));
    }
    Ok(())
}

#[tokio::test]
async fn leftover_temporary_file_is_removed_or_rejected() -> Result {
    let (dir, protected) = (StoreDir::new()?, ProtectedFile::new()?);
    let temporary = dir.path("credentials.toml.new");
    symlink(protected.path(), &temporary)?;
    dir.check().await??;
    fs::hard_link(protected.path(), &temporary)?;
    dir.check().await??;
    dir.write("credentials.toml.new", "leftover")?;
    dir.check().await??;
    assert!(!temporary.exists());
    fs::create_dir(&temporary)?;
    let error = dir
        .check()
        .await?
        .err()
        .ok_or("the directory was removed")?;
    assert_names(&error, &temporary);
    protected.assert_untouched()
}

/// Another store is writing the file.
#[tokio::test]
async fn temporary_file_that_is_being_written_is_kept() -> Result {
    let dir = StoreDir::new()?;
    let temporary = dir.path("credentials.toml.new");
    dir.write("credentials.toml.new", "half of a fi")?;
    let writer = fs::File::options().write(true).open(&temporary)?;
    writer.lock()?;
    let error = dir
        .check()
        .await?
        .err()
        .ok_or("the temporary file was removed")?;
    assert_eq!(error.kind(), ErrorKind::Busy);
    assert_eq!(fs::read_to_string(&temporary)?, "half of a fi");
    drop(writer);
    dir.check().await??;
    Ok(())
}

#[tokio::test]
async fn rejects_profile_name_with_a_path() -> Result {
    let dir = StoreDir::new()?;
    fs::create_dir(dir.path("credentials.toml.a"))?;
    let store = dir.store().profile("a/../../b");
    let error = store
        .load_journal()
        .await
        .err()
        .ok_or("the journal was loaded")?;
    assert!(error.to_string().contains("rename the profile"), "{error}");
    Ok(())
}
