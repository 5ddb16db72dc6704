//! Methods of a sandbox that queue faults.

#[cfg(doc)]
use crate::ErrorKind;
use crate::{Error, Fault, Sandbox, UnusedFault};

impl Sandbox {
    /// Makes the next request fail, whichever it is, or the next webhook if the fault is one of webhooks. Faults queue up; one
    /// hits one request.
    ///
    /// A request without a valid key uses up no fault, except one that [`fail`](Self::fail) queues for an operation that needs
    /// no key.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Refused`] if 1,000 faults are queued.
    pub fn fail_next(&self, fault: Fault) -> Result<(), Error> {
        self.app.faults.push(fault).map_err(Error::refused)
    }

    /// Makes the next request for an operation fail, by its id: `create_ramp`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Refused`] if there is no such operation, for a fault of webhooks, which would never hit anything, and if
    /// 1,000 faults are queued.
    pub fn fail(&self, operation: &str, fault: Fault) -> Result<(), Error> {
        let added = self.app.faults.push_for(operation, fault);
        added.map_err(Error::refused)
    }

    /// Returns the faults that have hit nothing yet: those of operations by their ids, then those of any request, then those of
    /// webhooks. A fault that reorders webhooks is unused until there is a second one.
    #[must_use]
    pub fn unused_faults(&self) -> Vec<UnusedFault> {
        self.app.faults.unused()
    }

    /// Checks that each queued fault has hit something: a test with a fault that nothing reaches proves less than it seems to.
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
    /// [`ErrorKind::UnusedFaults`] naming the faults that are left.
    pub fn check_faults_used(&self) -> Result<(), Error> {
        match &self.unused_faults()[..] {
            [] => Ok(()),
            unused => Err(Error::unused_faults(unused)),
        }
    }
}
