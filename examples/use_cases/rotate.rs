//! Rotates the key in `PARTNA_CREDENTIALS_FILE`: generates a new one, stores it in the file, and invalidates the old one.

use std::error::Error;
use std::time::Duration;

use partna::Partna;
use partna::keys::FileStore;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::var("PARTNA_CREDENTIALS_FILE")?;
    let partna = Partna::from_env().await?;
    let rotation = partna.keys().rotate().store(FileStore::at(path));
    // Services check the file at most once a second: they load the new key during the grace.
    let rotated = rotation.grace(Duration::from_secs(10)).run().await?;
    println!("the key is now `{}`", rotated.name);
    if rotated.unexpected.is_some() {
        println!("the API returned another key; check the list of keys");
    }
    Ok(())
}
