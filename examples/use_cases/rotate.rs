//! Rotates the key in `PARTNA_CREDENTIALS_FILE`: makes a new one, puts it into the file, and invalidates the old one.

use std::error::Error;
use std::time::Duration;

use partna::Partna;
use partna::keys::FileStore;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::var("PARTNA_CREDENTIALS_FILE")?;
    let partna = Partna::from_env().await?;
    let rotation = partna.keys().rotate().store(FileStore::at(path));
    // Services that read the file check it once a second: they get time to load the new key.
    let rotated = rotation.grace(Duration::from_secs(10)).run().await?;
    println!("the key is now `{}`", rotated.name);
    if rotated.unexpected.is_some() {
        println!("the API returned another key; look at the list of keys");
    }
    Ok(())
}
