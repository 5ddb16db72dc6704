//! The store of files: who can make it work on which file, and what of it holds when the lock is lost.
#![cfg(unix)] // links, owners and modes

mod place;

use std::error::Error;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, lchown, symlink};

use partna_auth::{ErrorKind, FileStore, JournalRecord, KeyStore};
use partna_tests::fake_keys::RotationFixture;
use partna_tests::file_matrix::{JOURNALS, KEYS, credentials};
use place::{HANG, Place, Precious, SERVICE, assert_names, is_root, lock_error};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

#[tokio::test]
async fn rejects_lock_that_is_a_link_to_a_file_of_root() -> Result {
    if !is_root() {
        return Ok(());
    }
    let (place, precious) = (Place::of_service()?, Precious::new()?);
    let lock = place.path("credentials.toml.lock");
    symlink(precious.path(), &lock)?;
    lchown(&lock, Some(SERVICE), Some(SERVICE))?;
    let error = lock_error(&place.store()).await?;
    assert_eq!(error.kind(), ErrorKind::Store);
    assert_names(&error, &lock);
    precious.assert_untouched()
}

#[tokio::test]
async fn rejects_dangling_lock_and_creates_nothing() -> Result {
    let (place, precious) = (Place::new()?, Precious::new()?);
    let lock = place.path("credentials.toml.lock");
    symlink(precious.home.path().join("evil"), &lock)?;
    assert_names(&lock_error(&place.store()).await?, &lock);
    precious.assert_untouched()
}

#[tokio::test]
async fn rejects_hard_linked_lock() -> Result {
    let (place, precious) = (Place::new()?, Precious::new()?);
    let lock = place.path("credentials.toml.lock");
    fs::hard_link(precious.path(), &lock)?;
    let error = lock_error(&place.store()).await?;
    assert!(error.to_string().contains("hard links"), "{error}");
    precious.assert_untouched()
}

/// A file that a service has moved there: one link, and of root.
#[tokio::test]
async fn lock_file_with_other_content_is_kept() -> Result {
    let place = Place::new()?;
    let lock = place.path("credentials.toml.lock");
    for text in ["precious\n", &"process ".repeat(20)] {
        place.write("credentials.toml.lock", text)?;
        assert_names(&lock_error(&place.store()).await?, &lock);
        assert_eq!(fs::read_to_string(&lock)?, text);
    }
    Ok(())
}

#[tokio::test]
async fn lock_file_of_an_earlier_process_is_taken_over() -> Result {
    let place = Place::new()?;
    let earlier = "process 1 since 1700000000 (Unix seconds)";
    for text in ["", earlier, &format!("{earlier:<63}\n"), "proc", "\0\0\0"] {
        place.write("credentials.toml.lock", text)?;
        let lock = place.store().lock().await?;
        assert!(lock.still_held().await?);
        let error = lock_error(&place.store()).await?;
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
    let place = Place::of_service()?;
    let store = place.store();
    let lock = store.lock().await?;
    let [journal, _] = JOURNALS;
    store
        .save_journal(&JournalRecord::from_text(journal)?)
        .await?;
    place.publish().await?;
    drop(lock);
    for name in ["", ".lock", ".rotation"] {
        let path = place.path(&format!("credentials.toml{name}"));
        let metadata = fs::metadata(&path)?;
        assert_eq!((metadata.uid(), metadata.gid()), (SERVICE, SERVICE));
        assert_eq!(metadata.mode() & 0o777, 0o600, "{}", path.display());
    }
    store.lock().await?;
    Ok(())
}

/// A file that any user can have put there: the new key would be given to them.
#[tokio::test]
async fn root_gives_no_key_to_who_left_a_file_in_a_shared_directory() -> Result {
    if !is_root() {
        return Ok(());
    }
    let place = Place::new()?;
    place.write("credentials.toml", "")?;
    chown(place.path("credentials.toml"), Some(SERVICE), Some(SERVICE))?;
    for (owner, mode) in [(0, 0o1777), (0, 0o777), (7392, 0o755)] {
        chown(place.home.path(), Some(owner), None)?;
        fs::set_permissions(place.home.path(), Permissions::from_mode(mode))?;
        assert!(place.publish().await.is_err(), "{owner} {mode:o}");
        assert_eq!(fs::read_to_string(place.path("credentials.toml"))?, "");
    }
    Ok(())
}

#[tokio::test]
async fn root_follows_no_link_of_another_user() -> Result {
    if !is_root() {
        return Ok(());
    }
    let (place, real) = (Place::of_service()?, Place::new()?);
    let directory = place.path("conf");
    symlink(real.home.path(), &directory)?;
    lchown(&directory, Some(SERVICE), Some(SERVICE))?;
    let store = FileStore::at(directory.join("credentials.toml"));
    assert_names(&lock_error(&store).await?, &directory);
    assert_eq!(fs::read_dir(real.home.path())?.count(), 1);
    // One of root's own leads there.
    lchown(&directory, Some(0), Some(0))?;
    store.lock().await?;
    Ok(())
}

#[tokio::test]
async fn rejects_hard_linked_credentials() -> Result {
    let place = Place::new()?;
    let second = place.path("second.toml");
    fs::hard_link(place.path("credentials.toml"), &second)?;
    for store in [place.store(), FileStore::at(&second)] {
        let error = lock_error(&store).await?;
        assert!(error.to_string().contains("hard links"), "{error}");
    }
    Ok(())
}

#[tokio::test]
async fn lock_is_lost_with_its_file() -> Result {
    let place = Place::new()?;
    let store = place.store();
    let lock = store.lock().await?;
    assert!(lock.still_held().await?);
    fs::remove_file(place.path("credentials.toml.lock"))?;
    assert!(!lock.still_held().await?);
    let second = place.store().lock().await?;
    assert!(!lock.still_held().await?);
    assert!(second.still_held().await?);
    let [journal, _] = JOURNALS;
    let record = JournalRecord::from_text(journal)?;
    let error = store.save_journal(&record).await.err();
    assert_eq!(error.map(|it| it.kind()), Some(ErrorKind::Busy));
    assert!(!place.path("credentials.toml.rotation").exists());
    Ok(())
}

#[tokio::test]
async fn lock_is_lost_if_the_path_leads_elsewhere() -> Result {
    let (place, other) = (Place::new()?, Place::new()?);
    let link = place.path("link.toml");
    symlink(place.path("credentials.toml"), &link)?;
    let lock = FileStore::at(&link).lock().await?;
    assert!(lock.still_held().await?);
    fs::remove_file(&link)?;
    symlink(other.path("credentials.toml"), &link)?;
    assert!(!lock.still_held().await?);
    Ok(())
}

#[tokio::test]
async fn journal_of_an_outdated_generation_is_not_saved() -> Result {
    let place = Place::new()?;
    let records: Vec<JournalRecord> = (1..4)
        .map(|it| JournalRecord::from_text(format!("{{\"generation\": {it}, \"by\": \"a\"}}")))
        .collect::<std::result::Result<_, _>>()?;
    let [first, second, third] = records.as_slice() else {
        return Err("not three".into());
    };
    let store = place.store();
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

/// Without a lock, as if all of them had lost it: each generation is saved by one of them.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_of_many_saves_of_a_generation_wins() -> Result {
    let place = Place::new()?;
    for generation in 1..=20_u32 {
        let mut tasks = Vec::new();
        for writer in 0..8 {
            let store = place.store();
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
        let stored = place.store().load_journal().await?.ok_or("no journal")?;
        if saved == 0 {
            // All got in each other's way.
            let text = format!("{{\"generation\": {generation}, \"by\": 9}}");
            place
                .store()
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
    let ran = tokio::time::timeout(HANG, fixture.rotation().run()).await?;
    assert_names(&ran.err().ok_or("it ran")?, &journal);
    Ok(())
}

#[tokio::test]
async fn rejects_journal_that_others_can_access_or_that_is_too_long() -> Result {
    let place = Place::new()?;
    let journal = place.path("credentials.toml.rotation");
    let [text, _] = JOURNALS;
    for mode in [0o604, 0o602, 0o620, 0o666] {
        place.write("credentials.toml.rotation", text)?;
        fs::set_permissions(&journal, Permissions::from_mode(mode))?;
        let error = place.store().load_journal().await.err();
        let error = error.ok_or_else(|| format!("{mode:o} was read"))?;
        assert_names(&error, &journal);
        assert!(error.to_string().contains("chmod 600"), "{error}");
    }
    let padding = " ".repeat(1 << 20);
    place.write("credentials.toml.rotation", &format!("{text}{padding}"))?;
    let error = place.store().load_journal().await.err().ok_or("too long")?;
    assert!(error.to_string().contains("longer than"), "{error}");
    place.write("credentials.toml.rotation", "canary: not a journal")?;
    let error = place
        .store()
        .load_journal()
        .await
        .err()
        .ok_or("no journal")?;
    assert_names(&error, &journal);
    Ok(())
}

#[tokio::test]
async fn group_that_could_read_the_credentials_still_can() -> Result {
    let place = Place::new()?;
    let path = place.path("credentials.toml");
    for (before, after) in [
        (0o640, 0o640),
        (0o600, 0o600),
        (0o644, 0o600),
        (0o400, 0o600),
    ] {
        let [old, new] = KEYS;
        let _ = fs::remove_file(&path);
        place.write("credentials.toml", &credentials(old))?;
        fs::set_permissions(&path, Permissions::from_mode(before))?;
        place.publish().await?;
        assert_eq!(fs::metadata(&path)?.mode() & 0o777, after, "{before:o}");
        assert_eq!(fs::read_to_string(&path)?, credentials(new));
    }
    Ok(())
}

#[tokio::test]
async fn temporary_file_in_the_way_is_removed_or_refused() -> Result {
    let (place, precious) = (Place::new()?, Precious::new()?);
    let temporary = place.path("credentials.toml.new");
    symlink(precious.path(), &temporary)?;
    place.check().await??;
    fs::hard_link(precious.path(), &temporary)?;
    place.check().await??;
    place.write("credentials.toml.new", "left over")?;
    place.check().await??;
    assert!(!temporary.exists());
    fs::create_dir(&temporary)?;
    let error = place
        .check()
        .await?
        .err()
        .ok_or("a directory was removed")?;
    assert_names(&error, &temporary);
    precious.assert_untouched()
}

/// Another store has the file open and writes it.
#[tokio::test]
async fn temporary_file_that_is_being_written_is_kept() -> Result {
    let place = Place::new()?;
    let temporary = place.path("credentials.toml.new");
    place.write("credentials.toml.new", "half of a fi")?;
    let writer = fs::File::options().write(true).open(&temporary)?;
    writer.lock()?;
    let error = place.check().await?.err().ok_or("it was removed")?;
    assert_eq!(error.kind(), ErrorKind::Busy);
    assert_eq!(fs::read_to_string(&temporary)?, "half of a fi");
    drop(writer);
    place.check().await??;
    Ok(())
}

#[tokio::test]
async fn profile_that_is_no_part_of_a_file_name_is_refused() -> Result {
    let place = Place::new()?;
    fs::create_dir(place.path("credentials.toml.a"))?;
    let store = place.store().profile("a/../../b");
    let error = store.load_journal().await.err().ok_or("it was read")?;
    assert!(error.to_string().contains("rename the profile"), "{error}");
    Ok(())
}
