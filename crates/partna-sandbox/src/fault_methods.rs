//! Methods of [`Sandbox`] that queue faults.

#[cfg(doc)]
use crate::ErrorKind;
use crate::{Error, Fault, Sandbox, UnusedFault};

impl Sandbox {
    /// Queues a fault for the next request, or for the next webhook if it is a webhook fault.
    ///
    /// Each fault affects one request, in the order of the queue. A request without a valid key uses only faults that
    /// [`fail`](Self::fail) has queued for its operation, and only if the operation needs no key.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] if 1,000 faults are queued.
    pub fn fail_next(&self, fault: Fault) -> Result<(), Error> {
        self.app.faults.push(fault).map_err(Error::unsupported)
    }

    /// Queues a fault for the next request of an operation, by its id, such as `create_ramp`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] if the operation does not exist, if the fault is a webhook fault, which no operation uses, or if
    /// 1,000 faults are queued.
    pub fn fail(&self, operation: &str, fault: Fault) -> Result<(), Error> {
        let added = self.app.faults.push_for(operation, fault);
        added.map_err(Error::unsupported)
    }

    /// Returns the unused faults: first the faults of operations, sorted by operation id, then of any request, then of webhooks.
    ///
    /// A [`Fault::ReorderWebhooks`] is unused until there is a second webhook.
    #[must_use]
    pub fn unused_faults(&self) -> Vec<UnusedFault> {
        self.app.faults.unused()
    }

    /// Checks that every queued fault was used. A test whose fault is unused did not test that failure.
    ///
    /// ```
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use partna_sandbox::{Fault, Sandbox};
    ///
    /// let sandbox = Sandbox::start().await?;
    /// sandbox.fail("get_balances", Fault::Unavailable)?;
    /// assert!(sandbox.check_faults_used().is_err());
    /// sandbox.client().get_balances().send().await?; // retried
    /// sandbox.check_faults_used()?;
    /// # sandbox.stop().await;
    /// # Ok(())
    /// # }
    /// # tokio::runtime::Runtime::new()?.block_on(example())?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnusedFaults`] with the unused faults.
    pub fn check_faults_used(&self) -> Result<(), Error> {
        match &self.unused_faults()[..] {
            [] => Ok(()),
            unused => Err(Error::unused_faults(unused)),
        }
    }
}
