//! The output of the program after its start.

use crate::Result;
use crate::running::Running;

#[tokio::test]
async fn greeting_has_variables_for_other_hosts() -> Result {
    let running = Running::start(&["--host", "0.0.0.0"]).await?;
    let greeting = running.output();
    let base_url = running.base_url.replacen("127.0.0.1", "NAME", 1);
    for line in [
        "export PARTNA_ENVIRONMENT=sandbox",
        &format!("export PARTNA_BASE_URL={base_url}"),
    ] {
        assert!(greeting.contains(line), "no `{line}` in {greeting}");
    }
    Ok(())
}
